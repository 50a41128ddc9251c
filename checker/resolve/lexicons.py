"""Word lists of the resolve stage: one word a line in `lexicon/`."""

from __future__ import annotations

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
    """Return a word list of `lexicon/`, lower-case."""
    path = resources.package_file("resolve", "lexicon", f"{name}.txt")
    return frozenset(path.read_text(encoding="utf-8").split())
