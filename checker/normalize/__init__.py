"""Stage 3: a claim's quantity as an interval in the base unit of its dimension.

Takes quantities as written, gives `Measurement`s. Knows what units are worth and how wide a figure is, nothing of
what it is about. Unit strings are looked up in the project's own table; text of a document never reaches a parser
of units.
"""

from __future__ import annotations

from checker.normalize.measurement import to_measurement
from checker.records import UnitValue

__all__ = ["to_measurement", "unit_value"]


def unit_value(unit: str) -> UnitValue:
    """Return what a unit of the contract's spelling is worth; an unknown one is an opaque kind of its own."""
    from checker.normalize import registry  # the table is read when the first unit is looked up

    return registry.unit_value(unit)
