"""The page as text: self-contained, escaped, readable without script."""

from __future__ import annotations

import base64
import hashlib
import json
import re
from html.parser import HTMLParser
from types import SimpleNamespace
from typing import Any

import pytest

from checker.report import Report
from checker.resources import data_folder
from checker.write.html import PLAIN_FINDINGS, page, page_script


class Page(HTMLParser):
    """Collects tags with their attributes, and the text of scripts and styles."""

    def __init__(self, text: str) -> None:
        super().__init__()
        self.tags: list[tuple[str, dict[str, Any]]] = []
        self.raw: dict[str, list[str]] = {"script": [], "style": []}
        self._open = ""
        self.feed(text)
        self.close()

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags.append((tag, dict(attrs)))
        self._open = tag
        if tag in self.raw:
            self.raw[tag].append("")

    def handle_endtag(self, tag: str) -> None:
        self._open = ""

    def handle_data(self, data: str) -> None:
        if self._open in self.raw:
            self.raw[self._open][-1] += data


@pytest.fixture(params=["report", "hostile"])
def text(request: pytest.FixtureRequest) -> str:
    return page(request.getfixturevalue(request.param))


def test_the_policy_allows_only_what_is_in_the_page(text: str) -> None:
    found = Page(text)
    policy = next(attributes["content"] for tag, attributes in found.tags if "http-equiv" in attributes)
    digests = [
        base64.b64encode(hashlib.sha256(raw.encode()).digest()).decode()
        for raw in (found.raw["style"][0], found.raw["script"][1])
    ]
    assert policy.startswith("default-src 'none'; ")
    assert re.findall(r"sha256-([^']+)", policy) == digests
    assert "unsafe" not in policy


def test_hostile_text_adds_no_element_and_no_handler(report: Report, hostile: Report) -> None:
    ours = {tag for tag, _ in Page(page(report)).tags}
    theirs = Page(page(hostile))
    assert {tag for tag, _ in theirs.tags} <= ours
    assert [name for _, attributes in theirs.tags for name in attributes if name.startswith("on")] == []
    assert [tag for tag, _ in theirs.tags].count("script") == 2


def test_nothing_outside_the_page_is_asked_for(text: str) -> None:
    links = [
        value for _, attributes in Page(text).tags for name, value in attributes.items() if name in {"src", "href"}
    ]
    assert all(link.startswith("#") for link in links)
    folder = data_folder("reports") / "templates"
    template = (folder / "report.css").read_text() + page_script(folder / "script")
    assert not re.search(
        r"url\(|@import|fetch\(|XMLHttpRequest|innerHTML|outerHTML|insertAdjacent|document\.write", template
    )
    assert set(re.findall(r"https?://[^\"'\s)]+", template)) == {"http://www.w3.org/2000/svg"}


def test_the_island_holds_the_findings(report: Report) -> None:
    island = Page(page(report)).raw["script"][0]
    assert "<" not in island
    assert [one["id"] for one in json.loads(island)["findings"]] == [one.id for one in report.findings]


def test_the_page_names_its_maker(report: Report) -> None:
    generators = [given["content"] for tag, given in Page(page(report)).tags if given.get("name") == "generator"]
    assert generators == ["tieout 0.1.0"]


def test_without_script_the_first_findings_can_be_read(samples: SimpleNamespace, report: Report) -> None:
    many = samples.report(report.findings * 40)
    plain = page(many).split("<noscript>")[1].split("</noscript>")[0]
    assert plain.count("<article") == PLAIN_FINDINGS
    assert f"{len(many.findings) - PLAIN_FINDINGS} more need the script" in plain
    assert "stands <mark>48 metres</mark> high" in plain
    assert "operator/plan.pdf: skipped (unsupported)" in plain


def test_the_page_is_strict_utf_8_without_clock(hostile: Report) -> None:
    assert page(hostile).encode("utf-8") == page(hostile).encode("utf-8")
