"""The tools of people who write rules: a file to start from, tests that count, outcomes for CI."""

from __future__ import annotations

from pathlib import Path
from xml.etree import ElementTree

import pytest

import checker
from checker import cli, resources
from checker.verify import packs

KINDS = sorted(path.stem for path in resources.package_file("verify", "templates").glob("*.yaml"))


def test_there_is_a_template_of_every_kind():
    assert KINDS == ["agree", "arithmetic", "authority", "coverage", "derived", "range", "trend"]


@pytest.mark.parametrize("kind", KINDS)
def test_a_new_rule_works_as_it_is(tmp_path, kind, capsys):
    """RA2: each kind is there to start from; RA6: the file names its schema; RA10: it carries tests that pass."""
    file = tmp_path / "rules" / "mine.yaml"
    assert cli.run(["rules", "new", str(file), "--kind", kind, "--namespace", "MINE"]) == 0
    assert file.read_text(encoding="utf-8").startswith("# yaml-language-server: $schema=")
    assert cli.run(["rules", "validate", str(file)]) == 0
    assert cli.run(["rules", "test", str(file)]) == 0
    assert "MINE001  TP 1  FP 0  FN 0  TN 1" in capsys.readouterr().out
    assert cli.run(["rules", "new", str(file)]) == 2  # what is there is left alone


@pytest.mark.parametrize(
    "arguments",
    [["a.txt"], ["a.yaml", "--namespace", "lower"], ["a.yaml", "--name", "Two Words"], ["a.yaml", "--kind", "x"]],
)
def test_what_cannot_be_a_rule_file_is_refused(tmp_path, arguments, monkeypatch):
    monkeypatch.chdir(tmp_path)
    assert cli.run(["rules", "new", *arguments]) == 2


@pytest.fixture
def file(tmp_path):
    path = tmp_path / "mine.yaml"
    assert cli.run(["rules", "new", str(path)]) == 0
    return path


def test_every_kind_has_two_examples_in_the_documents():
    """RA2: a page for every kind, with two examples."""
    page = (packs.shipped_packs()["core"].parent / "README.md").read_text(encoding="utf-8")
    for kind in KINDS:
        assert page.count(f"kind: {kind}") >= 2, kind


def test_a_failing_case_is_told_and_may_be_updated(file, capsys):
    """RA10: right and wrong findings are printed, exit 1; --update writes what was found, the rest stays."""
    text = file.read_text(encoding="utf-8")
    file.write_text(text.replace("had 900", "had 1,900").replace("2021", "2023"), encoding="utf-8")
    assert cli.run(["rules", "test", str(file)]) == 1
    shown = capsys.readouterr().out
    assert "FP 1" in shown
    assert "too much: error conflict at report.md 38-43 '1,900'" in shown or "too much: error conflict" in shown
    before = file.read_text(encoding="utf-8")
    assert cli.run(["rules", "test", str(file), "--update"]) == 0
    after = file.read_text(encoding="utf-8")
    assert after == before.replace("expect: none", "expect: [{verdict: conflict, severity: error}]")
    assert cli.run(["rules", "test", str(file)]) == 1  # no silent case is left
    assert "has no a silent case" in capsys.readouterr().out


def test_outcomes_are_junit(file, tmp_path):
    """RA10: JUnit output that a parser reads."""
    file.write_text(
        file.read_text(encoding="utf-8").replace("expect: none", "expect: [{verdict: update}]"), encoding="utf-8"
    )
    target = tmp_path / "out.xml"
    assert cli.run(["rules", "test", str(file), "--junit", str(target)]) == 1
    root = ElementTree.fromstring(target.read_bytes())
    assert (root.get("tests"), root.get("failures")) == ("3", "2")
    (suite,) = root
    assert [case.get("name") for case in suite][:2] == ["two numbers for one day", "other years do not meet"]
    assert "missing: update" in suite[1][0].get("message", "")


def test_a_todo_that_passes_must_go(file, capsys):
    """RA10: `todo` turns a failing case into a reminder, and a passing one into a failure."""
    text = file.read_text(encoding="utf-8")
    file.write_text(text.replace("        expect: none", "        todo: later\n        expect: none"), encoding="utf-8")
    assert cli.run(["rules", "test", str(file), "-k", "years"]) == 1
    assert "remove the todo" in capsys.readouterr().out


def test_a_case_has_its_own_day(tmp_path):
    text = resources.package_file("verify", "templates", "agree.yaml").read_text(encoding="utf-8")
    text = text.replace("@NAMESPACE@", "MY").replace("@NAME@", "one")
    comment = "<!-- tieout: ignore MY001 until 2026-03-31 -- known -->"
    old = "          report.md: At the end of 2021 Norvik Energy had 900 employees.\n"
    new = f'          report.md: "At the end of 2023 Norvik Energy had 900 employees. {comment}"\n'
    assert old in text
    file = tmp_path / "mine.yaml"
    file.write_text(
        text.replace(old, new).replace("      - name: other", "      - now: 2026-03-31\n        name: other"),
        encoding="utf-8",
    )
    assert cli.run(["rules", "test", str(file)]) == 0
    file.write_text(file.read_text(encoding="utf-8").replace("now: 2026-03-31", "now: 2026-04-01"), encoding="utf-8")
    assert cli.run(["rules", "test", str(file)]) == 1


def test_a_rule_says_where_its_figures_went(file, tmp_path, capsys):
    """RA9: how many figures and pairs each stage left to a rule, and why the rest was dropped."""
    for name, number in (("a.md", "1,250"), ("b.md", "1,320")):
        text = f"At the end of 2023 Norvik Energy had {number} employees. It has 7 plants."
        (tmp_path / name).write_text(text, encoding="utf-8")
    documents = [str(tmp_path / "a.md"), str(tmp_path / "b.md")]
    assert cli.run(["explain", "MY001", *documents, "--rules", str(file)]) == 0
    assert "selected" in capsys.readouterr().out
    assert cli.run(["explain", "MY001", "--rules", str(file)]) == 0


def test_every_finding_says_how_its_names_were_joined():
    """RA19: links and attachments are part of every finding."""
    texts = {
        "a.md": "At the end of 2023 Lodmoor Foundry had 412 employees.",
        "b.md": "At the end of 2023 Lodmoor Foundry had 470 employees.",
    }
    (found,) = checker.check(texts).findings
    assert [link.parts for link in found.explanation.links if not link.parts] == []
    assert {fact for fact, _ in found.explanation.attachments} == {one.fact for one in found.mentions}


def test_the_index_of_requirements_is_complete():
    """Every requirement on rules that is a must or a should is proved by a test that names it."""
    folder = Path(__file__).resolve().parents[1]
    said = "\n".join(path.read_text(encoding="utf-8") for path in sorted(folder.rglob("test_*.py")))
    assert [f"RA{number}" for number in range(1, 23) if f"RA{number}:" not in said] == []
