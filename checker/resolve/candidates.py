"""Which pairs of facts are worth comparing: those that share a rare key.

A fact's keys are its masked sentence, its attribute with each name beside it, and its rarest words, all inside one
dimension. A block that is too full is walked as a sorted neighbourhood, so the number of pairs grows with the number of
facts and not with its square. A figure that a document repeats word for word has partners only in its first places
(`repeats`).
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterator, Sequence

from checker.records import Fact
from checker.resolve.repeats import first_of_each

RARE_WORDS = 8  # keys that a fact gets from single words
FULL_BLOCK = 48  # facts in a block that are all compared with one another
WINDOW = 12  # neighbours on each side in a block that is fuller


def find_candidates(facts: Sequence[Fact]) -> Iterator[tuple[int, int]]:
    """Yield pairs of positions in `facts`, each once, lower position first, in a stable order."""
    blocks: dict[str, list[int]] = defaultdict(list)
    chosen = first_of_each(facts)
    counts = Counter(token for position in chosen for token in _tokens(facts[position]))
    for position in chosen:
        for key in _keys(facts[position], counts):
            blocks[key].append(position)
    partners: dict[int, set[int]] = defaultdict(set)
    for key in sorted(blocks):
        for a, b in _pairs(blocks[key], facts):
            partners[min(a, b)].add(max(a, b))
    for a in sorted(partners):
        for b in sorted(partners[a]):
            yield a, b


def _group(fact: Fact) -> str:
    """Facts of different groups are never candidates; all currencies are one group, so that they can be told apart."""
    dimension = fact.measurement.dimension
    return "currency" if dimension.startswith("currency:") else dimension


def _tokens(fact: Fact) -> set[str]:
    group = _group(fact)
    named = {name for name in (fact.subject, *fact.anchors) if name}
    words = {*fact.words, *fact.path, *fact.attribute.split(), *named}
    return {f"{group}|{word}" for word in words}


def _keys(fact: Fact, counts: Counter[str]) -> list[str]:
    group = _group(fact)
    keys = [f"s|{group}|{fact.sentence}"]
    attribute = fact.attribute or fact.noun
    names = [fact.subject, *sorted(set(fact.anchors) - {fact.subject, ""})[:5]]
    keys += [f"n|{group}|{word}|{name}" for name in names if name for word in attribute.split()[:3]]
    keys.append(f"p|{group}|{attribute}|{' '.join(sorted(set(fact.path)))}")
    shared = sorted((token for token in _tokens(fact) if counts[token] > 1), key=lambda token: (counts[token], token))
    keys += [f"w|{token}" for token in shared[:RARE_WORDS]]
    return keys


def _pairs(block: list[int], facts: Sequence[Fact]) -> Iterator[tuple[int, int]]:
    if len(block) <= FULL_BLOCK:
        for number, a in enumerate(block):
            for b in block[number + 1 :]:
                yield a, b
        return
    ordered = sorted(block, key=lambda at: (facts[at].sentence, facts[at].subject, facts[at].attribute, at))
    for number, a in enumerate(ordered):
        for b in ordered[number + 1 : number + 1 + WINDOW]:
            yield a, b
