"""What the named groups of a date expression mean, as days.

A reader takes the match and the document's date and returns a `Reading`, or None where the words are no date.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import date, timedelta

from checker.extract import times_calendar as calendar
from checker.extract import times_lexicon as lexicon
from checker.extract.times_calendar import Days


@dataclass(frozen=True, slots=True, kw_only=True)
class Reading:
    """Days that a phrase names; a month and day without its year wait for one."""

    days: Days | None = None
    month: int = 0
    day: int = 0  # 0: the whole month
    last_day: int = 0
    part: str = ""  # of the month
    is_anchored: bool = False
    weekday: int = -1
    which: str = ""  # last | this | next, for a weekday or month


Reader = Callable[[re.Match[str], Days | None], Reading | None]


def _groups(match: re.Match[str]) -> dict[str, str]:
    return {name: text for name, text in match.groupdict().items() if text}


def _year(found: Mapping[str, str]) -> int:
    if "y" in found:
        return int(found["y"])
    for name in ("y0", "y2"):
        if name in found:
            return int(found[name])
    short = found.get("yy") or found.get("fy")
    if short:
        return int(short) if len(short) == 4 else calendar.full_year(int(short))
    return 0


def _number(text: str) -> int:
    digits = text.rstrip("stndrh")
    return int(digits) if digits.isdigit() else int(lexicon.words("ordinal")[text.lower()])


def _span(first: date | None, last: date | None, is_anchored: bool = False) -> Reading | None:
    if first is None or last is None or last < first:
        return None
    return Reading(days=(first, last), is_anchored=is_anchored)


def read_day(match: re.Match[str], anchor: Days | None) -> Reading | None:
    """ "2 July 2013", "July 2", "2013-07-02"."""
    found = _groups(match)
    month = int(found["mn"]) if "mn" in found else lexicon.month_number(found["m"])
    day, year = _number(found["d"]), _year(found)
    if year:
        read = calendar.day_of(year, month, day)
        return _span(read, read)
    return Reading(month=month, day=day, last_day=day) if calendar.day_of(2000, month, day) else None


def read_day_range(match: re.Match[str], anchor: Days | None) -> Reading | None:
    """ "2-5 July 2013", "July 2 to 5"."""
    found = _groups(match)
    month, first, last, year = lexicon.month_number(found["m"]), _number(found["d"]), _number(found["d2"]), _year(found)
    if first >= last or not calendar.day_of(2000, month, last):
        return None
    if year:
        return _span(calendar.day_of(year, month, first), calendar.day_of(year, month, last))
    return Reading(month=month, day=first, last_day=last)


def read_numeric_day(match: re.Match[str], anchor: Days | None) -> Reading | None:
    """ "13/07/2013" is read, "02/07/2013" keeps its days open, "99/99/2013" is no date."""
    found = _groups(match)
    first, second, year = int(found["a"]), int(found["b"]), _year(found)
    by_month = calendar.day_of(year, second, first)  # day first
    by_day = calendar.day_of(year, first, second)
    if found["sep"] == ".":  # dots are day first wherever they are written
        by_day = None
    if by_month and by_day and by_month != by_day:
        return Reading()
    read = by_month or by_day
    return _span(read, read)


def read_month(match: re.Match[str], anchor: Days | None) -> Reading | None:
    """ "July 2013", "July"."""
    found = _groups(match)
    month, year = lexicon.month_number(found["m"]), _year(found)
    return Reading(days=calendar.month_of(year, month)) if year else Reading(month=month)


def read_iso_month(match: re.Match[str], anchor: Days | None) -> Reading | None:
    """ "2013-07"; "2005-10" reads as a span of years, because prose writes those so."""
    year, month = int(match["y"]), int(match["mn"])
    if month > year % 100:
        return _span(date(year, 1, 1), date(year - year % 100 + month, 12, 31))
    return Reading(days=calendar.month_of(year, month))


def read_near_month(match: re.Match[str], anchor: Days | None) -> Reading | None:
    """ "last July", "this March"."""
    return Reading(month=lexicon.month_number(match["m"]), which=match["which"].lower())


def read_part_of_month(match: re.Match[str], anchor: Days | None) -> Reading | None:
    """ "early July 2013", "end-June"."""
    found = _groups(match)
    month, year, part = lexicon.month_number(found["m"]), _year(found), _part(found)
    if year:
        return Reading(days=calendar.part_of_month(year, month, part))
    return Reading(month=month, part=part)


def _part(found: Mapping[str, str]) -> str:
    return lexicon.words("part")[found["part"].lower()]


def read_year_range(match: re.Match[str], anchor: Days | None) -> Reading | None:
    """ "2010-15", "1971-2000", "2012/13"."""
    first, second = int(match["y"]), match["y2"]
    last = int(second) if len(second) == 4 else first - first % 100 + int(second)
    if last < first and len(second) == 2 and last + 100 - first <= 10:  # "1999-03"
        last += 100
    if last <= first or ("/" in match["sep"] and last != first + 1):
        return None
    return _span(date(first, 1, 1), date(last, 12, 31))


def read_decade(match: re.Match[str], anchor: Days | None) -> Reading | None:
    """ "1990s"."""
    year = int(match["y"])
    return _span(date(year, 1, 1), date(year + (99 if year % 100 == 0 else 9), 12, 31))


def read_part_of_year(match: re.Match[str], anchor: Days | None) -> Reading | None:
    """ "early 2013", "end of 2013", "mid-1990s"."""
    found = _groups(match)
    year, part = int(found["y"]), _part(found)
    if "decade" in found:
        first, last = {"early": (0, 3), "mid": (4, 6), "late": (7, 9)}.get(part, (0, 0) if part == "begin" else (9, 9))
        return Reading(days=(date(year + first, 1, 1), date(year + last, 12, 31)))
    return Reading(days=calendar.part_of_year(year, part))


def read_part_of_relative(match: re.Match[str], anchor: Days | None) -> Reading | None:
    """ "end of last year", "early this month", "end of the year"."""
    days = _near(match["which"].lower(), match["unit"], anchor)
    return Reading(days=calendar.part_of(days, _part(_groups(match))) if days else None, is_anchored=True)


def read_century(match: re.Match[str], anchor: Days | None) -> Reading | None:
    """ "19th century"."""
    found = _groups(match)
    number = int(found["n"]) if "n" in found else _number(found["o"])
    if not 1 <= number <= 30:
        return None
    return _span(date(number * 100 - 99, 1, 1), date(number * 100, 12, 31))


def read_era(match: re.Match[str], anchor: Days | None) -> Reading | None:
    """ "79 AD"; years before year 1 have no ISO date here and stay open."""
    number = int(match["n"].replace(",", ""))
    if match["era"][0] == "B" or not 1 <= number <= 9999:
        return Reading()
    return Reading(days=calendar.year_of(number))


def read_season(match: re.Match[str], anchor: Days | None) -> Reading | None:
    """ "summer 2013", as the northern half of the world counts."""
    first = int(lexicon.words("season")[match["season"].lower()])
    return Reading(days=calendar.months_of(int(match["y"]), first, first + 2))


def read_quarter(match: re.Match[str], anchor: Days | None) -> Reading | None:
    """ "third quarter of 2024", "Q3 FY24"; without a year the last one begun by the anchor."""
    found = _groups(match)
    number = int(found["q"]) if "q" in found else _number(found["o"])
    if not 1 <= number <= 4:
        return None
    year = _year(found)
    if year:
        return Reading(days=calendar.quarter_of(year, number))
    if "which" in found:
        near = _near(found["which"].lower(), "year", anchor)
        return Reading(days=calendar.quarter_of(near[0].year, number) if near else None, is_anchored=True)
    if anchor is None:
        return Reading(is_anchored=True)
    latest = calendar.quarter_of(anchor[1].year, number)
    if latest[0] > anchor[1]:
        latest = calendar.quarter_of(anchor[1].year - 1, number)
    return Reading(days=latest, is_anchored=True)


def read_half(match: re.Match[str], anchor: Days | None) -> Reading | None:
    """ "first half of 2024", "H1 2024"."""
    found = _groups(match)
    number = int(found["h"]) if "h" in found else _number(found["o"])
    year = _year(found)
    if number > 2:
        return None
    if year:
        return Reading(days=calendar.half_of(year, number))
    near = _near(found.get("which", "this").lower(), "year", anchor)
    return Reading(days=calendar.half_of(near[0].year, number) if near else None, is_anchored=True)


def read_first_months(match: re.Match[str], anchor: Days | None) -> Reading | None:
    """ "first nine months of 2024", "first six months of the year"."""
    found = _groups(match)
    months = lexicon.count_of(found["n"]) * (3 if found["unit"] == "quarters" else 1)
    year = _year(found) or (anchor[1].year if anchor else 0)
    if not 1 <= months <= 12:
        return None
    days = calendar.months_of(year, 1, months) if year else None
    return Reading(days=days, is_anchored="y" not in found)


def read_fiscal(match: re.Match[str], anchor: Days | None) -> Reading | None:
    """ "FY2024", "fiscal 2024", "financial year 2023-24": the calendar year of the same number stands in."""
    found = _groups(match)
    year = int(found["y"]) if "y" in found else calendar.full_year(int(found["yy"]))
    second = found.get("y2")
    if not second:
        return Reading(days=calendar.year_of(year))
    last = int(second) if len(second) == 4 else year - year % 100 + int(second)
    return _span(date(year, 1, 1), date(last, 12, 31)) if last > year else None


def read_near_day(match: re.Match[str], anchor: Days | None) -> Reading | None:
    """ "yesterday", "today", "tomorrow"."""
    step = {"yesterday": -1, "tomorrow": 1}.get(match["word"].lower(), 0)
    day = _one_day(anchor)
    return Reading(days=(day + timedelta(step),) * 2 if day else None, is_anchored=True)


def _one_day(anchor: Days | None) -> date | None:
    """Return the anchor as a day, where it is known to the day."""
    return anchor[1] if anchor and anchor[0] == anchor[1] else None


def read_near_period(match: re.Match[str], anchor: Days | None) -> Reading | None:
    """ "last week", "this year", "next quarter", "last night"."""
    unit = match["unit"].removeprefix("fiscal ").removeprefix("financial ")
    unit = {"night": "day", "morning": "day", "afternoon": "day", "evening": "day"}.get(unit, unit)
    if unit == "weekend":
        days = _near(match["which"].lower(), "week", anchor)
        return Reading(days=(days[1] - timedelta(1), days[1]) if days else None, is_anchored=True)
    return Reading(days=_near(match["which"].lower(), unit, anchor), is_anchored=True)


def _near(which: str, unit: str, anchor: Days | None) -> Days | None:
    """Return the unit that is last, this or next to the anchor; None where the anchor is too wide to say."""
    if anchor is None:
        return None
    first, last = (calendar.period_of(day, unit) for day in anchor)
    if first != last:
        return None
    step = {"last": -1, "next": 1, "coming": 1}.get(which, 0)
    moved = calendar.shift(first[0], step, unit)
    return calendar.period_of(moved, unit) if moved else None


def read_weekday(match: re.Match[str], anchor: Days | None) -> Reading | None:
    """ "Tuesday", "last Tuesday", "Monday evening"."""
    which = match.groupdict().get("which") or ""
    return Reading(weekday=lexicon.weekday_number(match["weekday"]), which=which.lower())


def read_rolling(match: re.Match[str], anchor: Days | None) -> Reading | None:
    """ "past year", "last three months": up to the anchor, or from it on."""
    found = _groups(match)
    if "n" not in found and found["which"].lower() not in ("past", "trailing"):
        return None  # "last year" and "previous year" have readers of their own
    if found["which"].lower() in ("previous", "preceding") or anchor is None:
        return Reading(is_anchored=True)
    count, unit = lexicon.count_of(found.get("n", "1")), _unit(found["unit"])
    if found["which"].lower() in ("next", "coming"):
        end = calendar.shift(anchor[1], count, unit)
        return Reading(days=(anchor[1], end) if end else None, is_anchored=True)
    start = calendar.shift(anchor[1], -count, unit)
    return Reading(days=(start, anchor[1]) if start else None, is_anchored=True)


def _unit(word: str) -> str:
    return lexicon.words("unit").get(word.lower()) or lexicon.words("unit")[word.lower().removesuffix("s")]


def read_ago(match: re.Match[str], anchor: Days | None) -> Reading | None:
    """ "two years ago"; "a year earlier" counts from another time of the text and stays open."""
    count = lexicon.count_of(match["n"])
    if match["way"] != "ago" or anchor is None or not count:  # "a few years ago"
        return Reading(is_anchored=True)
    unit = _unit(match["unit"])
    day = _one_day(anchor) if unit in ("day", "week", "fortnight", "hour") else anchor[1]
    moved = calendar.shift(day, -count, unit) if day else None
    if moved and unit == "year" and count == 1:
        return Reading(days=(moved, moved), is_anchored=True)  # "a year ago" is no calendar year
    grain = {"fortnight": "week", "decade": "year", "century": "year"}.get(unit, unit)
    return Reading(days=calendar.period_of(moved, grain) if moved else None, is_anchored=True)


def read_year_to_date(match: re.Match[str], anchor: Days | None) -> Reading | None:
    """ "year to date": 1 January to the anchor."""
    return Reading(days=(date(anchor[1].year, 1, 1), anchor[1]) if anchor else None, is_anchored=True)


def read_open(match: re.Match[str], anchor: Days | None) -> Reading | None:
    """ "previous year", "same period": named by the text around it, so its days stay open."""
    return Reading(is_anchored=True)


def read_clock(match: re.Match[str], anchor: Days | None) -> Reading | None:
    """ "07:37 UTC", "8pm"; the hour is in the text, the day is elsewhere."""
    found = _groups(match)
    is_marked = bool(found.keys() & {"ap", "zone", "s", "hrs"})
    if found.get("sep") == "." and not found.keys() & {"ap", "zone"}:
        return None  # "7.37" is a number
    if "ap" in found and not 1 <= int(found["h"]) <= 12:
        return None
    return Reading() if is_marked else Reading(which="?")  # "?": only after a word such as "at"


def read_clock_word(match: re.Match[str], anchor: Days | None) -> Reading | None:
    """ "noon", "midnight"."""
    return Reading()


READERS: Mapping[str, Reader] = {
    name.removeprefix("read_"): reader for name, reader in list(globals().items()) if name.startswith("read_")
}
