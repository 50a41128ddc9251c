"""Kilobytes of 1000 and of 1024 bytes: a difference that vanishes under the other convention is none."""

from __future__ import annotations

import dataclasses
import re

from checker.records import Measurement, Quantity

# "megabyte", "MiB", "gibibyte/second", "kB": prefix, then byte or bit
_DECIMAL = {"kilo": 1, "mega": 2, "giga": 3, "tera": 4, "peta": 5, "k": 1, "m": 2, "g": 3, "t": 4, "p": 5}
_BINARY = {"kibi": 1, "mebi": 2, "gibi": 3, "tebi": 4, "pebi": 5, "ki": 1, "mi": 2, "gi": 3, "ti": 4, "pi": 5}
_NAME = re.compile(r"(?P<prefix>[a-z]{4}|[kmgtp]i?)(?P<unit>bytes?|bits?|b)(?![a-z])", re.IGNORECASE)


def other_convention(quantity: Quantity, measurement: Measurement) -> Measurement:
    """Return a data size read with the other byte convention; the measurement itself where the unit has none."""
    found = _NAME.match(quantity.unit)
    if found is None:
        return measurement
    prefix = found["prefix"].lower()
    power = _DECIMAL.get(prefix, 0) - _BINARY.get(prefix, 0)
    if not power:
        return measurement
    factor = 1.024**power
    return dataclasses.replace(
        measurement,
        low=None if measurement.low is None else measurement.low * factor,
        high=None if measurement.high is None else measurement.high * factor,
        nominal=measurement.nominal * factor,
    )
