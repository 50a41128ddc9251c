"""Quarters and halves that name no year: the year beside them, or the one the document gives that quarter elsewhere.

"third-quarter FY31 sales"                        the third quarter of 2031
"Q3 sales fell" in a report that says "Q3 2031"   the same quarter
"Q3 sales fell", written in January, beside "outlook for fiscal 2031"
                                                  the third quarter of the fiscal year that runs: who reports on it
                                                  months after its end by the calendar has another calendar
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from dataclasses import replace
from datetime import date

from checker.records import TimeMention

_PARTS = frozenset({"quarter", "half"})
_YEARS = frozenset({"fiscal-year", "year"})
_BETWEEN = frozenset({"", "of", "-", "in", "for", "of the", "in the"})
_OF_YEAR = frozenset({"'s", "’s"})  # "last year's third quarter"
_BESIDE = frozenset(
    {"and full", "and the full", "and", "and full-year"}
)  # "Q4 and full fiscal year 2031" are two periods
_RELATIVE = re.compile(r"\b(?:last|previous|prior)\b", re.IGNORECASE)  # "last year's third quarter" gives no year
_FIRST_BLOCKS = 1  # the title, in which a report says what it reports on
_STALE_DAYS = 100  # after the end of a quarter, by which its results are out


def join_fiscal_years(times: tuple[TimeMention, ...], text: str) -> tuple[TimeMention, ...]:
    """Join a quarter or half with the year that stands right beside it."""
    joined: list[TimeMention] = []
    for time in times:
        last = joined[-1] if joined else None
        if last is not None and time.sort in _YEARS and _is_open(last) and _adjoin(last, time, text):
            joined[-1] = _in_year(replace(last, end=time.end, text=text[last.start : time.end]), time.low[:4])
        elif last is not None and time.sort == "fiscal-year" and _is_open(last) and _adjoin(last, time, text, _BESIDE):
            joined[-1:] = [_in_year(last, time.low[:4]), time]
        elif last is not None and _is_year(last) and _is_open(time) and _adjoin(last, time, text, _OF_YEAR):
            joined[-1] = _in_year(replace(time, start=last.start, text=text[last.start : time.end]), last.low[:4])
        elif last is not None and last.sort in _YEARS and _is_open(time) and _adjoin(last, time, text):
            whole = replace(time, start=last.start, text=text[last.start : time.end])
            joined[-1] = _in_year(whole, last.low[:4])
        else:
            joined.append(time)
    return tuple(joined)


def _is_open(time: TimeMention) -> bool:
    """Tell whether a quarter or half took its year from the document's date."""
    return time.sort in _PARTS and time.anchored and bool(time.low)


def _is_year(time: TimeMention) -> bool:
    return time.low.endswith("-01-01") and time.high == f"{time.low[:4]}-12-31"


def _adjoin(first: TimeMention, second: TimeMention, text: str, links: frozenset[str] = _BETWEEN) -> bool:
    return 0 < second.start - first.end <= 14 and text[first.end : second.start].strip(" ,").lower() in links


def _in_year(time: TimeMention, year: str) -> TimeMention:
    span = int(time.high[:4]) - int(time.low[:4])
    low, high = f"{year}{time.low[4:]}", f"{int(year) + span:04d}{time.high[4:]}"
    return replace(time, low=low, high=high, anchored=False)


def settle_quarters(times: Mapping[int, tuple[TimeMention, ...]], day: str = "") -> dict[int, tuple[TimeMention, ...]]:
    """Return the times of a document, by block number, with each open quarter in the year that the document gives it.

    Only where all its own mentions with a year agree on one, or where its title names it; else, in a document of
    `day` (ISO) that speaks of fiscal years, in the fiscal year whose quarter of that number ended last.
    """
    stated: dict[str, set[str]] = {}
    for time in _all(times):
        if time.sort in _PARTS and not time.anchored and time.low and not _RELATIVE.search(time.text):
            stated.setdefault(time.low[4:], set()).add(time.low[:4])
    known = {part: min(years) for part, years in stated.items() if len(years) == 1}
    for number in sorted(times)[:_FIRST_BLOCKS]:
        for time in times[number]:
            if time.sort in _PARTS and not time.anchored and time.low and not _RELATIVE.search(time.text):
                known.setdefault(time.low[4:], time.low[:4])
    if day and any(one.sort == "fiscal-year" or "iscal" in one.text for one in _all(times)):
        for one in _all(times):
            if (
                _is_open(one)
                and one.sort == "quarter"
                and one.low[4:] not in stated
                and (year := _fiscal_year(one, day))
            ):
                known[one.low[4:]] = year
    return {
        number: tuple(
            _in_year(one, known[one.low[4:]]) if _is_open(one) and one.low[4:] in known else one for one in found
        )
        for number, found in times.items()
    }


def _fiscal_year(quarter: TimeMention, day: str) -> str:
    """Return the year in which the fiscal year ends whose quarter of that number ended right before a day.

    "" where the quarter of the calendar year is not yet stale on that day, or still to come.
    """
    today, end = date.fromisoformat(day), date.fromisoformat(quarter.high)
    if (today - end).days <= _STALE_DAYS:
        return ""
    number = int(quarter.low[5:7]) // 3 + 1
    ended = (today.month - 1) // 3  # quarters of this calendar year that are over
    quarters = today.year * 4 + ended + (4 - number)  # counted to the end of the fiscal year
    return f"{(quarters - 1) // 4:04d}"


def _all(times: Mapping[int, tuple[TimeMention, ...]]) -> Iterable[TimeMention]:
    return (time for number in sorted(times) for time in times[number])
