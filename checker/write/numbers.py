"""Numbers as outputs write them: integers as integers, nothing that is not finite."""

from __future__ import annotations

import math
from decimal import Decimal

_EXACT = 10**15  # up to here every integer is exact as a float, with room to spare


def plain_number(number: Decimal | float | int | None) -> float | int | None:
    """Return `number` as an int where it is whole, else as a float; None where it is not finite."""
    if number is None or isinstance(number, bool):
        return None
    if isinstance(number, int):
        return number
    value = float(number)
    if not math.isfinite(value):
        return None
    return int(value) if value.is_integer() and abs(value) < _EXACT else value


def number_text(number: float | int) -> str:
    """Return a finite number as a program reads it, without grouping: `165000000000`, `0.5`, `-3`."""
    plain = plain_number(number)
    return "" if plain is None else repr(plain)


def grouped(number: float | int) -> str:
    """Return a finite number as a person reads it: `165,000,000,000`, `0.5`, `1.2e-07`; six digits at most."""
    plain = plain_number(number)
    if plain is None:
        return "?"
    if isinstance(plain, int):
        return f"{plain:,}"
    if 1e-4 <= abs(plain) < _EXACT:
        digits = max(0, 5 - math.floor(math.log10(abs(plain))))
        text = f"{plain:,.{digits}f}"
        return text.rstrip("0").rstrip(".") if "." in text else text
    return f"{plain:.6g}"
