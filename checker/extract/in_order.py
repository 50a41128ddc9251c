"""Lists that are bound in order: "$3 million and $5 million in 2019 and 2020, respectively".

The values of one list take the members of another list of the same length: times, or names and nouns.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, TypeVar

from checker.extract.passages import Attachment, Figure, Sentence, phrase_in
from checker.records import Phrase, TimeMention

if TYPE_CHECKING:
    from spacy.tokens import Token

T = TypeVar("T")

_RESPECTIVELY = re.compile(r"\brespectively\b", re.IGNORECASE)
_GAP = 60  # characters between two values of one list


def bind_in_order(figures: list[Figure], times: list[TimeMention], sentence: Sentence) -> dict[int, TimeMention]:
    """Return the time of each figure, by where it starts, for lists that "respectively" binds; empty if none."""
    return _pair(figures, times, sentence)


def bind_members(figures: list[Figure], attached: list[Attachment], sentence: Sentence) -> dict[int, Phrase]:
    """Return the member of a list of names or nouns that "respectively" binds to each figure, by where it starts.

    The phrases that hold the whole list are taken out of the scope of these figures.
    """
    if sentence.doc is None or not _RESPECTIVELY.search(sentence.text):
        return {}
    covered = {token.i for figure in figures for token in figure.tokens}
    for chain in _lists(sentence):
        if any(token.i in covered or _is_timed(token, sentence) for token in chain):
            continue
        members = [_member(token, sentence) for token in chain]
        bound = _pair(figures, members, sentence)
        if bound:
            for figure, found in zip(figures, attached, strict=True):
                if figure.quantity.start in bound:
                    found.scope = [one for one in found.scope if not _meets(one, members)]
            return bound
    return {}


def _pair(figures: list[Figure], members: list[T], sentence: Sentence) -> dict[int, T]:
    if len(members) < 2 or not _RESPECTIVELY.search(sentence.text):
        return {}
    groups: list[list[Figure]] = []
    for figure in figures:
        last = groups[-1][-1] if groups else None
        if last is not None and last.sort == figure.sort and figure.quantity.start - last.quantity.end < _GAP:
            groups[-1].append(figure)
        else:
            groups.append([figure])
    return {
        figure.quantity.start: member
        for group in groups
        if len(group) == len(members)
        for figure, member in zip(group, members, strict=True)
    }


def _lists(sentence: Sentence) -> list[list[Token]]:
    """Return the coordinated nouns and names of a sentence, each list from its first member."""
    doc = sentence.doc
    if doc is None:
        return []
    firsts = [token for token in doc if token.pos_ in ("NOUN", "PROPN") and token.conjuncts and token.dep_ != "conj"]
    return [[first, *(one for one in first.conjuncts if one.pos_ in ("NOUN", "PROPN"))] for first in firsts]


def _member(token: Token, sentence: Sentence) -> Phrase:
    left = token
    for child in reversed(list(token.lefts)):
        if child.dep_ not in ("compound", "amod", "nmod") or child.i + 1 != left.i:
            break
        left = child
    start, end = sentence.start + left.idx, sentence.start + token.idx + len(token)
    return phrase_in(sentence, sentence.block.text[start:end], start, end, token.ent_type_, "in order, 'respectively'")


def _meets(phrase: Phrase, members: list[Phrase]) -> bool:
    return any(phrase.start < one.end and one.start < phrase.end for one in members)


def _is_timed(token: Token, sentence: Sentence) -> bool:
    at = sentence.start + token.idx
    return any(time.start <= at < time.end for time in sentence.times)
