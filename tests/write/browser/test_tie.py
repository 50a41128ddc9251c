"""The page of a tie in a real browser: no script, no request, evidence beside the text, phones, dark, paper, axe."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pypdfium2
import pytest

import checker
from checker.tied import TieReport

DRAFT = (
    "# Belm\n\nThe Orlo dam is 86 metres high. The reservoir holds 25 million cubic metres of water.\n\n"
    "| | 2020 |\n| --- | --- |\n| Visitors | 4,100 |\n\n- A cow drinks 80 litres of water.\n"
)
SOURCES = {
    "lake.txt": "The Orlo dam is 86 metres high. The reservoir holds 52 million cubic metres of water.",
    "<b>long</b>" + "x" * 90 + ".txt": "A <img src=x onerror=document.title='owned'> goat has 9 horns.",
}


@pytest.fixture(scope="module")
def tied() -> TieReport:
    return checker.tie({"draft.md": DRAFT}, SOURCES)


@pytest.fixture
def page(opened: Any, tied: TieReport) -> Iterator[Any]:
    return lambda **context: opened(tied, **context)


def test_nothing_is_asked_for_and_nothing_runs(page: Any) -> None:
    one = page()
    assert one.messages == []
    assert len(one.requests) == 1
    assert "owned" not in one.page.title()
    assert one.page.locator("script").count() == 0


def test_every_figure_leads_to_its_evidence_beside_it(page: Any, tied: TieReport) -> None:
    one = page()
    assert one.page.locator("a.fig").count() == len(tied.figures) == one.page.locator(".card").count()
    assert "1 contradicted" in one.text("h1")
    figure, card = one.page.locator("#f2").bounding_box(), one.page.locator("#c2").bounding_box()
    assert card["x"] > figure["x"] + figure["width"] - 1
    one.page.locator(".wrong a").first.click()
    assert one.page.url.endswith("#c2")
    assert one.page.locator("#c2 mark").inner_text() == "52 million cubic metres"


@pytest.mark.parametrize("width", [320, 390, 1300])
def test_it_fits_phones(width: int, page: Any) -> None:
    assert page(viewport={"width": width, "height": 700}).overflow() <= 0


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_axe_finds_nothing_serious(scheme: str, page: Any) -> None:
    axe = pytest.importorskip("axe_playwright_python.sync_playwright").Axe()
    issues = axe.run(page(color_scheme=scheme).page).response["violations"]
    assert [(one["id"], one["nodes"][0]["html"]) for one in issues if one["impact"] in ("serious", "critical")] == []


def test_it_prints(page: Any, tied: TieReport, tmp_path: Path) -> None:
    """HR14: every figure with its evidence is in the text of the PDF."""
    one = page()
    path = tmp_path / "tie.pdf"
    one.page.pdf(path=str(path))
    pages = pypdfium2.PdfDocument(path.read_bytes())
    words = " ".join(" ".join(page.get_textpage().get_text_bounded().split()) for page in pages)
    for figure in tied.figures:
        assert figure.mention.shown in words
        assert all(f"{mention.line}:{mention.column}" in words for mention in figure.evidence)
    assert "52 million cubic metres" in words
