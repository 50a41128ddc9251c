"""Which facts of a topic a rule looks at."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace
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
        and _has_entity(select, fact, case, subject)
        and not _is_excluded(select.qualifiers_none_of, fact)
        and is_in(fact.document, select.include, select.exclude)
    )


def _has_attribute(wanted: Sequence[str], fact: Fact, claim: Claim) -> bool:
    if not wanted:
        return True
    words = {*fact.attribute.casefold().replace("_", " ").split(), *claim.attribute_lemmas, *fact.modifiers}
    words |= set(claim.attribute.text.casefold().split())
    if not (
        fact.subject and fact.attribute
    ):  # "a crew of 40 people", "turnout was 61%": what is measured is the subject
        words |= set(fact.about)
    around = words | set(fact.words)
    return any(_are_in(name.casefold().split(), words, around) for name in wanted)


def _are_in(name: Sequence[str], words: set[str], around: set[str]) -> bool:
    """Whether the last word of an attribute is among its own words, and the others there or in its sentence."""
    return all(_is_one_of(word, words if at == len(name) - 1 else around) for at, word in enumerate(name))


def _is_one_of(word: str, words: set[str]) -> bool:
    return bool({word, word.removesuffix("s"), f"{word}s"} & words)


def _has_entity(select: Selection, fact: Fact, case: Case, subject: str) -> bool:
    claim = case.claims[fact.id]
    if select.entity_types and (claim.subject is None or claim.subject.label not in select.entity_types):
        return False
    if not select.entity_names:
        return True
    names = {*names_of(fact, case), subject.casefold()}
    return any(name.casefold() in names for name in select.entity_names)


def names_of(fact: Fact, case: Case) -> set[str]:
    """Return the names of a fact in lower case: its subject and, in a table, the heads of its row and column."""
    claim, blocks = case.claims[fact.id], case.documents[fact.document].blocks
    cell = blocks[fact.block].cell if 0 <= fact.block < len(blocks) else None
    heads = [blocks[head].text for head in (*cell.row_heads, *cell.column_heads)] if cell is not None else []
    names = (fact.subject, claim.subject.text if claim.subject else "", *heads)
    return {" ".join(name.split()).casefold() for name in names if name}


def _is_excluded(none_of: Sequence[str], fact: Fact) -> bool:
    words = {fact.modality, fact.role, fact.polarity, *fact.modifiers}
    return any(word.casefold() in words for word in none_of)


def is_in(document: str, include: Sequence[str], exclude: Sequence[str] = ()) -> bool:
    """Return whether a document is one of those that globs name; no globs to include name all."""
    wanted, left_out = ([globs] if isinstance(globs, str) else globs for globs in (include, exclude))
    if wanted and not any(_glob(pattern).match(document) for pattern in wanted):
        return False
    return not any(_glob(pattern).match(document) for pattern in left_out)


def narrowed(topic: Topic, facts: tuple[str, ...]) -> Topic:
    """Return a topic with some of its facts only, and the links between them."""
    kept = set(facts)
    return replace(topic, facts=facts, links=tuple(link for link in topic.links if link.a in kept and link.b in kept))


@cache
def _glob(pattern: str) -> re.Pattern[str]:
    """Return a document glob; "archive/**" holds everything below, "**/" stands for any folders."""
    return re.compile(translate(pattern.replace("**/", "*").replace("**", "*")))
