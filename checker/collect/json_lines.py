"""JSON lines: one record a line.

Records of short values are the rows of a table, its heads the names of their fields. Records that hold running text
are read one by one: the text as paragraphs, everything else as labelled items below the record's own title.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from checker.collect.draft import Draft, Piece, number_blocks, show, show_all
from checker.collect.json_text import Name, Value, read_values
from checker.collect.layout import PSEUDO_LEVEL, classify
from checker.collect.reader import Reader, Reading
from checker.collect.table import Table, TableCell, place
from checker.config import Limits

PROSE_WORDS = 12  # a text of so many words, or a full sentence of half of them, is no label
HEADING_LEVEL = 2
TITLES = frozenset({"title", "headline", "heading", "name"})

_LINE = re.compile(r"[^\r\n]+")
_JOINT = re.compile(r"_")


def read(text: str, limits: Limits) -> Reading:
    """Return the blocks of records; offsets index the text itself.

    Raises:
        UnreadableDocument: a line is no JSON, or nested too deep.
    """
    records: list[list[Value]] = []
    count = 0
    partial = ""
    for match in _LINE.finditer(text, int(text.startswith("\ufeff"))):
        if not match[0].strip():
            continue
        values = [value for value in _read_line(text, match, limits) if _is_seen(text, value)]
        count += len(values)
        if count > limits.cells:
            partial = f"only its first {limits.cells:,} values were read (limits.cells)"
            break
        records.append(values)
    is_table = len(records) > 1 and not any(_is_prose(text, value) for values in records for value in values)
    drafts = _table(text, records) if is_table else [one for values in records for one in _record(text, values)]
    shown = classify(show_all(text, drafts), pseudo_level=PSEUDO_LEVEL)
    title = next((draft.text for draft in shown if draft.kind in ("title", "heading")), "") if len(records) == 1 else ""
    return Reading(blocks=number_blocks(shown), title=title, partial=partial)


def _read_line(text: str, match: re.Match[str], limits: Limits) -> list[Value]:
    return read_values(text, match.start(), match.end(), limits.markup_depth)


def _is_seen(text: str, value: Value) -> bool:
    """Say whether there is anything to see of a value; asked of every one, so the plain case comes first."""
    if len(value.pieces) == 1 and value.pieces[0].shown is None:
        words = text[value.pieces[0].start : value.pieces[0].end]
        if words.isascii():
            return words.isprintable() and bool(words.strip())
    return bool(_shown(text, value.pieces))


def _shown(text: str, pieces: Sequence[Piece]) -> str:
    return show(text, pieces)[0]


def _is_prose(text: str, value: Value) -> bool:
    if not value.is_string:
        return False
    shown = _shown(text, value.pieces)
    words = len(shown.split())
    return words >= PROSE_WORDS or (words * 2 >= PROSE_WORDS and shown.endswith((".", "!", "?")))


def _label(value: Value) -> str:
    """Return the name of a value, those of the objects around it before it."""
    return " ".join(_JOINT.sub(" ", name.text) for name in value.path if name.text)


# --- records as a table -------------------------------------------------------------------------------------


def _table(text: str, records: Sequence[Sequence[Value]]) -> list[Draft]:
    """Lay records out as rows; the first record that has a field gives its column the head."""
    columns: dict[str, TableCell] = {}
    rows: list[list[TableCell]] = []
    for values in records:
        cells: dict[int, TableCell] = {}
        for value in values:
            head = columns.get(_label(value))
            if head is None:
                head = columns[_label(value)] = TableCell(Draft("cell", list(_label_pieces(value))), len(columns))
            cells.setdefault(head.column, TableCell(Draft("cell", list(value.pieces)), head.column))
        rows.append([cells[column] for column in sorted(cells)])
    table = Table(rows=[list(columns.values()), *rows], head_rows=1)
    return place(text, table, 0)


def _label_pieces(value: Value) -> Iterator[Piece]:
    named = [name for name in value.path if name.pieces]
    for number, name in enumerate(named):
        if number:
            yield _gap(named[number - 1])
        for piece in name.pieces:
            yield from _spaced(name, piece)


def _gap(name: Name) -> Piece:
    end = name.pieces[-1].end
    return Piece(end, end + 1, " ")


def _spaced(name: Name, piece: Piece) -> Iterator[Piece]:
    """Give the pieces of a name, its joints shown as spaces."""
    if piece.shown is not None:
        yield piece
        return
    start = piece.start
    offset = piece.start - name.pieces[0].start
    for match in _JOINT.finditer(name.text, offset, offset + piece.end - piece.start):
        joint = name.pieces[0].start + match.start()
        if joint > start:
            yield Piece(start, joint)
        yield Piece(joint, joint + 1, " ")
        start = joint + 1
    if piece.end > start:
        yield Piece(start, piece.end)


# --- records one by one -------------------------------------------------------------------------------------


def _record(text: str, values: Sequence[Value]) -> Iterator[Draft]:
    title = next((value for value in values if value.is_string and value.path[-1:] and _is_title(value)), None)
    if title is not None:
        yield Draft("heading", list(title.pieces), level=HEADING_LEVEL)
    for value in values:
        if value is title:
            continue
        if _is_prose(text, value):
            yield from _paragraphs(value)
        elif not any(name.pieces for name in value.path):
            yield Draft("paragraph", list(value.pieces))
        else:
            label = list(_label_pieces(value))
            gap = Piece(label[-1].end, label[-1].end + 1, ": ")
            yield Draft("item", [*label, gap, *value.pieces], level=1)


def _is_title(value: Value) -> bool:
    return len(value.path) == 1 and value.path[0].text.lower() in TITLES


def _paragraphs(value: Value) -> Iterator[Draft]:
    """Part a text where it has line breaks."""
    pieces: list[Piece] = []
    for piece in value.pieces:
        if piece.shown == "\n":
            if pieces:
                yield Draft("paragraph", pieces)
            pieces = []
        else:
            pieces.append(piece)
    if pieces:
        yield Draft("paragraph", pieces)


READER = Reader(name="jsonl", suffixes=(".jsonl", ".ndjson"), read=read)
