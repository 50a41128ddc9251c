"""Comments in documents that suppress findings: read, applied, and told of where they expired or fit nothing.

    <!-- tieout: ignore T110 -- the older count is quoted on purpose -->
    <!-- tieout: ignore T110, T4 until 2027-06-30 -- mended with the next edition -->
    <!-- tieout: disable T201 -- a chronicle --> ... <!-- tieout: enable T201 -->

`ignore` reaches the line it stands on, or the next line that holds something where it is alone on its own; `disable`
reaches down to `enable` or to the end. A finding is suppressed where one of its figures is reached.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date

from checker.config import Settings
from checker.records import Comment, Decision, Document, Finding, Notice
from checker.verify.choosing import fits
from checker.verify.rules import Rule

EXPIRED, UNUSED, UNCLEAR = "T901", "T902", "T908"
_COMMAND = re.compile(r"(?P<verb>[a-z]{1,20})\b(?P<rest>.{0,2000})", re.S)
_UNTIL = re.compile(r"\buntil\s{1,3}(\S{1,40})")
_WORD = re.compile(r"[A-Za-z][A-Za-z0-9._-]{0,63}")


@dataclass(frozen=True, slots=True, kw_only=True)
class Suppression:
    """One comment that suppresses findings in a part of its document."""

    file: str
    line: int  # of the comment
    first: int  # lines that it reaches, both inclusive
    last: int
    words: tuple[str, ...]  # codes, prefixes, names or tags; empty is every rule
    reason: str = ""
    until: str = ""  # ISO date, the last day on which it holds

    @property
    def place(self) -> str:
        """Where the comment stands: "notes/a.md:12"."""
        return f"{self.file}:{self.line}"

    def calls(self, rule: Rule) -> bool:
        """Return whether a rule is one of those that it names."""
        return any(fits(word, rule) for word in self.words)

    def reaches(self, finding: Finding, rule: Rule) -> bool:
        """Return whether a figure of a finding stands on its lines, and the finding is of its rules."""
        if self.words and not self.calls(rule):
            return False
        return any(one.file == self.file and self.first <= one.line <= self.last for one in finding.mentions)

    def is_expired(self, today: str) -> bool:
        """Return whether it no longer holds on a day; a date that cannot be read has passed, "" judges none."""
        if not self.until or not today:
            return False
        try:
            return date.fromisoformat(self.until) < date.fromisoformat(today)
        except ValueError:
            return True


def apply(
    findings: Sequence[Finding], documents: Mapping[str, Document], rules: Sequence[Rule], settings: Settings
) -> tuple[tuple[Finding, ...], tuple[Notice, ...]]:
    """Return findings with what comments decide of them, and notices of comments that decide nothing.

    Args:
        findings: of one run, in its order.
        documents: by id, with their comments.
        rules: those that ran; a comment about another rule is not unused.
        settings: the day on which expiry is judged, and whether a reason is asked for.
    """
    notices: list[Notice] = []
    found = [one for name in sorted(documents) for one in _read(documents[name], settings, notices)]
    if not found and not notices:
        return tuple(findings), ()
    by_code = {rule.code: rule for rule in rules}
    used: set[str] = set()
    done = tuple(_decided(one, found, by_code[one.rule], settings.as_of, used, notices) for one in findings)
    for one in found:
        if one.place not in used and any(not one.words or one.calls(rule) for rule in rules):
            words = ", ".join(one.words) or "every rule"
            told = f"the comment on line {one.line} that suppresses {words} fits no finding; take it out"
            notices.append(Notice(code=UNUSED, message=told, file=one.file))
    return done, tuple(notices)


def _decided(
    finding: Finding,
    found: Sequence[Suppression],
    rule: Rule,
    today: str,
    used: set[str],
    notices: list[Notice],
) -> Finding:
    for one in found:
        if not one.reaches(finding, rule):
            continue
        used.add(one.place)
        if not one.is_expired(today):
            decision = Decision(state="accepted", reason=one.reason, expires=one.until, origin=one.place)
            return replace(finding, decision=decision)
        told = f"the comment on line {one.line} expired on {one.until}; {finding.id} is open again: {finding.message}"
        notices.append(Notice(code=EXPIRED, message=told, file=one.file))
    return finding


def _read(document: Document, settings: Settings, notices: list[Notice]) -> Iterator[Suppression]:
    """Yield what the comments of a document suppress; what cannot be read becomes a notice."""
    lines = document.text.split("\n") if document.comments else []
    open_ones: list[Suppression] = []
    for comment in document.comments:
        command = _COMMAND.fullmatch(comment.text)
        verb, rest = (command["verb"], command["rest"]) if command else ("", "")
        told, dashes, reason = rest.partition("--")
        words = _words(told)
        problem = _problem(verb, told, words, reason.strip() if dashes else "", settings)
        if problem:
            message = f"the comment on line {comment.line} {problem}"
            notices.append(Notice(code=UNCLEAR, message=message, file=document.id))
        if verb == "enable":
            yield from _closed(open_ones, words, comment.line)
        elif not problem or problem.startswith(_BLANKET):
            made = _suppression(document.id, comment, lines, words, told, reason.strip())
            if verb == "disable":
                open_ones.append(made)
            else:
                yield made
    yield from open_ones


_BLANKET = "suppresses every rule"


def _problem(verb: str, told: str, words: tuple[str, ...], reason: str, settings: Settings) -> str:
    """Return what is wrong with a comment, in words; "" where nothing is."""
    if verb not in ("ignore", "disable", "enable"):
        return "is not understood; write: tieout: ignore CODE -- reason"
    if verb == "enable":
        return "" if words else "names no rule to enable; write: tieout: enable CODE"
    until = _UNTIL.search(told)
    if until and not _is_day(until[1]):
        return f"has the date '{until[1]}', write a day such as 2027-06-30; it suppresses nothing"
    if settings.suppression_reasons and not reason:
        return "gives no reason, so it suppresses nothing; write: tieout: ignore CODE -- reason"
    if words:
        return ""
    if verb == "disable":
        return "names no rule to disable; write: tieout: disable CODE -- reason"
    return f"{_BLANKET} on its line; name the codes"


def _words(told: str) -> tuple[str, ...]:
    found = dict.fromkeys(_WORD.findall(_UNTIL.sub(" ", told)))
    return tuple(word for word in found if word != "ALL")


def _is_day(text: str) -> bool:
    try:
        return bool(date.fromisoformat(text))
    except ValueError:
        return False


def _suppression(
    file: str, comment: Comment, lines: Sequence[str], words: tuple[str, ...], told: str, reason: str
) -> Suppression:
    until = _UNTIL.search(told)
    first, last = comment.line, comment.end_line
    if comment.text.startswith("disable"):
        last = len(lines)
    elif comment.is_alone:
        below = range(comment.end_line + 1, len(lines) + 1)
        first = last = next((number for number in below if lines[number - 1].strip()), comment.end_line)
    return Suppression(
        file=file,
        line=comment.line,
        first=first,
        last=last,
        words=words,
        reason=reason,
        until=until[1] if until else "",
    )


def _closed(open_ones: list[Suppression], words: tuple[str, ...], line: int) -> Iterator[Suppression]:
    """Yield the ranges that an `enable` ends, taken out of those that are open."""
    for one in list(open_ones):
        if set(one.words) & set(words):
            open_ones.remove(one)
            yield replace(one, last=line)
