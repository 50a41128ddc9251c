"""Slides, written by python-pptx."""

from __future__ import annotations

import datetime
import io
from collections.abc import Callable

import pptx
import pytest
from pptx.chart.data import CategoryChartData
from pptx.enum.chart import XL_CHART_TYPE
from pptx.util import Inches

from checker.errors import UnreadableDocument
from checker.records import Document

BOX = (Inches(1), Inches(2), Inches(6), Inches(3))


def _saved(deck: pptx.presentation.Presentation) -> bytes:
    out = io.BytesIO()
    deck.save(out)
    return out.getvalue()


def _deck() -> pptx.presentation.Presentation:
    deck = pptx.Presentation()
    first = deck.slides.add_slide(deck.slide_layouts[0])
    first.shapes.title.text = "Port of Velm, results"
    slide = deck.slides.add_slide(deck.slide_layouts[1])
    slide.shapes.title.text = "Quay"
    frame = slide.placeholders[1].text_frame
    frame.text = "North wall"
    below = frame.add_paragraph()
    below.text, below.level = "40 m of steps", 1
    slide.notes_slide.notes_text_frame.text = "The wall was 38 m before."
    return deck


def _heads(document: Document, text: str) -> tuple[list[str], list[str]]:
    cell = next(block.cell for block in document.blocks if block.text == text)
    assert cell is not None
    return [document.blocks[n].text for n in cell.row_heads], [document.blocks[n].text for n in cell.column_heads]


def test_titles_bullets_and_notes(read_bytes: Callable[..., Document]) -> None:
    document = read_bytes(_saved(_deck()), "a.pptx")
    assert document.title == "Port of Velm, results"
    assert [(block.kind, block.text, block.parent, block.where) for block in document.blocks] == [
        ("title", "Port of Velm, results", None, "slide 1"),
        ("heading", "Quay", None, "slide 2"),
        ("item", "North wall", None, "slide 2"),
        ("item", "40 m of steps", 2, "slide 2"),
        ("paragraph", "The wall was 38 m before.", None, "slide 2, notes"),
    ]


def test_tables_have_heads_and_a_place(read_bytes: Callable[..., Document]) -> None:
    deck = _deck()
    table = deck.slides[1].shapes.add_table(4, 3, *BOX).table
    texts = ["", "Velm", "", "Item", "2021", "2022", "Length (m)", "120", "125", "Width (m)", "40", "45"]
    for number, text in enumerate(texts):
        table.cell(number // 3, number % 3).text = text
    table.cell(0, 1).merge(table.cell(0, 2))
    document = read_bytes(_saved(deck), "a.pptx")
    assert _heads(document, "125") == (["Length (m)"], ["Velm", "2022"])
    assert next(b.where for b in document.blocks if b.text == "125") == "slide 2, table 1, row 3, column 3"


def test_charts_are_read_from_their_kept_values(read_bytes: Callable[..., Document]) -> None:
    deck = _deck()
    data = CategoryChartData(number_format="0.0%")
    data.categories = ["North", "South"]
    data.add_series("Share of 2021", (0.25, 0.5))
    data.add_series("Share of 2022", (0.3, 0.45))
    deck.slides[1].shapes.add_chart(XL_CHART_TYPE.COLUMN_CLUSTERED, *BOX, data)
    document = read_bytes(_saved(deck), "a.pptx")
    assert _heads(document, "45.0%") == (["South"], ["Share of 2022"])


def test_text_boxes_and_groups_are_read_and_hidden_slides_named(read_bytes: Callable[..., Document]) -> None:
    deck = _deck()
    group = deck.slides[1].shapes.add_group_shape()
    group.shapes.add_textbox(*BOX).text_frame.text = "The pier is 80 m long."
    deck.slides.add_slide(deck.slide_layouts[1]).shapes.title.text = "Old figures of 9 m"
    deck.slides[2]._element.set("show", "0")
    document = read_bytes(_saved(deck), "a.pptx")
    assert "The pier is 80 m long." in [block.text for block in document.blocks if block.kind == "paragraph"]
    assert "9 m" not in document.text
    assert document.warnings == ("hidden slides were not read: 3",)


def test_date_of_properties(read_bytes: Callable[..., Document]) -> None:
    deck = _deck()
    assert read_bytes(_saved(deck), "a.pptx").date is None  # the writer's own template has a date
    deck.core_properties.modified = datetime.datetime(2024, 3, 5, 9, 30)
    document = read_bytes(_saved(deck), "a.pptx")
    assert document.date is not None
    assert (document.date.label, document.date.source) == ("2024-03-05", "properties")


def test_a_deck_without_text_says_so(read_bytes: Callable[..., Document]) -> None:
    with pytest.raises(UnreadableDocument, match="no-text"):
        read_bytes(_saved(pptx.Presentation()), "a.pptx")
