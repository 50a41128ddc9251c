"""Units that a table head or caption states for the bare numbers of its cells: "(in EUR million)", "Weight (kg)"."""

from __future__ import annotations

import re
from decimal import Decimal

from checker.extract.lexicon_files import lower_in_place
from checker.extract.numbers import ONE, find_numbers, read_scales, scale_values
from checker.extract.unit_lexicon import lexicon
from checker.extract.unit_reader import read_unit
from checker.records import Quantity, UnitHint

_SCALE_WORD = re.compile(
    r"(?<!\w)(thousands?|millions?|billions?|trillions?|lakhs?|crores?|mn|bn|mln|bln|trn)(?!\w)|['’](000s?)(?!\w)|(?<!\w)(000s)(?!\w)"
)
_SHORT_SCALE = {"k": 10**3, "m": 10**6, "mm": 10**6, "mn": 10**6, "bn": 10**9, "b": 10**9, "000": 1000, "tn": 10**12}
_SIGN_SCALE = re.compile(
    r"(?<![A-Za-z])((?:US|A|C|NZ|HK|NT|S|R)?\$|[€£¥₹₩])\s?(mm|mn|m|bn|b|k|tn|'000|000)?(?![A-Za-z])", re.IGNORECASE
)
_CODE_SCALE = re.compile(r"(?<![A-Za-z])([A-Z]{3})\s?(mm|mn|m|bn|b|k|tn|M|K|B)?(?![A-Za-z])")
_TAIL = re.compile(r"(?:^|[,(\[/:]\s?|\bin\s)(?:in\s|unit:?\s)?([^,()\[\]]{1,24}?)\s?[)\]]?\s*$")
_CELL = re.compile(
    r"\s*([(\[]?)\s*([-−–+]?)\s*((?:\d|\.\d)[\d.,'’ \u00a0\u2009\u202f]*)\s*([)\]]?)\s*(?:\*+|†|‡|[¹²³])?\s*"
)


def find_unit_hint(text: str) -> UnitHint | None:
    """Return the unit and scale that a head or caption states for the numbers below it; None if it states none."""
    low = lower_in_place(text)
    scale, scale_text = _find_scale(low)
    money = _find_money(text)
    if money is not None:
        unit, factor, words = money
        return UnitHint(unit=unit, scale=factor if factor != ONE else scale, text=_span(text, words, scale_text))
    tail = _find_tail(text, low)
    if tail is not None:
        return UnitHint(unit=tail[0], scale=scale, text=_span(text, tail[1], scale_text))
    if scale != ONE and re.search(r"\bin\b|\(|['’]000", low):
        return UnitHint(unit="", scale=scale, text=scale_text)
    return None


def _span(text: str, words: str, scale_text: str) -> str:
    return words if scale_text in words or not scale_text else f"{words} {scale_text}"


def _find_scale(low: str) -> tuple[Decimal, str]:
    match = _SCALE_WORD.search(low)
    if match is None:
        return ONE, ""
    word = match.group().lstrip("'’")
    if word.startswith("000"):
        return Decimal(1000), match.group()
    return scale_values().get(word) or scale_values()[word.rstrip("s")], match.group()


def _find_money(text: str) -> tuple[str, Decimal, str] | None:
    signs = lexicon().signs
    for match in (*_CODE_SCALE.finditer(text), *_SIGN_SCALE.finditer(text)):
        word = signs.get(match[1]) or signs.get(match[1].upper())
        if word is None or not word.is_currency:
            continue
        short = (match[2] or "").lower().lstrip("'’")
        return word.unit, Decimal(_SHORT_SCALE.get(short, 1)), match.group().strip()
    return None


def _find_tail(text: str, low: str) -> tuple[str, str] | None:
    """Read the unit in brackets or after the last comma: "Weight (kg)", "Speed, km/h", "in percent"."""
    match = _TAIL.search(text)
    if match is None:
        return None
    start = match.start(1)
    reading = read_unit(text, low, start, is_after_number=False)
    if (
        reading is None
        or reading.end != match.end(1)
        or (start == 0 and match.end(1) == len(text.strip()) and len(text) < 2)
    ):
        return None
    return reading.unit, match[1]


def read_cell(text: str, low: str, hint: UnitHint, *, decimal_comma: bool) -> Quantity | None:
    """Return the quantity of a cell that holds one bare number, in the unit of its column or table head.

    A number in brackets is negative; a scale or unit in the cell itself wins over the hint, by giving None here.
    """
    match = _CELL.fullmatch(text)
    if match is None or bool(match[1]) != bool(match[4]):
        return None
    numbers = list(find_numbers(low, decimal_comma=decimal_comma))
    if len(numbers) != 1 or numbers[0].scale != ONE:
        return None
    number = numbers[0]
    read_scales(low, number)
    sign = -1 if match[1] == "(" or (match[2] in ("-", "−", "–") and match[2]) else 1
    value = number.value * hint.scale * sign
    start = match.start(1) if match[1] else match.start(2) if match[2] else number.start
    end = match.end(4) if match[4] else number.end
    return Quantity(
        start=start, end=end, low=value, high=value, step=number.step * hint.scale, unit=hint.unit or "count",
        comparator="=", figure_start=start, figure_end=end, assumptions=(f"unit from {hint.text!r}",),
    )  # fmt: skip
