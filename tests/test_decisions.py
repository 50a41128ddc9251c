"""Decisions of reviewers: the file, what they do to a run, and baselines."""

from __future__ import annotations

import json
from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest

import checker
from checker import cli
from checker.errors import UsageError
from checker.records import Decision
from checker.verify import decisions
from checker.write import read_run

TODAY = date(2026, 3, 31)
A = "At the end of 2023 Lodmoor Foundry had 412 employees."
B = "At the end of 2023 Lodmoor Foundry had 470 employees."
FILLER = "Castings are poured on every weekday.\n\nThe canteen was painted green.\n\n"


def conflict(a: str = A, b: str = B, **more: str):
    found = checker.check({"a.md": a, "b.md": b, **more}).findings
    return next(one for one in found if one.kind == "conflict")


def entry(finding, **fields):
    return decisions.Entry(**{"finding": finding.id, "state": "accepted", "reason": "as it is", **fields})


# --- what keeps a decision, and what voids it --------------------------------------------------------------------


def test_moving_a_paragraph_keeps_a_decision():
    first, moved = conflict(), conflict(a=FILLER + A)
    assert first.mentions[0].start != moved.mentions[0].start
    (found,) = decisions.apply([moved], [entry(first)], TODAY).findings
    assert found.decision is not None
    assert not found.is_open


@pytest.mark.parametrize("changed", [B.replace("470", "475"), B.replace("2023", "2022 and 2023").replace("470", "471")])
def test_changing_a_value_voids_a_decision(changed):
    first, other = conflict(), conflict(b=changed)
    about = entry(first, rule=first.rule, subject=first.subject, attribute=first.attribute)
    done = decisions.apply([other], [about], TODAY)
    assert done.findings[0].is_open
    assert [notice.code for notice in done.notices] == ["T902"]
    if (other.rule, other.subject) == (first.rule, first.subject):
        assert other.id in done.notices[0].message


def test_another_document_voids_a_decision():
    first, other = conflict(), conflict(**{"c.md": B})
    assert decisions.apply([other], [entry(first)], TODAY).unused


def test_swapping_one_conflict_for_another_is_seen():
    first = conflict()
    other = conflict(a="The Tarn Causeway is 34 miles long.", b="The Tarn Causeway is 61 km long.")
    done = decisions.apply([other], [entry(first)], TODAY)
    assert (done.findings[0].is_open, len(done.unused)) == (True, 1)


@pytest.mark.parametrize(
    ("expires", "is_open"),
    [("", False), ("2026-03-31", False), ("2026-03-30", True), ("soon", True), ("2026-13-01", True)],
)
def test_a_decision_holds_to_its_last_day(expires, is_open):
    finding = conflict()
    done = decisions.apply([finding], [entry(finding, expires=expires)], TODAY, "d.json")
    assert done.findings[0].is_open is is_open
    assert [(notice.code, notice.file) for notice in done.notices] == ([("T901", "d.json")] if is_open else [])


@pytest.mark.parametrize("state", decisions.STATES)
def test_only_what_is_to_be_mended_stays_open(state):
    finding = conflict()
    (found,) = decisions.apply([finding], [entry(finding, state=state)], TODAY).findings
    assert found.is_open is (state == "to-fix")


# --- the file ----------------------------------------------------------------------------------------------------


def test_a_file_comes_back_as_it_was_and_in_order():
    entries = [decisions.Entry(finding=f"{n:016x}", state="accepted", reason="é", expires="2026-01-01") for n in (9, 3)]
    written = decisions.dump(entries)
    assert written == decisions.dump(reversed(entries))
    rows = json.loads(written)["decisions"]
    assert [row["finding"] for row in rows] == ["0000000000000003", "0000000000000009"]


GOOD = '{"finding": "00000000000000ab", "state": "accepted", "reason": "x"}'


@pytest.mark.parametrize(
    ("old", "new", "words"),
    [
        ("accepted", "acepted", "decision 1: 'acepted' is no state; did you mean 'accepted'?"),
        ('"reason"', '"resaon"', "decision 1: unknown key 'resaon'; did you mean 'reason'?"),
        (', "reason": "x"', "", "'accepted' needs a 'reason'"),
        ('"x"', '" "', "'accepted' needs a 'reason'"),
        ('"x"', "7", "'reason' is no text"),
        ("00000000000000ab", "7", "is the id of a finding"),
        ('"reason"', '"sort": "unit", "reason"', "'unit' is no sort of false positive"),
        (GOOD, GOOD + ", " + GOOD, "decision 2: the finding '00000000000000ab' has a decision already"),
        (GOOD, "7", "decision 1: is no mapping"),
        ('"format": 1', '"format": 2', "is no decision file"),
        ('{"format"', '["format"', ":1:10: not JSON"),
    ],
)
def test_a_mistake_in_the_file_is_named(tmp_path, old, new, words):
    text = '{"format": 1, "decisions": [' + GOOD + "]}"
    assert old in text
    file = tmp_path / "d.json"
    file.write_text(text, encoding="utf-8")
    assert decisions.read(file)
    file.write_text(text.replace(old, new, 1), encoding="utf-8")
    with pytest.raises(UsageError) as caught:
        decisions.read(file)
    assert words in str(caught.value)


def test_a_missing_file_is_a_usage_error(tmp_path):
    assert cli.run(["check", str(tmp_path), "--decisions", str(tmp_path / "none.json")]) == 2


# --- the commands ------------------------------------------------------------------------------------------------


@pytest.fixture
def docs(tmp_path: Path) -> Path:
    folder = tmp_path / "docs"
    folder.mkdir()
    (folder / "a.md").write_text(A, encoding="utf-8")
    (folder / "b.md").write_text(B, encoding="utf-8")
    return folder


def test_a_baseline_lets_a_check_pass_until_something_new_comes(docs, tmp_path, capsys):
    file = str(tmp_path / "d.json")
    assert cli.run(["check", str(docs), "-q"]) == 1
    assert cli.run(["baseline", "create", str(docs), "--decisions", file, "--author", "AB"]) == 0
    assert "1 findings entered" in capsys.readouterr().out
    out = tmp_path / "f.json"
    kept = tmp_path / "kept"
    assert cli.run(["check", str(docs), "--decisions", file, "-o", f"json:{out}", "-o", f"run:{kept}"]) == 0
    (finding,) = [one for one in json.loads(out.read_text("utf-8"))["findings"] if one["kind"] == "conflict"]
    assert finding["decision"]["state"] == "baseline"
    assert finding["decision"]["author"] == "AB"
    assert [one.decision.state for one in read_run(kept).findings if one.decision] == ["baseline"]
    assert finding["message"] not in capsys.readouterr().out
    (docs / "b.md").write_text(B.replace("470", "480"), encoding="utf-8")
    assert cli.run(["check", str(docs), "--decisions", file, "-q"]) == 1


def test_status_and_prune(docs, tmp_path, capsys):
    file = tmp_path / "d.json"
    assert cli.run(["baseline", "create", str(docs), "--decisions", str(file)]) == 0
    capsys.readouterr()
    (docs / "b.md").write_text(B.replace("470", "480"), encoding="utf-8")
    assert cli.run(["baseline", "status", str(docs), "--decisions", str(file)]) == 0
    shown = capsys.readouterr().out
    assert [line.split() for line in shown.splitlines()[:4]] == [
        ["1", "open"],
        ["0", "baseline"],
        ["0", "expired"],
        ["1", "unused"],
    ]
    assert "T902" in shown
    assert cli.run(["decisions", "prune", str(docs), "--decisions", str(file)]) == 0
    assert decisions.read(file) == ()


def test_a_baseline_keeps_decisions_and_is_pruned_alone(docs, tmp_path):
    file = tmp_path / "d.json"
    other = decisions.Entry(finding="00000000000000ab", state="accepted", reason="elsewhere")
    stale = decisions.Entry(finding="00000000000000ac", state="baseline")
    file.write_bytes(decisions.dump([other, stale]))
    assert cli.run(["baseline", "create", str(docs), "--decisions", str(file)]) == 0
    assert len(decisions.read(file)) == 3
    assert cli.run(["baseline", "prune", str(docs), "--decisions", str(file)]) == 0
    left = decisions.read(file)
    assert other in left
    assert stale not in left
    assert len(left) == 2


def test_nothing_is_pruned_where_nothing_was_checked(tmp_path):
    file = tmp_path / "d.json"
    file.write_bytes(decisions.dump([decisions.Entry(finding="00000000000000ac", state="baseline")]))
    empty = tmp_path / "docs"
    empty.mkdir()
    assert cli.run(["decisions", "prune", str(empty), "--decisions", str(file)]) == 2
    assert len(decisions.read(file)) == 1


@pytest.mark.parametrize(("day", "code"), [("2026-03-31", 0), ("2026-04-01", 1), ("April", 2)])
def test_the_day_of_expiry_can_be_named(docs, tmp_path, day, code):
    out = tmp_path / "f.json"
    assert cli.run(["check", str(docs), "-q", "-o", f"json:{out}"]) == 1
    findings = [one for one in json.loads(out.read_text("utf-8"))["findings"] if one["severity"] == "error"]
    entries = [
        decisions.Entry(finding=one["id"], state="accepted", reason="for now", expires="2026-03-31") for one in findings
    ]
    file = tmp_path / "d.json"
    file.write_bytes(decisions.dump(entries))
    assert cli.run(["check", str(docs), "-q", "--decisions", str(file), "--as-of", day]) == code


# --- decisions that hold no more -----------------------------------------------------------------------------------


def test_what_has_expired_says_so_on_the_finding():
    """HR10: an expired decision is shown, and the finding counts again."""
    first = conflict()
    about = entry(first, expires="2026-03-30", author="R. Eik", message=first.message)
    (found,) = decisions.apply([first], [about], TODAY).findings
    assert (found.state, found.is_open, found.decision) == ("expired", True, None)
    assert found.lapsed is not None
    assert (found.lapsed.decision.state, found.lapsed.decision.author) == ("accepted", "R. Eik")


def test_a_changed_value_reopens_with_the_old_words():
    """HR10: a reopened finding tells what was decided and of which values."""
    first = conflict()
    about = entry(first, rule=first.rule, subject=first.subject, attribute=first.attribute, message=first.message)
    changed = conflict(b=B.replace("470", "480"))
    assert (changed.rule, changed.subject) == (first.rule, first.subject)
    (found,) = decisions.apply([changed], [about], TODAY).findings
    assert (found.state, found.is_open) == ("reopened", True)
    assert found.lapsed is not None
    assert found.lapsed.message == first.message
    assert "470" in found.lapsed.message
    assert "470" not in changed.message


def test_a_decided_finding_is_not_reopened():
    first = conflict()
    changed = conflict(b=B.replace("470", "480"))
    same = {"rule": first.rule, "subject": first.subject, "attribute": first.attribute}
    (found,) = decisions.apply([changed], [entry(first, **same), entry(changed, **same)], TODAY).findings
    assert (found.state, found.lapsed) == ("accepted", None)


def test_a_file_of_decisions_leaves_comments_in_force():
    """RA12: what a comment in a document suppresses stays so, whatever the decision file holds."""
    commented = replace(conflict(), decision=Decision(state="accepted", reason="quoted", origin="a.md:3"))
    (untouched,) = decisions.apply([commented], [], TODAY).findings
    assert untouched == commented
    (expired,) = decisions.apply([commented], [entry(commented, expires="2026-01-01")], TODAY).findings
    assert (expired.decision, expired.lapsed) == (commented.decision, None)
    (file,) = decisions.apply([commented], [entry(commented, reason="as decided")], TODAY).findings
    assert file.decision is not None
    assert file.decision.reason == "as decided"
