"""Markdown: a summary fit for a comment on a pull request or the summary of a CI step.

Text of documents cannot act in it: a word with any sign that Markdown, HTML or a forge could read (a link, an image, a
mention of a user, a number of an issue) stands as code, where it is only shown.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from pathlib import Path
from typing import TYPE_CHECKING

from checker.errors import UsageError
from checker.records import DocumentEntry, Finding, Mention
from checker.write.base import Writer
from checker.write.ci import has_line, in_repository, message, open_findings, value, verdict
from checker.write.text import last_line
from checker.write.visible import replace_surrogates, show_line
from checker.write.words import QUIET_KINDS, clip, counted, counted_kind, kind_counts, unread_documents

if TYPE_CHECKING:
    from checker.report import Report

HEAD = "<!-- tieout report -->"  # by which a comment is found again, and the file is known as our own
MOST = 60_000  # characters; a comment on GitHub takes 65,536, the summary of a step 1 MiB
MOST_SOURCES = 6
MOST_QUIET = 20
LONGEST = 400  # characters of a message
LONGEST_PLACE = 200
# Letters, digits and the signs of prose; all else could be markup somewhere. A full stop between letters is fine, but
# `www.` makes a link.
_PLAIN = re.compile(r"(?!www\.)[\w.,;()%/+'’“”–—…°×€£¥?-]*[.,;:)%'’”…?]?", re.I)
_UNDERSCORE = re.compile(r"(?:^|\W)_|_(?:\W|$)|__")


def render(report: Report, name: str) -> Mapping[str, bytes]:
    """Return the summary under `name`; findings for which there is no room are counted."""
    return {name: replace_surrogates(summary(report)).encode()}


def append_summary(report: Report, path: str) -> None:
    """Append the summary to the file that a CI server names for it, beside what other steps wrote there.

    Raises:
        UsageError: the file cannot be written.
    """
    try:
        with Path(path).open("ab") as file:
            file.write(replace_surrogates(summary(report)).encode())
    except OSError as error:
        raise UsageError(f"{path}: cannot be written: {error.strerror or error}") from error


def summary(report: Report) -> str:
    """Return a heading, a table of the open findings, and below it agreements, what was not read, and the counts."""
    findings = open_findings(report)
    head = [HEAD, f"## Tieout: {_heading(findings)}", ""]
    tail = [*_decided(report), *_quiet(report), *_unread(report), last_line(report)]
    room = MOST - sum(len(line) + 1 for line in [*head, *tail])
    return "\n".join([*head, *_table(report, findings, room), *tail]) + "\n"


def _heading(findings: list[Finding]) -> str:
    counts = kind_counts(finding.kind for finding in findings)
    return ", ".join(counted_kind(number, kind) for kind, number in counts.items()) or "nothing to act on"


def _table(report: Report, findings: list[Finding], room: int) -> Iterator[str]:
    if not findings:
        return
    lines = ["| | finding | figures |", "| --- | --- | --- |"]
    left = room - sum(map(len, lines)) - 100  # what the last line below needs
    shown = 0
    for finding in findings:
        row = _row(report, finding)
        left -= len(row) + 1
        if left < 0:
            break
        lines.append(row)
        shown += 1
    yield from lines
    yield ""
    if shown < len(findings):
        yield f"{counted(len(findings) - shown, 'more finding')} not shown; an HTML or text report has them all."
        yield ""


def _row(report: Report, finding: Finding) -> str:
    shown = finding.mentions[:MOST_SOURCES]
    figures = [_figure(report, mention) for mention in shown]
    if len(shown) < len(finding.mentions):
        figures.append(f"and {len(finding.mentions) - len(shown):,} more")
    head = f"**{inert(finding.severity)}** {inert(finding.rule)} {inert(verdict(finding))}"
    change = report.changes.get(finding.id, "")
    head += f" ({inert(change)})" if change in ("new", "changed") else ""
    return f"| {head} | {inert(clip(message(finding), LONGEST))} | {'<br>'.join(figures)} |"


def _figure(report: Report, mention: Mention) -> str:
    where = in_repository(report, mention.file)
    where = show_line(f"{where}:{mention.line}" if has_line(mention) else f"{where}{mention.at}")
    side = f" ({inert(clip(show_line(mention.side), LONGEST_PLACE))})" if mention.side else ""
    return f"{code(value(mention))} {code(clip(where, LONGEST_PLACE))}{side}"


def _decided(report: Report) -> Iterator[str]:
    decided = [finding for finding in report.findings if not finding.is_open]
    if decided:
        counts: dict[str, int] = {}
        for finding in decided:
            state = finding.decision.state if finding.decision else ""
            counts[state] = counts.get(state, 0) + 1
        told = ", ".join(f"{number:,} {inert(state)}" for state, number in sorted(counts.items()))
        yield f"{counted(len(decided), 'decided finding')} not shown: {told}."
        yield ""


def _quiet(report: Report) -> Iterator[str]:
    quiet = [finding for finding in report.findings if finding.kind in QUIET_KINDS and finding.is_open]
    counts = kind_counts(finding.kind for finding in quiet)
    lines = [f"* {inert(clip(message(finding), LONGEST))}" for finding in quiet[:MOST_QUIET]]
    if len(quiet) > MOST_QUIET:
        lines.append(f"* and {len(quiet) - MOST_QUIET:,} more")
    yield from _folded(", ".join(counted_kind(number, kind) for kind, number in counts.items()), lines)


def _unread(report: Report) -> Iterator[str]:
    unread = unread_documents(report.documents)
    lines = [_entry(entry) for entry in unread[:MOST_QUIET]]
    if len(unread) > MOST_QUIET:
        lines.append(f"* and {len(unread) - MOST_QUIET:,} more")
    yield from _folded(f"{counted(len(unread), 'path')} not read in full", lines)


def _entry(entry: DocumentEntry) -> str:
    file = code(clip(show_line(entry.file), LONGEST_PLACE))
    detail = f", {inert(clip(show_line(entry.detail), LONGEST_PLACE))}" if entry.detail else ""
    return f"* {file}: {inert(entry.status)}, {inert(entry.reason or 'read in part')}{detail}"


def _folded(title: str, lines: list[str]) -> Iterable[str]:
    if not lines:
        return []
    return ["<details>", f"<summary>{title}</summary>", "", *lines, "", "</details>", ""]


# --- text that only stands there -------------------------------------------------------------------------------


def inert(text: str) -> str:
    """Return one line of text as Markdown that shows it: words of plain letters as they are, others as code.

    "5 MB in a*b" -> "5 MB in `a*b`"; "@all see #3" -> "`@all` see `#3`".
    """
    return " ".join(word if _is_plain(word) else code(word) for word in show_line(text).split(" ") if word)


def _is_plain(word: str) -> bool:
    return _PLAIN.fullmatch(word) is not None and _UNDERSCORE.search(word) is None and word.strip("-") != ""


def code(text: str) -> str:
    """Return one line of text as a code span, fit for the cell of a table."""
    shown = show_line(text) or " "
    longest = max((len(run) for run in re.findall(r"`+", shown)), default=0)
    fence = "`" * (longest + 1)
    pad = " " if shown[0] == "`" or shown[-1] == "`" else ""
    inside = shown.replace("|", "\\|")
    return f"{fence}{pad}{inside}{pad}{fence}"


WRITER = Writer(
    name="markdown", suffixes=(".md",), render=render, about="summary for a pull request or a CI step, in Markdown"
)
