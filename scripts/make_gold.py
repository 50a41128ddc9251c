#!/usr/bin/env python3
"""Write gold.json of a hand-labelled folder from its gold.src.json.

Usage:  python scripts/make_gold.py [--check] [FOLDER...]        (default: every corpus/*/gold.src.json)

The source names each mention once and lets findings, traps and sums refer to it by name:

    {"folder": "harbour_news", "version": 1,
     "mentions": {"courier dead": ["velmar_courier.txt", "killed [[four people]]", 4, "count:person", "2019-05-14"]},
     "findings": [{"kind": "update", "subject": "...", "measure": "...", "why": "...",
                   "mentions": ["courier dead", "wire dead"]}],
     "traps": [{"mentions": [...], "reason": "...", "why": "..."}],
     "consistent_sums": [{"subject": "...", "measure": "...", "why": "...", "mentions": [...]}]}

A mention is [file, text, value, unit] and, where known, its as-of date. The text must occur exactly once in the
file; double brackets mark the part that is the quote, the rest only says where. `"name@group"` in a list of
mentions puts that mention in a group. Line breaks count: files are opened with newline="".
Exit status: 0 when written (or, with --check, when nothing would change), 1 otherwise.
"""

from __future__ import annotations

import json
import re
import sys
from pathlib import Path
from typing import Any

CORPUS = Path(__file__).resolve().parent.parent / "corpus"
QUOTE = re.compile(r"\[\[(.+?)\]\]", re.DOTALL)
PREFIXES = {"findings": "F", "traps": "T", "consistent_sums": "A"}


class GoldError(Exception):
    """A source that cannot be turned into gold: says which mention and why."""


def place_mention(folder: Path, name: str, row: list[Any]) -> dict[str, Any]:
    """Look one mention up in its file: quote, offsets, value, unit and as-of."""
    file, marked, value, unit = row[:4]
    with (folder / file).open(encoding="utf-8", newline="") as handle:
        text = handle.read()
    bare = QUOTE.sub(r"\1", marked)
    found = text.count(bare)
    if found != 1:
        raise GoldError(f"{folder.name}: mention {name!r}: {bare!r} occurs {found} times in {file}")
    marks = QUOTE.search(marked)
    quote = marks[1] if marks else bare
    start = text.index(bare) + (marks.start() if marks else 0)
    mention = {"file": file, "quote": quote, "start": start, "end": start + len(quote), "value": value, "unit": unit}
    if text[start : start + len(quote)] != quote:
        raise GoldError(f"{folder.name}: mention {name!r}: more than one marked part in {marked!r}")
    return {**mention, "as_of": row[4]} if len(row) > 4 else mention


def expand(folder: Path, source: dict[str, Any]) -> dict[str, Any]:
    """Give the gold folder as the scorer reads it; every named mention must be used."""
    placed = {name: place_mention(folder, name, row) for name, row in source["mentions"].items()}
    used: set[str] = set()
    gold: dict[str, Any] = {"folder": source["folder"], "version": source["version"]}
    for part, prefix in PREFIXES.items():
        gold[part] = []
        for number, item in enumerate(source[part], 1):
            mentions = [_named(folder, placed, used, reference) for reference in item["mentions"]]
            gold[part].append({"id": f"{prefix}{number:02d}", **item, "mentions": mentions})
    unused = sorted(set(placed) - used)
    if unused:
        raise GoldError(f"{folder.name}: mentions that nothing refers to: {unused}")
    return gold


def _named(folder: Path, placed: dict[str, dict[str, Any]], used: set[str], reference: str) -> dict[str, Any]:
    name, _, group = reference.partition("@")
    if name not in placed:
        raise GoldError(f"{folder.name}: no mention is called {name!r}")
    used.add(name)
    return {**placed[name], "group": group} if group else dict(placed[name])


def render(folder: Path) -> str:
    """Read gold.src.json of the folder and give the text of its gold.json."""
    source = json.loads((folder / "gold.src.json").read_text(encoding="utf-8"))
    return json.dumps(expand(folder, source), ensure_ascii=False, indent=1) + "\n"


def main(arguments: list[str]) -> int:
    """Write (or with --check only compare) the gold of the folders; say what was done."""
    check = "--check" in arguments
    named = [Path(argument) for argument in arguments if argument != "--check"]
    status = 0
    for folder in named or sorted(path.parent for path in CORPUS.glob("*/gold.src.json")):
        target = folder / "gold.json"
        try:
            text = render(folder)
        except (GoldError, OSError, ValueError) as error:
            print(error, file=sys.stderr)
            status = 1
            continue
        if target.exists() and target.read_text(encoding="utf-8") == text:
            continue
        if check:
            print(f"{target}: not what gold.src.json gives; run scripts/make_gold.py", file=sys.stderr)
            status = 1
        else:
            target.write_text(text, encoding="utf-8", newline="\n")
            print(f"written: {target}")
    return status


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
