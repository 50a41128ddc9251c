"""Dates of documents: forms, datelines, file names, order of trust."""

from __future__ import annotations

import pytest

from checker.collect import dating

DATES = [
    ("2024-03-02", "2024-03-02", "2024-03-02"),
    ("2024-03-02T10:15:00+01:00", "2024-03-02", "2024-03-02"),
    ("2024-02", "2024-02-01", "2024-02-29"),
    ("2024", "2024-01-01", "2024-12-31"),
    ("20240302", "2024-03-02", "2024-03-02"),
    ("March 2nd, 2024", "2024-03-02", "2024-03-02"),
    ("2 Mar. 2024", "2024-03-02", "2024-03-02"),
    ("Sat, 02 Mar 2024 10:15:00 GMT", "2024-03-02", "2024-03-02"),
    ("March 2024", "2024-03-01", "2024-03-31"),
    ("27/3/2024", "2024-03-27", "2024-03-27"),
    ("03/27/24", "2024-03-27", "2024-03-27"),
    ("2024/3/27", "2024-03-27", "2024-03-27"),
]


@pytest.mark.parametrize(("text", "low", "high"), DATES)
def test_forms(text: str, low: str, high: str) -> None:
    assert dating.read_date(text) == (low, high)


@pytest.mark.parametrize("text", ["3/4/2024", "31 February 2024", "soon", "version 2.4.2024.1", "5-2024-03-02-7", ""])
def test_what_is_no_date_or_two(text: str) -> None:
    assert dating.read_date(text) is None


LINES = [
    ("Published 3 March 2024", True),
    ("Posted: 3 March 2024, 10:15 GMT", True),
    ("OSLO, Norway, March 3, 2024", True),
    ("Sunday, 3rd of March 2024 | 8:16 am", True),
    ("March 3, 2024-HARBOUR TOWN -", True),
    ("On 3 March 2024 the harbour board closed two of its older quays.", False),
    ("The harbour reopened", False),
    ("The account year ended on 31 December 2023.", False),
    ("Quay Journal, press office 20 April 2023", True),
    ("Will the quay reopen on 3 March 2024?", False),
]


@pytest.mark.parametrize(("line", "expected"), LINES)
def test_datelines(line: str, expected: bool) -> None:
    assert dating.is_dateline(line) is expected


def test_a_report_that_opens_with_place_and_date() -> None:
    line = "LISBON, 3 March 2024 (Agency) - The quay that was closed in May 2023 is open again."
    assert dating.date_of_lines([line], "") == ("2024-03-03", "2024-03-03")
    assert dating.date_of_lines(["The quay closed on 3 March 2024 and is open again."], "") is None


def test_a_title_dates_a_document_only_with_a_cue() -> None:
    assert dating.date_of_lines([], "Harbour handbook (edition 2024-03-03)") == ("2024-03-03", "2024-03-03")
    assert dating.date_of_lines([], "The storm of 3 March 2024") is None


NAMES = [
    ("news/02_herald_2024-03-02.txt", ("2024-03-02", "2024-03-02")),
    ("20240302-report.md", ("2024-03-02", "2024-03-02")),
    ("plan_2024_03.txt", ("2024-03-01", "2024-03-31")),
    ("2024-03-02/page.html", ("2024-03-02", "2024-03-02")),
    ("invoice-12345678.txt", None),
    ("budget-2024.txt", None),
    ("20241402.txt", None),
]


@pytest.mark.parametrize(("name", "days"), NAMES)
def test_file_names(name: str, days: tuple[str, str] | None) -> None:
    assert dating.date_of_name(name) == days


def test_order_of_trust_and_disagreement() -> None:
    march, second, june = ("2024-03-01", "2024-03-31"), ("2024-03-02", "2024-03-02"), ("2024-06-01", "2024-06-01")
    chosen, warnings = dating.choose_date(
        [("manifest", march), ("metadata", None), ("dateline", second), ("file-name", june)]
    )
    assert chosen is not None
    assert (chosen.label, chosen.source) == ("2024-03", "manifest")
    assert len(warnings) == 1
    assert "file-name says 2024-06-01" in warnings[0]
