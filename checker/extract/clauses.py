"""Clauses of a parsed sentence: the predicate over a token, and who does what it says."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

from checker.extract import wordlists

if TYPE_CHECKING:
    from spacy.tokens import Token

_RELATIVE = frozenset({"WDT", "WP", "WP$", "WRB"})
_DEEPEST = 40  # heads above a token that are looked at


def ancestors(token: Token) -> Iterator[Token]:
    """Yield the heads above a token, nearest first."""
    for _ in range(_DEEPEST):
        if token.head.i == token.i:
            return
        token = token.head
        yield token


def clause_verb(token: Token) -> Token | None:
    """Return the predicate of the clause that a token stands in; the token itself if it is one."""
    if token.pos_ in ("VERB", "AUX"):
        return token
    return next((one for one in ancestors(token) if one.pos_ in ("VERB", "AUX")), None)


def is_relative(token: Token) -> bool:
    """Tell whether a token is a relative pronoun: "that killed", "which owns"."""
    return token.tag_ in _RELATIVE and any(one.dep_ == "relcl" for one in (token.head, token.head.head))


def subject_of(verb: Token | None) -> Token | None:
    """Return the subject of a predicate, through relative, participle and infinitive clauses to its noun.

    "a flood that killed" -> flood; "the quake struck, killing" -> quake; "a plan to invest" -> plan.
    """
    for _ in range(8):
        if verb is None:
            return None
        own = [child for child in verb.children if child.dep_ in ("nsubj", "nsubjpass") and child.i != verb.i]
        if own:
            return _antecedent(own[0], verb)
        if (swallowed := _swallowed(verb)) is not None:
            return swallowed
        if any(child.dep_ == "expl" for child in verb.children):
            return None  # "there were 700 barrels", said whoever said it
        is_apart = verb.dep_ == "acl" and verb.tag_ == "VBG" and verb.i > 0 and verb.nbor(-1).text == ","
        if verb.dep_ in ("relcl", "acl") and not is_apart and verb.head.pos_ in ("NOUN", "PROPN", "PRON", "NUM"):
            return verb.head
        if verb.dep_ == "ROOT" or verb.head.i == verb.i or _is_said(verb):
            return None
        verb = clause_verb(verb.head)
    return None


def _swallowed(verb: Token) -> Token | None:
    """Return the subject that the parse took for part of a time: "at the end of 2031 Arvo Ltd had 40 plants"."""
    before = verb.nbor(-1) if verb.i and verb.tag_ in ("VBD", "VBZ", "VBP") else None
    if before is None or before.pos_ != "PROPN" or before.dep_ != "pobj":
        return None
    first = before.left_edge
    is_year = first.pos_ == "NUM" and len(first.text) == 4 and first.text.isdigit()
    return before if is_year and first.i < before.i else None


def _is_said(verb: Token) -> bool:
    """Tell whether a clause without a subject is what somebody says: "there were no deaths, the ministry said"."""
    is_bare = any(child.dep_ == "expl" for child in verb.children)
    speech = wordlists.table("speech", "lemma", "sense")
    return is_bare or (verb.dep_ in ("ccomp", "parataxis") and verb.head.lemma_.lower() in speech)


def _antecedent(subject: Token, verb: Token) -> Token:
    if subject.tag_ in _RELATIVE:
        for one in (verb, *ancestors(verb)):
            if one.dep_ == "relcl":
                return one.head
    return subject
