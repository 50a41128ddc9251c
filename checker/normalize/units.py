"""What a unit is worth: a look-up in the shipped table, and plain arithmetic for products, powers and rates.

The table holds every unit word of the scanner, resolved once through pint by `scripts/resolve_units.py`; a composed
unit such as `USD/oil_barrel` or `kilogram*meter/second**2` is put together from it here. pint is never called.
"""

from __future__ import annotations

import csv
import re
from dataclasses import dataclass
from functools import cache, lru_cache

from checker.records import UnitValue
from checker.resources import package_file

_PART = re.compile(r"([*/]?)([^*/]+)(?:\*\*(-?\d(?:\.\d+)?))?")
_LONGEST = 200  # characters; longer strings are taken as they stand
_DIMENSIONS = {
    "meter": "[length]", "kilogram": "[mass]", "second": "[time]", "ampere": "[current]", "kelvin": "[temperature]",
    "mole": "[substance]", "candela": "[luminosity]", "radian": "[angle]", "bit": "[information]",
    "percent": "share", "count": "count", "pixel": "[pixel]",
}  # fmt: skip
_SHARES = {"percent": "share", "permille": "share", "ppm": "share", "ppb": "share"}

Powers = dict[str, float]


@dataclass(frozen=True, slots=True)
class _Row:
    factor: float
    offset: float
    powers: tuple[tuple[str, float], ...]


@cache
def _table() -> dict[str, _Row]:
    with package_file("normalize", "unit_table.csv").open(encoding="utf-8", newline="") as file:
        return {
            row["unit"]: _Row(float(row["factor"]), float(row["offset"]), tuple(_parse_powers(row["base"]).items()))
            for row in csv.DictReader(file)
        }


@cache
def _kinds() -> dict[str, str]:
    with package_file("normalize", "kinds.csv").open(encoding="utf-8", newline="") as file:
        return {row["what"]: row["kind"] for row in csv.DictReader(file)}


_CALENDAR = {
    "date": ("date", "date"),
    "clock": ("clock:UTC", "clock"),
    "clock_local": ("clock", "clock"),
    "clock_here": ("clock:local", "clock"),
}


@lru_cache(maxsize=4096)
def unit_value(unit: str) -> UnitValue:
    """Return what `unit` is worth in the base unit of its dimension: base = value * factor + offset.

    Args:
        unit: Any unit of a quantity: a pint spelling, a product, power or rate of such, an ISO 4217 code, "percent",
            "count" or "count:<noun>". An unknown word is a dimension and kind of its own, with factor 1.

    Source: `unit_table.csv`, resolved through pint.
    """
    row = _table().get(unit)
    if row is not None:
        kind = _kind_of_product(_parts(unit)) if "*" in unit else _kind_of_atom(unit)
        return _value(unit, row.factor, row.offset, dict(row.powers), kind)
    parts = _parts(unit)
    if len(parts) == 1 and parts[0][1] == 1:
        return _single(unit)
    factor, powers, kinds = 1.0, Powers(), []
    for name, power in parts:
        atom = _atom(name)
        factor *= atom.factor**power
        kinds.append((name, power))
        for base, base_power in atom.powers:
            powers[base] = powers.get(base, 0) + base_power * power
    return _value(unit, factor, 0.0, powers, _kind_of_product(kinds))


def _single(unit: str) -> UnitValue:
    if unit in _CALENDAR:
        base, kind = _CALENDAR[unit]  # days counted from year 1, minutes after midnight in UTC or in an open zone
        return UnitValue(unit=unit, factor=1.0, offset=0.0, base=base, dimension=kind, kind=kind)
    if unit in ("", "count") or unit.startswith("count:"):
        return UnitValue(unit=unit, factor=1.0, offset=0.0, base="count", dimension="count", kind=unit or "count")
    return UnitValue(unit=unit, factor=1.0, offset=0.0, base=unit, dimension=f"unknown:{unit}", kind=unit)


def _atom(name: str) -> _Row:
    """Return the row of one factor of a product; differences of temperature drop their offset."""
    if name == "1":
        return _Row(1.0, 0.0, ())
    row = _table().get(name)
    if row is not None:
        return row
    if name == "count" or name.startswith("count:"):
        return _Row(1.0, 0.0, (("count", 1.0),))
    return _Row(1.0, 0.0, ((name, 1.0),))


def _value(unit: str, factor: float, offset: float, powers: Powers, kind: str) -> UnitValue:
    clean = sorted((name, power) for name, power in powers.items() if power)
    dimension = _written([(_dimension(name), power) for name, power in clean])
    chosen = _kinds().get(f"unit:{unit}") or kind or _kinds().get(dimension, dimension)
    if dimension == "1":
        dimension, chosen = "count", kind or "count"
    return UnitValue(unit=unit, factor=factor, offset=offset, base=_written(clean), dimension=dimension, kind=chosen)


def _dimension(base: str) -> str:
    known = _DIMENSIONS.get(base)
    if known is not None:
        return known
    is_currency = (len(base) == 3 and base.isupper()) or base in _currency_words()
    return f"currency:{base}" if is_currency else f"[{base}]"


@cache
def _currency_words() -> frozenset[str]:
    """Return the names of currencies whose country is open: "franc", "peso"."""
    return frozenset(
        name
        for name, row in _table().items()
        if row.powers == ((name, 1.0),) and row.factor == 1.0 and name not in _DIMENSIONS
    ) - {"decibel", "decibelmilliwatt"}


def _kind_of_atom(unit: str) -> str:
    if unit in ("percentage_point", "basis_point"):
        return "percentage_point"
    return _SHARES.get(unit, "")


def _kind_of_product(parts: list[tuple[str, float]]) -> str:
    """Return the kind of a product where its dimension does not tell it: torque, counted things per something."""
    tops = [name for name, power in parts if power > 0]
    counted = next((name for name in tops if name.startswith("count")), "")
    if counted:
        rest = _written(sorted((_rest(name), power) for name, power in parts if name not in (counted, "1")))
        return counted + rest.removeprefix("1")
    if len(tops) == 2 and len(parts) == 2 and {unit_value(name).kind for name in tops} == {"force", "length"}:
        return "torque"
    return ""


def _rest(name: str) -> str:
    row = _table().get(name)
    return "population" if row is not None and not row.powers else unit_value(name).dimension


def _parts(unit: str) -> list[tuple[str, float]]:
    if len(unit) > _LONGEST:
        return [(unit, 1)]
    parts: list[tuple[str, float]] = []
    end = 0
    for match in _PART.finditer(unit):
        if match.start() != end:
            return [(unit, 1)]
        end = match.end()
        power = float(match[3] or 1)
        parts.append((match[2], -power if match[1] == "/" else power))
    return parts if end == len(unit) and parts else [(unit, 1)]


def _parse_powers(base: str) -> Powers:
    return {name: power for name, power in _parts(base) if name != "1"}


def _written(powers: list[tuple[str, float]]) -> str:
    tops = "*".join(_power(name, power) for name, power in powers if power > 0)
    return (tops or "1") + "".join("/" + _power(name, -power) for name, power in powers if power < 0)


def _power(name: str, power: float) -> str:
    if power == 1:
        return name
    return f"{name}**{int(power) if power == int(power) else power}"
