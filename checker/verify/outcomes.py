"""From the relations of a topic to its verdicts: one per kind, an agreement per value, none mixing topics."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, replace

from checker.records import Document, Fact, Topic
from checker.verify import periods
from checker.verify.relations import Edge, Group
from checker.verify.rules import REASONS

_Value = tuple[float, str]  # nominal value and unit


@dataclass(frozen=True, slots=True, kw_only=True)
class Outcome:
    """A verdict on some facts of one topic."""

    verdict: str
    facts: tuple[Fact, ...]
    confidence: float
    cause: str | None = None
    is_uncertain_period: bool = False
    reason: str = ""
    sides: Mapping[str, str]  # fact id -> side, where the verdict has sides
    steps: tuple[str, ...] = ()


def outcomes(topic: Topic, groups: list[Group], edges: list[Edge], documents: Mapping[str, Document]) -> list[Outcome]:
    """Return every verdict on a topic, conflicts first."""
    edges = settled(edges)
    found = [
        *_conflicts(topic, edges),
        *_updates(topic, edges, documents),
        *_disputes(topic, edges),
        *_agreements(topic, groups, edges, documents),
        *_compatibles(topic, edges),
    ]
    return [outcome for outcome in found if outcome.facts]


def _conflicts(topic: Topic, edges: list[Edge]) -> list[Outcome]:
    return [
        _outcome("conflict", topic, component, cause=_cause(component))
        for component in _components([edge for edge in edges if edge.relation.kind == "conflict"])
    ]


def _cause(component: list[Edge]) -> str | None:
    """Return the cause that most pairs of values show; None where most show none."""
    counts = Counter(edge.relation.cause for edge in component)
    most = max(counts.values())
    leading = sorted((cause for cause, count in counts.items() if cause and count == most), key=str)
    return leading[0] if leading else None


def _updates(topic: Topic, edges: list[Edge], documents: Mapping[str, Document]) -> list[Outcome]:
    found = []
    for component in _components([edge for edge in edges if edge.relation.kind == "update"]):
        if not any(_is_stale_elsewhere(edge) for edge in component):
            continue  # "rose from 12 to 17" in itself: nobody still carries the old value
        current = _current(component, documents)
        sides = {
            fact.id: "current" if id(group) in current else "stale"
            for group in _groups_of(component)
            for fact in group.facts
        }
        found.append(_outcome("update", topic, component, sides=sides))
    return found


def settled(edges: list[Edge]) -> list[Edge]:
    """Return the edges after the texts themselves were asked whether a value of a limit or constant was superseded.

    A text that still carries the value which an edition or a wording replaced is out of date, and in no conflict.
    Where none of these shows it, and another text contradicts the newer value with the older, nothing was superseded.
    """
    replaced = {
        (_nominal(older), _nominal(newer))
        for edge in edges
        if edge.relation.kind == "update" and edge.relation.is_succession
        for older, newer in (_old_and_new(edge),)
    }
    contradicted = {
        frozenset((_nominal(edge.first), _nominal(edge.second))) for edge in edges if edge.relation.kind == "conflict"
    }
    left_behind = _left_behind(edges)
    return [one for edge in edges if (one := _settle(edge, replaced, contradicted, left_behind)) is not None]


def _left_behind(edges: list[Edge]) -> set[tuple[_Value, _Value]]:
    """Return the former and the new value of each sentence that gives both: "2,600, up from 1,400"."""
    facts = {fact.id: fact for group in _groups_of(edges) for fact in group.facts}.values()
    former = {(fact.document, fact.block, fact.sentence): fact for fact in facts if fact.role == "from"}
    found = set()
    for fact in facts:
        gone = former.get((fact.document, fact.block, fact.sentence))
        if gone is not None and fact.role in ("level", "to") and fact.polarity == gone.polarity:
            found.add((_value_of(gone), _value_of(fact)))
    return found


def _settle(
    edge: Edge,
    replaced: set[tuple[_Value, _Value]],
    contradicted: set[frozenset[_Value]],
    left_behind: set[tuple[_Value, _Value]],
) -> Edge | None:
    first, second = _nominal(edge.first), _nominal(edge.second)
    if edge.relation.kind == "conflict":
        for old, new, current in ((first, second, edge.second), (second, first, edge.first)):
            if (old, new) in left_behind and (new, old) not in left_behind:
                return _as_update(edge, current)
    classes = {edge.first.head.temporal_class, edge.second.head.temporal_class}
    if not classes <= {"limit", "constant"}:
        return edge
    if edge.relation.kind == "conflict":
        for old, new, current in ((first, second, edge.second), (second, first, edge.first)):
            if (old, new) in replaced and (new, old) not in replaced and "limit" in classes:
                return _as_update(edge, current)
        return edge
    is_weak = edge.relation.kind == "update" and not edge.relation.is_succession
    if is_weak and frozenset((first, second)) in contradicted:
        return edge if (first, second) in replaced or (second, first) in replaced else None
    return edge


def _old_and_new(edge: Edge) -> tuple[Group, Group]:
    is_second = edge.relation.current in {fact.id for fact in edge.second.facts}
    return (edge.first, edge.second) if is_second else (edge.second, edge.first)


def _as_update(edge: Edge, current: Group) -> Edge:
    relation = replace(edge.relation, kind="update", current=current.head.id, cause=None, ground="explicit-correction")
    return replace(edge, relation=relation)


def _nominal(group: Group) -> _Value:
    return _value_of(group.head)


def _value_of(fact: Fact) -> _Value:
    return fact.measurement.nominal, fact.measurement.unit


def _is_stale_elsewhere(edge: Edge) -> bool:
    """Return whether a document other than the one with the newer value asserts the older one."""
    newer, older = edge.first, edge.second
    if edge.relation.current in {fact.id for fact in edge.second.facts}:
        newer, older = edge.second, edge.first
    fresh = {fact.document for fact in newer.facts}
    return any(fact.role != "from" and (fact.document not in fresh or len(fresh) > 1) for fact in older.facts)


def _current(component: list[Edge], documents: Mapping[str, Document]) -> set[int]:
    """Return the groups that no other supersedes; in a circle of wordings, those of the latest time."""
    groups = _groups_of(component)
    superseded = set()
    for edge in component:
        is_second = edge.relation.current in {fact.id for fact in edge.second.facts}
        superseded.add(id(edge.first if is_second else edge.second))
    current = [group for group in groups if id(group) not in superseded and group.head.role != "from"]
    if not current:
        key: Callable[[Group], tuple[str, str]] = lambda group: periods.time_key(group.head, documents)  # noqa: E731
        latest = max(key(group) for group in groups)
        current = [group for group in groups if key(group) == latest]
    return {id(group) for group in current}


def _disputes(topic: Topic, edges: list[Edge]) -> list[Outcome]:
    disputed = [edge for edge in edges if edge.relation.kind == "disputed"]
    found = []
    for component in _components(disputed):
        facts = [fact for group in _groups_of(component) for fact in group.facts]
        sides = {fact.id: "denied" if fact.polarity == "denied" else "asserted" for fact in facts}
        found.append(_outcome("disputed", topic, component, sides=sides))
    return found


def _agreements(
    topic: Topic, groups: list[Group], edges: list[Edge], documents: Mapping[str, Document]
) -> list[Outcome]:
    """Return one agreement per value: groups of which every two agree, narrowest first, said in two places or more."""
    agreeing = {(id(edge.first), id(edge.second)): edge for edge in edges if edge.relation.kind == "agree"}
    clusters: list[list[Group]] = []
    for group in sorted(groups, key=_width):
        home = next((one for one in clusters if all(_edge(agreeing, group, other) for other in one)), None)
        if home is None:
            clusters.append([group])
        else:
            home.append(group)
    found = []
    for cluster in clusters:
        inside = [edge for a in cluster for b in cluster if (edge := agreeing.get((id(a), id(b)))) is not None]
        places = {_place(fact, documents) for group in cluster for fact in group.facts}
        if inside and len(places) > 1:
            found.append(_outcome("agreement", topic, inside))
    return found


def _place(fact: Fact, documents: Mapping[str, Document]) -> tuple[str, object]:
    """Return where a figure is said: two sentences of a text are two places, two cells of one table are one."""
    blocks = documents[fact.document].blocks if fact.document in documents else ()
    cell = blocks[fact.block].cell if 0 <= fact.block < len(blocks) else None
    return fact.document, ("table", cell.table) if cell is not None else (fact.block, fact.sentence)


def _edge(edges: Mapping[tuple[int, int], Edge], a: Group, b: Group) -> Edge | None:
    return edges.get((id(a), id(b))) or edges.get((id(b), id(a)))


def _width(group: Group) -> tuple[float, float, str]:
    measured = group.head.measurement
    low, high = measured.low, measured.high
    width = float("inf") if low is None or high is None else high - low
    return width, measured.nominal, group.head.id


def _compatibles(topic: Topic, edges: list[Edge]) -> list[Outcome]:
    """Return what fits: one outcome for values that all fit one another, more where one vague value fits two others."""
    fits = {_ends(edge) for edge in edges if edge.relation.kind in ("agree", "compatible")}
    apart = {_ends(edge) for edge in edges} - fits
    clusters: list[list[Edge]] = []
    for edge in edges:
        documents = {fact.document for group in (edge.first, edge.second) for fact in group.facts}
        if edge.relation.kind != "compatible" or len(documents) < 2:
            continue
        ends = _ends(edge)
        members = ({end for one in cluster for end in _ends(one)} for cluster in clusters)
        home = next((at for at, inside in enumerate(members) if not any(_are_apart(apart, ends, inside))), -1)
        if home < 0:
            clusters.append([edge])
        else:
            clusters[home].append(edge)
    return [_outcome("compatible", topic, cluster) for cluster in clusters]


def _ends(edge: Edge) -> frozenset[int]:
    return frozenset((id(edge.first), id(edge.second)))


def _are_apart(apart: set[frozenset[int]], ends: frozenset[int], inside: set[int]) -> Iterator[bool]:
    return (frozenset((one, other)) in apart for one in ends for other in inside if one != other)


def _outcome(
    verdict: str,
    topic: Topic,
    edges: list[Edge],
    *,
    cause: str | None = None,
    sides: Mapping[str, str] | None = None,
) -> Outcome:
    facts = sorted({fact.id: fact for group in _groups_of(edges) for fact in group.facts}.values(), key=_reading_order)
    sure = sum(edge.relation.certainty for edge in edges) / len(edges)
    return Outcome(
        verdict=verdict,
        facts=tuple(facts),
        confidence=linked(topic, {fact.id for fact in facts}) * sure,
        cause=cause,
        is_uncertain_period=all(edge.relation.is_uncertain_period for edge in edges),
        reason=reason_of(edges),
        sides=sides or {},
        steps=tuple(dict.fromkeys(step for edge in edges[:12] for step in edge.relation.steps)),
    )


def reason_of(edges: list[Edge]) -> str:
    """Return the ground that most pairs of values show, the one that excuses least among equals."""
    counts = Counter(edge.relation.ground for edge in edges if edge.relation.ground)
    return min(counts, key=lambda ground: (-counts[ground], REASONS.index(ground)), default="")


def linked(topic: Topic, facts: set[str]) -> float:
    """Return the probability that these facts answer one question: the topic's, or better that of their own links."""
    inside = [link.probability for link in topic.links if not link.veto and link.a in facts and link.b in facts]
    return max(topic.probability, sum(inside) / len(inside)) if inside else topic.probability


def _reading_order(fact: Fact) -> tuple[str, int, str]:
    number = fact.id.rpartition("#")[2]
    return fact.document, int(number) if number.isdigit() else 0, fact.id


def _groups_of(edges: list[Edge]) -> list[Group]:
    return list({id(group): group for edge in edges for group in (edge.first, edge.second)}.values())


def _components(edges: list[Edge]) -> list[list[Edge]]:
    """Return the edges in connected parts, in order of their first edge."""
    parent: dict[int, int] = {}

    def root(node: int) -> int:
        while parent.setdefault(node, node) != node:
            parent[node] = parent[parent[node]]
            node = parent[node]
        return node

    for edge in edges:
        parent[root(id(edge.second))] = root(id(edge.first))
    parts: dict[int, list[Edge]] = {}
    for edge in edges:
        parts.setdefault(root(id(edge.first)), []).append(edge)
    return list(parts.values())
