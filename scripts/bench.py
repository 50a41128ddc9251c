"""`make bench`: CPU seconds of reading a folder, beside bare spaCy over the same text, alternating in one run.

usage: bench.py [FOLDER] [ROUNDS]
"""

from __future__ import annotations

import statistics
import sys
import time
from collections.abc import Callable
from pathlib import Path

import checker
from checker import collect, extract
from checker.config import Settings

PROJECT = Path(__file__).resolve().parent.parent


def main() -> int:
    """Time both and print medians with the words per second they come to."""
    folder = Path(sys.argv[1]) if len(sys.argv) > 1 else PROJECT / "corpus" / "harbour_news"
    rounds = int(sys.argv[2]) if len(sys.argv) > 2 else 5
    settings = Settings()
    sources = [one for one in collect.find_sources([folder], settings) if not one.reason]
    texts = [collect.read_document(one, None, settings).text for one in sources]
    model = extract.load_model(settings.model)
    works: dict[str, Callable[[], object]] = {
        "tieout check": lambda: checker.check([folder], settings),
        "bare spaCy pipe": lambda: list(model.pipe(texts)),
    }
    for work in works.values():  # once unmeasured: models and tables are loaded
        work()
    times: dict[str, list[float]] = {name: [] for name in works}
    for _ in range(rounds):
        for name, work in works.items():
            start = time.process_time()
            work()
            times[name].append(time.process_time() - start)
    words = sum(len(text.split()) for text in texts)
    for name, seconds in times.items():
        median = statistics.median(seconds)
        print(
            f"{name:<16} {median:7.3f} s CPU  {words / median:9,.0f} words/s  ({len(texts)} documents, {words:,} words)"
        )
    ratio = statistics.median(times["tieout check"]) / statistics.median(times["bare spaCy pipe"])
    print(f"{'ratio':<16} {ratio:7.2f}")
    return 0


if __name__ == "__main__":
    sys.exit(main())
