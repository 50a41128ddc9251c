"""Plain text in columns of spaces or dots: tables, and labels with their values."""

from __future__ import annotations

import time

import pytest

from checker.records import Document
from tests.collect.conftest import ReadText

TABLE = """Harbour dues by quarter

                    Q3 2023   Q4 2023
Ships                 1,204     1,198
North quay
  Cranes                  4
  Load (t)             38.5      41.0

The office counted 1,198 ships.
"""


def _heads(document: Document, text: str) -> tuple[list[str], list[str]]:
    cell = next(block.cell for block in document.blocks if block.text == text)
    assert cell is not None
    return [document.blocks[n].text for n in cell.row_heads], [document.blocks[n].text for n in cell.column_heads]


def test_columns_of_spaces_are_a_table(read_text: ReadText) -> None:
    document = read_text(TABLE)
    assert _heads(document, "1,198") == (["Ships"], ["Q4 2023"])
    assert _heads(document, "41.0")[1] == ["Q4 2023"]
    assert _heads(document, "4")[1] == ["Q3 2023"]
    assert document.blocks[-1].text == "The office counted 1,198 ships."
    for block in document.blocks:
        start, end = block.to_document(0, len(block.text))
        assert document.text[start:end] == block.text


def test_one_head_stands_over_one_column(read_text: ReadText) -> None:
    document = read_text("Crew of the ferries\n\nShip             2023\nKestrel            34\nHeron              22\n")
    assert _heads(document, "22") == (["Heron"], ["2023"])


def test_labels_and_values_are_items(read_text: ReadText) -> None:
    text = "Kestrel 2\n\nLength (mm):     1,820\nMax. speed ......... 18 km/h\nRange        up to 95 km\nBuilt\t1998\n"
    assert [(block.kind, block.text) for block in read_text(text).blocks][1:] == [
        ("item", "Length (mm): 1,820"), ("item", "Max. speed: 18 km/h"), ("item", "Range: up to 95 km"),
        ("item", "Built: 1998"),
    ]  # fmt: skip


@pytest.mark.parametrize(
    "text",
    [
        "The quay is 410 m long.  It was built in 1998.\nThe pier is 80 m long.  It is old.",
        "Contents\nIntroduction ........ 3\nQuays ............... 17",
        "Port of Velm      Quay Street 14\nHarbour office    Velm",
        "The quay   is 5 km long",
        "a  1\n",
    ],
)
def test_what_is_not_set_in_columns_stays_text(text: str, read_text: ReadText) -> None:
    assert all(block.kind not in ("cell", "item") for block in read_text(f"Velm\n\n{text}\n").blocks)


@pytest.mark.parametrize(
    "line", ["The ports  of  Ness", "Ships of Vik  4  5  x  y  z", "Vik .... 3", "The port  is" * 20]
)
def test_many_lines_in_columns_take_linear_time(line: str, read_text: ReadText) -> None:
    start = time.process_time()
    read_text("The ports of the coast and the ships that are in them\n\n" + f"{line}\n" * 2000)
    assert time.process_time() - start < 6
