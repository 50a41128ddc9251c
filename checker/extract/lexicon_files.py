"""Reads the word lists of the quantity scanner, once per process."""

from __future__ import annotations

import csv
from collections.abc import Iterable
from functools import cache

from checker.resources import package_file


@cache
def rows(name: str) -> tuple[tuple[str, ...], ...]:
    """Return the rows of `extract/lexicon/<name>` below its head line, each as a tuple of cells."""
    with package_file("extract", "lexicon", name).open(encoding="utf-8", newline="") as file:
        return tuple(tuple(row) for row in list(csv.reader(file))[1:] if row)


@cache
def words(name: str) -> frozenset[str]:
    """Return the entries of a one-per-line list in `extract/lexicon`; `#` starts a comment line."""
    lines = package_file("extract", "lexicon", name).read_text(encoding="utf-8").splitlines()
    return frozenset(line.strip() for line in lines if line.strip() and not line.startswith("#"))


def alternation(entries: Iterable[str]) -> str:
    """Return a regular expression that matches the longest of `entries`, grouped by first letter for speed."""
    import re

    groups: dict[str, list[str]] = {}
    for entry in entries:
        groups.setdefault(entry[0], []).append(entry[1:])
    parts = []
    for first in sorted(groups):
        rests = "|".join(re.escape(rest) for rest in sorted(groups[first], key=lambda rest: (-len(rest), rest)))
        parts.append(f"{re.escape(first)}(?:{rests})")
    return "(?:" + "|".join(parts) + ")"


def lower_in_place(text: str) -> str:
    """Return `text` in lower case with every character at its old offset (a dotted capital I would add one)."""
    lowered = text.lower()
    if len(lowered) == len(text):
        return lowered
    return "".join(low if len(low := character.lower()) == 1 else character for character in text)
