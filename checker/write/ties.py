"""What became of each figure: which documents confirm it, which contradict it, or that it stands alone.

It is the table an auditor makes by ticking figures off against their sources.
"""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

from checker.records import Finding, Mention
from checker.write.base import Writer
from checker.write.csv_ import dump_table
from checker.write.rows import FactRow
from checker.write.words import QUIET_KINDS

if TYPE_CHECKING:
    from checker.report import Report

STATUSES = ("contradicted", "sum", "disputed", "superseded", "current", "confirmed", "alone")  # the first that holds
COLUMNS = (
    "file", "line", "start", "end", "quote", "subject", "attribute", "scope", "as_of", "value", "value_to", "unit",
    "low", "high", "base_unit", "status", "ticks", "confirmed_in", "contradicted_in", "findings", "sentence",
)  # fmt: skip


@dataclass(slots=True, kw_only=True)
class Tie:
    """What the findings say of one fact."""

    statuses: set[str] = field(default_factory=set)
    confirmed: dict[str, None] = field(default_factory=dict)  # files, in the order met
    contradicted: dict[str, None] = field(default_factory=dict)
    findings: list[int] = field(default_factory=list)  # positions in the report

    @property
    def status(self) -> str:
        """The gravest of what was found; `alone` where no finding holds the fact."""
        return next((one for one in STATUSES if one in self.statuses), "alone")


def ties_of(report: Report) -> dict[str, Tie]:
    """Return the tie of each fact that is part of a finding, by fact id."""
    ties: dict[str, Tie] = {}
    for number, finding in enumerate(report.findings):
        for mention in finding.mentions:
            if mention.fact:
                _add(ties.setdefault(mention.fact, Tie()), finding, mention, number)
    return ties


def _add(tie: Tie, finding: Finding, mention: Mention, number: int) -> None:
    tie.findings.append(number)
    tie.statuses.add(_status(finding, mention))
    others = [other for other in finding.mentions if other is not mention]
    if finding.kind in QUIET_KINDS:
        tie.confirmed |= {other.file: None for other in others if other.file != mention.file}
    elif finding.kind in {"conflict", "disputed"}:
        tie.contradicted |= {other.file: None for other in others if _answer(other) != _answer(mention)}


def _answer(mention: Mention) -> tuple[Any, ...]:
    return mention.low, mention.high, mention.side


def _status(finding: Finding, mention: Mention) -> str:
    if finding.kind in QUIET_KINDS:
        return "confirmed"
    if finding.kind == "update":
        return "current" if mention.side == "current" else "superseded"
    return {"conflict": "contradicted", "arithmetic": "sum"}.get(finding.kind, "disputed")


def lines_of(report: Report, rows: Sequence[FactRow]) -> list[int]:
    """Return the 1-based line of each row, 0 where neither a finding nor a text tells it."""
    known = {one.fact: one.line for finding in report.findings for one in finding.mentions if one.fact}
    breaks = {file: [at for at, sign in enumerate(text) if sign == "\n"] for file, text in report.texts.items()}
    return [
        bisect_left(breaks[row.file], row.start) + 1 if row.file in breaks else known.get(row.id, 0) for row in rows
    ]


def render(report: Report, name: str) -> Mapping[str, bytes]:
    """Return one row per figure of the documents, in reading order, with its ticks, as CSV under `name`."""
    ties, rows = ties_of(report), report.facts
    table = [
        _row(report, row, line, ties.get(row.id, Tie())) for row, line in zip(rows, lines_of(report, rows), strict=True)
    ]
    return {name: dump_table(COLUMNS, table)}


def _row(report: Report, row: FactRow, line: int, tie: Tie) -> dict[str, Any]:
    low, high = row.value if isinstance(row.value, tuple) else (row.value, None)
    return {
        **{column: getattr(row, column) for column in COLUMNS if hasattr(row, column)},
        "line": line or None,
        "value": low,
        "value_to": high,
        "status": tie.status,
        "ticks": len(tie.confirmed),
        "confirmed_in": "; ".join(tie.confirmed),
        "contradicted_in": "; ".join(tie.contradicted),
        "findings": "; ".join(report.findings[number].id for number in dict.fromkeys(tie.findings)),
    }


WRITER = Writer(
    name="tied", suffixes=(), render=render, about="every figure with the documents that confirm it, as CSV"
)
