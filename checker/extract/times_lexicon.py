"""The words and expressions of dates, loaded once from `patterns/times*`."""

from __future__ import annotations

import csv
import re
import tomllib
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache

from checker import resources

_YEAR = r"(?:1[5-9]|20)\d\d(?!\d)|2100(?!\d)"
_DAY = r"(?:3[01]|[12]\d|0?[1-9])(?:st|nd|rd|th)?(?!\d)"


@dataclass(frozen=True, slots=True)
class Pattern:
    """One way of writing a date."""

    sort: str
    reader: str
    regex: re.Pattern[str]


@cache
def words(kind: str) -> Mapping[str, str]:
    """Return the words of one class, as written in the table and in lower case, each with its value."""
    table: dict[str, str] = {}
    with resources.package_file("extract", "patterns", "times_words.csv").open(encoding="utf-8", newline="") as file:
        for row in csv.DictReader(file):
            if row["class"] == kind:
                table[row["word"]] = table[row["word"].lower()] = row["value"]
    return table


@cache
def phrases(kind: str) -> frozenset[str]:
    """Return the phrases of one class of times_cues.csv: `cue`, `future`, `change`, `strong` ...."""
    with resources.package_file("extract", "patterns", "times_cues.csv").open(encoding="utf-8", newline="") as file:
        return frozenset(row["words"] for row in csv.DictReader(file) if row["class"] == kind)


@cache
def counted() -> frozenset[str]:
    """Return nouns and units that turn a bare four-digit number before them into a count."""
    path = resources.package_file("extract", "patterns", "times_counted.csv")
    return frozenset(path.read_text(encoding="utf-8").split()[1:])


def month_number(word: str) -> int:
    """Return 1 to 12 for the name of a month, short or long, with or without its dot."""
    bare = word.rstrip(".").lower()
    return int(words("month").get(bare) or words("month_short")[bare])


def weekday_number(word: str) -> int:
    """Return 0 (Monday) to 6 for the name of a weekday."""
    bare = word.rstrip(".").lower()
    return int(words("weekday").get(bare) or words("weekday_short")[bare])


def count_of(word: str) -> int:
    """Return the number that digits or a number word say; "a" and "an" are 1."""
    return int(word) if word.isdigit() else int(words("count").get(word.lower(), "1"))


@cache
def patterns() -> Mapping[str, tuple[Pattern, ...]]:
    """Return the expressions of times.toml by the class of their first word."""
    data = tomllib.loads(resources.package_file("extract", "patterns", "times.toml").read_text(encoding="utf-8"))
    table: dict[str, list[Pattern]] = {}
    for entry in data["pattern"]:
        regex = re.compile(_expand(entry["regex"]))
        table.setdefault(entry["at"], []).append(Pattern(entry["sort"], entry["reader"], regex))
    return {at: tuple(found) for at, found in table.items()}


@cache
def trigger() -> re.Pattern[str]:
    """Return the one expression that finds where a date may begin; `lastgroup` is its class."""
    classes = {
        "month": _months(),
        "weekday": _weekdays(),
        "part": _any("part"),
        "ordinal": _any("ordinal"),
        "count": rf"(?:{_any('count')}|(?i:an?)(?= (?:day|week|fortnight|month|quarter|year|decade|century|hour)\b))",
        "season": _any("season"),
        "quarterword": r"[QqHh][1-4](?!\d)",
        "fiscal": r"(?:FY|(?i:fiscal|financial|calendar|tax|marketing|academic|crop|model)(?!\w))",
        "relative": r"(?i:yesterday|today|tonight|tomorrow|last|this|next|past|current|coming|earlier|later|so far"
        r"|previous|preceding|trailing|prior|following|same|corresponding|year[- ]to[- ]date)(?!\w)",
        "clockword": r"(?i:noon|midnight|midday)(?!\w)",
    }
    groups = "|".join(f"(?P<{name}>{regex})" for name, regex in classes.items())
    return re.compile(rf"(?<!\w)(?:(?P<digit>\d)|{groups})")


def _expand(regex: str) -> str:
    pieces = {
        "%year%": f"(?:{_YEAR})",
        "%day%": f"(?P<d>{_DAY})",
        "%day2%": f"(?P<d2>{_DAY})",
        "%month%": _months(),
        "%weekday%": _weekdays(),
        "%fullweekday%": rf"(?P<weekday>{_any('weekday')})",
        "%gap%": r"(?:\s{1,3}|-)",
        "%dash%": r"(?:\s?[-‐‑‒–—]\s?)",
        "%q%": "['’]",
        "%part%": _any("part"),
        "%ordinal%": rf"(?:{_any('ordinal')}|\d{{1,2}}(?:st|nd|rd|th))",
        "%count%": rf"(?:{_any('count')}|[Aa]n?|\d{{1,3}})",
        "%season%": _any("season"),
        "%daypart%": _any("daypart"),
        "%unit%": f"(?:{'|'.join(words('unit'))})",
        "%ampm%": r"(?:[ap]\.\s?m\.|[ap]m(?!\w)|[AP]\.M\.|[AP]M(?!\w))",
        "%zone%": rf"(?:(?:UTC|GMT)\s?[+−-]\d{{1,2}}(?::?\d\d)?(?!\d)|{_any('zone')})",
    }
    expanded = regex.replace("[ -]", "%gap%").replace(" ", r"\s{1,3}").replace(r"\s{1,3}?", r"\s{0,3}")
    for name, piece in pieces.items():
        expanded = expanded.replace(name, piece)
    return expanded


def _any(kind: str) -> str:
    """Return an alternation of a class's words: as written, capitalised or in capitals; longest first."""
    forms = {form for word in words(kind) for form in (word, word[0].upper() + word[1:])}
    if kind == "zone":
        forms = set(words(kind)) - {word for word in words(kind) if word.islower() and " " not in word}
    ordered = sorted(forms, key=lambda form: (-len(form), form))
    return rf"(?:{'|'.join(re.escape(form) for form in ordered)})(?!\w)"


def _months() -> str:
    full = [name for name in words("month") if name[0].isupper()]
    short = [name for name in words("month_short") if name[0].isupper()]
    either = [form for name in full for form in (name, name.upper(), name.lower())]
    either.remove("may")  # "may 2 people", "march 10 miles"
    either.remove("march")
    brief = [form for name in sorted(short, key=lambda name: -len(name)) for form in (name, name.upper())]
    return rf"(?:(?:{'|'.join(either)})(?!\w)|(?:{'|'.join(brief)})(?![^\W\d_])\.?)"


def _weekdays() -> str:
    full = [form for name in words("weekday") if name[0].isupper() for form in (name, name.upper())]
    short = sorted((name for name in words("weekday_short") if name[0].isupper()), key=lambda name: -len(name))
    return rf"(?:(?:{'|'.join(full)})(?!\w)|(?:{'|'.join(short)})(?!\w)\.?)"
