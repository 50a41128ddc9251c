"""Amounts in words, in the unit that most sources of a finding use."""

from __future__ import annotations

from types import SimpleNamespace

import pytest

from checker.write.units import amount_words, interval_words, shown_unit, unit_words

FILE, QUOTE = "courier-03-04.md", "84 metres"


@pytest.mark.parametrize(
    ("low", "high", "unit", "comparator", "words"),
    [
        (83.5, 84.5, "meter", "=", "83.5 to 84.5 m"),
        (1.15e9, 1.25e9, "USD", "=", "1.15 to 1.25 billion USD"),
        (9e8, 1.1e9, "USD", "=", "900 million to 1.1 billion USD"),
        (3, None, "percent", ">", "more than 3%"),
        (3, None, "percent", ">=", "3% or more"),
        (None, 3, "percent", "<=", "3% or less"),
        (None, 3, "percent", "<", "less than 3%"),
        (1400, 1400, "count:person", "=", "1,400"),
        (-4, -3, "percent", "=", "−4 to −3%"),
        (738945, 738945, "date", "=", "2024-02-29"),
        (None, None, "meter", "=", ""),
    ],
)
def test_interval_words(
    low: float | None, high: float | None, unit: str, comparator: str, words: str, samples: SimpleNamespace
) -> None:
    mention = samples.mention(FILE, QUOTE, low, high, unit=unit, base_unit=unit, comparator=comparator)
    assert interval_words(mention, shown_unit((mention,))) == words


def test_the_unit_of_most_sources_is_shown(samples: SimpleNamespace) -> None:
    miles = samples.mention(FILE, QUOTE, 53913.024, 55522.368, unit="mile")
    metric = samples.mention(FILE, QUOTE, 54500, 55500, unit="kilometer")
    unit = shown_unit((miles, metric, metric))
    assert interval_words(miles, unit) == "53.913 to 55.5224 km"
    assert interval_words(metric, unit) == "54.5 to 55.5 km"
    assert shown_unit((miles, metric)).words == "miles"


def test_another_dimension_keeps_its_own_unit(samples: SimpleNamespace) -> None:
    mention = samples.mention(FILE, QUOTE, 2, 3, unit="kilogram", base_unit="kilogram")
    length = samples.mention(FILE, QUOTE, 2, 3)
    assert interval_words(mention, shown_unit((length, length))) == "2 to 3 kg"


def test_signs_and_unknown_units(samples: SimpleNamespace) -> None:
    unit = shown_unit((samples.mention(FILE, QUOTE, 1, 2, unit="frob_unit ** 2", base_unit="frob_unit ** 2"),))
    assert amount_words(5, unit, sign=True) == "+5 frob unit²"
    assert unit_words("kilometer / hour") == "km/h"
    assert unit_words("barrel / day") == "bbl/day"
    assert unit_words("meter ** 3") == "m³"
    assert amount_words(-5, unit, sign=True) == "−5 frob unit²"
    assert unit_words("count:person") == ""
