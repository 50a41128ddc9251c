"""Plain text is cut into blocks by form and place."""

from __future__ import annotations

import pytest

from checker.records import Document

SENTENCE = "The harbour board said on Monday that it would dredge the outer basin."


def _shape(document: Document) -> list[str]:
    return [f"{block.kind}:{block.text}" for block in document.blocks]


WRAPPED = """\
The harbour board said on Monday that it would
dredge the outer basin to a depth of 9 metres
before the end of the year, at a cost of
$4.2 million.
"""
LINES = """\
Harbour to be dredged
Monday, March 4, 2024
The harbour board will dredge the outer basin, its spokeswoman said on Monday afternoon.
The work will cost $4.2 million.
It takes nine weeks and begins once the pilots have moved to the new station in the north.
"""


def test_hard_wrapped_lines_are_one_paragraph(read_text) -> None:
    (block,) = read_text(WRAPPED).blocks
    assert block.text == " ".join(WRAPPED.split())


def test_one_line_one_paragraph(read_text) -> None:
    kinds = [block.kind for block in read_text(LINES).blocks]
    assert kinds == ["title", "dateline", "paragraph", "paragraph", "paragraph"]


def test_a_headline_directly_above_wrapped_text(read_text) -> None:
    assert [block.kind for block in read_text("Harbour to be dredged\n" + WRAPPED).blocks] == ["title", "paragraph"]


@pytest.mark.parametrize("newline", ["\n", "\r\n", "\r"])
def test_line_breaks_of_every_system(read_text, newline: str) -> None:
    document = read_text((LINES + "\n" + WRAPPED).replace("\n", newline))
    assert [block.kind for block in document.blocks] == ["title", "dateline", *["paragraph"] * 4]
    (start, end) = document.blocks[-1].to_document(
        document.blocks[-1].text.index("$4.2"), document.blocks[-1].text.index("$4.2") + 12
    )
    assert document.text[start:end] == "$4.2 million"


TOPS = [
    ('"We need the quay"\nHarbour Gazette, 2 May 2023\n\n' + SENTENCE, ["title", "dateline", "paragraph"]),
    ("HARBOUR NEWS - a letter for pilots and captains\n17 May 2023\n\n" + SENTENCE, ["title", "dateline", "paragraph"]),
    ("May 2, 2023 07:44\nQuay reopens after nine weeks\n\n" + SENTENCE, ["dateline", "title", "paragraph"]),
    (SENTENCE + "\n\n" + SENTENCE, ["paragraph", "paragraph"]),
]


@pytest.mark.parametrize(("text", "kinds"), TOPS)
def test_tops(read_text, text: str, kinds: list[str]) -> None:
    assert [block.kind for block in read_text(text).blocks] == kinds


def test_headings_between_paragraphs(read_text) -> None:
    text = f"Harbour report\n\n{SENTENCE}\n\nThe outer basin\n\n{SENTENCE}\n\nCosts\n\nDredging\n\n{SENTENCE}\n"
    document = read_text(text)
    assert [(b.text, b.section) for b in document.blocks if b.kind == "heading"] == [
        ("The outer basin", (0,)), ("Costs", (0,)), ("Dredging", (0, 4)),
    ]  # fmt: skip
    assert document.blocks[-1].section == (0, 4, 5)


NO_HEADINGS = [
    ("label and figure", f"{SENTENCE}\n\nDepth: 9 m\n\n{SENTENCE}"),
    ("speech", f'{SENTENCE}\n\n"We are ready", she said\n\n{SENTENCE}'),
    ("list of lines", f"{SENTENCE}\n\nNorth pier\nSouth pier\nWest pier\nEast pier\n\n{SENTENCE}"),
    ("sentence", f"{SENTENCE}\n\nIt is deep.\n\n{SENTENCE}"),
]


@pytest.mark.parametrize("text", [case[1] for case in NO_HEADINGS], ids=[case[0] for case in NO_HEADINGS])
def test_what_is_no_heading(read_text, text: str) -> None:
    assert "heading" not in [block.kind for block in read_text(text).blocks]


def test_list_items_nest_and_hang_on_their_introduction(read_text) -> None:
    items = "- outer basin: 9 m\n  - north side: 8 m\n- inner basin,\n  to be dug later: 7 m\n"
    text = "The board lists these works:\n" + items
    document = read_text(text)
    assert _shape(document)[1:] == [
        "item:outer basin: 9 m", "item:north side: 8 m", "item:inner basin, to be dug later: 7 m",
    ]  # fmt: skip
    assert [(block.level, block.parent) for block in document.blocks[1:]] == [(1, 0), (2, 1), (1, 0)]


def test_items_right_below_a_slide_heading(read_text) -> None:
    text = f"{SENTENCE}\n\nSlide 1: The year at a glance\n- Ships: 410\n- Dues: $4.2 million\n"
    assert _shape(read_text(text))[1:] == [
        "heading:Slide 1: The year at a glance", "item:Ships: 410", "item:Dues: $4.2 million",
    ]  # fmt: skip


def test_a_number_at_the_start_of_a_wrapped_line_is_no_item(read_text) -> None:
    text = (
        "The committee of the harbour counted all ships that\nwere longer than the old quay, and it found that\n"
        "12. of them had called twice in the same short week\nwithout a pilot.\n"
    )
    assert [block.kind for block in read_text(text).blocks] == ["paragraph"]


def test_rows_of_pipes_are_a_table(read_text) -> None:
    document = read_text("Depths in metres:\n| Basin | Depth |\n| Outer | 9 |\n")
    depth = document.blocks[-1]
    assert depth.cell is not None
    assert [document.blocks[head].text for head in (*depth.cell.row_heads, *depth.cell.column_heads)] == [
        "Outer",
        "Depth",
    ]
    assert depth.cell.caption == 0


def test_hidden_characters_leave_the_text_and_keep_the_map(read_text) -> None:
    document = read_text("The quay is 12\u200b0 m long and 1\u00a0200\u00a0m\u00a0wide, a kilo\u00admetre away.")
    (block,) = document.blocks
    assert block.text == "The quay is 120 m long and 1\u00a0200 m wide, a kilometre away."
    start = block.text.index("120")
    assert document.text[slice(*block.to_document(start, start + 3))] == "12\u200b0"


def test_very_long_lines_are_cut_at_white_space(read_text) -> None:
    document = read_text("word " * 60_000 + "9" * 300_000 + " end of it all")
    assert max(len(block.text) for block in document.blocks) <= 100_000
    assert {block.role for block in document.blocks if "99" in block.text} == {"example"}
    assert document.blocks[-1].text.endswith("end of it all")
