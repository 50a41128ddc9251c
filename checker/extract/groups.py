"""Counts of those who make up one body: "all 24 members of the crew", "her 31 crew", "the club's 40 members".

Such a count tells the size of the body, whatever else its sentence says of it; who is killed, hurt or rescued is told
of by what happened to them.
"""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from checker.extract import wordlists
from checker.extract.nouns import owner_of
from checker.extract.passages import Attachment, Figure
from checker.records import Phrase, Quantity

if TYPE_CHECKING:
    from spacy.tokens import Token

_MEMBER = "member"
_ALL = frozenset({"all", "entire", "whole"})


def count_token(token: Token) -> Token:
    """Return the token by which a counted noun hangs in its clause: "members" of "22 crew members"."""
    is_before = token.dep_ in ("compound", "nmod") and token.head.lemma_.lower() == _MEMBER
    return token.head if is_before and token.head.i == token.i + 1 else token


def members_of(noun: Token) -> Token | None:
    """Return the body whose members are counted: "crew" of "24 members of the crew"."""
    if noun.lemma_.lower() != _MEMBER:
        return None
    of = next((one for one in noun.rights if one.dep_ == "prep" and one.lower_ == "of"), None)
    bodies = [one for one in of.children if one.dep_ == "pobj"] if of is not None else []
    known = wordlists.words("groups")
    return next((one for one in bodies if one.lemma_.lower() in known and one.lemma_.lower() != _MEMBER), None)


def see_group(figure: Figure, found: Attachment) -> None:
    """Make of a count of a whole body its size, and of a count of members one of those they are."""
    group = members_of(figure.noun)
    noun = group if group is not None else figure.noun
    if noun.lemma_.lower() not in wordlists.words("groups"):
        return
    if group is not None:
        found.heads = [group if one == figure.noun else one for one in found.heads]
    tolls = wordlists.table("toll_classes", "lemma", "class")
    if any(one.lemma_.lower() in tolls for one in found.heads) or not _is_whole(figure, group):
        return
    found.heads, found.how = [noun], f"the size of the '{noun.text}'"
    found.holder = owner_of(noun) or owner_of(count_token(figure.noun)) or found.holder
    if found.holder is not None and found.holder.lemma_.lower() == _MEMBER:
        found.holder = None


def _is_whole(figure: Figure, group: Token | None) -> bool:
    """Tell whether a count is of all of them: "all 24 members", "her 22 crew"; "22 of her crew" is a part."""
    token = count_token(figure.noun)
    first = figure.tokens[0]
    before = first.nbor(-1).lower_ if first.i else ""
    is_all = before in _ALL or first.lower_ in _ALL
    has_owner = any(one.dep_ == "poss" for noun in (token, figure.noun) for one in noun.children)
    is_plain = figure.quantity.comparator in ("=", "~") and not any(
        one.lower_ in ("of", "other", "more", "new", "former", "additional")
        for one in figure.noun.doc[first.i : token.i]
    )
    return is_plain and (is_all or (has_owner and group is None))


def without_body(scope: list[Phrase], figure: Figure) -> list[Phrase]:
    """Return the phrases of a figure without the one that only says whose members are counted."""
    group = members_of(figure.noun) if figure.sort == "count" else None
    if group is None:
        return scope
    return [one for one in scope if one.label != "of" or group.text not in one.text.split()]


def of_members(quantity: Quantity, figure: Figure) -> Quantity:
    """Return a count of members as one of those they are: "24 members of the crew" are 24 crew."""
    group = members_of(figure.noun) if figure.sort == "count" else None
    return quantity if group is None else replace(quantity, unit=f"count:{group.lemma_.lower()}")
