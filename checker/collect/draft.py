"""Drafts of blocks: what a reader notes down while it walks a file, and how they become `Block` records.

A reader names *pieces* of the raw file; what lies between them (markup) is out. `show` joins the pieces into what
a reader sees, white space collapsed, and keeps the map back. Invisible characters (soft hyphens, zero-width
marks, bidi controls) stay in the document and leave the block's text.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from typing import NamedTuple

from checker.records import Block, Cell

BLOCK_CHARACTERS = 100_000  # parsers are given no more at once; longer blocks are cut at white space

_HIDDEN = "\u00ad\u061c\u180e\u200b-\u200f\u202a-\u202e\u2060-\u2069\ufeff\x00-\x08\x0e-\x1f\x7f-\x9f"
_HARD = "\u00a0\u2007\u2009\u202f"  # spaces that group digits: kept between digits, plain spaces elsewhere
_INK = rf"[^ \t\r\n\f\v{_HARD}{_HIDDEN}]"
_TOKEN = re.compile(
    rf"(?P<ink>{_INK}++(?:(?: |(?<=\d)[{_HARD}](?=\d)){_INK}++)*+)|(?P<hidden>[{_HIDDEN}]++)|.", re.DOTALL
)
_PLAIN = re.compile(r"[!-~]+(?: [!-~]+)*")
PLAIN_CHARACTERS = 200


class Piece(NamedTuple):
    """A stretch of the raw file that is seen, as it stands or as `shown` in its place ("&amp;" as "&")."""

    start: int
    end: int
    shown: str | None = None


@dataclass(slots=True, eq=False)
class DraftCell:
    """The place of a table cell, its heads still named by their drafts."""

    table: int
    row: int
    column: int
    row_heads: list[Draft] = field(default_factory=list)
    column_heads: list[Draft] = field(default_factory=list)
    caption: Draft | None = None
    is_head: bool = False


@dataclass(slots=True, eq=False)
class Draft:
    """A block before it has a number."""

    kind: str
    pieces: list[Piece]
    level: int = 0
    parent: Draft | None = None
    role: str = "body"
    cell: DraftCell | None = None
    is_link: bool = False  # all of it is hyperlinks
    is_away: bool = False  # it begins with a link that leads to another page, and a heading is all of it
    links: int = 0  # that lead to other pages
    is_bold: bool = False  # all of it is in bold type
    is_label: bool = False  # "Note": names the paragraph below it and nothing after that
    where: str = ""  # see `Block`
    text: str = ""
    runs: tuple[tuple[int, int], ...] = ()
    number: int = -1

    @property
    def start(self) -> int:
        """Where it begins in the raw file."""
        return self.pieces[0].start if self.pieces else 0


class _Ink:
    """Collects visible text and its runs."""

    def __init__(self) -> None:
        self.parts: list[str] = []
        self.runs: list[tuple[int, int]] = []
        self.length = 0
        self._shift: int | None = None
        self._space = -1  # place of a white space that waits for the next word

    def space(self, place: int) -> None:
        if self.length and self._space < 0:
            self._space = place

    def word(self, word: str, place: int) -> None:
        if self._space >= 0:
            space, self._space = self._space, -1
            self._put(" ", space)
        self._put(word, place)

    def replaced(self, shown: str, piece: Piece) -> None:
        """Put characters that stand for a whole piece: the first maps to its start, the last to its end."""
        if self._space >= 0:
            space, self._space = self._space, -1
            self._put(" ", space)
        self._shift = None
        self._put(shown, piece.start)
        self.runs.append((self.length - 1, piece.end - 1))
        self._shift = None

    def _put(self, word: str, place: int) -> None:
        if place - self.length != self._shift:
            self._shift = place - self.length
            self.runs.append((self.length, place))
        self.parts.append(word)
        self.length += len(word)


def show(text: str, pieces: Iterable[Piece]) -> tuple[str, tuple[tuple[int, int], ...]]:
    """Return what a reader sees of pieces of `text`, and the runs that map it back (see `Block`)."""
    pieces = list(pieces)
    if len(pieces) == 1 and pieces[0].shown is None:
        bare = text[pieces[0].start : pieces[0].end].strip(" ")
        if len(bare) <= PLAIN_CHARACTERS and _PLAIN.fullmatch(bare):  # as most cells are
            return bare, ((0, text.index(bare, pieces[0].start)),)
    ink = _Ink()
    for piece in pieces:
        if piece.shown is not None:
            _show_replaced(text, piece, ink)
            continue
        for match in _TOKEN.finditer(text, piece.start, piece.end):
            if match.lastgroup == "ink":
                ink.word(match[0], match.start())
            elif match.lastgroup is None:
                ink.space(match.start())
    return "".join(ink.parts), tuple(ink.runs)


def _show_replaced(text: str, piece: Piece, ink: _Ink) -> None:
    shown = piece.shown or ""
    if shown in _HARD:  # "12&nbsp;500": a hard space groups digits, elsewhere it is a space
        between_digits = ink.parts and ink.parts[-1][-1].isdigit() and text[piece.end : piece.end + 1].isdigit()
        shown = shown if between_digits else " "
    if not shown.strip(" \t\r\n"):
        ink.space(piece.start)
    elif not re.fullmatch(f"[{_HIDDEN}]+", shown):
        ink.replaced(shown, piece)


def show_all(text: str, drafts: Iterable[Draft]) -> list[Draft]:
    """Fill in the visible text of drafts; those with nothing to see are left out, over-long ones cut."""
    shown: list[Draft] = []
    for draft in drafts:
        draft.text, draft.runs = show(text, draft.pieces)
        if len(draft.text) > BLOCK_CHARACTERS:
            shown.extend(_cut(draft))
        elif draft.text:
            shown.append(draft)
    return shown


def _cut(draft: Draft) -> Iterable[Draft]:
    """Cut an over-long draft at white space; a stretch without any is marked as no text to read."""
    start = 0
    while start < len(draft.text):
        end = min(start + BLOCK_CHARACTERS, len(draft.text))
        gap = draft.text.rfind(" ", start, end) if end < len(draft.text) else end
        role = draft.role if gap > start else "example"
        end = gap if gap > start else end
        runs = [(at - start, place) for at, place in draft.runs if start <= at < end]
        if not runs or runs[0][0] > 0:
            at, place = [run for run in draft.runs if run[0] <= start][-1]
            runs.insert(0, (0, place + start - at))
        yield Draft(
            kind=draft.kind, pieces=draft.pieces, level=draft.level, parent=draft.parent, role=role,
            cell=draft.cell, where=draft.where, text=draft.text[start:end], runs=tuple(runs),
        )  # fmt: skip
        start = end + 1 if gap > start else end


def number_blocks(drafts: Sequence[Draft]) -> tuple[Block, ...]:
    """Number shown drafts in reading order and return them as blocks, with the headings above each."""
    for number, draft in enumerate(drafts):
        draft.number = number
    above: list[Draft] = []
    blocks: list[Block] = []
    for draft in drafts:
        is_heading = draft.kind in ("heading", "title") and draft.role == "body"
        if is_heading:
            while above and above[-1].level >= draft.level:
                above.pop()
        blocks.append(_to_block(draft, tuple(one.number for one in above)))
        if is_heading:
            above.append(draft)
    return tuple(blocks)


def _to_block(draft: Draft, section: tuple[int, ...]) -> Block:
    return Block(
        number=draft.number,
        kind=draft.kind,
        text=draft.text,
        runs=draft.runs,
        section=section,
        level=draft.level,
        parent=_number(draft.parent),
        cell=_to_cell(draft.cell) if draft.cell else None,
        role=draft.role,
        where=draft.where,
    )


def _to_cell(cell: DraftCell) -> Cell:
    return Cell(
        table=cell.table,
        row=cell.row,
        column=cell.column,
        row_heads=tuple(head.number for head in cell.row_heads if head.number >= 0),
        column_heads=tuple(head.number for head in cell.column_heads if head.number >= 0),
        caption=_number(cell.caption),
        is_head=cell.is_head,
    )


def _number(draft: Draft | None) -> int | None:
    return draft.number if draft is not None and draft.number >= 0 else None
