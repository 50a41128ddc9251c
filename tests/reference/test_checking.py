"""A check with reference facts: results per fact, what wins, and that every output shows it."""

from __future__ import annotations

import csv
import io
import json
from pathlib import Path

import pytest

import checker
from checker import cli, errors
from checker.report import Report

DOCUMENTS = {
    "a.txt": "The Orlo dam is 86 metres high. Larkspur Mills employs 412 people.",
    "b.txt": "The Orlo dam is 68 metres high. The Kerrin bridge is 1,200 feet long.",
    "old.txt": "Fire in Belm\n2 March 2020\n\nThe fire in Belm injured 12 people, the mayor said.",
}
TABLE = """subject,attribute,value,unit,as-of,scope,note
Orlo dam,height,86,m,,,survey of 2019
Larkspur Mills,employees,412,people,,,
Kerrin bridge,length,366,m,,,
Tolm mast,height,140,m,,,
"""


@pytest.fixture(scope="module")
def table(tmp_path_factory: pytest.TempPathFactory) -> Path:
    path = tmp_path_factory.mktemp("reference") / "facts.csv"
    path.write_text(TABLE, encoding="utf-8")
    return path


@pytest.fixture(scope="module")
def report(table: Path) -> Report:
    return checker.check(DOCUMENTS, reference=table)


def test_every_fact_has_a_result_with_evidence(report: Report) -> None:
    results = {one.subject: one for one in report.references}
    assert {name: one.status for name, one in results.items()} == {
        "Orlo dam": "contradicted",
        "Larkspur Mills": "confirmed",
        "Kerrin bridge": "confirmed",
        "Tolm mast": "not-found",
    }
    dam = results["Orlo dam"]
    assert [one.file for one in dam.confirmed] == ["a.txt"]
    assert [one.sentence for one in dam.contradicted] == ["The Orlo dam is 68 metres high."]
    assert (dam.note, dam.mention.shown) == ("survey of 2019", "86 m")
    assert TABLE[dam.mention.start : dam.mention.end] == "86"
    assert dam.mention.line == 2


def test_what_the_reference_says_wins(report: Report) -> None:
    (finding,) = [one for one in report.findings if one.kind == "conflict"]
    assert (finding.rule, finding.severity) == ("T120", "error")
    assert [(one.file, one.side) for one in finding.mentions] == [("facts.csv", "source"), ("b.txt", "copy")]
    assert "86 m (facts.csv)" in finding.message
    assert [one.code for one in report.rules if one.code == "T120"]


def test_an_older_document_is_outdated(tmp_path: Path) -> None:
    path = tmp_path / "facts.yaml"
    path.write_text(
        "facts:\n  - {subject: fire in Belm, attribute: injured people, value: 19 people, as-of: 6 March 2020}\n",
        encoding="utf-8",
    )
    (one,) = checker.check(DOCUMENTS, reference=path).references
    assert one.status == "outdated"
    assert [mention.file for mention in one.outdated] == ["old.txt"]


def test_another_period_is_not_contradicted(tmp_path: Path) -> None:
    path = tmp_path / "facts.csv"
    path.write_text("subject,attribute,value,period\nLarkspur Mills,revenue,EUR 40 million,2021\n", encoding="utf-8")
    (one,) = checker.check(
        {"a.txt": "In 2019 Larkspur Mills had revenue of EUR 35 million."}, reference=path
    ).references
    assert one.status == "not-found"


def test_a_document_can_be_the_authority(tmp_path: Path) -> None:
    for name, text in DOCUMENTS.items():
        (tmp_path / name).write_text(text, encoding="utf-8")
    report = checker.check(tmp_path, reference=tmp_path / "b.txt")
    assert {one.mention.file for one in report.references} == {"b.txt"}
    (finding,) = [one for one in report.findings if one.kind == "conflict"]
    assert [(one.file, one.side) for one in finding.mentions] == [("b.txt", "source"), ("a.txt", "copy")]
    assert {entry.file for entry in report.documents} == set(DOCUMENTS)


def test_a_table_inside_the_folder_is_read_once(tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_text(DOCUMENTS["a.txt"], encoding="utf-8")
    (tmp_path / "facts.csv").write_text(TABLE, encoding="utf-8")
    report = checker.check(tmp_path, reference=tmp_path / "facts.csv")
    assert [(one.file, one.reader) for one in report.documents] == [("a.txt", "text"), ("facts.csv", "reference")]
    assert {claim.origin for claim in report.claims.values() if claim.document == "facts.csv"} == {"reference"}


def test_every_output_shows_the_results(report: Report, tmp_path: Path) -> None:
    text = report.render("text")
    assert "reference facts: 1 contradicted, 2 confirmed, 1 not found" in text
    data = json.loads(report.render("json"))
    assert [one["status"] for one in data["references"]] == ["contradicted", "confirmed", "confirmed", "not-found"]
    rows = list(csv.DictReader(io.StringIO(report.render("reference"))))
    assert [row["confirmed"] for row in rows] == ["1", "1", "1", "0"]
    assert '"references":[["contradicted","Orlo dam height","86 m"' in report.render("html")
    report.save(tmp_path / "run")
    assert checker.load(tmp_path / "run").references == report.references


def test_a_check_without_reference_says_nothing_of_it() -> None:
    report = checker.check(DOCUMENTS)
    assert report.references == ()
    assert "references" not in json.loads(report.render("json"))
    assert "reference facts" not in report.render("text")


def test_the_command_takes_references(
    table: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    Path("a.txt").write_text(DOCUMENTS["a.txt"], encoding="utf-8")
    assert cli.run(["check", "a.txt", "--reference", str(table)]) == errors.EXIT_CLEAN
    assert "reference facts: 2 confirmed, 2 not found" in capsys.readouterr().out
    assert cli.run(["explain", "facts.csv:2", "a.txt:1", "a.txt", "--reference", str(table)]) == errors.EXIT_CLEAN
    assert "compared: both belong to one topic" in capsys.readouterr().out
    assert cli.run(["check", "a.txt", "--reference", "missing.csv"]) == errors.EXIT_USAGE
