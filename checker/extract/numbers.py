"""Numbers as written: digits in every grouping, fractions, powers of ten, number words and scale words.

Takes text, gives `Number`s in reading order with exact spans; what a number counts or measures, and whether it is
a quantity at all, is for `quantities.py`. All patterns are linear: repeats are bounded or possessive.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from decimal import Decimal
from functools import cache

from checker.extract.lexicon_files import alternation, rows
from checker.extract.number_words import read_words

MAX_DIGITS = 30  # longer runs of digits are identifiers
MAX_EXPONENT = 250
ONE = Decimal(1)

VULGAR = {
    "½": (1, 2), "⅓": (1, 3), "⅔": (2, 3), "¼": (1, 4), "¾": (3, 4), "⅕": (1, 5), "⅖": (2, 5), "⅗": (3, 5),
    "⅘": (4, 5), "⅙": (1, 6), "⅚": (5, 6), "⅐": (1, 7), "⅛": (1, 8), "⅜": (3, 8), "⅝": (5, 8), "⅞": (7, 8),
    "⅑": (1, 9), "⅒": (1, 10),
}  # fmt: skip
_SUPERSCRIPTS = str.maketrans("⁰¹²³⁴⁵⁶⁷⁸⁹⁺⁻−–", "0123456789+---")
_SIGNS_OF_POWER = re.compile(r"[\^*()\s]")
_DENOMINATORS = frozenset((2, 3, 4, 5, 6, 8, 10, 12, 16, 20, 32, 64, 100))

# U+00A0 no-break, U+2007 figure, U+2009 thin, U+202F narrow no-break
_SPACE = "[ \u00a0\u2007\u2009\u202f]"
_CORE = rf"""(?:
    \d{{1,3}}(?:,\d{{3}}){{1,9}}+(?:\.\d++)?(?!,?\d)          # 1,234,567.8
  | \d{{1,2}}(?:,\d{{2}}){{1,9}},\d{{3}}(?:\.\d++)?(?!,?\d)  # 12,34,567
  | \d{{1,3}}(?:\.\d{{3}}){{1,9}}+,\d++(?!\d)                 # 1.234,56
  | \d{{1,3}}(?:\.\d{{3}}){{2,9}}+(?![.,]?\d)                 # 1.234.567
  | \d{{1,3}}(?:['’]\d{{3}}){{1,9}}+(?:\.\d++)?(?!\d)         # 1'234.50
  | \d{{1,3}}(?:{_SPACE}\d{{3}}){{1,9}}+(?:[.,]\d++)?(?!\d|{_SPACE}\d) # 1 234 567
  | (?<!\d,)\d{{1,4}},\d{{1,2}}(?!\d|[.,/]\d|-[a-z]{{4}})                 # 3,5
  | (?<!\d{{6}},)\d++(?:\.\d++)?
  | (?<![\w.)])\.\d++
)"""
_POWER = r"""(?:
    e[+\-−]?\d{1,3}(?![\w.]\w?)                                          # 1.5e11
  | \s?[×x*·⋅]\s?10(?:(?:\^|\*\*)\(?[+\-−–]?\d{1,3}\)?|\s?[\-−–]\s?\d{1,2}(?!\d)
                      |[⁺⁻]?[⁰¹²³⁴⁵⁶⁷⁸⁹]{1,3}|\d{1,2}(?![\d,]|\.\d))      # 3 × 10⁵; "× 105" is one that lost its form
)"""
_TEN_POWER = r"(?<=(?<![\d.,])10)(?:(?:\^|\*\*)\(?[+\-−–]?\d{1,3}\)?|[⁺⁻]?[⁰¹²³⁴⁵⁶⁷⁸⁹]{1,3})"


@dataclass(slots=True)
class Number:
    """A number as written, before its unit is known."""

    start: int
    end: int
    value: Decimal
    step: Decimal  # one unit of the last written digit
    form: str  # digits words fraction multiple
    scale: Decimal = ONE  # scale words and suffixes already multiplied in
    is_grouped: bool = False  # written with thousands separators
    core: str = ""  # the digits or words themselves

    def multiply(self, factor: Decimal, end: int) -> None:
        """Apply a scale word that ends at `end`: 2.5 (million)."""
        self.value *= factor
        self.step *= factor
        self.scale *= factor
        self.end = end

    @property
    def is_plain_integer(self) -> bool:
        """True for bare digits with no separator, point or scale: what names, years and labels look like."""
        return self.form == "digits" and self.core.isdigit() and self.scale == ONE


@cache
def _number_pattern() -> re.Pattern[str]:
    vulgar = "".join(VULGAR)
    word = alternation(row[0] for row in rows("number_words.csv"))
    multiple = alternation(row[0] for row in rows("multiples.csv"))
    run = (
        rf"(?<![\w.]){word}(?:[\s-]{{1,3}}(?:(?:and|&)\s{{1,3}}|point\s)?(?:an?\s|of\sa\s)?{word}(?!\w)){{0,28}}+(?!\w)"
    )
    digits = rf"""(?P<core>{_CORE})(?:(?P<power>{_POWER})|(?P<ten>{_TEN_POWER})
        |[ \u00a0]?(?P<vulgar>[{vulgar}])|(?:[ \u00a0-](?P<mixed>\d{{1,2}}))?/(?P<under>\d{{1,3}})(?![\d/]|[.,]\d))?"""
    return re.compile(
        rf"(?P<digits>{digits})|(?P<alone>[{vulgar}])|(?P<words>{run})|(?<![\w-])(?P<multiple>{multiple})(?![\w-])",
        re.VERBOSE,
    )


@cache
def _scale_pattern() -> re.Pattern[str]:
    scales = [row[0] for row in rows("number_words.csv") if row[1] in ("scale", "hundred", "dozen")]
    return re.compile(rf"[\s\u00a0-]{{0,2}}+({alternation([*scales, 'bn', 'mn', 'mln', 'bln', 'trn'])})(?!\w)")


@cache
def scale_values() -> dict[str, Decimal]:
    """Return what each scale word is worth."""
    table = {row[0]: Decimal(row[2]) for row in rows("number_words.csv") if row[1] in ("scale", "hundred", "dozen")}
    short = {"bn": 10**9, "mn": 10**6, "mln": 10**6, "bln": 10**9, "trn": 10**12}
    return table | {word: Decimal(value) for word, value in short.items()}


_ADDITIVE = re.compile(r"\s(?:and\s)?")


def find_numbers(low: str, *, decimal_comma: bool = False) -> Iterator[Number]:
    """Give the numbers of `low` (text in lower case, offsets kept) in reading order; they never overlap."""
    before: Number | None = None
    for number in _single_numbers(low, decimal_comma=decimal_comma):
        if before is not None and _is_added(low, before, number):
            before.value, before.step, before.end = before.value + number.value, number.step, number.end
            before.scale, before.is_grouped = max(number.scale, Decimal(2)), True
            continue
        if before is not None:
            yield before
        before = number
    if before is not None:
        yield before


def _is_added(low: str, a: Number, b: Number) -> bool:
    """True where two numbers are parts of one: "3 hundred and 21", "2 lakh 50 thousand", "two and three quarters"."""
    if not 1 <= b.start - a.end <= 5 or not _ADDITIVE.fullmatch(low, a.end, b.start):
        return False
    if b.form == "fraction":
        return (
            a.form == "words"
            and b.start - a.end == 5
            and a.scale == ONE
            and low[b.start].isalpha()
            and a.value == int(a.value)
        )
    is_small = ONE < a.scale <= 1000 and b.core.isalnum() and b.value == int(b.value)
    return a.form == "digits" and 0 < b.value < a.scale and (is_small or b.scale > ONE)


def _single_numbers(low: str, *, decimal_comma: bool) -> Iterator[Number]:
    position = 0
    search = _number_pattern().search
    while match := search(low, position):
        position = match.end()
        if match["words"]:
            yield from read_words(low, match.start(), match.end())
        elif match["multiple"]:
            if (number := _multiple(low, match)) is not None:
                yield number
        elif match["alone"]:
            yield _fraction(match, Decimal(0), *VULGAR[match["alone"]])
        else:
            number = _read_digits(match, decimal_comma)
            if number is not None:
                read_scales(low, number)
                position = max(number.end, match.start() + 1)
                yield number


def _multiple(low: str, match: re.Match[str]) -> Number | None:
    """Read "tripled", "twofold", and "twice" where it compares."""
    value, after = {row[0]: (row[1], row[2]) for row in rows("multiples.csv")}[match["multiple"]]
    if after and low[match.end() + 1 : match.end() + 6].partition(" ")[0] not in after.split():
        return None
    return Number(match.start(), match.end(), Decimal(value), Decimal("0.1"), "multiple", core=match.group())


def _read_digits(match: re.Match[str], decimal_comma: bool) -> Number | None:
    core = match["core"]
    if len(core) > MAX_DIGITS:
        return None
    plain, is_grouped = _plain_digits(core, decimal_comma)
    value = Decimal(plain)
    start, end = match.span("core")
    if match["vulgar"]:
        return _fraction(match, value, *VULGAR[match["vulgar"]])
    if match["under"]:
        return _slash_fraction(match, value)
    step = Decimal(1).scaleb(-len(plain.partition(".")[2]))
    number = Number(start, end, value, step, "digits", is_grouped=is_grouped, core=core)
    if match["power"] or match["ten"]:
        _raise(number, match)
    return number


def _plain_digits(core: str, decimal_comma: bool) -> tuple[str, bool]:
    """Return the digits with a decimal point at most, and whether separators of thousands were taken out."""
    if core.isdigit():
        return core, False
    bare = re.sub("[ \u00a0\u2007\u2009\u202f'’]", "", core)
    comma, point = bare.rfind(","), bare.rfind(".")
    if decimal_comma and (point < 0 or comma > point or re.fullmatch(r"\d{1,3}(?:\.\d{3})+", bare)):
        decimal = "," if comma >= 0 else ""
    elif comma > point:
        decimal = "," if point >= 0 or not re.fullmatch(r"\d{1,3}(?:,\d{2,3})*,\d{3}", bare) else ""
    else:
        decimal = "." if bare.count(".") == 1 else ""
    whole, _, rest = bare.rpartition(decimal) if decimal else (bare, "", "")
    if not decimal:
        whole, rest = bare, ""
    digits = re.sub(r"[.,]", "", whole) or "0"
    written = f"{digits}.{rest}" if rest else digits
    return written, len(core) > len(written)


def _raise(number: Number, match: re.Match[str]) -> None:
    """Apply the power of ten that follows: "1.5e11", "3 × 10⁵", "10^6"."""
    power, ten = match["power"], match["ten"]
    if ten:
        number.value = number.step = ONE  # 10^6 is 1e6, known to its power
        tail = ten
    else:
        tail = power[1:] if power[0] == "e" else power.partition("10")[2]
        is_bare = power[0] != "e" and tail.isdecimal()
        if is_bare and not (ONE <= abs(number.value) < 10):
            return  # "40 × 106 mm" is a size
    exponent = int(_SIGNS_OF_POWER.sub("", tail).translate(_SUPERSCRIPTS))
    if abs(exponent) <= MAX_EXPONENT:
        number.multiply(Decimal(10) ** exponent, match.end("ten" if ten else "power"))
        number.scale = Decimal(2)  # marks: no bare integer


def _fraction(match: re.Match[str], whole: Decimal, above: int, below: int) -> Number:
    value = whole + Decimal(above) / Decimal(below)
    step = Decimal("0.1") if whole == 0 else ONE / Decimal(below)
    return Number(match.start(), match.end(), value, step, "digits" if whole else "fraction", core=match.group())


def _slash_fraction(match: re.Match[str], whole: Decimal) -> Number:
    """Read `1/4` and `2 1/2`; give the first number alone where the slash is none of a fraction (`24/7`)."""
    below = int(match["under"])
    above = int(match["mixed"]) if match["mixed"] else int(match["core"]) if match["core"].isdigit() else 0
    if 0 < above < below and below in _DENOMINATORS:
        return _fraction(match, whole if match["mixed"] else Decimal(0), above, below)
    start, end = match.span("core")
    number = Number(start, end, whole, ONE, "digits", core=match["core"])
    number.step = Decimal(1).scaleb(min(0, int(whole.as_tuple().exponent)))
    return number


def read_scales(low: str, number: Number) -> None:
    """Multiply in the scale words that follow: `2.5 million`, `three lakh crore`."""
    values = scale_values()
    for _ in range(3):
        match = _scale_pattern().match(low, number.end)
        if match is None or (number.form == "fraction" and match[0][:1] == "-"):
            return
        number.multiply(values[match[1]], match.end())
