"""All relations inside one topic, worked out between distinct statements rather than between every two facts.

Facts that say the same of the same time in the same way are one group, so a figure that forty documents repeat is
compared once. Documents that differ only in their own dates are kept apart where that can decide.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, replace
from itertools import combinations

from checker.records import Fact, Topic
from checker.verify import periods
from checker.verify.compare import Context, Relation, compare
from checker.verify.tables import certainty, sort_of_moves

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
    facts = with_corrections(topic, facts)
    groups = _groups(topic, facts, context)
    links = Links(topic, facts)
    edges = [Edge(group, group, _inside(group, context)) for group in groups if len(group.facts) > 1]
    speakers = _documents_of_values(groups)
    for first, second in _pairs(groups, context):
        a, b = _representatives(first, second)
        relation = _doubted(_relation(a, b, links, context), speakers[_value(first)], speakers[_value(second)])
        edges.append(Edge(first, second, relation))
    return groups, edges


def with_corrections(topic: Topic, facts: Mapping[str, Fact]) -> Mapping[str, Fact]:
    """Return the facts of a topic by id; where a document says once that a value corrects another, all of its do.

    A table gives "118" without a word; the note below it says that the figure was restated.
    """
    members = {name: facts[name] for name in topic.facts}
    said = {
        _stated(fact): fact.moves
        for fact in members.values()
        if fact.role != "from" and sort_of_moves(fact.moves) == "correction"
    }
    if not said:
        return members
    return {
        name: replace(fact, moves=said[_stated(fact)]) if not fact.moves and _stated(fact) in said else fact
        for name, fact in members.items()
    }


def with_corrections_of_documents(facts: Mapping[str, Fact]) -> Mapping[str, Fact]:
    """Return all facts; where a document says once that a value corrects another, all that it gives so do.

    Only what measures something of the same: the row "Operating profit | 118" of a note "profit was restated to 118".
    """
    said: dict[tuple[str, float, str], list[Fact]] = {}
    for fact in facts.values():
        if fact.role != "from" and sort_of_moves(fact.moves) == "correction":
            said.setdefault(_stated(fact), []).append(fact)
    if not said:
        return facts
    found = dict(facts)
    for name, fact in facts.items():
        known = said.get(_stated(fact), []) if not fact.moves else []
        words = {*fact.attribute.split(), *fact.modifiers}
        told = next((one for one in known if not words.isdisjoint(one.attribute.split())), None)
        if told is not None:
            found[name] = replace(fact, moves=told.moves)
    return found


def _stated(fact: Fact) -> tuple[str, float, str]:
    return fact.document, fact.measurement.nominal, fact.measurement.unit


def _value(group: Group) -> tuple[object, ...]:
    measured = group.head.measurement
    return measured.low, measured.high, measured.unit, measured.kind if measured.dimension == "share" else ""


def _documents_of_values(groups: list[Group]) -> dict[tuple[object, ...], set[str]]:
    found: dict[tuple[object, ...], set[str]] = {}
    for group in groups:
        found.setdefault(_value(group), set()).update(fact.document for fact in group.facts)
    return found


def _doubted(relation: Relation, first: set[str], second: set[str]) -> Relation:
    """Lower the certainty of a disagreement whose two values stand in one document side by side.

    A document that gives "four others" and "five people" means two things by them. Where every document has both,
    that is all but sure; where one has only one of the values, a copy may have been changed in one place.
    """
    if relation.kind not in ("conflict", "update") or not first & second:
        return relation
    factor = certainty("values_side_by_side" if first == second else "value_also_beside")
    step = "a document gives both values side by side"
    return replace(relation, certainty=relation.certainty * factor, steps=(*relation.steps, step))


class Links:
    """The links of a topic by pair, and which documents they show to be versions of one another."""

    def __init__(self, topic: Topic, facts: Mapping[str, Fact]) -> None:
        self._by_pair = {frozenset((link.a, link.b)): link for link in topic.links}
        self._family: dict[str, str] = {}
        for link in topic.links:
            if link.pair_type == "version" and not link.veto:
                self._join(facts[link.a].document, facts[link.b].document)

    def veto(self, a: Fact, b: Fact) -> str:
        """Return why linking held two facts to be not comparable, "" where it did not."""
        link = self._by_pair.get(frozenset((a.id, b.id)))
        return link.veto if link is not None else ""

    def are_versions(self, a: Fact, b: Fact) -> bool:
        """Return whether the documents of two facts are versions of one text, directly or through others."""
        return a.document != b.document and self._root(a.document) == self._root(b.document)

    def _join(self, a: str, b: str) -> None:
        first, second = sorted((self._root(a), self._root(b)))
        self._family[second] = first

    def _root(self, name: str) -> str:
        while self._family.get(name, name) != name:
            name = self._family[name]
        return name


def _relation(a: Fact, b: Fact, links: Links, context: Context) -> Relation:
    veto = links.veto(a, b)
    if veto:
        return Relation(a=a.id, b=b.id, kind="none", reason=veto)
    return compare(a, b, replace(context, is_version=links.are_versions(a, b)))


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
