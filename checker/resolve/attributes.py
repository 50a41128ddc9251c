"""Attribute words to canonical keys, and keys to temporal classes.

"turnover", "sales" and "revenue" name one attribute; "killed", "dead" and "toll" another. The table is the language's,
never a corpus's: `lexicon/attributes.csv`, one word a line. Which of conflict, update and "not comparable" follows from
two different values hangs on the temporal class, so the class is looked up here and never weighted.
"""

from __future__ import annotations

import csv
from collections.abc import Iterable
from functools import cache

from checker import resources

CLASSES = ("constant", "cumulative", "level", "flow", "limit")

# A word that makes the question another one stands before the noun that names it: "maximum memory" is a limit.
_ORDER = {"limit": 0, "cumulative": 1, "flow": 2, "level": 3, "constant": 4}
_RULING = frozenset({"erosion", "expectancy", "age", "density"})  # measures that say alone how they behave in time
_CONSTANT_DIMENSIONS = ("[length]", "[mass]", "[length] ** 2", "[length] ** 3", "date", "clock")


@cache
def _table() -> dict[str, tuple[str, str]]:
    path = resources.package_file("resolve", "lexicon", "attributes.csv")
    with path.open(encoding="utf-8", newline="") as lines:
        return {row["word"]: (row["key"], row["class"]) for row in csv.DictReader(lines)}


@cache
def antonyms() -> frozenset[tuple[str, str]]:
    """Return pairs of lemmas that never name the same thing, in both orders."""
    path = resources.package_file("resolve", "lexicon", "antonyms.csv")
    with path.open(encoding="utf-8", newline="") as lines:
        rows = [(row["a"], row["b"]) for row in csv.DictReader(lines)]
    return frozenset(rows) | frozenset((b, a) for a, b in rows)


@cache
def opposable() -> frozenset[str]:
    """Return the lemmas that have an opposite."""
    return frozenset(one for one, _ in antonyms())


@cache
def canonical(lemma: str) -> str:
    """Return the key that all words for one attribute share; the lemma itself where the table has none."""
    entry = _table().get(lemma) or next((_table()[base] for base in _bases(lemma) if base in _table()), None)
    return entry[0] if entry else lemma


def _bases(word: str) -> tuple[str, ...]:
    """Return what a participle may be a form of: "evacuated" of "evacuate", "killed" of "kill"."""
    if len(word) > 5 and word.endswith("ed"):
        return word[:-1], word[:-2]
    if len(word) > 6 and word.endswith("ing"):
        return word[:-3], f"{word[:-3]}e"
    return ()


def canonical_set(lemmas: Iterable[str]) -> frozenset[str]:
    """Return the keys of some lemmas."""
    return frozenset(canonical(lemma) for lemma in lemmas)


def temporal_class(lemmas: Iterable[str], modifiers: Iterable[str], dimension: str, is_event: bool) -> str:
    """Return how values of an attribute behave in time: one of `CLASSES`.

    Args:
        lemmas: head words of the attribute, nearest first.
        modifiers: words that narrow it; "maximum" makes a limit of any attribute.
        dimension: dimension of the measurement, for attributes that the table does not know.
        is_event: the figure belongs to an event, which happens once.
    """
    lemmas = tuple(lemmas)
    if dimension in _CONSTANT_DIMENSIONS:  # the size of a lake is no limit, that of an upload is
        lemmas = tuple(word for word in lemmas if word != "size")
    classes = sorted(_known_classes(lemmas, modifiers), key=_ORDER.__getitem__)
    if classes:
        return classes[0]
    if is_event and dimension == "count":
        return "cumulative"
    if dimension in _CONSTANT_DIMENSIONS or is_event:
        return "constant"
    return "level"


def is_known(lemmas: Iterable[str], modifiers: Iterable[str]) -> bool:
    """Whether the table says how the attribute behaves in time, so that its class is no default."""
    return bool(_known_classes(lemmas, modifiers))


def _known_classes(lemmas: Iterable[str], modifiers: Iterable[str]) -> list[str]:
    """Return the classes that the table gives; what only narrows an attribute makes no constant of it: "paid plan"."""
    lemmas = tuple(lemmas)
    ruling = [word for word in lemmas if word in _RULING]  # "life expectancy at birth" counts no births
    own = [_table()[word][1] for word in ruling or lemmas if word in _table()]
    narrowing = [_table()[word][1] for word in modifiers if word in _table()]
    return [one for one in own if one] + [one for one in narrowing if one and one != "constant"]


def are_opposed(one: Iterable[str], other: Iterable[str]) -> tuple[str, str] | None:
    """Return the first pair of opposed words, one found only on each side, or None.

    "minimum memory" and "maximum memory" are opposed; "minimum to maximum" and "maximum" are not.
    """
    left, right = frozenset(one), frozenset(other)
    for a in sorted(left - right):
        for b in sorted(right - left):
            if (a, b) in antonyms():
                return a, b
    return None
