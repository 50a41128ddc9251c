"""What the formats for other people's machines share: which findings they carry, and where a figure stands.

Agreements are no problem to anybody's build: annotations, alerts and quality reports leave them out.
"""

from __future__ import annotations

from collections.abc import Iterable
from typing import TYPE_CHECKING

from checker.records import Finding, Mention
from checker.write.rows import shown_value
from checker.write.visible import show_line
from checker.write.words import QUIET_KINDS, SEVERITIES, clip, counted

if TYPE_CHECKING:
    from checker.report import Report

LONGEST_MESSAGE = 2000  # characters; a finding on a very long table cell is cut
LONGEST_VALUE = 80
MOST_SOURCES = 12


def loud(report: Report) -> list[Finding]:
    """Return the findings that ask for action, decided ones included, the gravest first."""
    order = {severity: number for number, severity in enumerate(SEVERITIES)}
    found = [finding for finding in report.findings if finding.kind not in QUIET_KINDS]
    return sorted(found, key=lambda one: order.get(one.severity, len(order)))  # within one, the order of the report


def open_findings(report: Report) -> list[Finding]:
    """Return the findings that still ask for action, the gravest first."""
    return [finding for finding in loud(report) if finding.is_open]


def verdict(finding: Finding) -> str:
    """Return "conflict (digits)", "update"."""
    return show_line(f"{finding.kind} ({finding.cause})" if finding.cause else finding.kind)


def message(finding: Finding) -> str:
    """Return the message of a finding on one line, cut where it is very long."""
    return clip(show_line(finding.message), LONGEST_MESSAGE)


def value(mention: Mention) -> str:
    """Return the figure in words on one line, cut where it is very long."""
    return clip(show_line(shown_value(mention)), LONGEST_VALUE)


def place(mention: Mention) -> str:
    """Return "docs/a.md:12:5", "plan.pdf, page 3"; the offset where neither is known."""
    return show_line(f"{mention.file}{mention.at}")


def has_line(mention: Mention) -> bool:
    """Whether the line of a figure can be pointed at: a page of a PDF or a cell of a workbook has none."""
    return mention.line > 0 and not mention.where


def source_lines(mentions: Iterable[Mention]) -> list[str]:
    """Return "docs/a.md:12:5 48 metres (stale)" for each figure, at most twelve."""
    known = list(mentions)
    lines = [
        f"{place(one)}  {value(one)}{f' ({show_line(one.side)})' if one.side else ''}" for one in known[:MOST_SOURCES]
    ]
    rest = len(known) - len(lines)
    return [*lines, f"and {counted(rest, 'more source')}"] if rest else lines


def in_repository(report: Report, file: str) -> str:
    """Return where a document lies as seen from the folder in which the check ran: "docs/a.md"."""
    return f"{report.prefix}{file}"
