"""Integers are written as integers, and nothing that is not finite is written at all."""

from __future__ import annotations

import math
from decimal import Decimal

import pytest

from checker.write.numbers import grouped, number_text, plain_number


@pytest.mark.parametrize(
    ("number", "plain"),
    [
        (1.65e11, 165000000000),
        (Decimal("165E9"), 165000000000),
        (0.1, 0.1),
        (-5.0, -5),
        (1e22, 1e22),
        (math.inf, None),
        (math.nan, None),
        (None, None),
    ],
)
def test_plain_number(number: float | None, plain: float | None) -> None:
    result = plain_number(number)
    assert result == plain
    assert type(result) is type(plain)


@pytest.mark.parametrize(("number", "text"), [(1.65e11, "165000000000"), (-0.5, "-0.5"), (1e22, "1e+22")])
def test_number_text(number: float, text: str) -> None:
    assert number_text(number) == text


@pytest.mark.parametrize(
    ("number", "text"),
    [
        (165000000000, "165,000,000,000"),
        (53913.024, "53,913"),
        (0.123456789, "0.123457"),
        (1.5, "1.5"),
        (2e-7, "2e-07"),
        (100, "100"),
        (0, "0"),
    ],
)
def test_grouped(number: float, text: str) -> None:
    assert grouped(number) == text
