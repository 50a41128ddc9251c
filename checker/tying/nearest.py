"""The sentence of the sources that comes nearest to a figure which none of them bears out.

Figures are looked up by the words around them, rare words counting most; no pair of facts is compared twice.
"""

from __future__ import annotations

import math
from collections import Counter, defaultdict
from collections.abc import Callable, Iterable

from checker.records import Fact, Link

COMMON = 400  # facts that share a word; a commoner word finds nothing
LOOKED_AT = 12  # candidates whose link is judged
NEAR = 0.3  # nearness from which a sentence is worth showing
SAME = 0.5  # from which the sentence speaks of the same thing, though for another period, scope or unit
REASONS = frozenset({"period", "scope", "role", "modality", "dimension", "currency"})


class Nearest:
    """Finds the fact of a source whose words are nearest to those of a figure."""

    def __init__(self, facts: Iterable[Fact], judge: Callable[[str, str], Link]) -> None:
        self._judge = judge
        self._facts = {fact.id: fact for fact in facts}
        counts = Counter(word for fact in self._facts.values() for word in measure_words(fact) | name_words(fact))
        self._weights = {word: math.log(1 + len(self._facts) / count) for word, count in counts.items()}
        self._unknown = math.log(2 + len(self._facts))
        self._holders: dict[str, list[str]] = defaultdict(list)
        for name, fact in self._facts.items():
            for word in measure_words(fact):
                self._holders[word].append(name)

    def of(self, figure: Fact) -> tuple[Fact, float, str] | None:
        """Return the nearest fact, how near it is (0 to 1), and why it is not comparable ("" where nothing says so)."""
        judged = [(score, fact, self._judge(figure.id, fact.id).veto) for score, fact in self._candidates(figure)]
        if not judged:
            return None
        score, fact, veto = max(judged, key=lambda one: (one[0] + _likeness(figure, one[1]), one[2] == "", one[1].id))
        if veto == "currency" and _currency(figure) == _currency(fact):
            veto = "dimension"  # "12 euros" and "12 euros a month"
        return fact, score, veto if veto in REASONS and score >= SAME else ""

    def _candidates(self, figure: Fact) -> list[tuple[float, Fact]]:
        names: set[str] = set()
        for word in measure_words(figure):
            holders = self._holders.get(word, [])
            names.update(holders if len(holders) <= COMMON else ())
        facts = (self._facts[name] for name in sorted(names))
        near = [(self._nearness(figure, fact), fact) for fact in facts if _is_one_sort(figure, fact)]
        return sorted((one for one in near if one[0] >= NEAR), key=lambda one: (-one[0], one[1].id))[:LOOKED_AT]

    def _nearness(self, figure: Fact, fact: Fact) -> float:
        """Return how much of a figure's words a fact shares, 0 to 1: what is measured counts more than of what."""
        measured = self._shared(measure_words(figure), measure_words(fact))
        if not name_words(figure) or not name_words(fact):
            return 0.8 * measured
        return 0.6 * measured + 0.4 * self._shared(name_words(figure), name_words(fact))

    def _shared(self, own: frozenset[str], other: frozenset[str]) -> float:
        whole = sum(self._weights.get(word, self._unknown) for word in own)
        return sum(self._weights[word] for word in own & other) / whole if whole else 0.0


def measure_words(fact: Fact) -> frozenset[str]:
    """Return the words of what is measured: "operating profit", "passenger"."""
    return frozenset({*fact.attribute.split(), *fact.noun.split()})


def name_words(fact: Fact) -> frozenset[str]:
    """Return the words of what a figure is about; the topic of a whole text says little of it, and is left out."""
    return frozenset() if fact.is_topic else frozenset({*fact.about, *fact.subject.split()})


def _currency(fact: Fact) -> str:
    return fact.measurement.dimension.removeprefix("currency:")[:3]


def _is_one_sort(a: Fact, b: Fact) -> bool:
    one, other = a.measurement.dimension, b.measurement.dimension
    return one == other or (one.startswith("currency:") and other.startswith("currency:"))


def _likeness(figure: Fact, fact: Fact) -> float:
    """Return what speaks for one of several near facts: the same value, the same part in its sentence."""
    return 0.2 * (figure.measurement.nominal == fact.measurement.nominal) + 0.1 * (figure.role == fact.role)
