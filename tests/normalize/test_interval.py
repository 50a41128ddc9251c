"""How wide a figure is, from the precision it was written with."""

from __future__ import annotations

from decimal import Decimal

import pytest

from checker.normalize.interval import Interval, grain, interval_of, last_place
from checker.records import Quantity


def quantity(value, step="1", *, high="", comparator="=", hedge="", form="digits", tolerance=None, unit="count"):
    return Quantity(
        start=0,
        end=1,
        low=Decimal(value),
        high=Decimal(high or value),
        step=Decimal(step),
        unit=unit,
        comparator=comparator,
        hedge=hedge,
        form=form,
        tolerance=None if tolerance is None else Decimal(tolerance),
    )


CASES = [
    # text, quantity, low, high
    ("$165 billion", quantity("165e9", "1e9"), "164.5e9", "165.5e9"),
    ("3.2 million", quantity("3.2e6", "0.1e6"), "3.15e6", "3.25e6"),
    ("1,250 people", quantity("1250"), "1249.5", "1250.5"),
    ("170,000 people", quantity("170000"), "169999.5", "170000.5"),
    ("two people", quantity("2", form="words"), "1.5", "2.5"),
    ("2.50", quantity("2.50", "0.01"), "2.495", "2.505"),
    ("-3%", quantity("-3"), "-3.5", "-2.5"),
    ("about 165", quantity("165", comparator="~", hedge="about"), "162.5", "167.5"),
    ("about 431", quantity("431", comparator="~", hedge="about"), "430", "432"),
    ("about 430", quantity("430", comparator="~", hedge="about"), "425", "435"),
    ("about 170,000", quantity("170000", comparator="~", hedge="about"), "165000", "175000"),
    ("some 300,000", quantity("300000", comparator="~", hedge="some"), "270000", "330000"),
    ("about 6.1", quantity("6.1", "0.1", comparator="~", hedge="about"), "6.0", "6.2"),
    ("about 12", quantity("12", comparator="~", hedge="about"), "11.5", "12.5"),
    ("about 3", quantity("3", comparator="~", hedge="about"), "2.5", "3.5"),
    ("nearly 300", quantity("300", comparator="~", hedge="nearly"), "240", "300"),
    ("just under 40", quantity("40", comparator="<", hedge="just_under"), "32", "40"),
    ("just over 40", quantity("40", comparator=">", hedge="just_over"), "40", "48"),
    ("more than 3", quantity("3", comparator=">", hedge="over"), "3", None),
    ("at least 24", quantity("24", comparator=">="), "24", None),
    ("fewer than 5", quantity("5", comparator="<"), None, "5"),
    ("up to 10", quantity("10", comparator="<="), None, "10"),
    ("40 to 50", quantity("40", high="50", comparator="range"), "40", "50"),
    ("10 ± 2", quantity("10", tolerance="2"), "8", "12"),
    ("half", quantity("0.5", "0.1", form="fraction"), "0.45", "0.55"),
    ("three quarters", quantity("0.75", "0.01", form="fraction"), "0.70", "0.80"),
    ("nearly half", quantity("0.5", "0.1", comparator="~", hedge="nearly", form="fraction"), "0.40", "0.50"),
    ("more than half", quantity("0.5", "0.1", comparator=">", form="fraction"), "0.5", None),
    ("2 July 2013", quantity("735051", form="date", unit="date"), "735051", "735051"),
    ("July 2013", quantity("735050", high="735080", form="date", unit="date"), "735050", "735080"),
    ("0", quantity("0"), "-0.5", "0.5"),
]


@pytest.mark.parametrize(("made", "low", "high"), [case[1:] for case in CASES], ids=[case[0] for case in CASES])
def test_interval(made, low, high):
    interval = interval_of(made)
    assert interval.low == (None if low is None else Decimal(low))
    assert interval.high == (None if high is None else Decimal(high))


def test_open_ends():
    assert interval_of(quantity("3", comparator=">")) == Interval(Decimal(3), None, is_low_open=True)
    assert interval_of(quantity("3", comparator=">=")) == Interval(Decimal(3), None)
    assert interval_of(quantity("3")).is_high_open
    assert interval_of(quantity("300", comparator="~", hedge="nearly")).is_high_open


@pytest.mark.parametrize(
    ("value", "place", "step"),
    [
        ("1200", "100", "100"),
        ("6.25", "0.01", "0.05"),
        ("165", "1", "5"),
        ("500", "100", "100"),
        ("0", "0", "0"),
        ("5", "1", "1"),
    ],
)
def test_last_place_and_grain(value, place, step):
    assert last_place(Decimal(value)) == Decimal(place)
    assert grain(Decimal(value)) == Decimal(step)


@pytest.mark.parametrize("hedge", ["about", "some", "nearly", "just_over", "just_under", "anything"])
def test_a_hedge_never_narrows(hedge):
    for value in ("1", "7", "12", "165", "170000", "304282"):
        plain, hedged = interval_of(quantity(value)), interval_of(quantity(value, comparator="~", hedge=hedge))
        assert hedged.high - hedged.low >= plain.high - plain.low
