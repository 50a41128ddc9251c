"""Facts that give one value: how much the equality itself says, for agreements and for nothing else.

"Never let equality speak for a link where a conflict is to be found" holds for topics. An agreement is another matter:
that two texts about the same names both say 412,387 is hardly chance, that both say 20 may well be. So pairs of one
value are weighed a second time with how telling the value is, and form topics of their own that yield agreements only.
"""

from __future__ import annotations

import math
from collections.abc import Callable, Iterable, Mapping
from dataclasses import replace
from functools import cache

from checker.records import Comparison, Fact, Link, Topic
from checker.resolve.linkage import load_weights, probability_of
from checker.resolve.topics import make_topics

Parts = tuple[Comparison, ...]
Known = dict[tuple[int, str], tuple[Parts, Parts, float]]

_FLOOR = 1e-9


def find_echoes(
    links: Iterable[Link], facts: Mapping[str, Fact], judge: Callable[[str, str], Link]
) -> tuple[Topic, ...]:
    """Return topics of facts that give one value, ordered by their first fact.

    Args:
        links: scored pairs, in any order; vetoed ones are left out.
        facts: all facts by id.
        judge: gives the link of any two fact ids.
    """
    known: Known = {}
    echoed = [_weigh(link, facts, known) for link in links if not link.veto and is_echo(facts[link.a], facts[link.b])]

    def judge_echo(a: str, b: str) -> Link:
        link = judge(a, b)
        if link.veto or not is_echo(facts[a], facts[b]):
            return replace(link, veto=link.veto or "value", probability=0.0)
        return _weigh(link, facts, {})

    return tuple(replace(topic, is_echo=True) for topic in make_topics(echoed, facts, judge_echo))


def is_echo(a: Fact, b: Fact) -> bool:
    """Whether two facts give one figure: the nominal values meet within what either was rounded to."""
    one, other = a.measurement, b.measurement
    if one.dimension != other.dimension or (one.comparator == "range") != (other.comparator == "range"):
        return False
    if one.comparator == "range":
        return _is_close(one.low, other.low) and _is_close(one.high, other.high)
    reach = max(_half_width(a), _half_width(b))
    return abs(one.nominal - other.nominal) <= max(reach, _FLOOR * max(abs(one.nominal), abs(other.nominal)))


def telling_level(a: Fact, b: Fact) -> str:
    """Return how telling one value is: `digits-1` for 20, up to `digits-3` for 412,387; `converted` in two units."""
    if a.measurement.nominal != b.measurement.nominal:
        return "converted"
    return f"digits-{min(3, _significant_digits(a.measurement.nominal))}"


def _weigh(link: Link, facts: Mapping[str, Fact], known: Known) -> Link:
    """Return a link with what its value tells; links that shared their parts go on sharing them."""
    level = telling_level(facts[link.a], facts[link.b])
    key = (id(link.parts), level)
    if key not in known:
        others = (one for one in link.parts if one.name not in ("identity", "former"))  # the equal value is the sign
        parts = (*others, _part_of(level))
        known[key] = link.parts, parts, probability_of(parts)  # the old parts are held, so that their id is theirs
    _, parts, probability = known[key]
    return Link(a=link.a, b=link.b, pair_type=link.pair_type, probability=probability, parts=parts)


@cache
def _part_of(level: str) -> Comparison:
    return Comparison(name="echo", level=level, weight=load_weights()["echo"][level], detail="both give one value")


def _significant_digits(value: float) -> int:
    if value == 0 or not math.isfinite(value):
        return 1
    digits = f"{abs(value):.6e}".split("e")[0].replace(".", "").rstrip("0")
    return max(1, len(digits))


def _half_width(fact: Fact) -> float:
    """Return half the width of an interval; 0.0 for a bound, whose figure is meant as it stands."""
    measured = fact.measurement
    if measured.low is None or measured.high is None:
        return 0.0
    return (measured.high - measured.low) / 2


def _is_close(a: float | None, b: float | None) -> bool:
    if a is None or b is None:
        return a is b
    return math.isclose(a, b, rel_tol=1e-6)
