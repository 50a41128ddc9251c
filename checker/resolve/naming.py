"""Whose figure it may be: what the names beside two figures say when neither text repeats the other's."""

from __future__ import annotations

from typing import TYPE_CHECKING

from checker.resolve.prepared import Prepared, Words

if TYPE_CHECKING:
    from checker.resolve.rarity import Rarity


def is_called_so(a: Prepared, b: Prepared, rarity: Rarity) -> bool:
    """Whether a mere noun for a sort of thing can stand for the other's name, which its own document names too."""
    return bool(a.sorts) and bool(b.subject) and b.subject in rarity.settings.get(a.document, ())


def is_of_neighbour(a: Prepared, b: Prepared, rarity: Rarity) -> bool:
    """Whether one figure is of its document's topic and the other, told beside that topic, of another named thing."""
    for topic, named in ((a, b), (b, a)):
        is_other = topic.is_topic and named.subject and not named.is_topic and named.subject != topic.subject
        if is_other and topic.subject in rarity.settings.get(named.document, ()) and named.subject not in topic.anchors:
            return not {*named.subject.split()} & {*topic.subject.split(), *topic.scope, *topic.path}
    return False


def names_of(fact: Prepared, other: Prepared, rarity: Rarity) -> Words:
    """Return the names beside a figure: not who tells of an event, nor a topic that both documents speak of."""
    names = fact.names - {fact.speaker} if fact.event and other.event else fact.names
    is_shared = (
        fact.is_topic and fact.origin in ("cell", "item") and fact.subject in rarity.settings.get(other.document, ())
    )
    return names - {fact.subject} if is_shared and fact.subject not in other.names else names
