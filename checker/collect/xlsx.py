"""Workbooks: each sheet's tables with the values as they are shown, and the address of every cell as its place.

Values are those that the program stored when the file was saved; nothing is computed. Hidden sheets are not read and
are named; hidden rows and columns are read, because sums count them, and are named too. Text boxes come below the
tables of their sheet; comments are left out and named.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field, replace

from checker.collect.composing import ComposedCell, Composer, compose
from checker.collect.drawing import put_boxes
from checker.collect.grid import Row
from checker.collect.number_formats import show_number, to_number
from checker.collect.package import Package
from checker.collect.properties import count_comments, is_on, left_out, main_part, read_properties, relations
from checker.collect.reader import BytesReader, Reading
from checker.collect.sheets import hidden_parts, put_sheet
from checker.collect.workbook import Looks, SharedStrings, column_name, rich_text
from checker.collect.xml_tree import Node, elements, tree
from checker.config import Limits
from checker.errors import UnreadableDocument

LAST_COLUMN, LAST_ROW = 16_384, 1_048_576

_ADDRESS = re.compile(r"([A-Z]{1,3})([1-9]\d{0,6})")
_SCALE = re.compile(r"(?i)\b(?:thousands?|millions?|billions?|000s?|mn|mln|bn|mio|mrd|tsd|k|m)\b|['’]000|[$€£][km]")


@dataclass(slots=True)
class _Book:
    """What all sheets of a workbook share."""

    package: Package
    limits: Limits
    strings: SharedStrings
    looks: Looks
    from_1904: bool
    cells: int = 0
    is_cut: bool = False  # it has more cells than are read
    warnings: list[str] = field(default_factory=list)
    uncached: list[str] = field(default_factory=list)  # places of formulas without a stored value
    unread: int = 0  # numbers that are none
    comments: int = 0


@dataclass(slots=True, eq=False)
class _Cell(ComposedCell):
    """A cell with the figure that would stand there if its format cut nothing off."""

    whole: str = ""


@dataclass(slots=True)
class _Sheet:
    """What was found in one sheet."""

    name: str
    rows: dict[int, dict[int, _Cell]] = field(default_factory=dict)
    hidden_rows: int = 0
    hidden_columns: set[int] = field(default_factory=set)


def read(data: bytes, limits: Limits) -> Reading:
    """Return the blocks and the text of a workbook.

    Raises:
        UnreadableDocument: it is damaged, encrypted, or beyond the limits.
    """
    package = Package(data, limits)
    main = main_part(package, "xl/workbook.xml", limits)
    related = relations(package, main, limits)
    parts = {one.sort: one.target for one in related.values()}
    workbook = tree(package.chunks(main), limits)
    settings = workbook.find("x:workbookPr")
    book = _Book(
        package,
        limits,
        SharedStrings(package, parts.get("sharedStrings", ""), limits),
        Looks(package, parts.get("styles", ""), limits),
        from_1904=is_on(settings, "date1904") if settings is not None and settings.get("date1904") else False,
    )
    composer = Composer(limits)
    sheets = workbook.find("x:sheets")
    for node in sheets.all("x:sheet") if sheets is not None else ():
        name = " ".join(node.get("name").split())
        relation = related.get(node.get("r:id"))
        if node.get("state", "visible") != "visible":
            book.warnings.append(f"the sheet {name} is hidden and was not read")
        elif relation is None or relation.sort != "worksheet" or not package.has(relation.target):
            book.warnings.append(f"the sheet {name} holds no cells and was not read")
        else:
            put_sheet(composer, name, _read_sheet(book, name, relation.target))
            _put_around(book, composer, name, relation.target)
    reading = compose(composer, read_properties(package, limits))
    partial = f"only its first {limits.cells:,} cells were read (limits.cells)" if book.is_cut else ""
    return replace(reading, warnings=tuple(_warnings(book)), partial=partial)


def _warnings(book: _Book) -> Iterator[str]:
    yield from book.warnings
    if book.uncached:
        count = len(book.uncached)
        what = "1 formula has" if count == 1 else f"{count:,} formulas have"
        yield f"{what} no stored value and {'was' if count == 1 else 'were'} not read, first {book.uncached[0]}"
    if book.unread:
        yield f"{book.unread:,} cells hold numbers that are too large or none and were not read"
    yield from left_out(book.comments)


def _put_around(book: _Book, composer: Composer, name: str, part: str) -> None:
    """Put the text boxes of a sheet, and count its comments."""
    related = relations(book.package, part, book.limits)
    for one in related.values():
        if one.sort == "drawing":
            put_boxes(composer, book.package, one.target, f"sheet {name}")
    book.comments += count_comments(book.package, related.values(), book.limits)


# --- a sheet to rows ----------------------------------------------------------------------------------------


def _read_sheet(book: _Book, name: str, part: str) -> list[Row[_Cell]]:
    sheet = _Sheet(name)
    number = 0
    for node in elements(book.package.chunks(part), book.limits, {"x:col", "x:row", "x:mergeCell"}):
        if node.name == "x:col":
            if is_on(node, "hidden") and node.get("hidden"):
                last = min(_whole(node.get("max")), LAST_COLUMN)
                sheet.hidden_columns.update(range(_whole(node.get("min")) - 1, last))
        elif node.name == "x:row":
            if book.is_cut:
                continue
            number = _whole(node.get("r")) or number + 1
            if number > LAST_ROW:
                raise UnreadableDocument("corrupt", f"it has a row {number}, beyond the last that a sheet can have")
            _read_row(book, sheet, node, number)
        else:
            _merge(sheet, node.get("ref"))
    used = sheet.hidden_columns & {column for row in sheet.rows.values() for column in row}
    book.warnings += hidden_parts(name, sheet.hidden_rows, len(used))
    _put_back(sheet)
    rows = [Row(number, [cells[column] for column in sorted(cells)]) for number, cells in sorted(sheet.rows.items())]
    return [row for row in rows if row.cells]


def _read_row(book: _Book, sheet: _Sheet, node: Node, number: int) -> None:
    is_hidden = is_on(node, "hidden") and bool(node.get("hidden"))
    column = -1
    cells: dict[int, _Cell] = {}
    for one in node.all("x:c"):
        column = _column(one.get("r"), column + 1)
        address = f"{column_name(column)}{number}"
        text, whole = _value(book, one, f"sheet {sheet.name}, cell {address}")
        if not text.strip():
            continue
        if book.cells == book.limits.cells:
            book.is_cut = True
            break
        book.cells += 1
        note = " (hidden)" if is_hidden or column in sheet.hidden_columns else ""
        cells[column] = _Cell(text, column, where=f"sheet {sheet.name}, cell {address}{note}", whole=whole)
    if cells:
        sheet.rows[number] = cells
        sheet.hidden_rows += is_hidden


def _column(address: str, following: int) -> int:
    """Return the column of a cell from 0; one without an address follows the one before it."""
    if not address:
        return following
    match = _ADDRESS.fullmatch(address)
    if match is None:
        raise UnreadableDocument("corrupt", f"a cell has the impossible address {address[:40]}")
    column = 0
    for letter in match[1]:
        column = column * 26 + ord(letter) - 64
    if column > LAST_COLUMN:
        raise UnreadableDocument("corrupt", f"a cell has the impossible address {address[:40]}")
    return column - 1


def _value(book: _Book, node: Node, where: str) -> tuple[str, str]:
    """Return what a cell shows, and the same with thousands that its format cuts off put back."""
    kind, stored = node.get("t", "n"), node.find("x:v")
    if kind == "inlineStr":
        inline = node.find("x:is")
        return (rich_text(inline) if inline is not None else ""), ""
    if stored is None:
        if node.find("x:f") is not None:
            book.uncached.append(where)
        return "", ""
    text = stored.text()
    if kind == "s":
        return book.strings.get(text), ""
    if kind in ("str", "e", "d"):
        return text, ""
    if kind == "b":
        return ("TRUE" if text.strip() == "1" else "FALSE"), ""
    number = to_number(text)
    if number is None:
        book.unread += bool(text.strip())
        return "", ""
    shown = show_number(number, book.looks.code_of(node.get("s")), from_1904=book.from_1904)
    return shown.text, shown.whole


def _merge(sheet: _Sheet, reference: str) -> None:
    """Let the first cell of a merged range cover all of it; what lies below it is never shown."""
    first, _, last = reference.partition(":")
    ends = _ADDRESS.fullmatch(first), _ADDRESS.fullmatch(last)
    if ends[0] is None or ends[1] is None:
        return
    top, left = int(ends[0][2]), _column(first, 0)
    bottom, right = int(ends[1][2]), _column(last, 0)
    cell = sheet.rows.get(top, {}).get(left)
    if cell is None or bottom < top or right < left:
        return
    cell.columns, cell.rows = right - left + 1, min(bottom, max(sheet.rows)) - top + 1
    for row in range(top, top + cell.rows):
        filled = sheet.rows.get(row, {})
        for column in [one for one in filled if left <= one <= right and (row, one) != (top, left)]:
            del filled[column]


def _put_back(sheet: _Sheet) -> None:
    """Show figures in full whose format cuts thousands off where no word of the sheet says so."""
    cells = [cell for row in sheet.rows.values() for cell in row.values()]
    cut = [cell for cell in cells if cell.whole]
    if cut and not any(_SCALE.search(cell.text) for cell in cells if not cell.whole):
        for cell in cut:
            cell.text = cell.text if any(map(str.isalpha, cell.text)) else cell.whole


def _whole(text: str) -> int:
    return int(text) if text.isascii() and text.isdigit() and len(text) < 9 else 0


READER = BytesReader(name="xlsx", suffixes=(".xlsx", ".xlsm", ".xltx"), read=read)
