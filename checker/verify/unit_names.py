"""Names of units as messages say them after a number: "7.9 feet", "1 inch", "12 kilometers"."""

from __future__ import annotations

import re

IRREGULAR = {"foot": "feet", "inch": "inches", "century": "centuries", "cubic_foot": "cubic feet", "gross": "gross"}
KINDS = {"date": "day", "clock": "minute", "clock_here": "minute", "clock_local": "minute"}  # that such facts differ by
SAME = frozenset({"percent", "hertz", "lux", "siemens", "horsepower", "celsius", "fahrenheit", "kelvin", "mach"})

_WORD = re.compile(r"[a-z]{3,30}")


def unit_name(unit: str, amount: float) -> str:
    """Return a unit's name after an amount; "" for counts. What is made of several units stays as it is."""
    if unit.startswith("count"):
        return ""
    unit = KINDS.get(unit, unit)
    if unit in IRREGULAR and abs(amount) != 1:
        return IRREGULAR[unit]
    last = unit.rpartition("_")[2]
    is_many = abs(amount) != 1 and _WORD.fullmatch(last) is not None and last not in SAME and "*" not in unit
    return unit.replace("_", " ") + ("s" if is_many and "/" not in unit and not last.endswith("s") else "")
