"""A report in pages: decisions of all of them are one store and one file; a long page that is read in parts."""

from __future__ import annotations

import dataclasses
import json
from pathlib import Path
from types import SimpleNamespace
from typing import Any

import pytest

from checker.records import Decision
from checker.report import Report
from checker.write.islands import WHOLE
from checker.write.parts import pages

IDS = [f"{number:016x}" for number in range(1, 8)]


@pytest.fixture
def first(report: Report, tmp_path: Path) -> str:
    """The address of the first of three pages; the last finding but one was decided before."""
    named = [dataclasses.replace(one, id=name) for one, name in zip(report.findings, IDS, strict=True)]
    named[4] = dataclasses.replace(named[4], decision=Decision(state="update", author="Ann"))
    whole = dataclasses.replace(report, findings=tuple(named))
    for name, data in pages(whole, "report.html", 2).items():
        (tmp_path / name).write_bytes(data)
    return (tmp_path / "report.html").as_uri()


def saved(one: Any) -> list[tuple[str, str]]:
    with one.page.expect_download() as waiting:
        one.page.locator("#save").click()
    whole = json.loads(Path(waiting.value.path()).read_text())
    assert all(entry["subject"] and entry["message"] for entry in whole["decisions"])
    return [(entry["finding"], entry["state"]) for entry in whole["decisions"]]


def test_decisions_of_all_pages_are_saved_together(open_at: Any, first: str) -> None:
    """HR2, HR9: `--split` keeps decisions: one store over all pages."""
    one = open_at(first)
    dialogs: list[str] = []
    one.page.on("dialog", lambda dialog: (dialogs.append(dialog.type), dialog.accept()))
    one.press("1")
    one.page.locator(".parts a", has_text="2").click()
    one.page.locator(".parts b:has-text('2')").wait_for()
    assert dialogs == []  # to another page of the report nothing is lost
    assert one.text("#unsaved") == "1 unsaved decision, 1 on other pages"
    one.press("2")
    assert saved(one) == [(IDS[0], "to-fix"), (IDS[2], "update"), (IDS[4], "update")]
    assert one.text("#said").startswith("3 decisions saved")
    one.page.locator(".parts a", has_text="1").click()
    one.page.locator(".parts b:has-text('1')").wait_for()
    assert one.text("#unsaved") == "All decisions saved"
    one.press("k", "0")  # back to the first, which is taken back
    assert saved(one) == [(IDS[2], "update"), (IDS[4], "update")]


def test_a_page_that_is_open_beside_hears_of_it(open_at: Any, first: str) -> None:
    one = open_at(first)
    beside = one.context.new_page()
    beside.goto(first.replace("report.html", "report-3.html"))
    one.press("1")
    beside.wait_for_function("document.getElementById('unsaved').textContent.includes('1 on other pages')")
    beside.keyboard.press("0")  # what was decided before is taken back
    with beside.expect_download() as waiting:
        beside.locator("#save").click()
    entries = json.loads(Path(waiting.value.path()).read_text())["decisions"]
    assert [entry["finding"] for entry in entries] == [IDS[0]]
    one.page.wait_for_function("document.getElementById('unsaved').textContent === 'All decisions saved'")


def test_what_other_programs_keep_there_breaks_nothing(open_at: Any, first: str) -> None:
    """HR3: all pages from disk share one store."""
    one = open_at(first)
    data = "JSON.parse(document.getElementById('data').textContent)"
    run = one.page.evaluate(f"'tieout:' + {data}.project + ':' + {data}.run_id")
    for number, junk in enumerate(
        ['"', "null", '{"touched": 3, "entries": [null, {"finding": 7}], "others": "x"}', "[]"]
    ):
        one.page.evaluate("([key, value]) => localStorage.setItem(key, value)", [f"{run}:{number + 2}", junk])
    one.page.reload()
    one.press("1")
    assert saved(one) == [(IDS[0], "to-fix"), (IDS[4], "update")]
    assert one.messages == []


def test_a_long_page_is_whole_in_the_end(report: Report, samples: SimpleNamespace, opened: Any) -> None:
    """HR2: findings that arrive after the first screen are listed, found and counted; a link leads to the last."""
    size, base = WHOLE + 50, report.findings[0]
    many = tuple(dataclasses.replace(base, id=f"{number:016x}", subject=f"Dam {number}") for number in range(size))
    one = opened(samples.report(many))
    one.page.wait_for_selector("main:not([inert])")
    assert one.text("#position") == f"1 of {size} findings"
    one.page.locator("#query").fill(f"dam {size - 1}")
    assert one.rows() == [f"Dam {size - 1}, height"]
    one = opened(samples.report(many), f"#id={size - 2:016x}")
    one.page.wait_for_selector("main:not([inert])")
    assert one.page.locator(".fine").inner_text().startswith(f"Finding {size - 2:016x}")
    assert one.messages == []
