"""Readings that depend on the words around: pound and money, differences of temperature, "one", "half", ages."""

from __future__ import annotations

import re

from checker.extract.figure_drafts import FigureDraft
from checker.extract.numbers import ONE
from checker.extract.quantity_patterns import pattern

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
    if number.core == "one" and draft.is_bare and draft.high > 0:
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
    if draft.high > 120 or draft.low < 0 or draft.number.scale != ONE or draft.low != int(draft.low):
        return
    before = low[max(0, draft.start - 24) : draft.start]
    follow = text[draft.end : draft.end + 8]
    if (pattern("age_before").search(before) and pattern("age_after").match(follow)) or re.search(
        r"\baged?(?: of)? $", before
    ):
        draft.unit = "year"
    elif (
        draft.left != draft.start
        and pattern("age_group").search(low[max(0, draft.left - 24) : draft.left])
        and pattern("age_after").match(follow)
    ):
        draft.unit = "year"  # "children under 5"
    elif draft.number.is_plain_integer and _NAME_COMMA.search(text[max(0, draft.start - 24) : draft.start]):
        opening = text[draft.start - 2 : draft.start]
        if (opening == ", " and follow[:1] in (",", ".", ";", "")) or (opening == " (" and follow[:1] == ")"):
            draft.unit = "year"
