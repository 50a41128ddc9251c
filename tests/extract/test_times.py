"""Dates and periods: text -> mentions. The anchor of every row is Thursday, 4 July 2013, unless it says otherwise."""

from __future__ import annotations

import time
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from checker.extract.times import find_times, taken_spans, to_as_of
from checker.extract.times_clock import read_clock_time

THURSDAY = ("2013-07-04", "2013-07-04")

# text, words of the mention, label of its days ("" where open), sort, cue
STATED = [
    ("The pier opened on 2 July 2013.", "2 July 2013", "2013-07-02", "day", "on"),
    ("It closed July 5, 2013, for repairs.", "July 5, 2013", "2013-07-05", "day", ""),
    ("Signed this 3rd of May 1999.", "3rd of May 1999", "1999-05-03", "day", ""),
    ("Dated Tuesday, July 2, 2013.", "Tuesday, July 2, 2013", "2013-07-02", "day", "dated"),
    ("Logged 2013-07-02T07:37:02Z by the buoy.", "2013-07-02T07:37:02Z", "2013-07-02", "day", ""),
    ("Logged on 2013-07-02.", "2013-07-02", "2013-07-02", "day", "on"),
    ("Paid 13/07/2013.", "13/07/2013", "2013-07-13", "day", ""),
    ("Paid 07/13/2013.", "07/13/2013", "2013-07-13", "day", ""),
    ("Paid 05/05/2013.", "05/05/2013", "2013-05-05", "day", ""),
    ("Paid 02/07/2013.", "02/07/2013", "", "day", ""),
    ("Paid 2.7.2013.", "2.7.2013", "2013-07-02", "day", ""),
    ("Between 2 and 5 July 2013 it rained.", "2 and 5 July 2013", "2013-07-02/2013-07-05", "range", "between"),
    ("A fair on July 2-5, 2013.", "July 2-5, 2013", "2013-07-02/2013-07-05", "range", "on"),
    ("From 30 June to 5 July 2013 it rained.", "30 June to 5 July 2013", "2013-06-30/2013-07-05", "range", "from"),
    ("In July 2013 it rained.", "July 2013", "2013-07", "month", "in"),
    ("Rain in october 2014.", "october 2014", "2014-10", "month", "in"),
    ("Sales in Sept. 2012 fell.", "Sept. 2012", "2012-09", "month", "in"),
    ("July–September 2013", "July–September 2013", "2013-07-01/2013-09-30", "range", ""),
    ("Opening in early December 2025.", "early December 2025", "2025-12-01/2025-12-10", "range", "in"),
    ("at the end of June 2012", "end of June 2012", "2012-06-30", "range", "at"),
    ("The 1990s were wet.", "1990s", "1990-01-01/1999-12-31", "range", ""),
    ("By the mid-1990s it was dry.", "mid-1990s", "1994-01-01/1996-12-31", "range", "by"),
    ("Built in the 19th century.", "19th century", "1801-01-01/1900-12-31", "range", "in"),
    ("Ash of 79 AD.", "79 AD", "0079", "year", "of"),
    ("since 2011", "2011", "2011", "year", "since"),
    ("Output was 5 t (2015 est.).", "2015 est.", "2015", "year", ""),
    ("mean of 1971-2000", "1971-2000", "1971-01-01/2000-12-31", "range", "of"),
    ("in 2010–15", "2010–15", "2010-01-01/2015-12-31", "range", "in"),
    ("the 2012/13 season", "2012/13", "2012-01-01/2013-12-31", "range", ""),
    ("between 2010 and 2015", "2010 and 2015", "2010-01-01/2015-12-31", "range", "between"),
    ("from 2001 to 2003", "2001 to 2003", "2001-01-01/2003-12-31", "range", "from"),
    ("in 2013-07", "2013-07", "2013-07", "month", "in"),
    ("third quarter of 2024", "third quarter of 2024", "2024-07-01/2024-09-30", "quarter", ""),
    ("in the second quarter of fiscal year 2024", "second quarter of fiscal year 2024", "2024-04-01/2024-06-30",
     "quarter", "in"),
    ("Q3 2024", "Q3 2024", "2024-07-01/2024-09-30", "quarter", ""),
    ("Q3 FY24", "Q3 FY24", "2024-07-01/2024-09-30", "quarter", ""),
    ("up in 3Q24", "3Q24", "2024-07-01/2024-09-30", "quarter", "in"),
    ("2024Q3", "2024Q3", "2024-07-01/2024-09-30", "quarter", ""),
    ("H1 2024", "H1 2024", "2024-01-01/2024-06-30", "half", ""),
    ("the second half of 2024", "second half of 2024", "2024-07-01/2024-12-31", "half", ""),
    ("in the first nine months of 2024", "first nine months of 2024", "2024-01-01/2024-09-30", "range", "in"),
    ("in FY2024", "FY2024", "2024", "fiscal-year", "in"),
    ("for fiscal 2024", "fiscal 2024", "2024", "fiscal-year", "for"),
    ("the 2024 fiscal year", "2024 fiscal year", "2024", "fiscal-year", ""),
    ("in financial year 2023-24", "financial year 2023-24", "2023-01-01/2024-12-31", "fiscal-year", "in"),
    ("for the fiscal year ended September 28, 2024", "fiscal year ended September 28, 2024",
     "2023-09-29/2024-09-28", "fiscal-year", "for"),
    ("three months ended June 29, 2024", "three months ended June 29, 2024", "2024-03-30/2024-06-29", "quarter", ""),
    ("nine months ended 30 September 2024", "nine months ended 30 September 2024", "2024-01-01/2024-09-30", "range",
     ""),
    ("in the year to March 2024", "year to March 2024", "2023-04-01/2024-03-31", "fiscal-year", "in"),
    ("third quarter ended 30 June 2024", "third quarter ended 30 June 2024", "2024-04-01/2024-06-30", "quarter", ""),
    ("the 52 weeks to 28 December 2019", "52 weeks to 28 December 2019", "2018-12-30/2019-12-28", "fiscal-year", ""),
    ("summer 2013", "summer 2013", "2013-06-01/2013-08-31", "range", ""),
    ("by the end of 2013", "end of 2013", "2013-12-31", "range", "by"),
]  # fmt: skip


@pytest.mark.parametrize(("text", "words", "label", "sort", "cue"), STATED, ids=[row[0] for row in STATED])
def test_a_stated_date_needs_no_anchor(text: str, words: str, label: str, sort: str, cue: str) -> None:
    (found,) = find_times(text)
    assert (found.text, to_as_of(found).label, found.sort, found.cue) == (words, label, sort, cue)
    assert not found.anchored
    assert text[found.start : found.end] == words


ANCHORED = [
    ("By Monday evening twelve were safe.", "Monday evening", "2013-07-01"),
    ("On Thursday they met.", "Thursday", "2013-07-04"),
    ("On Friday they met.", "Friday", "2013-06-28"),
    ("They will meet on Friday.", "Friday", "2013-07-05"),
    ("They meet next Thursday.", "next Thursday", "2013-07-11"),
    ("They met last Thursday.", "last Thursday", "2013-06-27"),
    ("Yesterday they met.", "Yesterday", "2013-07-03"),
    ("They meet tomorrow morning.", "tomorrow morning", "2013-07-05"),
    ("Rain fell last week.", "last week", "2013-06-24/2013-06-30"),
    ("Rain fell last month.", "last month", "2013-06"),
    ("Rain fell last year.", "last year", "2012"),
    ("Rain fell earlier this year.", "earlier this year", "2013"),
    ("Rain is due next quarter.", "next quarter", "2013-10-01/2013-12-31"),
    ("It opened two years ago.", "two years ago", "2011"),
    ("It opened three days ago.", "three days ago", "2013-07-01"),
    ("It opened a decade ago.", "a decade ago", "2003"),
    ("It opened a few years ago.", "few years ago", ""),
    ("Profit beat that of a year earlier.", "a year earlier", ""),
    ("Rain over the past three months.", "past three months", "2013-04-04/2013-07-04"),
    ("As of 30 June, two.", "30 June", "2013-06-30"),
    ("It ends on 5 January.", "5 January", "2013-01-05"),
    ("It will end on 5 January.", "5 January", "2014-01-05"),
    ("A fair on 20 July.", "20 July", "2013-07-20"),
    ("In November rain fell.", "November", "2012-11"),
    ("June sales rose.", "June", "2013-06"),
    ("They said in May that it was over.", "May", "2013-05"),
    ("In the second quarter costs fell.", "second quarter", "2013-04-01/2013-06-30"),
    ("In the fourth quarter costs fell.", "fourth quarter", "2012-10-01/2012-12-31"),
    ("In late May rain fell.", "late May", "2013-05-21/2013-05-31"),
    ("Sales in the year to date rose.", "year to date", "2013-01-01/2013-07-04"),
    ("Due by the end of the year.", "end of the year", "2013-12-31"),
]


@pytest.mark.parametrize(("text", "words", "label"), ANCHORED, ids=[row[0] for row in ANCHORED])
def test_a_relative_date_leans_on_the_anchor(text: str, words: str, label: str) -> None:
    (found,) = find_times(text, THURSDAY)
    assert (found.text, to_as_of(found).label) == (words, label)
    assert found.anchored


@pytest.mark.parametrize("text", ["On Tuesday", "In May", "On 30 June", "last year", "two years ago", "Q3"])
def test_without_an_anchor_relative_days_stay_open(text: str) -> None:
    (found,) = find_times(text)
    assert (found.low, found.high, found.anchored) == ("", "", True)


def test_a_weekday_stays_open_when_the_document_is_dated_by_its_month() -> None:
    (found,) = find_times("On Tuesday", ("2013-07-01", "2013-07-31"))
    assert found.low == ""


SEVERAL = [
    ("30 June and 31 December 2012", ["2012-06-30", "2012-12-31"]),
    ("30 December and 2 January 2013", ["2012-12-30", "2013-01-02"]),
    ("In 2009 the mill closed on 3 March.", ["2009", "2009-03-03"]),
    ("years ended September 28, 2024, September 30, 2023 and September 24, 2022",
     ["2023-09-29/2024-09-28", "2022-10-01/2023-09-30", "2021-09-25/2022-09-24"]),
    ("years ended 31 December 2023 and 2022", ["2023", "2022"]),
    ("in 2012, 2013 and 2014", ["2012", "2013", "2014"]),
    ("2012 and 2013 (est.)", ["2012", "2013"]),
    ("5 t (2014 est.); 6 t (2015 est.)", ["2014", "2015"]),
    ("rose from 5 t in 2012 to 6 t in 2013", ["2012", "2013"]),
    ("8 t in the three months ended 30 June 2024, up from 7 t in the first quarter of 2024",
     ["2024-04-01/2024-06-30", "2024-01-01/2024-03-31"]),
]  # fmt: skip


@pytest.mark.parametrize(("text", "labels"), SEVERAL, ids=[row[0] for row in SEVERAL])
def test_neighbours_lend_years_and_periods(text: str, labels: list[str]) -> None:
    assert [to_as_of(one).label for one in find_times(text, THURSDAY)] == labels


YEARS = [
    ("In 2013 rain fell.", True), ("In 2004 people moved away.", True), ("rain since 1998", True),
    ("the 2004 tsunami", True), ("Its 2012 accounts", True), ("the 2012 London games", True),
    ("the town's 1988 charter", True), ("2013's rain", True), ("Rain (2015)", True), ("(Okafor et al., 1999)", True),
    ("(Lind, 2004a; Roe, 2007b)", True), ("2012 Annual Review", True), ("by 2030", True), ("for 2013", True),
    ("compared to 2023", True), ("in 2016 dollars", True), ("Exports 2021: 5 t", True), ("pre-2008 rules", True),
    ("The fire killed 2004 people.", False), ("The 2004 workers left.", False), ("2004 homes burnt", False),
    ("It weighs 2000 kg.", False), ("costs rose by 2030", False), ("No. 2013", False), ("model 2013-B", False),
    ("$2013", False), ("€1999", False), ("2013%", False), ("version 1.2013", False), ("the 2,004 seats", False),
    ("2013.5 units", False), ("#2013", False), ("a herd of 2000 sheep", False), ("over 1900 calls", False),
    ("in 2000 cases", False), ("1500–2000 g", False), ("about 2000", False), ("Windows 2000", False),
    ("ISO 2013", False), ("call 555-2013", False), ("it holds 1800", False), ("for 2000 euros", False),
]  # fmt: skip


@pytest.mark.parametrize(("text", "is_year"), YEARS, ids=[row[0] for row in YEARS])
def test_four_digits_are_a_year_only_with_evidence(text: str, is_year: bool) -> None:
    assert bool(find_times(text)) is is_year


@pytest.mark.parametrize("text", ["2015", "2015*", "2014 2015", "(2015)"])
def test_a_table_head_may_be_a_bare_year(text: str) -> None:
    assert find_times(text, bare_years=True)
    assert find_times(f"{text} people", bare_years=True) == () or text == "(2015)"


NO_TIMES = [
    "May I go?", "They march on.", "April Smith spoke.", "It may rain.", "one quarter of the yield", "7:37", "won 3:2",
    "second place", "version 2.7.2013.4", "the first half of the match", "scale 1:50", "a last stand", "this is next",
    "15 minutes", "It lasted two days.", "99/99/2013", "32/13/2013", "AD converter", "H2 gas",
]  # fmt: skip


@pytest.mark.parametrize("text", NO_TIMES)
def test_what_is_no_date_is_left_alone(text: str) -> None:
    assert find_times(text, THURSDAY) == ()


CLOCKS = [
    ("at 07:37 UTC", "07:37 UTC", 457, 457), ("at 3:37 a.m. EDT", "3:37 a.m. EDT", 217, 457),
    ("0737 GMT", "0737 GMT", 457, 457), ("7:37 AM local time", "7:37 AM local time", 457, None),
    ("around 8pm", "8pm", 1200, None), ("at 22:30", "22:30", 1350, None),
    ("from 14:05 UTC+5:30", "14:05 UTC+5:30", 845, 515),
    ("at noon", "noon", 720, None), ("12.30 p.m.", "12.30 p.m.", 750, None), ("at 12:05 a.m.", "12:05 a.m.", 5, None),
    ("(at 11:42 local time).", "11:42 local time", 702, None), ("at 11:42 (GMT).", "11:42 (GMT)", 702, 702),
    ("1430 hours", "1430 hours", 870, None), ("stamped 07:37:12", "07:37:12", 457, None),
]  # fmt: skip


@pytest.mark.parametrize(("text", "words", "minute", "utc"), CLOCKS, ids=[row[0] for row in CLOCKS])
def test_clock_times_carry_their_zone(text: str, words: str, minute: int, utc: int | None) -> None:
    (found,) = find_times(text)
    clock = read_clock_time(found.text)
    assert (found.text, found.sort, found.low) == (words, "clock", "")
    assert clock is not None
    assert (clock.minute, clock.utc_minute) == (minute, utc)


def test_durations_back_from_now_stay_free_for_quantities() -> None:
    found = find_times("It rose two years ago, over the past three days and on 2 July 2013.", THURSDAY)
    assert [one.sort for one in found] == ["relative", "relative", "day"]
    assert taken_spans(found) == ((found[2].start, found[2].end),)


PIECES = [
    "2 July", " 2013", "2012", "-", "–", " to ", ", ", "(", ")", "in ", "May", " ", "Q3", "last ", "year", " ended ",
    "7:37", " UTC", "Monday", "three months", "\n", "1990s", "/", "12", "31 February",
    "early ", "ago", "FY", ".",
]  # fmt: skip


@given(st.lists(st.sampled_from(PIECES), max_size=14).map("".join))
def test_mentions_are_ordered_apart_and_well_formed(text: str) -> None:
    found = find_times(text, THURSDAY)
    assert all(one.end <= other.start for one, other in pairwise(found))
    for one in found:
        assert text[one.start : one.end] == one.text
        assert one.low <= one.high
        assert (one.low == "") == (one.high == "")


@pytest.mark.parametrize("piece", ["July ", "2013 ", "(A 2013 ", "in 2013 and ", "1", "(", "2013, "])
def test_ten_times_the_text_takes_about_ten_times_the_work(piece: str) -> None:
    def cost(count: int) -> float:
        start = time.process_time()
        find_times(piece * count, THURSDAY)
        return time.process_time() - start

    cost(10)
    small = max(min(cost(300) for _ in range(3)), 2e-4)
    assert cost(3000) < small * 40
