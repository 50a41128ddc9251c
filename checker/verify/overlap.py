"""Interval arithmetic on measurements: overlap, gap, and how far rounding may reach.

All numbers are in the base unit of the dimension; two measurements that are compared share it.
"""

from __future__ import annotations

import math
from dataclasses import dataclass
from decimal import Decimal

from checker.records import Measurement, Quantity

RELATIVE_NOISE = 1e-9  # float arithmetic of conversions; far below any written precision
LOOSE_RATIO = 0.05  # a converted figure may be rounded this far, whatever its zeros say
ROUND_ZEROS = 2  # a whole number with so many trailing zeros may stand for a rounded one
ROUND_RATIO = 0.025


@dataclass(frozen=True, slots=True)
class Span:
    """A set of numbers `low..high`, infinite where unbounded."""

    low: float
    high: float
    is_low_open: bool = False
    is_high_open: bool = False


def span_of(measurement: Measurement) -> Span:
    """Return a measurement's interval with infinities for missing bounds."""
    return Span(
        -math.inf if measurement.low is None else measurement.low,
        math.inf if measurement.high is None else measurement.high,
        measurement.is_low_open,
        measurement.is_high_open,
    )


def reach(measurement: Measurement, quantity: Quantity, rounding: str) -> Span:
    """Return how far a bare figure reaches: by its last digit, by the next digit cut off too, or not at all.

    Args:
        measurement, quantity: one figure, in the base unit and as written; bounds, ranges and hedges reach as they say.
        rounding: "none" takes the figure alone; "truncate-aware" lets 4.2 stand for 4.29; all else rounds.
    """
    span = span_of(measurement)
    if quantity.comparator != "=" or quantity.low != quantity.high or rounding not in ("none", "truncate-aware"):
        return span
    figure = measurement.nominal
    if rounding == "none":
        return Span(figure, figure)
    step = in_base(quantity, measurement, quantity.step)
    if figure < 0:
        return Span(min(span.low, figure - step), span.high, True, span.is_high_open)
    return Span(span.low, max(span.high, figure + step), span.is_low_open, True)


def overlaps(a: Span, b: Span) -> bool:
    """Return whether two intervals share a number; float noise of a conversion never parts them.

    Touching ends count only where both belong to their interval.
    """
    low, high = max(a.low, b.low), min(a.high, b.high)
    if math.isinf(low) or math.isinf(high):
        return low < high
    noise = RELATIVE_NOISE * max(abs(low), abs(high))
    if abs(high - low) <= noise:
        return not (_is_open_at(a, low, noise) or _is_open_at(b, low, noise))
    return low < high


def _is_open_at(span: Span, value: float, noise: float) -> bool:
    at_low = abs(span.low - value) <= noise and span.is_low_open
    at_high = abs(span.high - value) <= noise and span.is_high_open
    return (at_low or at_high) and span.high - span.low > noise


def contains(outer: Span, inner: Span) -> bool:
    """Return whether every number of `inner` is in `outer`, float noise aside."""
    noise = RELATIVE_NOISE * max(_finite(inner.low), _finite(inner.high))
    return outer.low <= inner.low + noise and inner.high <= outer.high + noise


def _finite(value: float) -> float:
    return 0.0 if math.isinf(value) else abs(value)


def gap(a: Span, b: Span) -> float:
    """Return how far apart two intervals are, 0.0 where they meet."""
    return max(0.0, a.low - b.high, b.low - a.high)


def relative_gap(a: float, b: float) -> float:
    """Return the difference of two figures over the larger magnitude; 0 to 2, 0.0 for two zeros."""
    size = max(abs(a), abs(b))
    return abs(a - b) / size if size else 0.0


def widen(span: Span, by: float) -> Span:
    """Return a span with `by` more room on both sides; its ends belong to it."""
    return Span(span.low - by, span.high + by)


def place_of(quantity: Quantity) -> Decimal:
    """Return the place value of the last digit of a figure that is not zero: 10,000 for 170,000."""
    value = quantity.low
    if not value or not value.is_finite():
        return abs(quantity.step)
    exponent = value.normalize().as_tuple().exponent
    return Decimal(1).scaleb(int(exponent))


def in_base(quantity: Quantity, measurement: Measurement, amount: Decimal) -> float:
    """Return a difference in the quantity's own unit as a difference in the base unit; 0.0 where that is unknown.

    The factor follows from the figure itself, so it holds for units without an offset only.
    """
    figure = float((quantity.low + quantity.high) / 2)
    if not figure or measurement.dimension == "[temperature]":
        return 0.0
    return abs(float(amount) * measurement.nominal / figure)


def loosened(measurement: Measurement, quantity: Quantity) -> Span:
    """Return the interval of a figure that may have been converted: its zeros may all be rounding, within 5 %."""
    span = span_of(measurement)
    half_place = in_base(quantity, measurement, place_of(quantity)) / 2
    half_step = in_base(quantity, measurement, quantity.step) / 2
    room = max(half_step, min(half_place, abs(measurement.nominal) * LOOSE_RATIO))
    low = min(span.low, measurement.nominal - room)
    high = max(span.high, measurement.nominal + room)
    return Span(low, high)


def rounds_to(rough: Quantity, rough_measurement: Measurement, fine: Measurement) -> bool:
    """Return whether a bare whole number with trailing zeros is what `fine` gives when it is rounded.

    "170,000" may stand for 171,500; "1,250" stands for itself, and "3,000" never for 3,400.
    """
    if rough.comparator != "=" or rough.form not in ("digits", "words"):
        return False
    place = place_of(rough)
    if place < rough.step * 10**ROUND_ZEROS or rough.low != rough.high or abs(rough.low) < rough.step * 1000:
        return False
    room = min(in_base(rough, rough_measurement, place) / 2, abs(rough_measurement.nominal) * ROUND_RATIO)
    return abs(fine.nominal - rough_measurement.nominal) <= room
