"""A draft in passages, as a reader sees it, with its figures marked."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterator, Sequence
from itertools import groupby

from checker.records import Block, Document
from checker.tied import Mark, Passage, TiedFigure, Unread

BETWEEN_CELLS = " | "


def cut_passages(document: Document, figures: Sequence[TiedFigure], unread: Sequence[Unread]) -> tuple[Passage, ...]:
    """Return the passages of a document in order; the cells of a row make one passage."""
    spans = [(one.mention.start, one.mention.end, one.number) for one in figures]
    spans += [(one.mention.start, one.mention.end, -number) for number, one in enumerate(unread, start=1)]
    spans.sort()
    marks = {block.number: list(_marks(block, spans)) for block in document.blocks if block.text}
    found: list[Passage] = []
    for _, group in groupby((block for block in document.blocks if block.text), key=_row):
        blocks = list(group)
        found.append(_row_passage(blocks, marks) if blocks[0].cell else _passage(blocks[0], marks))
    return tuple(found)


def _row(block: Block) -> tuple[int, ...]:
    """Return what the cells of one row share, and no two other blocks."""
    return (-1, block.cell.table, block.cell.row) if block.cell else (block.number,)


def _passage(block: Block, marks: dict[int, list[Mark]]) -> Passage:
    kind = block.kind if block.role == "body" else "aside"
    return Passage(kind=kind, level=block.level, text=block.text, marks=tuple(marks[block.number]))


def _row_passage(blocks: Sequence[Block], marks: dict[int, list[Mark]]) -> Passage:
    text, moved = "", []
    for block in blocks:
        text += BETWEEN_CELLS if text else ""
        shift = len(text)
        text += block.text
        moved += [Mark(start=m.start + shift, end=m.end + shift, number=m.number) for m in marks[block.number]]
    return Passage(kind="row", level=0, text=text, marks=tuple(moved))


def _marks(block: Block, spans: Sequence[tuple[int, int, int]]) -> Iterator[Mark]:
    """Give the figures of a block at their place in its text; of two that overlap, the first."""
    first, last = block.to_document(0, len(block.text))
    at = 0
    for start, end, number in spans[bisect_right(spans, (first, -1, 0)) :]:
        if start >= last:
            return
        begin, stop = _in_block(block, start), _in_block(block, end - 1) + 1
        if at <= begin < stop <= len(block.text):
            yield Mark(start=begin, end=stop, number=number)
            at = stop


def _in_block(block: Block, place: int) -> int:
    """Return where a place of the document stands in a block's text: the last run that begins at or before it."""
    runs = sorted(block.runs, key=lambda run: run[1])
    offset, there = runs[max(0, bisect_right([run[1] for run in runs], place) - 1)]
    return offset + place - there
