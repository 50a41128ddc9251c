"""Unit words: what they stand for, powers, products, rates, and letters that are no units."""

from __future__ import annotations

import pytest

from checker.extract.unit_lexicon import lexicon
from checker.extract.unit_reader import read_unit


@pytest.mark.parametrize(
    ("text", "unit", "end"),
    [
        ("km", "kilometer", 2),
        ("kilometres of", "kilometer", 10),
        ("km2 of", "kilometer**2", 3),
        ("km² of", "kilometer**2", 3),
        ("square feet", "foot**2", 11),
        ("metres squared", "meter**2", 14),
        ("cubic metres per second", "meter**3/second", 23),
        ("kg·m/s²", "kilogram*meter/second**2", 7),
        ("g cm−3", "gram/centimeter**3", 6),
        ("K min-1", "kelvin/minute", 7),
        ("m−2", "1/meter**2", 3),
        ("W/m2 at", "watt/meter**2", 4),
        ("miles an hour", "mile/hour", 13),
        ("dollars a barrel", "USD/oil_barrel", 16),
        ("% per annum", "percent/year", 11),
        ("mM", "millimolar", 2),
        ("μg/ml", "microgram/milliliter", 5),
        ("µg/ml", "microgram/milliliter", 5),
        ("lb-ft", "pound_force*foot", 5),
        ("°C", "degree_Celsius", 2),
        ("MEUR", "EUR", 4),
        ("Canadian dollars", "CAD", 16),
    ],
)
def test_units(text: str, unit: str, end: int) -> None:
    reading = read_unit(text, text.lower(), 0, is_after_number=False)
    assert reading is not None
    assert (reading.unit, reading.end) == (unit, end)


@pytest.mark.parametrize(
    "text", ["5 in the box", "5 A Moore", "5 C-level staff", "4K screens", "90s music", "5 kmart shops"]
)
def test_letters_that_are_no_units(text: str) -> None:
    start = 2 if text[1] == " " else len(text) - len(text.lstrip("0123456789"))
    assert read_unit(text, text.lower(), start) is None


def test_every_surface_reads_to_its_own_unit() -> None:
    table = lexicon()
    for surface, word in table.exact.items():
        reading = read_unit(surface, surface.lower(), 0, is_after_number=False)
        assert reading is not None, surface
        assert reading.unit == word.unit, surface


def test_no_surface_is_in_two_rows() -> None:
    from checker.extract.unit_lexicon import _unit_rows

    surfaces = [row[0] for row in _unit_rows()]
    assert sorted(surfaces) == sorted(set(surfaces))
