"""Names of units after an amount."""

from __future__ import annotations

import pytest

from checker.verify.unit_names import unit_name


@pytest.mark.parametrize(
    ("unit", "amount", "name"),
    [
        ("foot", 7.9, "feet"), ("foot", 1, "foot"), ("inch", 0.5, "inches"), ("kilometer", 55, "kilometers"),
        ("kilometer", 1, "kilometer"), ("percentage_point", 2, "percentage points"), ("percent", 3, "percent"),
        ("EUR", 2, "EUR"), ("count", 4, ""), ("count:ship", 4, ""), ("meter/second", 9, "meter/second"),
        ("meter**2", 9, "meter**2"), ("nautical_mile", 3, "nautical miles"), ("kWh", 3, "kWh"), ("date", 3, "days"),
        ("clock_local", 5, "minutes"), ("hertz", 50, "hertz"), ("oil_barrel", 2, "oil barrels"),
    ],
)  # fmt: skip
def test_a_unit_after_an_amount(unit: str, amount: float, name: str) -> None:
    assert unit_name(unit, amount) == name
