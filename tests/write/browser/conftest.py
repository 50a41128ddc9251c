"""The page in a real browser, opened from disk. Skipped where Playwright or Chromium is missing.

TIEOUT_CHROMIUM names another executable.
"""

from __future__ import annotations

import dataclasses
import os
import shutil
import threading
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from checker.decision_file import DecisionFile
from checker.records import FindingChange, NearMiss, RuleNote
from checker.report import Report
from checker.review_server import ReviewServer
from checker.verify.decisions import FILE
from checker.write.html import page_of
from checker.write.view import page_view

CHROMIUM = os.environ.get("TIEOUT_CHROMIUM") or shutil.which("chromium") or shutil.which("chromium-browser")


@pytest.fixture(scope="session")
def browser() -> Iterator[Any]:
    playwright = pytest.importorskip("playwright.sync_api")
    if not CHROMIUM:
        pytest.skip("no chromium")
    with playwright.sync_playwright() as running:
        chromium = running.chromium.launch(executable_path=CHROMIUM, args=["--no-sandbox"])
        yield chromium
        chromium.close()


class Opened:
    """A page opened from disk, with everything it asked for and said."""

    def __init__(self, browser: Any, url: str, **context: Any) -> None:
        self.messages: list[str] = []
        self.requests: list[str] = []
        self.context = browser.new_context(**({"viewport": {"width": 1300, "height": 800}} | context))
        self.page = self.context.new_page()
        self.page.on("console", lambda message: self.messages.append(message.text))
        self.page.on("pageerror", lambda error: self.messages.append(str(error)))
        self.page.on("request", lambda request: self.requests.append(request.url))
        self.page.goto(url)

    def show(self, view: str) -> None:
        self.page.evaluate(f"location.hash = 'view={view}'")
        self.page.wait_for_selector(f"#view-{view}:not([hidden])")

    def press(self, *keys: str) -> None:
        for key in keys:
            self.page.keyboard.press(key)

    def rows(self) -> list[str]:
        return [str(text) for text in self.page.locator(".row .about").all_inner_texts()]

    def text(self, selector: str) -> str:
        return str(self.page.locator(selector).inner_text())

    def overflow(self) -> int:
        """Return how many pixels the page is wider than the window."""
        return int(self.page.evaluate("document.documentElement.scrollWidth - innerWidth"))


@pytest.fixture
def compared(report: Report) -> Report:
    first, second = report.findings[:2]
    about: dict[str, Any] = {"rule": "T110", "kind": "conflict", "severity": "error", "attribute": "height"}
    return dataclasses.replace(
        report,
        changes={one.id: "unchanged" for one in report.findings} | {first.id: "new", second.id: "changed"},
        differences=(
            FindingChange(state="new", finding=first.id, subject="Orsa dam", reason="document added: b.md", **about),
            FindingChange(state="changed", finding=second.id, subject="Spillway", before="then", now="now", **about),
            FindingChange(state="gone", finding="f" * 16, subject="<b>Lock</b>", before="1 m and 2 m", **about),
        ),
        near_misses=(
            NearMiss(name="Orsa Power Company", alias="Orsa Powr", score=94, how="alike"),
            NearMiss(name='The "Velm"', alias="Velm: north", score=76, how="alike"),
        ),
        rules=(RuleNote(code="TIE101", name="one", summary="Two.", severity="error", kind="agree", tags=("amounts",)),),
        rules_off=(
            RuleNote(code="T199", name="two", summary="Tried.", severity="info", kind="agree", status="preview"),
        ),
    )


@pytest.fixture
def opened(browser: Any, tmp_path: Path) -> Iterator[Any]:
    made: list[Opened] = []

    def make(report: Report, where: str = "", **context: Any) -> Opened:
        path = tmp_path / "report.html"
        report.write(str(path))
        made.append(Opened(browser, path.as_uri() + where, **context))
        return made[-1]

    yield make
    for one in made:
        one.context.close()


@pytest.fixture
def open_at(browser: Any) -> Iterator[Any]:
    made: list[Opened] = []

    def make(url: str, **context: Any) -> Opened:
        made.append(Opened(browser, url, **context))
        return made[-1]

    yield make
    for one in made:
        one.context.close()


@pytest.fixture
def server(report: Report, tmp_path: Path) -> Iterator[ReviewServer]:
    made = ReviewServer(page_of(page_view(report), is_served=True), DecisionFile(tmp_path / FILE))
    thread = threading.Thread(target=made.serve_forever, args=(0.01,))
    thread.start()
    yield made
    made.shutdown()
    thread.join()
    made.server_close()


@pytest.fixture
def served(browser: Any, server: ReviewServer) -> Iterator[Opened]:
    one = Opened(browser, server.url)
    one.page.locator("#save:has-text('Save now')").wait_for()
    yield one
    one.context.close()
