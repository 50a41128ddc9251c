"""Changes since an earlier run, names and rules, as sections of the page."""

from __future__ import annotations

import dataclasses
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


def test_what_is_alike_stands_under_one_heading(report: Report, opened: Any) -> None:
    """HR5: groups by rule, entity, document, verdict with their counts; one can be folded, and decided at once."""
    one = opened(report, "#order=verdict")
    heads = one.page.locator(".group b")
    assert heads.all_inner_texts() == ["Conflict", "Sum", "Disputed", "Update"]
    assert one.text("#position") == "1 of 5 findings, 1 of 2 in Conflict"
    one.press("x")
    assert one.rows() == ["Orsa Power, output", "Lake Orsa, lowering", "Velm, evacuated"]
    one.press("j")  # into the folded group, which opens
    assert len(one.rows()) == 5
    one.page.locator("#bulk-group").click()
    assert one.text("#bulk-count") == "2 findings"
    one.page.locator("#bulk-reason").fill("the same slip")
    one.page.get_by_role("button", name="Apply to all").click()
    assert one.text("#progress") == "3 open · 2 decided"
    assert "0 of 2 open" in one.text(".group >> nth=0")
    for name, first in (("rule", "TIE101"), ("subject", "Lake Orsa"), ("document", "Dam holds as Velm empties")):
        one.page.locator("#order").select_option(name)
        assert heads.first.inner_text().startswith(first), name
    one.page.locator("#order").select_option("sure")
    assert heads.count() == 0
    assert one.messages == []


def test_a_list_of_many_groups_draws_only_what_is_in_sight(samples: Any, report: Report, opened: Any) -> None:
    """HR2, HR5."""
    base = report.findings[4]
    many = tuple(
        dataclasses.replace(base, id=f"id-{number}", subject=f"Town {number // 3:03}") for number in range(390)
    )
    one = opened(samples.report(many), "#order=subject")
    assert one.page.locator(".row").count() < 40
    one.page.locator("#list").evaluate("list => { list.scrollTop = list.scrollHeight; }")
    one.page.wait_for_selector("#row-389")
    box, frame = one.page.locator("#row-389").bounding_box(), one.page.locator("#list").bounding_box()
    assert abs(box["y"] + box["height"] - frame["y"] - frame["height"]) < 3
    assert one.page.locator(".group b").last.inner_text() == "Town 129"


def test_the_page_of_a_pdf_is_copied_and_opened(report: Report, opened: Any, tmp_path: Path) -> None:
    """HR16: page and printed label are shown; what is copied, and the link, name the page as browsers read it."""
    from checker.write.parts import pages

    first = report.findings[0]
    moved = dataclasses.replace(first.mentions[0], where="page 21 (printed 17)")
    documents = tuple(
        dataclasses.replace(one, reader="pdf" if one.file == moved.file else one.reader) for one in report.documents
    )
    findings = (dataclasses.replace(first, mentions=(moved, first.mentions[1])), *report.findings[1:])
    whole = dataclasses.replace(report, findings=findings, documents=documents)
    (tmp_path / "linked.html").write_bytes(pages(whole, "linked.html", link="./docs/")["linked.html"])
    one = opened(whole)
    place = one.page.locator(".card .copy", has_text=f"{moved.file}, page 21 (printed 17)")
    assert place.get_attribute("aria-label") == f"Copy {moved.file}#page=21"
    one.page.goto((tmp_path / "linked.html").as_uri())
    links = [link.get_attribute("href") for link in one.page.locator(".card a", has_text="open").all()]
    assert f"./docs/{moved.file}#page=21" in links


def test_a_card_shows_the_sentences_around(report: Report, opened: Any, tmp_path: Path) -> None:
    """HR4: `--evidence-context` says how many."""
    from checker.write.parts import pages

    first = report.findings[0]
    told = dataclasses.replace(first.mentions[0], before=("Far.", "Near."), after=("Next.", "<b>Later.</b>"))
    whole = dataclasses.replace(
        report, findings=(dataclasses.replace(first, mentions=(told, first.mentions[1])), *report.findings[1:])
    )
    one = opened(whole)
    assert one.page.locator(".beside").all_inner_texts() == ["Near.", "Next."]
    for size, expected in ((0, []), (2, ["Far. Near.", "Next. <b>Later.</b>"])):
        (tmp_path / "more.html").write_bytes(pages(whole, "more.html", context=size)["more.html"])
        one.page.goto((tmp_path / "more.html").as_uri())
        assert one.page.locator(".beside").all_inner_texts() == expected
