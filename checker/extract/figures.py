"""Quantities as tokens of a parsed sentence."""

from __future__ import annotations

import re
from dataclasses import replace
from typing import TYPE_CHECKING

from checker.extract.counts import are_people, is_animal
from checker.extract.lexicon_files import lower_in_place
from checker.extract.passages import Figure, Sentence
from checker.records import Quantity

if TYPE_CHECKING:
    from spacy.tokens import Token

_MONEY = re.compile(r"[A-Z]{3}(?![A-Za-z])|cent\b|penny\b")
_PERCENT = frozenset({"percent", "percentage_point", "basis_point", "permille", "ppm", "ppb"})
_RATE = re.compile(
    r"(?:/|\bper )\s?(?:second|s|minute|min|hour|h|day|d|week|month|quarter|year|yr|annum|capita"
    r"|hundred|thousand|million|hundred_thousand|[\d,]{3,12})\b"
)
_TIME = frozenset({"second", "minute", "hour", "day", "week", "month", "year", "decade", "century", "millisecond"})
_LENGTHS = frozenset(
    [
        "meter",
        "kilometer",
        "centimeter",
        "millimeter",
        "micrometer",
        "nanometer",
        "mile",
        "foot",
        "yard",
        "inch",
        "nautical_mile",
    ]
)
_MODIFIER = frozenset({"nummod", "quantmod", "compound", "amod", "nmod", "det", "advmod", "punct", "predet"})
_NOMINAL = frozenset({"NOUN", "PROPN", "NUM", "SYM", "ADJ", "X", "PRON"})


def sort_of_unit(unit: str, form: str = "digits") -> str:
    """Return what sort of figure a contract unit makes: money percent count time ratio or measure."""
    head = unit.split("/")[0].split(" per ")[0].strip()
    if form in ("fraction", "ratio", "multiple") and head in ("", "dimensionless", "count"):
        return "ratio"
    if form == "ratio" and head == "percent":  # "a 50-50 split"
        return "ratio"
    if unit.startswith("count"):
        return "count"
    if head in _PERCENT:
        return "percent"
    if head in _TIME:
        return "time"
    return "money" if _MONEY.match(head) else "measure"


def is_rate(text: str) -> bool:
    """Tell whether a unit or label makes a figure a rate: per time or per so many; "per account" is a scope."""
    return bool(_RATE.search(text))


def is_length(unit: str) -> bool:
    """Tell whether a contract unit is one of length."""
    return unit in _LENGTHS


def as_difference(quantity: Quantity, role: str) -> Quantity:
    """Return degrees by which something changed as a difference: "3 °F warmer" is no temperature."""
    if role not in ("change", "increment") or not quantity.unit.startswith("degree_"):
        return quantity
    return replace(quantity, unit=f"delta_{quantity.unit}")


def find_figures(sentence: Sentence) -> list[Figure]:
    """Return the quantities of a parsed sentence with the tokens that they cover, in order."""
    figures: list[Figure] = []
    doc = sentence.doc
    if doc is None:
        return figures
    for quantity in with_people(sentence):
        start = quantity.figure_start if quantity.figure_start >= 0 else quantity.start
        end = quantity.figure_end if quantity.figure_end > start else quantity.end
        low, high = start - sentence.start, end - sentence.start
        tokens = tuple(token for token in doc if token.idx < high and token.idx + len(token) > low)
        if tokens:
            sort = sort_of_unit(quantity.unit, quantity.form)
            root = _root(tokens)
            figures.append(
                Figure(
                    quantity=quantity,
                    tokens=tokens,
                    root=root,
                    noun=_noun(root, tokens, sort),
                    sort=sort,
                    offset=sentence.start,
                )
            )
    return figures


def with_people(sentence: Sentence) -> list[Quantity]:
    """Return the quantities of a sentence; a bare number of killed counts people, unless animals came first."""
    found: list[Quantity] = []
    noun = ""
    low = ""
    for quantity in sentence.quantities:
        if quantity.unit == "count" and quantity.form in ("digits", "words") and not is_animal(noun):
            low = low or lower_in_place(sentence.text)
            if are_people(low, quantity.start - sentence.start, quantity.end - sentence.start):
                quantity = replace(quantity, unit="count:person")
        noun = quantity.unit.removeprefix("count:") if quantity.unit.startswith("count:") else noun
        found.append(quantity)
    return found


def _root(tokens: tuple[Token, ...]) -> Token:
    """Return the highest token of a figure; where the parse tore it apart, the last of the highest."""
    inside = {token.i for token in tokens}
    tops = [token for token in tokens if token.head.i not in inside or token.head.i == token.i]
    nominal = [token for token in tops if token.pos_ in _NOMINAL and token.dep_ not in ("quantmod", "det", "advmod")]
    return (nominal or tops or list(tokens))[-1]


def _noun(root: Token, tokens: tuple[Token, ...], sort: str) -> Token:
    """Return the noun that carries the figure: "nine people" -> people, "a 300-employee firm" -> employee."""
    inside = {token.i for token in tokens}
    if sort != "count":
        return root
    if root.pos_ in ("NOUN", "PROPN") and root.dep_ not in ("quantmod",):
        return root
    if root.dep_ in ("nummod", "quantmod", "compound", "amod", "det") and root.head.i not in inside:
        return root.head if root.head.pos_ in ("NOUN", "PROPN", "ADJ", "X") else root
    return root
