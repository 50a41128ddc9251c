"""A large report in pages."""

from __future__ import annotations

import dataclasses
import json
from pathlib import Path
from typing import Any

import pytest

from checker import console
from checker.records import Decision
from checker.report import Report
from checker.verify import decisions as files
from checker.write.html import page
from checker.write.parts import link_from, pages


def views(files: Any) -> list[dict[str, Any]]:
    mark = '<script type="application/json" id="data">'
    return [json.loads(data.decode().partition(mark)[2].partition("<")[0]) for data in files.values()]


def test_every_finding_is_on_one_page(report: Report) -> None:
    """HR2: `--split` writes a large report in pages."""
    files = pages(report, "my report.html", 2)
    parts = views(files)
    assert list(files)[:2] == ["my report.html", "my report-2.html"]
    assert [one["id"] for part in parts for one in part["findings"]] == [one.id for one in report.findings]
    assert max(len(part["findings"]) for part in parts) == 2
    assert [part["part"] for part in parts] == [*range(1, len(parts) + 1)]  # what a browser keeps of each page
    assert '<a href="./my%20report-2.html">2</a>' in files["my report.html"].decode()
    for part in parts:
        places = [place for row in part["facts"]["rows"] for place in row[8]] + part["overview"]["updates"]
        assert all(0 <= place < len(part["findings"]) for place in places)


def test_changes_lead_to_findings_of_their_own_page(report: Report) -> None:
    changed = report.compare(dataclasses.replace(report, findings=()))
    for part in views(pages(changed, "r.html", 3)):
        numbers = [one["number"] for one in part["changes"] if "number" in one]
        assert sorted(numbers) == list(range(len(part["findings"])))


def test_what_fits_on_one_page_is_the_usual_page(report: Report) -> None:
    assert pages(report, "r.html", 1000) == {"r.html": page(report).encode()}


def test_pages_are_written_beside_one_another_and_large_ones_warned_of(
    report: Report, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    """HR2: a warning on the command line where a page is too large to open well."""
    console.write(report, [str(tmp_path / "r.html")], console.Paging(split=4))
    assert sorted(one.name for one in tmp_path.iterdir()) == ["r-2.html", "r.html"]
    assert "2 pages: r.html, r-2.html" in capsys.readouterr().err
    monkeypatch.setattr(console, "LARGE_PAGE_MB", 0)
    console.write(report, [str(tmp_path / "r.html")])
    assert "--split 5000 writes it in pages" in capsys.readouterr().err


@pytest.mark.parametrize(
    ("page_file", "prefix", "link"),
    [
        ("report.html", "docs/", "./docs/"),
        ("out/report.html", "docs/", "./../docs/"),
        ("report.html", "", "./."),
        ("r.html", "javascript:alert(1)/a b/", "./javascript%3Aalert%281%29/a%20b/"),
    ],
)
def test_a_link_leads_from_the_page_to_the_documents(page_file: str, prefix: str, link: str) -> None:
    """HR16: relative, and never a scheme of its own."""
    assert link_from(Path(page_file), prefix).rstrip("/") == link.rstrip("/")


def test_decisions_of_other_pages_are_not_lost(report: Report) -> None:
    """HR2, HR10: a file that is saved on one page holds what the report knew of findings on the others."""
    first, *rest = report.findings
    decided = dataclasses.replace(first, decision=Decision(state="accepted", reason="as built", author="Ann"))
    parts = views(pages(dataclasses.replace(report, findings=(decided, *rest)), "r.html", 3))
    assert parts[0]["others"] == []
    (entry,) = parts[1]["others"]
    assert [entry] == json.loads(files.dump([files.entry_of(first, "accepted", "as built", "Ann")]))["decisions"]
