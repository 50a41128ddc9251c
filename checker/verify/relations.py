"""All relations inside one topic, worked out between distinct statements rather than between every two facts.

Facts that say the same of the same time in the same way are one group, so a figure that forty documents repeat is
compared once. Documents that differ only in their own dates are kept apart where that can decide.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from itertools import combinations

from checker.records import Fact, Link, Topic
from checker.verify import periods
from checker.verify.compare import Context, Relation, compare

MOST_GROUPS = 250  # beyond it a group meets its neighbours in value and in time only, so that time stays linear
NEIGHBOURS = 30


@dataclass(frozen=True, slots=True)
class Group:
    """Facts of one topic that say one thing of one time in one way."""

    facts: tuple[Fact, ...]

    @property
    def head(self) -> Fact:
        """The fact that stands for the group."""
        return self.facts[0]


@dataclass(frozen=True, slots=True)
class Edge:
    """The relation of two groups, and the pair of facts that showed it."""

    first: Group
    second: Group
    relation: Relation


def relate(topic: Topic, facts: Mapping[str, Fact], context: Context) -> tuple[list[Group], list[Edge]]:
    """Return the groups of a topic and every relation between two of them, and inside those that agree."""
    groups = _groups(topic, facts, context)
    vetoes = {frozenset((link.a, link.b)): link for link in topic.links}
    edges = [Edge(group, group, _inside(group, context)) for group in groups if len(group.facts) > 1]
    for first, second in _pairs(groups, context):
        a, b = _representatives(first, second)
        edges.append(Edge(first, second, _relation(a, b, vetoes, context)))
    return groups, edges


def _relation(a: Fact, b: Fact, links: Mapping[frozenset[str], Link], context: Context) -> Relation:
    link = links.get(frozenset((a.id, b.id)))
    if link is not None and link.veto:
        return Relation(a=a.id, b=b.id, kind="none", reason=link.veto)
    if link is not None and link.pair_type == "version":
        context = Context(
            claims=context.claims,
            documents=context.documents,
            relative=context.relative,
            absolute=context.absolute,
            is_version=True,
        )
    return compare(a, b, context)


def _inside(group: Group, context: Context) -> Relation:
    return compare(group.facts[0], group.facts[1], context)


def _groups(topic: Topic, facts: Mapping[str, Fact], context: Context) -> list[Group]:
    by_key: dict[tuple[object, ...], list[Fact]] = {}
    for name in sorted(topic.facts):
        fact = facts[name]
        by_key.setdefault(_key(fact, context), []).append(fact)
    return [Group(tuple(members)) for members in by_key.values()]


def _key(fact: Fact, context: Context) -> tuple[object, ...]:
    measured, quantity = fact.measurement, context.claims[fact.id].quantity
    value = (measured.low, measured.high, measured.nominal, measured.unit, measured.comparator, quantity.unit)
    time = (fact.as_of.low, fact.as_of.high, fact.as_of.source, periods.document_day(fact, context.documents))
    return (*value, *time, fact.role, fact.modality, fact.polarity, fact.moves, fact.temporal_class)


def _representatives(first: Group, second: Group) -> tuple[Fact, Fact]:
    """Return one fact of each group, of two documents where there are two."""
    for a in first.facts[:8]:
        for b in second.facts[:8]:
            if a.document != b.document:
                return a, b
    return first.head, second.head


def _pairs(groups: list[Group], context: Context) -> Iterator[tuple[Group, Group]]:
    if len(groups) <= MOST_GROUPS:
        yield from combinations(groups, 2)
        return
    by_value: Callable[[int], tuple[object, ...]] = lambda at: (groups[at].head.measurement.nominal, at)  # noqa: E731
    by_time: Callable[[int], tuple[object, ...]] = lambda at: (  # noqa: E731
        periods.time_key(groups[at].head, context.documents),
        at,
    )
    seen: set[tuple[int, int]] = set()
    for order in (sorted(range(len(groups)), key=by_value), sorted(range(len(groups)), key=by_time)):
        for at, first in enumerate(order):
            for second in order[at + 1 : at + 1 + NEIGHBOURS]:
                seen.add((min(first, second), max(first, second)))
    for i, j in sorted(seen):
        yield groups[i], groups[j]
