"""Sheets and data files: which rows are a table, which are its title, which are notes below it.

People put a title in the first cell, leave a row free, write heads, leave rows free between sections, and put "Source:"
below. A free row ends a table only where new heads follow it; a free column parts two tables only where the right one
names its own rows.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from itertools import pairwise
from typing import Generic, Protocol, TypeVar

from checker.collect.table import is_head_like

NOTE_WORDS = 7  # a lone cell with at least so many words is a sentence and no label
SECTION_WORDS = 6


class GridCell(Protocol):
    """What is needed of a cell; columns count from 0."""

    text: str
    column: int
    columns: int


C = TypeVar("C", bound=GridCell)


@dataclass(slots=True)
class Row(Generic[C]):
    """A row with the cells that hold something, from left to right; rows count from 1."""

    number: int
    cells: list[C]


@dataclass(slots=True)
class Region(Generic[C]):
    """A table with the lines above and below that belong to it; one without rows is lines alone."""

    lines: list[C] = field(default_factory=list)
    rows: list[Row[C]] = field(default_factory=list)
    notes: list[C] = field(default_factory=list)


def find_regions(rows: Sequence[Row[C]]) -> list[Region[C]]:
    """Return the tables of a sheet and the lines around them, in reading order; `rows` holds no empty row."""
    regions: list[Region[C]] = []
    for chunk in (part for rows_of in _chunks(rows) for part in _side_by_side(rows_of)):
        region = _region(chunk)
        above = regions[-1] if regions else None
        if above is not None and not above.rows and region.rows:
            before = regions[-2] if len(regions) > 1 else None
            if before is not None and before.rows and _goes_on(before, region) and _are_labels(above.lines):
                _extend(before, [*_as_rows(above.lines, region), *_as_rows(region.lines, region), *region.rows], region)
                regions.pop()
                continue
            region.lines = [*above.lines, *region.lines]
            regions[-1] = region
        elif above is not None and above.rows and region.rows and _goes_on(above, region) and _are_labels(region.lines):
            _extend(above, [*_as_rows(region.lines, region), *region.rows], region)
        else:
            regions.append(region)
    return regions


def settle(region: Region[C]) -> int:
    """Let the columns of a region's table count from its own first, and return how many head rows are sure.

    A first row of words that names every row's first column too is the one head row: the rows of words below it are
    records. Where it leaves the corner free, its form decides (0).
    """
    first = min(cell.column for row in region.rows for cell in row.cells)
    for row in region.rows:
        for cell in row.cells:
            cell.column -= first
    return count_sure_heads([row.cells for row in region.rows[:2]])


def count_sure_heads(rows: Sequence[Sequence[GridCell]]) -> int:
    """Return 1 if the first of two rows is the one head row by its form, else 0; see `settle`."""
    filled = [[cell for cell in row if cell.text] for row in rows[:2]]
    if len(filled) < 2 or len(filled[0]) < 2 or not filled[1]:
        return 0
    has_corner = filled[0][0].column == 0 and filled[1][0].column == 0
    return int(has_corner and all(is_head_like(cell.text) for cell in filled[0]))


def _chunks(rows: Sequence[Row[C]]) -> list[list[Row[C]]]:
    """Cut rows where one or more are free."""
    chunks: list[list[Row[C]]] = [[row] for row in rows[:1]]
    for above, row in pairwise(rows):
        if row.number - above.number > 1:
            chunks.append([])
        chunks[-1].append(row)
    return chunks


def _region(rows: list[Row[C]]) -> Region[C]:
    """Take the lone cells above and the notes below off a table."""
    first = next((index for index, row in enumerate(rows) if len(row.cells) > 1), len(rows))
    last = len(rows)
    while last > first and len(rows[last - 1].cells) == 1 and _is_note(rows[last - 1].cells[0]):
        last -= 1
    return Region(
        lines=[cell for row in rows[:first] for cell in row.cells],
        rows=rows[first:last],
        notes=[cell for row in rows[last:] for cell in row.cells],
    )


def _is_note(cell: GridCell) -> bool:
    return len(cell.text.split()) >= NOTE_WORDS or cell.text[:1] in "*†" or cell.text.lower().startswith(
        ("source", "note")
    )  # fmt: skip


def _goes_on(above: Region[C], region: Region[C]) -> bool:
    """Say whether rows go on with the table above: they lie below its columns and begin with no heads of their own."""
    covered = {column for row in above.rows for cell in row.cells for column in _columns(cell)}
    inside = all(cell.column in covered for row in region.rows for cell in row.cells)
    has_figures = any(not is_head_like(cell.text) for cell in region.rows[0].cells[1:])
    return inside and has_figures and not above.notes


def _are_labels(lines: Sequence[GridCell]) -> bool:
    return all(len(cell.text.split()) <= SECTION_WORDS and is_head_like(cell.text) for cell in lines)


def _as_rows(lines: Sequence[C], region: Region[C]) -> list[Row[C]]:
    return [Row(region.rows[0].number, [cell]) for cell in lines]


def _extend(above: Region[C], rows: list[Row[C]], region: Region[C]) -> None:
    above.rows.extend(rows)
    above.notes = region.notes


def _side_by_side(rows: list[Row[C]]) -> list[list[Row[C]]]:
    """Part two tables that stand beside one another."""
    taken = sorted({column for row in rows for cell in row.cells for column in _columns(cell)})
    gaps = [left for left, right in pairwise(taken) if right - left > 1]
    for gap in gaps:
        left = [Row(row.number, [cell for cell in row.cells if cell.column <= gap]) for row in rows]
        right = [Row(row.number, [cell for cell in row.cells if cell.column > gap]) for row in rows]
        if _is_table(left) and _is_table(right):
            return [_filled(left), *_side_by_side(_filled(right))]
    return [rows]


def _is_table(rows: list[Row[C]]) -> bool:
    """Say whether rows are a table with names of its own for them: words first, figures beside them."""
    filled = [row for row in rows if len(row.cells) > 1]
    named = [row for row in filled if is_head_like(row.cells[0].text) and any(map(str.isalpha, row.cells[0].text))]
    figures = [row for row in filled if any(not is_head_like(cell.text) for cell in row.cells[1:])]
    first = {row.cells[0].column for row in filled}
    return len(figures) >= 2 and len(named) * 4 >= len(filled) * 3 and len(first) == 1


def _filled(rows: list[Row[C]]) -> list[Row[C]]:
    return [row for row in rows if row.cells]


def _columns(cell: GridCell) -> range:
    return range(cell.column, cell.column + cell.columns)
