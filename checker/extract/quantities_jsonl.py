"""Lines of `{"id", "text"}` in, lines of `{"id", "quantities"}` out: what `tieout quantities` prints."""

from __future__ import annotations

import json
import re
from collections.abc import Iterable, Iterator
from decimal import Decimal

from checker.errors import UsageError
from checker.extract.quantities import find_quantities
from checker.extract.times import find_times
from checker.records import Quantity

_POPULATION = re.compile(r"(?<=^count)/(?:ten|hundred|thousand|ten_thousand|hundred_thousand|million)$")


def read_lines(lines: Iterable[str]) -> Iterator[str]:
    """Give one JSON line of quantities for each JSON line of text, as they come; blank lines are passed over.

    Raises:
        UsageError: a line is no JSON object with a string `text`; names the line, counted from 1.
    """
    for count, line in enumerate(lines, start=1):
        if not line.strip():
            continue
        item = _parse(line, count)
        text = item["text"]
        taken = [(time.start, time.end) for time in find_times(text) if time.sort != "relative"]
        found = [to_contract(quantity) for quantity in find_quantities(text, taken)]
        yield json.dumps({"id": item.get("id"), "quantities": found}, ensure_ascii=False)


def _parse(line: str, count: int) -> dict[str, str]:
    try:
        item = json.loads(line)
    except ValueError as error:
        raise UsageError(f"line {count}: not JSON ({error}); each line must be an object with id and text") from error
    if not isinstance(item, dict) or not isinstance(item.get("text"), str):
        raise UsageError(f'line {count}: needs a string "text"')
    return item


def to_contract(quantity: Quantity) -> dict[str, object]:
    """Return a quantity in the form of the contract: value as number, or [low, high] for a range."""
    value: object = _number(quantity.low)
    if quantity.comparator == "range":
        value = [_number(quantity.low), _number(quantity.high)]
    return {
        "start": quantity.start,
        "end": quantity.end,
        "value": value,
        "unit": _POPULATION.sub("", quantity.unit),
        "comparator": quantity.comparator,
    }


def _number(value: Decimal) -> int | float:
    return int(value) if value == value.to_integral_value() and abs(value) < 10**15 else float(value)
