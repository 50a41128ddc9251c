"""Tests inside rule files: how they are read, and how findings are held against what they expect."""

from __future__ import annotations

import json

import jsonschema
import pytest

from checker import cli, normalize, resources, verify
from checker.errors import RuleError
from checker.verify.guarded_yaml import read_tree
from checker.verify.rule_tests import RuleCase, Score, judge, read_cases
from checker.verify.schema import rule_schema

FILE = """\
version: 1
namespace: ACME
rules:
  - id: ACME001
    name: headcount-agrees
    summary: One headcount.
    select: {attribute: [headcount, employees]}
    check: {kind: agree}
    tests:
"""
FIRING = """\
      - name: two numbers
        documents:
          a.md: At the end of 2023 Norvik Energy had [[1,250]] employees.
          b.md: At the end of 2023 Norvik Energy had [[1,320]] employees.
        expect: [{verdict: conflict, severity: error, evidence: [b.md#1, a.md#1]}]
"""
SILENT = """\
      - name: one number
        documents:
          a.md: At the end of 2023 Norvik Energy had 1,250 employees.
          b.md: At the end of 2023 Norvik Energy had 1,250 employees.
        expect: none
"""


def tried(tmp_path, capsys, text, *options):
    file = tmp_path / "acme.yaml"
    file.write_text(text, encoding="utf-8")
    code = cli.run(["rules", "test", str(file), *options])
    return code, capsys.readouterr().out.splitlines()


@pytest.mark.parametrize(
    ("cases", "code", "first", "words"),
    [
        (FIRING + SILENT, 0, "ok    ACME001  TP 1  FP 0  FN 0  TN 1", "2 cases of 1 rule, 0 rules failed"),
        (FIRING, 1, "FAIL  ACME001  TP 1  FP 0  FN 0  TN 0", "has no a silent case"),
        (SILENT, 1, "FAIL  ACME001  TP 0  FP 0  FN 0  TN 1", "has no a case that fires"),
        (FIRING.replace("1,320", "1,250") + SILENT, 1, "FAIL  ACME001  TP 0  FP 0  FN 1  TN 1", "missing: error conf"),
        (
            FIRING.replace("severity: error", "severity: info") + SILENT,
            1,
            "FAIL  ACME001  TP 0  FP 1",
            "too much: error",
        ),
        (
            FIRING.replace("[{verdict", "[{values: ['1250'], verdict") + SILENT,
            0,
            "ok    ACME001  TP 1",
            "0 rules failed",
        ),
        (FIRING.replace("[{verdict", "[{values: ['1251'], verdict") + SILENT, 1, "FAIL  ACME001", "missing"),
        (
            FIRING
            + SILENT
            + FIRING.replace("1,320", "1,250")
            .replace("two", "todo: later\n        name: two", 1)
            .replace("      - name: todo: later\n        name: two", "      - todo: later\n        name: two"),
            0,
            "ok    ACME001  TP 1  FP 0  FN 0  TN 1  TODO 1",
            "0 rules failed",
        ),
        (
            FIRING + SILENT + FIRING.replace("      - name", "      - todo: later\n        name"),
            1,
            "FAIL  ACME001",
            "passes now: remove the todo",
        ),
    ],
)
def test_a_case_counts_as_it_ends(tmp_path, capsys, cases, code, first, words):
    result, lines = tried(tmp_path, capsys, FILE + cases)
    assert (result, lines[0].startswith(first)) == (code, True), lines
    assert any(words in line for line in lines), lines


def test_the_severity_of_a_finding_is_part_of_what_is_expected(tmp_path, capsys):
    _, lines = tried(tmp_path, capsys, FILE + FIRING.replace("severity: error", "severity: info") + SILENT)
    assert any("missing: info conflict" in line for line in lines)


def test_a_preview_rule_runs_in_its_tests_and_may_lack_cases(tmp_path, capsys):
    text = FILE.replace("    select:", "    status: preview\n    select:") + FIRING
    assert tried(tmp_path, capsys, text)[0] == 0


def test_words_choose_cases(tmp_path, capsys):
    code, lines = tried(tmp_path, capsys, FILE + FIRING + SILENT, "-k", "one number")
    assert (code, lines[-1]) == (0, "1 case of 1 rule, 0 rules failed")


def test_cases_beside_the_rule_file_are_found(tmp_path, capsys):
    beside = "version: 1\ntests:\n  ACME001:\n" + FIRING.replace("\n  ", "\n").replace("      -", "    -", 1)
    (tmp_path / "acme.test.yaml").write_text(beside, encoding="utf-8")
    code, lines = tried(tmp_path, capsys, FILE + SILENT)
    assert (code, lines[0]) == (0, "ok    ACME001  TP 1  FP 0  FN 0  TN 1")


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("version: 1\ntests:\n  ACME009: []\n", ":3:3: no rule has the code 'ACME009'"),
        ("version: 1\ntest: {}\n", ":2:1: unknown key 'test'; did you mean 'tests'?"),
        ("version: 1\ntests:\n  ACME001: [{name: x, documents: {a: b}}]\n", "the key 'expect' is missing"),
        ("7", "a test file is a mapping"),
    ],
)
def test_mistakes_of_a_test_file_have_their_place(tmp_path, text, words):
    (tmp_path / "acme.yaml").write_text(FILE + SILENT, encoding="utf-8")
    (tmp_path / "acme.test.yaml").write_text(text, encoding="utf-8")
    with pytest.raises(RuleError) as caught:
        read_cases([tmp_path], normalize.to_measurement)
    assert words in str(caught.value)


def test_marks_name_the_evidence(tmp_path):
    (tmp_path / "acme.yaml").write_text(FILE + FIRING, encoding="utf-8")
    _, (case,) = read_cases([tmp_path / "acme.yaml"], normalize.to_measurement)
    assert case.documents["a.md"] == "At the end of 2023 Norvik Energy had 1,250 employees."
    assert case.expected[0].evidence == (("b.md", 37, 42), ("a.md", 37, 42))
    assert case.line == 10


def test_a_case_without_findings_is_no_success():
    case = RuleCase(rule="ACME001", name="x", file="f", line=1, documents={}, expected=())
    assert judge(case, ()).is_as_expected
    assert not Score(rule="ACME001").is_passed


def test_a_new_rule_file_works_and_is_not_overwritten(tmp_path, capsys):
    file = tmp_path / "mine.yaml"
    assert cli.run(["rules", "new", str(file), "--namespace", "MINE"]) == 0
    assert cli.run(["rules", "test", str(file)]) == 0
    assert "MINE001  TP 1" in capsys.readouterr().out
    assert cli.run(["rules", "new", str(file)]) == 2
    assert cli.run(["rules", "new", str(tmp_path / "b.yaml"), "--namespace", "low"]) == 2


def test_show_gives_examples_from_the_tests(tmp_path, capsys):
    file = tmp_path / "acme.yaml"
    file.write_text(FILE + FIRING + SILENT, encoding="utf-8")
    assert cli.run(["rules", "show", "headcount-agrees", "--rules", str(file)]) == 0
    shown = capsys.readouterr().out
    assert "Fires on: two numbers\n  a.md: At the end of 2023 Norvik Energy had 1,250" in shown
    assert "Silent on: one number" in shown


# --- the schema ------------------------------------------------------------------------------------------------


def test_the_schema_accepts_every_shipped_rule_file():
    checker = jsonschema.Draft202012Validator(rule_schema())
    files = [path for path in resources.data_folder("rules").rglob("*.yaml") if not path.name.endswith(".test.yaml")]
    assert files
    for file in files:
        assert [error.message for error in checker.iter_errors(read_tree(file.read_text("utf-8")).data)] == []


@pytest.mark.parametrize(
    ("old", "new"),
    [
        ("version: 1", "version: 2"),
        ("version: 1\n", ""),
        ("namespace: ACME", "namespace: acme"),
        ("namespace: ACME\n", ""),
        ("rules:", "rule:"),
        ("id: ACME001", "id: ACME"),
        ("id: ACME001", "id: 7"),
        ("    name: headcount-agrees\n", ""),
        ("name: headcount-agrees", "name: Headcount Agrees"),
        ("    summary: One headcount.\n", ""),
        ("    summary:", "    severity: eror\n    summary:"),
        ("    summary:", "    severty: error\n    summary:"),
        ("    summary:", "    status: beta\n    summary:"),
        ("kind: agree", "kind: agre"),
        ("kind: agree", "report: [conflict]"),
        ("kind: agree", "kind: agree, report: [conflicts]"),
        ("kind: agree", "kind: agree, same: [colour]"),
        ("kind: agree", "kind: agree, hold: total == 1"),
        ("kind: agree", "kind: agree, tolerance: {relativ: 1%}"),
        ("attribute:", "atribute:"),
        ("expect: none", "expect: nothing"),
        ("expect: none", "expect: [{verdict: confict}]"),
    ],
)
def test_the_schema_refuses_a_broken_rule_file(old, new):
    text = FILE + SILENT
    assert old in text
    checker = jsonschema.Draft202012Validator(rule_schema())
    assert not list(checker.iter_errors(read_tree(text).data))
    assert list(checker.iter_errors(read_tree(text.replace(old, new, 1)).data))


def test_the_schema_is_printed_and_written(tmp_path, capsys):
    assert cli.run(["rules", "schema"]) == 0
    printed = json.loads(capsys.readouterr().out)
    assert printed == rule_schema()
    assert cli.run(["rules", "schema", "-o", str(tmp_path / "s.json")]) == 0
    assert json.loads((tmp_path / "s.json").read_text("utf-8")) == printed


def test_a_shipped_pack_is_called_by_its_name():
    assert {rule.pack for rule in verify.load_packs().rules} == {"core"}
    assert {rule.pack for rule in verify.load_packs(["core"]).rules} == {"core"}
    with pytest.raises(RuleError, match="did you mean 'core'"):
        verify.load_packs(["cora"])
