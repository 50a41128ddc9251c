"""Kind `trend`: the values of a series go one way over time, or change by no more than a share from one to the next.

check: {kind: trend, direction: rising}                      # a cumulative count never falls
check: {kind: trend, most-change: 40%, for-each: [entity, attribute]}
"""

from __future__ import annotations

import math
from collections.abc import Callable, Iterable
from itertools import pairwise
from typing import cast

from checker.records import Fact
from checker.verify import grouping, periods
from checker.verify.messages import title
from checker.verify.overlap import Span, span_of, widen
from checker.verify.rules import Case, Draft, Rule
from checker.verify.tables import factors

DEFAULT_PARTS = ("entity", "attribute", "scope")
ROLES = frozenset({"level", "to"})

Step = tuple[Fact, Fact]


class Trend:
    """Follows figures through time."""

    name = "trend"
    placeholders = frozenset({"change"})
    roles = frozenset({"before", "after"})

    def model(self) -> type:
        """Return the pydantic model of this kind's `check:`."""
        from checker.verify.kind_models import TrendCheck

        return TrendCheck

    def judge(self, rules: tuple[Rule, ...], case: Case, count: Callable[[str], None]) -> Iterable[Draft]:
        """Return one draft per series with a step that goes the wrong way, or too far."""
        for rule in rules:
            facts = [fact for fact in grouping.chosen(rule, case) if _is_dated_value(fact)]
            for group in grouping.grouped(facts, _parts(rule), case).values():
                series = _series(group, case)
                steps = [step for step in pairwise(series) if _is_broken(rule, *step)]
                if steps and len(series) >= int(cast(int, rule.check.get("need", 2))):
                    yield _draft(rule, steps, case)


def _parts(rule: Rule) -> tuple[str, ...]:
    given = rule.check.get("for-each", DEFAULT_PARTS)
    return (given,) if isinstance(given, str) else tuple(cast(list[str], given))


def _is_dated_value(fact: Fact) -> bool:
    return fact.role in ROLES and fact.modality == "asserted" and periods.is_dated(fact.as_of)


def _series(facts: list[Fact], case: Case) -> list[Fact]:
    """Return one fact per time, in order; of two values for one time none counts, that is another rule's finding."""
    by_time: dict[tuple[str, str], list[Fact]] = {}
    for fact in facts:
        by_time.setdefault((fact.as_of.high, fact.as_of.low), []).append(fact)
    kept = []
    for _, found in sorted(by_time.items()):
        if len({fact.measurement.nominal for fact in found}) == 1:
            kept.append(found[0])
    return kept


def _is_broken(rule: Rule, before: Fact, after: Fact) -> bool:
    old, new = _span(rule, before), _span(rule, after)
    direction, most = rule.check.get("direction"), rule.check.get("most-change")
    if (direction == "rising" and new.high < old.low) or (direction == "falling" and new.low > old.high):
        return True
    return most is not None and _least_change(old, new) > _share(most)


def _span(rule: Rule, fact: Fact) -> Span:
    room = rule.tolerance.relative * abs(fact.measurement.nominal)
    if rule.tolerance.absolute is not None and rule.tolerance.absolute.unit == fact.measurement.unit:
        room = max(room, abs(rule.tolerance.absolute.nominal))
    return widen(span_of(fact.measurement), room)


def _least_change(old: Span, new: Span) -> float:
    """Return the smallest relative change that both figures allow; 0 where they meet, are unbounded, or start at 0."""
    distance = max(new.low - old.high, old.low - new.high)
    size = max(abs(old.low), abs(old.high))
    is_from_zero = old.low <= 0.0 <= old.high
    return distance / size if distance > 0 and size < math.inf and not is_from_zero else 0.0


def _share(value: object) -> float:
    return float(value.strip().rstrip("% ")) / 100 if isinstance(value, str) else float(cast(float, value))


def _draft(rule: Rule, steps: list[Step], case: Case) -> Draft:
    facts = list({fact.id: fact for step in steps for fact in step}.values())
    subject, attribute = grouping.label_of(facts, case)
    before, after = steps[0]
    old, new = before.measurement.nominal, after.measurement.nominal
    change = f"{(new - old) / abs(old) * 100:+.3g}%" if old else "from zero"
    words = [f"{_dated(a, case)} to {_dated(b, case)}" for a, b in steps[:4]]
    return Draft(
        rule=rule,
        verdict="conflict",
        facts=tuple(fact.id for fact in facts),
        confidence=factors()["kind"]["trend"],
        subject=subject,
        attribute=attribute,
        sides=((before.id, "before"), (after.id, "after")),
        values={"change": change},
        steps=tuple(words),
        sentence=f"{title(subject, attribute)}: {', '.join(words)} is a change of {change}",
    )


def _dated(fact: Fact, case: Case) -> str:
    return f"{grouping.shown(fact, case)} ({fact.as_of.label}, {fact.document})"


KIND = Trend()
