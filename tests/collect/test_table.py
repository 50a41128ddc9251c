"""Tables: every figure gets the heads a reader would give it."""

from __future__ import annotations

import pytest

from checker.records import Document

SEPARATED = """\
| Basin | Depth (m) | Ships |
|---|---:|---|
| Outer | 9 | 12 |
| Inner | 7 | |
"""
RAGGED = """\
| 2024 | Change | 2023 |
| Piers | $ | 1,045 | 3 | % | $ | 1,012 |
| Quays | 328 | ( | 7 | ) | % | 294 |
| Total works | $ | 1,373 | 1 | % | $ | 1,306 |
"""
SPANNING = """\
| Three Months Ended | Nine Months Ended |
| June 30, 2024 | June 30, 2023 | June 30, 2024 | June 30, 2023 |
| Dues: |
| Ships | 5 | 6 | 15 | 16 |
| Total dues | 7 | 8 | 17 | 18 |
| Rents: |
| Sheds | 1 | 2 | 3 | 4 |
| Total | 8 | 10 | 20 | 22 |
"""
KEYS = """\
| No. | Region | Basin | Depth | Note |
|---|---|---|---|---|
| 1 | North | Outer | 9 m | dug in 2023 |
| 2 | North | Inner | 7 m | |
"""
YEARS = """\
| Year | Ships |
|---|---|
| 2023 | 410 |
| 2024 | 388 |
"""
SECOND_HEAD = """\
| | Dues | |
|---|---|---|
| | 2024 | 2023 |
| Ships | 5 | 6 |
"""

HEADS = [
    (SEPARATED, "9", ["Outer"], ["Depth (m)"]),
    (SEPARATED, "12", ["Outer"], ["Ships"]),
    (RAGGED, "$ 1,045", ["Piers"], ["2024"]),
    (RAGGED, "3 %", ["Piers"], ["Change"]),
    (RAGGED, "$ 1,012", ["Piers"], ["2023"]),
    (RAGGED, "294", ["Quays"], ["2023"]),
    (SPANNING, "15", ["Dues:", "Ships"], ["Nine Months Ended", "June 30, 2024"]),
    (SPANNING, "6", ["Dues:", "Ships"], ["Three Months Ended", "June 30, 2023"]),
    (SPANNING, "17", ["Total dues"], ["Nine Months Ended", "June 30, 2024"]),
    (SPANNING, "4", ["Rents:", "Sheds"], ["Nine Months Ended", "June 30, 2023"]),
    (SPANNING, "22", ["Total"], ["Nine Months Ended", "June 30, 2023"]),
    (KEYS, "9 m", ["North", "Outer"], ["Depth"]),
    (YEARS, "388", ["2024"], ["Ships"]),
    (SECOND_HEAD, "5", ["Ships"], ["Dues", "2024"]),
]


def _heads(document: Document, text: str) -> tuple[list[str], list[str]]:
    (block,) = (block for block in document.blocks if block.text == text)
    assert block.cell is not None
    names = [
        [document.blocks[head].text for head in heads] for heads in (block.cell.row_heads, block.cell.column_heads)
    ]
    return names[0], names[1]


@pytest.mark.parametrize(("table", "figure", "row_heads", "column_heads"), HEADS)
def test_heads(read_text, table: str, figure: str, row_heads: list[str], column_heads: list[str]) -> None:
    assert _heads(read_text(table, "a.md"), figure) == (row_heads, column_heads)


def test_merged_cells_keep_exact_places(read_text) -> None:
    document = read_text(RAGGED, "a.md")
    block = next(block for block in document.blocks if block.text == "$ 1,045")
    assert document.text[slice(*block.to_document(0, 7))] == "$ | 1,045"
    assert document.text[slice(*block.to_document(2, 7))] == "1,045"


CAPTIONS = [
    ("**Depths of basins**\n\n", "Depths of basins"),
    ("## Depths\n\n", "Depths"),
    ("The depths are as follows:\n\n", "The depths are as follows:"),
    ("Table 2. Depths of 2024\n\n", "Table 2. Depths of 2024"),
    ("The board met on Friday.\n\n", None),
]


@pytest.mark.parametrize(("above", "caption"), CAPTIONS)
def test_captions(read_text, above: str, caption: str | None) -> None:
    document = read_text("# Top\n\n" + above + SEPARATED, "a.md")
    cell = document.blocks[-1].cell
    assert cell is not None
    assert (None if cell.caption is None else document.blocks[cell.caption].text) == caption


def test_a_row_that_cannot_be_aligned_has_no_column_heads(read_text) -> None:
    document = read_text(RAGGED + "| Sheds | 77 |\n", "a.md")
    assert _heads(document, "77") == (["Sheds"], [])


def test_escaped_pipes_stay_in_their_cell(read_text) -> None:
    document = read_text("| Key | Value |\n|---|---|\n| a \\| b | 5 |\n", "a.md")
    assert _heads(document, "5") == (["a | b"], ["Value"])
