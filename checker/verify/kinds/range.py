"""Kind `range`: values lie within bounds, or are written in given units.

check: {kind: range, min: 0 %, max: 100 %}
check: {kind: range, units: [kg, g]}          # a mass in pounds is a finding
check: {kind: range, max: 40, role: increment}
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from typing import cast

from checker.records import Fact, Measurement
from checker.verify import grouping
from checker.verify.amounts import unit_named
from checker.verify.messages import title
from checker.verify.overlap import Span, overlaps, span_of
from checker.verify.rules import Case, Draft, Rule
from checker.verify.tables import factors

DEFAULT_ROLES = ("level", "share", "from", "to", "rate")
UNMEASURED = frozenset({"count", "date", "clock", "share"})  # dimensions in which units are no choice of the writer


class Range:
    """Holds figures to bounds and units."""

    name = "range"
    placeholders = frozenset({"limit"})
    roles: frozenset[str] = frozenset()

    def model(self) -> type:
        """Return the pydantic model of this kind's `check:`."""
        from checker.verify.kind_models import RangeCheck

        return RangeCheck

    def judge(self, rules: tuple[Rule, ...], case: Case, count: Callable[[str], None]) -> Iterable[Draft]:
        """Return one draft per subject, attribute and limit that its figures break."""
        for rule in rules:
            facts = [fact for fact in grouping.chosen(rule, case) if fact.role in _roles(rule)]
            for group in grouping.grouped(facts, ("attribute", "scope"), case).values():
                yield from _of_group(rule, group, case)


def _roles(rule: Rule) -> tuple[str, ...]:
    given = rule.check.get("role", DEFAULT_ROLES)
    return (given,) if isinstance(given, str) else tuple(cast(Sequence[str], given))


def _of_group(rule: Rule, facts: list[Fact], case: Case) -> Iterable[Draft]:
    broken: dict[tuple[str, str], list[Fact]] = {}
    for fact in facts:
        limit = _limit(rule, fact, case)
        if limit:
            broken.setdefault((fact.subject, limit), []).append(fact)
    for (_, limit), found in broken.items():
        yield _draft(rule, found, limit, case)


def _limit(rule: Rule, fact: Fact, case: Case) -> str:
    """Return the limit that a figure breaks in words, "" where it breaks none."""
    span = span_of(fact.measurement)
    for key, outside in (("min", "at least"), ("max", "at most")):
        bound = rule.amounts.get(key)
        if bound is None or not _is_like(bound, fact.measurement):
            continue
        allowed = Span(bound.nominal, float("inf")) if key == "min" else Span(float("-inf"), bound.nominal)
        if not overlaps(span, allowed):
            return f"{outside} {rule.check[key]}"
    return _unit_limit(rule, fact, case)


def _unit_limit(rule: Rule, fact: Fact, case: Case) -> str:
    given = rule.check.get("units", ())
    words = [given] if isinstance(given, str) else list(cast(Sequence[str], given))
    if not words or fact.measurement.dimension in UNMEASURED:
        return ""
    is_allowed = case.claims[fact.id].quantity.unit in {unit_named(word) for word in words}
    return "" if is_allowed else f"in {' or '.join(words)}"


def _is_like(bound: Measurement, measured: Measurement) -> bool:
    """Whether a bound speaks of such a figure; a bare number bounds counts of anything."""
    return bound.unit == measured.unit and (bound.kind == measured.kind or bound.dimension == "count")


def _draft(rule: Rule, facts: list[Fact], limit: str, case: Case) -> Draft:
    subject, attribute = grouping.label_of(facts, case)
    figures = ", ".join(f"{grouping.shown(fact, case)} ({fact.document})" for fact in facts[:6])
    return Draft(
        rule=rule,
        verdict="conflict",
        facts=tuple(fact.id for fact in facts),
        confidence=factors()["kind"]["range"],
        cause="unit" if limit.startswith("in ") else "bound",
        subject=subject,
        attribute=attribute,
        values={"limit": limit},
        steps=(f"the rule allows figures {limit}",),
        sentence=f"{title(subject, attribute)}: {figures}; allowed is {limit}",
    )


KIND = Range()
