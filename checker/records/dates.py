"""How an interval of days is written."""

from __future__ import annotations


def iso_label(low: str, high: str) -> str:
    """Return an interval of days as a day, month, year or `low/high` in ISO 8601; all of time is "undated"."""
    if (low, high) == ("0001-01-01", "9999-12-31"):  # stands for no date at all
        return "undated"
    if low == high:
        return low
    year, month = low[:4], low[:7]
    if low == f"{year}-01-01" and high == f"{year}-12-31":
        return year
    if low == f"{month}-01" and high == _last_day(month):
        return month
    return f"{low}/{high}"


def _last_day(month: str) -> str:
    year, number = int(month[:4]), int(month[5:])
    is_leap = year % 4 == 0 and (year % 100 != 0 or year % 400 == 0)
    days = (31, 29 if is_leap else 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31)[number - 1]
    return f"{month}-{days:02d}"
