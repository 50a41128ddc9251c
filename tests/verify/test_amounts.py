"""Amounts that rules write: units with prefixes are read as in documents."""

from __future__ import annotations

import pytest

from checker import normalize
from checker.verify.amounts import read_amount, unit_named

CASES = [
    ("5 mg", 5e-6, "kilogram"),
    ("40 kW", 40_000.0, "kilogram*meter**2/second**3"),
    ("2.4 GHz", 2.4e9, "hertz"),
    ("250 µm", 2.5e-4, "meter"),
    ("5 km", 5_000.0, "meter"),
    ("3 t", 3_000.0, "kilogram"),
]


@pytest.mark.parametrize(("text", "value", "unit"), CASES, ids=[row[0] for row in CASES])
def test_a_unit_with_a_prefix_is_read(text: str, value: float, unit: str) -> None:
    """RA16: an amount of a rule may have any unit that documents may have."""
    amount = read_amount(text, normalize.to_measurement)
    assert amount.nominal == pytest.approx(value)
    assert unit in (amount.unit, amount.unit.replace("1/second", "hertz"))


def test_a_word_of_its_own_goes_before_a_prefix() -> None:
    assert unit_named("Pa") == "pascal"
    assert unit_named("cd") == "candela"
    assert unit_named("mW/cd") == "milliwatt/candela"


def test_a_prefix_that_a_unit_does_not_take_is_no_unit() -> None:
    with pytest.raises(ValueError, match="unit that is not known"):
        read_amount("5 Gg", normalize.to_measurement)
