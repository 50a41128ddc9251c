"""Fiscal years: one period has one as-of, however a document tells it."""

from __future__ import annotations

import checker

REPORT = (
    "---\ndate: 2031-05-06\n---\n\n# Orvo Lenses Reports Third Quarter Fiscal Year 2031 Results\n\n"
    "Orvo Lenses had net sales of $3.2 billion for the third quarter of fiscal year 2031 ended March 31, 2031.\n"
)


def as_of_in(text: str, day: str, report: str = REPORT) -> str:
    """Return the as-of of the one figure of a text that is checked beside a report."""
    found = checker.check({"a.md": report, "b.md": f"---\ndate: {day}\n---\n\n{text}\n"})
    (label,) = {fact.as_of for fact in found.facts if fact.file.startswith("b")}
    return label


def test_labels_of_a_fiscal_quarter_have_its_days() -> None:
    told = {
        "Orvo Lenses had net sales of $3.2 billion in Q3 FY2031.": "2031-05-07",
        "Orvo Lenses had net sales of $3.2 billion in the third quarter of fiscal 2031.": "2031-08-07",
        "Orvo Lenses had third-quarter sales of $3.2 billion.": "2031-05-07",
        "Orvo Lenses had sales of $3.2 billion in the quarter ended March 31, 2031.": "2031-05-07",
    }
    assert {as_of_in(text, day) for text, day in told.items()} == {"2031-01-01/2031-03-31"}


def test_a_fiscal_year_runs_to_its_own_end() -> None:
    assert as_of_in("Orvo Lenses had sales of $11 billion in fiscal 2030.", "2031-05-07") == "2029-07-01/2030-06-30"


def test_days_that_a_text_states_stand_for_their_quarter() -> None:
    report = REPORT.replace("quarter of fiscal year 2031 ended March 31", "quarter ended April 2")
    text = "Orvo Lenses had net sales of $3.2 billion in Q3 FY2031."
    assert as_of_in(text, "2031-05-07", report) == "2031-01-03/2031-04-02"


def test_another_company_keeps_its_quarters() -> None:
    text = "Vexo Motors had net sales of $7 billion in the third quarter of 2031."
    assert as_of_in(text, "2031-11-07") == "2031-07-01/2031-09-30"


def test_a_year_that_ends_in_december_changes_nothing() -> None:
    report = REPORT.replace("ended March 31", "ended September 30")
    text = "Orvo Lenses had net sales of $3.2 billion in Q3 FY2031."
    assert as_of_in(text, "2031-11-07", report) == "2031-07-01/2031-09-30"


def test_two_quarters_of_two_reports_are_no_update() -> None:
    later = REPORT.replace("2031-05-06", "2031-02-06").replace("Third", "Second").replace("third", "second")
    later = (
        later.replace("March 31", "December 31").replace("December 31, 2031", "December 31, 2030").replace("3.2", "2.9")
    )
    assert not checker.check({"a.md": REPORT, "b.md": later}).findings


def test_one_quarter_told_in_two_ways_is_one() -> None:
    news = "---\ndate: 2031-05-07\n---\n\nOrvo Lenses had sales of $3.9 billion in Q3 FY31.\n"
    assert [found.kind for found in checker.check({"a.md": REPORT, "b.md": news}).findings] == ["conflict"]
