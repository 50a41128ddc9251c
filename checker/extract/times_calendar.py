"""Plain calendar arithmetic: spans of days as pairs of dates, both inclusive."""

from __future__ import annotations

from datetime import date, timedelta

Days = tuple[date, date]

_PARTS_OF_YEAR = {"early": (1, 4), "mid": (5, 8), "late": (9, 12)}


def day_of(year: int, month: int, day: int) -> date | None:
    """Return a day, or None where the calendar has none such (31 June)."""
    try:
        return date(year, month, day)
    except ValueError:
        return None


def month_of(year: int, month: int) -> Days:
    """Return the first and last day of a month; `month` may lie outside 1 to 12 and carries into the year."""
    year, month = year + (month - 1) // 12, (month - 1) % 12 + 1
    first = date(year, month, 1)
    return first, (first + timedelta(days=31)).replace(day=1) - timedelta(days=1)


def months_of(year: int, first: int, last: int) -> Days:
    """Return the days from the first of one month to the last of another."""
    return month_of(year, first)[0], month_of(year, last)[1]


def year_of(year: int) -> Days:
    """Return the days of a calendar year, 1 to 9999."""
    return date(year, 1, 1), date(year, 12, 31)


def quarter_of(year: int, quarter: int) -> Days:
    """Return the days of a calendar quarter, 1 to 4."""
    return months_of(year, quarter * 3 - 2, quarter * 3)


def half_of(year: int, half: int) -> Days:
    """Return the days of a half year, 1 or 2."""
    return months_of(year, half * 6 - 5, half * 6)


def week_of(day: date) -> Days:
    """Return Monday to Sunday of the week that holds a day."""
    monday = day - timedelta(days=day.weekday())
    return monday, monday + timedelta(days=6)


def period_of(day: date, unit: str) -> Days:
    """Return the day, week, month, quarter, year, decade or century that holds a day."""
    if unit == "week":
        return week_of(day)
    if unit == "month":
        return month_of(day.year, day.month)
    if unit == "quarter":
        return quarter_of(day.year, (day.month + 2) // 3)
    if unit == "year":
        return year_of(day.year)
    if unit in ("decade", "century"):
        length = 10 if unit == "decade" else 100
        first = max(1, day.year // length * length)
        return date(first, 1, 1), date(first + length - 1, 12, 31)
    return day, day


def shift(day: date, count: int, unit: str) -> date | None:
    """Return a day moved by `count` units, its day of month clipped; None outside the calendar.

    Months end on months' ends: 30 June moved by -3 months is 31 March, as reports count.
    """
    days = {"day": 1, "week": 7, "fortnight": 14, "hour": 0, "night": 1}.get(unit)
    try:
        if days is not None:
            return day + timedelta(days=count * days)
        months = {"month": 1, "quarter": 3, "year": 12, "decade": 120, "century": 1200}[unit] * count
        first, last = month_of(day.year, day.month + months)
        is_end = month_of(day.year, day.month)[1] == day
        return last if is_end else first.replace(day=min(day.day, last.day))
    except (OverflowError, ValueError):
        return None


def part_of_year(year: int, part: str) -> Days:
    """Return the third of a year that "early", "mid" or "late" names; "begin" and "end" are one day."""
    if part in _PARTS_OF_YEAR:
        return months_of(year, *_PARTS_OF_YEAR[part])
    return _edge(year_of(year), part)


def part_of_month(year: int, month: int, part: str) -> Days:
    """Return the third of a month that "early", "mid" or "late" names; "begin" and "end" are one day."""
    first, last = month_of(year, month)
    if part == "early":
        return first, first.replace(day=10)
    if part == "mid":
        return first.replace(day=11), first.replace(day=20)
    if part == "late":
        return first.replace(day=21), last
    return _edge((first, last), part)


def part_of(days: Days, part: str) -> Days:
    """Return the third of any period that a word names; "begin" and "end" are one day."""
    first, last = days
    third = (last - first) / 3
    if part == "early":
        return first, first + third
    if part == "mid":
        return first + third, last - third
    if part == "late":
        return last - third, last
    return _edge(days, part)


def _edge(days: Days, part: str) -> Days:
    return (days[1], days[1]) if part == "end" else (days[0], days[0])


def full_year(two_digits: int) -> int:
    """Return the year that two digits stand for: 69 is 2069, 70 is 1970. Source: POSIX strptime, moved by one."""
    return two_digits + (2000 if two_digits < 70 else 1900)
