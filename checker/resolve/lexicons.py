"""Word lists of the resolve stage: one word a line in `lexicon/`."""

from __future__ import annotations

import csv
from functools import cache

from checker import resources


@cache
def severity_words() -> frozenset[str]:
    """Return the words that say how badly: "seriously" hurt; the list of the stage that reads them."""
    path = resources.package_file("extract", "patterns", "severity.txt")
    lines = path.read_text(encoding="utf-8").splitlines()
    return frozenset(line.strip() for line in lines if line and not line.startswith("#"))


@cache
def words_of(name: str) -> frozenset[str]:
    """Return a word list of `lexicon/`, lower-case; lines that open with `#` are comments."""
    path = resources.package_file("resolve", "lexicon", f"{name}.txt")
    lines = path.read_text(encoding="utf-8").splitlines()
    return frozenset(word for line in lines if not line.startswith("#") for word in line.split())


@cache
def pairs_of(name: str) -> frozenset[tuple[str, str]]:
    """Return a list of pairs of `lexicon/`, two lower-case words a line."""
    path = resources.package_file("resolve", "lexicon", f"{name}.txt")
    rows = (line.split() for line in path.read_text(encoding="utf-8").splitlines())
    return frozenset((row[0], row[1]) for row in rows if len(row) == 2)


@cache
def table_of(*parts: str) -> tuple[tuple[str, ...], ...]:
    """Return the rows of a table of words, its head left out; the path is that inside the package, without ".csv"."""
    text = resources.package_file(*parts[:-1], f"{parts[-1]}.csv").read_text(encoding="utf-8")
    lines = (line for line in text.splitlines() if line and not line.startswith("#"))
    return tuple(tuple(row) for row in csv.reader(lines))[1:]


@cache
def sorts_of(noun: str) -> frozenset[str]:
    """Return the sorts of things that a noun can stand for: "span" a bridge; none where it is no such noun."""
    return frozenset(sort for word, sort in table_of("resolve", "lexicon", "sorts_of_things") if word == noun)
