"""How a report shows itself in a notebook and at a prompt."""

from __future__ import annotations

import re
from dataclasses import replace
from html.parser import HTMLParser

from checker.report import Report

TAGS = {"div", "p", "b", "table", "thead", "tbody", "tr", "th", "td"}


class Tags(HTMLParser):
    """Collects the tags and attributes of a page."""

    def __init__(self) -> None:
        super().__init__()
        self.seen: set[str] = set()
        self.text: list[str] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.seen |= {tag, *(f"{tag}.{name}" for name, _ in attrs)}

    def handle_data(self, data: str) -> None:
        self.text.append(data)


def test_a_table_of_what_asks_for_action(report: Report) -> None:
    html = report._repr_html_()
    assert html.count("<tr>") == 6
    assert "84 metres in one document, 48 metres in another" in html
    assert "2 paths not read in full" in html
    assert "The plants" not in html


def test_it_is_small_escaped_and_without_scripts(hostile: Report) -> None:
    page = Tags()
    many = replace(hostile, findings=hostile.findings * 40)
    html = many._repr_html_()
    page.feed(html)
    assert page.seen == TAGS
    assert len(html.encode("utf-8")) < 40_000
    left = 40 * sum(one.decision is None for one in hostile.findings) - 20
    assert f"{left} more findings not shown" in html
    assert any("<script>" in text for text in page.text)  # shown, not run


def test_decided_findings_are_not_in_it(reviewed: Report) -> None:
    assert reviewed._repr_html_().count("<tr>") == 3


def test_at_a_prompt(report: Report) -> None:
    assert re.fullmatch(r"<Report: 2 conflicts, .* in 5 documents, 24 facts>", repr(report))
    assert repr(Report(run={})) == "<Report: no findings in 0 documents, 0 facts>"
