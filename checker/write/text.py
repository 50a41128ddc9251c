"""Terminal text: what needs a person first, its sources below it, and what was read as the last line."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import TYPE_CHECKING

from checker.records import Decision, Finding, Mention
from checker.write.base import Writer
from checker.write.references import lines as reference_lines
from checker.write.rows import shown_value
from checker.write.visible import replace_surrogates, show_line
from checker.write.words import (
    QUIET_KINDS,
    counted,
    counted_kind,
    kind_counts,
    read_count,
    rule_count,
    unread_documents,
)

if TYPE_CHECKING:
    from checker.report import Report

FILE_WIDTH = 160  # columns of a text file
MOST_FINDINGS = 50
FIRST_QUIET = 3  # agreements that are shown when the others are only counted
MOST_MENTIONS = 12  # sources of one finding
MOST_SKIPPED = 10
SENTENCE_LEAST = 40  # columns that a sentence gets even where the terminal is narrow
LONGEST_SPEAKER = 28

_STYLES = {
    "error": "\x1b[1;31m",
    "warning": "\x1b[33m",
    "info": "\x1b[32m",
    "dim": "\x1b[2m",
    "bold": "\x1b[1m",
}
_PLAIN = "\x1b[0m"


def render_text(
    report: Report,
    width: int = 100,
    all_findings: bool = False,
    colour: bool = False,
    marks: Mapping[str, str] | None = None,
) -> str:
    """Return the report as lines for a terminal, the last one "checked N documents, M facts, K rules".

    Args:
        report: what to show.
        width: columns of the terminal; sentences are cut to it, messages and places never are.
        all_findings: show every finding, source and skipped file, agreements too.
        colour: put ANSI styles around codes and severities; no other escape byte is ever written.
        marks: a word for some findings, by id: "new".
    """
    lines = [
        *_findings(report, width, all_findings, colour, marks or {}),
        *reference_lines(report, all_findings),
        *around(report, all_findings),
    ]
    return replace_surrogates("\n".join([*lines, last_line(report)])) + "\n"


def last_line(report: Report) -> str:
    """Return "checked N documents, M facts, K rules"."""
    parts = (
        counted(read_count(report.documents), "document"),
        counted(report.coverage.facts, "fact"),
        counted(rule_count(report.run), "rule"),
    )
    return f"checked {', '.join(parts)}"


def summary_line(report: Report) -> str:
    """Return the counts of findings in words: "2 conflicts, 1 update, 14 agreements"."""
    counts = kind_counts(finding.kind for finding in report.findings)
    return ", ".join(counted_kind(number, kind) for kind, number in counts.items()) or "no findings"


def _findings(report: Report, width: int, all_findings: bool, colour: bool, marks: Mapping[str, str]) -> Iterator[str]:
    loud = [finding for finding in report.findings if finding.kind not in QUIET_KINDS]
    quiet = [finding for finding in report.findings if finding.kind in QUIET_KINDS]
    shown = loud if all_findings else loud[:MOST_FINDINGS]
    for finding in shown:
        yield from finding_lines(finding, width, all_findings, colour, marks.get(finding.id, ""))
        yield ""
    if len(shown) < len(loud):
        yield f"{counted(len(loud) - len(shown), 'more finding')} not shown; --all shows them"
        yield ""
    if all_findings:
        for finding in quiet:
            yield from finding_lines(finding, width, True, colour, marks.get(finding.id, ""))
            yield ""
    elif quiet:
        yield from _quiet(quiet, width)
        yield ""


def finding_lines(
    finding: Finding, width: int, every_mention: bool, colour: bool = False, mark: str = ""
) -> Iterator[str]:
    """Give one finding: its verdict and message, then a line for each source."""
    verdict = f"{finding.kind} ({finding.cause})" if finding.cause else finding.kind
    head = styled(show_line(f"{finding.rule} {finding.severity} {verdict}"), finding.severity, colour)
    tail = styled(f"[{show_line(finding.id)}]", "dim", colour)
    yield f"{head}  {show_line(finding.message)}  {tail}{f'  {mark}' if mark else ''}"
    if finding.decision is not None:
        yield f"  decided: {_decision(finding.decision)}"
    elif finding.lapsed is not None:
        then = f"; then: {show_line(finding.lapsed.message)}" if finding.lapsed.message else ""
        yield f"  {show_line(finding.lapsed.why)}: {_decision(finding.lapsed.decision)}{then}"
    shown = finding.mentions if every_mention else finding.mentions[:MOST_MENTIONS]
    places = [_place(mention) for mention in shown]
    values = [show_line(shown_value(mention)) for mention in shown]
    columns = min(max(map(len, places), default=0), 44), min(max(map(len, values), default=0), 28)
    for mention, place, value in zip(shown, places, values, strict=True):
        start = f"  {place:<{columns[0]}}  {value:<{columns[1]}}"
        yield f"{start}{_detail(mention, width - len(start))}".rstrip()
    if len(shown) < len(finding.mentions):
        yield f"  and {counted(len(finding.mentions) - len(shown), 'more source')}"


def _decision(decision: Decision) -> str:
    """Return "accepted until 2030-01-31, as it is (R. Eik)"."""
    until = f" until {decision.expires}" if decision.expires else ""
    reason = ", ".join(part for part in (decision.sort, decision.reason) if part)
    by = f" ({decision.author})" if decision.author else ""
    return show_line(f"{decision.state}{until}{f', {reason}' if reason else ''}{by}")


def _place(mention: Mention) -> str:
    return show_line(f"{mention.file}{mention.at}")


def _detail(mention: Mention, room: int) -> str:
    """Return the sentence, cut around the figure, and who says it when; in about `room` columns."""
    speaker = shorten(show_line(mention.speaker or ""), LONGEST_SPEAKER)
    marks = [mark for mark in (show_line(mention.side), mention.as_of or "", speaker) if mark]
    note = f"  ({show_line(', '.join(marks))})" if marks else ""
    words = _context(mention, max(SENTENCE_LEAST, room - len(note) - 4))
    return f"  {words}{note}" if words else note


def _context(mention: Mention, room: int) -> str:
    """Return the sentence in quotes; where it is no more than the figure, as in a cell, the heads above it."""
    if show_line(mention.sentence) in {"", show_line(mention.quote)}:
        return f"[{shorten(show_line(mention.place), room)}]" if mention.place else ""
    return f'"{cut_around(mention, room)}"'


def cut_around(mention: Mention, room: int) -> str:
    """Return the sentence of a mention in at most `room` characters, with the figure in it."""
    at = max(0, mention.start - mention.sentence_start)
    before, after = show_line(mention.sentence[:at]), show_line(mention.sentence[at:])
    space = " " if before and mention.sentence[at - 1 : at].isspace() else ""
    whole, figure = before + space + after, len(before + space)
    if len(whole) <= room:
        return whole
    stop = figure + len(show_line(mention.quote))
    left = max(0, room - 2 - (stop - figure))  # columns beside the figure, without both dots
    start = max(0, min(figure - left // 2, len(whole) - room + 1))
    start = _next_word(whole, start, figure) if start > 1 else 0
    end = start + room - (2 if start else 1)
    end = len(whole) if end >= len(whole) else max(stop, whole.rfind(" ", stop, end))
    return f"{'…' if start else ''}{whole[start:end]}{'…' if end < len(whole) else ''}"


def _next_word(text: str, start: int, stop: int) -> int:
    """Return where the next whole word begins, `start` where none does before `stop`."""
    space = text.find(" ", start, stop)
    return space + 1 if space >= 0 else start


def _quiet(findings: list[Finding], width: int) -> Iterator[str]:
    counts = kind_counts(finding.kind for finding in findings)
    yield ", ".join(counted_kind(number, kind) for kind, number in counts.items())
    for finding in findings[:FIRST_QUIET]:
        yield shorten(f"  {show_line(finding.message)}", width)
    if len(findings) > FIRST_QUIET:
        yield f"  and {len(findings) - FIRST_QUIET:,} more; --all shows them"


def around(report: Report, all_findings: bool) -> Iterator[str]:
    """Name what was not read and not compared, so that silence never looks like agreement."""
    yield from not_read(report, all_findings)
    yield from _counts("not comparable", report.coverage.not_comparable)
    yield from _counts("withheld below the confidence that was asked for", report.coverage.withheld)
    yield summary_line(report)


def not_read(report: Report, show_all: bool) -> Iterator[str]:
    """Name the documents that were not read in full, and the notices of the run."""
    skipped = unread_documents(report.documents)
    for entry in skipped if show_all else skipped[:MOST_SKIPPED]:
        detail = f" ({entry.detail})" if entry.detail else ""
        yield show_line(f"{entry.status}: {entry.file}: {entry.reason or 'read in part'}{detail}")
    if not show_all and len(skipped) > MOST_SKIPPED:
        yield f"and {counted(len(skipped) - MOST_SKIPPED, 'more path')} not read in full; --all shows them"
    for notice in report.notices:
        yield show_line(f"{notice.code}: {notice.file + ': ' if notice.file else ''}{notice.message}")


def _counts(what: str, counts: tuple[tuple[str, int], ...]) -> Iterator[str]:
    if counts:
        yield f"{what}: {', '.join(f'{show_line(name)} {number:,}' for name, number in counts)}"


def shorten(text: str, width: int) -> str:
    """Return text in at most `width` characters, cut at its end."""
    return text if len(text) <= width else text[: max(1, width - 1)] + "…"


def styled(text: str, style: str, colour: bool) -> str:
    """Return text in the ANSI style of a severity, or as it is."""
    return f"{_STYLES[style]}{text}{_PLAIN}" if colour and style in _STYLES else text


def _render(report: Report, name: str) -> Mapping[str, bytes]:
    return {name: render_text(report, width=FILE_WIDTH, all_findings=True).encode()}


WRITER = Writer(name="text", suffixes=(".txt",), render=_render, about="what the terminal shows, in full")
