"""Kind `derived`: a stated change follows from the values that it compares, wherever in the document they stand.

check:
  kind: derived
  change: [percent, points, difference]               # sorts of changes that are checked
  within: [sentence, paragraph, document, folder]     # where the two values are looked for, nearest first
  percent-vs-points: distinct                         # "rose 2 percent, from 10% to 12%" is wrong
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from datetime import date, timedelta
from typing import cast

from checker.records import AsOf, Fact
from checker.verify import grouping, periods
from checker.verify.arithmetic import changes
from checker.verify.arithmetic.found import Page
from checker.verify.messages import title
from checker.verify.rules import Case, Draft, Rule
from checker.verify.tables import factors

DEFAULT_WITHIN = ("sentence", "paragraph", "document")
DEFAULT_CHANGES = ("percent", "points", "difference")
VALUES = frozenset({"level", "to", "from"})


class Derived:
    """Works stated changes out anew."""

    name = "derived"
    placeholders = frozenset({"stated", "computed"})
    roles = frozenset({"previous", "current"})

    def model(self) -> type:
        """Return the pydantic model of this kind's `check:`."""
        from checker.verify.kind_models import DerivedCheck

        return DerivedCheck

    def judge(self, rules: tuple[Rule, ...], case: Case, count: Callable[[str], None]) -> Iterable[Draft]:
        """Return one draft per stated change that does not follow from its two values."""
        everything = [case.facts[name] for name in sorted(case.facts)]
        for rule in rules:
            for change in grouping.chosen(rule, case):
                if change.role in changes.CHANGES and _sort(change) in _words(rule, "change", DEFAULT_CHANGES):
                    draft = _judge(rule, change, everything, case)
                    if draft is not None:
                        yield draft


def _words(rule: Rule, key: str, default: tuple[str, ...]) -> tuple[str, ...]:
    return tuple(cast(Iterable[str], rule.check.get(key, default)))


def _sort(change: Fact) -> str:
    if change.measurement.dimension != "share":
        return "difference"
    return "percent" if change.measurement.kind == "share" else "points"


def _judge(rule: Rule, change: Fact, everything: list[Fact], case: Case) -> Draft | None:
    """Judge a change by the nearest place that holds both of its values, once."""
    for place in _words(rule, "within", DEFAULT_WITHIN):
        pairs = list(_pairs(change, [fact for fact in everything if _is_near(place, change, fact, case)], place))
        if pairs:
            return _mismatch(rule, change, pairs, case)
    return None


def _is_near(place: str, change: Fact, fact: Fact, case: Case) -> bool:
    if fact.id == change.id or fact.polarity != "affirmed" or fact.role not in VALUES:
        return False
    if place == "folder":
        return True
    if fact.document != change.document or place == "document":
        return fact.document == change.document
    if fact.block != change.block or place == "paragraph":
        return fact.block == change.block
    return case.claims[fact.id].sentence_start == case.claims[change.id].sentence_start


def _pairs(change: Fact, facts: list[Fact], place: str) -> Iterator[tuple[Fact, Fact]]:
    """Yield former and new value of a change: by their roles in one sentence, else by attribute and time."""
    if place == "sentence":
        former = [fact for fact in facts if fact.role == "from"]
        new = [fact for fact in facts if fact.role == "to"]
        if len(former) == len(new) == 1:
            yield former[0], new[0]
        return
    like = [fact for fact in facts if _is_of_one_thing(change, fact)]
    for fact in like:
        if periods.is_stated(change.as_of) and _is_time(fact.as_of, change.as_of):
            before = [one for one in like if _is_time(one.as_of, _previous(change.as_of))]
            yield from ((one, fact) for one in before if one.measurement.unit == fact.measurement.unit)


def _is_of_one_thing(change: Fact, fact: Fact) -> bool:
    is_same = change.subject == fact.subject and change.attribute == fact.attribute and bool(fact.subject)
    return is_same and sorted(change.scope) == sorted(fact.scope) and fact.modality == change.modality


def _is_time(a: AsOf, b: AsOf) -> bool:
    return periods.is_dated(a) and (a.low, a.high) == (b.low, b.high)


def _previous(as_of: AsOf) -> AsOf:
    """Return the year, quarter, month or day before a time of that length."""
    low, high = date.fromisoformat(as_of.low), date.fromisoformat(as_of.high)
    end = low - timedelta(days=1)
    months = (high.year - low.year) * 12 + high.month - low.month + 1
    is_whole = low.day == 1 and (high + timedelta(days=1)).day == 1
    if not is_whole:
        start = low - (high - low) - timedelta(days=1)
    else:
        index = low.year * 12 + low.month - 1 - months
        start = date(index // 12, index % 12 + 1, 1)
    return AsOf(low=start.isoformat(), high=end.isoformat(), source=as_of.source)


def _mismatch(rule: Rule, change: Fact, pairs: list[tuple[Fact, Fact]], case: Case) -> Draft | None:
    """Return the draft where no pair of values gives the change."""
    is_distinct = rule.check.get("percent-vs-points", "distinct") == "distinct"
    found = []
    for former, new in pairs:
        page = Page(document=case.documents[change.document], facts=(), claims=case.claims)
        wrong = changes.judge(page, former, new, change, is_distinct=is_distinct, room=rule.tolerance.relative)
        if wrong is None:
            return None
        found.append((former, new, wrong))
    former, new, wrong = found[0]
    subject, attribute = grouping.label_of([change], case)
    computed, stated = wrong.values["computed"], grouping.shown(change, case)
    old, now = grouping.shown(former, case), grouping.shown(new, case)
    return Draft(
        rule=rule,
        verdict="arithmetic",
        facts=(former.id, new.id, change.id),
        confidence=factors()["kind"]["derived"],
        subject=subject,
        attribute=attribute,
        period=change.as_of.label if periods.is_stated(change.as_of) else "",
        sides=((former.id, "previous"), (new.id, "current"), (change.id, "stated")),
        values={"stated": stated, "computed": computed},
        steps=wrong.steps,
        sentence=f"{title(subject, attribute)}: from {old} to {now} is a change of {computed}, not of {stated}",
    )


KIND = Derived()
