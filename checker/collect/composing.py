"""Puts the text of a format together that is no text itself, and notes the drafts while it does.

What is put here is what offsets count in and what `tieout text` prints: a paragraph and an empty line, list items a
line each, the cells of a table row on one line with bars between them.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field

from checker.collect.draft import Draft, Piece, number_blocks, show_all
from checker.collect.grid import count_sure_heads
from checker.collect.layout import PSEUDO_LEVEL, classify, find_caption
from checker.collect.properties import NO_PROPERTIES, Properties
from checker.collect.reader import Reading
from checker.collect.table import Table, TableCell, place
from checker.config import Limits
from checker.errors import UnreadableDocument

COLUMN_GAP = " | "


@dataclass(slots=True, eq=False)
class ComposedCell:
    """A cell that a reader met: its text, where it lies on the grid, and its place in words."""

    text: str
    column: int
    columns: int = 1
    rows: int = 1
    where: str = ""
    is_th: bool = False
    role: str = "body"
    notes: Sequence[tuple[int, int]] = ()  # spans of `text` that are seen and not read: footnote marks


@dataclass(slots=True, eq=False)
class _Waiting:
    """A table whose cells get their heads when the whole text is known."""

    table: Table


@dataclass(slots=True)
class Composer:
    """Collects the text of a document and its drafts, in reading order."""

    limits: Limits
    drafts: list[Draft | _Waiting] = field(default_factory=list)
    _parts: list[str] = field(default_factory=list)
    _length: int = 0
    _cells: int = 0

    @property
    def length(self) -> int:
        """How many characters have been put."""
        return self._length

    def put(self, text: str) -> tuple[int, int]:
        """Put some text and return its span."""
        start = self._length
        self._parts.append(text)
        self._length += len(text)
        if self._length > self.limits.text_characters:
            most = self.limits.text_characters
            raise UnreadableDocument("too-large", f"more than {most:,} characters of text")
        return start, self._length

    def paragraph(
        self,
        text: str,
        kind: str = "paragraph",
        *,
        level: int = 0,
        where: str = "",
        notes: Sequence[tuple[int, int]] = (),
        before: str = "",
    ) -> Draft | None:
        """Put a paragraph and return its draft; nothing where it has no text.

        Args:
            text: of the paragraph.
            kind: of the block.
            level: of the block.
            where: see `Block`.
            notes: spans of `text`, in order, that are seen and not read: footnote marks.
            before: what is put in front and not read: the mark of a list item.
        """
        bare = text.strip()
        if not bare:
            return None
        self._part(is_item=kind == "item")
        self.put(before)
        shift = len(text) - len(text.lstrip())
        draft = Draft(kind, _without(self.put(bare), notes, shift), level=level, where=where)
        self.put("\n")
        self.drafts.append(draft)
        return draft

    def table(self, rows: Sequence[Sequence[ComposedCell]], head_rows: int = 0, caption: Draft | None = None) -> None:
        """Put a table; where no row has two cells, their texts are paragraphs."""
        if max((len(row) for row in rows), default=0) < 2:
            for cell in (cell for row in rows for cell in row):
                self.paragraph(cell.text, where=cell.where)
            return
        self._part()
        table = Table(head_rows=head_rows or count_sure_heads(rows), caption=caption)
        for row in rows:
            self._cells += len(row)
            if self._cells > self.limits.cells:
                raise UnreadableDocument("too-large", f"more than {self.limits.cells:,} cells")
            table.rows.append([self._cell(cell, number) for number, cell in enumerate(row)])
            self.put("\n")
        self.drafts.append(_Waiting(table))

    def strings(self, rows: Sequence[Sequence[str]], where: str) -> None:
        """Put a table of plain texts with one head row that all stand in one place."""
        cells = [[ComposedCell(text, column, where=where) for column, text in enumerate(row)] for row in rows]
        self.table(cells, head_rows=1)

    def _cell(self, cell: ComposedCell, number: int) -> TableCell:
        if number:
            self.put(COLUMN_GAP)
        span = self.put(" ".join(cell.text.split()))
        draft = Draft("cell", _without(span, cell.notes, 0), role=cell.role, where=cell.where)
        return TableCell(draft, cell.column, cell.columns, cell.rows, is_th=cell.is_th)

    def _part(self, *, is_item: bool = False) -> None:
        """Put an empty line before what follows, unless it is one list item below another."""
        above = self.drafts[-1] if self.drafts else None
        is_list = is_item and isinstance(above, Draft) and above.kind == "item"
        if above is not None and not is_list:
            self.put("\n")

    def finish(self) -> tuple[str, list[Draft]]:
        """Return the text and its drafts, shown and with the heads of all cells."""
        text = "".join(self._parts)
        drafts: list[Draft] = []
        tables = 0
        for one in self.drafts:
            if isinstance(one, Draft):
                drafts.append(one)
                continue
            one.table.caption = one.table.caption or find_caption(text, drafts)
            drafts.extend(place(text, one.table, tables))
            tables += 1
        return text, show_all(text, drafts)


def _without(span: tuple[int, int], notes: Sequence[tuple[int, int]], shift: int) -> list[Piece]:
    """Return the pieces of a span that remain when notes are out, given as spans of its text."""
    pieces: list[Piece] = []
    at, end = span
    for first, last in notes:
        start, stop = span[0] + first - shift, span[0] + last - shift
        if at < start:
            pieces.append(Piece(at, start))
        at = max(at, stop)
    if at < end or not pieces:
        pieces.append(Piece(at, end))
    return pieces


def nest_item(items: list[Draft], draft: Draft) -> None:
    """Hang a list item on the one above it that is less deep; `items` are those that are open, outermost first."""
    while items and items[-1].level >= draft.level:
        items.pop()
    draft.parent = items[-1] if items else None
    items.append(draft)
    draft.level = len(items)


def with_title(drafts: list[Draft]) -> list[Draft]:
    """Make a heading of the first level the title, if it comes before any other text."""
    first = next((draft for draft in drafts if draft.role == "body"), None)
    if first is not None and first.kind == "heading" and first.level == 1:
        first.kind = "title"
    return drafts


def compose(composer: Composer, properties: Properties = NO_PROPERTIES) -> Reading:
    """Return the reading of what a composer holds; a title in the text beats that of the file's properties."""
    text, shown = composer.finish()
    shown = classify(with_title(shown), pseudo_level=PSEUDO_LEVEL)
    written = next((draft.text for draft in shown if draft.kind == "title"), "")
    return Reading(
        blocks=number_blocks(shown),
        text=text,
        title=written or properties.title,
        date=properties.date,
        date_source="properties",
        publisher=properties.publisher,
    )
