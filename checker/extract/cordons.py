"""Cordons: how far round a place people are kept out, however the text tells it.

"an exclusion zone of 3 km", "a 3-km cordon"      the zone
"closed all roads within 3 km of the depot"       what is done within it
"kept people 3 km from the depot"                 how far they are kept
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace
from functools import cache
from typing import TYPE_CHECKING

from checker.extract import wordlists
from checker.extract.clauses import clause_verb
from checker.extract.figures import is_length
from checker.extract.passages import Attachment, Figure
from checker.extract.phrases import lemma_of

if TYPE_CHECKING:
    from spacy.tokens import Token

CORDON = "cordon"
_PEOPLE = frozenset({"people", "everyone", "everybody", "anyone", "person", "public", "crowd", "onlooker", "resident"})


@cache
def _words(sort: str) -> frozenset[str]:
    return frozenset(row["word"] for row in wordlists.rows("cordons") if row["sort"] == sort)


def settle_cordon(figure: Figure, found: Attachment) -> None:
    """Make of a length its attribute `cordon` where its words tell how far round a place people are kept out."""
    if figure.sort != "measure" or not is_length(figure.quantity.unit):
        return
    verb = clause_verb(figure.noun)
    if not (_is_zone(found) or _is_closed_within(figure, verb) or _is_kept(found, verb)):
        return
    found.lemmas, found.heads, found.frame, found.how = [CORDON], [], CORDON, "how far round people are kept out"
    found.modifiers = []
    if figure.quantity.comparator == "<=":  # what is closed within 3 km is closed as far as that
        figure.quantity = replace(figure.quantity, comparator="=")


def _is_zone(found: Attachment) -> bool:
    heads = {lemma_of(one) for one in found.heads}
    told = {*found.modifiers, *(word for one in found.heads for word in _before(one))}
    return bool(heads & _words("noun")) or bool(heads & _words("zone") and told & _words("makes"))


def _before(noun: Token) -> Iterable[str]:
    return (one.lower_ for one in noun.lefts if one.dep_ in ("compound", "amod", "nmod"))


def _is_closed_within(figure: Figure, verb: Token | None) -> bool:
    first = figure.tokens[0]
    words = {first.lower_, first.nbor(-1).lower_ if first.i else ""}
    return verb is not None and "within" in words and lemma_of(verb) in _words("closes")


def _is_kept(found: Attachment, verb: Token | None) -> bool:
    """Tell "kept people 3 km from the depot"; whoever is kept is a person or all of them."""
    if verb is None or found.frame != "distance" or lemma_of(verb) not in _words("keeps"):
        return False
    kept = [one for one in verb.children if one.dep_ in ("dobj", "nsubjpass", "nsubj")]
    return any(one.lemma_.lower() in _PEOPLE for one in kept)
