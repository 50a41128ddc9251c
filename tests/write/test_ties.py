"""The tie-out table: every figure with what became of it."""

from __future__ import annotations

import csv
import dataclasses
import io
from pathlib import Path

import pytest

from checker.records import Finding
from checker.report import MOST_TEXT, Report, texts_to_carry
from checker.write import parse_target, read_run
from checker.write.figures import facts_view
from checker.write.ties import ties_of


def rows_of(report: Report) -> list[dict[str, str]]:
    writer, name = parse_target("tied:tied.csv")
    return list(csv.DictReader(io.StringIO(writer.render(report, name)[name].decode())))


@pytest.mark.parametrize(
    ("number", "place", "status", "confirmed", "contradicted"),
    [
        (0, 0, "contradicted", [], ["wire-03-05.md"]),
        (2, 3, "sum", [], []),
        (3, 1, "disputed", [], ["courier-03-04.md"]),
        (4, 0, "superseded", [], []),
        (4, 2, "current", [], []),
        (6, 0, "confirmed", ["operator/fact-sheet.html"], []),
    ],
)
def test_a_figure_has_the_status_of_its_finding(
    number: int, place: int, status: str, confirmed: list[str], contradicted: list[str], report: Report
) -> None:
    tie = ties_of(report)[report.findings[number].mentions[place].fact]
    assert (tie.status, list(tie.confirmed), list(tie.contradicted)) == (status, confirmed, contradicted)


def test_the_gravest_finding_decides(report: Report) -> None:
    twice: Finding = dataclasses.replace(report.findings[0], kind="agreement")
    ties = ties_of(dataclasses.replace(report, findings=(twice, report.findings[0])))
    tie = ties[twice.mentions[0].fact]
    assert tie.status == "contradicted"
    assert (list(tie.confirmed), list(tie.contradicted)) == (["wire-03-05.md"], ["wire-03-05.md"])
    assert tie.findings == [0, 1]


def test_each_figure_is_a_row(report: Report) -> None:
    (row,) = rows_of(report)
    assert (row["file"], row["line"], row["quote"]) == ("courier-03-04.md", "1", "84 metres")
    assert (row["status"], row["ticks"], row["contradicted_in"]) == ("contradicted", "0", "wire-03-05.md")
    (alone,) = rows_of(dataclasses.replace(report, findings=(), texts={}))
    assert (alone["status"], alone["findings"], alone["line"]) == ("alone", "", "")


def test_a_text_alternates_between_words_and_figures(report: Report) -> None:
    numbers = {entry.file: number for number, entry in enumerate(report.documents)}
    view = facts_view(report, numbers)
    pieces, rows = view["texts"]["0"]
    assert (pieces[0], pieces[1], rows) == ("The Orsa dam, ", "84 metres", [0])
    assert "".join(pieces) == report.texts["courier-03-04.md"]
    (row,) = view["rows"]
    assert [view["words"][number] for number in row[2:7]] == ["84 metres", "Orsa dam", "tall", "2024-03-04", ""]


def test_a_page_is_read_without_its_scripts(report: Report) -> None:
    page = "<p>Long &amp; deep</p>\r\n<script>if (1 < 2) { x(); }</script>\n\n\n\n<b>55</b> km<style>p {"
    numbers = {entry.file: number for number, entry in enumerate(report.documents)}
    documents = tuple(dataclasses.replace(entry, reader="html") for entry in report.documents)
    carried = dataclasses.replace(report, documents=documents, texts={"operator/fact-sheet.html": page})
    assert facts_view(carried, numbers)["texts"] == {"4": [[" Long & deep\n\n55 km "], []]}


def test_texts_are_carried_whole_or_not_at_all() -> None:
    assert texts_to_carry({"a": "x", "b": "y"}) == {"a": "x", "b": "y"}
    assert texts_to_carry({"a": "x" * MOST_TEXT, "b": "y"}) == {}


def test_a_run_keeps_the_texts(report: Report, tmp_path: Path) -> None:
    report.write(f"run:{tmp_path}/a.run")
    assert read_run(tmp_path / "a.run").texts == report.texts
