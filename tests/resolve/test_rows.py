"""Rows that a number tells apart: tables of two documents -> findings."""

from __future__ import annotations

import checker
from checker.config import Settings
from checker.resolve.rows import are_other_rows

HEAD = "Site,Output (tonnes),Employees\n"


def kinds(**tables: str) -> set[str]:
    """Return the kinds of findings on tables by name, each without its head."""
    report = checker.check({f"{name}.csv": HEAD + rows for name, rows in tables.items()}, Settings(versions=False))
    return {finding.kind for finding in report.findings}


def test_rows_of_other_numbers_never_meet() -> None:
    assert kinds(one="Mill 1,410,52\nMill 2,730,61\n") == set()
    assert kinds(one="Mill 1,410,52\nMill 2,730,61\n", two="Mill 3,555,48\nMill 4,120,77\n") == set()
    assert kinds(one="Under 5 m,410,52\nUnder 12 m,730,61\n") == set()


def test_rows_of_one_number_do() -> None:
    assert "conflict" in kinds(one="Mill 1,410,52\nMill 2,730,61\n", two="Mill 1,410,52\nMill 2,755,61\n")


def test_the_number_of_a_single_row_is_a_note() -> None:
    one, two = "Quarry 3,410,52\nMill,730,61\n", "Quarry 4,455,52\nMill,730,61\n"
    assert "conflict" in kinds(one=one, two=two)


def test_only_rows_of_one_wording_are_told_apart() -> None:
    assert are_other_rows(["mill 1"], ["mill 2"]) == "mill 1 / mill 2"
    assert are_other_rows(["mill 1"], ["mill 1", "kiln 4"]) == ""
    assert are_other_rows(["mill 1"], ["kiln 2"]) == ""
    assert are_other_rows([], ["kiln 2"]) == ""
