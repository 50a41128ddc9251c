"""`make examples`: renew reports/examples/: the reports of a sample corpus, and pictures of its page.

usage: make_examples.py [CORPUS]

The pictures need Playwright and Chromium, and are left as they are without. TIEOUT_CHROMIUM names an executable.
"""

from __future__ import annotations

import os
import shutil
import sys
from pathlib import Path
from typing import Any

import checker

PROJECT = Path(__file__).resolve().parent.parent
FOLDER = PROJECT / "reports" / "examples"
TARGETS = ("{}/report.html", "{}/findings.csv", "tied:{}/tied.csv")
PICTURES: tuple[tuple[str, str, dict[str, Any], tuple[str, ...]], ...] = (
    ("light.png", "", {"viewport": {"width": 1200, "height": 760}}, ()),
    ("dark.png", "#verdict=update", {"viewport": {"width": 1200, "height": 760}, "color_scheme": "dark"}, ("1",)),
    ("documents.png", "#view=documents&doc={}", {"viewport": {"width": 1200, "height": 760}}, ()),
    ("phone.png", "", {"viewport": {"width": 390, "height": 780}}, ("j", "o")),
)


def main() -> int:
    """Write the reports, then the pictures."""
    corpus = Path(sys.argv[1]) if len(sys.argv) > 1 else PROJECT / "corpus" / "harbour_news"
    FOLDER.mkdir(parents=True, exist_ok=True)
    report = checker.check([corpus])
    for target in TARGETS:
        report.write(target.format(FOLDER))
    first = next(entry.file for entry in report.documents if entry.status == "ok" and entry.facts > 12)
    take_pictures(FOLDER / "report.html", first)
    return 0


def take_pictures(page: Path, document: str) -> None:
    """Write pictures of a page beside it."""
    executable = os.environ.get("TIEOUT_CHROMIUM") or shutil.which("chromium") or shutil.which("chromium-browser")
    try:
        from playwright.sync_api import sync_playwright
    except ImportError:
        executable = None
    if not executable:
        print("no Chromium or no Playwright: the pictures stay as they are", file=sys.stderr)
        return
    with sync_playwright() as running:
        browser = running.chromium.launch(executable_path=executable, args=["--no-sandbox"])
        for name, where, options, keys in PICTURES:
            context = browser.new_context(**options, reduced_motion="reduce")
            opened = context.new_page()
            opened.goto(page.as_uri() + where.format(document))
            if where.startswith("#view=documents"):
                opened.locator("#paper button.s-contradicted").first.click()
            for key in keys:
                opened.keyboard.press(key)
            opened.mouse.move(0, 0)
            opened.screenshot(path=str(page.parent / name))
            context.close()
        browser.close()


if __name__ == "__main__":
    sys.exit(main())
