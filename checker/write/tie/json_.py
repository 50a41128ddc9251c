"""The tie as JSON, for scripts: strict UTF-8, no NaN, stable order."""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING, Any

from checker.tied import TiedFigure, Unread
from checker.write.json_ import document_data, dump, mention_data, notice_data
from checker.write.tie import TieWriter

if TYPE_CHECKING:
    from checker.tied import TieReport

FORMAT = 1


def render(tie: TieReport, name: str) -> Mapping[str, bytes]:
    """Return the tie under `name`."""
    return {name: dump(tie_data(tie))}


def tie_data(tie: TieReport) -> dict[str, Any]:
    """Return the tie as plain JSON values, keys in the documented order."""
    return {
        "format": FORMAT,
        "run": dict(tie.report.run),
        "draft": tie.draft,
        "sources": list(tie.sources),
        "counts": {**tie.counts, "not-read": len(tie.unread)},
        "figures": [_figure(one) for one in tie.figures],
        "not_read": [_unread(one) for one in tie.unread],
        "notices": [notice_data(notice) for notice in tie.report.notices],
        "documents": [document_data(entry) for entry in tie.report.documents],
    }


def _figure(one: TiedFigure) -> dict[str, Any]:
    return {
        "figure": one.number,
        "status": one.status,
        "severity": one.severity,
        "reason": one.reason or None,
        "subject": one.subject,
        "attribute": one.attribute,
        "because": one.because,
        "confidence": one.confidence,
        "mention": mention_data(one.mention),
        "evidence": [mention_data(mention) for mention in one.evidence],
        "notes": list(one.notes),
    }


def _unread(one: Unread) -> dict[str, Any]:
    mention = one.mention
    return {
        "file": mention.file,
        "start": mention.start,
        "end": mention.end,
        "quote": mention.quote,
        "line": mention.line,
        "column": mention.column,
        "why": one.why,
        "sentence": mention.sentence,
    }


WRITER = TieWriter(name="json", render=render, about="figures with status and evidence, for scripts")
