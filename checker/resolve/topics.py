"""Linked facts -> topics: all known answers to one question.

Complete-link clustering: a fact joins a topic only when no member is ruled out and the members speak for it on the
whole, so that weak links do not chain, and a range never bridges two facts that would not meet by themselves.
"""

from __future__ import annotations

import math
from collections.abc import Callable, Iterable, Mapping

from checker.records import Fact, Link, Topic
from checker.resolve.vetoes import are_moved

Judge = Callable[[str, str], Link]

JOIN = 0.35  # probability from which a pair of facts proposes a topic
MEAN = 0.35  # mean probability over all pairs across two groups from which they are joined
LEAST = 0.05  # no pair across two groups may be less likely than this
SURE = 0.8  # probability from which two figures of one document may be held to contradict each other
COMPARED = 6  # members of each group that stand for it in a large topic


def make_topics(links: Iterable[Link], facts: Mapping[str, Fact], judge: Judge) -> tuple[Topic, ...]:
    """Return the topics, ordered by their first fact.

    Args:
        links: scored pairs, in any order.
        facts: all facts by id.
        judge: gives the link of any two fact ids; asked for pairs that were no candidates.
    """
    every = list(links)
    proposals = sorted((link for link in every if link.probability >= JOIN), key=_best_first)
    proposed = {name for link in proposals for name in (link.a, link.b)}
    known = {(link.a, link.b): link for link in every if link.a in proposed and link.b in proposed}
    group_of: dict[str, list[str]] = {}
    for link in proposals:
        one = group_of.setdefault(link.a, [link.a])
        other = group_of.setdefault(link.b, [link.b])
        if one is other or not _may_join(one, other, known, judge) or _splits_document(one, other, known, facts):
            continue
        one.extend(other)
        for name in other:
            group_of[name] = one
    groups = {id(group): sorted(group) for group in group_of.values() if len(group) > 1}
    return tuple(_topic(group, facts, known) for group in sorted(groups.values()))


def _best_first(link: Link) -> tuple[float, str, str]:
    return -link.probability, link.a, link.b


def _may_join(one: list[str], other: list[str], known: dict[tuple[str, str], Link], judge: Judge) -> bool:
    total, count = 0.0, 0
    for a in one[:COMPARED]:
        for b in other[:COMPARED]:
            key = (a, b) if a <= b else (b, a)
            if key not in known:
                known[key] = judge(*key)
            link = known[key]
            if link.veto or link.probability < LEAST:
                return False
            total += link.probability
            count += 1
    return total / count >= MEAN


def _splits_document(
    one: list[str], other: list[str], known: Mapping[tuple[str, str], Link], facts: Mapping[str, Fact]
) -> bool:
    """Whether joining would make a document contradict itself on weak grounds: mostly it speaks of two things."""
    for a in one:
        for b in other:
            x, y = facts[a], facts[b]
            if x.document == y.document and x.measurement.nominal != y.measurement.nominal:
                link = known.get((a, b) if a <= b else (b, a))
                meets = _overlaps(x, y) or x.polarity != y.polarity or are_moved(x, y)
                if not meets and (link is None or link.probability < SURE):
                    return True
    return False


def _overlaps(a: Fact, b: Fact) -> bool:
    one, other = a.measurement, b.measurement
    low = max(-math.inf if one.low is None else one.low, -math.inf if other.low is None else other.low)
    high = min(math.inf if one.high is None else one.high, math.inf if other.high is None else other.high)
    return low <= high


def _topic(group: list[str], facts: Mapping[str, Fact], known: Mapping[tuple[str, str], Link]) -> Topic:
    links = tuple(known[a, b] for number, a in enumerate(group) for b in group[number + 1 :] if (a, b) in known)
    strongest = {name: max((li.probability for li in links if name in (li.a, li.b)), default=0.0) for name in group}
    return Topic(
        id=group[0],
        subject=facts[group[0]].subject,
        attribute=facts[group[0]].attribute,
        facts=tuple(group),
        links=links,
        probability=min(strongest.values()),
    )
