"""LB3, LB4: JSON lines; every value keeps its place in the file."""

from __future__ import annotations

import json
from collections.abc import Callable

import pytest

from checker import collect
from checker.config import Limits, Settings
from checker.errors import UnreadableDocument
from checker.records import Document


def _lines(*records: object) -> str:
    return "".join(json.dumps(record) + "\n" for record in records)


def _heads(document: Document, text: str) -> tuple[list[str], list[str]]:
    cell = next(block.cell for block in document.blocks if block.text == text)
    assert cell is not None
    return [document.blocks[n].text for n in cell.row_heads], [document.blocks[n].text for n in cell.column_heads]


def test_records_of_short_values_are_rows(read_text: Callable[..., Document]) -> None:
    text = _lines(
        {"port": "Velm", "size": {"length_km": 5, "depth": "7 m"}},
        {"port": "Orsa", "size": {"length_km": 6.5, "depth": "8 m"}, "open": True},
    )
    document = read_text(text, "a.jsonl")
    assert _heads(document, "6.5") == (["Orsa"], ["size length (km)"])
    assert _heads(document, "true") == (["Orsa"], ["open"])
    block = next(block for block in document.blocks if block.text == "8 m")
    start, end = block.to_document(0, 3)
    assert text[start:end] == "8 m"


def test_records_with_running_text_are_read_one_by_one(read_text: Callable[..., Document]) -> None:
    body = "The quay of Velm is 5 km long.\nIt was opened in May by the mayor of the town."
    document = read_text(_lines({"title": "New quay", "body": body, "cost": 120}, {"text": body}), "a.jsonl")
    assert [(block.kind, block.text) for block in document.blocks][:4] == [
        ("heading", "New quay"),
        ("paragraph", "The quay of Velm is 5 km long."),
        ("paragraph", "It was opened in May by the mayor of the town."),
        ("item", "cost: 120"),
    ]


@pytest.mark.parametrize(
    ("written", "shown"),
    [
        ("5 \\u20ac for it", "5 € for it"),
        ("5\\u00a0km of it", "5\u00a0km of it"),
        ('a \\"long\\" one', 'a "long" one'),
        ("a\\tlong\\/wide one", "a long/wide one"),
        ("\\ud83d\\ude00 smile", "😀 smile"),
        ("\\ud83d half", "� half"),
    ],
)
def test_escapes_are_shown_as_what_they_mean(written: str, shown: str, read_text: Callable[..., Document]) -> None:
    text = f'{{"note": "{written}"}}\n'
    block = read_text(text, "a.jsonl").blocks[0]
    assert block.text.replace("\u00a0", " ") == f"note: {shown}".replace("\u00a0", " ")
    start, end = block.to_document(6, len(block.text))
    assert text[start:end] == written


def test_numbers_are_text_whatever_their_size(read_text: Callable[..., Document]) -> None:
    document = read_text('{"a": NaN, "b": 1e999, "c": %s, "d": "5 km"}\n' % ("9" * 5000), "a.jsonl")
    assert document.blocks[-1].text == "d: 5 km"


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ('{"a": 1}\n{"a": 2,}\n', "line 2, column 9"),
        ('{"a": 1} 2\n', "line 1, column 10"),
        ('{"a": "x\n', "line 1, column 9"),
        ("{1: 2}\n", "line 1, column 2"),
        ('"a\\q"\n', "line 1, column 3"),
        ("[" * 200_000 + "]" * 200_000, "too-deep"),
    ],
)
def test_what_is_no_json_is_named_with_its_place(text: str, words: str, read_text: Callable[..., Document]) -> None:
    with pytest.raises(UnreadableDocument, match=words):
        read_text(text, "a.jsonl")


def test_only_so_many_values_are_read(read_text: Callable[..., Document]) -> None:
    (source,) = collect.sources_of_texts({"a.jsonl": _lines(*({"n": n} for n in range(50)))})
    document = collect.read_document(source, None, Settings(limits=Limits(cells=20)))
    assert document.partial == "only its first 20 values were read (limits.cells)"
