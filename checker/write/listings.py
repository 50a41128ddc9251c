"""Lists of the page beside its findings: what changed since an earlier run, names and why they were joined, rules."""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING, Any

from checker.records import RuleNote, Subject
from checker.write.visible import show_line

if TYPE_CHECKING:
    from checker.report import Report

MOST_ENTITIES = 500  # of the section; `tieout entities list` names all
MOST_NAMES = 20  # of one entity
MOST_MERGES = 20
MOST_CHANGES = 2_000


def changes(report: Report) -> list[dict[str, Any]] | None:
    """Return what is new, changed or gone since an earlier run, in that order; None where none was compared."""
    if not report.changes and not report.differences:
        return None
    numbers = {one.id: number for number, one in enumerate(report.findings)}
    return [
        filled(
            state=one.state,
            number=numbers.get(one.finding) if one.state != "gone" else None,
            kind=one.kind,
            severity=show_line(one.severity),
            rule=show_line(one.rule),
            about=show_line(", ".join(filter(None, (one.subject, one.attribute)))),
            before=show_line(one.before),
            now=show_line(one.now),
            reason=show_line(one.reason),
        )
        for state in ("new", "changed", "gone")
        for one in report.differences
        if one.state == state
    ][:MOST_CHANGES]


def entities(report: Report) -> dict[str, Any]:
    """Return the subjects that figures are about, those with several names first, and the names that were not joined.

    Returns:
        `rows` (name, other names, counts of facts and documents, merges as `[a, b, how, score]`), `in_all`, the count
        of subjects, and `near`, pairs `[name, other name, score, how]`.
    """
    facts: Counter[str] = Counter()
    documents: dict[str, set[str]] = {}
    for fact in report.facts_by_id.values():
        if fact.subject in report.subjects:
            facts[fact.subject] += 1
            documents.setdefault(fact.subject, set()).add(fact.document)
    met = sorted(
        (report.subjects[name] for name in facts),
        key=lambda one: (len(one.names) < 2, -len(documents[one.id]), -facts[one.id], one.name.casefold(), one.id),
    )
    return {
        "rows": [entity(one, facts[one.id], len(documents[one.id])) for one in met[:MOST_ENTITIES]],
        "in_all": len(met),
        "near": [
            [show_line(one.name), show_line(one.alias), one.score, show_line(one.how)] for one in report.near_misses
        ],
    }


def entity(subject: Subject, facts: int, documents: int) -> dict[str, Any]:
    """Return one subject with its other names and why they were joined."""
    return filled(
        name=show_line(subject.name),
        others=[show_line(name) for name in subject.names if name != subject.name][:MOST_NAMES],
        facts=facts,
        documents=documents,
        merges=[
            [show_line(one.a), show_line(one.b), show_line(one.how), round(one.score, 1)]
            for one in subject.merges[:MOST_MERGES]
        ],
    )


def rules(report: Report) -> list[dict[str, Any]]:
    """Return the rules that ran and those that did not, each with the counts of its findings."""
    counts = Counter(one.rule for one in report.findings)
    return [rule(one, counts[one.code], True) for one in report.rules] + [
        rule(one, 0, False) for one in report.rules_off
    ]


def rule(note: RuleNote, count: int, ran: bool) -> dict[str, Any]:
    """Return one rule: what it is about, why, and how many findings it has."""
    return filled(
        code=show_line(note.code),
        name=show_line(note.name),
        summary=show_line(note.summary),
        severity=show_line(note.severity),
        pack=show_line(note.pack),
        why=show_line(note.why),
        how=show_line(note.how_to_fix),
        status=show_line(note.status) if note.status != "stable" else "",
        tags=[show_line(one) for one in note.tags],
        ran=ran,
        findings=count,
    )


def filled(**values: Any) -> dict[str, Any]:
    """Return the values that say something: None, "", 0 and empty lists are left out, as the page reads them so."""
    return {name: value for name, value in values.items() if value or (value == 0 and name in ("document", "number"))}
