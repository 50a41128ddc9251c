"""Measures that two words name together: "operating income" is neither income of any sort nor "operating expenses".

A text may give such a name as one attribute, as an attribute and what narrows it, or as the head of a row: all come to
one key here, so that measures of different names can be held apart. Words are data: `lexicon/compounds.csv`.
"""

from __future__ import annotations

from collections.abc import Sequence
from functools import cache

from checker.resolve.lexicons import table_of

_PLAIN = frozenset({"gaap", "net", "reported", "common", "ordinary", "attributable", "dilute", "diluted"})


@cache
def _compounds() -> tuple[tuple[frozenset[str], str, str], ...]:
    rows = [(frozenset(words.split()), key, sort) for words, key, sort in table_of("resolve", "lexicon", "compounds")]
    return tuple(sorted(rows, key=lambda row: -len(row[0])))


@cache
def class_of_compound(key: str) -> str:
    """Return the temporal class of a key; "" where it is no compound's."""
    return next((sort for _, other, sort in _compounds() if other == key), "")


def join_words(heads: Sequence[str], modifiers: Sequence[str]) -> tuple[list[str], tuple[str, ...]]:
    """Return attribute words and modifiers with the words of a compound, one of them a head, replaced by its key."""
    if "eps" in heads:  # "GAAP", "net" and "per common share" are said of all that is not adjusted
        return [one for one in heads if one not in _PLAIN], tuple(one for one in modifiers if one not in _PLAIN)
    words = {*heads, *modifiers}
    for parts, key, _ in _compounds():
        if parts <= words and not parts.isdisjoint(heads):
            rest = [head for head in heads if head not in parts and head != key]
            return [key, *rest], tuple(one for one in modifiers if one not in parts)
    return list(heads), tuple(modifiers)
