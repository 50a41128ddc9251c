"""Tables: fixed columns, plain numbers, no formulas."""

from __future__ import annotations

import csv
import io
import json
from pathlib import Path
from types import SimpleNamespace

import pytest

from checker.errors import UsageError
from checker.report import Report
from checker.write import csv_
from checker.write.facts import facts_csv, facts_jsonl, write_facts
from checker.write.rows import EVIDENCE_COLUMNS, FACT_COLUMNS, FINDING_COLUMNS


def read(data: bytes) -> list[dict[str, str]]:
    csv.field_size_limit(1_000_000)
    return list(csv.DictReader(io.StringIO(data.decode("utf-8"), newline="")))


@pytest.mark.parametrize(
    ("text", "cell"),
    [
        ("=1+1", "'=1+1"),
        ("@SUM(A1)", "'@SUM(A1)"),
        (" +cmd|' /C calc'!A0", "' +cmd|' /C calc'!A0"),
        ("-2+3+cmd", "'-2+3+cmd"),
        ("＝1+1", "'＝1+1"),
        ("-5", "-5"),
        ("+3.2e7", "+3.2e7"),
        ("-1,250", "-1,250"),
        ("- a list item", "'- a list item"),
        ("plain", "plain"),
        ("", ""),
    ],
)
def test_neutralise(text: str, cell: str) -> None:
    assert csv_.neutralise(text) == cell


@pytest.mark.parametrize(
    ("name", "beside"),
    [("findings.csv", "evidence.csv"), ("q3-findings.csv", "q3-evidence.csv"), ("out.csv", "out-evidence.csv")],
)
def test_evidence_name(name: str, beside: str) -> None:
    assert csv_.evidence_name(name) == beside


def test_one_row_per_finding_and_one_per_mention(report: Report) -> None:
    files = csv_.render(report, "findings.csv")
    findings, evidence = read(files["findings.csv"]), read(files["evidence.csv"])
    assert tuple(findings[0]) == FINDING_COLUMNS
    assert tuple(evidence[0]) == EVIDENCE_COLUMNS
    assert len(findings) == len(report.findings)
    assert len(evidence) == sum(len(finding.mentions) for finding in report.findings)
    assert {row["finding"] for row in evidence} == {row["id"] for row in findings}
    assert findings[1]["values"] == "$1.2 billion; $1.2 million"
    assert (evidence[2]["value"], evidence[2]["low"], evidence[2]["value_to"]) == ("1200000000", "1150000000", "")


def test_ranges_fill_two_columns(samples: SimpleNamespace) -> None:
    mention = samples.mention("courier-03-04.md", "60%", 40.0, None, value=(-40.0, 50.5))
    (row,) = read(
        csv_.render(samples.report((samples.finding("conflict", (mention,), "m"),)), "f.csv")["f-evidence.csv"]
    )
    assert (row["value"], row["value_to"], row["high"]) == ("-40", "50.5", "")


def test_hostile_text_stays_in_its_cell(hostile: Report) -> None:
    rows = read(csv_.render(hostile, "findings.csv")["evidence.csv"])
    assert len(rows) == 2 * len(hostile.findings)
    cells = [cell for row in rows for cell in row.values()]
    assert not any(cell.lstrip()[:1] in set("=+@") for cell in cells)
    assert not any(sign in cell for cell in cells for sign in "\u202e\x1b\x00\n")


def test_facts_as_csv_and_json_lines(report: Report) -> None:
    (row,) = read(facts_csv(report))
    assert tuple(row) == FACT_COLUMNS
    assert (row["quote"], row["subject"], row["scope"]) == ("84 metres", "Orsa dam", "above Velm")
    assert (row["value"], row["low"], row["high"], row["base_unit"]) == ("84", "83.5", "84.5", "meter")
    line = json.loads(facts_jsonl(report))
    assert (line["value"], line["as_of"], line["as_of_source"]) == (84, "2024-03-04", "document")
    assert line["sentence"][line["start"] - 0 : line["end"]] == line["quote"]


def test_write_facts_by_suffix_and_format(report: Report, tmp_path: Path) -> None:
    for target in (f"{tmp_path}/a.jsonl", f"csv:{tmp_path}/b.dat"):
        write_facts(report, target)
    assert (tmp_path / "a.jsonl").read_bytes() == facts_jsonl(report)
    assert (tmp_path / "b.dat").read_bytes() == facts_csv(report)
    with pytest.raises(UsageError, match="csv or jsonl"):
        write_facts(report, f"{tmp_path}/a.xlsx")


def test_frames_hold_the_same_rows(report: Report) -> None:
    assert list(report.to_frame().columns) == list(FACT_COLUMNS)
    assert len(report.to_frame("evidence")) == sum(len(finding.mentions) for finding in report.findings)
    with pytest.raises(UsageError, match="no table 'documents'"):
        report.to_frame("documents")
