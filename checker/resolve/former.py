"""Former values: "3,500, up from 1,200" tells what earlier texts gave, so a text that gives 1,200 is of that question.

The equal value may speak here, because a former value is never in conflict: only an update or an agreement can come
of it.
"""

from __future__ import annotations

import math

from checker.records import Fact

FEWEST_DIGITS = 2  # "up from 4" repeats nothing that tells
_ROUND = 1e-9


def former(a: Fact, b: Fact) -> tuple[str, str]:
    """Return `repeats` where one text names as its former value what the other gives, and that value in words."""
    is_former = (a.role == "from") != (b.role == "from")
    one, other = a.measurement, b.measurement
    is_one = one.unit == other.unit and math.isclose(one.nominal, other.nominal, rel_tol=_ROUND)
    if not (is_former and is_one and a.document != b.document) or _digits(one.nominal) < FEWEST_DIGITS:
        return "none", ""
    gone, told = (a, b) if a.role == "from" else (b, a)
    if told.document_date and gone.document_date and told.document_date > gone.document_date:
        return "none", ""  # what a later text gives is no former value of an earlier one
    return "repeats", f"{one.nominal:g}"


def _digits(value: float) -> int:
    return len(f"{abs(value):.6e}".split("e")[0].replace(".", "").rstrip("0"))
