"""Puts what one reader found into the text of another document: the parts and attachments of a message."""

from __future__ import annotations

from checker.collect.composing import COLUMN_GAP, Composer
from checker.collect.draft import Draft, DraftCell, Piece
from checker.collect.reader import Reading
from checker.records import Block, Cell

DEEPEST_HEADING = 6


def transcribe(composer: Composer, reading: Reading, where: str, tables: int) -> int:
    """Put the blocks of a reading, as its own reader judged them; return the number of the next table.

    Args:
        composer: takes the text and the drafts.
        reading: of a part; its title and headings come one level below those of the whole.
        where: goes before the place of each block: "attachment totals.xlsx".
        tables: number of the next table.
    """
    drafts: dict[int, Draft] = {}
    last: Cell | None = None
    next_table = tables
    for block in reading.blocks:
        if block.cell is None:
            draft = composer.paragraph(block.text, block.kind, where=_where(where, block))
            last = None
        else:
            draft = _cell(composer, block, last, _where(where, block))
            last = block.cell
            next_table = max(next_table, tables + block.cell.table + 1)
        if draft is not None:
            _copy(draft, block)
            drafts[block.number] = draft
    for block in reading.blocks:
        _tie(drafts, block, tables)
    if last is not None:
        composer.put("\n")
    return next_table


def _where(where: str, block: Block) -> str:
    return ", ".join(part for part in (where, block.where) if part)


def _cell(composer: Composer, block: Block, last: Cell | None, where: str) -> Draft:
    """Put a cell beside the one before it, or on a line of its own where its row begins."""
    assert block.cell is not None
    if last is not None and (last.table, last.row) == (block.cell.table, block.cell.row):
        composer.put(COLUMN_GAP)
    elif composer.length:
        composer.put("\n")
    draft = Draft("cell", [Piece(*composer.put(block.text))], where=where)
    composer.drafts.append(draft)
    return draft


def _copy(draft: Draft, block: Block) -> None:
    draft.level, draft.role = block.level, block.role
    if block.kind in ("title", "heading"):
        draft.kind, draft.level = "heading", min(block.level + 1, DEEPEST_HEADING)


def _tie(drafts: dict[int, Draft], block: Block, tables: int) -> None:
    """Hang a draft on what its block hangs on, and give it the heads of its cell."""
    draft = drafts.get(block.number)
    if draft is None:
        return
    draft.parent = drafts.get(block.parent) if block.parent is not None else None
    if block.cell is not None:
        cell = block.cell
        draft.cell = DraftCell(
            table=tables + cell.table,
            row=cell.row,
            column=cell.column,
            row_heads=[drafts[number] for number in cell.row_heads if number in drafts],
            column_heads=[drafts[number] for number in cell.column_heads if number in drafts],
            caption=drafts.get(cell.caption) if cell.caption is not None else None,
            is_head=cell.is_head,
        )
