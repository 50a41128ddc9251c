"""Quantities in running text: number, unit, comparator and span, read without a parser.

Numbers are found first (`numbers.py`), get sign, currency and unit (`drafts.py`), are joined into ranges, lists and
tolerances (`joins.py`), lose what is no quantity (`exclusions.py`), and then get comparators and count nouns.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Sequence
from dataclasses import replace
from decimal import Decimal

from checker.extract.comparators import comparison_after, comparison_before
from checker.extract.counts import CountNoun, are_people, find_count_noun
from checker.extract.exclusions import is_code, is_name_or_label
from checker.extract.figure_drafts import FigureDraft, make_draft
from checker.extract.hints import find_unit_hint, read_cell
from checker.extract.joins import join_compounds, join_ranges, join_tolerances, share_nouns, share_units
from checker.extract.lexicon_files import lower_in_place
from checker.extract.numbers import find_numbers
from checker.extract.pairs import join_bounds, join_pairs
from checker.extract.quantity_patterns import pattern
from checker.extract.readings import fix_reading, is_letter_unit, is_quantity_word
from checker.extract.unit_reader import read_population, read_rate
from checker.records import Quantity, UnitHint

__all__ = ["find_quantities", "find_unit_hint"]

_LONGEST_PLAIN = 20  # digits
_LABEL_LIST = re.compile(r"[A-Za-z]?\s?(?:,|and|or|to|&|[-–]|,\s?and|,\s?or)\s?(?:\w+\s)?")
_LABEL_UNIT = re.compile(r"(?<=[^\W\d_] )(?=[(\[])([(\[][^()\[\]]{1,30}[)\]])\s?[:=]\s{0,8}\Z")
_LABEL_CHARACTERS = 50
_PEOPLE = frozenset(["person", "child", "man", "woman", "boy", "girl"])


def find_quantities(
    text: str,
    taken: Sequence[tuple[int, int]] = (),
    *,
    decimal_comma: bool = False,
    hint: UnitHint | None = None,
) -> tuple[Quantity, ...]:
    """Return the quantities of `text` in reading order; spans never overlap.

    Args:
        text: A sentence, paragraph or table cell.
        taken: Spans of dates, years and clock times, which hold no quantities.
        decimal_comma: The document writes 1.234,56.
        hint: Unit and scale from a table head, for a cell that holds a bare number.
    """
    low = lower_in_place(text)
    if hint is not None:
        cell = read_cell(text, low, hint, decimal_comma=decimal_comma)
        if cell is not None:
            return (cell,)
    drafts = _find_drafts(text, low, sorted(taken), decimal_comma)
    if not drafts:
        return ()
    drafts = join_tolerances(text, low, drafts)
    drafts = join_compounds(low, drafts)
    drafts = join_pairs(low, drafts)
    drafts = join_ranges(text, low, drafts)
    share_units(low, drafts)
    found = _finish(text, low, drafts)
    hints = (hint or _label_hint(text, quantity.start) for quantity in found)
    return tuple(_apply_hint(quantity, one) if one else quantity for quantity, one in zip(found, hints, strict=True))


def _label_hint(text: str, start: int) -> UnitHint | None:
    """Return the unit that the label right before a figure states: "Length (mm): 3,450"."""
    label = _LABEL_UNIT.search(text, max(0, start - _LABEL_CHARACTERS), start)
    return find_unit_hint(f"x {label[1]}") if label else None


def _apply_hint(quantity: Quantity, hint: UnitHint) -> Quantity:
    """Give a figure without a unit of its own ("~500", "5 to 6") the unit of its column."""
    if quantity.unit != "count" or quantity.form != "digits":
        return quantity
    return replace(
        quantity,
        low=quantity.low * hint.scale,
        high=quantity.high * hint.scale,
        step=quantity.step * hint.scale,
        unit=hint.unit or "count",
        assumptions=(*quantity.assumptions, f"unit from {hint.text!r}"),
    )


def _find_drafts(text: str, low: str, taken: list[tuple[int, int]], decimal_comma: bool) -> list[FigureDraft]:
    starts = [start for start, _ in taken]
    drafts: list[FigureDraft] = []
    end, code_end = 0, -2
    for number in find_numbers(low, decimal_comma=decimal_comma):
        at = bisect_right(starts, number.end - 1) - 1
        if at >= 0 and taken[at][1] > number.start:
            continue
        if number.start < end:
            continue
        is_tail = number.start == code_end + 1 and not text[code_end].isspace()
        draft = None if is_tail or is_code(text, number, end) else make_draft(text, low, number, end or -1)
        if draft is None:
            code_end = number.end  # "XR-1–60": the 60 belongs to the code too
            continue
        if draft.start < end or not is_quantity_word(low, draft):
            continue
        drafts.append(draft)
        end = draft.end
    return drafts


def _finish(text: str, low: str, drafts: list[FigureDraft]) -> tuple[Quantity, ...]:
    for draft in drafts:
        _compare(low, draft)
    kept: list[FigureDraft] = []
    noun = ""
    label_end = -1  # where a list of labels stands: "figures 2, 3 and 4"
    for draft in join_bounds(low, drafts):
        if kept and draft.start < kept[-1].right:
            continue  # the 1,000 of "3 births per 1,000"
        is_listed = label_end >= 0 and _LABEL_LIST.fullmatch(low, label_end, draft.start)
        if (draft.is_bare or is_letter_unit(draft)) and (is_listed or is_name_or_label(text, low, draft)):
            label_end = draft.end
            continue
        if draft.is_bare:
            noun = _count(text, low, draft, noun)
            if draft.is_dead:
                continue
        fix_reading(text, low, draft)
        kept.append(draft)
    share_nouns(low, kept)
    ends = [0, *(draft.right for draft in kept)]
    return tuple(_to_quantity(draft, ends[index]) for index, draft in enumerate(kept))


def _compare(low: str, draft: FigureDraft) -> None:
    """Attach the comparator words that touch the figure."""
    before = comparison_before(low, draft.start)
    after = comparison_after(low, draft.number.end) if draft.is_bare else None
    after = after or comparison_after(low, draft.end)
    draft.left = before.start if before else draft.start
    draft.right = draft.end
    if after is not None:
        draft.right, draft.end = after.end, max(draft.end, after.end) if draft.is_bare else draft.end
    if low.endswith("sub-", 0, draft.start):
        draft.comparator, draft.hedge, draft.left = "<", "under", draft.start - 4
        return
    chosen = after or before
    if chosen is None or draft.comparator == "range":
        if chosen is not None:
            draft.hedge = chosen.hedge
        return
    draft.comparator, draft.hedge = chosen.comparator, chosen.hedge


def _count(text: str, low: str, draft: FigureDraft, noun_before: str) -> str:
    """Set the counted noun as unit; return it for an elided one later in the sentence."""
    if draft.form == "fraction":
        draft.unit = "count"
        return noun_before
    is_alone = low[draft.end : draft.end + 1] == " " and low[draft.end + 1 : draft.end + 2].isdecimal()
    if noun_before and not is_alone and pattern("more").match(low, draft.end):
        draft.unit = f"count:{'person' if noun_before in _PEOPLE else noun_before}"
        return noun_before
    if not is_alone and _read_multiple(text, low, draft):
        return noun_before
    if pattern("magnitude").search(low[max(0, draft.start - 24) : draft.start]):
        draft.unit = "count:magnitude"
        return noun_before
    is_one = draft.high == 1 and draft.low == 1
    noun = find_count_noun(text, low, draft.end, is_one=is_one) if not is_alone else None
    if noun is not None and noun.lemma in ("dead", "missing", "injured", "wounded"):
        noun = None  # "left at least one dead"
    if noun is None:
        draft.unit = "count"
        is_title = draft.start > 1 and text[draft.start].isupper() and text[draft.start - 2 : draft.start - 1].isalpha()
        is_name = draft.form == "words" and (is_one or is_title)  # "the Group of Seven"
        draft.is_dead = is_name and not are_people(low, draft.left, draft.end)
        return noun_before
    _take_noun(text, low, draft, noun)
    return noun.lemma


def _read_multiple(text: str, low: str, draft: FigureDraft) -> bool:
    """Read "3.5x", "4 times as many", "tenfold", and "5 times a week"."""
    times = pattern("times").match(low, draft.end)
    if times is not None:
        draft.unit, draft.form = "count:time", "multiple"
        draft.end = draft.right = times.end()
        return True
    often = pattern("often").match(low, draft.end)
    rate = read_rate(text, low, often.end()) if often is not None else None
    if rate is not None:
        draft.unit, draft.end, draft.right = "count" + rate[0], rate[1], rate[1]
    return rate is not None


def _take_noun(text: str, low: str, draft: FigureDraft, noun: CountNoun) -> None:
    draft.unit = f"count:{noun.lemma}"
    draft.end = draft.right = noun.end
    after = comparison_after(low, noun.end) if draft.comparator == "=" else None
    if after is not None:  # "100 people or more"
        draft.comparator, draft.hedge, draft.right = after.comparator, after.hedge, after.end
    rate = read_population(low, noun.end) or read_rate(text, low, noun.end)
    if rate is not None:
        draft.unit, draft.end = draft.unit + rate[0], rate[1]
        draft.right = draft.end


def _to_quantity(draft: FigureDraft, floor: int) -> Quantity:
    left = max(draft.left, floor)
    low = _plain(draft.low)
    return Quantity(
        start=min(left, draft.start),
        end=max(draft.right, draft.end),
        low=low,
        high=low if draft.high is draft.low else _plain(draft.high),
        step=_plain(draft.step),
        unit=draft.unit,
        comparator=draft.comparator,
        hedge=draft.hedge,
        form=draft.form,
        tolerance=draft.tolerance,
        figure_start=draft.start,
        figure_end=draft.end,
        assumptions=tuple(dict.fromkeys(draft.notes)) if draft.notes else (),
    )


def _plain(value: Decimal) -> Decimal:
    """Return `value` without an exponent where that is short, so that it prints as written."""
    exponent = value.as_tuple().exponent
    if isinstance(exponent, int) and exponent > 0 and value.adjusted() < _LONGEST_PLAIN:
        return value.quantize(Decimal(1))
    return value
