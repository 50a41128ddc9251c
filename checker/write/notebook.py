"""A report as a notebook or a prompt shows it: small, escaped, without scripts."""

from __future__ import annotations

import html
from typing import TYPE_CHECKING

from checker.records import Finding
from checker.write.visible import replace_surrogates, show_line
from checker.write.words import QUIET_KINDS, clip, counted, counted_kind, kind_counts, read_count, unread_documents

if TYPE_CHECKING:
    from checker.report import Report

MOST_ROWS = 20
LONGEST = 300  # characters of a cell


def one_line(report: Report) -> str:
    """Return "2 conflicts, 14 agreements in 5 documents, 120 facts"."""
    counts = kind_counts(finding.kind for finding in report.findings)
    found = ", ".join(counted_kind(number, kind) for kind, number in counts.items()) or "no findings"
    read = counted(read_count(report.documents), "document")
    return f"{found} in {read}, {counted(report.coverage.facts, 'fact')}"


def small_table(report: Report) -> str:
    """Return the findings that ask for action, at most twenty, as a table of HTML, with what was read below."""
    loud = [one for one in report.findings if one.kind not in QUIET_KINDS and one.is_open]
    rows = "".join(_row(one) for one in loud[:MOST_ROWS])
    head = "<thead><tr><th>severity</th><th>verdict</th><th>finding</th><th>documents</th></tr></thead>"
    table = f"<table>{head}<tbody>{rows}</tbody></table>" if rows else ""
    notes = [f"{counted(len(loud) - MOST_ROWS, 'more finding')} not shown"] if len(loud) > MOST_ROWS else []
    if unread := len(unread_documents(report.documents)):
        notes.append(f"{counted(unread, 'path')} not read in full")
    below = f"<p>{_cell('; '.join(notes))}</p>" if notes else ""
    return f"<div><p><b>{_cell(one_line(report))}</b></p>{table}{below}</div>"


def _row(finding: Finding) -> str:
    verdict = f"{finding.kind} ({finding.cause})" if finding.cause else finding.kind
    files = ", ".join(dict.fromkeys(mention.file for mention in finding.mentions))
    cells = (finding.severity, f"{finding.rule} {verdict}", finding.message, files)
    return f"<tr>{''.join(f'<td>{_cell(cell)}</td>' for cell in cells)}</tr>"


def _cell(text: str) -> str:
    return html.escape(replace_surrogates(clip(show_line(text), LONGEST)))
