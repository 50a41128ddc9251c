"""Names of fields in data files as a reader would say them: "length_m" is "length (m)", "startDate" is "start Date".

Nothing is rewritten: a name keeps its places in the file, and its joints are shown as spaces, a unit at its end in
brackets, as the heads of tables have it.
"""

from __future__ import annotations

import csv
import re
from collections.abc import Iterator
from functools import cache

from checker import resources
from checker.collect.draft import Piece

MONEY_SCALES = {
    "thousand": "thousand", "thousands": "thousand", "million": "million", "millions": "million", "mn": "million",
    "mln": "million", "billion": "billion", "billions": "billion", "bn": "billion", "k": "thousand", "m": "million",
}  # fmt: skip

_SPANS = {
    "second": "s",
    "s": "s",
    "minute": "minute",
    "min": "minute",
    "hour": "h",
    "h": "h",
    "day": "day",
    "year": "year",
}

_JOINT = re.compile(r"_|(?<=[a-z0-9])(?=[A-Z])")
_FIELD = re.compile(r"[A-Za-z][A-Za-z0-9]{0,40}(?:_[A-Za-z0-9]{1,40}){0,10}")


@cache
def _units() -> dict[str, tuple[str, frozenset[str]]]:
    with resources.package_file("collect", "field_units.csv").open(encoding="utf-8", newline="") as file:
        return {row["suffix"]: (row["shown"], frozenset(row["after"].split())) for row in csv.DictReader(file)}


def is_field_name(text: str) -> bool:
    """Say whether a text is a name as programs write them, of several words: "length_m", "lengthKm"."""
    return _FIELD.fullmatch(text) is not None and _JOINT.search(text) is not None


def shown_parts(name: str, above: str = "") -> Iterator[tuple[int, int, str | None]]:
    """Give the parts of a field's name, start and end in it, and what is shown in their place (None: itself)."""
    joints = list(_JOINT.finditer(name))
    starts, ends = [0, *(one.end() for one in joints)], [*(one.start() for one in joints), len(name)]
    words = list(zip(starts, ends, strict=True))
    outer = above.lower().split("_") if above else []
    first, unit = _unit_of([*outer, *(name[start:end].lower() for start, end in words)])
    first -= len(outer)
    for number, (start, end) in enumerate(words):
        if number == first:
            yield start, len(name), f"({unit})"
            return
        yield start, end, None
        if number + 1 < len(words):
            yield end, words[number + 1][0], " "


def _unit_of(words: list[str]) -> tuple[int, str]:
    """Return which word begins the unit at the end of a name, and the unit; -1 where it has none."""
    if len(words) > 3 and words[-2] == "per" and (shown := _rate_of(words[-3], words[-1])):
        return len(words) - 3, shown
    for count in (2, 1):
        if len(words) <= count:
            continue
        tail, before = words[-count:], frozenset(words[:-count])
        if count == 2:
            money, scale = (tail[0], tail[1]) if tail[0] in _units() else (tail[1], tail[0])
            shown = _units().get(money, ("", frozenset()))[0]
            if shown.isupper() and len(shown) == 3 and scale in MONEY_SCALES:
                return len(words) - 2, f"{shown} {MONEY_SCALES[scale]}"
            continue
        shown, after = _units().get(tail[0], ("", frozenset()))
        if shown and (not after or after & before):
            return len(words) - 1, shown
    return -1, ""


def _rate_of(unit: str, each: str) -> str:
    """Return the unit that two words with "per" between them name, "" where they name none: "kwh", "m3": "kWh/m³"."""
    above = _units().get(unit, ("", frozenset()))[0]
    below = _SPANS.get(each) or _units().get(each, ("", frozenset()))[0]
    return f"{above}/{below}" if above and below else ""


def field_pieces(name: str, start: int, above: str = "") -> Iterator[Piece]:
    """Give the pieces that show a field's name that begins at a place of the file; `above` names what it is part of."""
    for first, last, shown in shown_parts(name, above):
        if last > first or shown:
            yield Piece(start + first, start + last, shown)
