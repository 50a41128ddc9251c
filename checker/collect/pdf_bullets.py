"""The marks of lists that a pdf draws as shapes: browsers and drawing programs write no "•", they fill a circle.

A mark is a small shape about as wide as it is high, that stands before the first word of a line, at half the height
of its letters. What it is in the text layer is nothing, so it is put there as a word.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Any

from checker.collect.pdf_words import Word, page_box

BULLET = "•"
MOST_SHAPES = 20_000  # of a page that are looked at; one with more is a drawing
LEAST_SIZE, MOST_SIZE = 0.15, 0.6  # of the size of the words
LONGEST = 1.4  # its longer side to the shorter
REACH = 3.0  # of the size: a mark stands no farther to the left of its word
CELL = 16.0  # points

Box = tuple[float, float, float, float]  # left, right, top and bottom, from the top left corner of the page


def with_bullets(words: Sequence[Word], page: Any, raw: Any) -> list[Word]:
    """Return the words of an upright page with a word for each list mark that is drawn.

    Args:
        words: of the page, with their places.
        page: the page of pypdfium2.
        raw: the module `pypdfium2.raw`.
    """
    rows: dict[int, list[Word]] = {}
    for word in words:
        rows.setdefault(int(word.base // CELL), []).append(word)
    found: dict[int, Word] = {}
    for box in _small_shapes(page, raw) if rows else ():
        near = [word for row in range(int(box[3] // CELL), int(box[3] // CELL) + 2) for word in rows.get(row, ())]
        line = [word for word in near if _is_on_line(box, word)]
        first = min((word for word in line if word.left > box[1]), key=lambda word: word.left, default=None)
        if first is not None and _is_before(box, first, line):
            found[id(first)] = Word(BULLET, box[0], box[1], first.base, first.size)
    return [one for word in words for one in (found.get(id(word)), word) if one is not None]


def _small_shapes(page: Any, raw: Any) -> Iterator[Box]:
    from ctypes import c_float

    edge, _, _, top = page_box(page)
    left, low, right, high = c_float(), c_float(), c_float(), c_float()
    for number in range(min(raw.FPDFPage_CountObjects(page), MOST_SHAPES)):
        shape = raw.FPDFPage_GetObject(page, number)
        if raw.FPDFPageObj_GetType(shape) != raw.FPDF_PAGEOBJ_PATH:
            continue
        if raw.FPDFPageObj_GetBounds(shape, left, low, right, high):
            width, height = right.value - left.value, high.value - low.value
            if 0 < max(width, height) <= min(LONGEST * min(width, height), CELL):
                yield left.value - edge, right.value - edge, top - high.value, top - low.value


def _is_on_line(box: Box, word: Word) -> bool:
    """Say whether a shape stands at half the height of the letters of a word."""
    up = word.base - (box[2] + box[3]) / 2
    return 0.1 * word.size < up < 0.5 * word.size


def _is_before(box: Box, first: Word, line: Sequence[Word]) -> bool:
    """Say whether a shape is the mark of the word to its right, and no dot between two words."""
    is_small = LEAST_SIZE * first.size <= box[1] - box[0] <= MOST_SIZE * first.size
    is_inside = any(word.left < box[0] < word.right + first.size for word in line)
    return is_small and not is_inside and first.left - box[1] <= REACH * first.size
