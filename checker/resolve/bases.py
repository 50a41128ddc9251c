"""Earnings told without their base: "EPS of $0.41" is the adjusted figure where a report gives just that as adjusted.

Newspapers leave the base out and mean the figure that analysts go by. Where a report gives a measure on both bases, the
bare figure that equals the adjusted one is of that base, and no contradiction to the other. The value speaks here only
against a conflict.
"""

from __future__ import annotations

from collections import defaultdict
from dataclasses import replace

from checker.records import Fact
from checker.resolve.lexicons import words_of

_PLAIN = frozenset({"gaap", "ifrs", "reported"})
_MEASURES = frozenset({"eps", "net_income", "operating_income", "gross_margin", "operating_margin", "profit", "income"})


def settle_bases(facts: tuple[Fact, ...]) -> tuple[Fact, ...]:
    """Return the facts with the base of bare measures that a report of both bases gives with that very value."""
    told: dict[tuple[str, str, str, str], list[Fact]] = defaultdict(list)
    for fact in facts:
        for measure in _MEASURES.intersection(fact.attribute.split()):
            told[fact.document, measure, fact.as_of.low, fact.as_of.high].append(fact)
    twins: set[tuple[str, float]] = set()
    plain: set[tuple[str, float]] = set()
    for (_, measure, _, _), group in told.items():
        values = {
            is_based: {one.measurement.nominal for one in group if _is_based(one) is is_based}
            for is_based in (True, False)
        }
        if values[True] and values[False]:
            twins.update((measure, value) for value in values[True] - values[False])
            plain.update((measure, value) for value in values[False])
    found = twins - plain
    return tuple(_with_base(fact, found) for fact in facts) if found else facts


def _is_based(fact: Fact) -> bool:
    return not words_of("bases").isdisjoint((*fact.attribute.split(), *fact.modifiers, *fact.scope))


def _with_base(fact: Fact, twins: set[tuple[str, float]]) -> Fact:
    heads = fact.attribute.split()
    is_twin = any((measure, fact.measurement.nominal) in twins for measure in _MEASURES.intersection(heads))
    if not is_twin or _is_based(fact) or not _PLAIN.isdisjoint((*heads, *fact.modifiers, *fact.words)):
        return fact
    return replace(fact, modifiers=tuple(sorted({*fact.modifiers, "adjust"})))
