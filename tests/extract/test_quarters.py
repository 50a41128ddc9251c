"""Quarters without a year: the year beside them, or the one that the document gives the same quarter elsewhere."""

from __future__ import annotations

import pytest

from checker.extract.quarters import join_fiscal_years, settle_quarters
from checker.extract.times import find_times

ANCHOR = ("2031-02-10", "2031-02-10")


def joined(text: str) -> list[tuple[str, str, bool]]:
    times = join_fiscal_years(find_times(text, ANCHOR), text)
    return [(time.low, time.high, time.anchored) for time in times if time.low]


def test_quarter_takes_the_fiscal_year_beside_it() -> None:
    assert joined("third-quarter FY31 sales") == [("2031-07-01", "2031-09-30", False)]


def test_quarter_far_from_a_year_keeps_that_of_the_document() -> None:
    assert ("2030-07-01", "2030-09-30", True) in joined("third-quarter sales of 2 million, against a budget for FY31")


def test_open_quarter_takes_the_year_that_the_document_states_for_it() -> None:
    texts = ["Q3 sales fell", "Report for Q3 2031"]
    times = settle_quarters({number: find_times(text, ANCHOR) for number, text in enumerate(texts)})
    assert [time.low for time in times[0]] == ["2031-07-01"]


def test_two_years_for_one_quarter_settle_nothing() -> None:
    texts = ["Q3 sales fell", "Q3 2031", "Q3 2029"]
    times = settle_quarters({number: find_times(text, ANCHOR) for number, text in enumerate(texts)})
    assert [time.low for time in times[0]] == ["2030-07-01"]


def test_a_quarter_beside_a_full_year_is_one_of_that_year() -> None:
    assert joined("Q4 and Full Fiscal Year 2031") == [
        ("2031-10-01", "2031-12-31", False),
        ("2031-01-01", "2031-12-31", False),
    ]


# a document's day, a quarter in it beside "fiscal 2031", the first day by the company's own calendar
FISCAL = [
    ("2031-01-12", "third quarter", "2031-07-01"),
    ("2030-07-26", "first quarter", "2031-01-01"),
    ("2031-05-02", "fourth quarter", "2031-10-01"),
    ("2031-11-02", "third quarter", "2031-07-01"),
]


@pytest.mark.parametrize(("day", "words", "low"), FISCAL)
def test_open_quarter_of_a_company_with_a_calendar_of_its_own(day: str, words: str, low: str) -> None:
    times = {0: find_times(f"In the {words} sales fell; the outlook for fiscal 2031 stays.", (day, day))}
    assert settle_quarters(times, day)[0][0].low == low


def test_open_quarter_without_fiscal_years_stays_in_the_calendar() -> None:
    times = {0: find_times("In the third quarter sales fell.", ("2031-01-12", "2031-01-12"))}
    assert settle_quarters(times, "2031-01-12")[0][0].low == "2030-07-01"
