"""A document's own date, from manifest, front matter, metadata, dateline or file name, in that order.

Dates are intervals of days: "March 2024" is the whole month. "3/4/2024" can be read in two ways and is read in
none, unless one of its numbers is above 12.
"""

from __future__ import annotations

import calendar
import csv
import re
from collections.abc import Sequence
from datetime import date
from functools import cache
from typing import NamedTuple

from checker import resources
from checker.records import DocumentDate

FIRST_YEAR, LAST_YEAR = 1800, 2199


class Found(NamedTuple):
    """A date in a text: its span and its first and last day."""

    start: int
    end: int
    low: str
    high: str


@cache
def _months() -> dict[str, int]:
    with resources.package_file("collect", "months.csv").open(encoding="utf-8", newline="") as file:
        return {row["word"]: int(row["month"]) for row in csv.DictReader(file)}


@cache
def _pattern() -> re.Pattern[str]:
    month = "|".join(sorted(_months(), key=len, reverse=True))
    return re.compile(
        rf"""(?<![\w.,/-])(?:
        (?P<iy>\d{{4}})-(?P<im>\d{{2}})(?:-(?P<id>\d{{2}}))?(?:T[\d:.+Z-]{{1,30}})?      # 2024-03-02, 2024-03
        |(?P<md_m>{month})\.?\s{{1,3}}(?P<md_d>\d{{1,2}})(?:st|nd|rd|th)?,?\s{{1,3}}(?P<md_y>\d{{4}})  # March 2nd, 2024
        |(?P<dm_d>\d{{1,2}})(?:st|nd|rd|th)?[\s-]{{1,3}}(?:of\s)?(?P<dm_m>{month})\.?,?[\s-]{{1,3}}(?P<dm_y>\d{{4}})
        |(?P<my_m>{month})\.?,?\s{{1,3}}(?P<my_y>\d{{4}})                                  # March 2024
        |(?P<n1>\d{{1,4}})(?P<sep>[./])(?P<n2>\d{{1,2}})(?P=sep)(?P<n3>\d{{2,4}})          # 27/3/2024, 2024/3/27
        )(?![\w/]|[.-]\d)""",
        re.VERBOSE | re.IGNORECASE,
    )


def find_dates(text: str) -> list[Found]:
    """Return the dates written in a text, in order; what can be read in two ways is left out."""
    found = []
    for match in _pattern().finditer(text):
        days = _days_of(match)
        if days:
            found.append(Found(match.start(), match.end(), *days))
    return found


def read_date(text: str) -> tuple[str, str] | None:
    """Return the first and last day of a date as metadata write it: a day, month or year, with or without time."""
    bare = text.strip()
    if re.fullmatch(r"\d{4}", bare):
        return _interval(int(bare), None, None)
    if match := re.fullmatch(r"(\d{4})(\d{2})(\d{2})(?:T\d{4,6}.{0,6})?", bare):
        return _interval(int(match[1]), int(match[2]), int(match[3]))
    dates = find_dates(bare[:200])
    return (dates[0].low, dates[0].high) if dates else None


def _days_of(match: re.Match[str]) -> tuple[str, str] | None:
    part = match.groupdict()
    if part["iy"]:
        return _interval(int(part["iy"]), int(part["im"]), int(part["id"]) if part["id"] else None)
    for form in ("md", "dm"):
        if part[f"{form}_m"]:
            return _interval(int(part[f"{form}_y"]), _months()[part[f"{form}_m"].lower()], int(part[f"{form}_d"]))
    if part["my_m"]:
        return _interval(int(part["my_y"]), _months()[part["my_m"].lower()], None)
    return _numeric(part["n1"], part["n2"], part["n3"])


def _numeric(first: str, second: str, third: str) -> tuple[str, str] | None:
    if len(first) == 4:
        return _interval(int(first), int(second), int(third)) if len(third) <= 2 else None
    year = int(third) + (2000 if len(third) == 2 else 0)
    a, b = int(first), int(second)
    if len(first) > 2 or len(third) == 3 or (a <= 12 and b <= 12 and a != b):
        return None
    return _interval(year, a, b) if a <= 12 else _interval(year, b, a)


def _interval(year: int, month: int | None, day: int | None) -> tuple[str, str] | None:
    if not FIRST_YEAR <= year <= LAST_YEAR or (month is not None and not 1 <= month <= 12):
        return None
    if month is None:
        return f"{year}-01-01", f"{year}-12-31"
    last = calendar.monthrange(year, month)[1]
    if day is None:
        return f"{year}-{month:02}-01", f"{year}-{month:02}-{last:02}"
    if not 1 <= day <= last:
        return None
    only = date(year, month, day).isoformat()
    return only, only


_NAME_DATE = re.compile(
    r"(?<!\d)(?P<y>(?:19|20)\d{2})(?:(?P<sep>[-_.])(?P<m>\d{2})(?:(?P=sep)(?P<d>\d{2}))?|(?P<m8>\d{2})(?P<d8>\d{2}))(?!\d)"
)


def date_of_name(file: str) -> tuple[str, str] | None:
    """Return the date in a file's name or, failing that, in its folders' names: 2024-03-02, 20240302, 2024_03."""
    for part in reversed(file.split("/")):
        for match in reversed(list(_NAME_DATE.finditer(part))):
            month, day = match["m"] or match["m8"], match["d"] or match["d8"]
            days = _interval(int(match["y"]), int(month), int(day) if day else None)
            if days:
                return days
    return None


_DATE_WORDS = re.compile(
    r"(?i)\b(?:mon|tues?|wed(?:nes)?|thu(?:rs)?|fri|sat(?:ur)?|sun)(?:day)?\b|\b[ap]\.?m\b\.?|\b\d{1,2}[:.]\d{2}(?::\d{2})?\s?(?:[ap]m)?"
    r"|\b(?:GMT|UTC|[A-Z]{1,2}[SD]T|[CE]ES?T|WIB|hrs?|local time|last|first|published|posted|updated|modified|created|"
    r"issued|released|date|dated|on|at|by|of|as|the|from|archived|print|version|edition|snapshot)\b|[^\w]|_"
)
_CUE = re.compile(
    r"(?i)\b(?:published|posted|updated|modified|dated?|released|issued|snapshot|edition|version|as of)\b"
)
_AGENCY_LINE = re.compile(r"[A-Z][^\n.]{1,60}?[(,][^\n]{0,60}?\s?(?:[-–—]{1,2}|:)\s?")
PLAIN_WORDS = 2  # of them in lower case: "press office"
DATELINE_WORDS = 5  # beside date, time, weekday and cue words: place, agency, a name


def is_dateline(line: str) -> bool:
    """Say whether a line is a date with little else: "Posted: 3 March 2024, 10:15 GMT", "LONDON, 3 March 2024"."""
    if len(line) > 120 or line.rstrip().endswith((".”", '."')):
        return False
    dates = find_dates(line)
    if not dates:
        return False
    rest = line[: dates[0].start] + " " + line[dates[-1].end :]
    words = [word for word in _DATE_WORDS.sub(" ", rest).split() if not word.isdigit()]
    if line.rstrip().endswith(("?", "!")) or (line.rstrip().endswith(".") and any(map(str.islower, words))):
        return False  # "The year ended on 31 December 2023." says something
    return len(words) <= DATELINE_WORDS and sum(map(str.islower, words)) <= PLAIN_WORDS


def date_of_lines(lines: Sequence[str], title: str) -> tuple[str, str] | None:
    """Return the date that the first lines of a document give it: a dateline, or a cue in the title."""
    for line in lines:
        dates = find_dates(line[:160])
        if dates and (is_dateline(line) or _opens_with_date(line, dates[0])):
            return dates[0].low, dates[0].high
    dates = find_dates(title)
    if dates and any(_CUE.search(title[max(0, one.start - 24) : one.start]) for one in dates[-1:]):
        return dates[-1].low, dates[-1].high
    return None


def _opens_with_date(line: str, found: Found) -> bool:
    """`LONDON, 3 March 2024 (Agency) - The bridge ...`: place and date before a dash open the report."""
    opening = _AGENCY_LINE.match(line[:140])
    return opening is not None and found.end <= opening.end()


def choose_date(
    candidates: Sequence[tuple[str, tuple[str, str] | None]],
) -> tuple[DocumentDate | None, tuple[str, ...]]:
    """Return the first date of candidates (source, days) in order of trust, and a warning for each that disagrees."""
    known = [(source, days) for source, days in candidates if days]
    if not known:
        return None, ()
    source, (low, high) = known[0]
    chosen = DocumentDate(low=low, high=high, source=source)
    warnings = tuple(
        f"the {other} says {DocumentDate(low=days[0], high=days[1], source=other).label},"
        f" the {source} says {chosen.label}"
        for other, days in known[1:]
        if days[1] < low or high < days[0]
    )
    return chosen, warnings
