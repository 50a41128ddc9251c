"""The slip behind a conflict, where it can be recognised: scale, unit, digits, bound, sign.

Source: the classes of DESIGN section 2; digit slips are those of Damerau (transposed, dropped, doubled, changed).
"""

from __future__ import annotations

import math
from decimal import Decimal

from checker.records import Measurement, Quantity
from checker.verify.overlap import relative_gap

SCALES = (1e3, 1e6, 1e9, 1e12)
BOUNDS = frozenset({">", ">=", "<", "<="})
FEWEST_DIGITS = 3  # a transposition inside fewer digits is as likely a different value


def cause_of(a: Quantity, b: Quantity, first: Measurement, second: Measurement) -> str | None:
    """Return the recognisable cause of two figures that do not meet, None where there is none.

    Checked in this order: sign, unit, scale, bound, digits; the first that explains the gap is taken.
    """
    if a.form in ("date", "clock") or b.form in ("date", "clock"):
        return None
    if _is_sign(first, second):
        return "sign"
    is_points = first.dimension == "share" and first.kind != second.kind
    if is_points or _is_unit(a, b):
        return "unit"
    if _is_scale(first, second):
        return "scale"
    if a.comparator in BOUNDS or b.comparator in BOUNDS:
        return "bound"
    if _is_digits(a, b):
        return "digits"
    return None


def _is_sign(first: Measurement, second: Measurement) -> bool:
    """ "grew 3%" and "-3%": the same size on the other side of zero."""
    opposite = first.nominal * second.nominal < 0
    return opposite and relative_gap(abs(first.nominal), abs(second.nominal)) <= _rounding(first, second)


def _is_unit(a: Quantity, b: Quantity) -> bool:
    """ "55 km" and "55 miles", "40 calls a second" and "40 calls a minute": one number, two units."""
    return _unit_name(a) != _unit_name(b) and _figure(a) == _figure(b)


def _unit_name(quantity: Quantity) -> str:
    if not quantity.unit.startswith("count"):
        return quantity.unit
    return f"count/{quantity.unit.partition('/')[2]}" if "/" in quantity.unit else "count"


def _is_scale(first: Measurement, second: Measurement) -> bool:
    """ "$2.6 billion" and "$2.6 million"; also "75 GB" and "75 MB", where the prefix is the slip of the unit."""
    if first.unit != second.unit or not first.nominal or not second.nominal:
        return False
    ratio = abs(first.nominal / second.nominal)
    ratio = max(ratio, 1 / ratio)
    return any(relative_gap(ratio, scale) <= _rounding(first, second) for scale in SCALES)


def _rounding(first: Measurement, second: Measurement) -> float:
    """Return the relative room that the precision of both figures leaves, at most 5 %."""
    return min(0.05, max(1e-9, _relative_width(first) + _relative_width(second)))


def _relative_width(measurement: Measurement) -> float:
    if measurement.low is None or measurement.high is None or not measurement.nominal:
        return 0.0
    return abs((measurement.high - measurement.low) / 2 / measurement.nominal)


def _figure(quantity: Quantity) -> Decimal:
    return (quantity.low + quantity.high) / 2


def _is_digits(a: Quantity, b: Quantity) -> bool:
    """ "165" and "615", "1,250" and "1,520", "12,345" and "1,245"; one digit of four or more changed."""
    if _unit_name(a) != _unit_name(b) or a.low != a.high or b.low != b.high:
        return False
    first, second = _digits(a), _digits(b)
    if min(len(first), len(second)) < FEWEST_DIGITS - 1 or first == second:
        return False
    if len(first) == len(second):
        return _is_transposed(first, second, _exponent(a) == _exponent(b)) or _is_one_changed(first, second)
    longer, shorter = (first, second) if len(first) > len(second) else (second, first)
    return len(longer) >= FEWEST_DIGITS and len(longer) == len(shorter) + 1 and _is_dropped(longer, shorter)


def _digits(quantity: Quantity) -> str:
    """Return the significant digits of a figure as written, its trailing zeros left out."""
    digits = "".join(map(str, abs(quantity.low).normalize().as_tuple().digits))
    return digits.rstrip("0")


def _exponent(quantity: Quantity) -> int:
    return math.floor(math.log10(abs(float(quantity.low)))) if quantity.low else 0


def _is_transposed(first: str, second: str, is_same_size: bool) -> bool:
    places = [at for at, (one, other) in enumerate(zip(first, second, strict=True)) if one != other]
    if len(places) != 2 or not is_same_size:
        return False
    i, j = places
    return first[i] == second[j] and first[j] == second[i]


def _is_one_changed(first: str, second: str) -> bool:
    changed = sum(one != other for one, other in zip(first, second, strict=True))
    return changed == 1 and len(first) >= 4


def _is_dropped(longer: str, shorter: str) -> bool:
    return any(longer[:at] + longer[at + 1 :] == shorter for at in range(len(longer)))
