"""Unit words and currency words, with the SI prefixes spelled out: surface text -> unit string.

`unit_words.csv` (in `normalize/`, where units belong) and `lexicon/currencies.csv` are the data; its column `sort`:

    symbol  case matters; takes the prefixes of the next column      word   any case, plural in -s, "all" prefixes
    exact   case matters                                             fixed  any case, as it stands
    weak    read only where the words around demand a unit           mark   feet and inches marks
"""

from __future__ import annotations

import csv
import re
from dataclasses import dataclass
from functools import cache

from checker.extract.lexicon_files import alternation, rows
from checker.resources import package_file

_SYMBOL_PREFIXES = {
    "f": "femto", "p": "pico", "n": "nano", "µ": "micro", "m": "milli", "c": "centi", "d": "deci", "h": "hecto",
    "k": "kilo", "M": "mega", "G": "giga", "T": "tera", "P": "peta", "E": "exa",
}  # fmt: skip
_NAME_PREFIXES = (
    "femto", "pico", "nano", "micro", "milli", "centi", "deci", "hecto", "kilo", "mega", "giga", "tera", "peta", "exa",
)  # fmt: skip
_DATA_PREFIXES = ("kilo", "mega", "giga", "tera", "peta", "exa", "zetta")
_LETTERS = (("M", "M"), ("m", "M"), ("K", "K"), ("k", "K"), ("T", "K"), ("B", "B"))  # "MEUR", "TEUR", "k€"
_SCALED_CODES = frozenset(
    [
        "USD",
        "EUR",
        "GBP",
        "CHF",
        "AUD",
        "CAD",
        "NZD",
        "SEK",
        "NOK",
        "DKK",
        "JPY",
        "INR",
        "CNY",
        "SGD",
        "HKD",
        "BRL",
        "ZAR",
        "PLN",
        "CZK",
    ]
)
_LOWER_CODES = frozenset(
    [
        "usd",
        "eur",
        "gbp",
        "jpy",
        "rmb",
        "cny",
        "cad",
        "aud",
        "nzd",
        "hkd",
        "sgd",
        "chf",
        "inr",
        "sek",
        "nok",
        "dkk",
        "btc",
        "mxn",
    ]
)


@dataclass(frozen=True, slots=True)
class UnitWord:
    """One surface form and what it stands for."""

    surface: str
    unit: str
    sort: str
    assumption: str = ""
    is_currency: bool = False


@dataclass(frozen=True, slots=True)
class Lexicon:
    """All unit words, by exact and by lower-case surface, with the patterns that find them at a position."""

    exact: dict[str, UnitWord]
    folded: dict[str, UnitWord]
    exact_pattern: re.Pattern[str]
    folded_pattern: re.Pattern[str]
    signs: dict[str, UnitWord]  # currency signs and codes that stand before a number


def _unit_rows() -> list[tuple[str, str, str, str, str]]:
    with package_file("normalize", "unit_words.csv").open(encoding="utf-8", newline="") as file:
        return [(r[0], r[1], r[2], r[3], r[4]) for r in list(csv.reader(file))[1:] if r]


def _plural(word: str) -> str:
    return word[:-1] + "ies" if word.endswith(("dy", "ry", "ly")) else word + "s"


@cache
def lexicon() -> Lexicon:
    """Return the unit and currency words of the shipped tables."""
    exact: dict[str, UnitWord] = {}
    folded: dict[str, UnitWord] = {}
    made: list[UnitWord] = []  # prefixed forms; explicit rows win over them
    for word, unit, sort, prefixes, assumption in _unit_rows():
        entry = UnitWord(word, unit, sort, assumption)
        if sort in ("symbol", "exact"):
            exact[word] = entry
            made += _prefixed_symbols(word, unit, prefixes)
        else:
            folded[word.lower()] = entry
            if sort == "word":
                folded[_plural(word.lower())] = entry
                names = _NAME_PREFIXES if prefixes == "all" else _DATA_PREFIXES if prefixes == "data" else ()
                made += [UnitWord(name + word, name + unit, "word") for name in names]
            elif prefixes == "all":
                made += [UnitWord(name + word, name + unit, "fixed") for name in _NAME_PREFIXES]
    for entry in made:
        if entry.sort == "symbol":
            exact.setdefault(entry.surface, entry)
        else:
            folded.setdefault(entry.surface, entry)
            if entry.sort == "word":
                folded.setdefault(entry.surface + "s", entry)
    signs = _add_currencies(exact, folded)
    return Lexicon(exact, folded, _pattern(exact), _pattern(folded), signs)


def _prefixed_symbols(word: str, unit: str, prefixes: str) -> list[UnitWord]:
    made = []
    for letter in prefixes if prefixes.isalpha() and prefixes != "all" else "":
        made.append(UnitWord(letter + word, _SYMBOL_PREFIXES[letter] + unit, "symbol"))
        if letter == "µ":  # Greek mu, and the letter that stands for it
            made.append(UnitWord("μ" + word, "micro" + unit, "symbol"))
            made.append(UnitWord("u" + word, "micro" + unit, "symbol"))
    return made


def _add_currencies(exact: dict[str, UnitWord], folded: dict[str, UnitWord]) -> dict[str, UnitWord]:
    signs: dict[str, UnitWord] = {}
    for word, unit, sort, assumption in rows("currencies.csv"):
        entry = UnitWord(word, unit, "money-" + sort, assumption, is_currency=True)
        if sort == "name":
            folded[word.lower()] = entry
            folded[_plural(word.lower())] = entry
        if sort in ("sign", "code"):
            if len(word) > 1 or not word.isalpha():
                signs[word] = entry
            if not word.isalpha() or sort == "code" or word in ("zł", "Kč", "RMB", "NIS", "NTD"):
                exact[word] = entry
        if word.lower() in _LOWER_CODES:
            signs[word.lower()] = folded[word.lower()] = entry
        if word in _SCALED_CODES or word == "€":
            for letter, scale in _LETTERS:
                scaled = UnitWord(letter + word, unit, "money-" + scale, assumption, is_currency=True)
                exact[letter + word] = signs[letter + word] = scaled
    return signs


def _pattern(table: dict[str, UnitWord]) -> re.Pattern[str]:
    return re.compile(alternation(table) + r"(?![^\W\d_⁰¹²³⁴-⁹])")


def all_units() -> list[str]:
    """Return every unit string of the tables, without powers and rates, sorted: what `unit_table.csv` resolves."""
    table = lexicon()
    units = {entry.unit for entry in (*table.exact.values(), *table.folded.values())}
    return sorted(units)
