"""CPU seconds of the whole command in a fresh process, beside a bare spaCy load and pipe over the same files.

usage: bench_cpu.py [FOLDER] [ROUNDS]

The two alternate; the least of each is compared, because other work on the machine disturbs it least.
"""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

from checker import collect
from checker.config import Settings
from checker.extract import nlp

PROJECT = Path(__file__).resolve().parent.parent
BARE = """
import sys, spacy
language = spacy.load(sys.argv[1])
texts = [open(path, encoding="utf-8", errors="replace").read() for path in sys.argv[2:]]
list(language.pipe(texts))
"""


def main() -> int:
    """Time both and print the least seconds of each and their ratio."""
    folder = Path(sys.argv[1]) if len(sys.argv) > 1 else PROJECT / "corpus" / "harbour_news"
    rounds = int(sys.argv[2]) if len(sys.argv) > 2 else 5
    files = [one.path for one in collect.find_sources([folder], Settings()) if not one.reason]
    commands = {
        "tieout check": [sys.executable, "-m", "checker", "check", str(folder), "-q", "--fail-on", "never"],
        "bare spaCy": [sys.executable, "-c", BARE, nlp.model_name(), *files],
    }
    times: dict[str, list[float]] = {name: [] for name in commands}
    for _ in range(rounds):
        for name, command in commands.items():
            times[name].append(_cpu_s(command))
    for name, seconds in times.items():
        print(f"{name:<14} {min(seconds):6.2f} s CPU  ({len(files)} documents)")
    print(f"{'ratio':<14} {min(times['tieout check']) / min(times['bare spaCy']):6.2f}")
    return 0


def _cpu_s(command: list[str]) -> float:
    before = os.times()
    subprocess.run(command, check=True, env={**os.environ, "PYTHONPATH": str(PROJECT)})
    after = os.times()
    return after.children_user + after.children_system - before.children_user - before.children_system


if __name__ == "__main__":
    sys.exit(main())
