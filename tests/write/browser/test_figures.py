"""The table of figures, the documents with their figures marked, and the way between them and the findings."""

from __future__ import annotations

import dataclasses
from pathlib import Path
from typing import Any

from checker.report import Report


def test_figures_are_listed_filtered_sorted_and_saved(report: Report, opened: Any) -> None:
    one = opened(report, "#view=figures")
    assert "contradicted" in one.text("#fact-rows")
    one.page.get_by_label("Search figures").fill("nothing like it")
    assert one.text("#fact-count") == "0 figures"
    one.page.get_by_label("Search figures").fill("")
    one.page.get_by_role("button", name="Figure", exact=True).click()
    assert one.page.locator("[aria-sort='ascending']").count() == 1
    with one.page.expect_download() as waiting:
        one.page.get_by_role("button", name="Download these as CSV").click()
    lines = Path(waiting.value.path()).read_text().splitlines()
    assert lines[0] == "Figure,Subject,Attribute,As of,Said by,Result,Place"
    assert lines[1].startswith("84 metres,Orsa dam,")


def test_a_figure_leads_to_its_text_and_its_finding(report: Report, opened: Any) -> None:
    one = opened(report)
    one.page.get_by_role("link", name="in the text").first.click()
    one.page.wait_for_selector(".fig.at")
    assert one.text(".fig.at").startswith("84 metres")
    assert report.findings[0].message in one.text("#aside")
    one.page.locator("#aside a").first.click()
    one.page.wait_for_selector("#view-findings:not([hidden])")
    assert one.text("#detail h2") == report.findings[0].message


def test_the_text_of_a_document_is_whole(report: Report, opened: Any) -> None:
    one = opened(report, "#view=documents&doc=courier-03-06.md")
    assert "The operator insists that a cut of 60% was never on the table." in one.text("#paper")
    assert "found nowhere else" not in one.text("#paper")


def test_without_texts_a_document_leads_to_its_findings(report: Report, opened: Any) -> None:
    one = opened(dataclasses.replace(report, texts={}), "#view=documents&doc=wire-03-05.md")
    assert "too long together" in one.text("#paper")
    one.page.get_by_role("link", name="Its findings").click()
    one.page.wait_for_selector("#view-findings:not([hidden])")
    assert one.rows() == ["Orsa dam, height", "Spillway, cost", "Velm, evacuated"]


def test_ticks_stand_under_their_documents(report: Report, opened: Any) -> None:
    one = opened(report, "#view=agreed")
    assert one.page.locator(".tick-cell span").count() == 4
    assert one.page.get_by_role("img", name="found in Annual report 2023").count() == 2
