"""What sort of word a noun or verb is for a figure: a measure, an event, an empty verb; and whose a noun is."""

from __future__ import annotations

from collections.abc import Mapping
from functools import cache
from typing import TYPE_CHECKING

from checker.extract import wordlists

if TYPE_CHECKING:
    from spacy.tokens import Token

NOUNS = frozenset({"NOUN", "PROPN", "PRON"})
SUBJECT = frozenset({"nsubj", "nsubjpass", "csubj"})
OBJECT = frozenset({"dobj", "obj", "dative", "oprd", "iobj"})
_PERIODS = frozenset({"quarter", "year", "month", "week", "day", "period", "half", "decade", "season"})
BEFORE_NOUN = frozenset({"nummod", "amod", "compound", "nmod", "quantmod", "poss", "det", "predet"})


def first_of_list(token: Token) -> Token:
    """Return the first member of a coordination: "$3 billion and $6 billion of loans" share their verb."""
    seen = 0
    while token.dep_ == "conj" and token.head.pos_ in ("NOUN", "PROPN", "NUM", "SYM") and seen < 20:
        token, seen = token.head, seen + 1
    return token


def owner_of(noun: Token) -> Token | None:
    """Return the possessor of a noun: "the island's exports", "the population of Peru", "Acme revenue"."""
    for child in noun.children:
        if child.dep_ == "poss":
            return child
    for child in noun.rights:
        if child.dep_ == "prep" and child.lower_ == "of":
            for one in child.children:
                if one.dep_ == "pobj" and one.pos_ in NOUNS and one.lemma_.lower() not in _PERIODS:
                    return one
    for child in noun.lefts:
        if (
            child.dep_ in ("compound", "nmod")
            and child.pos_ == "PROPN"
            and child.ent_type_ in ("ORG", "GPE", "PRODUCT")
        ):
            return child
    return None


def weight_of(verb: Token) -> str:
    """Return what sort of empty verb this is: copula, have, share; "" for one that says something."""
    sort = wordlists.table("light_verbs", "lemma", "sort").get(verb.lemma_.lower(), "")
    if sort == "copula_up" and not any(child.lower_ == "up" for child in verb.children):
        return ""  # "makes 50%" is no "makes up 50%"
    return sort


def is_measure(noun: Token) -> bool:
    return noun.lemma_.lower() in measure_nouns() or noun.lemma_.lower() in transparent_nouns()


def event_classes() -> Mapping[str, str]:
    return wordlists.table("event_nouns", "noun", "class")


def measured_nouns() -> frozenset[str]:
    """Return nouns that name what money or a share measures: "growth", "duty", "sales"."""
    return wordlists.words("measured_nouns")


def outlook_nouns() -> frozenset[str]:
    """Return nouns for a view of the future, which measure nothing themselves: "outlook", "guidance"."""
    return wordlists.words("outlook_nouns")


@cache
def measure_nouns() -> frozenset[str]:
    return frozenset(row["word"] for row in wordlists.rows("measures") if row["sort"] == "noun")


@cache
def transparent_nouns() -> frozenset[str]:
    return frozenset(row["word"] for row in wordlists.rows("measures") if row["sort"] == "transparent")
