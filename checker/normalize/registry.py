"""The one pint registry, with the project's own definitions; used when the unit table is made, and in tests.

No text of a document reaches pint: `units.py` answers from the shipped table.
"""

from __future__ import annotations

from functools import cache
from typing import TYPE_CHECKING, Any

from checker.normalize.units import unit_value
from checker.resources import package_file

if TYPE_CHECKING:
    import pint

__all__ = ["base_string", "pint_value", "registry", "unit_value"]


@cache
def registry() -> pint.UnitRegistry[Any]:
    """Return pint's registry with `units.txt` loaded."""
    import pint

    made: pint.UnitRegistry[Any] = pint.UnitRegistry(on_redefinition="ignore")
    lines = package_file("normalize", "units.txt").read_text(encoding="utf-8").splitlines()
    for line in lines:
        if line.strip() and not line.startswith("#"):
            made.define(line)
    return made


def pint_value(unit: str) -> tuple[float, float, str]:
    """Return factor, offset and base unit of a unit that pint knows: base = value * factor + offset.

    Raises:
        pint.errors.UndefinedUnitError: pint does not know it.
    """
    known = registry()
    parsed = known.Unit(unit)
    zero, one = (float(known.Quantity(value, parsed).to_base_units().magnitude) for value in (0.0, 1.0))
    base = known.Quantity(1.0, parsed).to_base_units().units
    powers = sorted((name, _power(power)) for name, power in base._units.items())
    return one - zero, zero, base_string(powers)


def base_string(powers: list[tuple[str, int | float]]) -> str:
    """Return base units and their powers as the table writes them: `kilogram*meter**2/second**2`."""
    tops = "*".join(name if power == 1 else f"{name}**{power}" for name, power in powers if power > 0)
    bottoms = "".join(f"/{name}" if power == -1 else f"/{name}**{-power}" for name, power in powers if power < 0)
    return (tops or "1") + bottoms


def _power(power: Any) -> int | float:
    return int(power) if power == int(power) else float(power)
