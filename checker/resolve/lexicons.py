"""Word lists of the resolve stage: one word a line in `lexicon/`."""

from __future__ import annotations

from functools import cache

from checker import resources


@cache
def words_of(name: str) -> frozenset[str]:
    """Return a word list of `lexicon/`, lower-case."""
    path = resources.package_file("resolve", "lexicon", f"{name}.txt")
    return frozenset(path.read_text(encoding="utf-8").split())
