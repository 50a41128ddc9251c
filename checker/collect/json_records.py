"""Records of JSON as blocks: those of short values as the rows of a table, those of running text one by one.

Both readers of JSON give their records here. A record of running text is its paragraphs, with everything else as
labelled items below the record's own title.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from checker.collect.draft import Draft, Piece, show
from checker.collect.field_names import field_pieces
from checker.collect.json_text import Name, Value
from checker.collect.table import Table, TableCell, place

PROSE_WORDS = 12  # a text of so many words, or a full sentence of half of them, is no label
HEADING_LEVEL = 2
TITLES = frozenset({"title", "headline", "heading", "name"})


def is_table(text: str, records: Sequence[Sequence[Value]]) -> bool:
    """Say whether records are rows: several, and none of them with running text."""
    return len(records) > 1 and not any(_is_prose(text, value) for values in records for value in values)


def is_seen(text: str, value: Value) -> bool:
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
    return " ".join(name.text for name in value.path if name.text)


# --- records as a table -------------------------------------------------------------------------------------


def lay_out(
    text: str, records: Sequence[Sequence[Value]], number: int = 0, caption: Draft | None = None
) -> list[Draft]:
    """Lay records out as the rows of a table; the first record that has a field gives its column the head."""
    columns: dict[str, TableCell] = {}
    rows: list[list[TableCell]] = []
    for values in records:
        cells: dict[int, TableCell] = {}
        for value in values:
            head = columns.get(_label(value))
            if head is None:
                head = columns[_label(value)] = TableCell(Draft("cell", list(label_pieces(value.path))), len(columns))
            cells.setdefault(head.column, TableCell(Draft("cell", list(value.pieces)), head.column))
        rows.append([cells[column] for column in sorted(cells)])
    table = Table(rows=[list(columns.values()), *rows], head_rows=1, caption=caption)
    return place(text, table, number)


def label_pieces(path: Sequence[Name]) -> Iterator[Piece]:
    """Give the pieces of the names that lead to a value, as words with spaces between them."""
    named = [name for name in path if name.pieces]
    for number, name in enumerate(named):
        if number:
            yield _gap(named[number - 1])
        if len(name.pieces) == 1:
            yield from field_pieces(name.text, name.pieces[0].start, named[number - 1].text if number else "")
        else:
            yield from name.pieces


def _gap(name: Name) -> Piece:
    end = name.pieces[-1].end
    return Piece(end, end + 1, " ")


# --- records one by one -------------------------------------------------------------------------------------


def one_by_one(text: str, values: Sequence[Value]) -> Iterator[Draft]:
    """Give the drafts of one record: its title as a heading, texts as paragraphs, short values as labelled items."""
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
            label = list(label_pieces(value.path))
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
