"""Plain text: lines become a title, datelines, headings, paragraphs, items, tables of pipes or of spaces.

Lines of one group (no blank line between) are one hard-wrapped paragraph or a paragraph each. The test is how a
line breaker works: in a wrapped paragraph the first word of the next line would not have fitted, and sentences
run on across the breaks.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from itertools import pairwise
from typing import NamedTuple

from checker.collect.draft import Draft, Piece, number_blocks, show_all
from checker.collect.layout import classify, find_caption, is_dateline_at_top
from checker.collect.reader import Reader, Reading
from checker.collect.table import Table, TableCell, is_pipe_row, is_separator, pipe_table, place
from checker.collect.text_columns import Cell, find_columns
from checker.config import Limits

WRAP_WIDTH = 132  # characters; longer lines were not broken by hand or by a mail program
NARROW = 30  # characters; shorter lines are verse, addresses, columns
TOP_DRAFTS = 4  # a title, a deck and datelines
FILLED_SHARE = 0.85  # of the lines of a wrapped paragraph that could not have taken the next word

_LINE = re.compile(r"(?P<ink>[^\r\n]+)|\r\n|\r|\n")
_BULLET = re.compile(r"(?:[-*+•‣◦▪●·–]|\(?(?:\d{1,3}|[a-z])[.)])[ \t]{1,8}(?=\S)")
_RULE = re.compile(r"[-=_*~#]{3,}")
_BLANK = " \t\f\v\ufeff\u00a0"
_SENTENCE_END = re.compile(r"[.!?…:;][\"'”’)\]»]{0,3}$|[\"”»]$")


class Line(NamedTuple):
    """A line without its break and outer white space, as a span with its indentation."""

    start: int
    end: int
    text: str
    indent: int


def read(text: str, limits: Limits) -> Reading:
    """Return the blocks of a plain text; offsets index the text itself."""
    groups = _groups(text)
    width = _wrap_width(groups)
    drafts: list[Draft] = []
    tables = 0
    for group in groups:
        for part in _parts(group):
            if is_pipe_row(part[0].text):
                table = _table(text, part)
                table.caption = find_caption(text, drafts)
                drafts.extend(place(text, table, tables))
                tables += 1
            elif bullet := _BULLET.match(part[0].text):
                drafts.extend(_item(part, bullet.end(), width))
            else:
                below = _in_columns(text, part, width, drafts, tables)
                tables += len({draft.cell.table for draft in below if draft.cell is not None})
                drafts.extend(below)
    _nest_by_indent(drafts)
    shown = classify(show_all(text, drafts))
    title = next((draft.text for draft in shown if draft.kind == "title"), "")
    return Reading(blocks=number_blocks(shown), title=title)


def _in_columns(text: str, part: Sequence[Line], width: int, above: Sequence[Draft], tables: int) -> list[Draft]:
    """Return the drafts of lines that are no items; what spaces lay out in columns is a table, or labels and values."""
    drafts: list[Draft] = []
    for block in find_columns(part):
        if block.is_list:
            drafts += [_labelled(label, value) for (_, label), (_, value) in block.rows]
        elif block.rows:
            rows = [
                [TableCell(Draft("cell", [Piece(one.start, one.end)]), at) for at, one in row] for row in block.rows
            ]
            table = Table(rows=rows, caption=find_caption(text, [*above, *drafts]))
            drafts += place(text, table, tables)
            tables += 1
        else:
            at_top = len(above) + len(drafts) < TOP_DRAFTS
            drafts += _paragraphs(part[block.first : block.last], width, at_top=at_top)
    return drafts


def _labelled(label: Cell, value: Cell) -> Draft:
    """Return "Weight ....... 24 kg" as the item "Weight: 24 kg"."""
    gap = " " if label.text.endswith(":") else ": "
    pieces = [Piece(label.start, label.end), Piece(label.end, value.start, gap), Piece(value.start, value.end)]
    return Draft("item", pieces, level=1)


def _groups(text: str) -> list[list[Line]]:
    """Cut text at blank lines and at rules into groups of lines."""
    groups: list[list[Line]] = [[]]
    is_blank = True
    for match in _LINE.finditer(text):
        bare = match[0].strip(_BLANK) if match["ink"] else ""
        if bare and not _RULE.fullmatch(bare):
            offset = match[0].index(bare)
            groups[-1].append(Line(match.start() + offset, match.start() + offset + len(bare), bare, offset))
            is_blank = False
        elif match["ink"] or is_blank:  # a line of white space, or a break with no line before it
            groups.append([])
        if not match["ink"]:
            is_blank = True
    return [group for group in groups if group]


def _wrap_width(groups: Sequence[Sequence[Line]]) -> int:
    """Return the longest line that another follows in its group: the margin, if lines were broken at one."""
    inner = [_width(line) for group in groups for line in group[:-1]]
    return max((width for width in inner if width <= WRAP_WIDTH), default=0)


def _width(line: Line) -> int:
    return line.indent + len(line.text)


def _is_wrapped(lines: Sequence[Line], width: int) -> bool:
    """Say whether lines are one paragraph broken at a margin, by how full they are and how they go on."""
    if len(lines) < 2 or max(map(_width, lines)) > WRAP_WIDTH:
        return False
    if len(lines) > 2:  # three lines show their own margin, whatever other lines there are
        width = min(width, max(_width(line) for line in lines[:-1]))
    if width < NARROW:
        return False
    pairs = list(pairwise(lines))
    filled = sum(_is_full(line, below, width) for line, below in pairs)
    open_pairs = [(line, below) for line, below in pairs if not _SENTENCE_END.search(line.text)]
    running = sum(not below.text.lstrip("\"'“‘($€£")[:1].isupper() for _, below in open_pairs)
    return filled >= FILLED_SHARE * len(pairs) and bool(open_pairs) and running * 2 >= len(open_pairs)


def _is_full(line: Line, below: Line, width: int) -> bool:
    first_word = below.text.split(None, 1)[0]
    return _width(line) + 1 + len(first_word) > width - 2


def _parts(group: Sequence[Line]) -> Iterator[list[Line]]:
    """Cut a group before list items and around rows of pipes."""
    part: list[Line] = []
    for index, line in enumerate(group):
        below = group[index + 1] if index + 1 < len(group) else None
        if part and (_starts_item(line, part, below) or is_pipe_row(line.text) != is_pipe_row(part[-1].text)):
            yield part
            part = []
        part.append(line)
    if part:
        yield part


def _starts_item(line: Line, part: Sequence[Line], below: Line | None) -> bool:
    """A marker opens an item beside another item or after a sentence: "20) of them" in a paragraph does not."""
    if not _BULLET.match(line.text):
        return False
    beside = _BULLET.match(part[0].text) or (below is not None and _BULLET.match(below.text))
    return bool(beside or _SENTENCE_END.search(part[-1].text) or line.text[0] in "•‣◦▪●·")


def _table(text: str, lines: Sequence[Line]) -> Table:
    spans = [(line.start, line.end) for line in lines if is_pipe_row(line.text) or is_separator(line.text)]
    return pipe_table(text, spans, lambda start, end: [Piece(start, end)])


def _item(lines: Sequence[Line], marker: int, width: int) -> Iterator[Draft]:
    """Give a list item; lines below that are indented deeper, or fill the margin, belong to it."""
    first = lines[0]
    belonging = 1
    while belonging < len(lines) and (
        lines[belonging].indent > first.indent or _is_wrapped(lines[: belonging + 1], width)
    ):
        belonging += 1
    yield Draft("item", [Piece(first.start + marker, lines[belonging - 1].end)], level=first.indent)
    yield from _paragraphs(lines[belonging:], width, at_top=False)


def _nest_by_indent(drafts: Sequence[Draft]) -> None:
    """Turn the indentation of list items into depths from 1, and hang deeper items on those above them."""
    open_items: list[tuple[int, Draft]] = []
    for draft in drafts:
        if draft.kind != "item":
            open_items = []
            continue
        indent = draft.level
        while open_items and open_items[-1][0] >= indent:
            open_items.pop()
        draft.parent = open_items[-1][1] if open_items else None
        open_items.append((indent, draft))
        draft.level = len(open_items)


def _paragraphs(lines: Sequence[Line], width: int, at_top: bool) -> Iterator[Draft]:
    """Give the paragraphs of lines: one if they are wrapped, else one for each line."""
    rest = list(lines)
    while at_top and len(rest) > 1 and _stands_alone(rest, width):
        yield _draft(rest[:1])
        rest = rest[1:]
    if not rest:
        return
    if _is_wrapped(rest, width):
        yield _draft(rest)
    else:
        for line in rest:
            yield _draft([line])


def _stands_alone(lines: Sequence[Line], width: int) -> bool:
    """A dateline, the line above it, and a line with room left, no full stop and a capital below it."""
    first, below = lines[0], lines[1]
    if is_dateline_at_top(first.text) or is_dateline_at_top(below.text):
        return True
    stands_apart = not _SENTENCE_END.search(first.text) and below.text[:1].isupper()
    return stands_apart and not _is_full(first, below, width)


def _draft(lines: Sequence[Line]) -> Draft:
    return Draft("paragraph", [Piece(lines[0].start, lines[-1].end)])


READER = Reader(name="text", suffixes=(".txt", ".text"), read=read)
