"""`findings.json`: the contract that scripts rely on. Strict UTF-8, no NaN, stable order."""

from __future__ import annotations

import json
from collections.abc import Mapping
from typing import TYPE_CHECKING, Any

from checker.records import (
    Coverage,
    Decision,
    DocumentEntry,
    Explanation,
    Finding,
    Lapsed,
    Link,
    Mention,
    Notice,
    Phrase,
)
from checker.write.base import Writer
from checker.write.numbers import plain_number
from checker.write.references import data as reference_data
from checker.write.visible import count_surrogates, escape_invisible, replace_surrogates

if TYPE_CHECKING:
    from checker.report import Report

FORMAT = 1


def render(report: Report, name: str) -> Mapping[str, bytes]:
    """Return the report as `findings.json`, under `name`."""
    return {name: dump(report_data(report))}


def report_data(report: Report) -> dict[str, Any]:
    """Return the report as plain JSON values, keys in the documented order."""
    return {
        "format": FORMAT,
        "run": dict(report.run),
        "findings": [finding_data(finding, report.changes.get(finding.id, "")) for finding in report.findings],
        "notices": [notice_data(notice) for notice in report.notices],
        "documents": [document_data(entry) for entry in report.documents],
        "coverage": coverage_data(report.coverage),
        **({"references": [reference_data(one) for one in report.references]} if report.references else {}),
    }


def dump(data: Any) -> bytes:
    """Return plain values as indented strict UTF-8 JSON.

    A lone surrogate cannot stand in UTF-8: it becomes U+FFFD, and `replaced_surrogates` counts them.
    """
    lost = count_surrogates(json.dumps(data, ensure_ascii=False, allow_nan=False))
    return encode(data | {"replaced_surrogates": lost} if lost and isinstance(data, dict) else data)


def encode(data: Any, indent: int | None = 1) -> bytes:
    """Return plain values as strict UTF-8 JSON with a line end; a lone surrogate becomes U+FFFD."""
    separators = (",", ":") if indent is None else None
    text = json.dumps(data, ensure_ascii=False, allow_nan=False, indent=indent, separators=separators)
    return (escape_invisible(replace_surrogates(text)) + "\n").encode()


def finding_data(finding: Finding, change: str = "") -> dict[str, Any]:
    """Return one finding as the contract writes it; `change` is a key only where the run was compared with another."""
    return {
        "id": finding.id,
        "kind": finding.kind,
        "cause": finding.cause,
        "rule": finding.rule,
        "severity": finding.severity,
        "confidence": round(finding.confidence, 6),
        "subject": finding.subject,
        "attribute": finding.attribute,
        "message": finding.message,
        "mentions": [mention_data(mention) for mention in finding.mentions],
        "explanation": explanation_data(finding.explanation),
        "period": finding.period or None,
        "current": finding.current or None,
        "reason": finding.reason or None,
        **({"decision": decision_data(finding.decision)} if finding.decision is not None else {}),
        **({"lapsed": lapsed_data(finding.lapsed)} if finding.lapsed is not None else {}),
        **({"change": change} if change else {}),
    }


def decision_data(decision: Decision) -> dict[str, Any]:
    """Return what a reviewer said; the key stands in a finding only where somebody has said something."""
    return {
        "state": decision.state,
        "reason": decision.reason or None,
        "sort": decision.sort or None,
        "author": decision.author or None,
        "expires": decision.expires or None,
        "origin": decision.origin or None,
    }


def lapsed_data(lapsed: Lapsed) -> dict[str, Any]:
    """Return a decision that holds no more; the key stands in a finding only where there was one."""
    return {"why": lapsed.why, "message": lapsed.message or None, "decision": decision_data(lapsed.decision)}


def mention_data(mention: Mention) -> dict[str, Any]:
    """Return one mention as the contract writes it, then its place and its sentence."""
    return {
        "file": mention.file,
        "start": mention.start,
        "end": mention.end,
        "quote": mention.quote,
        "value": value_data(mention.value),
        "unit": mention.unit,
        "comparator": mention.comparator,
        "low": plain_number(mention.low),
        "high": plain_number(mention.high),
        "base_unit": mention.base_unit,
        "as_of": mention.as_of,
        "as_of_source": mention.as_of_source,
        "speaker": mention.speaker,
        "line": mention.line,
        "column": mention.column,
        "side": mention.side or None,
        "place": mention.place or None,
        "shown": mention.shown or None,
        "sentence": mention.sentence,
        "sentence_start": mention.sentence_start,
        "fact": mention.fact or None,
        **({"where": mention.where} if mention.where else {}),  # of formats without lines of their own
    }


def value_data(value: Any) -> Any:
    """Return a value as a number, `[low, high]`, an ISO date or null."""
    if isinstance(value, tuple | list):
        return [value_data(part) for part in value]
    return value if isinstance(value, str) else plain_number(value)


def explanation_data(explanation: Explanation) -> dict[str, Any]:
    """Return why the mentions answer one question and stand in this relation."""
    return {
        "links": [link_data(link) for link in explanation.links],
        "attachments": [
            {"fact": fact, "phrases": [_phrase_data(phrase) for phrase in phrases]}
            for fact, phrases in explanation.attachments
        ],
        "steps": list(explanation.steps),
        "assumptions": list(explanation.assumptions),
        "voices": explanation.voices,
    }


def link_data(link: Link) -> dict[str, Any]:
    """Return the judgement on one pair of facts with the parts of its weight."""
    return {
        "a": link.a,
        "b": link.b,
        "pair_type": link.pair_type,
        "probability": round(link.probability, 6),
        "parts": [
            {"name": part.name, "level": part.level, "weight": round(part.weight, 4), "detail": part.detail}
            for part in link.parts
        ],
        "veto": link.veto or None,
    }


def _phrase_data(phrase: Phrase) -> dict[str, Any]:
    span = [phrase.start, phrase.end] if phrase.start >= 0 else None
    return {"text": phrase.text, "span": span, "label": phrase.label, "how": phrase.how}


def notice_data(notice: Notice) -> dict[str, Any]:
    """Return one notice; `file` is null where it is about the whole run."""
    return {"code": notice.code, "message": notice.message, "file": notice.file or None}


def document_data(entry: DocumentEntry) -> dict[str, Any]:
    """Return what became of one path, as the contract writes it."""
    return {
        "file": entry.file,
        "status": entry.status,
        "reason": entry.reason,
        "detail": entry.detail,
        "reader": entry.reader,
        "encoding": entry.encoding,
        "title": entry.title,
        "date": entry.date,
        "date_source": entry.date_source,
        "publisher": entry.publisher,
        "facts": entry.facts,
        "warnings": list(entry.warnings),
        "sha256": entry.sha256 or None,
    }


def coverage_data(coverage: Coverage) -> dict[str, Any]:
    """Return the counts of what was read, compared and left out."""
    return {
        "documents": dict(coverage.documents),
        "quantities": coverage.quantities,
        "facts": coverage.facts,
        "links": coverage.links,
        "topics": coverage.topics,
        "findings": dict(coverage.findings),
        "withheld": dict(coverage.withheld),
        "not_comparable": dict(coverage.not_comparable),
    }


WRITER = Writer(name="json", suffixes=(".json",), render=render, about="findings.json, for scripts")
