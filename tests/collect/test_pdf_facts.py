"""The same content as Markdown and as pdf gives the same facts, whatever the layout."""

from __future__ import annotations

import json
import re
from collections import Counter
from functools import cache
from pathlib import Path
from typing import Any

import pytest

from checker import pipeline
from tests.collect.pdf_files import pdf_of_markdown

CORPUS = Path(__file__).parents[2] / "corpus"
FOLDERS = ["annual_report", "product_docs", "river_study"]
LAYOUTS = [
    pytest.param({"lines": False, "numbers": True}, id="one column"),
    pytest.param({"columns": 2, "numbers": True}, id="two columns"),
]
TOO_WIDE = "data_tables"  # its widest table does not fit a half page
DATE = "2023-02-14"

Facts = dict[str, Counter[tuple[Any, ...]]]


@cache
def _sources(name: str) -> dict[str, str]:
    files = sorted((CORPUS / name).glob("*.md"))
    assert files
    texts = {file.stem: file.read_text(encoding="utf-8") for file in files}
    return {stem: re.sub(r"\A---\n.*?\n---\n", "", text, flags=re.DOTALL) for stem, text in texts.items()}


def _facts(folder: Path, suffix: str) -> Facts:
    """Return (subject, attribute, interval, unit, as-of) of every fact, by document."""
    entries = [{"file": file.name, "date": DATE} for file in sorted(folder.glob(f"*{suffix}"))]
    (folder / "manifest.json").write_text(json.dumps({"documents": entries}), encoding="utf-8")
    found: Facts = {entry["file"].removesuffix(suffix): Counter() for entry in entries}
    for fact in pipeline.run([folder]).resolved.facts:
        one = fact.measurement
        key = fact.subject, fact.attribute, one.low, one.high, one.unit, fact.as_of.label
        found[fact.document.removesuffix(suffix)][key] += 1
    return found


@pytest.fixture(scope="module")
def markdown_facts(tmp_path_factory: pytest.TempPathFactory) -> dict[str, Facts]:
    found = {}
    for name in FOLDERS:
        folder = tmp_path_factory.mktemp(name)
        for stem, text in _sources(name).items():
            (folder / f"{stem}.md").write_text(text, encoding="utf-8")
        found[name] = _facts(folder, ".md")
    return found


@pytest.mark.parametrize("layout", LAYOUTS)
@pytest.mark.parametrize("name", FOLDERS)
def test_the_same_facts(name: str, layout: dict[str, Any], markdown_facts: dict[str, Facts], tmp_path: Path) -> None:
    """LB3, LB4."""
    expected = dict(markdown_facts[name])
    for stem, text in _sources(name).items():
        if stem == TOO_WIDE and "columns" in layout:
            text = "A table that is left out."
            expected.pop(stem)
        (tmp_path / f"{stem}.pdf").write_bytes(pdf_of_markdown(text, **layout))
    found = _facts(tmp_path, ".pdf")
    assert sum(map(sum, (one.values() for one in expected.values()))) >= 10
    assert {stem: found[stem] - one for stem, one in expected.items() if found[stem] - one} == {}
    assert {stem: one - found[stem] for stem, one in expected.items() if one - found[stem]} == {}
