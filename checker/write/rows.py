"""The flat tables that CSV, data frames and the HTML report share: facts, findings, evidence."""

from __future__ import annotations

import dataclasses
from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING, Any

from checker.errors import UsageError
from checker.records import Claim, Decision, Fact, Finding, Mention, Quantity
from checker.write.columns import EVIDENCE, FACTS, FINDINGS, names
from checker.write.numbers import plain_number

if TYPE_CHECKING:
    from checker.report import Report

Value = float | int | str | tuple[float | int, float | int] | None


@dataclass(frozen=True, slots=True, kw_only=True)
class FactRow:
    """One fact, flat: where it stands, what it says, and its interval in the base unit."""

    id: str
    file: str
    start: int
    end: int
    quote: str
    subject: str
    attribute: str
    scope: str  # phrases joined by "; "
    role: str
    modality: str
    polarity: str
    speaker: str  # "" for the document itself
    as_of: str
    as_of_source: str
    value: Value  # as written, scale words applied; a pair for a range, ISO for a date
    unit: str
    comparator: str
    low: float | int | None  # in `base_unit`; None is unbounded
    high: float | int | None
    base_unit: str
    sentence: str


FINDING_COLUMNS = names(FINDINGS)
EVIDENCE_COLUMNS = names(EVIDENCE)
FACT_COLUMNS = names(FACTS)


def fact_rows(report: Report) -> tuple[FactRow, ...]:
    """Return every fact of the report as a row, by document in the order of the run, then by place."""
    order = {entry.file: number for number, entry in enumerate(report.documents)}
    facts = [fact for fact in report.facts_by_id.values() if fact.id in report.claims]
    facts.sort(key=lambda fact: (order.get(fact.document, len(order)), fact.document, *_place(report, fact)))
    return tuple(_fact_row(report, fact, report.claims[fact.id]) for fact in facts)


def _place(report: Report, fact: Fact) -> tuple[int, int, str]:
    claim = report.claims[fact.id]
    return claim.start, claim.end, fact.id


def _fact_row(report: Report, fact: Fact, claim: Claim) -> FactRow:
    sentence = report.sentences.get(claim.id, "")
    measured = fact.measurement
    return FactRow(
        id=fact.id,
        file=fact.document,
        start=claim.start,
        end=claim.end,
        quote=sentence[claim.start - claim.sentence_start : claim.end - claim.sentence_start],
        subject=_name(report, fact.subject),
        attribute=fact.attribute,
        scope="; ".join(fact.scope),
        role=fact.role,
        modality=fact.modality,
        polarity=fact.polarity,
        speaker=_name(report, fact.speaker),
        as_of="" if fact.as_of.label == "undated" else fact.as_of.label,
        as_of_source="" if fact.as_of.label == "undated" else fact.as_of.source,
        value=quantity_value(claim.quantity),
        unit=claim.quantity.unit,
        comparator=claim.quantity.comparator,
        low=plain_number(measured.low),
        high=plain_number(measured.high),
        base_unit=measured.unit,
        sentence=sentence,
    )


def _name(report: Report, subject: str) -> str:
    return report.subjects[subject].name if subject in report.subjects else subject


def quantity_value(quantity: Quantity) -> Value:
    """Return a quantity's value as the contract writes it: a number, a pair for a range, an ISO date."""
    if quantity.form == "date":
        first, last = _day(int(quantity.low)), _day(int(quantity.high))
        return first if first == last else f"{first}/{last}"
    low, high = plain_number(quantity.low), plain_number(quantity.high)
    if low is None or high is None:
        return None
    return (low, high) if quantity.comparator == "range" or low != high else low


def _day(ordinal: int) -> str:
    return date.fromordinal(ordinal).isoformat() if 1 <= ordinal <= date.max.toordinal() else str(ordinal)


def table_rows(report: Report, table: str) -> tuple[tuple[str, ...], list[dict[str, Any]]]:
    """Return the columns and rows of `facts`, `findings` or `evidence`, with plain values.

    Raises:
        UsageError: there is no such table.
    """
    if table == "facts":
        return FACT_COLUMNS, [_with_pair(dataclasses.asdict(row)) for row in fact_rows(report)]
    if table == "findings":
        return FINDING_COLUMNS, [
            _finding_row(finding) | {"change": report.changes.get(finding.id, "")} for finding in report.findings
        ]
    if table == "evidence":
        return EVIDENCE_COLUMNS, [_mention_row(one, mention) for one in report.findings for mention in one.mentions]
    raise UsageError(f"no table {table!r}; known are facts, findings, evidence")


def _finding_row(finding: Finding) -> dict[str, Any]:
    values = dict.fromkeys(shown_value(mention) for mention in finding.mentions)
    files = dict.fromkeys(mention.file for mention in finding.mentions)
    return {
        "id": finding.id,
        "kind": finding.kind,
        "cause": finding.cause or "",
        "rule": finding.rule,
        "severity": finding.severity,
        "confidence": round(finding.confidence, 6),
        "subject": finding.subject,
        "attribute": finding.attribute,
        "period": finding.period,
        "current": finding.current,
        "message": finding.message,
        "values": "; ".join(values),
        "files": "; ".join(files),
        "mentions": len(finding.mentions),
        "voices": finding.explanation.voices or len(files),
        "state": finding.state,
        **_decision(finding.decision or (finding.lapsed.decision if finding.lapsed else None)),
        "ground": finding.reason,
    }


def _decision(decision: Decision | None) -> dict[str, str]:
    if decision is None:
        return {"reason": "", "author": "", "expires": ""}
    reason = f"{decision.sort}: {decision.reason}" if decision.sort else decision.reason
    return {"reason": reason, "author": decision.author, "expires": decision.expires}


def _mention_row(finding: Finding, mention: Mention) -> dict[str, Any]:
    row: dict[str, Any] = {name: getattr(mention, name) for name in EVIDENCE_COLUMNS if hasattr(mention, name)}
    row |= {"finding": finding.id, "kind": finding.kind, "severity": finding.severity}
    row |= {"shown": shown_value(mention), "low": plain_number(mention.low), "high": plain_number(mention.high)}
    return _with_pair(row)


def _with_pair(row: dict[str, Any]) -> dict[str, Any]:
    """Split `value` into `value` and `value_to`, so that each column holds one number."""
    value = row["value"]
    low, high = value if isinstance(value, tuple | list) else (value, None)
    numbers = {"value": low, "value_to": high}
    return row | {name: plain_number(item) if isinstance(item, float) else item for name, item in numbers.items()}


def shown_value(mention: Mention) -> str:
    """Return a mention's value in words; its quote where no words are given."""
    return mention.shown or mention.quote


def quantity_ends(value: Value) -> tuple[float | int | str | None, float | int | str | None]:
    """Return the two cells of a value: both ends of a range, else the value and None."""
    return (value[0], value[1]) if isinstance(value, tuple) else (value, None)
