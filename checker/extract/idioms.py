"""What a verb says together with other words: "lost their lives" is died, "can carry 40 cars" is a capacity."""

from __future__ import annotations

from typing import TYPE_CHECKING

from checker.extract import wordlists
from checker.extract.passages import Attachment, Figure
from checker.extract.phrases import lemma_of

if TYPE_CHECKING:
    from spacy.tokens import Token

CAPACITY = "capacity"
_ABLE = frozenset({"can", "could", "able"})
_HOLDS = frozenset({"hold", "carry", "take", "house", "fit", "contain", "seat", "accommodate", "sleep"})
SEATS = frozenset({"seat", "accommodate", "sleep"})


def with_idiom(found: Attachment, lemmas: list[str]) -> list[str]:
    """Return attribute lemmas with what a verb says together with its object in place of the verb."""
    verb = next((one for one in found.heads if one.pos_ == "VERB"), None)
    if verb is None or (idiom := _idiom_of(verb)) == "":
        return lemmas
    return [idiom, *(one for one in lemmas if one not in (lemma_of(verb), "life"))]


def _idiom_of(verb: Token) -> str:
    for row in wordlists.rows("idioms"):
        nouns = wordlists.words("shelters") if row["noun"] == "SHELTER" else {row["noun"]}
        if row["verb"] == verb.lemma_.lower() and any(
            one.lemma_.lower() in nouns for one in _below(verb, row["by"].split())
        ):
            return row["lemma"]
    return ""


def _below(verb: Token, links: list[str]) -> list[Token]:
    """Return the objects of a verb, or the nouns under its prepositions: "out of their homes"."""
    hosts = [verb]
    for link in links:
        hosts = [one for host in hosts for one in host.children if one.lower_ == link and one.dep_ in ("prep", "prt")]
    objects = ("pobj",) if links else ("dobj",)
    return [one for host in hosts for one in host.children if one.dep_ in objects]


def is_capacity(figure: Figure, found: Attachment) -> bool:
    """Tell whether a count is how many a thing has room for: "seats 900 guests", "can carry 40 cars"."""
    if figure.sort != "count":
        return False
    head = figure.noun.head
    if head.lower_ == "for" and head.head.lower_ in ("room", "space", "seating", "berths"):
        return True
    verb = found.verb
    if verb is None or figure.noun.dep_ not in ("dobj", "pobj") or verb.tag_ in ("VBG", "VBN"):
        return False
    is_able = any(one.lower_ in _ABLE for one in verb.lefts)
    return verb.lemma_.lower() in SEATS or (is_able and verb.lemma_.lower() in _HOLDS)
