"""Figures that one document gives again and again: the first of them stand for all when facts are linked.

A generated list, a log or a hostile file may state one figure ten thousand times. Each of them says what the first one
said, so weighing all of them against one another tells nothing, and a finding that quotes all of them cannot be read.
What stands at one place of two versions is linked all the same (`versions.align`): there a repeat may be the one that
changed.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence

from checker.records import Fact

MOST = 24  # figures of one document with one content that are linked; the others are repeats


def first_of_each(facts: Sequence[Fact]) -> list[int]:
    """Return the positions of the facts that are no repeats, in order.

    A repeat comes after `MOST` facts of its document that have its value and all of its context: the words that it
    measures, its names, time, scope and role, the words beside it and the headings above it.
    """
    met: Counter[tuple[object, ...]] = Counter()
    kept: list[int] = []
    for position, fact in enumerate(facts):
        content = _content(fact)
        met[content] += 1
        if met[content] <= MOST:
            kept.append(position)
    return kept


def _content(fact: Fact) -> tuple[object, ...]:
    """Return everything that a fact says, without its place: block, sentence and the figures beside it."""
    measured, as_of = fact.measurement, fact.as_of
    value = (measured.low, measured.high, measured.nominal, measured.dimension, measured.comparator)
    time = (as_of.low, as_of.high, as_of.source)
    kind = (fact.attribute, fact.noun, fact.thing, fact.role, fact.modality, fact.polarity, fact.moves, fact.origin)
    names = (fact.document, fact.subject, fact.speaker, fact.anchors, fact.about, fact.event, fact.event_day)
    limits = (fact.scope, fact.modifiers, fact.whole, fact.per, fact.ways, fact.reference, fact.is_older)
    return value, time, kind, names, limits, fact.words, fact.left, fact.right, fact.path
