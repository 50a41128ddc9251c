"""What a date takes from the words and dates around it: a year, the period that it ends, the other end of a range."""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from datetime import date, timedelta

from checker.extract import times_calendar as calendar
from checker.extract import times_lexicon as lexicon
from checker.extract.times_calendar import Days
from checker.extract.times_readers import Reading

_CONNECTOR = re.compile(
    r"\s?(?:,|/|[-–—]|,?\s(?:and|or|to|through|until|till|versus|vs\.?))\s?(?:from\s|the\s|on\s)?\Z"
)
_RANGE = re.compile(r"\s?(?:[-–—]|\s(?:to|through|until|till|up to))\s?(?:the\s)?\Z")
_AND = re.compile(r"\s(?:and)\s\Z")
_FROM = re.compile(r"\b(?:[Ff]rom|[Bb]etween)\s(?:the\s)?\Z")
_BETWEEN = re.compile(r"\b[Bb]etween\s(?:the\s)?\Z")
_SENTENCE_END = re.compile(r"[.!?]\s+[A-Z“\"]")
_SENTENCE_YEAR = re.compile(r"(?:\A|[.!?]\s)\s?In\s\Z")
_PERIOD = re.compile(
    r"(?:\b(?P<lead>the|full|a|each|first)\s)?(?:\b(?P<n>\d{1,2}|(?![Ff]iscal)[A-Za-z]{3,6}(?:-[a-z]{3,5})?)[\s-])?"
    r"(?P<fiscal>(?:[Ff]iscal|[Ff]inancial)\s)?"
    r"\b(?P<unit>[Yy]ears?|[Hh]alf[- ]years?|[Hh]alf|[Mm]onths?|[Qq]uarters?|[Ww]eeks?)(?:[\s-]periods?)?\s"
    r"(?:(?P<ended>ended|ending)(?:\son)?|to|through|until|up\sto|to\send)\s\Z"
)

_SPAN_SORTS = {("month", 3): "quarter", ("month", 6): "half", ("month", 12): "fiscal-year"}
_WEEK_SORTS = {13: "quarter", 14: "quarter", 26: "half", 27: "half", 52: "fiscal-year", 53: "fiscal-year"}


@dataclass(frozen=True, slots=True, kw_only=True)
class Found:
    """A date in the text while it is being read."""

    start: int
    end: int
    sort: str
    reading: Reading

    @property
    def days(self) -> Days | None:
        """Its days, once they are known."""
        return self.reading.days

    def with_days(self, days: Days | None, is_anchored: bool = False) -> Found:
        """Return the same words with their days."""
        return replace(self, reading=replace(self.reading, days=days, is_anchored=is_anchored))


def borrow_years(text: str, found: list[Found]) -> list[Found]:
    """Give "30 June" its year from a neighbour: "30 June and 31 December 2013", "In 2009 ... on 3 March"."""
    result = list(found)
    for at in range(len(result) - 1, -1, -1):
        if _lacks_year(result[at]):
            result[at] = _from_next(text, result, at) or result[at]
    for at in range(len(result)):
        if _lacks_year(result[at]):
            result[at] = _from_before(text, result, at) or result[at]
    return result


def _lacks_year(one: Found) -> bool:
    return bool(one.reading.month) and one.days is None and not one.reading.which


def _has_year(one: Found) -> bool:
    return one.days is not None and not one.reading.is_anchored and one.sort in ("day", "month", "year", "range")


def _from_next(text: str, found: list[Found], at: int) -> Found | None:
    if at + 1 == len(found):
        return None
    one, other = found[at], found[at + 1]
    if not _has_year(other) or other.sort == "year" or not _CONNECTOR.match(text[one.end : other.start][:12]):
        return None
    assert other.days is not None
    days = days_in(one.reading, other.days[1].year)
    if days and days[0] > other.days[1]:  # "30 December and 2 January 2013"
        days = days_in(one.reading, other.days[1].year - 1)
    return one.with_days(days) if days else None


def _from_before(text: str, found: list[Found], at: int) -> Found | None:
    if at == 0:
        return None
    one = found[at]
    for other in reversed(found[max(0, at - 3) : at]):
        gap = text[other.end : one.start]
        if not _has_year(other) or len(gap) > 200 or _SENTENCE_END.search(gap):
            continue
        assert other.days is not None
        is_next = other is found[at - 1] and other.sort != "year" and bool(_CONNECTOR.match(gap[:12]))
        if is_next or (other.sort == "year" and _SENTENCE_YEAR.search(text[max(0, other.start - 8) : other.start])):
            days = days_in(one.reading, other.days[0].year)
            return one.with_days(days) if days else None
    return None


def days_in(reading: Reading, year: int) -> Days | None:
    """Return the days that a month, a day or a part of a month has in one year."""
    if reading.part:
        return calendar.part_of_month(year, reading.month, reading.part)
    if not reading.day:
        return calendar.month_of(year, reading.month)
    first = calendar.day_of(year, reading.month, reading.day)
    last = calendar.day_of(year, reading.month, reading.last_day)
    return (first, last) if first and last else None


def read_periods(text: str, found: list[Found]) -> list[Found]:
    """Widen "three months ended June 29, 2024" and "the year to March 2024" to the period that ends there."""
    result: list[Found] = []
    carried: tuple[int, str] | None = None
    for one in found:
        length = _period_before(text, one)
        if length is not None and one.days is not None:
            start, count, unit = length
            carried = count, unit
            while result and result[-1].end > start:  # "third quarter ended 30 June": one period, not two
                start = min(start, result.pop().start)
            result.append(_widen(replace(one, start=start), count, unit))
            continue
        previous = result[-1] if result else None
        if carried and previous and previous.days and _CONNECTOR.match(text[previous.end : one.start][:12]):
            same_end = _same_end(one, previous.days[1])
            if same_end:  # "years ended 31 December 2023 and 2022"
                result.append(_widen(same_end, *carried))
                continue
        carried = None
        result.append(one)
    return result


def _period_before(text: str, one: Found) -> tuple[int, int, str] | None:
    if one.sort not in ("day", "month"):
        return None
    offset = max(0, one.start - 64)
    match = _PERIOD.search(text[offset : one.start])
    if not match:
        return None
    word, unit = match["n"] or "", match["unit"].lower().removesuffix("s")
    is_count = word.isdigit() or word.lower() in lexicon.words("count")
    if not match["ended"] and not is_count and match["lead"] is None and word != "the":
        return None  # "sales of the year to come" needs more than "to"
    count = lexicon.count_of(word) if is_count else 1
    first = "n" if is_count else "fiscal" if match["fiscal"] else "unit"
    start = offset + match.start(first)
    if unit.startswith("half"):
        count, unit = 6, "month"
    return start, count, unit


def _same_end(one: Found, end: date) -> Found | None:
    if one.sort in ("day", "month") and one.days and not one.reading.is_anchored:
        return one
    if one.sort == "year" and one.days:
        same = calendar.day_of(one.days[0].year, end.month, min(end.day, 28) if end.month == 2 else end.day)
        return one.with_days((same, same)) if same else None
    return None


def _widen(one: Found, count: int, unit: str) -> Found:
    assert one.days is not None
    end = one.days[1]
    before = calendar.shift(end, -count, unit)
    if unit == "week":
        sort = _WEEK_SORTS.get(count, "range")
    else:
        months = count * {"month": 1, "quarter": 3, "year": 12}[unit]
        sort = _SPAN_SORTS.get(("month", months), "range")
    low = before + timedelta(days=1) if before else one.days[0]
    widened = one.with_days((low, end), one.reading.is_anchored)
    return replace(widened, sort=sort)


def join_ranges(text: str, found: list[Found]) -> list[Found]:
    """Join "from 2 July to 5 July 2013", "July–September 2013" and "between 2010 and 2015" into one period."""
    result: list[Found] = []
    for one in found:
        previous = result[-1] if result else None
        if previous and _is_range(text, previous, one):
            assert previous.days is not None
            assert one.days is not None
            joined = replace(
                one.with_days((previous.days[0], one.days[1]), previous.reading.is_anchored or one.reading.is_anchored),
                start=previous.start,
                sort="range",
            )
            result[-1] = joined
        else:
            result.append(one)
    return result


def _is_range(text: str, one: Found, other: Found) -> bool:
    joinable = ("day", "month", "year", "weekday")
    if one.sort not in joinable or other.sort not in joinable or not one.days or not other.days:
        return False
    if one.days[0] > other.days[1]:
        return False
    gap, before = text[one.end : other.start], text[max(0, one.start - 16) : one.start]
    if len(gap) > 12:
        return False
    return bool(_RANGE.match(gap)) or bool(_AND.match(gap) and _BETWEEN.search(before))
