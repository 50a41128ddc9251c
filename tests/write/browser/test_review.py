"""Deciding in the page: keys and mouse, reasons, undo, files, reloads, and what happens when values change."""

from __future__ import annotations

import dataclasses
import json
from pathlib import Path
from types import SimpleNamespace
from typing import Any

import pytest

from checker.records import Decision, Lapsed
from checker.report import Report
from checker.verify import decisions as files

IDS = [f"{number:016x}" for number in range(1, 8)]  # as verify makes them: 16 digits and letters


@pytest.fixture
def report(report: Report) -> Report:
    """The sample with ids in their true form."""
    named = [dataclasses.replace(one, id=name) for one, name in zip(report.findings, IDS, strict=True)]
    return dataclasses.replace(report, findings=tuple(named))


def saved(one: Any) -> dict[str, Any]:
    with one.page.expect_download() as waiting:
        one.press("s")
    assert waiting.value.suggested_filename == "tieout-decisions.json"
    return dict(json.loads(Path(waiting.value.path()).read_text()))


def load(one: Any, tmp_path: Path, *entries: dict[str, str]) -> None:
    path = tmp_path / "tieout-decisions.json"
    path.write_text(json.dumps({"format": 1, "decisions": list(entries)}))
    one.page.set_input_files("#file", path)
    one.page.wait_for_function("document.getElementById('said').textContent !== ''")


def test_three_decisions_with_keys_alone(report: Report, opened: Any, tmp_path: Path) -> None:
    one = opened(report)
    one.press("1")
    assert one.text("#detail h2") == report.findings[1].message  # the next open one
    one.press("3")
    one.page.keyboard.type("two other repairs")
    one.press("Enter", "2")
    assert one.text("#progress") == "2 open · 3 decided"
    assert one.text("#unsaved") == "3 unsaved decisions"
    whole = saved(one)
    assert [(entry["finding"], entry["state"], entry.get("reason")) for entry in whole["decisions"]] == [
        (IDS[0], "to-fix", None),
        (IDS[1], "false-positive", "two other repairs"),
        (IDS[2], "update", None),
    ]
    assert one.text("#unsaved") == "All decisions saved"
    assert one.messages == []


def test_the_file_is_the_one_that_the_program_reads(report: Report, opened: Any, tmp_path: Path) -> None:
    one = opened(report)
    one.press("?")
    one.page.locator("#author").fill("Nóra")
    one.press("Escape", "Escape", "4")
    one.page.keyboard.type("agreed with the operator – stays")
    one.press("Enter")
    path = tmp_path / files.FILE
    path.write_text(json.dumps(saved(one)))
    (entry,) = files.read(path)
    assert entry == files.entry_of(report.findings[0], "accepted", "agreed with the operator – stays", "Nóra")


def test_the_file_is_written_as_the_program_writes_it(report: Report, opened: Any) -> None:
    one = opened(report)
    one.press("2", "1")
    with one.page.expect_download() as waiting:
        one.page.locator("#save").click()
    entries = [
        files.entry_of(finding, state) for finding, state in zip(report.findings[:2], ("update", "to-fix"), strict=True)
    ]
    assert Path(waiting.value.path()).read_bytes() == files.dump(entries)


def test_a_reason_is_asked_for_where_one_is_needed(report: Report, opened: Any) -> None:
    one = opened(report)
    one.page.get_by_role("button", name="Accept", exact=False).last.click()
    one.press("Enter")
    assert one.text("#progress") == "5 open · 0 decided"
    one.page.get_by_role("button", name="Cancel").last.click()
    one.page.locator(".decide [data-state='to-fix']").click()
    assert one.text("#progress") == "4 open · 1 decided"


def test_undo_reopen_and_change_of_mind(report: Report, opened: Any) -> None:
    one = opened(report)
    one.press("1", "u")
    assert one.text("#progress") == "5 open · 0 decided"
    assert one.text("#detail h2") == report.findings[0].message
    assert one.text("#unsaved") == ""
    one.press("1", "k")
    assert "✓ To fix" in one.text(".decided-as")
    one.press("n")
    one.page.keyboard.type("ask the desk")
    one.press("Enter", "k")
    assert "ask the desk" in one.text(".decided-as")
    one.press("0")
    assert one.text("#progress") == "5 open · 0 decided"


def test_decisions_survive_a_reload(report: Report, opened: Any) -> None:
    one = opened(report)
    one.press("1", "2")
    one.page.on("dialog", lambda dialog: dialog.accept())
    one.page.reload()
    assert one.text("#progress") == "3 open · 2 decided"
    assert one.text("#unsaved") == "2 unsaved decisions"
    assert one.page.locator(".badge").all_inner_texts() == ["✓ To fix", "✓ Is an update"]


def test_leaving_with_unsaved_decisions_asks(report: Report, opened: Any) -> None:
    one = opened(report)
    asked: list[str] = []
    one.page.on("dialog", lambda dialog: (asked.append(dialog.type), dialog.accept()))
    one.press("1")
    one.page.reload()
    saved(one)
    one.page.reload()
    assert asked == ["beforeunload"]


def test_filters_know_states_and_the_filtered_list_moves_on(report: Report, opened: Any) -> None:
    one = opened(report, "#state=open")
    one.press("1")
    assert one.rows() == ["Spillway, cost", "Orsa Power, output", "Lake Orsa, lowering", "Velm, evacuated"]
    assert one.text("#detail h2") == report.findings[1].message
    one.page.get_by_role("link", name="1 decided").click()
    one.page.wait_for_function("document.querySelectorAll('.row').length === 1")
    assert one.rows() == ["Orsa dam, height"]
    one.page.locator("#clear").click()
    one.page.locator("#query").fill("state:to-fix")
    assert one.rows() == ["Orsa dam, height"]


def test_many_at_once_are_one_step(report: Report, opened: Any) -> None:
    one = opened(report, "#sev=warning")
    one.page.locator("#bulk").click()
    assert "2 findings" in one.text("#bulk-title")
    one.page.get_by_role("button", name="Apply to all").click()  # nothing happens without a reason
    one.page.locator("#bulk-reason").fill("known since March")
    one.page.get_by_role("button", name="Apply to all").click()
    assert one.text("#progress") == "3 open · 2 decided"
    one.page.locator("#undo").click()
    assert one.text("#progress") == "5 open · 0 decided"


def test_decisions_of_the_run_are_shown(report: Report, opened: Any) -> None:
    first = dataclasses.replace(
        report.findings[0], decision=Decision(state="accepted", reason="as built", author="Ann")
    )
    one = opened(dataclasses.replace(report, findings=(first, *report.findings[1:])))
    assert one.text("#progress") == "4 open · 1 decided"
    assert "as built" in one.text(".decided-as")
    assert "Ann" in one.text(".decided-as")


def test_a_file_is_merged_and_a_changed_value_reopens(report: Report, opened: Any, tmp_path: Path) -> None:
    one = opened(report)
    old = {"finding": "f" * 16, "rule": "TIE101", "subject": "Orsa dam", "attribute": "height", "state": "accepted"}
    entries = (
        {"finding": IDS[1], "state": "to-fix", "author": "Ann"},
        old | {"reason": "both are right", "message": "Orsa dam, height: 84 metres and 47 metres"},
        {"finding": "e" * 16, "state": "baseline"},
    )
    load(one, tmp_path, *entries)
    assert one.text("#progress") == "4 open · 1 decided · 1 reopened"
    assert (
        one.text("#said")
        == "1 decision loaded, 1 finding reopened as values have changed, 1 about nothing in this report"
    )
    assert "84 metres and 47 metres" in one.text("#detail .banner")
    kept = saved(one)["decisions"]
    assert [entry["finding"] for entry in kept] == [IDS[1], "e" * 16, "f" * 16]  # nothing of the file is lost


def test_what_two_people_decide_differently_is_asked(report: Report, opened: Any, tmp_path: Path) -> None:
    one = opened(report)
    one.press("1")
    load_entry = {"finding": IDS[0], "state": "accepted", "reason": "fine", "author": "Ann"}
    load(one, tmp_path, load_entry)
    assert "here To fix, in the file Accepted by Ann" in one.text("#merge-list")
    one.page.get_by_role("button", name="Keep mine").click()
    one.page.wait_for_function("document.getElementById('said').textContent.includes('loaded')")
    assert one.page.locator(".badge").all_inner_texts() == ["✓ To fix"]
    load(one, tmp_path, load_entry)
    one.page.get_by_role("button", name="Take the file").click()
    one.page.wait_for_selector(".badge.s-accepted")


@pytest.mark.parametrize("text", ["", "{", "[]", '{"format": 2, "decisions": []}', '{"format": 1, "decisions": 3}'])
def test_a_file_that_is_none_is_refused_in_words(text: str, report: Report, opened: Any, tmp_path: Path) -> None:
    one = opened(report)
    path = tmp_path / "other.json"
    path.write_text(text)
    one.page.set_input_files("#file", path)
    one.page.wait_for_function("document.getElementById('said').textContent.includes('was not loaded')")
    assert one.messages == []


def test_hostile_decisions_are_inert(report: Report, samples: SimpleNamespace, opened: Any, tmp_path: Path) -> None:
    one = opened(report)
    words = [text.replace("\ud800", "?") for text in samples.hostile]
    entries = [{"finding": IDS[0], "state": "accepted", "reason": text, "author": text, "sort": text} for text in words]
    for entry in entries:
        load(
            one,
            tmp_path,
            entry,
            {"finding": entry["reason"][:40], "state": "to-fix"},
            {"finding": IDS[1], "state": "__proto__"},
        )
        assert one.overflow() <= 0
    assert one.messages == []
    assert "owned" not in one.page.title()


def test_deciding_works_on_a_phone(report: Report, opened: Any) -> None:
    one = opened(report, viewport={"width": 390, "height": 800}, has_touch=True)
    one.page.locator(".row").first.tap()
    one.page.locator(".decide [data-state='to-fix']").tap()
    assert one.text("#progress") == "4 open · 1 decided"
    assert one.text("#detail h2") == report.findings[1].message
    assert one.overflow() <= 0


def test_decisions_that_hold_no_more_are_counted_and_explained(opened: Any, report: Report) -> None:
    """HR10: the header counts what is open, decided, reopened and expired; a reopened one shows the old values."""
    past = Decision(state="accepted", reason="until the summer", expires="2026-06-30")
    first, second, third, *rest = report.findings
    findings = (
        dataclasses.replace(first, lapsed=Lapsed(decision=past, why="expired", message="the same")),
        dataclasses.replace(second, lapsed=Lapsed(decision=past, why="reopened", message="<b>$1.2 billion</b> and $9")),
        dataclasses.replace(third, decision=past),
        *rest,
    )
    one = opened(dataclasses.replace(report, findings=findings))
    assert one.text("#progress") == "4 open · 1 decided · 1 reopened · 1 expired"
    one.page.locator("#progress a", has_text="1 expired").click()
    assert one.page.locator(".row").count() == 1
    assert "It was decided as “Accepted” (until the summer) until 2026-06-30." in one.text("#detail")
    one.page.locator("#progress a", has_text="1 reopened").click()
    one.page.locator(".row").first.click()
    assert "Then: <b>$1.2 billion</b> and $9" in one.text("#detail")
    assert one.messages == []


def test_a_decision_may_end_on_a_day(report: Report, opened: Any, tmp_path: Path) -> None:
    """HR9, 3.4: accepted until a day; the file says so, and a day that has passed opens the finding again."""
    one = opened(report)
    one.press("4")
    one.page.keyboard.type("until the new edition")
    one.page.locator(".ask input[type=date]").fill("2090-01-31")
    one.page.locator(".ask .main").click()
    assert saved(one)["decisions"][0]["expires"] == "2090-01-31"
    load(one, tmp_path, {"finding": IDS[1], "state": "accepted", "reason": "for now", "expires": "2020-01-31"})
    assert one.text("#progress") == "4 open · 1 decided · 1 expired"


def test_the_history_of_a_decision_is_kept(report: Report, opened: Any) -> None:
    """3.2: a finding tells what was decided of it before."""
    first = dataclasses.replace(
        report.findings[0], decision=Decision(state="accepted", reason="as built", author="Ann")
    )
    one = opened(dataclasses.replace(report, findings=(first, *report.findings[1:])))
    assert one.page.locator(".history").count() == 0
    one.press("0", "1", "k")
    one.page.on("dialog", lambda dialog: dialog.accept())
    one.page.reload()
    one.page.locator(".history summary").click()
    told = one.page.locator(".history li").all_inner_texts()
    assert [line.split(" – ")[0] for line in told] == ["Accepted: as built (Ann)", "open", "To fix"]
    assert told[0].endswith("as the report came")


def test_what_is_saved_and_then_taken_back_is_unsaved_again(report: Report, opened: Any) -> None:
    """HR9: the file still says what was undone."""
    one = opened(report)
    one.press("1")
    saved(one)
    one.press("u")
    assert one.text("#unsaved") == "1 unsaved decision"
    assert saved(one)["decisions"] == []
