"""The fiscal years of companies, learnt from what the documents say: one period has one as-of, however it is told.

    "third quarter of fiscal 2031 ended March 31, 2031"   the fiscal year of this folder ends in June
    "Q3 FY31", "the third fiscal quarter", "3Q31"         so these are January to March of 2031
    "third-quarter sales", written in May 2031            and so is this, the third quarter that ended last

Without it a label is read as that of the calendar year, and one quarter told in two ways would be two. Where nothing
says when a fiscal year ends, or it ends in December, or several do and the document names neither company, labels stay.
"""

from __future__ import annotations

import re
from calendar import monthrange
from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date, timedelta

from checker.records import AsOf, Document, Fact
from checker.resolve.happenings import days_between

_MONTHS = ("jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec")
_NUMBERS = {"first": 1, "second": 2, "third": 3, "fourth": 4}
_NAME = r"(?:jan|feb|mar|apr|may|june?|july?|aug|sept?|oct|nov|dec)[a-z]{0,6}\.?"
_DAY = (
    rf"(?:(?P<month>{_NAME})\s(?P<day>\d{{1,2}})(?!\d)|(?P<day2>\d{{1,2}})\s(?P<month2>{_NAME}))"
    r"(?:,?\s(?P<year>20\d\d))?"
)
_QUARTER = r"(?:(?P<word>first|second|third|fourth)[ -](?:fiscal[ -])?quarter|q(?P<digit>[1-4])\b)"
_ENDED = r"\b(?:ended|ending|ends|closed)(?:\son)?\s"
_QUARTER_ENDED = re.compile(rf"\b{_QUARTER}(?P<between>[^.;\n]{{0,48}}?){_ENDED}{_DAY}", re.IGNORECASE)
_YEAR_ENDED = re.compile(
    rf"\b(?:fiscal|financial)(?:\syear)?\b(?P<between>[^.;\n]{{0,32}}?){_ENDED}{_DAY}", re.IGNORECASE
)
_YEAR = re.compile(r"\b(?:fy\s?|fiscal\s(?:year\s)?)?(20\d\d)\b", re.IGNORECASE)
_LABEL = re.compile(r"\bq[1-4]|\b[1-4]q|\bh[12]\b|quarter|\bhalf\b|fiscal|\bfy\s?\d|financial year", re.IGNORECASE)
_STATED_DAYS = re.compile(rf"\bended|ending|calendar|months|weeks|\b{_NAME}\s\d|\d\s{_NAME}", re.IGNORECASE)
_RELATIVE = re.compile(r"\A(?:the\s)?(?:current|this|next|coming|last|previous|past) quarter\Z", re.IGNORECASE)
_HAS_YEAR = re.compile(r"\d{2}(?!\d{2}\d)|last|previous|prior|year", re.IGNORECASE)
_TITLED = re.compile(
    r"\b(?:(first|second|third|fourth)[ -](?:fiscal[ -])?quarter(?: (?:and|of|for|full|the|fiscal|year)){0,6},? "
    r"(?:fy ?)?(20\d\d)"
    r"|q([1-4])[ '’]{0,2}(?:fy ?|fiscal )?['’]?((?:20)?\d\d)\b|\b([1-4])q((?:20)?\d\d)\b)",
    re.IGNORECASE,
)
_NEAR_DAYS = 10  # by which the end of a quarter of whole weeks may lie off the end of the month
_UNREPORTED_DAYS = 40  # after the end of a quarter in which its results are still to come
_STALE_DAYS = 100  # after the end of a quarter of the calendar year, by which the results of another are meant
_FISCAL = re.compile(r"\bfiscal|\bfy\s?\d", re.IGNORECASE)
_READ = 20_000  # characters of a document in which it says when its year ends


@dataclass(frozen=True, slots=True)
class _Calendar:
    """When fiscal years end: the month, 1 to 12, and how much later than their number the year is."""

    month: int
    offset: int = 0


def settle_calendars(facts: tuple[Fact, ...], documents: Mapping[str, Document]) -> tuple[Fact, ...]:
    """Return the facts with the periods of fiscal years as days of the calendar; the same facts where none is known."""
    own = {name: found for name in sorted(documents) if (found := _learn(documents[name].text[:_READ])) is not None}
    if not own or all(one.month == 12 for one in own.values()):
        return facts
    holders = _holders(facts, own)
    by_document: dict[str, list[Fact]] = defaultdict(list)
    for fact in facts:
        by_document[fact.document].append(fact)
    calendars = {name: own.get(name) or _of_company(told, holders) for name, told in sorted(by_document.items())}
    exact = sorted({(one.as_of.low, one.as_of.high) for one in facts if _is_exact(one.as_of)})
    titled = {name: _titled(documents[name].text) for name in sorted(calendars) if calendars[name] is not None}
    return tuple(
        _settle(fact, calendar, documents[fact.document], titled[fact.document], exact)
        if (calendar := calendars[fact.document]) is not None
        else fact
        for fact in facts
    )


# --- learning -----------------------------------------------------------------------------------------------


def _learn(text: str) -> _Calendar | None:
    """Return the fiscal calendar that a text states; None where it states none, or two."""
    months: Counter[int] = Counter()
    offsets: Counter[int] = Counter()
    taken: list[tuple[int, int]] = []
    for match in _QUARTER_ENDED.finditer(text):
        taken.append(match.span())
        month, year = _end_of(match)
        number = _NUMBERS.get((match["word"] or "").lower()) or int(match["digit"] or 0)
        if not month or "calendar" in match["between"].lower():
            continue
        end = month + 3 * (4 - number)
        months[(end - 1) % 12 + 1] += 1
        _note_offset(match["between"], year, end > 12, offsets)
    for match in _YEAR_ENDED.finditer(text):
        month, year = _end_of(match)
        is_quarter = any(start <= match.start() < end for start, end in taken)
        if month and not is_quarter and not re.search(r"quarter|month", match["between"], re.IGNORECASE):
            months[month] += 1
            _note_offset(match["between"], year, False, offsets)
    if len(months) != 1:
        return None
    return _Calendar(next(iter(months)), offsets.most_common(1)[0][0] if offsets else 0)


def _note_offset(between: str, year: int, is_next: bool, offsets: Counter[int]) -> None:
    said = _YEAR.search(between)
    if said is not None and year:
        offsets[year + is_next - int(said[1])] += 1


def _end_of(match: re.Match[str]) -> tuple[int, int]:
    """Return the month at whose end, or days from it, a period ended, and its year; 0 where it is none or not said."""
    name, day = match["month"] or match["month2"], int(match["day"] or match["day2"])
    month = _MONTHS.index(name[:3].lower()) + 1
    year = int(match["year"] or 0)
    if day <= _NEAR_DAYS:
        return (month - 1, year) if month > 1 else (12, year - 1 if year else 0)
    return (month, year) if day >= 31 - _NEAR_DAYS else (0, year)


def _holders(facts: Iterable[Fact], own: Mapping[str, _Calendar]) -> dict[str, set[_Calendar]]:
    """Return for the subject that most figures of a document are of the calendars that such documents state."""
    counts: dict[str, Counter[str]] = defaultdict(Counter)
    for fact in facts:
        if fact.document in own and fact.subject:
            counts[fact.document][fact.subject] += 1
    found: dict[str, set[_Calendar]] = defaultdict(set)
    for name, subjects in counts.items():
        found[min(subjects, key=lambda one: (-subjects[one], one))].add(own[name])
    return found


def _of_company(facts: Iterable[Fact], holders: Mapping[str, set[_Calendar]]) -> _Calendar | None:
    """Return the one calendar of the companies that a document names; None where it names none, or two."""
    named = {name for fact in facts for name in (fact.subject, *fact.anchors)}
    found = {calendar for name in named for calendar in holders.get(name, ())}
    return next(iter(found)) if len(found) == 1 else None


def _titled(text: str) -> frozenset[tuple[int, int]]:
    """Return the quarters that a document names with their year, as number and year."""
    found = set()
    for match in _TITLED.finditer(text[:_READ]):
        number = _NUMBERS.get((match[1] or "").lower()) or int(match[3] or match[5])
        found.add((number, int((match[2] or match[4] or match[6])[-2:]) + 2000))
    return frozenset(found)


# --- settling -----------------------------------------------------------------------------------------------


def _is_label(as_of: AsOf) -> bool:
    is_whole = as_of.source != "document" and as_of.low.endswith("-01") and len(as_of.high) == 10
    return is_whole and _LABEL.search(as_of.text) is not None and not _STATED_DAYS.search(as_of.text)


def _is_exact(as_of: AsOf) -> bool:
    is_period = as_of.source != "document" and len(as_of.low) == len(as_of.high) == 10 and not _is_label(as_of)
    return is_period and days_between(as_of.low, as_of.high) > 80 and _STATED_DAYS.search(as_of.text) is not None


def _settle(
    fact: Fact,
    calendar: _Calendar,
    document: Document,
    titled: frozenset[tuple[int, int]],
    exact: Sequence[tuple[str, str]],
) -> Fact:
    if not _is_label(fact.as_of):
        return fact
    if _RELATIVE.search(fact.as_of.text):
        return _of_running_quarter(fact, calendar, document, exact)
    year, first, last = int(fact.as_of.low[:4]), int(fact.as_of.low[5:7]), int(fact.as_of.high[5:7])
    if int(fact.as_of.high[:4]) != year:
        return fact
    number = (last + 2) // 3
    is_open = last - first == 2 and not _HAS_YEAR.search(fact.as_of.text) and (number, year) not in titled
    if is_open and document.date is not None and len(document.date.high) == 10:
        year += _slip(fact, number, calendar, document)
    return _dated(fact, _days(year, first, last, calendar), exact)


def _dated(fact: Fact, days: tuple[str, str], exact: Sequence[tuple[str, str]]) -> Fact:
    """Return a fact at a period of whole months, or at the one that some text states for about these days."""
    for one in exact:
        if days_between(one[0], days[0]) <= _NEAR_DAYS and days_between(one[1], days[1]) <= _NEAR_DAYS:
            days = one
    return replace(fact, as_of=replace(fact.as_of, low=days[0], high=days[1]))


def _of_running_quarter(fact: Fact, calendar: _Calendar, document: Document, exact: Sequence[tuple[str, str]]) -> Fact:
    """Return a fact of "the current quarter", or of the next one after results: the quarter in which that is written.

    "The last quarter" is the one before it.
    """
    if document.date is None or len(document.date.high) != 10 or fact.as_of.low[:4] != fact.as_of.high[:4]:
        return fact
    day = document.date.high
    quarters = [(year, number) for year in range(int(day[:4]) - 2, int(day[:4]) + 3) for number in (1, 2, 3, 4)]
    at = next(at for at, one in enumerate(quarters) if _quarter_end(*one, calendar) >= day)
    year, number = quarters[at - 1 if re.search(r"last|previous|past", fact.as_of.text, re.IGNORECASE) else at]
    return _dated(fact, _days(year, 3 * number - 2, 3 * number, calendar), exact)


def _slip(fact: Fact, number: int, calendar: _Calendar, document: Document) -> int:
    """Return by how many years a quarter without a year was misread, as it was read by the calendar year."""
    day = document.date.high if document.date else ""
    year = int(day[:4])
    read = next(one for one in (year, year - 1) if f"{one:04d}-{3 * number - 2:02d}-01" <= day)
    is_stale = days_between(f"{read:04d}-{3 * number:02d}-30", day) > _STALE_DAYS
    if is_stale and _FISCAL.search(document.text, 0, _READ):
        return 0  # where fiscal years are spoken of, a quarter long past was not taken for one of the calendar
    if fact.modality == "planned":
        soonest = (date.fromisoformat(day) - timedelta(days=_UNREPORTED_DAYS)).isoformat()
        coming = [one for one in (year - 1, year, year + 1, year + 2) if _quarter_end(one, number, calendar) >= soonest]
        return coming[0] - int(fact.as_of.low[:4])
    over = [one for one in (year + 1, year, year - 1, year - 2) if _quarter_end(one, number, calendar) <= day]
    return over[0] - read


def _quarter_end(year: int, number: int, calendar: _Calendar) -> str:
    return _days(year, 3 * number - 2, 3 * number, calendar)[1]


def _days(year: int, first: int, last: int, calendar: _Calendar) -> tuple[str, str]:
    """Return the first and last day of some months of a fiscal year, counted from its beginning."""
    start = (year + calendar.offset) * 12 + calendar.month - 13 + first
    end = start + last - first
    return (
        f"{start // 12:04d}-{start % 12 + 1:02d}-01",
        f"{end // 12:04d}-{end % 12 + 1:02d}-{monthrange(end // 12, end % 12 + 1)[1]:02d}",
    )
