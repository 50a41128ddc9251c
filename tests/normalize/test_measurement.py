"""Quantities in the base unit of their dimension."""

from __future__ import annotations

from decimal import Decimal

import pytest

from checker.normalize import to_measurement
from checker.records import Quantity, UnitValue


def quantity(value, step, unit, **fields):
    made = {"start": 0, "end": 1, "low": Decimal(value), "high": Decimal(value), "step": Decimal(step)}
    return Quantity(**{**made, "unit": unit, "comparator": "=", **fields})


@pytest.mark.parametrize(
    ("made", "low", "high", "unit", "dimension"),
    [
        (quantity("6", "1", "mile"), 5.5 * 1609.344, 6.5 * 1609.344, "meter", "[length]"),
        (quantity("6.2", "0.1", "mile"), 6.15 * 1609.344, 6.25 * 1609.344, "meter", "[length]"),
        (quantity("165e9", "1e9", "USD"), 164.5e9, 165.5e9, "USD", "currency:USD"),
        (quantity("25", "1", "degree_Celsius"), 297.65, 298.65, "kelvin", "[temperature]"),
        (quantity("50", "1", "percent"), 49.5, 50.5, "percent", "share"),
        (quantity("0.5", "0.1", "count", form="fraction"), 45.0, 55.0, "percent", "share"),
        (quantity("0.25", "0.01", "count:worker", form="fraction"), 22.5, 27.5, "percent", "share"),
        (quantity("0.5", "0.1", "mile", form="fraction"), 0.45 * 1609.344, 0.55 * 1609.344, "meter", "[length]"),
        (quantity("2.5", "0.1", "count:worker", form="fraction"), 2.45, 2.55, "count", "count"),
    ],
)
def test_measurement(made, low, high, unit, dimension):
    measured = to_measurement("a#0", made)
    assert (measured.claim, measured.unit, measured.dimension) == ("a#0", unit, dimension)
    assert measured.low == pytest.approx(low, rel=1e-12)
    assert measured.high == pytest.approx(high, rel=1e-12)
    assert measured.low <= measured.nominal <= measured.high


def test_a_bound_is_unbounded_on_its_side():
    measured = to_measurement("a#0", quantity("3", "1", "kilometer", comparator=">"))
    assert (measured.low, measured.high, measured.is_low_open, measured.nominal) == (3000.0, None, True, 3000.0)


def test_half_and_fifty_percent_meet():
    half = to_measurement("a", quantity("0.5", "0.1", "count", form="fraction"))
    fifty = to_measurement("b", quantity("50", "1", "percent"))
    assert (half.nominal, half.unit, half.kind) == (fifty.nominal, fifty.unit, fifty.kind)


def test_an_unknown_unit_is_a_kind_of_its_own():
    first, second = (to_measurement("a", quantity("3", "1", unit)) for unit in ("florps", "blips"))
    assert first.kind != second.kind
    assert first.nominal == 3.0


def test_a_unit_that_counts_down_turns_the_interval():
    def value(unit):
        return UnitValue(unit=unit, factor=-1.0, offset=10.0, base="x", dimension="x", kind="x")

    measured = to_measurement("a", quantity("3", "1", "down", comparator=">="), value)
    assert (measured.low, measured.high) == (None, 7.0)


def test_assumptions_travel():
    made = quantity("3", "1", "USD", assumptions=("$ read as USD",))
    assert to_measurement("a", made).assumptions == ("$ read as USD",)
