"""Interval arithmetic for sums: every figure keeps the room of its last written digit, and rounding is propagated."""

from __future__ import annotations

import math
from collections.abc import Iterable

from checker.records import Claim, Fact
from checker.verify.overlap import Span, in_base, loosened


def figure(fact: Fact, claim: Claim) -> Span:
    """Return a figure give or take half a unit of its last written digit, whatever its comparator says.

    "more than 34 miles (55 km)" converts the 34, so the bound plays no part in a sum or a conversion.
    """
    measured, quantity = fact.measurement, claim.quantity
    low, high = measured.nominal, measured.nominal
    if quantity.comparator == "range" and measured.low is not None and measured.high is not None:
        low, high = measured.low, measured.high
    elif quantity.comparator in ("=", "~") and measured.low is not None and measured.high is not None:
        low, high = min(low, measured.low), max(high, measured.high)
    room = in_base(quantity, measured, quantity.step) / 2
    return Span(min(low, measured.nominal - room), max(high, measured.nominal + room))


def loose_figure(fact: Fact, claim: Claim) -> Span:
    """Return a figure that may have been rounded in a conversion: its trailing zeros count as rounded, within 5 %."""
    span, loose = figure(fact, claim), loosened(fact.measurement, claim.quantity)
    if claim.quantity.comparator in ("=", "~"):
        return Span(min(span.low, loose.low), max(span.high, loose.high))
    reach = max(fact.measurement.nominal - loose.low, loose.high - fact.measurement.nominal)
    room = reach if math.isfinite(reach) else 0.05 * abs(fact.measurement.nominal)
    return Span(span.low - room, span.high + room)


def add(spans: Iterable[Span]) -> Span:
    """Return the sum of intervals; that of none is 0."""
    known = list(spans)
    return Span(math.fsum(span.low for span in known), math.fsum(span.high for span in known))


def negate(span: Span) -> Span:
    """Return an interval with its sign turned."""
    return Span(-span.high, -span.low)


def subtract(a: Span, b: Span) -> Span:
    """Return `a - b`."""
    return add((a, negate(b)))


def multiply(a: Span, b: Span) -> Span:
    """Return `a * b`."""
    ends = [x * y if x and y else 0.0 for x in (a.low, a.high) for y in (b.low, b.high)]
    return Span(min(ends), max(ends))


def divide(a: Span, b: Span) -> Span | None:
    """Return `a / b`, None where `b` may be zero."""
    if b.low <= 0.0 <= b.high:
        return None
    return multiply(a, Span(1.0 / b.high, 1.0 / b.low))


def magnitude(span: Span) -> Span:
    """Return the interval of absolute values."""
    if span.low >= 0:
        return span
    if span.high <= 0:
        return negate(span)
    return Span(0.0, max(-span.low, span.high))


def middle(span: Span) -> float:
    """Return the middle of a bounded interval."""
    return (span.low + span.high) / 2
