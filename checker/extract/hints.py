"""Units that a table head or caption states for the bare numbers of its cells: "(in EUR million)", "Weight (kg)"."""

from __future__ import annotations

import re
from decimal import Decimal
from functools import lru_cache

from checker.extract.lexicon_files import lower_in_place
from checker.extract.numbers import ONE, find_numbers, scale_values
from checker.extract.unit_lexicon import lexicon
from checker.extract.unit_reader import read_unit
from checker.records import Quantity, UnitHint

_SCALE_WORD = re.compile(
    r"(?<!\w)(thousands?|millions?|billions?|trillions?|lakhs?|crores?|mn|bn|mln|bln|trn)(?!\w)|['’](000s?)(?!\w)|(?<!\w)(000s)(?!\w)"
    r"|(?<!\w)(mio|mrd|mlrd|tsd)\b\.?"
)
_FOREIGN_SCALE = {"mio": 10**6, "mrd": 10**9, "mlrd": 10**9, "tsd": 10**3}  # of tables that English texts copy
_SHORT_SCALE = {"k": 10**3, "m": 10**6, "mm": 10**6, "mn": 10**6, "bn": 10**9, "b": 10**9, "000": 1000, "tn": 10**12}
_SIGN_SCALE = re.compile(
    r"(?<![A-Za-z])((?:US|A|C|NZ|HK|NT|S|R)?\$|[€£¥₹₩])\s?(mm|mn|m|bn|b|k|tn|'000|000)?(?![A-Za-z])", re.IGNORECASE
)
_LED_SCALE = {"t": 10**3, "k": 10**3, "m": 10**6, "mn": 10**6, "bn": 10**9}  # "TEUR", "k€", "mUSD"
_LED_MONEY = re.compile(r"(?<![A-Za-z])(T|[kK]|[mM]n?|[bB]n)\s?([A-Z]{3}|[$€£¥])(?![A-Za-z])")
_CODE_SCALE = re.compile(r"(?<![A-Za-z])([A-Z]{3})\s?(mm|mn|m|bn|b|k|tn|M|K|B)?(?![A-Za-z])")
_WORD_STARTS = re.compile(r"(?<!\w)[a-z]")
_BRACKETS = re.compile(r"[(\[]([^()\[\]]{1,40})[)\]]")
_TAILS = re.compile(r"(?:,|\bin|:|/)\s([^,()\[\]]{1,40})$")
_LEADING_SCALE = re.compile(
    r"(?:in\s|unit:?\s)?(?:(?:thousands?|millions?|billions?|['’]?000s?|1,?000)\s(?:of\s)?)?", re.IGNORECASE
)
_THOUSAND = re.compile(r"(?<![\d.,])1,?000\s(?=[a-z])")
_STATED_SCALE = re.compile(r"\bin\s|\(|,\s|['’]000|^")
_NUMBERED = re.compile(r"[A-Z]\d")  # "Gates T1, T2": no square tesla
_OPENED = frozenset("([")
_CELL = re.compile(
    r"\s*([(\[]?)\s*([-−–+]?)\s*([^\d(\[]{0,4}?)\s*([-−(\[]?)\s*((?:\d|\.\d)[\d.,'’ \u00a0\u2009\u202f]*)(%?)"
    r"\s*([)\]]?)\s*(%?)\s*(?:\*+|†|‡|[¹²³])?\s*"
)


@lru_cache(maxsize=1 << 12)  # a column's head is asked once for each of its cells
def find_unit_hint(text: str) -> UnitHint | None:
    """Return the unit and scale that a head or caption states for the numbers below it; None if it states none."""
    low = lower_in_place(text)
    scale, scale_text = _find_scale(low)
    money = _find_money(text, low)
    if money is not None:
        unit, factor, words = money
        return UnitHint(unit=unit, scale=factor if factor != ONE else scale, text=_span(text, words, scale_text))
    tail = _find_tail(text, low)
    if tail is not None:
        return UnitHint(unit=tail[0], scale=scale, text=_span(text, tail[1], scale_text))
    if scale != ONE and _STATED_SCALE.search(low[: low.find(scale_text.lower()) + 1]):
        return UnitHint(unit="", scale=scale, text=scale_text)
    return None


def _span(text: str, words: str, scale_text: str) -> str:
    return words if scale_text in words or not scale_text else f"{words} {scale_text}"


def _find_scale(low: str) -> tuple[Decimal, str]:
    match = _SCALE_WORD.search(low)
    if match is None:
        thousand = _THOUSAND.search(low)
        return (Decimal(1000), thousand.group().strip()) if thousand else (ONE, "")
    word = match.group().lstrip("'’")
    if word.rstrip(".") in _FOREIGN_SCALE:
        return Decimal(_FOREIGN_SCALE[word.rstrip(".")]), match.group()
    if word.startswith("000"):
        return Decimal(1000), match.group()
    return scale_values().get(word) or scale_values()[word.rstrip("s")], match.group()


def _find_money(text: str, low: str) -> tuple[str, Decimal, str] | None:
    signs = lexicon().signs
    for match in _LED_MONEY.finditer(text):
        word = signs.get(match[2])
        if word is not None and word.is_currency:
            return word.unit, Decimal(_LED_SCALE[match[1].lower()]), match.group()
    for match in (*_CODE_SCALE.finditer(text), *_SIGN_SCALE.finditer(text)):
        word = signs.get(match[1]) or signs.get(match[1].upper())
        if word is None or not word.is_currency:
            continue
        short = (match[2] or "").lower().lstrip("'’")
        return word.unit, Decimal(_SHORT_SCALE.get(short, 1)), match.group().strip()
    return _find_money_word(low)


def _find_money_word(low: str) -> tuple[str, Decimal, str] | None:
    """Find a currency by name: "millions of US dollars"."""
    table = lexicon()
    for match in _WORD_STARTS.finditer(low):
        found = table.folded_pattern.match(low, match.start())
        if (
            found is not None
            and table.folded[found.group()].unit.isupper()
            and table.folded[found.group()].sort == "money-name"
        ):
            return table.folded[found.group()].unit, ONE, found.group()
    return None


def _find_tail(text: str, low: str) -> tuple[str, str] | None:
    """Read the unit in brackets, after the last comma or after "in": "Weight (kg)", "Speed, km/h", "Length in m"."""
    for match in (*_BRACKETS.finditer(text), *_TAILS.finditer(text)):
        found = _whole_unit(text, low, match.start(1), match.end(1))
        if found is not None and not _NUMBERED.fullmatch(match[1].strip()):
            return found
    return _whole_unit(text, low, 0, len(text)) if len(text.strip()) > 1 or text.strip() == "%" else None


def _whole_unit(text: str, low: str, start: int, end: int) -> tuple[str, str] | None:
    lead = _LEADING_SCALE.match(text, start, end)
    start = lead.end() if lead is not None else start
    reading = read_unit(text, low, start, is_after_number=False)
    if reading is None or text[reading.end : end].strip():
        return None
    is_head_word = (
        start == 0 and reading.word.sort == "word" and text[start : reading.end].lower() == reading.word.surface
    )
    if is_head_word:  # a column headed "Day" numbers its days
        return None
    return reading.unit, text[start : reading.end]


def read_cell(text: str, low: str, hint: UnitHint, *, decimal_comma: bool) -> Quantity | None:
    """Return the quantity of a cell that holds one bare number, in the unit of its column or table head.

    A number in brackets is negative. A currency sign or "%" in the cell wins over the unit of the hint; a sign still
    takes the scale. Any other unit or scale in the cell gives None: the cell then says itself what it holds.
    """
    match = _CELL.fullmatch(text)
    if match is None or (match[1] in _OPENED or match[4] in _OPENED) != bool(match[7]):
        return None
    numbers = list(find_numbers(low, decimal_comma=decimal_comma))
    if len(numbers) != 1 or numbers[0].scale != ONE:
        return None
    unit, scale = hint.unit or "count", hint.scale
    if match[3]:
        sign = lexicon().signs.get(match[3])
        if sign is None or (hint.unit and sign.unit != hint.unit):
            return None
        unit = sign.unit
    if match[6] or match[8]:
        unit, scale = "percent", ONE
    number = numbers[0]
    is_negative = match[1] == "(" or match[2] in ("-", "−", "–") or match[4] in ("-", "−", "(")
    value = number.value * scale * (-1 if is_negative else 1)
    first = next(group for group in (1, 2, 3, 4, 5) if match[group])
    last = next(group for group in (8, 7, 6) if match[group]) if match[8] or match[7] or match[6] else 0
    start, end = match.start(first), match.end(last) if last else number.end
    return Quantity(
        start=start, end=end, low=value, high=value, step=number.step * scale, unit=unit, comparator="=",
        figure_start=start, figure_end=end, assumptions=(f"unit from {hint.text!r}",) if unit == hint.unit else (),
    )  # fmt: skip
