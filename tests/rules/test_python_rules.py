"""Python rules: only by the user's own word, read-only, and never the end of a run."""

from __future__ import annotations

import dataclasses
from importlib import metadata

import pytest

import checker
from checker import cli, normalize, rule_api, verify
from checker.errors import RuleError

RULE = """\
version: 1
namespace: ACME
rules:
  - id: ACME001
    name: round-staff
    summary: A headcount is a round number.
    check: {{kind: python, function: "{function}", options: {{most: 3}}}}
"""
DOCS = {
    "a.md": "At the end of 2023 Lodmoor Foundry had 412 employees.",
    "b.md": "At the end of 2023 Lodmoor Foundry had 470 employees.",
}
GOOD = """\
from checker.rule_api import Case, Hit

def judge(case: Case):
    assert case.options["most"] == 3
    for figure in case.figures:
        if figure.unit == "count" and figure.value % 10:
            yield Hit(figures=[figure.id], message=f"{figure.quote} is not round", confidence=0.8)
"""


def written(folder, code=GOOD, function="local.py:judge"):
    folder.mkdir(exist_ok=True)
    (folder / "local.py").write_text(code, encoding="utf-8")
    (folder / "acme.yaml").write_text(RULE.format(function=function), encoding="utf-8")
    return str(folder / "acme.yaml")


def check(rules, **settings):
    return checker.check(DOCS, checker.Settings(rules=(rules,), allow_python_rules=True, **settings))


def test_a_function_judges_figures_where_the_user_allows_it(tmp_path):
    """RA3: a Python rule runs with consent, and its finding is like any other."""
    report = check(written(tmp_path / "rules"))
    (found,) = [one for one in report.findings if one.rule == "ACME001"]
    assert (found.kind, found.severity, found.confidence) == ("conflict", "error", 0.8)
    assert found.message == "412 employees is not round"
    assert [(one.file, one.quote) for one in found.mentions] == [("a.md", "412 employees")]


def test_without_consent_it_is_refused_and_not_imported(tmp_path):
    """RA3: refused in one line that says what to do."""
    file = written(tmp_path / "rules", code="raise SystemExit('imported')")
    with pytest.raises(RuleError) as caught:
        checker.check(DOCS, checker.Settings(rules=(file,)))
    assert "acme.yaml:7:37" in str(caught.value)
    assert "--allow-python-rules" in str(caught.value)
    assert cli.run(["rules", "list", "--rules", file]) == 0  # looking imports nothing
    assert cli.run(["rules", "test", file]) == 2


@pytest.mark.parametrize(
    ("function", "words"),
    [
        ("../evil.py:judge", "outside the rules folder"),
        ("/etc/evil.py:judge", "outside the rules folder"),
        ("rules/../../evil.py:judge", "outside the rules folder"),
        ("linked.py:judge", "outside the rules folder"),
        ("none.py:judge", "there is no 'none.py'"),
        ("local.py:other", "has no function 'other'"),
        ("os:system", "pattern"),
    ],
)
def test_a_path_lies_inside_the_rules_folder(tmp_path, function, words):
    folder = tmp_path / "rules"
    (tmp_path / "evil.py").write_text("raise SystemExit('imported')", encoding="utf-8")
    file = written(folder, function=function)
    (folder / "linked.py").symlink_to(tmp_path / "evil.py")
    with pytest.raises(RuleError, match=words):
        check(file)


def test_the_folder_may_stand_before_the_file(tmp_path):
    assert check(written(tmp_path / "rules", function="rules/local.py:judge")).notices == ()


@pytest.mark.parametrize(
    ("body", "words"),
    [
        ("raise KeyError('x')", "KeyError"),
        ("raise SystemExit(3)", "SystemExit"),
        ("return judge(case)", "RecursionError"),
        ("return 7", "it gave int"),
        ("return ['x']", "it gave str, not a Hit record"),
        ("return [Hit(figures=['x#9'])]", "'x#9', which it was not given"),
        ("return [Hit(figures=[])]", "names no figure"),
        ("return [Hit(figures=[case.figures[0].id], verdict='bad')]", "'bad' is no verdict"),
        ("return [Hit(figures=[case.figures[0].id], confidence=float('nan'))]", "confidence is nan"),
        ("return [Hit(figures=[case.figures[0].id], message=7)]", "message is int"),
        ("case.figures[0].value = 3", "FrozenInstanceError"),
        ("case.options['most'] = 3", "does not support item assignment"),
    ],
)
def test_a_rule_that_fails_is_a_notice_and_the_others_go_on(tmp_path, body, words):
    """RA11: a rule that crashes is a problem of the run, never a pass."""
    file = written(tmp_path / "rules", f"from checker.rule_api import Hit\n\ndef judge(case):\n    {body}\n")
    report = check(file)
    (notice,) = [one for one in report.notices if one.code == "T909"]
    assert "ACME001" in notice.message
    assert words in notice.message
    assert [one.rule for one in report.findings] == ["T110"]


def test_a_failed_rule_is_no_pass(tmp_path, capsys):
    """RA11: exit 1, and 4 with --strict, though there is no finding."""
    file = written(tmp_path / "rules", "def judge(case):\n    raise ValueError('broken')\n")
    (tmp_path / "a.md").write_text(DOCS["a.md"], encoding="utf-8")
    command = ["check", str(tmp_path / "a.md"), "--rules", file, "--allow-python-rules", "--no-cache"]
    assert cli.run(command) == 1
    assert "broken" in capsys.readouterr().out
    assert cli.run([*command, "--strict"]) == 4
    assert cli.run([*command, "--fail-on", "never"]) == 0


def test_what_a_rule_prints_is_not_in_the_output(tmp_path, capsys):
    check(written(tmp_path / "rules", "def judge(case):\n    print('noise')\n"))
    assert "noise" not in capsys.readouterr().out


def test_an_edited_function_counts_at_once(tmp_path):
    """RA22: results follow the code of a rule without any cache to clear."""
    file = written(tmp_path / "rules")
    assert any(one.rule == "ACME001" for one in check(file).findings)
    written(tmp_path / "rules", GOOD.replace("% 10", "% 1 "))
    assert not any(one.rule == "ACME001" for one in check(file).findings)


def test_what_a_rule_is_given_is_frozen():
    for record in (rule_api.Figure, rule_api.Question, rule_api.Case, rule_api.Hit):
        assert record.__dataclass_params__.frozen
        assert all(field.name for field in dataclasses.fields(record))


class Announced:
    """An entry point that a test announces."""

    def __init__(self, target):
        self.name, self.group, self.value, self.dist = "acme", "tieout.rules", "acme:RULES", None
        self.load = lambda: target


def test_the_rules_of_a_plug_in_need_a_name_and_consent(tmp_path, monkeypatch, capsys):
    """RA3: installed packages announce rules under `tieout.rules`; nothing is imported unasked, origins are told."""
    file = written(tmp_path / "rules")
    point = Announced(file)
    known = metadata.entry_points

    def announce(**chosen):
        return [point] if chosen.get("group") == "tieout.rules" else known(**chosen)

    monkeypatch.setattr(metadata, "entry_points", announce)
    loaded = checker.check(DOCS, checker.Settings(rules=("acme",), allow_python_rules=True))
    assert any(one.rule == "ACME001" for one in loaded.findings)
    with pytest.raises(RuleError, match="--allow-python-rules"):
        checker.check(DOCS, checker.Settings(rules=("acme",)))
    packs = verify.load_packs(("acme",), normalize.to_measurement, settings=checker.Settings(allow_python_rules=True))
    assert [one.origin for one in packs.rules if one.code == "ACME001"] == ["plugin acme"]
    assert cli.run(["rules", "list", "--origin"]) == 0
    assert "plug-in acme: not loaded" in capsys.readouterr().out


def test_a_rule_that_never_ends_is_stopped(tmp_path, monkeypatch):
    """RA11: it has a limit of time; the other rules give what they find."""
    monkeypatch.setattr("checker.verify.kinds.python.LIMIT_S", 0.2)
    report = check(written(tmp_path / "rules", "def judge(case):\n    while True:\n        pass\n"))
    assert ["TimeoutError" in one.message for one in report.notices] == [True]
    assert [one.rule for one in report.findings] == ["T110"]
