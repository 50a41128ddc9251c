"""What people come for, tried on the page of a sample corpus with nothing but what it shows; then by keyboard alone."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest

import checker
from checker.report import Report

FILES = {
    "monday.md": "---\ntitle: First count\ndate: 2024-03-04\npublisher: Orsa Courier\n---\n\n"
    "By Monday noon 1,400 people had been evacuated from Velm. The Orsa dam, which was built in the sixties, is "
    "84 metres high.\n\nThe ministry said it had proposed a 60% cut of the lake.\n",
    "tuesday.md": "---\ntitle: Night of fear below the wall\ndate: 2024-03-05\npublisher: National Wire\n---\n\n"
    "Buses went on through the night. 2,900 people have now been evacuated from Velm, the mayor told reporters.\n\n"
    "Engineers looked for cracks at first light. With a height of 48 metres, the Orsa dam holds back a whole valley."
    "\n\nThe operator denied that a 60% cut of the lake had been proposed.\n",
    "plan.pdf": "",
}


@pytest.fixture(scope="module")
def corpus(tmp_path_factory: pytest.TempPathFactory) -> Report:
    folder = tmp_path_factory.mktemp("corpus")
    for name, text in FILES.items():
        (folder / name).write_text(text, encoding="utf-8")
    return checker.check([folder])


@pytest.fixture
def page(corpus: Report, opened: Any) -> Any:
    return opened(corpus)


def choose(one: Any, words: str) -> None:
    """Click the row that speaks of some words, as somebody who reads the list would."""
    one.page.locator(".row", has_text=words).first.click()


def test_which_figure_is_current(page: Any) -> None:
    choose(page, "evacuated")
    assert "2,900" in page.text("#detail .current")
    assert "current" in page.text("#detail .current")
    assert "First count" in page.text(".card:has-text('older value')")
    page.page.get_by_role("link", name="Overview").click()  # and the whole at a glance
    assert "2,900" in page.text("#view-overview table >> nth=-1")


def test_who_denies_what(page: Any) -> None:
    page.page.get_by_role("button", name="Disputed").click()
    assert page.page.locator(".row").count() == 1
    assert "operator" in page.text("#detail h2")
    denial = page.text(".card:has-text('denies it')")
    assert "said by operator" in denial.lower().replace("the operator", "operator")
    assert "The operator denied that a" in denial


def test_why_these_are_the_same_fact(page: Any) -> None:
    choose(page, "height")
    assert page.page.locator(".weights").first.is_visible()  # without any click
    assert "Why these are the same fact" in page.text("#detail")
    assert "the same" in page.text(".why >> nth=0")
    assert "that they answer one question" in page.text(".weights .total >> nth=0")


def test_which_files_were_not_read(page: Any) -> None:
    page.page.get_by_role("link", name="1 path not read in full").click()
    assert "plan.pdf" in page.text("#view-coverage .banner ~ .wide >> nth=0")
    assert "Nothing is known of what they say" in page.text("#view-coverage .banner")


def test_a_false_alarm_is_dismissed_with_a_reason(page: Any) -> None:
    choose(page, "height")
    page.page.get_by_role("button", name="False alarm").click()
    page.page.get_by_role("textbox", name="Reason").fill("two dams of one name")
    page.page.locator(".ask .main").click()
    choose(page, "height")
    assert "✓ False alarm – two dams of one name" in page.text(".decided-as")
    with page.page.expect_download() as waiting:
        page.page.get_by_role("button", name="Save decisions").click()
    (entry,) = json.loads(Path(waiting.value.path()).read_text())["decisions"]
    assert (entry["state"], entry["reason"]) == ("false-positive", "two dams of one name")


def test_every_control_is_reached_with_the_tabulator(corpus: Report, opened: Any) -> None:
    """HR8: no single-letter key is needed; the list is one stop, and its rows are reached with arrows."""
    one = opened(corpus)
    reached: list[str] = []
    for _ in range(80):
        one.press("Tab")
        name = "n => { n = document.activeElement; return n.id || n.dataset.state || n.dataset.view || n.textContent; }"
        reached.append(str(one.page.evaluate(name)))
        if reached[-1] == "list" and reached.count("list") == 1:
            one.press("ArrowDown")
            assert one.text("#position").startswith("2 of 3")
    wanted = {"findings", "coverage", "theme", "help-open", "query", "severity", "judged", "document", "order", "bulk"}
    wanted |= {"list", "to-fix", "update", "false-positive", "accepted", "load"}
    assert wanted <= set(reached)


def test_a_choice_is_made_without_single_letter_keys(corpus: Report, opened: Any) -> None:
    """HR8: a decision with Tab, arrows and Enter alone."""
    one = opened(corpus)
    one.page.locator("#list").focus()
    one.press("ArrowDown", "ArrowUp", "Enter")
    for _ in range(40):
        one.press("Tab")
        if one.page.evaluate("document.activeElement.dataset.state") == "to-fix":
            break
    one.press("Enter")
    assert one.text("#progress") == "2 open · 1 decided"
