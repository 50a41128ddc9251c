"""Quarters without a year: the year beside them, or the one that the document gives the same quarter elsewhere."""

from __future__ import annotations

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
