"""Quantities as intervals: how wide a figure is, judged by the precision it was written with.

    "$165 billion"     [164.5e9, 165.5e9)    half a unit of the last written digit
    "1,250 people"     [1249.5, 1250.5)      a plain whole number is exact
    "about 170,000"    [165000, 175000)      half of the last digit that is not zero, never above a tenth
    "nearly 300"       [270, 300)            just below
    "more than 3"      (3, oo)               a bound is exact on its own side
    "40 to 50"         [40, 50]
    "10 ± 2"           [8, 12]
    "half"             [45, 55]              per cent

The trailing zeros of a bare whole number (170,000) are taken as exact here: nothing in the figure says otherwise.
Whoever compares two figures may still find that one is the other rounded. All values here are plain decimals in
the unit as written; `measurement.py` converts them.
"""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal

from checker.records import Quantity

HALF = Decimal("0.5")
WIDEST_RATIO = Decimal("0.1")  # no approximation reaches further than a tenth of its figure
HEDGE_RATIO = Decimal("0.025")  # "about 431" leaves at least this much room, up to one unit of its last digit
WIDEST_FRACTION_POINTS = Decimal("0.05")  # "half" may stand for 45 % to 55 %, "three quarters" for 70 % to 80 %

# which way an approximation leans; every other hedge word leans both ways
BELOW = frozenset({"nearly", "almost", "just_under", "just under", "close_to", "approaching", "just_below"})
ABOVE = frozenset({"just_over", "just over", "just_above", "slightly_over", "a_little_over"})


@dataclass(frozen=True, slots=True)
class Interval:
    """A set of numbers `low..high`; None is unbounded, an open end is not part of it."""

    low: Decimal | None
    high: Decimal | None
    is_low_open: bool = False
    is_high_open: bool = False


def interval_of(quantity: Quantity) -> Interval:
    """Return what a quantity can mean, in its own unit.

    Dates and clock times are read as whole days and minutes and get no room beyond what they name.
    """
    low, high = quantity.low, quantity.high
    if quantity.tolerance is not None:  # "10 ± 2"
        return Interval(low - abs(quantity.tolerance), high + abs(quantity.tolerance))
    if quantity.hedge in BELOW | ABOVE:  # "just under 40" is near 40, whatever sign says so
        return _approximate(quantity)
    if quantity.comparator in (">", ">="):
        return Interval(low, None, is_low_open=quantity.comparator == ">")
    if quantity.comparator in ("<", "<="):
        return Interval(None, high, is_high_open=quantity.comparator == "<")
    if quantity.comparator == "range" or quantity.form in ("date", "clock"):
        return Interval(min(low, high), max(low, high))
    if quantity.comparator == "~" or is_fraction(quantity):
        return _approximate(quantity)
    return around(low, quantity.step * HALF)


def is_fraction(quantity: Quantity) -> bool:
    """Return whether a quantity is a share named by a fraction word: "half", "two thirds"."""
    return quantity.form == "fraction" and 0 < abs(quantity.low) <= 1


def around(value: Decimal, half_width: Decimal) -> Interval:
    """Return `value` give or take `half_width`; the upper end is open, as rounding goes up from the half."""
    if not half_width:
        return Interval(value, value)
    return Interval(value - half_width, value + half_width, is_high_open=True)


def last_place(value: Decimal) -> Decimal:
    """Return the place value of the last digit that is not zero: 100 for 1,200 and 0.01 for 6.25; 0 for 0."""
    if not value or not value.is_finite():
        return Decimal(0)
    exponent = value.normalize().as_tuple().exponent
    return Decimal(1).scaleb(int(exponent))


def grain(value: Decimal) -> Decimal:
    """Return the step to which people seem to have rounded: 10 for 170, 5 for 165, 1 for 12; 100 for 500."""
    place = last_place(value)
    digits = value.normalize().as_tuple().digits
    return place * 5 if len(digits) > 1 and digits[-1] == 5 else place


def _approximate(quantity: Quantity) -> Interval:
    value = quantity.low
    if is_fraction(quantity):
        room = min(abs(value) * WIDEST_RATIO, WIDEST_FRACTION_POINTS)
    else:
        room = _room(value, quantity.step)
    if quantity.hedge in BELOW:  # "nearly half", "almost 300"
        return Interval(value - 2 * room, value, is_high_open=True)
    if quantity.hedge in ABOVE:
        return Interval(value, value + 2 * room, is_low_open=True)
    return around(value, room)


def _room(value: Decimal, step: Decimal) -> Decimal:
    """Return the half-width of an approximation: at least what its digits say, at most a tenth of the figure."""
    size = abs(value)
    rounded = min(grain(value) * HALF, size * WIDEST_RATIO)
    return max(step * HALF, rounded, min(step, size * HEDGE_RATIO))
