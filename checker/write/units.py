"""Amounts in words, in the unit that a finding's own sources use: "83.5 to 84.5 m", "1.15 to 1.25 billion USD"."""

from __future__ import annotations

import csv
import re
from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from functools import cache, lru_cache

from checker.records import Mention
from checker.resources import package_file
from checker.write.numbers import grouped
from checker.write.visible import show_line

_BARE = re.compile(r"-?\d{1,30}(?:[,.]\d{1,30}){0,12}", re.ASCII)  # a number of a cell, its unit in the head
_CAPITAL = re.compile(r"[A-Z][a-z]{2,20}(?=[ -]|$)")
_TWO_ENDS = re.compile(r"[^\s\d]?\d[^\n]{0,60} and [^\s\d]?\d[^\n]{0,60}")  # of "between 5 MB and 10 MB"
_NAME = re.compile(r"[A-Za-z_]+")
_SCALE_WORDS = ((1e12, "trillion"), (1e9, "billion"), (1e6, "million"))


@dataclass(frozen=True, slots=True, kw_only=True)
class Shown:
    """A unit to show amounts in: shown = (base - offset) / factor."""

    base: str
    factor: float = 1.0
    offset: float = 0.0
    words: str = ""  # after a number; "" for counts and dates

    def of(self, number: float) -> float:
        """Return an amount of the base unit in this one."""
        return (number - self.offset) / self.factor


@cache
def _unit_table() -> Mapping[str, tuple[float, float, str]]:
    with package_file("normalize", "unit_table.csv").open(encoding="utf-8", newline="") as file:
        rows = list(csv.DictReader(file))
    return {row["unit"]: (float(row["factor"]), float(row["offset"]), row["base"]) for row in rows}


@cache
def _symbols() -> Mapping[str, str]:
    with package_file("write", "unit_symbols.csv").open(encoding="utf-8", newline="") as file:
        return {row["unit"]: row["symbol"] for row in csv.DictReader(file)}


def shown_unit(mentions: Sequence[Mention]) -> Shown:
    """Return the unit that most of the mentions are written in, the first of several; the base where it is unknown."""
    if not mentions:
        return Shown(base="")
    (written, _), *_ = Counter(mention.unit for mention in mentions).most_common()
    base = next(mention.base_unit for mention in mentions if mention.unit == written)
    factor, offset, of = _unit_table().get(written, (0.0, 0.0, ""))
    if of != base or factor <= 0:
        return Shown(base=base, words=unit_words(base))
    return Shown(base=base, factor=factor, offset=offset, words=unit_words(written))


def unit_words(unit: str) -> str:
    """Return a unit as it is written after a number: "percent" -> "%", "meter" -> "m"; "" for counts and dates."""
    if unit.startswith("count:"):
        return ""
    known = _symbols().get(unit)
    if known is not None:
        return known
    words = _NAME.sub(lambda match: _short(match[0]), unit.replace(" ", ""))
    words = words.replace("**2", "²").replace("**3", "³").replace("*", "·")
    return show_line(words.replace("_", " "))


def _short(name: str) -> str:
    """Return the symbol of a unit inside a compound one: "meter" -> "m", but "day" stays, as none says "per days"."""
    symbol = _symbols().get(name, "")
    return symbol if symbol and not symbol.startswith(name) else name


@lru_cache(maxsize=10_000)  # the page names each value in several places
def number_words(number: float, unit: Shown) -> str:
    """Return a base amount without its unit: 1.5e9 -> "1.5 billion"; a date's ordinal as ISO; a true minus."""
    if unit.base == "date" and 1 <= number <= date.max.toordinal():
        return date.fromordinal(int(number)).isoformat()
    value = float(f"{unit.of(number):.6g}")
    size, word = _scale_of(value)
    return f"{grouped(float(f'{value / size:.6g}'))} {word}".strip().replace("-", "−")


def _scale_of(number: float) -> tuple[float, str]:
    return next(((size, word) for size, word in _SCALE_WORDS if abs(number) >= size), (1.0, ""))


def amount_words(number: float, unit: Shown, sign: bool = False) -> str:
    """Return a base amount with its unit: "645 GWh", "60%", "1.2 billion USD"; with a plus if `sign` and above zero."""
    space = "" if unit.words in {"", "%"} else " "
    return ("+" if sign and number > 0 else "") + f"{number_words(number, unit)}{space}{unit.words}"


def interval_words(mention: Mention, unit: Shown) -> str:
    """Return an interval: "83.5 to 84.5 m", "more than 3%", "1.15 to 1.25 billion USD"; "" where there is none."""
    low, high = mention.low, mention.high
    if mention.base_unit != unit.base:
        unit = shown_unit((mention,))
    if low is None and high is None:
        return ""
    if low is None or high is None:
        words = amount_words(high if low is None else low, unit)  # type: ignore[arg-type]
        after, before = ("or more", "more than") if high is None else ("or less", "less than")
        return f"{words} {after}" if mention.comparator in {">=", "<="} else f"{before} {words}"
    if low == high:
        return amount_words(low, unit)
    start, end = number_words(low, unit), amount_words(high, unit)
    if start == number_words(high, unit):  # apart by less than is shown
        return end
    _, word = _scale_of(float(f"{unit.of(low):.6g}"))
    if word and f" {word}" in end:  # "1.15 to 1.25 billion", not "1.15 billion to 1.25 billion"
        start = start.removesuffix(f" {word}")
    return f"{start} to {end}"


def in_sentence(mention: Mention, shown: str) -> str:
    """Return a value as it stands inside a sentence: with its unit, and small where it began one.

    "Seven people" -> "seven people"; a date and "EUR 5 million" stay.
    """
    if isinstance(mention.value, tuple | list) and _TWO_ENDS.fullmatch(shown):
        shown = f"between {shown}"  # whose "between" stands before the figure
    if isinstance(mention.value, str) or not _CAPITAL.match(shown):
        return with_unit(mention, shown)
    return shown[0].lower() + shown[1:]


def with_unit(mention: Mention, shown: str) -> str:
    """Return a value that names its unit: "1,142.3" in a column "EUR million" is "1,142.3 million EUR"."""
    value = mention.value
    if not _BARE.fullmatch(shown) or isinstance(value, str | tuple | list | None):
        return shown
    words = unit_words(mention.unit)
    is_known = mention.unit in _unit_table() or len(mention.unit) == 3
    if not words or not is_known or mention.unit == "count":
        return shown
    scale = _stated_scale(shown, value)
    return f"{shown}{scale}{'' if words == '%' else ' '}{words}"


def _stated_scale(shown: str, value: float) -> str:
    """Return " million" where a value is a million times what is written; "" where it is as written, or unclear."""
    try:
        written = float(shown.replace(",", ""))
    except ValueError:
        return ""
    scales = ((1e3, "thousand"), *_SCALE_WORDS)
    return next((f" {word}" for size, word in scales if written and abs(value / written - size) < size * 1e-6), "")
