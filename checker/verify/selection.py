"""Which facts of a topic a rule looks at."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import replace
from fnmatch import translate
from functools import cache

from checker.records import Claim, Fact, Named, Topic, Vocabulary
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
    if not (select.entity_types or select.entity_names or select.part_of):
        return True
    names = {*names_of(fact, case), subject.casefold()}
    if select.entity_types:
        phrase = case.claims[fact.id].subject
        told = {types[name] for types in (_types(case.vocabulary),) for name in names if name in types}
        label = phrase.label if phrase is not None else ""
        if not (told or {label}).intersection(select.entity_types):  # what the user says of a name comes first
            return False
    wanted = wanted_names(select.entity_names, select.with_parts, select.part_of, case.vocabulary)
    return wanted is None or not wanted.isdisjoint(names)


@cache
def wanted_names(
    entities: tuple[str, ...], with_parts: bool, part_of: str, vocabulary: Vocabulary
) -> frozenset[str] | None:
    """Return every name, in lower case, that calls one of some entities; None where any name will do.

    Args:
        entities: names as a rule writes them; their aliases count too.
        with_parts: whether the parts of the entities count as well.
        part_of: an entity of which only the parts count.
        vocabulary: what the user says of names.
    """
    if not entities and not part_of:
        return None
    by_name = {name.casefold(): one for one in vocabulary.entities for name in (one.name, *one.aliases)}
    found = {name.casefold() for name in entities}
    found |= {part.casefold() for name in entities if with_parts for part in _parts(by_name.get(name.casefold()))}
    found |= {part.casefold() for part in _parts(by_name.get(part_of.casefold()))}
    calls = {name: (one.name, *one.aliases) for name, one in by_name.items()}
    return frozenset(other.casefold() for name in found for other in (name, *calls.get(name, ())))


def _parts(one: Named | None) -> tuple[str, ...]:
    return one.parts if one is not None else ()


@cache
def _types(vocabulary: Vocabulary) -> Mapping[str, str]:
    """Return the type of every name of a vocabulary that has one, by name in lower case."""
    return {name.casefold(): one.type for one in vocabulary.entities if one.type for name in (one.name, *one.aliases)}


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
