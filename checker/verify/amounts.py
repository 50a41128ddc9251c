"""Amounts that a rule writes: "5 km" and "100 %" as measurements, read with the project's own unit words."""

from __future__ import annotations

import csv
import math
import re
from collections.abc import Callable, Mapping
from dataclasses import replace
from decimal import Decimal
from functools import cache

from checker import resources
from checker.records import Measurement, Quantity

ToMeasurement = Callable[[str, Quantity], Measurement]

MOST_DIGITS = 60
PATTERN = r"^-?[0-9][0-9_,]*(\.[0-9]+)?( ?[^\s0-9].{0,40})?$"
_PREFIXES = {
    "f": "femto", "p": "pico", "n": "nano", "µ": "micro", "m": "milli", "c": "centi", "d": "deci", "h": "hecto",
    "k": "kilo", "M": "mega", "G": "giga", "T": "tera", "P": "peta", "E": "exa",
}  # fmt: skip
_AMOUNT = re.compile(r"(-?[0-9][0-9_,]*(?:\.[0-9]+)?) ?(\S.*)?")


def read_amount(value: object, to_measurement: ToMeasurement | None, *key: str) -> Measurement:
    """Return an amount such as "5 km" as a measurement with no room; a bare number counts things.

    Args:
        value: text or number of a rule.
        to_measurement: the normalize stage's function.
        key: where the amount stands below `check:`, for the message.

    Raises:
        ValueError: it cannot be read or its unit is not known; args are the words, then `key`.
    """
    text = str(value).strip()
    found = _AMOUNT.fullmatch(text)
    if found is None or to_measurement is None:
        raise ValueError(f"the amount '{text}' cannot be read; write a number and a unit, such as 5 km", *key)
    if len(found[1]) > MOST_DIGITS:
        raise ValueError(f"the amount '{text[:40]}...' has more than {MOST_DIGITS} digits", *key)
    number = Decimal(found[1].replace(",", "").replace("_", ""))
    unit = unit_named(found[2].strip()) if found[2] else "count"
    quantity = Quantity(start=0, end=len(text), low=number, high=number, step=Decimal(0), unit=unit, comparator="=")
    parts = [to_measurement("", replace(quantity, unit=part)) for part in unit.split("/")]
    if any(part.dimension.startswith("unknown") for part in parts):
        raise ValueError(f"the amount '{text}' has a unit that is not known", *key)
    measured = to_measurement("", quantity)
    if not math.isfinite(measured.nominal):
        raise ValueError(f"the amount '{text[:40]}' is too large to be compared", *key)
    return measured


@cache
def _unit_words() -> Mapping[str, str]:
    path = resources.package_file("normalize", "unit_words.csv")
    with path.open(encoding="utf-8", newline="") as handle:
        rows = list(csv.DictReader(handle))
    words = {row["word"]: row["unit"] for row in rows}
    for row in rows:  # "mkM" beside the symbol W: mW, kW, MW; a row of its own goes before
        if row["sort"] == "symbol" and row["prefixes"].isalpha():
            for letter in row["prefixes"]:
                words.setdefault(letter + row["word"], _PREFIXES[letter] + row["unit"])
    return words


def unit_named(words: str) -> str:
    """Return the unit that a word of a rule names: "km/h" is kilometer/hour; a name that is no word stays as it is."""
    known = _unit_words()
    found = known.get(words) or known.get(words.casefold()) or known.get(words.casefold().removesuffix("s"))
    if found is None and "/" in words:
        return "/".join(unit_named(part.strip()) for part in words.split("/"))
    return found or words
