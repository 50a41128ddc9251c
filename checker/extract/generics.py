"""Statements about a sort of thing in general, and payments that are decided: neither is a plan nor a single fact.

    "storms of 90 km/h are common", "adult pike usually weigh 8 kg"         in general: hypothetical
    "the hall can hold 900 guests", "a folder may store up to 500 files"    a limit: asserted
    "holders will receive a dividend of 12 cents"                           decided: asserted

Words are data: `habits.csv`.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from checker.extract import wordlists
from checker.extract.clauses import subject_of
from checker.extract.passages import Attachment, Figure

if TYPE_CHECKING:
    from spacy.tokens import Token

_PRESENT = frozenset({"VBP", "VBZ", "VB"})
_DECIDED = frozenset({"pay", "receive", "distribute", "earn"})
_PAYMENTS = frozenset({"dividend", "interest", "coupon", "pension", "wage", "salary", "distribution", "payout", "rent"})
_LIMITS = frozenset({"<", "<="})
_PLURALS = frozenset({"NNS", "NNPS"})
_OWN = frozenset({"det", "poss", "nummod", "predet"})


def habit_of(figure: Figure, found: Attachment) -> str:
    """Return the word that makes a figure's clause one about a sort of thing in general; "" where there is none."""
    verb = found.verb
    if verb is None or figure.sort in ("money", "percent", "ratio"):
        return ""
    helpers = [one for one in verb.children if one.dep_ in ("aux", "auxpass")]
    finite = helpers[0] if helpers else verb
    if finite.tag_ not in _PRESENT and finite.lower_ != "can":
        return ""
    sorts = wordlists.table("habits", "word", "sort")
    subject = subject_of(verb)
    for child in verb.children:
        sort = sorts.get(child.lower_)
        if sort == "adverb" and child.dep_ == "advmod" and child.i <= figure.root.i:
            return child.text
        if sort == "adjective" and child.dep_ == "acomp" and subject is not None and _is_bare_plural(subject):
            return child.text
    is_raised = sorts.get(verb.lemma_.lower()) == "verb" and any(one.lower_ == "can" for one in helpers)
    is_open = figure.quantity.comparator not in _LIMITS or verb.lemma_ == "reach"
    if is_raised and is_open and subject is not None and (_is_bare_plural(subject) or _is_any(subject)):
        return "can"
    return ""


def _is_bare_plural(noun: Token) -> bool:
    """Tell "storms" from "the storms", "two storms" and a name."""
    return noun.tag_ in _PLURALS and not noun.ent_type_ and not any(one.dep_ in _OWN for one in noun.lefts)


def _is_any(noun: Token) -> bool:
    return any(one.dep_ == "det" and one.lower_ in ("a", "an", "any", "some") for one in noun.lefts)


def is_decided(verb: Token, found: Attachment) -> bool:
    """Tell whether "will" and "is to" say what is due by decision: a dividend, interest, rent."""
    words = {*found.lemmas, *(one.lemma_.lower() for one in verb.children if one.dep_ in ("dobj", "nsubjpass"))}
    return verb.lemma_.lower() in _DECIDED and not words.isdisjoint(_PAYMENTS)
