"""The flat table of a tie, for CSV and frames: one row per figure, in the draft's order, then what was not read."""

from __future__ import annotations

from typing import Any

from checker.records import Mention
from checker.tied import TiedFigure, TieReport, Unread
from checker.write.rows import quantity_ends
from checker.write.tie.labels import place_of, words_of

COLUMNS = (
    "figure", "status", "severity", "reason", "file", "line", "column", "start", "end", "quote", "value", "value_to",
    "unit", "subject", "attribute", "because", "confidence", "source_file", "source_line", "source_column",
    "source_quote", "source_value", "source_value_to", "source_unit", "source_as_of", "source_speaker", "source_side",
    "source_sentence", "other_sources", "notes", "sentence",
)  # fmt: skip


def tie_rows(tie: TieReport) -> list[dict[str, Any]]:
    """Return the rows as plain values by column; None where there is nothing to say."""
    return [*map(_figure_row, tie.figures), *map(_unread_row, tie.unread)]


def _figure_row(one: TiedFigure) -> dict[str, Any]:
    first = one.evidence[0] if one.evidence else None
    return {
        **_draft_cells(one.mention),
        "figure": one.number,
        "status": one.status,
        "severity": one.severity,
        "reason": one.reason or None,
        "subject": one.subject,
        "attribute": one.attribute,
        "because": one.because,
        "confidence": one.confidence or None,
        **_source_cells(first),
        "other_sources": "; ".join(dict.fromkeys(f"{place_of(other)} {other.side}" for other in one.evidence[1:])),
        "notes": "; ".join(one.notes),
    }


def _unread_row(one: Unread) -> dict[str, Any]:
    known = {**_draft_cells(one.mention), "status": "not-read", "because": one.why}
    return {column: known.get(column) for column in COLUMNS}


def _draft_cells(mention: Mention) -> dict[str, Any]:
    low, high = quantity_ends(mention.value)
    return {
        "file": mention.file,
        "line": mention.line,
        "column": mention.column,
        "start": mention.start,
        "end": mention.end,
        "quote": mention.quote,
        "value": low,
        "value_to": high,
        "unit": mention.unit or None,
        "sentence": words_of(mention),
    }


def _source_cells(mention: Mention | None) -> dict[str, Any]:
    if mention is None:
        return {column: None for column in COLUMNS if column.startswith("source_")}
    low, high = quantity_ends(mention.value)
    return {
        "source_file": mention.file,
        "source_line": mention.line,
        "source_column": mention.column,
        "source_quote": mention.quote,
        "source_value": low,
        "source_value_to": high,
        "source_unit": mention.unit,
        "source_as_of": mention.as_of,
        "source_speaker": mention.speaker,
        "source_side": mention.side,
        "source_sentence": words_of(mention),
    }
