"""Figures as a spreadsheet shows them."""

from __future__ import annotations

from decimal import Decimal

import pytest

from checker.collect.number_formats import show_number, to_number


@pytest.mark.parametrize(
    ("value", "code", "shown"),
    [
        ("1234.5", "", "1234.5"),
        ("0.30000000000000004", "", "0.3"),
        ("0.3333333333333333", "", "0.3333333333"),
        ("123456789012", "", "123456789012"),
        ("0.000012", "", "0.000012"),
        ("1E+30", "", "1.000000000E+30"),
        ("1234.5", "General", "1234.5"),
        ("7", 'General" km"', "7 km"),
        ("1234.5", "0", "1235"),
        ("1234.5", "#,##0", "1,235"),
        ("1234.5", "#,##0.00", "1,234.50"),
        ("1234.5", "0.##", "1234.5"),
        ("0.4", "#.##", "0.4"),
        ("0.125", "0%", "13%"),
        ("0.1234", "0.0%", "12.3%"),
        ("1234.5", '"$"#,##0.00', "$1,234.50"),
        ("-1234.5", '"$"#,##0;("$"#,##0)', "($1,235)"),
        ("-5", "#,##0", "-5"),
        ("-0.4", "0", "0"),
        ("-5", "0;0", "5"),
        ("0", '0;-0;"none"', "none"),
        ("1234.5", "[$€-407] #,##0.0", "€ 1,234.5"),
        ("1234.5", '#,##0.00\\ "€"', "1,234.50 €"),
        ("1234.5", "[$USD] #,##0", "USD 1,235"),
        ("1234.5", "[Red]#,##0", "1,235"),
        ("1234", '_-* #,##0\\ _€_-;-* #,##0\\ _€_-', "1,234"),
        ("42", "00000", "00042"),
        ("1234567", '0.0,,"M"', "1.2M"),
        ("1234567", '#,##0,"k"', "1,235k"),
        ("15", '[>=10]"many "0;"few "0', "many 15"),
        ("5", '[>=10]"many "0;"few "0', "few 5"),
        ("123456", "0.00E+00", "1.23E+5"),
        ("0.5", "# ?/?", "0.5"),
        ("45353", "d/m/yyyy", "2 March 2024"),
        ("45353", "mm/dd/yy", "2 March 2024"),
        ("45353", "mmm yyyy", "March 2024"),
        ("45353", "yyyy", "2024"),
        ("45353.604166667", "yyyy-mm-dd hh:mm", "2 March 2024 14:30"),
        ("0.604166667", "h:mm AM/PM", "14:30"),
        ("1.5", "[h]:mm", "36 h"),
        ("1", "d/m/yyyy", "1 January 1900"),
        ("-3", "d/m/yyyy", "-3"),
        ("5", ";;;", ""),
    ],
)  # fmt: skip
def test_values_are_shown_as_their_format_says(value: str, code: str, shown: str) -> None:
    assert show_number(Decimal(value), code).text == shown


def test_days_can_count_from_1904() -> None:
    assert show_number(Decimal(43891), "d/m/yyyy", from_1904=True).text == "2 March 2024"


@pytest.mark.parametrize(
    ("value", "code", "scale", "whole"),
    [
        ("5234000", "#,##0,", 1000, "5,234,000"),
        ("5234000", "0.0,,", 1_000_000, "5,200,000"),
        ("5234000", "#,##0", 1, ""),
    ],
)
def test_thousands_that_a_format_cuts_off_can_be_put_back(value: str, code: str, scale: int, whole: str) -> None:
    shown = show_number(Decimal(value), code)
    assert (shown.scale, shown.whole) == (scale, whole)


@pytest.mark.parametrize("text", ["NaN", "1e999", "9" * 5000, "inf", "1_000", "٣", "", "--5", "0x10"])
def test_what_is_no_number_of_a_size_that_is_measured_is_none(text: str) -> None:
    assert to_number(text) is None


@pytest.mark.parametrize("code", ['"', "[", "\\", "_", "*", "E+", "0" * 400, "[h", ";" * 400, "#,,,,,,,,,,0.0,,,%"])
def test_broken_codes_still_give_something(code: str) -> None:
    for value in ("0", "-1.5", "1e90", "1e-90"):
        assert isinstance(show_number(Decimal(value), code).text, str)
