"""What settings say of rules: which run, where, how severe they are and what gap they allow."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

import checker
from checker import cli, normalize, verify
from checker.errors import UsageError
from checker.verify import choosing, packs

A = "At the end of 2023 Lodmoor Foundry had 412 employees."
B = "At the end of 2023 Lodmoor Foundry had 470 employees."
DOCS = {"a.md": A, "old/b.md": B}
RELEASED = Path(__file__).parent / "released_codes.txt"


def found(docs=DOCS, **settings):
    report = checker.check(docs, checker.Settings(**settings))
    return [(one.rule, one.severity) for one in report.findings], [one.code for one in report.notices]


@pytest.mark.parametrize(
    ("settings", "codes"),
    [
        ({}, ["T110"]),
        ({"select": ("T2",)}, []),
        ({"select": ("T2",), "extend_select": ("T110",)}, ["T110"]),
        ({"select": ("figures-conflict",)}, ["T110"]),
        ({"select": ("conflict",)}, ["T110"]),
        ({"ignore": ("conflict",)}, []),
        ({"ignore": ("T11",)}, []),
        ({"per_file_ignores": (("old/**", ("T110",)),)}, []),
        ({"per_file_ignores": (("new/**", ("T110",)),)}, ["T110"]),
        ({"per_file_ignores": (("old/**", ("T2",)),)}, ["T110"]),
    ],
)
def test_rules_are_chosen_by_code_prefix_name_and_tag(settings, codes):
    """RA7: select, extend-select, ignore and per-file-ignores."""
    assert [code for code, _ in found(**settings)[0]] == codes


def test_a_word_that_calls_no_rule_is_refused():
    with pytest.raises(UsageError, match=r"did you mean 'FIN00[1-6]'"):
        found(rules=("finance",), select=("FIN00X",))
    with pytest.raises(UsageError, match="per_file_ignores has 'XX'"):
        found(per_file_ignores=(("a", ("XX",)),))


def test_no_released_code_is_used_anew():
    """RA7: a code keeps its name for ever; one that is gone is marked and never comes back."""
    rows = [line.split() for line in RELEASED.read_text(encoding="utf-8").splitlines() if line and line[0] != "#"]
    released = {row[0]: row[1] for row in rows}
    assert len(rows) == len(released)
    loaded = packs.load(tuple(packs.shipped_packs()), normalize.to_measurement)
    shipped = {rule.code: rule.name for rule in (*loaded.rules, *loaded.notices)}
    gone = {row[0] for row in rows if row[2:] == ["gone"]}
    assert shipped == {code: name for code, name in released.items() if code not in gone}


RULES = """\
version: 1
namespace: ACME
rules:
  - id: ACME002
    former-ids: [ACME001]
    name: staff-agrees
    summary: One headcount.
    tags: [people]
    status: {status}
    {more}
    select: {{attribute: [employees]}}
    check: {{kind: agree}}
"""


def written(tmp_path, status="stable", more="severity: error"):
    file = tmp_path / "acme.yaml"
    file.write_text(RULES.format(status=status, more=more), encoding="utf-8")
    return str(file)


def test_an_old_code_works_and_warns(tmp_path):
    """RA7: a renamed code warns and keeps working."""
    findings, notices = found(rules=(written(tmp_path),), select=("ACME001",))
    assert (findings, notices) == ([("ACME002", "error")], ["T906"])


def test_a_preview_rule_waits_to_be_asked(tmp_path):
    """RA20: runs with --preview and changes no exit code, unless it is named."""
    file = written(tmp_path, "preview")
    assert [code for code, _ in found(rules=(file,))[0]] == ["T110"]
    report = checker.check(DOCS, checker.Settings(rules=(file,), preview=True))
    assert [(one.rule, one.is_preview) for one in report.findings] == [("ACME002", True)]
    named = checker.check(DOCS, checker.Settings(rules=(file,), select=("ACME002",)))
    assert [one.is_preview for one in named.findings] == [False]
    for name, text in DOCS.items():
        (tmp_path / name).parent.mkdir(exist_ok=True)
        (tmp_path / name).write_text(text, encoding="utf-8")
    command = ["check", str(tmp_path), "--rules", file, "--ignore", "T1", "--no-cache"]
    assert cli.run([*command, "--preview"]) == 0
    assert cli.run([*command[:-3], "--select", "ACME002"]) == 1


def test_a_deprecated_rule_names_its_successor(tmp_path):
    """RA20: deprecated warns with the replacement."""
    file = written(tmp_path, "deprecated", "replaced-by: ACME009")
    report = checker.check(DOCS, checker.Settings(rules=(file,)))
    assert [one.message for one in report.notices] == [
        "ACME002 staff-agrees is deprecated and will go; use ACME009 in its place"
    ]


@pytest.mark.parametrize(
    ("overrides", "expected"),
    [
        ((("T110", "info"),), "info"),
        ((("conflict", "warning"),), "warning"),
        ((("old/**", "warning"),), "warning"),
        ((("new/**", "warning"),), "error"),
        ((("T1", "info"), ("T110", "warning")), "warning"),
    ],
)
def test_severities_are_the_users(overrides, expected):
    """RA11: severity-overrides by code, prefix, tag and path; the last that fits counts."""
    assert found(severity_overrides=overrides)[0] == [("T110", expected)]


def test_agreement_is_no_warning_by_path():
    docs = {"a.md": A, "b.md": A}
    assert found(docs, severity_overrides=(("*.md", "error"),))[0] == [("T101", "info")]


def test_the_exit_code_changes_no_output(tmp_path, capsys):
    """RA11: --fail-on changes only the exit code."""
    for name, text in {"a.md": A, "b.md": B}.items():
        (tmp_path / name).write_text(text, encoding="utf-8")
    outputs = []
    for fail_on, code in (("error", 1), ("never", 0), ("info", 1)):
        assert cli.run(["check", str(tmp_path), "--fail-on", fail_on, "-o", "json:-", "-q"]) == code
        outputs.append(capsys.readouterr().out)
    assert len(set(outputs)) == 1
    assert json.loads(outputs[0])["findings"]


C = "The Tarn Causeway is {} km long."


@pytest.mark.parametrize(
    ("tolerances", "a", "b", "is_conflict"),
    [
        ((), "61", "64", True),
        ((("", "10%"),), "61", "64", False),
        ((("", "5 km"),), "61", "64", False),
        ((("", "1 km"),), "61", "64", True),
        ((("length", "10%"), ("", "1%")), "61", "64", False),
        ((("weight", "10%"),), "61", "64", True),
        ((("", "5 kg"),), "61", "64", True),
    ],
)
def test_tolerances_of_project_and_attribute(tolerances, a, b, is_conflict):
    """RA16: on project and attribute, relative and absolute."""
    docs = {"a.md": C.format(a), "b.md": C.format(b)}
    assert bool([code for code, _ in found(docs, tolerances=tolerances)[0] if code.startswith("T11")]) is is_conflict


def test_a_rules_own_tolerance_comes_first_and_the_gap_is_told(tmp_path):
    """RA16: on the rule; what was allowed and the difference are always in the explanation."""
    file = tmp_path / "acme.yaml"
    text = RULES.format(status="stable", more="message: '{delta} of {tolerance}'")
    file.write_text(text.replace("kind: agree", "kind: agree, tolerance: {relative: 1%}"), encoding="utf-8")
    report = checker.check(DOCS, checker.Settings(rules=(str(file),), tolerances=(("", "50%"),)))
    (one,) = [one for one in report.findings if one.rule == "ACME002"]
    assert one.message.endswith("of 1%")
    assert any(step.startswith("difference") and step.endswith("allowed 1%") for step in one.explanation.steps)


@pytest.mark.parametrize("text", ["-1%", "5", "much", "nan%", "1e9 km"])
def test_a_tolerance_that_is_none_is_refused(text):
    """RA16: negative, or without a unit."""
    with pytest.raises(UsageError):
        found(tolerances=(("", text),))


@pytest.mark.parametrize(
    ("rounding", "a", "b", "is_conflict"),
    [
        ("stated-precision", "4.2", "4.24", False),
        ("stated-precision", "4.2", "4.28", True),
        ("truncate-aware", "4.2", "4.28", False),
        ("truncate-aware", "4.2", "4.31", True),
        ("none", "4.2", "4.24", True),
        ("none", "4.2", "4.2", False),
        ("stated-precision", "about 4.2", "4.3", False),
        ("stated-precision", "more than 4.2", "5.9", False),
    ],
)
def test_rounding_is_no_error(tmp_path, rounding, a, b, is_conflict):
    """RA17: intervals from the written precision; `truncate-aware` and `none` as options; hedges and bounds count."""
    file = tmp_path / "acme.yaml"
    text = RULES.format(status="stable", more="severity: error").replace("[employees]", "[long, length]")
    file.write_text(text.replace("kind: agree", f"kind: agree, tolerance: {{rounding: {rounding}}}"), encoding="utf-8")
    docs = {"a.md": C.format(a), "b.md": C.format(b)}
    report = checker.check(docs, checker.Settings(rules=(str(file),), select=("ACME",)))
    assert bool(report.findings) is is_conflict


def test_what_agrees_through_rounding_is_not_loud():
    """RA17: pairs that agree only through rounding are of the lowest severity."""
    docs = {"a.md": C.format("4.2"), "b.md": C.format("4.24")}
    assert {severity for _, severity in found(docs)[0]} <= {"info"}


def test_every_shipped_rule_says_why_and_how(capsys):
    """RA8: `rules show` prints summary, why, fix, options and examples; no shipped rule lacks one of them."""
    loaded = packs.load(tuple(packs.shipped_packs()), normalize.to_measurement)
    for rule in (*loaded.rules, *loaded.notices):
        assert rule.summary.endswith(".")
        assert rule.why.endswith((".", '."'))
        assert rule.severity == "info" or rule.how_to_fix
    assert cli.run(["rules", "show", "FIN004"]) == 0
    shown = capsys.readouterr().out
    for word in ("Why:", "How to fix:", "Check:", "holds: assets == debts + equity", "Fires on:", "Silent on:"):
        assert word in shown


def test_an_edit_of_a_rule_counts_at_once(tmp_path):
    """RA22: no result of a rule is kept across a change of the rule, with the cache at work."""
    for name, text in {"a.md": A, "b.md": B}.items():
        (tmp_path / name).write_text(text, encoding="utf-8")
    file = written(tmp_path)
    command = ["check", str(tmp_path), "--rules", file, "--select", "ACME"]
    assert cli.run(command) == 1
    Path(file).write_text(Path(file).read_text(encoding="utf-8").replace("[employees]", "[weight]"), encoding="utf-8")
    assert cli.run(command) == 0


def test_a_rule_that_selects_nothing_is_told(tmp_path):
    """RA4: a misspelt attribute does not pass in silence."""
    file = written(tmp_path)
    Path(file).write_text(Path(file).read_text(encoding="utf-8").replace("[employees]", "[employes]"), encoding="utf-8")
    report = checker.check(DOCS, checker.Settings(rules=(file,)))
    (notice,) = [one for one in report.notices if one.code == "T904"]
    assert "ACME002" in notice.message


def test_a_file_in_the_rules_folder_is_a_rule(tmp_path, capsys):
    """RA1: dropping a file into the folder is all; RA3: the list says where each rule comes from."""
    file = written(tmp_path)
    assert cli.run(["rules", "list", "--rules", str(tmp_path), "--origin"]) == 0
    (line,) = [one for one in capsys.readouterr().out.splitlines() if one.startswith("ACME002")]
    assert file in line
    assert cli.run(["rules", "list", "--rules", str(tmp_path), "--json"]) == 0
    rows = {row["code"]: row for row in json.loads(capsys.readouterr().out)}
    assert (rows["ACME002"]["origin"], rows["T110"]["origin"]) == (file, "shipped")


def test_settings_of_rules_are_shown_with_their_origin(tmp_path, capsys, monkeypatch):
    """RA21: `config show` prints what holds, and where it comes from."""
    (tmp_path / "tieout.toml").write_text('ignore = ["T2"]\n', encoding="utf-8")
    monkeypatch.chdir(tmp_path)
    assert cli.run(["config", "show", str(tmp_path)]) == 0
    shown = capsys.readouterr().out
    (line,) = [one for one in shown.splitlines() if one.startswith("ignore ") or one.startswith("ignore=")]
    assert "T2" in line
    assert "tieout.toml" in line


def test_choosing_knows_all():
    rule = next(rule for rule in verify.load_packs().rules if rule.code == "T111")
    assert choosing.runs(rule, ("ALL",), ())
