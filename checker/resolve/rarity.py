"""How much a word or name tells in these documents, and what each document is about."""

from __future__ import annotations

import math
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from checker.records import Fact
from checker.resolve.happenings import Happening, find_happenings
from checker.resolve.prepared import sort_of


@dataclass(frozen=True, slots=True)
class Rarity:
    """How much a word or name tells: log(1 + n / n with it), over sentences for words, documents for names."""

    words: Mapping[str, float]
    names: Mapping[str, float]
    settings: Mapping[str, Mapping[str, None]]  # document id -> names that tell what it is about, the rarest first
    happenings: Mapping[str, Happening]  # document id -> the event that it is about, where it is about one
    sorts: Mapping[tuple[str, ...], int]  # (document id, *sort of a figure) -> how many values of it stand there

    def of_words(self, words: Iterable[str]) -> float:
        """Weight of some distinct words together; a word never met weighs most."""
        known = self.words
        return sum([known.get(word, 3.0) for word in sorted(words)])

    def of_name(self, name: str) -> float:
        """Weight of a subject id."""
        return self.names.get(name, 1.0)


def measure_rarity(facts: Sequence[Fact]) -> Rarity:
    """Count in how many sentences each word and in how many documents each name stands."""
    sentences = {fact.sentence: fact for fact in facts}
    words = Counter(word for fact in sentences.values() for word in {*fact.words, *fact.path, *fact.scope})
    named = {(fact.document, name) for fact in facts for name in (fact.subject, *fact.anchors) if name}
    names = Counter(name for _, name in named)
    documents = len({fact.document for fact in facts}) or 1
    weights = {name: math.log(1 + documents / count) for name, count in names.items()}
    settings: dict[str, dict[str, None]] = {}
    for document, name in sorted(named, key=lambda pair: (pair[0], -weights[pair[1]], pair[1])):
        settings.setdefault(document, {})[name] = None
    return Rarity(
        words={word: math.log(1 + len(sentences) / count) for word, count in words.items()},
        names=weights,
        settings=settings,
        happenings=find_happenings(facts),
        sorts=_count_sorts(facts),
    )


def _count_sorts(facts: Iterable[Fact]) -> Mapping[tuple[str, ...], int]:
    """Count the values of each sort that a document gives; a value said again, or in another unit, counts once."""
    values: dict[tuple[str, ...], set[float]] = {}
    for fact in facts:
        if (sort := sort_of(fact)) and not fact.pair:
            values.setdefault((fact.document, *sort), set()).add(fact.measurement.nominal)
    return {key: len(found) for key, found in values.items()}
