"""`tieout diff`, `check --compare`, and reports of what touches changed documents."""

from __future__ import annotations

import json
import subprocess
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest

from checker import cli, differences, errors, load
from checker.differences import FactRow, FindingRow, Side
from checker.errors import UsageError
from checker.report import Report

PIER = "The Ostrel pier is {} metres long.\n"
MILL = "The Lund mill employs {} people.\n"


@pytest.fixture
def docs(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    folder = tmp_path / "docs"
    folder.mkdir()
    for name, text in (("a", PIER.format(310)), ("b", PIER.format(301)), ("c", MILL.format(40)), ("d", MILL.format(4))):
        (folder / f"{name}.txt").write_text(text, encoding="utf-8")
    monkeypatch.chdir(tmp_path)
    return folder


def _git(folder: Path, *words: str) -> None:
    settings = ("-c", "user.email=a@b", "-c", "user.name=a", "-c", "commit.gpgsign=false")
    subprocess.run(["git", "-C", str(folder), *settings, *words], check=True, capture_output=True)


def _subjects(file: str) -> list[str]:
    return [one["subject"] for one in json.loads(Path(file).read_text(encoding="utf-8"))["findings"]]


# --- what touches changed documents --------------------------------------------------------------------------


def test_only_findings_that_touch_changed_documents_are_reported_and_all_are_compared(
    docs: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """CL12."""
    _git(docs.parent, "init", "-q")
    _git(docs.parent, "add", "-A")
    _git(docs.parent, "commit", "-qm", "first")
    assert cli.run(["check", "docs", "--changed-only", "-q", "-o", "json:none.json"]) == errors.EXIT_CLEAN
    assert _subjects("none.json") == []
    (docs / "b.txt").write_text(PIER.format(300), encoding="utf-8")
    assert cli.run(["check", "docs", "--changed-only", "-o", "json:one.json"]) == errors.EXIT_FINDINGS
    assert _subjects("one.json") == ["Ostrel pier"]
    shown = capsys.readouterr()
    assert "a.txt:1:20" in shown.out  # the document that nobody touched
    assert "1 finding that touch no changed document not shown" in shown.err
    (docs / "sub").mkdir()
    (docs / "sub" / "new.txt").write_text(MILL.format(44), encoding="utf-8")
    assert cli.run(["check", "docs", "--changed-since", "HEAD", "-q", "-o", "json:two.json"]) == errors.EXIT_FINDINGS
    assert set(_subjects("two.json")) == {"Ostrel pier", "Lund mill"}
    assert cli.run(["check", "docs", "--changed-since", "nope"]) == errors.EXIT_USAGE
    assert "git knows no commit 'nope'" in capsys.readouterr().err


def test_changed_documents_may_be_named_in_a_list(docs: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """CL12: without git."""
    Path("changed.txt").write_text("docs/c.txt\nREADME.md\n\n", encoding="utf-8")
    cli.run(["check", "docs", "--changed-list", "changed.txt", "-q", "-o", "json:out.json"])
    assert _subjects("out.json") == ["Lund mill"]
    assert cli.run(["check", "docs", "--changed-list", "none.txt"]) == errors.EXIT_USAGE
    assert cli.run(["check", "docs", "--changed-only"]) == errors.EXIT_USAGE
    assert "name the changed files with --changed-list FILE" in capsys.readouterr().err


# --- two runs ------------------------------------------------------------------------------------------------


@pytest.fixture
def runs(docs: Path) -> Path:
    cli.run(["check", "docs", "-q", "-o", "run:old.run", "-o", "json:old.json"])
    (docs / "b.txt").write_text(PIER.format(300), encoding="utf-8")
    (docs / "d.txt").unlink()
    (docs / "e.txt").write_text("The Norvik tower is 88 metres tall.\n", encoding="utf-8")
    (docs / "f.txt").write_text("The Norvik tower is 80 metres tall.\n", encoding="utf-8")
    return docs


def test_compare_marks_what_is_new_and_changed_and_names_what_is_gone(
    runs: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert cli.run(["check", "docs", "--compare", "old.run"]) == errors.EXIT_FINDINGS
    shown = capsys.readouterr()
    marks = {line.split()[-1] for line in shown.out.splitlines() if line.startswith("T1")}
    assert marks == {"new", "changed"}
    assert shown.err.splitlines()[0].startswith("gone     T1")
    assert shown.err.splitlines()[-1] == "since old.run: 1 new, 1 changed, 1 gone"
    cli.run(["check", "docs", "--compare", "old.json", "--concise"])
    lines = capsys.readouterr().out.splitlines()
    assert sorted(line.split()[-1] for line in lines[:-1]) == ["changed", "new"]


def test_diff_names_findings_and_facts(runs: Path, capsys: pytest.CaptureFixture[str]) -> None:
    cli.run(["check", "docs", "-q", "-o", "run:new.run"])
    assert cli.run(["diff", "old.run", "new.run"]) == errors.EXIT_CLEAN
    lines = capsys.readouterr().out.splitlines()
    assert lines[0] == "findings: 1 new, 1 changed, 1 gone"
    assert [line.split()[0] for line in lines[1:5]] == ["new", "changed", "was", "gone"]
    assert lines[5] == "facts: 2 new, 1 changed, 1 gone"
    assert any(line.startswith("  changed  b.txt: 300 metres ") for line in lines[6:])
    assert cli.run(["diff", "old.run", "new.run", "--exit-code", "--json"]) == errors.EXIT_FINDINGS
    data = json.loads(capsys.readouterr().out)
    assert data["findings"]["counts"] == {"new": 1, "changed": 1, "gone": 1, "unchanged": 0}
    assert data["facts"]["counts"]["unchanged"] == 0
    assert cli.run(["diff", "new.run", "new.run", "--exit-code"]) == errors.EXIT_CLEAN
    assert (
        capsys.readouterr().out == "findings: 0 new, 0 changed, 0 gone, 2 unchanged\nfacts: 0 new, 0 changed, 0 gone\n"
    )
    assert cli.run(["diff", "old.json", "new.run"]) == errors.EXIT_CLEAN
    assert "facts: not compared; both files must be run files" in capsys.readouterr().out


@pytest.mark.parametrize("text", ["", "{", "[]", '{"format": 1}', '{"tieout_run": 99}', '{"format":1,"findings":[{}]}'])
def test_a_file_that_is_no_run_is_refused(tmp_path: Path, text: str) -> None:
    file = tmp_path / "run"
    file.write_text(text, encoding="utf-8")
    with pytest.raises(UsageError, match=r"neither a run file|reads 1|damaged"):
        differences.read_side(file)


def _finding(name: str, **changes: object) -> FindingRow:
    words = {"rule": "T110", "kind": "conflict", "severity": "error", "subject": "pier", "attribute": "length"}
    return FindingRow(**{"id": name, "message": "", "files": ("a", "b"), **words, **changes})  # type: ignore[arg-type]


@pytest.mark.parametrize(
    ("other", "state"),
    [
        ({}, "changed"),
        ({"kind": "update"}, "changed"),
        ({"subject": "Pier"}, "changed"),
        ({"subject": "tower"}, "new"),
        ({"files": ("c",)}, "new"),
    ],
)
def test_a_finding_has_changed_where_subject_attribute_and_a_document_are_the_same(
    other: dict[str, object], state: str
) -> None:
    old, new = (Side(findings=(one,), facts=None) for one in (_finding("1"), _finding("2", **other)))
    found = differences.compare_findings(old, new)
    assert [one.state for one in found] == ([state] if state == "changed" else ["new", "gone"])


def test_a_finding_is_paired_once_and_with_one_of_its_kind_first() -> None:
    old = Side(findings=(_finding("1", kind="agreement"), _finding("2")), facts=None)
    new = Side(findings=(_finding("3"), _finding("4"), _finding("5", kind="agreement")), facts=None)
    found = differences.compare_findings(old, new)
    assert [(one.state, one.old and one.old.id) for one in found] == [
        ("changed", "2"), ("new", None), ("changed", "1"),
    ]  # fmt: skip


def _fact(low: str, file: str = "a") -> FactRow:
    return FactRow(file=file, subject="pier", attribute="length", quote=low, qualifiers=("",), value=("=", low))


def test_facts_of_one_question_meet_by_value_first() -> None:
    found = differences.compare_facts([_fact("1"), _fact("2"), _fact("2")], [_fact("2"), _fact("3"), _fact("9", "b")])
    rows = [(one.state, one.old and one.old.quote, one.new and one.new.quote) for one in found]
    assert rows == [("changed", "1", "3"), ("gone", "2", None), ("new", None, "9")]


# --- opening the page ----------------------------------------------------------------------------------------


def test_the_page_is_opened_on_request_and_never_in_ci(
    docs: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    """CL17."""
    opened: list[str] = []
    monkeypatch.setattr("webbrowser.open", lambda url: opened.append(url) or True)
    monkeypatch.delenv("CI", raising=False)
    cli.run(["check", "docs", "-q", "-o", "report.html"])
    assert opened == []
    cli.run(["check", "docs", "-q", "-o", "report.html", "--open"])
    assert opened == [(docs.parent / "report.html").as_uri()]
    monkeypatch.setenv("CI", "true")
    cli.run(["check", "docs", "-q", "-o", "report.html", "--open"])
    assert len(opened) == 1
    assert "because CI is set" in capsys.readouterr().err
    assert cli.run(["check", "docs", "--open"]) == errors.EXIT_USAGE
    assert "add -o report.html" in capsys.readouterr().err


# --- exit codes ----------------------------------------------------------------------------------------------


def test_exit_zero_changes_code_1_only(docs: Path, tmp_path: Path) -> None:
    """CL2: `--exit-zero` affects only code 1."""
    assert cli.run(["check", "docs", "-q"]) == errors.EXIT_FINDINGS
    assert cli.run(["check", "docs", "-q", "--exit-zero"]) == errors.EXIT_CLEAN
    (docs / "scan.pdf.txt").write_bytes(b"%PDF-1.4 \x00\x00")
    assert cli.run(["check", "docs", "-q", "--exit-zero", "--strict"]) == errors.EXIT_PARTIAL
    (tmp_path / "empty").mkdir()
    assert cli.run(["check", "empty", "-q", "--exit-zero"]) == errors.EXIT_NOTHING_CHECKED
    assert cli.run(["check", "none", "-q", "--exit-zero"]) == errors.EXIT_USAGE


def test_fail_on_undecided_asks_for_a_decision_on_warnings_too(docs: Path) -> None:
    words = ["check", "docs", "-q", "--fail-on", "never"]
    assert cli.run(words) == errors.EXIT_CLEAN
    assert cli.run([*words, "--fail-on-undecided"]) == errors.EXIT_FINDINGS
    cli.run(["baseline", "create", "docs", "--decisions", "d.json", "-q"])
    assert cli.run([*words, "--fail-on-undecided", "--decisions", "d.json"]) == errors.EXIT_CLEAN


# --- the likely reason ----------------------------------------------------------------------------------------


def _row(name: str, *files: str) -> FindingRow:
    about = {"rule": "T110", "kind": "conflict", "severity": "error", "subject": name, "attribute": "length"}
    return FindingRow(id=name, message=name, files=files, **about)


BEFORE = Side(
    findings=(_row("pier", "a", "b"),),
    facts=None,
    documents={"a": "1", "b": "2", "c": "3"},
    rules=frozenset({"T110"}),
    made_with="1",
)


@pytest.mark.parametrize(
    ("now", "reason"),
    [
        ({"documents": {"a": "1", "c": "3"}}, "document removed: b"),
        ({"documents": {"a": "1", "b": "9", "c": "3"}}, "document edited: b"),
        ({"rules": frozenset({"T111"})}, "T110 did not run this time"),
        ({"made_with": "2"}, "rules, settings or the version of tieout changed"),
        ({"documents": {"a": "1", "b": "2", "c": "9"}}, "other documents changed, and with them what is compared"),
        ({}, ""),
    ],
)
def test_the_likely_reason_of_a_change_is_named(now: dict[str, Any], reason: str) -> None:
    """HR11: document edited, removed, rule changed."""
    after = replace(BEFORE, findings=(), **now)
    report = differences.marked(Report(run={}), differences.compare_findings(BEFORE, after), BEFORE, after)
    assert [(one.state, one.reason) for one in report.differences] == [("gone", reason)]


def test_changes_are_kept_in_the_run_file(runs: Path) -> None:
    """HR11: a page made later from the run tells the same."""
    cli.run(["check", "docs", "-q", "--compare", "old.run", "-o", "run:new.run"])
    kept = load("new.run")
    assert [(one.state, one.reason) for one in kept.differences][:1] == [("changed", "document edited: b.txt")]
    assert [one.code for one in kept.rules_off] == sorted(one.code for one in kept.rules_off)
