"""Joins neighbouring figures: ranges, tolerances, lists that share a unit, compound readings, sizes.

Works on drafts in reading order and looks only at the words between two of them.
"""

from __future__ import annotations

import re
from decimal import Decimal

from checker.extract.figure_drafts import FigureDraft
from checker.extract.lexicon_files import words
from checker.extract.numbers import ONE
from checker.extract.quantity_patterns import pattern
from checker.extract.unit_reader import read_unit

_LIST = re.compile(r"\s?(?:,|/|&|and|or|,\s?and|,\s?or|as well as)\s?|-?\s?(?:,|and|or)\s")
_TIMES = re.compile(r"\s?(?:x|×|by|\*)\s?")
_CLAUSE_END = re.compile(r"[.;:]\s|[(),]|\bbut\b|\bwhile\b")
_LETTERS = re.compile(r"[a-z]+")
_COMPOUND = re.compile(r"\s?|,\s|\sand\s|-")
_MONEY_LETTERS = {"m": Decimal(10**6), "b": Decimal(10**9), "t": Decimal(10**12)}
_LENGTHS = frozenset(
    ("meter", "centimeter", "millimeter", "micrometer", "nanometer", "kilometer", "inch", "foot", "yard", "pixel")
)
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
        if (
            before is not None
            and before.tolerance is None
            and pattern("plus_minus").fullmatch(low, before.end, draft.start)
        ):
            before.tolerance = draft.high
            if before.is_bare and draft.unit:
                take_unit(before, draft)
            before.end = draft.end
            if "(" in low[before.number.end : draft.start] and low[draft.end : draft.end + 1] == ")":
                before.end += 1
                reading = (
                    read_unit(text, low, before.end + 1)
                    if before.is_bare and low[before.end : before.end + 1] == " "
                    else None
                )
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
            if before.unit == "degree" and draft.word is not None and draft.word.sort == "mark":
                draft.unit = "arcminute"  # 30° 15′
            gap = low[before.end : draft.start]
            if draft.is_bare and before.word is not None and before.word.is_currency and _is_cents(low, before, draft):
                _add_compound(before, draft, unit, ratio)
                continue
            if (
                draft.unit == unit
                and abs(draft.high) < ratio
                and _COMPOUND.fullmatch(gap)
                and before.number.value == int(before.number.value)
            ):
                _add_compound(before, draft, unit, ratio)
                continue
        out.append(draft)
    return out


def _is_cents(low: str, before: FigureDraft, draft: FigureDraft) -> bool:
    """True for the 50 of "15 dollars 50"."""
    is_after = not before.is_money_before and low[before.end : draft.start] == " "
    return (
        is_after
        and draft.number.is_plain_integer
        and len(draft.number.core) == 2
        and low[draft.end : draft.end + 1] in (".", ",", "")
    )


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
        if not (out and _is_range(text, low, out[-1], draft) and _merge(low, out[-1], draft)):
            out.append(draft)
    return out


def _is_range(text: str, low: str, a: FigureDraft, b: FigureDraft) -> bool:
    gap = low[a.end : b.start]
    if len(gap) > 20 or a.comparator == "range" or a.tolerance is not None:
        return False
    opening = pattern("between").search(low[max(0, a.start - 36) : a.start])
    if opening is not None and opening.group().startswith("between"):
        return bool(re.fullmatch(r"\s?(?:and|to|-|–|&)\s(?:(?:about|around|some)\s)?|\s?[-–]\s?", gap))
    if gap == " or " and a.form == b.form == "words" and a.is_bare and b.high == a.high + 1:
        return True  # "two or three people"
    if not pattern("dash").fullmatch(gap) or "multiple" in (a.form, b.form):
        return False
    if "to" in gap and "-" not in gap.strip("- ")[:0]:
        if is_change(low, a.start) and opening is not None and opening.group().strip() in ("from",):
            return False
        if low[max(0, a.start - 24) : a.start].rstrip().endswith((" by", "%")):
            return False  # "rose by 5 to 12"
        if (
            a.is_bare
            and b.high > 4 * a.high
            and not words("change_verbs.txt").isdisjoint(_LETTERS.findall(low[max(0, a.start - 12) : a.start])[-1:])
        ):
            return False  # "fell 3 to 97"
        return opening is not None or not is_change(low, a.start) or a.is_bare
    return not (a.unit and b.is_bare) or a.is_money_before


def is_change(low: str, position: int) -> bool:
    """True where a verb of change stands shortly before: "rose from 5 to 7" is two values."""
    clause = _CLAUSE_END.split(low[max(0, position - 90) : position])[-1]
    return not words("change_verbs.txt").isdisjoint(_LETTERS.findall(clause)[-12:])


def _merge(low: str, a: FigureDraft, b: FigureDraft) -> bool:
    """Make `a` the range from a to b; False where the two do not belong together."""
    _share_money(low, a, b)
    if not _has_like_units(a, b):
        return False
    first, second = _share_scale(a, b)
    gap = low[a.end : b.start]
    if second < first and a.is_bare and gap.strip() in "-–" and a.number.is_plain_integer and b.number.is_plain_integer:
        return False  # "12-5" is no range
    if a.is_bare or (b.unit and b.unit != a.unit):
        take_unit(a, b)
    a.low, a.high, a.step = min(first, second), max(first, second), min(a.step, b.step)
    a.comparator, a.end, a.form = "range", b.end, a.form if a.form == b.form else "digits"
    return True


def _share_money(low: str, a: FigureDraft, b: FigureDraft) -> None:
    """Read the second "m" of "$5m-10m" as a scale."""
    is_letter = (
        b.word is not None and b.word.surface in _MONEY_LETTERS and low[b.number.end : b.number.end + 1].isalpha()
    )
    if a.is_money_before and is_letter and b.word is not None:
        b.number.multiply(_MONEY_LETTERS[b.word.surface], b.number.end)
        b.low = b.high = b.number.value
        b.unit, b.word = a.unit, a.word


def _has_like_units(a: FigureDraft, b: FigureDraft) -> bool:
    if not a.unit or not b.unit or a.unit == b.unit:
        return True
    return b.unit.startswith((f"{a.unit}/", f"{a.unit}_"))  # "EUR 5 to EUR 10 per tonne", "5° to 10 °C"


def _share_scale(a: FigureDraft, b: FigureDraft) -> tuple[Decimal, Decimal]:
    """Return both ends with an elided scale put in: "$40-50 billion", "15-20,000"."""
    first, second = a.low, b.high
    scale = b.number.scale
    if a.number.scale == ONE and scale != ONE and b.number.form != "fraction" and abs(first) <= abs(second / scale):
        a.step *= scale
        return first * scale, second
    is_short = a.number.is_plain_integer and a.high < 1000 and b.number.is_grouped
    if is_short and second % 1000 == 0 and first * 1000 < second:
        return first * 1000, second
    return first, second


def share_units(low: str, drafts: list[FigureDraft]) -> None:
    """Give the figures of a list the unit at its end: "3, 5 and 8 km", "2.3 x 4 cm"."""
    for index in range(len(drafts) - 2, -1, -1):
        a, b = drafts[index], drafts[index + 1]
        if a.is_bare and not b.is_bare and not b.is_money_before and b.word is not None and a.form != "fraction":
            gap = low[a.end : b.start]
            if (
                len(gap) < 14
                and (_LIST.fullmatch(gap) or _TIMES.fullmatch(gap) or gap == " to ")
                and _is_list_like(a, b, gap)
            ):
                take_unit(a, b)


def share_nouns(low: str, drafts: list[FigureDraft]) -> None:
    """Give the counts of a list the noun at its end: "12 and 15 members", "from 12 to 15 members"."""
    for index in range(len(drafts) - 2, -1, -1):
        a, b = drafts[index], drafts[index + 1]
        gap = low[a.end : b.start]
        if a.unit == "year" and a.word is None and b.unit == "count" and gap in (" and ", " or ", ", "):
            b.unit = "year"  # "aged 23 and 31"
        is_counted = a.unit == "count" and b.unit.startswith("count:") and a.form == b.form
        if is_counted and len(gap) < 14 and (_LIST.fullmatch(gap) or gap == " to "):
            a.unit = b.unit


def _is_list_like(a: FigureDraft, b: FigureDraft, gap: str) -> bool:
    if b.word is not None and b.word.unit.startswith("percent") and a.number.is_plain_integer and a.high > 1000:
        return False
    if _TIMES.fullmatch(gap):  # "2.3 x 4 cm", but "2 x 600 MW"
        return b.unit in _LENGTHS and b.high < 30 * a.high
    if gap.strip() == ",":  # a list ends in "and" or "or"
        return b.is_joined and not (a.number.is_plain_integer and Decimal(1800) <= a.high <= Decimal(2100))
    return True
