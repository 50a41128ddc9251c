"""Numbers as written, before their units are known."""

from __future__ import annotations

import pytest

from checker.extract.numbers import find_numbers


@pytest.mark.parametrize(
    ("text", "values"),
    [
        ("1,234.5", [1234.5]),
        ("12,34,567", [1234567]),
        ("1.234.567", [1234567]),
        ("1.234,5", [1234.5]),
        ("1 234 567", [1234567]),
        ("1\u202f234", [1234]),
        ("1’234’567", [1234567]),
        ("22,24,26", [22, 24, 26]),
        ("1, 234, 567", [1, 234, 567]),
        ("2015 300", [2015, 300]),
        ("3,5", [3.5]),
        (".08", [0.08]),
        ("1.5e11", [1.5e11]),
        ("10^6", [1e6]),
        ("3 × 10⁻⁴", [0.0003]),
        ("3 x 10-4", [0.0003]),
        ("4 × 105", [400000]),
        ("40 × 105", [40, 105]),
        ("7/8", [0.875]),
        ("3 7/8", [3.875]),
        ("24/7", [24, 7]),
        ("⅜", [0.375]),
        ("2⅜", [2.375]),
        ("2.5 million", [2.5e6]),
        ("3 lakh crore", [3e12]),
        ("3 hundred and 21", [321]),
        ("2 lakh 50 thousand", [250000]),
        ("ninety-nine", [99]),
        ("three hundred and six", [306]),
        ("a hundred", [100]),
        ("a million and a half", [1500000]),
        ("half a dozen", [6]),
        ("three quarters", [0.75]),
        ("two and three quarters", [2.75]),
        ("three point one four", [3.14]),
        ("fifty fifty", [50, 50]),
        ("two thirds of a million", [666666.6666666666]),
        ("hundreds", []),
        ("the fifth", []),
        ("quarters", []),
        ("often", []),
        ("9" * 31, []),
    ],
)
def test_values(text: str, values: list[float]) -> None:
    assert [float(number.value) for number in find_numbers(text)] == pytest.approx(values)


@pytest.mark.parametrize(
    ("text", "value"),
    [("1.234,56", 1234.56), ("1.234", 1234), ("1,234", 1.234), ("12,5", 12.5), ("1.5", 1.5)],
)
def test_decimal_comma(text: str, value: float) -> None:
    assert [float(number.value) for number in find_numbers(text, decimal_comma=True)] == [value]


@pytest.mark.parametrize(
    ("text", "step"), [("12", "1"), ("1.20", "0.01"), ("1.2 million", "1E+5"), ("two hundred", "100"), ("sixty", "1")]
)
def test_step_is_the_last_written_digit(text: str, step: str) -> None:
    (number,) = find_numbers(text)
    assert number.step == type(number.step)(step)


@pytest.mark.parametrize(
    ("text", "written"), [("a dozen eggs", "a dozen"), ("cost 2.5 million euros", "2.5 million"), ("x 5½ in", "5½")]
)
def test_span(text: str, written: str) -> None:
    (number,) = find_numbers(text)
    assert text[number.start : number.end] == written
