"""Readings that depend on the words around: pound and money, differences of temperature, "one", "half", ages."""

from __future__ import annotations

import re

from checker.extract.figure_drafts import FigureDraft
from checker.extract.numbers import ONE
from checker.extract.quantity_patterns import pattern

_ONE_OF_TWO = re.compile(r"\s?(?:to|and|or|-)\s?(?:two|three|four|five|six|ten|a half)\b")
_NAME_COMMA = re.compile(r"(?:[A-Z][\w'’-]+),? [(]?$")


def is_letter_unit(draft: FigureDraft) -> bool:
    """True for an integer with one letter right after it, which may be a label: `figure 3A`, `row 12 b`."""
    return (
        draft.word is not None
        and len(draft.word.surface) == 1
        and draft.word.surface.isalpha()
        and draft.number.is_plain_integer
    )


def is_quantity_word(low: str, draft: FigureDraft) -> bool:
    """False for "one", "half" and "a third" where they count nothing."""
    number = draft.number
    if number.form == "digits" or (draft.word is not None and draft.word.sort != "fixed"):
        return True
    before, after = low[max(0, draft.start - 28) : draft.start], low[number.end : number.end + 24]
    if number.core == "one" and draft.is_bare and draft.high > 0 and not _ONE_OF_TWO.match(after):
        return (not before.strip() and not after.strip(" .")) or not (
            pattern("pronoun_one_before").search(before) or pattern("pronoun_one_after").match(after)
        )
    if number.form == "fraction":
        return _is_fraction(low, draft, before, after)
    return True


def _is_fraction(low: str, draft: FigureDraft, before: str, after: str) -> bool:
    written = low[draft.number.start : draft.number.end]
    if not written[0].isalpha():
        return True
    if not before.strip() and not after.strip(" .?!"):
        return True
    if written == "half":
        if pattern("half_before").search(before):
            return False
        return bool(
            pattern("half_after").match(after)
            or (pattern("fraction_before").search(before) and pattern("fraction_after").match(after))
            or re.search(r"than $", before)
        )
    if written == "quarter":
        return bool(re.match(r"\s(?:of an?|mile|million|hour)\b", after))
    if written.startswith(("a ", "an ")):
        return bool(pattern("fraction_after").match(after))
    return True


def fix_reading(text: str, low: str, draft: FigureDraft) -> None:
    """Settle units that the words around decide, and note the assumption."""
    if draft.unit == "pound" and draft.word is not None and draft.word.surface.startswith("pound"):
        _fix_pound(low, draft)
    elif draft.unit in ("degree_Celsius", "degree_Fahrenheit"):
        after = low[draft.end : draft.end + 30]
        if pattern("delta_before").search(low[max(0, draft.start - 60) : draft.start]) or pattern("delta_after").match(
            after
        ):
            draft.unit = f"delta_{draft.unit}"
    elif (
        draft.unit == "nanometer"
        and draft.number.is_plain_integer
        and pattern("sea").search(low[max(0, draft.start - 60) : draft.end + 40])
    ):
        draft.unit, draft.notes = "nautical_mile", ["nm read as nautical miles"]
    elif draft.unit == "count":
        _fix_age(text, low, draft)


def _fix_pound(low: str, draft: FigureDraft) -> None:
    after = low[draft.end : draft.end + 16]
    if re.match(r"\s(?:of|in weight|per)\s", after) or low[draft.number.end : draft.number.end + 1] == "-":
        return
    is_large = abs(draft.high) >= 50_000 or draft.number.scale >= 1000
    around = low[max(0, draft.start - 90) : draft.start] + low[draft.end : draft.end + 60]
    if is_large or pattern("money_words").search(around) or after.startswith(" sterling"):
        draft.unit = "GBP"
        draft.notes = ["pound read as GBP"]


def _fix_age(text: str, low: str, draft: FigureDraft) -> None:
    """Read "Sam, 42," and "aged 14" as years of age."""
    is_human = draft.low >= 0 and draft.high <= 120 and draft.number.scale == ONE and draft.low == int(draft.low)
    if is_human and (_is_told_age(low, draft) or _is_listed_age(text, low, draft)):
        draft.unit = "year"


def _is_told_age(low: str, draft: FigureDraft) -> bool:
    """True for "aged 14", "she was six", "children under 5"."""
    before = low[max(0, draft.start - 28) : draft.start]
    if before.endswith((" aged ", "(aged ", " age ", "age of ", "as young as ", "as old as ")):
        return True
    if not pattern("age_after").match(low, draft.end):
        return False
    if pattern("age_before").search(before):
        return True
    return draft.left != draft.start and bool(pattern("age_group").search(low[max(0, draft.left - 24) : draft.left]))


def _is_listed_age(text: str, low: str, draft: FigureDraft) -> bool:
    """True for a number between commas or in brackets after a name or person: "Ana Ruiz, 42,", "a man, 38,"."""
    if not draft.number.is_plain_integer:
        return False
    opening, follow = text[max(0, draft.start - 2) : draft.start], text[draft.end : draft.end + 1]
    if not ((opening == ", " and follow in (",", ".", ";", "")) or (opening == " (" and follow == ")")):
        return False
    before = max(0, draft.start - 24)
    return bool(
        _NAME_COMMA.search(text[before : draft.start]) or pattern("age_person").search(low[before : draft.start])
    )
