"""Tables and lists of values in plain text that spaces or rows of dots lay out in columns.

"Station      Q1 2023   Q2 2023"      heads, when figures stand below them
"Max. speed ........... 18 km/h"      a label and its value

Two spaces after a full stop are no gap between columns: what stands in columns is short, and most of it is figures.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from itertools import pairwise
from typing import NamedTuple, Protocol

CELL_WORDS = 8
LABEL_WORDS = 10
HEAD_INDENT = 8
TRIES = 3  # lines above a table that may look like its first
ROWS_LEAST = 2  # with figures: fewer prove no column

_GAP = re.compile(r"(?:[ \u00a0]?(?:\.[ ]?){4,}|…{2,}|\t)[ \t\u00a0]*|[ \u00a0]{2,}[ \t\u00a0]*")
_WIDE = re.compile(r"[ \u00a0]{3,}|\t|\.{3}|\. \.|…")
_FIGURE = re.compile(r"[-−–+(]?\s?[^\s\d]{0,4}\s?\d|[-–—]$|n/?a$", re.IGNORECASE)
_YEAR = re.compile(r"(?:(?:FY|[QH][1-4]) ?)?(?:19|20)\d\d")
_PLAIN = re.compile(r"\d{1,4}")


class Line(Protocol):
    """What is needed of a line: its place in the text, its words, and how far it is set in."""

    @property
    def start(self) -> int:
        """Where it begins in the text."""

    @property
    def text(self) -> str:
        """Its words, without outer white space."""

    @property
    def indent(self) -> int:
        """Characters before it."""


class Cell(NamedTuple):
    """Words between two gaps: their place in the text, and the characters of the line that they cover."""

    start: int
    end: int
    left: int
    right: int
    text: str
    gap: str  # before it


class Block(NamedTuple):
    """Lines that belong together: those of a table or a list of values with their cells, or others with none."""

    first: int  # number of the first line
    last: int  # behind the last
    rows: tuple[tuple[tuple[int, Cell], ...], ...] = ()  # column and cell
    heads: int = 0  # of the rows
    is_list: bool = False  # of labels and values


def find_columns(lines: Sequence[Line]) -> Iterator[Block]:
    """Give the lines of a group as blocks, in order."""
    cells = [_cells(line) for line in lines]
    plain = at = failed = 0
    while at < len(lines):
        end = _run_end(cells, at)
        block = _block(cells, at, end) if end - at >= ROWS_LEAST else None
        if block is None:
            failed = failed + 1 if end > at + 1 else 0
            at, failed = (at + 1, failed) if failed <= TRIES else (end, 0)
            continue
        if plain < at:
            yield Block(plain, at)
        yield block
        plain = at = end
        failed = 0
    if plain < len(lines):
        yield Block(plain, len(lines))


def _cells(line: Line) -> list[Cell]:
    found: list[Cell] = []
    at, before = 0, ""
    for gap in (*_GAP.finditer(line.text), None):
        end = gap.start() if gap else len(line.text)
        if end > at:
            words = line.text[at:end]
            found.append(Cell(line.start + at, line.start + end, line.indent + at, line.indent + end, words, before))
        at, before = (gap.end(), gap[0]) if gap else (end, "")
    return found


def _run_end(cells: Sequence[Sequence[Cell]], at: int) -> int:
    """Return where the lines in columns end that begin here; a short line between two of them names a section."""
    end = at
    while end < len(cells):
        is_alone = len(cells[end]) == 1 and _is_label(cells[end][0])
        is_name = is_alone and (end > at or cells[end][0].left >= HEAD_INDENT)  # of a section, or of the only column
        is_row = len(cells[end]) > 1 and max(len(cell.text.split()) for cell in cells[end]) <= CELL_WORDS
        if is_row or (is_name and end + 1 < len(cells) and _is_data(cells[end + 1])):
            end += 1
        else:
            break
    return end


def _is_label(cell: Cell) -> bool:
    return len(cell.text.split()) <= LABEL_WORDS and cell.text[-1:] not in ".!?;,"


def _is_data(row: Sequence[Cell]) -> bool:
    """Say whether a line is a label with figures."""
    if len(row) < 2 or not _is_label(row[0]):
        return False
    if len(row) == 2:
        return any(map(str.isdigit, row[1].text)) and len(row[1].text.split()) <= CELL_WORDS
    return 2 * sum(_FIGURE.match(cell.text) is not None for cell in row[1:]) > len(row) - 1


def _block(cells: Sequence[Sequence[Cell]], first: int, last: int) -> Block | None:
    rows = cells[first:last]
    edge = min(row[0].left for row in rows) + HEAD_INDENT  # what begins behind it has no label of its own
    is_data = [_is_data(row) and row[0].left < edge for row in rows]
    data = [row for row, is_one in zip(rows, is_data, strict=True) if is_one]
    heads = is_data.index(True) if data else len(rows)
    if len(data) < ROWS_LEAST or heads > 2:
        return None
    if any(len(row) > 1 and not is_one for row, is_one in zip(rows[heads:], is_data[heads:], strict=True)):
        return None
    is_dated = [_YEAR.fullmatch(row[-1].text) is not None for row in data]
    if not heads and len(rows[0]) == 2 and is_dated[0] and not any(is_dated[1:]):
        heads = 1  # "Station    2023" over figures of that year
    width = max(map(len, data))
    if width == 2 and not heads:
        return _list(rows, first, last)
    columns = _columns([row for row in data if len(row) == width])
    placed = [tuple(enumerate(row)) if len(row) == width else _place(row, columns) for row in rows]
    if any(row is None for row in placed):
        return None
    return Block(first, last, tuple(row for row in placed if row is not None), heads)


def _list(rows: Sequence[Sequence[Cell]], first: int, last: int) -> Block | None:
    """Return labels with their values; a list of contents leads to pages, and is none."""
    if any(len(row) != 2 or not _WIDE.search(row[1].gap) for row in rows):
        return None
    if all(_PLAIN.fullmatch(row[1].text) and "." in row[1].gap for row in rows):
        return None
    return Block(first, last, tuple(tuple(enumerate(row)) for row in rows), is_list=True)


def _columns(rows: Sequence[Sequence[Cell]]) -> list[tuple[int, int]] | None:
    """Return the edges of columns; None where two of them overlap."""
    edges = [(min(cell.left for cell in one), max(cell.right for cell in one)) for one in zip(*rows, strict=True)]
    is_apart = all(left[1] <= right[0] for left, right in pairwise(edges))
    return edges if is_apart else None


def _place(row: Sequence[Cell], columns: list[tuple[int, int]] | None) -> tuple[tuple[int, Cell], ...] | None:
    """Return each cell of a row with the column that it stands in or next to; None where two stand in one."""
    if columns is None:
        return None
    placed = [(min(range(len(columns)), key=lambda number: _distance(cell, columns[number])), cell) for cell in row]
    numbers = [number for number, _ in placed]
    return tuple(placed) if numbers == sorted(set(numbers)) else None


def _distance(cell: Cell, column: tuple[int, int]) -> float:
    """Return how far a cell lies from a column: below 0 where they overlap, the more the lower."""
    shared = min(cell.right, column[1]) - max(cell.left, column[0])
    return -shared if shared > 0 else abs((cell.left + cell.right) - (column[0] + column[1])) / 2
