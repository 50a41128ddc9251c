"""Changes since an earlier run, names and rules, as sections of the page."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from checker.report import Report


def test_changes_are_told_with_their_reasons(compared: Report, report: Report, opened: Any) -> None:
    """HR11: a section lists what is new, changed and gone with the likely reason; facet and badge."""
    one = opened(compared)
    one.press("g", "n")
    one.page.locator("#view-changes:not([hidden]) tbody tr").first.wait_for()
    rows = [" ".join(text.split()) for text in one.page.locator("#view-changes tbody tr").all_inner_texts()]
    assert [row.split()[1] for row in rows] == ["New", "Changed", "Gone"]
    assert "document added: b.md" in rows[0]
    assert "Before: then" in rows[1]
    assert "1 m and 2 m" in rows[2]
    assert "1 new, 1 changed, 1 gone" in one.text("#view-changes .note")
    one.page.locator("#view-changes tbody a").first.click()
    one.page.locator("#view-findings:not([hidden])").wait_for()
    assert one.page.locator(".badge.s-new").first.inner_text() == "New"
    one.page.locator("#change").select_option("changed")
    assert len(one.rows()) == 1
    assert "change=changed" in one.page.url
    assert one.messages == []
    assert opened(report).page.locator("[data-view=changes], #change:visible").count() == 0  # nothing was compared


def test_names_are_listed_and_made_into_a_file(compared: Report, opened: Any, tmp_path: Path) -> None:
    """3.2: canonical names, aliases, near misses with scores, and lines for entities.yaml."""
    from checker.verify.vocabulary import read

    one = opened(compared)
    one.press("g", "e")
    one.page.locator("#view-entities:not([hidden]) .snippet").wait_for()
    one.page.locator("#view-entities select").nth(1).select_option("two")
    text = one.page.locator(".snippet").input_value()
    assert text.splitlines()[:2] == ["version: 1", "entities:"]
    path = tmp_path / "entities.yaml"
    path.write_text(text, encoding="utf-8")
    first, second = read(path).entities
    assert (first.name, first.aliases) == ("Orsa Power Company", ("Orsa Powr",))
    assert second.name == 'The "Velm"'
    assert one.overflow() <= 0


def test_rules_that_ran_and_that_did_not_are_told(compared: Report, opened: Any) -> None:
    """3.2: rules with the number of their findings; those that are off or tried out."""
    one = opened(compared)
    one.press("g", "r")
    one.page.locator("#view-rules:not([hidden])").wait_for()
    text = one.text("#view-rules")
    assert "1 rule ran" in text
    assert "1 rule did not run" in text
    assert "preview" in text
    assert one.messages == []


def test_places_lead_to_the_documents(report: Report, opened: Any, tmp_path: Path) -> None:
    """HR16: copied as path and line; with `--link-documents` they open the document."""
    from checker.write.parts import pages

    plain = opened(report)
    assert plain.page.locator(".card a", has_text="open").count() == 0
    files = {one.file for one in report.findings[0].mentions}
    assert plain.text(".card .copy >> nth=0").partition(":")[0] in files
    (tmp_path / "linked.html").write_bytes(pages(report, "linked.html", link="./../docs/")["linked.html"])
    plain.page.goto((tmp_path / "linked.html").as_uri())
    link = plain.page.locator(".card a", has_text="open").first
    assert str(link.get_attribute("href")).startswith("./../docs/")
    assert str(link.get_attribute("href")).endswith((".md", ".txt", ".html"))
