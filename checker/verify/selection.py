"""Which facts of a topic a rule looks at."""

from __future__ import annotations

import re
from collections.abc import Sequence
from fnmatch import translate
from functools import cache

from checker.records import Claim, Fact, Topic
from checker.verify.rules import Case, Selection


def selected(select: Selection, topic: Topic, case: Case) -> tuple[str, ...]:
    """Return the ids of a topic's facts that a rule selects; all of them for an empty selection."""
    if select == Selection():
        return topic.facts
    return tuple(name for name in topic.facts if is_selected(select, case.facts[name], case, topic.subject))


def is_selected(select: Selection, fact: Fact, case: Case, subject: str = "") -> bool:
    """Return whether a rule looks at a fact."""
    claim = case.claims[fact.id]
    return (
        _has_attribute(select.attributes, fact, claim)
        and _has_entity(select, fact, claim, subject)
        and not _is_excluded(select.qualifiers_none_of, fact)
        and _is_in(fact.document, select)
    )


def _has_attribute(wanted: Sequence[str], fact: Fact, claim: Claim) -> bool:
    if not wanted:
        return True
    words = {*fact.attribute.casefold().replace("_", " ").split(), *claim.attribute_lemmas, *fact.modifiers}
    words |= set(claim.attribute.text.casefold().split())
    words |= {word.removesuffix("s") for word in words}
    return any(
        all(word in words or word.removesuffix("s") in words for word in name.casefold().split()) for name in wanted
    )


def _has_entity(select: Selection, fact: Fact, claim: Claim, subject: str) -> bool:
    if select.entity_types and (claim.subject is None or claim.subject.label not in select.entity_types):
        return False
    if not select.entity_names:
        return True
    surface = claim.subject.text if claim.subject else ""
    names = {name.casefold() for name in (fact.subject, subject, surface) if name}
    return any(name.casefold() in names for name in select.entity_names)


def _is_excluded(none_of: Sequence[str], fact: Fact) -> bool:
    words = {fact.modality, fact.role, fact.polarity, *fact.modifiers}
    return any(word.casefold() in words for word in none_of)


def _is_in(document: str, select: Selection) -> bool:
    if select.include and not any(_glob(pattern).match(document) for pattern in select.include):
        return False
    return not any(_glob(pattern).match(document) for pattern in select.exclude)


@cache
def _glob(pattern: str) -> re.Pattern[str]:
    """Return a document glob; "archive/**" holds everything below, "**/" stands for any folders."""
    return re.compile(translate(pattern.replace("**/", "*").replace("**", "*")))
