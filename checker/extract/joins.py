"""Joins neighbouring figures: ranges, tolerances, lists that share a unit, compound readings, sizes.

Works on drafts in reading order and looks only at the words between two of them.
"""

from __future__ import annotations

import re
from decimal import Decimal

from checker.extract.figure_drafts import FigureDraft
from checker.extract.lexicon_files import words
from checker.extract.numbers import ONE
from checker.extract.unit_reader import read_unit

_DASH = re.compile(r"\s?[-–—−‒~∼]\s?|\s?(?:to|through|till|thru)\s(?:(?:about|around|nearly|almost|some|roughly)\s)?|-\s?to\s|\s?-\s?to\s-?")
_PLUS_MINUS = re.compile(r"\s?\(?(?:±|\+\s?/\s?[-−–]|plus or minus|\+\s?-)\s?")
_LIST = re.compile(r"\s?(?:,|/|&|and|or|,\s?and|,\s?or|as well as)\s?|-?\s?(?:,|and|or)\s")
_TIMES = re.compile(r"\s?(?:x|×|by|\*)\s?")
_BETWEEN = re.compile(r"(?:between|from|within|ranging from|range of|ranges from)\s(?:(?:about|around|nearly|some|roughly|approximately)\s|[~∼≈]\s?)?$")
_CLAUSE_END = re.compile(r"[.;:]\s|[(),]|\bbut\b|\bwhile\b")
_LETTERS = re.compile(r"[a-z]+")
_COMPOUND = re.compile(r"\s?|,\s|\sand\s|-")
_MONEY_LETTERS = {"m": Decimal(10**6), "b": Decimal(10**9), "t": Decimal(10**12)}
_SMALLER = {
    "foot": ("inch", 12), "yard": ("foot", 3), "mile": ("yard", 1760), "pound": ("ounce", 16), "stone": ("pound", 14),
    "hour": ("minute", 60), "minute": ("second", 60), "degree": ("arcminute", 60), "meter": ("centimeter", 100),
    "day": ("hour", 24), "year": ("month", 12), "kilometer": ("meter", 1000), "USD": ("cent", 100),
    "EUR": ("cent", 100), "GBP": ("penny", 100), "week": ("day", 7),
}  # fmt: skip


def join_tolerances(text: str, low: str, drafts: list[FigureDraft]) -> list[FigureDraft]:
    """Fold `± 2` into the figure before it."""
    out: list[FigureDraft] = []
    for draft in drafts:
        before = out[-1] if out else None
        if before is not None and before.tolerance is None and _PLUS_MINUS.fullmatch(low, before.end, draft.start):
            before.tolerance = draft.high
            if before.is_bare and draft.unit:
                take_unit(before, draft)
            before.end = draft.end
            if "(" in low[before.number.end : draft.start] and low[draft.end : draft.end + 1] == ")":
                before.end += 1
                reading = read_unit(text, low, before.end + 1) if before.is_bare and low[before.end : before.end + 1] == " " else None
                if reading is not None:  # "12.5 (± 0.3) kg"
                    before.unit, before.word, before.end = reading.unit, reading.word, reading.end
            continue
        out.append(draft)
    return out


def take_unit(draft: FigureDraft, source: FigureDraft) -> None:
    """Give `draft` the unit that is written at `source`."""
    draft.unit, draft.word = source.unit, source.word
    draft.notes = [*source.notes]
    draft.is_joined = True


def join_compounds(low: str, drafts: list[FigureDraft]) -> list[FigureDraft]:
    """Add a smaller unit to the larger one right before it: 6 ft 2 in, 2 h 30 min."""
    out: list[FigureDraft] = []
    for draft in drafts:
        before = out[-1] if out else None
        if before is not None and before.unit in _SMALLER and before.comparator == "=":
            unit, ratio = _SMALLER[before.unit]
            gap = low[before.end : draft.start]
            if draft.is_bare and before.word is not None and before.word.is_currency and _is_cents(low, before, draft):
                _add_compound(before, draft, unit, ratio)
                continue
            if draft.unit == unit and abs(draft.high) < ratio and _COMPOUND.fullmatch(gap) and before.number.value == int(before.number.value):
                _add_compound(before, draft, unit, ratio)
                continue
        out.append(draft)
    return out


def _is_cents(low: str, before: FigureDraft, draft: FigureDraft) -> bool:
    """True for the 50 of "15 dollars 50"."""
    is_after = not before.is_money_before and low[before.end : draft.start] == " "
    return is_after and draft.number.is_plain_integer and len(draft.number.core) == 2 and low[draft.end : draft.end + 1] in (".", ",", "")


def _add_compound(before: FigureDraft, draft: FigureDraft, unit: str, ratio: int) -> None:
    if before.word is not None and before.word.is_currency:
        before.low = before.high = before.high + draft.high / ratio
        before.step = draft.step / ratio
    else:
        before.low = before.high = before.high * ratio + draft.high
        before.unit, before.step = unit, draft.step
    before.end = draft.end


def join_ranges(text: str, low: str, drafts: list[FigureDraft]) -> list[FigureDraft]:
    """Make one range of two figures with a dash or "to" between them, or "between A and B"."""
    out: list[FigureDraft] = []
    for draft in drafts:
        before = out[-1] if out else None
        if before is not None and before.comparator != "range" and before.tolerance is None and _is_range(text, low, before, draft):
            if _merge(low, before, draft):
                continue
        out.append(draft)
    return out


def _is_range(text: str, low: str, a: FigureDraft, b: FigureDraft) -> bool:
    gap = low[a.end : b.start]
    if len(gap) > 20:
        return False
    opening = _BETWEEN.search(low[max(0, a.start - 36) : a.start])
    if opening is not None and opening.group().startswith("between"):
        return bool(re.fullmatch(r"\s?(?:and|to|-|–|&)\s(?:(?:about|around|some)\s)?|\s?[-–]\s?", gap))
    if not _DASH.fullmatch(gap) or "multiple" in (a.form, b.form):
        return False
    if "to" in gap and "-" not in gap.strip("- ")[:0]:
        if is_change(low, a.start) and opening is not None and opening.group().strip() in ("from",):
            return False
        if low[max(0, a.start - 24) : a.start].rstrip().endswith((" by", "%")):
            return False  # "rose by 5 to 12"
        return opening is not None or not is_change(low, a.start) or a.is_bare
    return not (a.unit and b.is_bare) or a.is_money_before


def is_change(low: str, position: int) -> bool:
    """True where a verb of change stands shortly before: "rose from 5 to 7" is two values."""
    clause = _CLAUSE_END.split(low[max(0, position - 70) : position])[-1]
    return not words("change_verbs.txt").isdisjoint(_LETTERS.findall(clause)[-8:])


def _merge(low: str, a: FigureDraft, b: FigureDraft) -> bool:
    """Make `a` the range from a to b; False where the two do not belong together."""
    if a.unit and b.unit and a.unit != b.unit:
        if not (a.unit.startswith("degree") and b.unit.startswith(a.unit)) and not b.unit.startswith(a.unit + "/"):
            return False
    if a.is_money_before and b.word is not None and b.word.surface in _MONEY_LETTERS and low[b.number.end].isalpha():
        b.number.multiply(_MONEY_LETTERS[b.word.surface], b.number.end)  # "$5m-10m"
        b.low = b.high = b.number.value
        b.unit, b.word = a.unit, a.word
    first, second = a.low, b.high
    if a.number.scale == ONE and b.number.scale != ONE and abs(first) <= abs(second / b.number.scale) and b.number.form != "fraction":
        first *= b.number.scale  # "$40-50 billion"
        a.step *= b.number.scale
    if b.low < 0 and not a.low < 0 and low[a.end : b.start] == "":
        second = abs(second)
    if a.number.is_plain_integer and b.number.is_grouped and a.high < 1000 and second % 1000 == 0 and first * 1000 < second:
        first *= 1000  # "15-20,000"
    if a.is_bare or (b.unit and b.unit != a.unit):
        take_unit(a, b)
    if a.number.is_plain_integer and b.number.is_plain_integer and second < first and low[a.end : b.start].strip() in "-–" and a.is_bare:
        return False
    a.low, a.high = min(first, second), max(first, second)
    a.step = min(a.step, b.step)
    a.comparator, a.end, a.form = "range", b.end, a.form if a.form == b.form else "digits"
    return True


def share_units(low: str, drafts: list[FigureDraft]) -> None:
    """Give the figures of a list the unit at its end: "3, 5 and 8 km", "2.3 x 4 cm"."""
    for index in range(len(drafts) - 2, -1, -1):
        a, b = drafts[index], drafts[index + 1]
        if a.is_bare and not b.is_bare and not b.is_money_before and b.word is not None and a.form != "fraction":
            gap = low[a.end : b.start]
            if len(gap) < 14 and (_LIST.fullmatch(gap) or _TIMES.fullmatch(gap) or gap == " to ") and _is_list_like(a, b, gap):
                take_unit(a, b)


def share_nouns(low: str, drafts: list[FigureDraft]) -> None:
    """Give the counts of a list the noun at its end: "12 and 15 members", "from 12 to 15 members"."""
    for index in range(len(drafts) - 2, -1, -1):
        a, b = drafts[index], drafts[index + 1]
        if a.unit == "count" and b.unit.startswith("count:") and a.form == b.form and len(gap := low[a.end : b.start]) < 14:
            if _LIST.fullmatch(gap) or gap == " to ":
                a.unit = b.unit


def _is_list_like(a: FigureDraft, b: FigureDraft, gap: str) -> bool:
    if b.word is not None and b.word.unit.startswith("percent") and a.number.is_plain_integer and a.high > 1000:
        return False
    return not (gap.strip() == "," and a.number.is_plain_integer and Decimal(1800) <= a.high <= Decimal(2100))
