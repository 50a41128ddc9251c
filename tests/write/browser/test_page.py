"""The page in a real browser: no request, no message, inert text, keys, filters, paper, phones, contrast."""

from __future__ import annotations

import dataclasses
import shutil
import subprocess
import time
from pathlib import Path
from types import SimpleNamespace
from typing import Any

import pytest

from checker.report import Report

VIEWS = ("findings", "overview", "agreed", "figures", "documents", "entities", "rules", "coverage")


@pytest.mark.parametrize("name", ["report", "hostile"])
def test_nothing_is_asked_for_and_nothing_runs(name: str, opened: Any, request: pytest.FixtureRequest) -> None:
    """HR1, HR3: opened from disk, no request, no message, whatever the documents hold."""
    one = opened(request.getfixturevalue(name))
    for view in VIEWS:
        one.show(view)
        assert one.messages == []
        assert len(one.requests) == 1
        assert "owned" not in one.page.title()
        assert one.overflow() <= 0


def test_every_hostile_finding_keeps_its_layout(hostile: Report, opened: Any) -> None:
    for width in (1300, 320):
        one = opened(hostile, viewport={"width": width, "height": 700})
        for finding in hostile.findings:
            one.page.evaluate(f"location.hash = 'id={finding.id}'")
            one.page.wait_for_function(f"document.querySelector('.fine')?.textContent.includes('{finding.id}')")
            assert one.overflow() <= 0
        assert one.messages == []


def test_the_first_finding_is_open_with_both_sources(report: Report, opened: Any) -> None:
    """HR4."""
    one = opened(report)
    assert one.text("h1").startswith("2 conflicts, 1 sum")
    assert one.text("#detail h2") == report.findings[0].message
    marks = one.page.locator(".card mark").all_text_contents()
    assert marks == ["value in question: 48 metres", "value in question: 84 metres"]
    assert "same subject" in one.text(".weights")


def test_keys_move_open_and_filter(report: Report, opened: Any) -> None:
    """HR7, HR8."""
    one = opened(report)
    one.page.keyboard.press("j")
    assert one.text("#detail h2") == report.findings[1].message
    assert one.text("#position") == "2 of 5 findings"
    one.page.keyboard.press("k")
    one.page.keyboard.press("/")
    one.page.keyboard.type("velm jjj")
    assert one.rows() == []
    one.page.keyboard.press("Escape")
    one.page.locator("#clear").click()
    assert len(one.rows()) == 5
    one.page.keyboard.press("]")
    assert one.page.evaluate("document.activeElement.className") == "card at"
    one.page.keyboard.press("?")
    assert one.page.locator("#help").is_visible()
    one.page.keyboard.press("Escape")
    one.page.keyboard.press("g")
    one.page.keyboard.press("o")
    assert one.page.locator("#view-overview").is_visible()


def test_keys_can_be_turned_off(report: Report, opened: Any) -> None:
    """HR8."""
    one = opened(report)
    one.page.keyboard.press("?")
    one.page.locator("#keys-on").uncheck()
    one.page.keyboard.press("Escape")
    one.page.keyboard.press("j")
    assert one.text("#detail h2") == report.findings[0].message


@pytest.mark.parametrize(
    ("where", "about"),
    [
        ("#verdict=update", ["Velm, evacuated"]),
        ("#verdict=agreement,compatible", ["Lake Orsa, share of snow", "Lake Orsa, length"]),
        ("#sev=warning", ["Lake Orsa, lowering", "Velm, evacuated"]),
        ("#q=doc:wire+sev:error", ["Orsa dam, height", "Spillway, cost"]),
        ("#q=verdict:agree", ["Lake Orsa, length"]),
        ('#q=subject:"lake orsa"', ["Lake Orsa, lowering"]),
        ("#doc=courier-03-04.md&doc=courier-03-06.md", ["Lake Orsa, lowering", "Velm, evacuated"]),
        ("#q=shelters", ["Velm, evacuated"]),
    ],
)
def test_filters_stand_in_the_address(where: str, about: list[str], report: Report, opened: Any) -> None:
    """HR6: a reload and a copied link show the same list."""
    one = opened(report, where)
    assert one.rows() == about
    again = opened(report, one.page.evaluate("location.hash"))
    assert again.rows() == about


def test_an_unknown_filter_is_named_and_an_empty_list_says_why(report: Report, opened: Any) -> None:
    """HR6."""
    one = opened(report, "#q=colour:red")
    assert "“colour:” is no known filter" in one.text("#hint")
    one = opened(report, "#sev=error&doc=courier-03-06.md")
    assert "without the severity filter" in one.text(".empty")
    one.page.get_by_text("without the severity filter").click()
    assert len(one.rows()) == 2


def test_the_matrix_leads_to_its_findings(report: Report, opened: Any) -> None:
    one = opened(report, "#view=overview")
    one.page.get_by_role("button", name="3 disagreements between").click()
    one.page.wait_for_selector(".row")
    assert one.rows() == ["Orsa dam, height", "Spillway, cost", "Velm, evacuated"]


def test_updates_sums_and_coverage_are_told(report: Report, opened: Any) -> None:
    """HR15."""
    one = opened(report, f"#id={report.findings[4].id}")
    assert one.text(".time .current").split()[:2] == ["2024-03-06", "2,900"]
    one = opened(report, f"#id={report.findings[2].id}")
    assert "+10 GWh" in one.text(".sum")
    one = opened(report, "#view=coverage")
    assert "operator/plan.pdf" in one.text("#view-coverage")
    assert "of different periods" in one.text("#view-coverage")


def test_nothing_to_report_is_said_calmly(samples: SimpleNamespace, report: Report, opened: Any) -> None:
    one = opened(samples.report(report.findings[5:]))
    assert one.text("h1") == "Nothing contradicts"
    assert "2 figures were confirmed in a second place" in one.text("#detail")
    one = opened(samples.report(()), viewport={"width": 390, "height": 800})
    assert "nothing is confirmed and nothing contradicts" in one.text(".empty")
    assert "looked alike, but of different periods" in one.text(".empty")
    assert one.messages == []


def test_without_script_the_findings_can_be_read(report: Report, opened: Any) -> None:
    """HR14."""
    one = opened(report, java_script_enabled=False)
    text = one.text("body")
    assert report.findings[0].message in text
    assert "The wall, which stands 48 metres high, was finished in 1969." in text
    assert one.page.locator("main").is_hidden()


def test_on_paper_every_finding_has_its_evidence(report: Report, opened: Any) -> None:
    one = opened(report, color_scheme="dark")
    one.page.evaluate("dispatchEvent(new Event('beforeprint'))")
    one.page.emulate_media(media="print")
    text = one.text("#print")
    for finding in report.findings[:5]:
        assert finding.message in text
        for mention in finding.mentions:
            assert f"{mention.file}:{mention.line}:{mention.column}" in text
    assert "operator/plan.pdf" in text
    assert one.page.locator("main").is_hidden()


def test_on_a_phone_the_sections_stand_in_one_line(report: Report, opened: Any) -> None:
    """HR12: names of sections are not broken; the line scrolls."""
    one = opened(report, viewport={"width": 390, "height": 800})
    boxes = [node.bounding_box() for node in one.page.locator(".views a").all()]
    assert {round(box["height"]) for box in boxes if box} == {round(boxes[0]["height"])}
    assert boxes[0]["height"] < 45
    assert one.overflow() <= 0


def test_on_a_phone_a_finding_opens_over_the_list(report: Report, opened: Any) -> None:
    one = opened(report, viewport={"width": 390, "height": 800}, has_touch=True)
    assert one.page.locator("#detail").is_hidden()
    one.page.locator(".row").nth(1).tap()
    assert one.text("#detail h2") == report.findings[1].message
    assert one.overflow() <= 0
    one.page.get_by_role("button", name="All findings").tap()
    assert one.page.locator("#detail").is_hidden()


@pytest.mark.parametrize("width", [1300, 320])
@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_axe_finds_nothing_serious(scheme: str, width: int, compared: Report, opened: Any) -> None:
    """HR12, HR13: every section, light and dark, on a wide and on a narrow screen."""
    axe = pytest.importorskip("axe_playwright_python.sync_playwright").Axe()
    one = opened(compared, color_scheme=scheme, viewport={"width": width, "height": 800}, bypass_csp=True)
    found: list[tuple[str, str, list[str]]] = []

    def look(where: str) -> None:
        issues = axe.run(one.page).response["violations"]
        serious = [issue for issue in issues if issue["impact"] in {"serious", "critical"}]
        found.extend((where, issue["id"], [node["html"][:120] for node in issue["nodes"]]) for issue in serious)

    for view in (*VIEWS, "changes"):
        one.show(view)
        look(view)
    one.show("findings")
    one.press("1", "k")
    look("decided")
    one.press("3")
    look("reason")
    one.press("Escape", "?")
    look("help")
    one.press("Escape")
    one.page.locator("#order").select_option("verdict")
    look("groups")
    one.page.locator("#order").select_option("")
    if one.page.locator("#bulk").is_visible():
        one.page.locator("#bulk").click()
        look("many at once")
        one.press("Escape")
    one.page.evaluate("document.querySelectorAll('details').forEach((node) => { node.open = true; })")
    look("all unfolded")
    assert found == []


def test_two_thousand_findings_stay_quick(samples: SimpleNamespace, report: Report, opened: Any) -> None:
    """HR2: only the rows in sight exist."""
    base = report.findings[4]
    many = tuple(dataclasses.replace(base, id=f"id-{number}", subject=f"Town {number}") for number in range(2000))
    start = time.monotonic()
    one = opened(samples.report(many))
    one.page.wait_for_selector(".row")
    assert one.page.locator(".row").count() < 60  # only those in sight exist
    assert time.monotonic() - start < 15  # a wide bound for busy machines; about one second where nothing else runs
    one.page.locator("#query").fill("town 1234")
    assert one.rows() == ["Town 1234, evacuated"]
    one.page.locator("#clear").click()
    one.page.locator("#list").evaluate("list => { list.scrollTop = list.scrollHeight; }")
    one.page.wait_for_selector("#row-1999")


def test_the_pdf_holds_every_finding_with_its_evidence(report: Report, opened: Any, tmp_path: Path) -> None:
    """HR14."""
    pdftotext = shutil.which("pdftotext")
    if pdftotext is None:
        pytest.skip("no pdftotext")
    one = opened(report)
    one.page.pdf(path=str(tmp_path / "report.pdf"))
    text = subprocess.run(
        [pdftotext, "-raw", str(tmp_path / "report.pdf"), "-"], capture_output=True, check=True
    ).stdout
    words = " ".join(text.decode().split())
    for finding in report.findings[:5]:
        assert finding.message in words
        assert all(mention.sentence in words for mention in finding.mentions)


def test_what_is_alike_stands_together(compared: Report, opened: Any) -> None:
    """HR5, HR6: the list in another order, kept in the address; a filter by the tag of a rule."""
    one = opened(compared)
    one.page.locator("#order").select_option("subject")
    assert one.rows() == sorted(one.rows(), key=str.casefold)
    assert "order=subject" in one.page.url
    assert "(" in one.text("#severity")  # how many findings each choice has
    one.page.locator("#query").fill("tag:amounts")
    assert len(one.rows()) == 4  # one of the five is of another rule
    one.page.locator("#query").fill("tag:other")
    assert one.rows() == []
    one.page.locator("#query").fill("tag:amounts")
    assert not one.page.locator("#hint").is_visible()
