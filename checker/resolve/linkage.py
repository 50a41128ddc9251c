"""Pairs of facts -> match weight and its parts, in the manner of Fellegi and Sunter.

Each comparison adds or removes log odds; their sum, with the prior of the pair's type, is the log odds that two facts
answer one question. The weights stand in `weights.toml`, fitted by `scripts/fit_linkage.py`; the parts are kept for the
report. A veto ends the matter whatever the weight.

Source: I. P. Fellegi and A. B. Sunter, "A Theory for Record Linkage", JASA 64 (1969). Because the comparisons are
dependent, the weights are those of a regularised logistic model over levels and not raw log ratios.
"""

from __future__ import annotations

import math
import tomllib
from collections.abc import Mapping
from dataclasses import replace
from functools import cache, lru_cache

from checker import resources
from checker.records import Comparison, Fact, Link
from checker.resolve.comparisons import compare_levels
from checker.resolve.prepared import prepare
from checker.resolve.rarity import Rarity
from checker.resolve.vetoes import find_veto, is_of_part_of_year


@cache
def load_weights() -> Mapping[str, Mapping[str, float]]:
    """Return the weights: comparison -> level -> log odds, and `prior` -> pair type -> log odds."""
    path = resources.package_file("resolve", "weights.toml")
    tables = tomllib.loads(path.read_text(encoding="utf-8"))
    return {name: levels for name, levels in tables.items() if isinstance(levels, dict)}


def score_pair(a: Fact, b: Fact, pair_type: str, rarity: Rarity, place: str = "", *, told_from: float = 0.0) -> Link:
    """Return the judgement on two facts.

    Args:
        a, b: facts in any order; the link holds them in order of id.
        pair_type: version, reprint, independent or same-document; it sets the prior.
        place: "aligned" where both stand at the same place of two versions, "moved" where a version is
            known and they do not, "" where nothing is known.
        told_from: probability from which the parts say in words what they saw; without, most links share their parts.
    """
    first, second = (prepare(a), prepare(b)) if a.id <= b.id else (prepare(b), prepare(a))
    reason, detail = find_veto(first, second)
    carries_on = reason == "period" and place == "aligned"  # successive editions carry a series on
    if reason and (not carries_on or is_of_part_of_year(first) or is_of_part_of_year(second)):
        part = part_of(reason, "veto", detail if told_from <= 0 else "")
        return Link(a=first.id, b=second.id, pair_type=pair_type, probability=0.0, parts=(part,), veto=reason)
    levels = compare_levels(first, second, rarity)
    # a document that gives the same figure again to deny it asks one question twice
    sort = "independent" if pair_type == "same-document" and levels["denial"][0] == "answers" else pair_type
    if place == "aligned" and levels["slots"][0] in ("other-name", "other-number"):
        place = "moved"  # the sentence was given another subject together with another value
    parts, probability = _weigh(sort, tuple(levels), tuple([level for level, _ in levels.values()]), place)
    if probability >= told_from:
        told = [part_of(name, level, words) for name, (level, words) in levels.items()]
        parts = (parts[0], *told, *parts[1 + len(told) :])
    return Link(a=first.id, b=second.id, pair_type=pair_type, probability=probability, parts=parts)


@lru_cache(maxsize=1 << 14)  # most pairs come to the very levels that another pair has come to: they share their parts
def _weigh(
    sort: str, names: tuple[str, ...], levels: tuple[str, ...], place: str
) -> tuple[tuple[Comparison, ...], float]:
    """Return the parts of a weight without words, and the probability that they come to."""
    after = (part_of("place", place),) if place else ()
    parts = (part_of("prior", sort), *map(part_of, names, levels), *after)
    return parts, probability_of(parts)


@lru_cache(maxsize=1 << 16)  # most parts recur pair after pair: one record stands for all of them
def part_of(name: str, level: str, detail: str = "") -> Comparison:
    """Return the part that a level of a comparison has in a weight; 0.0 where the weights do not name it."""
    weight = load_weights().get(name, {}).get(level, 0.0)
    return Comparison(name=name, level=level, weight=weight, detail=detail)


def make_link(a: str, b: str, pair_type: str, parts: tuple[Comparison, ...]) -> Link:
    """Return the link whose probability is that of the summed weights."""
    return Link(a=a, b=b, pair_type=pair_type, probability=probability_of(parts), parts=parts)


def weight_of(parts: tuple[Comparison, ...]) -> float:
    """Return the log odds that parts come to."""
    return sum([part.weight for part in parts])


def tell(link: Link, told: Link) -> Link:
    """Return a link whose parts say in words what they saw, as those of the same pair's link that was told."""
    words = {part.name: part for part in told.parts}
    return replace(link, parts=tuple([words.get(part.name, part) for part in link.parts]))


def probability_of(parts: tuple[Comparison, ...]) -> float:
    """Return the probability that parts come to."""
    log_odds = weight_of(parts)
    return round(1.0 / (1.0 + math.exp(-max(-30.0, min(30.0, log_odds)))), 6)
