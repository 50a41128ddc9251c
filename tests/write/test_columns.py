"""Columns stand in one place: frames, CSV files and documents have exactly those."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pandas
import pytest

from checker.errors import UsageError
from checker.report import Report
from checker.write.columns import TABLES, reference
from checker.write.rows import table_rows

DOCUMENT = Path(__file__).resolve().parents[2] / "reports" / "README.md"


@pytest.mark.parametrize("table", TABLES)
@pytest.mark.parametrize("kind", ["full", "empty", "hostile"])
def test_frames_have_the_documented_columns_and_dtypes(table: str, kind: str, report: Report, hostile: Report) -> None:
    chosen = {"full": report, "empty": replace(report, findings=(), facts_by_id={}), "hostile": hostile}[kind]
    frame = chosen.to_frame(table)
    assert {name: str(dtype) for name, dtype in frame.dtypes.items()} == {
        column.name: column.dtype for column in TABLES[table]
    }
    assert list(frame.columns) == [column.name for column in TABLES[table]]
    assert len(frame) == len(table_rows(chosen, table)[1])
    assert (len(frame) == 0) == (kind == "empty")


def test_no_text_is_missing_and_no_bound_is_a_number_it_is_not(report: Report) -> None:
    evidence = report.to_frame("evidence")
    texts = evidence[[column.name for column in TABLES["evidence"] if column.dtype == "str"]]
    assert not texts.isna().any().any()
    unbounded = evidence[evidence["quote"] == "More than half"]
    assert pandas.isna(unbounded["high"].iloc[0])
    assert evidence["low"].iloc[0] == 83.5


def test_decisions_are_columns(reviewed: Report) -> None:
    """HR17."""
    frame = reviewed.to_frame("findings")
    assert list(frame["state"]) == ["false-positive", "accepted", "to-fix", "baseline", "expired", "open", "open"]
    assert list(frame["reason"][:2]) == ["entity: two dams of one name", "=known | `since` <2024>"]
    assert frame["expires"][1] == "2031-01-31"


@pytest.mark.parametrize("table", TABLES)
def test_the_reference_is_the_one_that_is_printed(table: str) -> None:
    """The document holds what the code says of every column; `python -m checker.write.columns` prints it."""
    assert reference(table) in DOCUMENT.read_text(encoding="utf-8")


def test_an_unknown_table_is_refused(report: Report) -> None:
    with pytest.raises(UsageError, match="known are evidence, facts, findings"):
        report.to_frame("rules")
