"""Decision files of several reviewers: taken in, merged, and false positives as rule tests."""

from __future__ import annotations

import json

import pytest

import checker
from checker import cli
from checker.verify import decision_merge, decisions
from checker.verify.decisions import Entry

A = "At the end of 2023 Lodmoor Foundry had 412 employees."
B = "At the end of 2023 Lodmoor Foundry had 470 employees."
C = "The Tarn Causeway is {} km long."
ONE, TWO, THREE = "1" * 16, "2" * 16, "3" * 16


@pytest.fixture
def docs(tmp_path, monkeypatch):
    folder = tmp_path / "docs"
    folder.mkdir()
    for name, text in {"a.md": A, "b.md": B}.items():
        (folder / name).write_text(text, encoding="utf-8")
    monkeypatch.chdir(folder)
    return folder


def entry(name, state="accepted", reason="as it is", **more):
    return Entry(finding=name, state=state, reason=reason, **more)


def test_two_files_become_one_and_their_differences_are_named():
    """RA13: who decided what stays readable; a difference is never settled in silence."""
    merged = decision_merge.merge([entry(ONE), entry(TWO)], [entry(TWO, author="AB"), entry(THREE)])
    assert [one.finding for one in merged.entries] == [ONE, TWO, THREE]
    assert [one.finding for one in merged.added] == [THREE]
    assert merged.conflicts == ()  # another author says the same
    merged = decision_merge.merge([entry(ONE)], [entry(ONE, "to-fix", "", author="AB")])
    assert [str(one) for one in merged.conflicts] == [f"{ONE}: 'accepted: as it is' here, 'to-fix by AB' there"]
    assert merged.entries == (entry(ONE),)


@pytest.mark.parametrize(("prefer", "state"), [("ours", "accepted"), ("theirs", "to-fix")])
def test_a_side_may_be_preferred(prefer, state):
    merged = decision_merge.merge([entry(ONE)], [entry(ONE, "to-fix")], prefer)
    assert ([one.state for one in merged.entries], merged.conflicts) == ([state], ())


def test_merging_is_the_same_from_both_sides_where_nothing_differs():
    a, b = [entry(ONE), entry(TWO)], [entry(THREE), entry(TWO)]
    assert decision_merge.merge(a, b).entries == decision_merge.merge(b, a).entries


def test_what_a_report_saved_is_taken_in(docs, capsys):
    """RA13: `--expires` and `--author` fill what the export leaves open."""
    (found,) = [one for one in checker.check([str(docs)]).findings if one.kind == "conflict"]
    export = docs / "export.json"
    row = {"finding": found.id, "rule": found.rule, "state": "accepted", "reason": "two sites"}
    export.write_text(json.dumps({"format": 1, "decisions": [row]}), encoding="utf-8")
    command = ["decisions", "import", str(export), "--author", "AB", "--expires"]
    assert cli.run([*command, "soon"]) == 2
    assert cli.run([*command, "2030-01-01"]) == 0
    (entry,) = decisions.read(docs / decisions.FILE)
    assert (entry.author, entry.expires) == ("AB", "2030-01-01")
    check = ["check", str(docs), "--decisions", decisions.FILE]
    assert cli.run([*check, "--as-of", "2030-01-01"]) == 0
    assert cli.run([*check, "--as-of", "2030-01-02"]) == 1
    assert "T901" in capsys.readouterr().out
    export.write_text(json.dumps({"format": 1, "decisions": [row | {"reason": "other"}]}), encoding="utf-8")
    assert cli.run(["decisions", "import", str(export)]) == 1
    assert "conflict: " in capsys.readouterr().err
    assert cli.run(["decisions", "import", str(export), "--prefer", "theirs"]) == 0
    assert decisions.read(docs / decisions.FILE)[0].reason == "other"


def test_merge_writes_where_it_is_told(docs):
    for name, finding in (("a.json", ONE), ("b.json", TWO)):
        (docs / name).write_bytes(decisions.dump([entry(finding)]))
    assert cli.run(["decisions", "merge", "a.json", "b.json", "-o", "c.json"]) == 0
    assert [one.finding for one in decisions.read("c.json")] == [ONE, TWO]
    assert [one.finding for one in decisions.read("a.json")] == [ONE]


def test_false_positives_become_tests_that_can_be_run(docs, capsys):
    """RA10: review work improves the rules: a false positive is a ready test with its `todo`."""
    (found,) = [one for one in checker.check([str(docs)]).findings if one.kind == "conflict"]
    about = decisions.entry_of(found, "false-positive", "two [[sites]]")
    file = docs / decisions.FILE
    file.write_bytes(decisions.dump([about]))
    assert cli.run(["decisions", "export-tests", str(docs), "-o", "found.test.yaml"]) == 0
    text = (docs / "found.test.yaml").read_text(encoding="utf-8")
    assert A in text
    assert "todo: " in text
    assert cli.run(["rules", "test", "found.test.yaml"]) == 0
    assert "TODO 1" in capsys.readouterr().out


def test_a_baseline_hides_no_swap_and_drops_what_is_gone(docs, capsys):
    """RA14: adopt with old problems; RA15: moving keeps, changing voids, a swap is reported, what is gone is told."""
    assert cli.run(["baseline", "create", "."]) == 0
    check = ["check", ".", "--decisions", decisions.FILE]
    assert cli.run(check) == 0
    assert "1 baseline" in capsys.readouterr().err  # counted on their own
    (docs / "a.md").write_text(f"A first paragraph.\n\nAnother one.\n\n{A}", encoding="utf-8")
    assert cli.run(check) == 0
    (docs / "a.md").write_text(A.replace("412", "415"), encoding="utf-8")
    assert cli.run(check) == 1
    for name, length in (("a.md", "61"), ("b.md", "68")):
        (docs / name).write_text(C.format(length), encoding="utf-8")
    assert cli.run(check) == 1  # one mended, another made: no count hides it
    capsys.readouterr()
    (docs / "b.md").unlink()
    assert cli.run(["baseline", "status", "."]) == 0
    assert "T902" in capsys.readouterr().out
    assert cli.run(["baseline", "prune", "."]) == 0
    assert decisions.read(decisions.FILE) == ()
