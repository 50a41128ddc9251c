"""A table of a page while it is open: its rows, the cells that reach down from above, and what they hold."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field

from checker.collect.draft import Draft, Piece
from checker.collect.table import SPAN_MOST, Table, TableCell


@dataclass(slots=True)
class OpenTable:
    """A table that is open, and where what it holds goes."""

    rows: list[list[TableCell]] = field(default_factory=list)
    contents: list[list[Draft]] = field(default_factory=list)  # of each cell, in order
    heads: int = 0  # rows in <thead>
    caption: Draft | None = None
    is_layout: bool = False
    in_head: bool = False
    taken: dict[int, int] = field(default_factory=dict)  # column: rows that a cell from above still covers it

    @property
    def is_one_column(self) -> bool:
        """Whether no row has two cells: such a table only lays out what it holds."""
        return max((len(row) for row in self.rows), default=0) < 2

    @property
    def is_page(self) -> bool:
        """Whether a cell holds what pages are made of, a heading with paragraphs: such a table lays out a page."""
        return any(
            one.kind == "heading" and sum(below.kind == "paragraph" for below in content[at + 1 :]) >= 2
            for content in self.contents
            for at, one in enumerate(content)
        )

    def start_row(self) -> None:
        """Open a row."""
        self.rows.append([])
        self.heads += self.in_head
        self.taken = {column: rows - 1 for column, rows in self.taken.items() if rows > 1}

    def start_cell(self, tag: str, values: dict[str, str]) -> None:
        """Open a cell in the last row, right of those that are there and of those that reach down into it."""
        row = self.rows[-1]
        columns, rows = _span(values, "colspan"), _span(values, "rowspan")
        column = row[-1].column + row[-1].columns if row else 0
        while column in self.taken:
            column += 1
        if rows > 1:  # as far as any table is wide: a few cells could claim millions of places
            self.taken.update(dict.fromkeys(range(column, min(column + columns, SPAN_MOST)), rows))
        row.append(TableCell(Draft("cell", []), column, columns, rows, is_th=tag == "th"))

    def end_cell(self, content: list[Draft]) -> None:
        """Close the last cell with what was found in it."""
        self.contents.append(content)
        if self.rows and self.rows[-1]:
            self.rows[-1][-1].draft.pieces = together(content)
            self.rows[-1][-1].draft.role = content[0].role if content else "body"

    def to_table(self, caption: Draft | None) -> Table:
        """Return the table, to be placed."""
        return Table(rows=self.rows, head_rows=self.heads, caption=caption)


def _span(values: dict[str, str], name: str) -> int:
    value = values.get(name, "").strip()[:5]
    return min(max(int(value), 1), SPAN_MOST) if value.isascii() and value.isdigit() else 1


def together(content: Sequence[Draft]) -> list[Piece]:
    """Join the paragraphs of a cell with white space between them."""
    pieces: list[Piece] = []
    for draft in content:
        if pieces and draft.pieces:
            pieces.append(Piece(pieces[-1].end, pieces[-1].end + 1, " "))
        pieces.extend(draft.pieces)
    return pieces
