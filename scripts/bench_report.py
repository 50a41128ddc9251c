"""Measure the HTML report in a real browser: size, time to the first row, time of a filter, and the PDF of a print.

usage: bench_report.py [FINDINGS ...]        (default: 5000 20000; three sources each)

The report is made up, as what is measured is the page. TIEOUT_CHROMIUM names another executable.
"""

from __future__ import annotations

import os
import shutil
import statistics
import sys
import tempfile
import time
from pathlib import Path
from typing import Any

from checker.records import Comparison, DocumentEntry, Explanation, Finding, Link, Mention
from checker.report import Report

DOCUMENTS = 60
ROUNDS = 3
NAMES = ("prior", "attribute", "subject", "names", "scope", "wording", "as_of", "class", "origin", "setting")
LIMITS = {5000: (1.0, 150.0, 10.0), 20000: (3.0, 500.0, 40.0)}  # first row s, filter ms, file MB; issue 6

WATCH = """(() => {
  window.seen = {};
  const mark = (name) => { seen[name] ??= performance.now() / 1000; };
  const look = () => {
    const main = document.getElementById("main");
    if (main && !main.hidden && !main.inert) mark("ready");
    if (seen.waits || !document.querySelector(".row")) return;
    seen.waits = true;
    requestAnimationFrame(() => {  // what comes after the frame comes after its paint
      const after = new MessageChannel();
      after.port1.onmessage = () => mark("first");
      after.port2.postMessage(0);
    });
  };
  new MutationObserver(look).observe(document, { subtree: true, childList: true, attributes: true });
})()"""


def made_up(number: int) -> Finding:
    """Return a conflict of three documents with sentences of ordinary length and a full explanation."""
    mentions = tuple(_mention(number, place) for place in range(3))
    parts = tuple(Comparison(name=name, level="same", weight=0.7, detail=f"plant {number}") for name in NAMES)
    links = tuple(
        Link(a=mentions[a].fact, b=mentions[b].fact, pair_type="independent", probability=0.9, parts=parts)
        for a, b in ((0, 1), (0, 2), (1, 2))
    )
    return Finding(
        id=f"{number:016x}",
        kind="conflict",
        cause=None,
        rule="T110",
        severity="error",
        confidence=0.9,
        subject=f"Plant {number}",
        attribute="yearly output",
        message=f"Plant {number}, yearly output: three documents give three values",
        mentions=mentions,
        explanation=Explanation(links=links, steps=("the intervals do not meet",), voices=3),
    )


def _mention(number: int, place: int) -> Mention:
    value = 1000 + number + 40 * place
    quote = f"{value:,} tonnes"
    before = f"In the past year plant {number} on the northern bank of the river turned out "
    start = 90 * number + len(before)
    return Mention(
        file=f"reports/part-{(number + place) % DOCUMENTS:02d}.txt",
        start=start,
        end=start + len(quote),
        quote=quote,
        value=value,
        unit="metric_ton",
        comparator="=",
        low=(value - 0.5) * 1000,
        high=(value + 0.5) * 1000,
        base_unit="kilogram",
        as_of="2023",
        as_of_source="stated",
        speaker=None,
        fact=f"{number}#{place}",
        line=number + 1,
        column=len(before) + 1,
        sentence=f"{before}{quote}, a little more than the year before, its keeper said.",
        sentence_start=90 * number,
        shown=quote,
    )


def made_up_report(size: int) -> Report:
    """Return a report with so many findings."""
    documents = tuple(
        DocumentEntry(file=f"reports/part-{number:02d}.txt", status="ok", title=f"Part {number}", date="2024-01-01")
        for number in range(DOCUMENTS)
    )
    run = {"tool": "tieout", "version": "0", "packs": [{"name": "core", "rules": 15}]}
    return Report(run=run, findings=tuple(map(made_up, range(size))), documents=documents)


def measure(browser: Any, path: Path, size: int) -> tuple[float, float, float, float]:
    """Return, in seconds from opening, when the first row is on the screen and when the page is ready; then
    the processor seconds of all that, and the longest filter in milliseconds.

    Processor seconds are what a machine without other work would need.
    """
    page = browser.new_page(viewport={"width": 1300, "height": 800})
    page.add_init_script(WATCH)
    session = page.context.new_cdp_session(page)
    session.send("Performance.enable")
    page.goto(path.as_uri())
    page.wait_for_function("'ready' in seen && 'first' in seen")
    told = {one["name"]: float(one["value"]) for one in session.send("Performance.getMetrics")["metrics"]}
    seen = page.evaluate("seen")
    filters = [
        page.evaluate(
            """words => { const field = document.getElementById("query"), start = performance.now();
               field.value = words; field.dispatchEvent(new Event("input"));
               document.body.offsetHeight; return performance.now() - start; }""",
            words,
        )
        for words in (f"plant {size - 7}", "doc:part-07", "rule:t1 northern bank", "nothing like it", "")
    ]
    page.close()
    return seen["first"], seen["ready"], told["ProcessTime"], max(filters)


def printed(browser: Any, path: Path) -> float:
    """Return the seconds that printing a page to PDF takes."""
    page = browser.new_page()
    page.goto(path.as_uri())
    start = time.perf_counter()
    page.pdf(path=str(path.with_suffix(".pdf")))
    page.close()
    return time.perf_counter() - start


def main() -> int:
    """Print one line per size; 1 where a limit is missed."""
    from playwright.sync_api import sync_playwright

    sizes = [int(word) for word in sys.argv[1:]] or list(LIMITS)
    executable = os.environ.get("TIEOUT_CHROMIUM") or shutil.which("chromium") or shutil.which("chromium-browser")
    missed = False
    with tempfile.TemporaryDirectory() as folder, sync_playwright() as running:
        browser = running.chromium.launch(executable_path=executable, args=["--no-sandbox"])
        for size in sizes:
            path = Path(folder) / f"{size}.html"
            start = time.perf_counter()
            made_up_report(size).write(str(path))
            written, megabytes = time.perf_counter() - start, path.stat().st_size / 1e6
            rounds = [measure(browser, path, size) for _ in range(ROUNDS)]
            first, ready, worked, filtered = (statistics.median(values) for values in zip(*rounds, strict=True))
            limits = LIMITS.get(size, (float("inf"),) * 3)
            missed |= any(value > limit for value, limit in zip((first, filtered, megabytes), limits, strict=True))
            print(
                f"{size:>6} findings: {megabytes:5.1f} MB written in {written:4.1f} s, "
                f"first row {first:4.2f} s, ready {ready:4.2f} s ({worked:4.2f} s of work), "
                f"slowest filter {filtered:4.0f} ms"
            )
        path = Path(folder) / "print.html"
        made_up_report(200).write(str(path))
        print(f"   200 findings: printed to PDF in {printed(browser, path):4.1f} s")
        browser.close()
    return int(missed)


if __name__ == "__main__":
    sys.exit(main())
