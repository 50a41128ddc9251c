"""A quantity in the base unit of its dimension."""

from __future__ import annotations

from collections.abc import Callable
from decimal import Decimal

from checker.normalize.interval import Interval, interval_of, is_fraction
from checker.records import Measurement, Quantity, UnitValue

SHARE_FORMS = frozenset({"fraction"})


def to_measurement(
    claim_id: str, quantity: Quantity, unit_value: Callable[[str], UnitValue] | None = None
) -> Measurement:
    """Return a claim's quantity as `low..high` in the base unit of its dimension.

    Args:
        claim_id: id that the measurement carries.
        quantity: the figure as written.
        unit_value: what a unit is worth; the project's table where None. An unknown unit is a kind of its own.

    A fraction word without a unit of measure ("half", "a quarter of the staff") is a share in percent, so that it
    meets "50%".
    """
    value_of = unit_value or _table
    interval = interval_of(quantity)
    if is_share(quantity):
        return _measured(claim_id, quantity, _times(interval, Decimal(100)), value_of("percent"), Decimal(100))
    return _measured(claim_id, quantity, interval, value_of(quantity.unit), Decimal(1))


def is_share(quantity: Quantity) -> bool:
    """Return whether a quantity is a part of something counted, named by a fraction word."""
    is_count = quantity.unit in ("", "count") or quantity.unit.startswith("count:")
    return is_count and is_fraction(quantity)


def _table(unit: str) -> UnitValue:
    from checker.normalize.registry import unit_value  # the table is read when the first figure is measured

    return unit_value(unit)


def _times(interval: Interval, factor: Decimal) -> Interval:
    return Interval(
        None if interval.low is None else interval.low * factor,
        None if interval.high is None else interval.high * factor,
        interval.is_low_open,
        interval.is_high_open,
    )


def _measured(claim_id: str, quantity: Quantity, interval: Interval, value: UnitValue, scale: Decimal) -> Measurement:
    low = _base(interval.low, value)
    high = _base(interval.high, value)
    is_low_open, is_high_open = interval.is_low_open, interval.is_high_open
    if value.factor < 0:  # a unit that counts down turns the interval around
        low, high, is_low_open, is_high_open = high, low, is_high_open, is_low_open
    nominal = _base((quantity.low + quantity.high) / 2 * scale, value)
    return Measurement(
        claim=claim_id,
        low=low,
        high=high,
        nominal=0.0 if nominal is None else nominal,
        unit=value.base,
        dimension=value.dimension,
        kind=value.kind,
        is_low_open=is_low_open,
        is_high_open=is_high_open,
        comparator=quantity.comparator,
        assumptions=quantity.assumptions,
    )


def _base(number: Decimal | None, value: UnitValue) -> float | None:
    """Convert into the base unit; a plain scale factor of one leaves the decimal's own nearest float."""
    if number is None:
        return None
    if value.factor == 1.0 and value.offset == 0.0:
        return float(number)
    return float(number) * value.factor + value.offset
