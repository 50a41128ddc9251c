"""Which pairs of facts are worth comparing: those that share a rare key.

A fact's keys are its masked sentence, its attribute with each name beside it, and its rarest words, all inside one
dimension. A block that is too full is walked as a sorted neighbourhood, so the number of pairs grows with the number of
facts and not with its square. A figure that a document repeats word for word has partners only in its first places
(`repeats`).
"""

from __future__ import annotations

from bisect import bisect_right
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Sequence

from checker.records import Fact
from checker.resolve.repeats import first_of_each

RARE_WORDS = 8  # keys that a fact gets from single words
FULL_BLOCK = 48  # facts in a block that are all compared with one another
WINDOW = 12  # neighbours on each side in a block that is fuller


def find_candidates(facts: Sequence[Fact]) -> Iterator[tuple[int, int]]:
    """Yield pairs of positions in `facts`, each once, lower position first, in a stable order.

    Blocks are held, pairs are not: there are many times more of them than facts.
    """
    chosen = first_of_each(facts)
    counts = Counter(token for position in chosen for token in _tokens(facts[position]))
    blocks: dict[str, list[int]] = defaultdict(list)
    for position in chosen:
        for key in _keys(facts[position], counts):
            blocks[key].append(position)
    whole: dict[int, list[list[int]]] = defaultdict(list)  # by position: blocks that are all compared
    for block in blocks.values():
        if 1 < len(block) <= FULL_BLOCK:
            for position in block:
                whole[position].append(block)
    full = {tuple(block): None for block in blocks.values() if len(block) > FULL_BLOCK}  # many keys, the same facts
    del blocks, counts
    near = _neighbours(full, facts)
    for a in chosen:
        partners = {b for block in whole.pop(a, ()) for b in block[bisect_right(block, a) :]}
        partners.update(b for ordered, place in near.pop(a, ()) for b in _around(ordered, place) if b > a)
        for b in sorted(partners):
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


def _neighbours(full: Iterable[Sequence[int]], facts: Sequence[Fact]) -> dict[int, list[tuple[list[int], int]]]:
    """Return for each position the blocks that are too full, in an order that brings what is alike together, with its
    place in each.
    """
    near: dict[int, list[tuple[list[int], int]]] = defaultdict(list)
    for block in full:
        ordered = sorted(block, key=lambda at: (facts[at].sentence, facts[at].subject, facts[at].attribute, at))
        for place, position in enumerate(ordered):
            near[position].append((ordered, place))
    return near


def _around(ordered: list[int], place: int) -> list[int]:
    return ordered[max(0, place - WINDOW) : place + 1 + WINDOW]
