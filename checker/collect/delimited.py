"""CSV, TSV and their kin: tables whose cells keep their exact place in the file.

The delimiter is the one that cuts the first lines into rows of one width. A file with a quote that never closes is not
read: whatever stands behind it could be a row or part of a text. Lines before the heads, free lines and comments are
read as the title and the notes that they are.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Sequence
from typing import NamedTuple

from checker.collect.draft import Draft, Piece, number_blocks, show, show_all
from checker.collect.field_names import field_pieces, is_field_name
from checker.collect.grid import Region, Row, find_regions, settle
from checker.collect.layout import classify, find_caption
from checker.collect.reader import Reader, Reading
from checker.collect.table import Table, TableCell, place
from checker.config import Limits
from checker.errors import UnreadableDocument

DELIMITERS = "\t;|,"  # in the order of preference: a comma may also part decimals
SAMPLE_ROWS = 100
SAMPLE_CHARACTERS = 100_000
SAME_WIDTH = 0.8  # of the sampled rows that a delimiter must cut into the same number of fields
LAST_COLUMN = 16_384

_DIRECTIVE = re.compile(r"\ufeff?sep=([,;|\t])(?:\r\n|\r|\n)", re.IGNORECASE)
_COMMA_CELL = re.compile(r"[-−+]?\d{1,12},\d{1,2}|[-−+]?\d{1,12},\d{4,12}|[-−+]?\d{1,3}(?:\.\d{3})+,\d{1,6}")
_POINT_CELL = re.compile(r"[-−+]?\d{1,12}\.\d{1,2}|[-−+]?\d{1,12}\.\d{4,12}|[-−+]?\d{1,3}(?:,\d{3})+\.\d{1,6}")


class Field(NamedTuple):
    """One field of a record: where its content stands, quotes around it left out."""

    start: int
    end: int
    is_quoted: bool


class _Record(NamedTuple):
    number: int  # of the record, from 1; free lines count
    fields: list[Field]


def read(text: str, limits: Limits) -> Reading:
    """Return the blocks of a table in plain text; offsets index the text itself."""
    directive = _DIRECTIVE.match(text)
    start = directive.end() if directive else int(text.startswith("\ufeff"))
    delimiter = directive[1] if directive else _find_delimiter(text, start)
    rows: list[Row[TableCell]] = []
    count = 0
    partial = ""
    for record in _records(text, start, delimiter):
        if len(record.fields) > LAST_COLUMN:
            raise UnreadableDocument(
                "too-large", f"a row of more than {LAST_COLUMN:,} fields; no spreadsheet has so many"
            )
        count += len(record.fields)
        if count > limits.cells:
            partial = f"only its first {limits.cells:,} cells were read (limits.cells)"
            break
        cells = [_cell(text, field, column) for column, field in enumerate(record.fields)]
        if filled := [cell for cell in cells if cell.text]:
            rows.append(Row(record.number, filled))
    drafts: list[Draft] = []
    for number, region in enumerate(find_regions(_without_comments(rows))):
        drafts.extend(_drafts(text, region, number, drafts))
    shown = classify(show_all(text, drafts))
    title = next((draft.text for draft in shown if draft.kind == "title"), "")
    return Reading(blocks=number_blocks(shown), title=title, partial=partial, decimal_comma=_has_decimal_commas(rows))


# --- fields -------------------------------------------------------------------------------------------------


def _records(text: str, start: int, delimiter: str, end: int = -1) -> Iterator[_Record]:
    """Give the records of a text up to `end`; each is at least as long as a line."""
    stop = re.compile(f"[{re.escape(delimiter)}\r\n]")
    length = len(text) if end < 0 else end
    closing = _Closing(text, is_strict=end < 0)
    place, number, fields = start, 1, list[Field]()
    while place < length:
        field, after = _field(text, place, stop, closing)
        fields.append(field)
        sign = text[after : after + 1]
        place = after + 1
        if sign == delimiter:
            if place >= length:
                fields.append(Field(place, place, False))
            continue
        if sign == "\r" and text[place : place + 1] == "\n":
            place += 1
        yield _Record(number, fields)
        number, fields = number + 1, []
    if fields:
        yield _Record(number, fields)


class _Closing:
    """Finds the quote that closes a field; once there is none, no later field is searched for one."""

    def __init__(self, text: str, is_strict: bool) -> None:
        self.text = text
        self.is_strict = is_strict  # a sample may end inside a field
        self.is_spent = False

    def find(self, start: int) -> int:
        """Return where the closing quote stands, -1 if there is none; two quotes are one in the field."""
        place = start
        while not self.is_spent:
            place = self.text.find('"', place)
            if place < 0:
                self.is_spent = True
            elif self.text[place + 1 : place + 2] == '"':
                place += 2
            else:
                return place
        return -1


def _field(text: str, start: int, stop: re.Pattern[str], closing: _Closing) -> tuple[Field, int]:
    """Return the field at a place, and where the sign after it stands."""
    if text[start : start + 1] == '"':
        quote = closing.find(start + 1)
        if quote < 0 and closing.is_strict:
            line = text.count("\n", 0, start) + 1
            raise UnreadableDocument("corrupt", f"line {line}: a quote opens a field and never closes")
        after = stop.match(text, quote + 1) if quote >= 0 else None
        if quote >= 0 and (after is not None or quote + 1 == len(text)):
            return Field(start + 1, quote, True), quote + 1
    match = stop.search(text, start)
    end = match.start() if match else len(text)
    return Field(start, end, False), end


def _find_delimiter(text: str, start: int) -> str:
    """Return the sign that cuts most of the first lines into one number of fields."""
    shares: dict[str, float] = {}
    for delimiter in DELIMITERS:
        widths = _widths(text, start, delimiter)
        common = Counter(width for width in widths if width > 1).most_common(1)
        shares[delimiter] = common[0][1] / len(widths) if common else 0.0
        if shares[delimiter] >= SAME_WIDTH:
            return delimiter
    return max(reversed(DELIMITERS), key=lambda one: shares[one])


def _widths(text: str, start: int, delimiter: str) -> list[int]:
    widths: list[int] = []
    for record in _records(text, start, delimiter, min(len(text), start + SAMPLE_CHARACTERS)):
        if len(record.fields) > 1 or record.fields[0].end > record.fields[0].start:
            widths.append(len(record.fields))
        if len(widths) == SAMPLE_ROWS:
            break
    return widths


# --- cells --------------------------------------------------------------------------------------------------


def _cell(text: str, field: Field, column: int) -> TableCell:
    draft = Draft("cell", _pieces(text, field))
    return TableCell(draft, column, text=show(text, draft.pieces)[0])


def _pieces(text: str, field: Field) -> list[Piece]:
    """Return the pieces of a field; a doubled quote is shown as one."""
    pieces: list[Piece] = []
    start = field.start
    while field.is_quoted and (quote := text.find('""', start, field.end)) >= 0:
        pieces += [Piece(start, quote), Piece(quote, quote + 2, '"')]
        start = quote + 2
    return [*pieces, Piece(start, field.end)]


def _spaced(cell: TableCell) -> None:
    """Show the head "length_km" as "length (km)"."""
    if len(cell.draft.pieces) == 1 and is_field_name(cell.text):
        cell.draft.pieces = list(field_pieces(cell.text, cell.draft.pieces[0].start))


def _without_comments(rows: Sequence[Row[TableCell]]) -> list[Row[TableCell]]:
    """Join the fields of comment lines above the heads again: what looks like more than one is a sentence."""
    kept: list[Row[TableCell]] = []
    is_top = True
    for row in rows:
        first, last = row.cells[0], row.cells[-1]
        is_top = is_top and first.text.startswith("#")
        if first.text.startswith("#") and (is_top or len(row.cells) == 1):
            start = first.draft.start + 1
            piece = Piece(start, max(start, last.draft.pieces[-1].end))
            kept.append(Row(row.number, [TableCell(Draft("cell", [piece]), text=first.text.lstrip("# "))]))
        else:
            kept.append(row)
    return [row for row in kept if row.cells[0].text]


def _drafts(text: str, region: Region[TableCell], number: int, before: Sequence[Draft]) -> list[Draft]:
    drafts = [_paragraph(cell) for cell in region.lines]
    if region.rows:
        for cell in region.rows[0].cells:
            _spaced(cell)
        table = Table(head_rows=settle(region), rows=[row.cells for row in region.rows])
        table.caption = find_caption(text, [*before, *drafts])
        drafts += place(text, table, number)
    return [*drafts, *(_paragraph(cell) for cell in region.notes)]


def _paragraph(cell: TableCell) -> Draft:
    return Draft("paragraph", cell.draft.pieces)


def _has_decimal_commas(rows: Sequence[Row[TableCell]]) -> bool:
    """Say whether figures are written 1.234,56: some surely are, and none is written 1,234.56."""
    texts = [cell.text for row in rows[:2000] for cell in row.cells]
    return any(map(_COMMA_CELL.fullmatch, texts)) and not any(map(_POINT_CELL.fullmatch, texts))


READER = Reader(name="csv", suffixes=(".csv", ".tsv", ".tab"), read=read)
