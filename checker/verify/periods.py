"""How the times of two facts stand to each other.

An as-of is an interval of days with its provenance: stated, inherited from the context, or the document's own date
standing in. A fact of an undated document has an empty interval.
"""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date

from checker.records import AsOf, Document, Fact

FIRST_DAY, LAST_DAY = "0001-01-01", "9999-12-31"
SAME, WITHIN, OVERLAPPING, BEFORE, AFTER, UNKNOWN = "same", "within", "overlapping", "before", "after", "unknown"


def is_dated(as_of: AsOf) -> bool:
    """Return whether an as-of names any day at all; all of time, which stands for no date, names none."""
    return bool(as_of.low and as_of.high) and not (as_of.low <= FIRST_DAY and as_of.high >= LAST_DAY)


def is_stated(as_of: AsOf) -> bool:
    """Return whether the text itself names the time, here or in the context that a passage inherits."""
    return is_dated(as_of) and as_of.source in ("stated", "inherited")


def is_named(fact: Fact, documents: Mapping[str, Document]) -> bool:
    """Return whether the text names the time of a fact; a head that only repeats the document's date does not."""
    if fact.as_of.source == "inherited" and fact.as_of.low == document_day(fact, documents):
        return False
    return is_stated(fact.as_of)


def is_end_of(a: AsOf, b: AsOf) -> bool:
    """Return whether one time is the last day of the other: "at the end of 2023" and "on 31 December 2023"."""
    inner = a if (a.low, b.high) >= (b.low, a.high) else b
    return a.high == b.high and inner.low == inner.high


def is_year(as_of: AsOf) -> bool:
    """Return whether an as-of is a year or several: the same day of months twelve apart or more."""
    return (
        is_dated(as_of)
        and (int(as_of.high[:4]) - int(as_of.low[:4])) * 12 + _month(as_of.high) - _month(as_of.low) >= 11
    )


def is_part_of_year(as_of: AsOf) -> bool:
    """Return whether an as-of is a month, a quarter or a half of a year."""
    is_whole = is_dated(as_of) and len(as_of.low) == len(as_of.high) == 10
    return is_whole and 20 <= (date.fromisoformat(as_of.high) - date.fromisoformat(as_of.low)).days < 200


def _month(day: str) -> int:
    return int(day[5:7]) if day[5:7].isdigit() else 1


def time_relation(a: AsOf, b: AsOf) -> str:
    """Return how the interval `a` stands to `b`: same within overlapping before after unknown.

    ISO dates of four-digit years compare as text.
    """
    if not (is_dated(a) and is_dated(b)):
        return UNKNOWN
    if (a.low, a.high) == (b.low, b.high):
        return SAME
    if a.high < b.low:
        return BEFORE
    if b.high < a.low:
        return AFTER
    if (a.low <= b.low and b.high <= a.high) or (b.low <= a.low and a.high <= b.high):
        return WITHIN
    return OVERLAPPING


def are_apart(a: AsOf, b: AsOf) -> bool:
    """Return whether the texts name two times that share no day."""
    return is_stated(a) and is_stated(b) and time_relation(a, b) in (BEFORE, AFTER)


def document_order(a: Fact, b: Fact, documents: Mapping[str, Document] | None = None) -> int:
    """Return -1, 0 or 1 as the document of `a` is older than, as old as, or newer than that of `b`; 0 if unknown."""
    first, second = document_day(a, documents), document_day(b, documents)
    if not first or not second or first == second:
        return 0
    return -1 if first < second else 1


def document_day(fact: Fact, documents: Mapping[str, Document] | None) -> str:
    """Return the last day of the date of a fact's document, "" where it has none."""
    document = (documents or {}).get(fact.document)
    if document is not None and document.date is not None:
        return document.date.high
    return fact.as_of.high if fact.as_of.source == "document" and is_dated(fact.as_of) else ""


def time_key(fact: Fact, documents: Mapping[str, Document] | None = None) -> tuple[str, str]:
    """Return what puts facts in order of time: the end of the as-of, then the date of the document."""
    day = document_day(fact, documents)
    return (fact.as_of.high if is_dated(fact.as_of) else day, day)
