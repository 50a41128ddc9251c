"""Links weighed against their rivals: of several figures of one document that could answer a question, one does.

The most likely one keeps its weight and the others lose by the comparison `rival`. Here an equal value does speak,
because it can only speak against a conflict: a document that gives the same figure elsewhere is no witness against it.
"""

from __future__ import annotations

import itertools
import math
from array import array
from collections.abc import Iterator, Mapping, Sequence

from checker.records import Comparison, Fact, Link
from checker.resolve.echoes import is_echo, telling_level
from checker.resolve.linkage import load_weights, make_link, part_of, probability_of, weight_of

CLOSE_RIVAL = 0.9  # log odds by which a rival may be better before a pair counts as beaten

Parts = tuple[Comparison, ...]


def weigh_rivals(links: list[Link], facts: Sequence[Fact], told_from: float) -> None:
    """Put in the place of each link that is not vetoed the one that has met its rivals.

    In place, and with parts that links share: a run has far too many links for two lists, or for parts of each.
    Only those of a link from the probability `told_from` on are its own, because they are told in words.
    """
    by_id = {fact.id: fact for fact in facts}
    numbers = _Numbers(facts)
    sums: dict[int, float] = {}  # by the id of parts, which the links hold
    weights = array("d", [0.0 if link.veto else _own_weight(link, by_id, sums) for link in links])
    best = _best_of_contested(links, weights, by_id, numbers)
    known: dict[tuple[int, str], tuple[Parts, Parts, float]] = {}
    for at, link in enumerate(links):
        if link.veto:
            continue
        part = part_of("rival", *_level(link, weights[at], best, by_id, numbers))
        if link.probability >= told_from:
            links[at] = make_link(link.a, link.b, link.pair_type, (*link.parts, part))
            continue
        key = (id(link.parts), part.level)
        if key not in known:
            parts = (*link.parts, part)
            known[key] = link.parts, parts, probability_of(parts)  # the old parts are held, so that their id is theirs
        _, parts, probability = known[key]
        links[at] = Link(a=link.a, b=link.b, pair_type=link.pair_type, probability=probability, parts=parts)


class _Numbers:
    """Numbers for where a figure has rivals: a fact, in a document of the other one."""

    def __init__(self, facts: Sequence[Fact]) -> None:
        self.facts = {fact.id: at for at, fact in enumerate(facts)}
        self.documents = {name: at for at, name in enumerate(dict.fromkeys(fact.document for fact in facts))}

    def of(self, link: Link, facts: Mapping[str, Fact]) -> tuple[int, int]:
        """Return for each of two facts the number of the fact itself in the other's document."""
        size = len(self.documents)
        one, other = self.documents[facts[link.b].document], self.documents[facts[link.a].document]
        return self.facts[link.a] * size + one, self.facts[link.b] * size + other


def _best_of_contested(
    links: Sequence[Link], weights: Sequence[float], facts: Mapping[str, Fact], numbers: _Numbers
) -> dict[int, float]:
    """Return the best weight for each place that more than one link is for; there are few of those."""

    def counting() -> Iterator[tuple[Link, float]]:
        for link, weight in zip(links, weights, strict=True):
            if not (link.veto or _is_set_aside(facts[link.a]) or _is_set_aside(facts[link.b])):
                yield link, weight

    places = sorted(array("q", [place for link, _ in counting() for place in numbers.of(link, facts)]))
    best = {one: -math.inf for one, other in itertools.pairwise(places) if one == other}
    for link, weight in counting() if best else ():
        for place in numbers.of(link, facts):
            if weight > best.get(place, math.inf):
                best[place] = weight
    return best


def _level(
    link: Link, own: float, best: Mapping[int, float], facts: Mapping[str, Fact], numbers: _Numbers
) -> tuple[str, str]:
    """Return how a link stands among its rivals, and that in words."""
    one, other = numbers.of(link, facts)
    behind = max(best.get(one, own), best.get(other, own)) - own
    if _is_set_aside(facts[link.a]) or _is_set_aside(facts[link.b]):
        behind = 0.0  # the value left behind stands beside the one that replaced it, and answers the same question
    level = "best" if behind <= 1e-9 else "close" if behind <= CLOSE_RIVAL else "beaten"
    return level, "" if level == "best" else "another figure of that document fits better"


def _is_set_aside(fact: Fact) -> bool:
    """Whether a text names a value to replace it: "raised from 12 to 17", "4.4 m, not 4.7 m"; it rivals nothing."""
    return fact.role == "from" or fact.polarity == "denied"


def _own_weight(link: Link, facts: Mapping[str, Fact], sums: dict[int, float]) -> float:
    a, b = facts[link.a], facts[link.b]
    is_said_again = is_echo(a, b) and not _are_of_two_times(a, b)
    echo = load_weights()["echo"][telling_level(a, b)] if is_said_again else 0.0
    if id(link.parts) not in sums:
        sums[id(link.parts)] = weight_of(link.parts)
    return sums[id(link.parts)] + echo


def _are_of_two_times(a: Fact, b: Fact) -> bool:
    """Whether two figures each state a time and the times lie apart: 55 in one year and 55 in the next are two."""
    is_stated = "document" not in (a.as_of.source, b.as_of.source)
    return is_stated and (a.as_of.high < b.as_of.low or b.as_of.high < a.as_of.low)
