"""JSON documents: lists of objects are tables, everything else labelled items; every value keeps its place."""

from __future__ import annotations

import json
from typing import Any

import pytest

from checker import collect
from checker.config import Limits, Settings
from checker.errors import UnreadableDocument
from checker.records import Document
from tests.collect.conftest import ReadText

PORTS = [{"name": "Velm", "length_m": 410, "depthM": 9.5}, {"name": "Orsa", "length_m": 300, "depthM": 7}]
TEXT = "The quay of Velm is 5 km long, and it was opened in May by the mayor of the town."


def _heads(document: Document, text: str) -> tuple[list[str], list[str], str]:
    cell = next(block.cell for block in document.blocks if block.text == text)
    assert cell is not None
    caption = document.blocks[cell.caption].text if cell.caption is not None else ""
    names = [[document.blocks[n].text for n in heads] for heads in (cell.row_heads, cell.column_heads)]
    return names[0], names[1], caption


@pytest.mark.parametrize("indent", [None, 2])
@pytest.mark.parametrize(
    ("data", "figure", "heads"),
    [
        (PORTS, "410", (["Velm"], ["length (m)"], "")),
        (PORTS, "9.5", (["Velm"], ["depth (m)"], "")),
        ({"quays": PORTS}, "300", (["Orsa"], ["length (m)"], "quays")),
        ({"data": PORTS}, "300", (["Orsa"], ["length (m)"], "")),
        ({"coast": {"quays": PORTS, "piers": PORTS[:1]}}, "300", (["Orsa"], ["length (m)"], "coast quays")),
        ({"Velm": {"length": 410, "depth": 9.5}, "Orsa": {"length": 300}}, "300", (["Orsa"], ["length"], "")),
        ({"quays": {"Velm": {"a": 410, "b": 9}, "Orsa": {"a": 300, "b": 7}}}, "7", (["Orsa"], ["b"], "quays")),
        ([["Port", "Length (m)"], ["Velm", 410], ["Orsa", 300]], "300", (["Orsa"], ["Length (m)"], "")),
        ([{"name": "Velm", "cost": {"eur": 38}}, {"name": "Orsa", "cost": {"eur": 21}}], "21",
         (["Orsa"], ["cost (EUR)"], "")),
    ],
)  # fmt: skip
def test_lists_are_tables(
    data: Any, figure: str, heads: tuple[list[str], list[str], str], indent: int | None, read_text: ReadText
) -> None:
    text = json.dumps(data, indent=indent)
    document = read_text(text, "a.json")
    assert _heads(document, figure) == heads
    block = next(block for block in document.blocks if block.text == figure)
    start, end = block.to_document(0, len(figure))
    assert text[start:end] == figure


def test_two_lists_are_two_tables(read_text: ReadText) -> None:
    document = read_text(json.dumps({"quays": PORTS, "piers": [{"n": "X", "t": 1}, {"n": "Y", "t": 2}]}), "a.json")
    assert {block.cell.table for block in document.blocks if block.cell is not None} == {0, 1}


@pytest.mark.parametrize(
    ("data", "lines"),
    [
        ({"server": {"timeout_s": 30, "ports": [80, 443]}},
         ["server timeout (s): 30", "server ports: 80", "server ports: 443"]),
        ({"title": "New quay", "body": TEXT, "cost": 120}, ["New quay", TEXT, "cost: 120"]),
        ([{"title": "New quay", "body": TEXT}, {"title": "Old", "body": TEXT}], ["New quay", TEXT, "Old", TEXT]),
        ({"a": {"x": 1}, "b": {"y": 2}}, ["a x: 1", "b y: 2"]),
        ("The quay is 410 m long.", ["The quay is 410 m long."]),
        (["It is 410 m long.", "It is 9 m deep."], ["It is 410 m long.", "It is 9 m deep."]),
        ([PORTS[0]], ["Velm", "length (m): 410", "depth (m): 9.5"]),
    ],
)  # fmt: skip
def test_what_is_no_table_is_read_as_it_stands(data: Any, lines: list[str], read_text: ReadText) -> None:
    document = read_text(json.dumps(data, ensure_ascii=False), "a.json")
    assert [block.text for block in document.blocks] == lines


def test_title_and_date(read_text: ReadText) -> None:
    document = read_text(json.dumps({"title": "Quays", "date": "2024-03-02", "quays": PORTS}), "a.json")
    assert document.title == "Quays"
    assert document.date is not None
    assert document.date.label == "2024-03-02"


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ('{"length": 410,\n "depth": }', "line 2, column 11: this is no JSON"),
        ('{"length": 410} and more', "no JSON"),
        ("[" * 200_000 + "]" * 200_000, "too-deep"),
        ("[]", "no-text"),
        ('{"port": "\\u0000"}', "no-text"),
    ],
)
def test_what_cannot_be_read_says_so(text: str, words: str, read_text: ReadText) -> None:
    with pytest.raises(UnreadableDocument, match=words):
        read_text(text, "a.json")


def test_numbers_that_are_none_are_text(read_text: ReadText) -> None:
    text = '{"a": NaN, "b": 1e999, "c": -Infinity, "d": ' + "9" * 5000 + "}"
    assert len(read_text(text, "a.json").blocks) == 4


def test_only_so_many_values_are_read(read_text: ReadText) -> None:
    (source,) = collect.sources_of_texts({"a.json": json.dumps(PORTS * 50)})
    document = collect.read_document(source, None, Settings(limits=Limits(cells=20)))
    assert document.partial == "only its first 20 values were read (limits.cells)"
