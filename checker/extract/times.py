"""Dates and periods in raw text, read by expressions and tables alone.

    "in the third quarter of 2024"  -> 2024-07-01..2024-09-30, quarter, cue "in"
    "by Monday evening"             -> the last Monday up to the document's date, weekday, cue "by"

One scan finds where a date may begin; the ways of writing that begin so are tried there and the longest wins.
Then neighbours speak: a year is borrowed, "three months ended" widens a day to its period, two ends make a range.
Durations ("15 minutes") are quantities and not read here.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from datetime import date, timedelta

from checker.extract import times_calendar as calendar
from checker.extract import times_lexicon as lexicon
from checker.extract import times_years as years
from checker.extract.times_calendar import Days
from checker.extract.times_context import Found, borrow_years, days_in, join_ranges, read_periods
from checker.extract.times_readers import READERS, Reading
from checker.records import AsOf, TimeMention

NEAR_FUTURE_DAYS = 60  # a day without a year lies at most so far ahead of its document, unless the text looks ahead

_WORDS_BEFORE = re.compile(r"(?:[\w'’.]{1,14}\s{1,2}){1,4}\Z")
_LOWER_WORD = re.compile(r"[a-z']{1,30}")
_NEEDS_CUE = frozenset(
    {"may", "march", "jan", "feb", "mar", "apr", "jun", "jul", "aug", "sep", "sept", "oct", "nov", "dec"}
)
_NAMES = frozenset({"april", "june", "august", "may"})  # also given names
_YEAR_UNIT = re.compile(r"\d{4},?\s?[(\[][^\d()\[\]]{1,40}[)\]]\s?")  # "2031 (EUR million)" heads a column
_CLOCK_CUE = re.compile(
    r"(?:\b(?:at|by|around|from|until|till|before|after|since|between|about|circa|shortly|[Tt]ime:)|\d,|day,?|\d{4})\s{1,2}\Z",
    re.IGNORECASE,
)


def find_times(
    text: str, anchor: tuple[str, str] | None = None, *, bare_years: bool = False
) -> tuple[TimeMention, ...]:
    """Return every date, period and clock time of a text, in order, none overlapping another.

    Args:
        text: any text; offsets of the result count in it.
        anchor: first and last day of the document's own date, ISO; what "Tuesday" and "30 June" lean on.
        bare_years: read four digits that stand alone as a year; for heads of table rows and columns.

    Returns:
        Mentions whose `low` and `high` are ISO dates, or both "" where the words leave the days open: a weekday
        without an anchor, "a year earlier", "02/07/2013", a clock time. Fiscal years have the days of the
        calendar year of their number.
    """
    days = (date.fromisoformat(anchor[0]), date.fromisoformat(anchor[1])) if anchor else None
    found = borrow_years(text, _scan(text, days, bare_years))
    found = [_settle(text, one, days) for one in found]
    found = join_ranges(text, read_periods(text, found))
    return tuple(_to_mention(text, one) for one in found)


def to_as_of(mention: TimeMention, source: str = "stated") -> AsOf:
    """Return the time that a mention gives a claim; `low` is "" where the mention left its days open."""
    return AsOf(
        low=mention.low, high=mention.high, source=source, text=mention.text, start=mention.start, end=mention.end
    )


def taken_spans(mentions: Sequence[TimeMention]) -> tuple[tuple[int, int], ...]:
    """Return the spans in which no quantity is to be read: all but "two years ago" and "the last 30 days"."""
    return tuple((one.start, one.end) for one in mentions if one.sort != "relative" or not _holds_count(one.text))


def _holds_count(text: str) -> bool:
    return any(word.isdigit() or word in lexicon.words("count") for word in text.lower().split())


def _scan(text: str, anchor: Days | None, bare_years: bool) -> list[Found]:
    found: list[Found] = []
    passed: list[tuple[int, int]] = []  # four-digit numbers without evidence of their own
    table = lexicon.patterns()
    taken = 0
    for hit in lexicon.trigger().finditer(text):
        start = hit.start()
        if start < taken:
            continue
        one = _longest(text, start, table.get(hit.lastgroup or "", ()), anchor, found)
        if one is None and hit.lastgroup == "digit":
            one = _read_bare_year(text, start, found, passed, bare_years)
        if one is not None:
            found.append(one)
            taken = one.end
    return _with_list_years(text, found, passed)


def _longest(
    text: str, start: int, patterns: Sequence[lexicon.Pattern], anchor: Days | None, found: list[Found]
) -> Found | None:
    best: Found | None = None
    for pattern in patterns:
        match = pattern.regex.match(text, start)
        if match is None or (best is not None and match.end() <= best.end) or not _is_free(text, match):
            continue
        reading = READERS[pattern.reader](match, anchor)
        if reading is None or not _has_cue_it_needs(text, match, pattern.sort, reading, found):
            continue
        best = Found(start=start, end=_end(match), sort=pattern.sort, reading=reading)
    return best


def _end(match: re.Match[str]) -> int:
    """Return where a time ends: "(at 11:42 local time)" leaves its bracket to the words around it."""
    is_stray = match[0].endswith(")") and "(" not in match[0]
    return match.end() - is_stray


def _is_free(text: str, match: re.Match[str]) -> bool:
    """Refuse a date inside a longer number, version or code: "1.2 July", "A-2013-07-02", "$2013-15"."""
    start = match.start()
    before = text[start - 1 : start]
    if not text[start].isdigit():
        return before not in ("_", "@", "/")
    if before in (".", ",", "/", "$", "€", "£", "¥", "#", "+", "−", "@", "=", "_", ":"):
        return False
    return not (before in ("-", "–") and text[start - 2 : start - 1].isalnum())


def _has_cue_it_needs(text: str, match: re.Match[str], sort: str, reading: Reading, found: list[Found]) -> bool:
    before = text[max(0, match.start() - 24) : match.start()]
    if sort == "clock" and reading.which == "?":
        is_after_clock = bool(found) and found[-1].sort == "clock" and match.start() - found[-1].end <= 5
        return is_after_clock or bool(_CLOCK_CUE.search(before))
    if sort == "range" and "y2" in match.groupdict():
        return years.may_be_years(text, match.start(), match.end())
    if sort != "month" or not reading.month or reading.which or "m" not in match.groupdict():
        return True
    return _is_bare_month(text, match, before)


def _is_bare_month(text: str, match: re.Match[str], before: str) -> bool:
    """ "in May" and "June sales" are months; "May" at the head of a sentence and "April Smith" are not."""
    word = match["m"].rstrip(".").lower()
    if re.search(
        r"(?i:\b(?:in|since|until|till|by|during|from|to|through|of|and|for|between|before|after|last|on)\s\Z)", before
    ):
        return True
    if re.match(r"\s?(?:[-–—]|to|and|through|until)\s?[A-Z]", text[match.end() : match.end() + 12]):
        return True
    if word in _NEEDS_CUE or word == match["m"]:
        return False
    return not (word in _NAMES and re.match(r"\s[A-Z]", text[match.end() : match.end() + 2]))


def _read_bare_year(
    text: str, start: int, found: list[Found], passed: list[tuple[int, int]], bare_years: bool
) -> Found | None:
    end = years.bare_year(text, start)
    if end < 0:
        return None
    is_listed = bool(found) and found[-1].days is not None and years.continues_list(text, found[-1].end, start)
    is_alone = bare_years and len(text) < 40 and not re.search(r"[^\W\d_]", text)
    is_alone = is_alone or (bare_years and _YEAR_UNIT.fullmatch(text, start) is not None and not text[:start].strip())
    if is_alone or years.is_year(text, start, end, is_listed):
        return _year_found(text, start, end)
    passed.append((start, end))
    return None


def _year_found(text: str, start: int, end: int) -> Found:
    estimate = re.compile(r"[^\w\S]{1,3}est\b\.?").match(text, end)
    reading = Reading(days=calendar.year_of(int(text[start:end])))
    return Found(start=start, end=estimate.end() if estimate else end, sort="year", reading=reading)


def _with_list_years(text: str, found: list[Found], passed: list[tuple[int, int]]) -> list[Found]:
    """Take in numbers that lead a list of years: in "2012 and 2013 (est.)" the first leans on the second."""
    starts = {one.start: one for one in found if one.sort == "year"}
    for start, end in reversed(passed):
        for follower in range(end + 1, end + 11):
            if (
                follower in starts
                and years.continues_list(text, end, follower)
                and years.is_year(text, start, end, True)
            ):
                one = _year_found(text, start, end)
                starts[start] = one
                found.append(one)
                break
    return sorted(found, key=lambda one: one.start)


def _settle(text: str, one: Found, anchor: Days | None) -> Found:
    """Give a weekday its day, and a day or month without a year the year that the anchor makes likely."""
    reading = one.reading
    if reading.weekday >= 0:
        return _settle_weekday(text, one, anchor)
    if not reading.month or one.days is not None:
        return one
    if anchor is None:
        return one.with_days(None, is_anchored=True)
    return one.with_days(_likely_days(reading, anchor, _looks_ahead(text, one)), is_anchored=True)


def _settle_weekday(text: str, one: Found, anchor: Days | None) -> Found:
    if anchor is None or anchor[0] != anchor[1]:
        return one.with_days(None, is_anchored=True)
    day, reading = anchor[1], one.reading
    back = (day.weekday() - reading.weekday) % 7
    if reading.which in ("next", "coming") or (reading.which in ("", "this") and _looks_ahead(text, one)):
        found = day + timedelta(days=(7 - back) if back else (0 if not reading.which else 7))
    else:
        found = day - timedelta(days=back or (7 if reading.which == "last" else 0))
    return one.with_days((found, found), is_anchored=True)


def _likely_days(reading: Reading, anchor: Days, looks_ahead: bool) -> Days | None:
    year = anchor[1].year
    options = [days for step in (-1, 0, 1) if (days := days_in(reading, year + step))]
    past = [days for days in options if days[0] <= anchor[1]]
    ahead = [days for days in options if days[0] > anchor[1]]
    if reading.which == "last":
        past = [days for days in past if days[1] < anchor[0]]
        return past[-1] if past else None
    if ahead and (reading.which == "next" or looks_ahead):
        inside = [days for days in past if days[1] >= anchor[0]]
        return inside[-1] if inside and reading.which != "next" else ahead[0]
    if ahead and (ahead[0][0] - anchor[1]).days <= NEAR_FUTURE_DAYS and not (past and past[-1][1] >= anchor[0]):
        recent = (anchor[0] - past[-1][1]).days if past else 400
        return ahead[0] if recent > NEAR_FUTURE_DAYS else past[-1]
    return past[-1] if past else None


def _looks_ahead(text: str, one: Found) -> bool:
    """Return whether the clause around a date speaks of what is to come: "will begin on 5 January"."""
    before = re.split(r"[.!?;]\s", text[max(0, one.start - 90) : one.start])[-1]
    after = re.split(r"[.!?;,]\s", text[one.end : one.end + 40])[0]
    padded = " " + " ".join(_LOWER_WORD.findall(f"{before} {after}".lower().replace("’", "'"))) + " "
    return any(f" {phrase} " in padded for phrase in lexicon.phrases("future"))


def _to_mention(text: str, one: Found) -> TimeMention:
    low, high = (day.isoformat() for day in one.days) if one.days else ("", "")
    return TimeMention(
        start=one.start,
        end=one.end,
        low=low,
        high=high,
        sort=one.sort,
        text=text[one.start : one.end],
        anchored=one.reading.is_anchored,
        cue=_cue_before(text, one.start),
    )


def _cue_before(text: str, start: int) -> str:
    """Return the preposition or phrase that leads to a date: "as of", "by the end of", ""."""
    match = _WORDS_BEFORE.search(text, max(0, start - 48), start)
    words = match[0].lower().split() if match else []
    while words and words[-1] in ("the", "a", "about", "around", "early", "late"):
        words.pop()
    for count in range(min(4, len(words)), 0, -1):
        phrase = " ".join(words[-count:])
        if phrase in lexicon.phrases("cue"):
            return phrase
    return ""
