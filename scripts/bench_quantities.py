"""Words per CPU second of `find_quantities`, interleaved with quantulum3 where that is installed.

usage: python scripts/bench_quantities.py [FILE.jsonl|FILE.txt ...] [--rounds N]

Without files it reads the texts of `corpus/`. Both programs get the same passages, in turns of one passage block each,
so that a change of the machine's load meets both. Times are process CPU times of one core; tables are loaded before.
"""

from __future__ import annotations

import argparse
import json
import sys
import time
from collections.abc import Callable, Iterator
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
sys.path.insert(0, str(ROOT))

from checker.extract.quantities import find_quantities  # noqa: E402
from checker.extract.times import find_times  # noqa: E402

Reader = Callable[[str], int]
BLOCK = 25  # passages in a turn


def passages(paths: list[Path]) -> Iterator[str]:
    """Give the paragraphs of text files and the "text" of each JSON line."""
    for path in paths:
        text = path.read_text(encoding="utf-8")
        if path.suffix == ".jsonl":
            yield from (json.loads(line)["text"] for line in text.splitlines() if line.strip())
        else:
            yield from (part for part in text.split("\n\n") if part.strip())


def ours(text: str) -> int:
    """Count quantities, dates left out, as `tieout quantities` does."""
    return len(find_quantities(text, [(found.start, found.end) for found in find_times(text)]))


def scan_only(text: str) -> int:
    """Count quantities with no dates taken out first."""
    return len(find_quantities(text))


def peer() -> Reader | None:
    """Return quantulum3 without its classifier, or None where it is not installed."""
    try:
        from quantulum3 import parser
    except ImportError:
        return None
    return lambda text: len(parser.parse(text))


def cost(reader: Reader, block: list[str]) -> float:
    """Return the CPU seconds that `reader` takes for a block; a passage that makes it fail counts as read."""
    start = time.process_time()
    for text in block:
        try:
            reader(text)
        except Exception as error:  # a peer's failure must not end the measurement
            print(f"failed on {text[:40]!r}: {error}", file=sys.stderr)
    return time.process_time() - start


def main() -> None:
    """Measure and print a table."""
    arguments = argparse.ArgumentParser(description=__doc__.split("\n", 1)[0] if __doc__ else "")
    arguments.add_argument("files", nargs="*", type=Path)
    arguments.add_argument("--rounds", type=int, default=3)
    options = arguments.parse_args()
    files = options.files or sorted(p for s in ("md", "txt") for p in (ROOT / "corpus").rglob(f"*.{s}"))
    texts = list(passages(files))
    if not texts:
        sys.exit("no text to measure on; name .txt, .md or .jsonl files")
    readers: dict[str, Reader] = {"tieout": ours, "tieout scan": scan_only}
    if (other := peer()) is not None:
        readers["quantulum3"] = other
    else:
        print("quantulum3 is not installed: measuring Tieout alone")
    spent = dict.fromkeys(readers, 0.0)
    for reader in readers.values():
        reader("A first look loads the tables: 5 km, $3 million, 4 May 2020.")
    for _ in range(options.rounds):
        for at in range(0, len(texts), BLOCK):
            for name, reader in readers.items():
                spent[name] += cost(reader, texts[at : at + BLOCK])
    words = options.rounds * sum(len(text.split()) for text in texts)
    for name, seconds in spent.items():
        print(f"{name:12} {words / seconds:10.0f} words per CPU second")


if __name__ == "__main__":
    main()
