"""One number with its sign, currency, scale suffix and unit: a quantity in the making."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from decimal import Decimal

from checker.extract.numbers import ONE, Number
from checker.extract.unit_lexicon import UnitWord, lexicon
from checker.extract.unit_reader import read_divisors, read_population, read_rate, read_unit

_MINUS = "-−–"
_LETTER_SIGNS = {"P": "PHP", "R": "ZAR"}
_SCALED = re.compile(r"\d[\d.,]{0,14}(?:[ -]?(?:million|billion|trillion|bn|mn)|[MB])(?!\w)")
_LONGEST_SIGN = 6
_SUFFIXES = {
    "k": 10**3, "m": 10**6, "mm": 10**6, "mil": 10**6, "b": 10**9, "t": 10**12, "tn": 10**12, "cr": 10**7, "mio": 10**6,
    "mrd": 10**9, "tsd": 10**3,
}  # fmt: skip
_SUFFIX = re.compile(r"[ \u00a0]?(mm|mil|mio|mrd|tsd|tn|cr|[mbk])(?![\w’'])|(t)(?![\w’'-])")
_BARE_SUFFIX = re.compile(r"([kKMB])(?![\w’'])")
_SMALL_M = re.compile(r"m (?=[a-z]+s\b|people\b|children\b|men\b|women\b)")
_SUFFIX_BEFORE_MONEY = re.compile(r"(m|k|mil|bn?|mio) ?(?=[A-Z]{3}\b|euro|dollar|pound|yen|rupee|[€£$])")
_FOREIGN_BEFORE_MONEY = re.compile(r"[ \u00a0]?((?i:mio|mrd|tsd))\b\.?(?=[ \u00a0]?(?:[A-Z]{3}\b|[Ee]uro|[€£$]))")
_DOLLAR_CODE = re.compile(r"[ \u00a0]?(USD|CAD|AUD|NZD|HKD|SGD|US|TWD|MXN)(?!\w)")
_SCALE_AFTER_CODE = re.compile(r"\s(million|billion|trillion|thousand|mn|bn|m|b|k)(?!\w)")
_SCALES = {"million": 6, "mn": 6, "m": 6, "billion": 9, "bn": 9, "b": 9, "trillion": 12, "thousand": 3, "k": 3}
_YEAR = re.compile(r"(?:19|20)\d\d(?![\d,.]\d)")
_OF_A = re.compile(r"\s(?:of\s)?an?\s")
_CODE_SCALES = {"money-M": Decimal(10**6), "money-K": Decimal(1000), "money-B": Decimal(10**9)}
_SPACED_SIGN = re.compile(r"(?<![^\s(])(c|us|u\.s\.|u \. s \.|nz|hk|nt)\s\$\s?$")
_SPACED = {"c": "CAD", "us": "USD", "u.s.": "USD", "u . s .": "USD", "nz": "NZD", "hk": "HKD", "nt": "TWD"}
_SPELLED_SIGN = re.compile(r"(?<!\w)(dollars?|euros?|rupees?|sen)\s?$")


@dataclass(slots=True)
class FigureDraft:
    """A quantity being read; joins and comparators change it in place."""

    start: int  # of the figure: sign, number and unit
    end: int
    low: Decimal
    high: Decimal
    step: Decimal
    number: Number
    unit: str = ""
    word: UnitWord | None = None
    comparator: str = "="
    hedge: str = ""
    form: str = "digits"
    tolerance: Decimal | None = None
    notes: list[str] = field(default_factory=list)
    left: int = -1  # start including comparator words
    right: int = -1
    is_money_before: bool = False
    is_joined: bool = False  # part of a range or list that gave it its unit
    is_dead: bool = False

    @property
    def is_bare(self) -> bool:
        """True while nothing says what is counted or measured."""
        return not self.unit


def make_draft(text: str, low: str, number: Number, end_before: int = -1) -> FigureDraft | None:
    """Return the number with its unit; None where letters run into it, so that it is part of a name or code.

    `end_before` is where the figure before it ends: a dash there makes a range, "40bn-50bn".
    """
    start, sign_word, is_negative = _before(text, low, number.start)
    if sign_word is None and start > 0 and start - 1 != end_before and _is_glued(text, start, number):
        return None
    draft = FigureDraft(start, number.end, number.value, number.value, number.step, number, form=number.form)
    if sign_word is not None:
        _read_money(text, low, draft, sign_word)
    else:
        _read_after(text, low, draft)
    if draft.end <= number.end and _runs_on(text, number.end):
        return None
    draft.low = draft.high = -number.value if is_negative else number.value
    draft.step = number.step
    draft.end = max(draft.end, number.end)
    return draft


def _before(text: str, low: str, start: int) -> tuple[int, UnitWord | None, bool]:
    """Return where sign and currency before a number begin, the currency, and whether it is negative."""
    is_negative = False
    at = start
    if _is_minus(text, at):
        at, is_negative = at - 1, True
    for word in ("minus ", "negative "):
        if low.endswith(word, 0, at):
            return at - len(word), None, True
    found = _sign_before(text, low, at)
    if found is None:
        return at, None, is_negative
    word_found, at = found
    if not is_negative and _is_minus(text, at):
        at, is_negative = at - 1, True
    return at, word_found, is_negative


def _is_minus(text: str, at: int) -> bool:
    """True for a minus sign before `at`: one with nothing, a space or an opening before it."""
    if at < 1 or text[at - 1] not in _MINUS:
        return False
    if at == 1:
        return True
    before = text[at - 2]
    if text[at - 1] == "–":
        return before in "(["
    if before == " " and at > 2 and text[at - 3].isdigit() and text[at - 1] == "-":
        return False
    return before in " \u00a0\t\n([{=<>~∼≈≤≥/,:;$€£"


def _sign_before(text: str, low: str, at: int) -> tuple[UnitWord, int] | None:
    signs = lexicon().signs
    end = at - 1 if at > 0 and text[at - 1] in " \u00a0" else at
    if end <= 0 or text[end - 1].isdecimal():  # no sign ends with a figure
        return None
    for length in range(min(_LONGEST_SIGN, end), 0, -1):
        written = text[end - length : end]
        word = signs.get(written) or (signs.get(written.upper()) if written[-1] == "$" else None)
        if word is None or (written[0].isalpha() and length < end and text[end - length - 1].isalpha()):
            continue
        if written == "$":
            return _spaced_sign(low, at) or (word, end - 1)
        return word, end - length
    window = low[max(0, at - 9) : at]
    spelled = _SPELLED_SIGN.search(window)
    if spelled is not None and not window[: spelled.start()].rstrip()[-1:].isdigit():
        if spelled[1] == "euro" and _YEAR.match(text, at):
            return None  # the tournament "Euro 2024"
        return lexicon().folded[spelled[1]], at - len(spelled.group())
    return _letter_sign(text, at)


def _letter_sign(text: str, at: int) -> tuple[UnitWord, int] | None:
    """Read a letter that is a currency only before a scaled sum: "P577.4 million", "R12bn"; "P2" is a car park."""
    letter = text[at - 1 : at]
    unit = _LETTER_SIGNS.get(letter)
    if unit is None or (at > 1 and (text[at - 2].isalnum() or text[at - 2] in "-_.'’")):
        return None
    if _SCALED.match(text, at) is None:
        return None
    return UnitWord(letter, unit, "money-sign", f"{letter} read as {unit}", is_currency=True), at - 1


def _spaced_sign(low: str, at: int) -> tuple[UnitWord, int] | None:
    """Read the sign of a text cut into tokens: "c $ 300"."""
    window = low[max(0, at - 12) : at]
    match = _SPACED_SIGN.search(window)
    if match is None:
        return None
    return lexicon().signs[_SPACED[match[1]]], at - len(window) + match.start(1)


def _is_glued(text: str, start: int, number: Number) -> bool:
    """True where letters, a hyphened word or another number run into the number from the left."""
    before, earlier = text[start - 1], text[start - 2 : start - 1]
    if before.isalpha() or before in "_#№\\@&)]}":
        return True
    if before == "/":
        return earlier.isalnum() and number.form != "words"
    if before in ".:" and earlier.isdigit():
        return True
    if before in "-‐‑–" and earlier.isalpha() and number.form == "digits":
        prefix = text[max(0, start - 12) : start - 1].split()[-1]
        return prefix.lower() not in ("sub", "over", "under", "magnitude") and not prefix[0].isdigit()
    return False


def _runs_on(text: str, end: int) -> bool:
    """True where letters follow with no space and make no unit: "747s", "3rd", "39D", "3µ"."""
    follow = text[end : end + 1]
    if follow == "x":  # "3.5x"
        return text[end + 1 : end + 2].isalnum()
    return follow.isalpha() or follow == "_"


def _read_money(text: str, low: str, draft: FigureDraft, word: UnitWord) -> None:
    """Read what follows a number that a currency sign stands before: scale, code, "a barrel"."""
    number = draft.number
    draft.is_money_before = True
    if word.sort in _CODE_SCALES:
        number.multiply(_CODE_SCALES[word.sort], number.end)
    _read_suffix(low, number)
    end = number.end
    after = _DOLLAR_CODE.match(text, end)
    if after is not None and word.surface == "$" and not text[after.end() : after.end() + 2].strip().isdigit():
        word, end = lexicon().signs.get(after[1], word), after.end()
    draft.word = word
    if word.assumption:
        draft.notes.append(word.assumption)
    suffix, draft.end = read_divisors(text, low, end, word)
    draft.unit = word.unit + suffix


def _read_suffix(low: str, number: Number) -> None:
    """Multiply in "m", "bn", "k" where money makes them scales."""
    match = _SUFFIX.match(low, number.end) if number.scale == ONE else None
    if match is not None:
        group = match.lastindex or 1
        number.multiply(Decimal(_SUFFIXES[match[group]]), match.end(group))


def _read_after(text: str, low: str, draft: FigureDraft) -> None:
    """Read the scale suffix and unit after a number with no currency before it."""
    number = draft.number
    if number.form == "multiple":
        draft.unit = "count:time"
        return
    if number.form == "digits" and number.scale == ONE:
        _read_bare_suffix(text, low, number)
    position = _skip(text, number.end)
    if number.form == "fraction" and (article := _OF_A.match(low, number.end)) is not None:
        position = article.end()  # "half an hour", "a quarter of a mile"
    if position is not None and position > number.end and text[position : position + 1].isdecimal():
        return  # the next figure, and no unit
    reading = read_unit(text, low, position) if position is not None else None
    if reading is None:
        _read_population_or_rate(text, low, draft)
        return
    word = reading.word
    if word.is_currency and _is_sign_of_next(text, reading.end, word):
        return
    if word.sort in _CODE_SCALES:
        number.multiply(_CODE_SCALES[word.sort], number.end)
    draft.unit, draft.end, draft.word = reading.unit, reading.end, word
    draft.notes.extend(reading.assumptions)
    if word.is_currency and number.scale == ONE:
        scale = _SCALE_AFTER_CODE.match(low, draft.end)
        if scale is not None:
            number.multiply(Decimal(10) ** _SCALES[scale[1]], scale.end())
            draft.end = scale.end()


def _skip(text: str, position: int) -> int | None:
    """Return where a unit may begin: here, or after one space or hyphen."""
    character = text[position : position + 1]
    if character in ("", "\n"):
        return None
    if character in " \u00a0\u2009\u202f":
        return position + 1
    if character in "-‐‑":
        return None if text[position + 1 : position + 2] == " " else position + 1  # "8- to 16-meter"
    return position


def _is_sign_of_next(text: str, end: int, word: UnitWord) -> bool:
    """True where a currency sign or code after a number belongs to the next number: "3 USD50 cards"."""
    if word.sort not in ("money-sign", "money-code"):
        return False
    follow = text[end : end + 2]
    return follow[:1].isdigit() or (follow[:1] == " " and follow[1:].isdigit() and not word.surface.isalpha())


def _read_bare_suffix(text: str, low: str, number: Number) -> None:
    match = _BARE_SUFFIX.match(text, number.end)
    if match is not None:
        if match[1] == "K" and ((number.value <= 16 and number.core.isdigit()) or _is_kelvin(number)):
            return  # "4K television", "573.15K"
        number.multiply(Decimal({"k": 10**3, "K": 10**3, "M": 10**6, "B": 10**9}[match[1]]), match.end())
    elif (foreign := _FOREIGN_BEFORE_MONEY.match(text, number.end)) is not None:  # "12.4 Mio. EUR"
        number.multiply(Decimal(_SUFFIXES[foreign[1].lower()]), foreign.end())
    elif _SMALL_M.match(low, number.end):
        number.multiply(Decimal(10**6), number.end + 1)
    else:
        money = _SUFFIX_BEFORE_MONEY.match(text, number.end)
        if money is not None:
            number.multiply(Decimal(_SUFFIXES.get(money[1], 10**9)), money.end(1))


def _is_kelvin(number: Number) -> bool:
    return number.value >= 100 and number.step < ONE


def _read_population_or_rate(text: str, low: str, draft: FigureDraft) -> None:
    population = read_population(low, draft.number.end)
    rate = population or read_rate(text, low, draft.number.end)
    if rate is not None:
        draft.unit, draft.end = "count" + rate[0], rate[1]
