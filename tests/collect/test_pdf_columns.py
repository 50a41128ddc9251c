"""Lists and narrow columns of pdf pages, as browsers and page layout programs set them."""

from __future__ import annotations

from typing import Any

import pytest

from checker.collect import pdf
from checker.config import Limits
from checker.records import Block
from tests.collect.pdf_files import draw_pdf, table

LEFT, RIGHT = ["Landings rose to 40 t.", "Two boats were sold."], ["The ramp is 18 m long.", "It took 3 weeks."]


def _blocks(*pages: Any) -> list[Block]:
    return list(pdf.READER.read(draw_pdf(*pages), Limits()).blocks)


def _list(canvas: Any, x: float, y: float, texts: list[str]) -> None:
    """Draw a list as a browser prints it: the marks are circles."""
    for number, text in enumerate(texts):
        canvas.circle(x - 8, y - 14 * number + 4, 1.6, stroke=0, fill=1)
        canvas.drawString(x, y - 14 * number, text)


def test_drawn_marks_make_a_list() -> None:
    def page(canvas: Any) -> None:
        canvas.drawString(72, 760, "The harbour office looked back at a quiet year.")
        _list(canvas, 90, 730, LEFT)
        canvas.circle(300, 700, 60)  # a drawing
        canvas.circle(400, 764, 1.6, fill=1)  # behind the words of a line
        canvas.drawString(72, 650, "North")
        canvas.circle(105, 654, 1.6, fill=1)  # between two words
        canvas.drawString(112, 650, "south of the old quay")

    assert [(one.kind, one.text) for one in _blocks(page)] == [
        ("paragraph", "The harbour office looked back at a quiet year."),
        *(("item", text) for text in LEFT),
        ("paragraph", "North south of the old quay"),
    ]


def test_lists_in_two_columns_are_no_table() -> None:
    def page(canvas: Any) -> None:
        for x, head, texts in ((72, "At sea", LEFT), (320, "On land", RIGHT)):
            canvas.setFont("Helvetica-Bold", 14)
            canvas.drawString(x, 760, head)
            canvas.setFont("Helvetica", 10)
            _list(canvas, x + 20, 740, [*texts, "Nothing else is known."])

    blocks = _blocks(page)
    assert [one.text for one in blocks if one.kind in ("title", "heading")] == ["At sea", "On land"]
    items = [one for one in blocks if one.kind == "item"]
    assert [one.text for one in items] == [*LEFT, "Nothing else is known.", *RIGHT, "Nothing else is known."]
    assert {one.level for one in items} == {1}  # those on the right hang on none on the left


def _stretched(canvas: Any, x: float, right: float, y: float, words: list[str]) -> None:
    """Draw words with even gaps from edge to edge."""
    widths = [canvas.stringWidth(word) for word in words]
    gap = (right - x - sum(widths)) / (len(words) - 1)
    for word, width in zip(words, widths, strict=True):
        canvas.drawString(x, y, word)
        x += width + gap


def test_stretched_lines_of_a_narrow_column_are_no_table() -> None:
    def page(canvas: Any) -> None:
        _stretched(canvas, 72, 280, 760, ["In", "1998", "the", "chamberlain"])
        _stretched(canvas, 72, 280, 748, ["counted", "1,240", "inhabitants,"])
        canvas.drawString(72, 736, "of whom 310 could write.")

    (block,) = _blocks(page)
    assert block.text == "In 1998 the chamberlain counted 1,240 inhabitants, of whom 310 could write."


def test_figures_with_even_gaps_are_a_table() -> None:
    def page(canvas: Any) -> None:
        made = table([["2019", "2020", "2021"], ["10.1", "20.2", "30.3"], ["11.1", "21.2", "31.3"]], lines=False)
        made.wrapOn(canvas, 400, 400)
        made.drawOn(canvas, 72, 600)

    assert [one.cell is not None for one in _blocks(page)] == [True] * 9


@pytest.mark.parametrize("box", [b"[ 595.2756 841.8898 0 0 ]", b"[ 0 0 0 0 ]"])
def test_a_page_whose_corners_are_named_otherwise_is_read(box: bytes) -> None:
    made = draw_pdf(lambda canvas: canvas.drawString(72, 700, "The quay is 120 m long and lies in the south."))
    assert b"[ 0 0 595.2756 841.8898 ]" in made
    data = made.replace(b"[ 0 0 595.2756 841.8898 ]", box)
    assert [one.text for one in pdf.read(data, Limits()).blocks] == ["The quay is 120 m long and lies in the south."]
