"""The data files of this stage, each read once."""

from __future__ import annotations

import csv
import tomllib
from functools import cache

from checker import resources


@cache
def factors() -> dict[str, dict[str, float]]:
    """Return the tables of `factors.toml`: how sure each relation is, 0 to 1."""
    with resources.package_file("verify", "factors.toml").open("rb") as handle:
        return tomllib.load(handle)


def certainty(name: str) -> float:
    """Return how sure a relation is, given that the facts answer one question; 0 to 1."""
    return factors()["relation"][name]


@cache
def _moves() -> tuple[tuple[tuple[str, ...], str], ...]:
    with resources.package_file("verify", "moves.csv").open(encoding="utf-8", newline="") as handle:
        return tuple((tuple(row["words"].split()), row["sort"]) for row in csv.DictReader(handle))


@cache
def sort_of_moves(moves: str) -> str:
    """Return what the wording of a fact says of time: `correction`, `motion`, or "" where it says nothing.

    A wording that is not in the table still counts as `motion`: it was found to order values.
    """
    words = moves.lower().replace("-", " ").replace("_", " ").split()
    if not words:
        return ""
    sorts = {sort for phrase, sort in _moves() if _stands_in(phrase, words)}
    return "correction" if "correction" in sorts else "motion"


def _stands_in(phrase: tuple[str, ...], words: list[str]) -> bool:
    width = len(phrase)
    return any(tuple(words[at : at + width]) == phrase for at in range(len(words) - width + 1))
