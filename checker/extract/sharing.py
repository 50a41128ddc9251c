"""Figures that lean on a neighbour: what one of a list measures, the others measure too."""

from __future__ import annotations

import re
from dataclasses import replace

from checker.extract.passages import Attachment, Figure

_PLACES = ("in", "at", "near", "across", "around", "outside", "off")
_COMPARED = re.compile(
    r"\b(?:against|versus|vs\.?|compared (?:with|to)|(?:up|down) from|instead of|after|not"
    r"|(?<=[,(] )(?:now )?(?:raised|lowered|increased|reduced|cut|revised|changed|extended|expanded|trimmed) from)"
    r"(?:(?: \w+){0,2}|(?: (?:the|its|a))?(?: (?:prior|previous|earlier|former|old|original|initial))?"
    r" (?:outlook|forecast|guidance|estimate|range|target|expectation|offer|bid|price|proposal)s? of(?: \w+)?)\s\Z"
)
_FOLLOWS = re.compile(
    r"(?: [\w-]+){0,3}\s?[,(–—-]\s?(?:(?:which is|or|and|is) )?"
    r"(?:up|down|an? (?:[a-z-]+ )?(?:rise|drop|fall|decline|gain|jump|growth|decrease|increase|advance) of)"
    r"(?: (?:by|about|some|around|nearly|almost|just|over|more than|roughly))?\s"
)
_NEAR = 36  # characters between a figure and one that leaves its unit out
_LISTED = re.compile(r"\s*(?:,|and|or|, and)\s*")


def share_attributes(figures: list[Figure], attached: list[Attachment], text: str) -> None:
    """Give a figure that the parse left alone what its neighbour of the same sort measures: "from $2 to $3 a share"."""
    for number, found in enumerate(attached):
        before = attached[number - 1] if number else None
        gap = (figures[number - 1].quantity.end, figures[number].quantity.start) if number else (0, 0)
        is_bare = figures[number].quantity.unit == "count"
        if before is not None and before.frame == "magnitude" and is_bare and _LISTED.fullmatch(text, *gap):
            attached[number] = before  # "magnitudes of 2.9 and 2.2"
            continue
        if number and _leaves_out_unit(figures[number - 1], figures[number], text):
            unit = figures[number - 1].quantity.unit
            figures[number].quantity = replace(figures[number].quantity, unit=unit)
            figures[number].sort = figures[number - 1].sort
        if number and figures[number - 1].sort == figures[number].sort and _COMPARED.search(text, *gap):
            found.heads, found.lemmas = attached[number - 1].heads, list(attached[number - 1].lemmas)
            found.holder, found.modifiers = attached[number - 1].holder, attached[number - 1].modifiers
            found.how = "compared with the figure before it"
            continue
        if number and figures[number].sort == "percent" and _FOLLOWS.fullmatch(text, *gap):
            _take_what_it_follows(found, attached[number - 1])
            continue
        if number and figures[number - 1].sort == figures[number].sort and _says_only_change(found):
            model = attached[number - 1]
            if model.verb is not None and found.verb in model.verb.conjuncts:
                found.heads, found.lemmas = list(model.heads), list(model.lemmas)
                continue
        if found.lemmas and not _is_elided(figures[number], found):
            continue
        if found.lemmas:
            _fill_in(number, figures, attached)
            continue
        for other in (number + 1, number - 1):
            if 0 <= other < len(attached) and attached[other].lemmas and figures[other].sort == figures[number].sort:
                found.heads, found.lemmas = attached[other].heads, attached[other].lemmas
                found.modifiers, found.holder = attached[other].modifiers, attached[other].holder
                found.verb, found.how = attached[other].verb, "as the figure beside it"
                break


def _says_only_change(found: Attachment) -> bool:
    """Tell "cable sales fell by 7%, and Racks & Co declined by 9%": of a name alone the verb says that it changed."""
    return found.verb is not None and found.heads == [found.verb] and "is said of" in found.how


def _take_what_it_follows(found: Attachment, before: Attachment) -> None:
    """Read "revenue of $3 million, up 4%": what went up is what the figure before measures, whatever the verb says."""
    found.heads, found.lemmas = list(before.heads), list(before.lemmas)
    found.holder, found.modifiers, found.modality = before.holder, list(before.modifiers), before.modality
    found.role, found.how = "change", "says how the figure before it changed"


def _leaves_out_unit(before: Figure, figure: Figure, text: str) -> bool:
    """Tell "50 million litres, down from 80 million": a bare number beside a figure with a unit."""
    between = text[before.quantity.end : figure.quantity.start]
    is_bare = figure.quantity.unit == "count" and figure.quantity.form in ("digits", "words")
    is_measured = before.sort in ("measure", "money", "percent")
    return is_bare and is_measured and len(between) <= _NEAR and _COMPARED.search(between) is not None


def share_places(figures: list[Figure], attached: list[Attachment]) -> None:
    """Give a figure without a place the one that closes its coordination: "9 died and 70 were hurt in Vik"."""
    for number in range(len(attached) - 2, -1, -1):
        found, after = attached[number], attached[number + 1]
        if found.verb is None or after.verb is None or found.verb not in (after.verb, *after.verb.conjuncts):
            continue
        if any(one.label in _PLACES for one in found.scope) or found.frame or after.frame:
            continue
        if figures[number].sort == figures[number + 1].sort == "count":
            found.scope.extend(one for one in after.scope if one.label in _PLACES and one not in found.scope)


def _is_elided(figure: Figure, found: Attachment) -> bool:
    """Tell whether a count leaves its noun out: "would cut another 150"."""
    return figure.quantity.unit == "count" and figure.sort == "count" and all(one.pos_ == "VERB" for one in found.heads)


def _fill_in(number: int, figures: list[Figure], attached: list[Attachment]) -> None:
    """Give such a count the noun of the count before it, where the same is said of both."""
    found = attached[number]
    for before in range(number - 1, -1, -1):
        other = attached[before]
        if figures[before].sort == "count" and other.lemmas[:1] == found.lemmas[:1] and len(other.lemmas) > 1:
            found.lemmas.extend(other.lemmas[1:])
            return
