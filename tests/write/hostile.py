"""A report in which every text that documents, file names, rules or reviewers can choose tries to break out."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from checker.records import (
    Comparison,
    Decision,
    DocumentEntry,
    Explanation,
    Finding,
    FindingChange,
    Lapsed,
    Link,
    Mention,
    Merge,
    NearMiss,
    Notice,
    Phrase,
    RuleNote,
    Subject,
)
from checker.report import Report

HOSTILE = (
    "</script><script>document.title='owned'</script>",
    "<img src=x onerror=\"document.title='owned'\">",
    "<!--<script>",
    "\u202egnp.exe\u202c and \u2066isolated\u2069",
    "lone \ud800 surrogate",
    "a\x00b\x1b[31mred\x07 \x9b",
    "zero\u200bwidth\ufeff",
    "w" * 5000,
    "=HYPERLINK(1)",
    "{{ 7*7 }} ${7*7} {% raw %}",
    "]]>&amp;&lt;\"'`\u2028line",
    "__proto__",
    "[click](http://evil.example) ![x](http://evil.example/p.png) http://evil.example www.evil.example",
    "a|b ``c`` **d** _e_ ~~f~~ #12 @everyone :tada: $x$ <br> \\| &copy;",
    "\n\n# Heading\n- item\r\n::error file=x::owned\n| a | b |",
    "100%25 %0A::warning::x, y: z",
    "\ufffe\uffff\x0b\x85",
)


def hostile_finding(number: int, text: str) -> Finding:
    """Return a conflict in which every text that documents or rules can choose is `text`."""
    base = Mention(
        file=f"{number}-{text[:200]}.txt",
        start=6,
        end=6 + len(text),
        quote=text,
        value=number,
        unit=text[:50],
        comparator="=",
        low=float(number),
        high=float(number) + 1,
        base_unit=text[:50],
        as_of="2024",
        as_of_source="stated",
        speaker=text,
        fact=f"{number}a",
        line=1,
        column=7,
        place=text,
        sentence=f"Here, {text} stands.",
        before=(text,),
        after=(text,),
        side=text[:30],
        shown=text,
    )
    other = Mention(
        **{name: getattr(base, name) for name in Mention.__slots__} | {"fact": f"{number}b", "low": 99.0, "high": 99.0}
    )
    said = Decision(state="accepted", reason=text, author=text, expires="2031-01-31", sort=text, origin=text)
    parts = (Comparison(name=text, level=text, weight=1.5, detail=text),)
    return Finding(
        id=f"hostile-{number}",
        kind="conflict",
        cause=text,
        rule="TIE101",
        severity="error",
        confidence=0.8,
        subject=text,
        attribute=text,
        message=text,
        mentions=(base, other),
        period=text,
        current=text,
        decision=said if number % 3 == 1 else None,
        lapsed=Lapsed(decision=said, why="reopened", message=text) if number % 3 == 2 else None,
        explanation=Explanation(
            links=(Link(a=base.fact, b=other.fact, pair_type=text, probability=0.7, parts=parts),),
            attachments=((base.fact, (Phrase(text=text, label=text, how=text),)),),
            steps=(text,),
            assumptions=(text,),
        ),
    )


def make_hostile(make_report: Callable[..., Report]) -> Report:
    """Return a report in which every text is hostile."""
    findings = tuple(hostile_finding(number, text) for number, text in enumerate(HOSTILE))
    documents = tuple(
        DocumentEntry(
            file=one.mentions[0].file,
            status="skipped" if number % 2 else "ok",
            reason="binary" if number % 2 else None,
            title=HOSTILE[number] if number % 3 else "", publisher=HOSTILE[number], detail=HOSTILE[number],
        )
        for number, one in enumerate(findings)
    )  # fmt: skip
    notices = tuple(Notice(code="T901", message=text, file=text) for text in HOSTILE)
    return make_report(
        findings,
        documents=documents,
        notices=notices,
        run={"tool": "tieout", "version": "0", "x": list(HOSTILE)},
        texts={entry.file: "\n".join(HOSTILE) for entry in documents},
        **hostile_lists(findings),
    )


def hostile_lists(findings: tuple[Finding, ...]) -> dict[str, Any]:
    """Return changes, names and rules in which every text is hostile."""
    about: dict[str, Any] = {"rule": "TIE101", "kind": "conflict", "severity": "error"}
    rules = tuple(
        RuleNote(code=f"TIE{100 + number}", severity="error", kind="agree", name=text, summary=text, pack=text,
                 why=text, how_to_fix=text, tags=(text,), status=text)
        for number, text in enumerate(HOSTILE)
    )  # fmt: skip
    return {
        "changes": {one.id: ("new", "changed", "unchanged")[number % 3] for number, one in enumerate(findings)},
        "differences": tuple(
            FindingChange(state=("new", "changed", "gone")[number % 3], finding=one.id, subject=one.subject,
                          attribute=one.subject, reason=one.subject, before=one.subject, now=one.subject, **about)
            for number, one in enumerate(findings)
        ),
        "near_misses": tuple(NearMiss(name=text, alias=f"{text} 2", score=91.5, how=text) for text in HOSTILE),
        "subjects": {
            "orsa dam": Subject(
                id="orsa dam",
                name=HOSTILE[1],
                names=HOSTILE,
                merges=tuple(Merge(a=text, b=text, how=text, score=80) for text in HOSTILE),
            )
        },
        "rules": rules[:9],
        "rules_off": rules[9:],
    }  # fmt: skip
