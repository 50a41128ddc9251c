"""OpenDocument texts, sheets and slides: paragraphs, headings, lists, tables, notes and text boxes.

Deletions that the file still tracks, comments and hidden text are out. Cells of sheets are read as the file shows
them, those of hidden rows and columns too, because sums count them; a warning names them, and comments. Where the
program repeats a cell, row or space by a number, it is repeated only as far as a reader could see.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field, replace

from checker.collect.composing import ComposedCell, Composer, compose
from checker.collect.draft import Draft
from checker.collect.grid import Row
from checker.collect.inline import raised
from checker.collect.odf_styles import OdfStyles
from checker.collect.package import Package
from checker.collect.properties import Properties, choose_day, left_out, plain_title
from checker.collect.reader import BytesReader, Reading
from checker.collect.sheets import HEADING_LEVEL, hidden_parts, put_sheet
from checker.collect.workbook import column_name
from checker.collect.xml_tree import Node, tree
from checker.config import Limits
from checker.errors import UnreadableDocument

SPACES_MOST = 100  # that one element may stand for
REPEAT_MOST = 1000  # cells or rows that one filled element may stand for

_SKIPPED = frozenset(
    {"text:tracked-changes", "office:annotation", "office:annotation-end", "text:note-citation", "text:ruby-text",
     "text:sequence-decls", "text:variable-decls", "office:forms", "text:alphabetical-index-mark"}
)  # fmt: skip
_CONTENTS = frozenset({"text:table-of-content", "text:alphabetical-index", "text:illustration-index"})
_BLOCKS = frozenset({"text:p", "text:h"})


@dataclass(slots=True)
class _Walk:
    """Where the walk over a document stands."""

    composer: Composer
    styles: OdfStyles
    where: str = ""  # of what stands outside the running text: "text box 1", "slide 3"
    items: list[Draft | None] = field(default_factory=list)  # open list items, outermost first
    boxes: list[Node] = field(default_factory=list)  # met in the paragraph that is being read
    notes: list[Node] = field(default_factory=list)  # met since the last heading
    paragraphs: int = 0
    tables: int = 0
    box_count: int = 0
    note_count: int = 0
    role: str = "body"
    has_title: bool = False
    has_changes: bool = False
    cells: int = 0
    is_cut: bool = False  # it has more cells than are read
    is_raised: bool = False
    before: str = ""  # the last words that were read


def read(data: bytes, limits: Limits) -> Reading:
    """Return the blocks and the text of an OpenDocument file.

    Raises:
        UnreadableDocument: it is damaged, encrypted, or beyond the limits.
    """
    package = Package(data, limits)
    _refuse_encrypted(package, limits)
    styles = OdfStyles()
    if package.has("styles.xml"):
        styles.add(tree(package.chunks("styles.xml"), limits))
    content = tree(package.chunks("content.xml"), limits)
    styles.add(content)
    walk = _Walk(Composer(limits), styles)
    warnings: list[str] = []
    body = content.find("office:body")
    for node in body.children if body is not None else ():
        if node.name == "office:spreadsheet":
            warnings += _sheets(walk, node)
        elif node.name == "office:presentation":
            _slides(walk, node)
        else:
            _blocks(walk, node)
            _flush_notes(walk)
    if walk.has_changes:
        warnings.append("it holds tracked changes; they were read as if all were accepted")
    comments = sum(node.name == "office:annotation" for node in content.walk())
    reading = compose(walk.composer, _properties(package, limits))
    partial = f"only its first {limits.cells:,} cells were read (limits.cells)" if walk.is_cut else ""
    return replace(reading, warnings=(*warnings, *left_out(comments)), partial=partial)


def _refuse_encrypted(package: Package, limits: Limits) -> None:
    if not package.has("META-INF/manifest.xml"):
        return
    manifest = tree(package.chunks("META-INF/manifest.xml"), limits)
    if any(node.name == "manifest:encryption-data" for node in manifest.walk()):
        raise UnreadableDocument("encrypted", "it is protected by a password; save it without one")


def _properties(package: Package, limits: Limits) -> Properties:
    if not package.has("meta.xml"):
        return Properties()
    try:
        meta = tree(package.chunks("meta.xml"), limits).find("office:meta")
    except UnreadableDocument:
        return Properties()
    words = {node.name: " ".join(node.text().split())[:300] for node in (meta.children if meta is not None else ())}
    date = choose_day(words.get("meta:creation-date", ""), words.get("dc:date", ""))
    return Properties(title=plain_title(words.get("dc:title", "")), date=date, publisher=words.get("dc:publisher", ""))


# --- running text -------------------------------------------------------------------------------------------


def _blocks(walk: _Walk, parent: Node) -> None:
    for node in parent.children:
        name = node.name
        if name in _BLOCKS:
            _paragraph(walk, node)
        elif name == "text:list":
            _list(walk, node)
        elif name == "table:table":
            _table(walk, node)
        elif name in _CONTENTS:
            walk.role = "boilerplate"
            _blocks(walk, node)
            walk.role = "body"
        elif name == "text:tracked-changes":
            walk.has_changes = True
        elif name == "draw:frame" or name.startswith("draw:"):
            _drawing(walk, node)
        elif name not in _SKIPPED:
            _blocks(walk, node)  # sections, index bodies


def _paragraph(walk: _Walk, node: Node) -> None:
    text = _text(walk, node)
    look = walk.styles.look_of(node)
    if look.kind in ("heading", "title") and text.strip() and not walk.where:
        _flush_notes(walk)
    if text.strip():
        walk.paragraphs += not walk.where
        kind, level = look.kind, look.level
        is_item = bool(walk.items) and kind == "paragraph"
        if is_item and walk.items[-1] is None:
            kind, level = "item", len(walk.items)
        draft = walk.composer.paragraph(text, kind, level=level, where=walk.where or f"paragraph {walk.paragraphs}")
        if draft is not None:
            _place(walk, draft, is_item)
            draft.role = walk.role if walk.role != "body" else look.role
    boxes, walk.boxes = walk.boxes, []
    for box in boxes:
        _drawing(walk, box)


def _place(walk: _Walk, draft: Draft, is_item: bool) -> None:
    """Hang an item on the one above it, further paragraphs on their item, headings below the title."""
    if is_item and draft.kind == "item":
        draft.parent = next((item for item in reversed(walk.items[:-1]) if item is not None), None)
        walk.items[-1] = draft
    elif is_item:
        draft.parent = walk.items[-1]
    elif draft.kind == "title":
        draft.kind = "heading" if walk.has_title else "title"
        walk.has_title = True
    elif draft.kind == "heading" and walk.has_title:
        draft.level += 1


def _list(walk: _Walk, node: Node) -> None:
    for item in node.all("text:list-item", "text:list-header"):
        walk.items.append(None)
        _blocks(walk, item)
        walk.items.pop()


def _text(walk: _Walk, node: Node) -> str:
    """Return what a paragraph shows; notes and boxes in it are kept for later."""
    parts: list[str] = []
    for one in node.content:
        if isinstance(one, str):
            parts.append(raised(walk.before, one) if walk.is_raised else one)
            walk.before = parts[-1][-40:] or walk.before
            continue
        name = one.name
        if name == "text:s":
            parts.append(" " * min(_count(one.get("text:c"), 1), SPACES_MOST))
        elif name in ("text:tab", "text:line-break"):
            parts.append("\t" if name == "text:tab" else "\n")
        elif name == "text:note":
            walk.notes.append(one)
        elif name.startswith("draw:"):
            walk.boxes.append(one)
        elif name not in _SKIPPED and not walk.styles.is_hidden(one):
            before, walk.is_raised = walk.is_raised, walk.is_raised or walk.styles.is_raised(one)
            parts.append(_text(walk, one))
            walk.is_raised = before
    return "".join(parts)


def _drawing(walk: _Walk, node: Node) -> None:
    """Read the text boxes of a drawing."""
    for box in node.walk():
        if box.name == "draw:text-box" or (box.name.startswith("draw:") and next(box.all(*_BLOCKS), None) is not None):
            walk.box_count += 1
            _aside(walk, box, walk.where or f"text box {walk.box_count}")
            return


def _flush_notes(walk: _Walk) -> None:
    notes, walk.notes = walk.notes, []
    for note in notes:
        walk.note_count += 1
        body = note.find("text:note-body")
        if body is not None:
            _aside(walk, body, f"{note.get('text:note-class', 'foot')} {walk.note_count}")


def _aside(walk: _Walk, node: Node, where: str) -> None:
    before, walk.where = walk.where, where
    items, walk.items = walk.items, []
    _blocks(walk, node)
    walk.where, walk.items = before, items


# --- tables -------------------------------------------------------------------------------------------------


def _table(walk: _Walk, table: Node) -> None:
    if any(one.name == "table:table" for node in table.children for one in node.walk()):
        for row in _rows(table):  # tables inside tables: the outer one only lays them out
            for cell in row.all("table:table-cell"):
                _blocks(walk, cell)
        return
    walk.tables += 1
    name = f"{walk.where + ', ' if walk.where else ''}table {walk.tables}"
    rows = [
        [replace(cell, where=f"{name}, row {number}, column {cell.column + 1}") for cell in _cells(walk, row)]
        for number, row in enumerate(_rows(table), 1)
    ]
    heads = table.find("table:table-header-rows")
    walk.composer.table(rows, len(list(heads.all("table:table-row"))) if heads is not None else 0)


def _rows(table: Node) -> Iterator[Node]:
    for node in table.children:
        if node.name == "table:table-row":
            yield node
        elif node.name in ("table:table-header-rows", "table:table-rows", "table:table-row-group"):
            yield from _rows(node)


def _cells(walk: _Walk, row: Node) -> Iterator[ComposedCell]:
    """Give the cells of a row; what one covers is passed over, repeated ones are repeated where they hold something."""
    column = 0
    for node in row.all("table:table-cell", "table:covered-table-cell"):
        times = _count(node.get("table:number-columns-repeated"), 1)
        if node.name == "table:table-cell":
            texts = [_text(walk, one).strip() for one in _paragraphs_of(walk, node)]
            text = " ".join(text for text in texts if text)
            columns = min(_count(node.get("table:number-columns-spanned"), 1), REPEAT_MOST)
            rows = min(_count(node.get("table:number-rows-spanned"), 1), REPEAT_MOST)
            for again in range(min(times, REPEAT_MOST) if text else 1):
                if _is_full(walk, text):
                    return
                yield ComposedCell(text, column + again, columns, rows)
        column += times


def _is_full(walk: _Walk, text: str) -> bool:
    """Count a cell that holds something, and say whether it is one too many."""
    walk.cells += bool(text)
    walk.is_cut = walk.is_cut or walk.cells > walk.composer.limits.cells
    return walk.is_cut


def _paragraphs_of(walk: _Walk, cell: Node) -> Iterator[Node]:
    """Give the paragraphs of a cell in order; drawings in it are kept for later, comments passed over."""
    for node in cell.children:
        if node.name in _BLOCKS:
            yield node
        elif node.name.startswith("draw:"):
            walk.boxes.append(node)
        elif node.name not in _SKIPPED:
            yield from _paragraphs_of(walk, node)


def _sheets(walk: _Walk, book: Node) -> list[str]:
    """Read the sheets of a workbook; return what was not read, and what is hidden."""
    warnings: list[str] = []
    for table in book.all("table:table"):
        name = " ".join(table.get("table:name").split())
        if walk.styles.is_hidden_table(table):
            warnings.append(f"the sheet {name} is hidden and was not read")
            continue
        sheet = _Sheet(name, _hidden_columns(walk, table))
        put_sheet(walk.composer, name, _sheet_rows(walk, table, sheet))
        warnings += hidden_parts(name, sheet.hidden_rows, len(sheet.used_hidden))
        boxes, walk.boxes, walk.box_count = [*walk.boxes, *table.all("table:shapes")], [], 0
        for box in (one for node in boxes for one in (node.children if node.name == "table:shapes" else (node,))):
            walk.where = f"sheet {name}, text box {walk.box_count + 1}"
            _drawing(walk, box)
        walk.where = ""
    return warnings


@dataclass(slots=True)
class _Sheet:
    """What is hidden in one sheet."""

    name: str
    hidden_columns: list[tuple[int, int]]  # half-open ranges from 0, in order
    hidden_rows: int = 0
    used_hidden: set[int] = field(default_factory=set)  # hidden columns with cells

    def is_hidden(self, column: int) -> bool:
        return any(first <= column < last for first, last in self.hidden_columns)


def _hidden_columns(walk: _Walk, table: Node) -> list[tuple[int, int]]:
    found: list[tuple[int, int]] = []
    at = 0
    for node in _columns(table):
        last = at + _count(node.get("table:number-columns-repeated"), 1)
        if walk.styles.is_hidden_row(node):
            found.append((at, last))
        at = last
    return found


def _columns(parent: Node) -> Iterator[Node]:
    for node in parent.children:
        if node.name == "table:table-column":
            yield node
        elif node.name in ("table:table-columns", "table:table-header-columns", "table:table-column-group"):
            yield from _columns(node)


def _sheet_rows(walk: _Walk, table: Node, sheet: _Sheet) -> list[Row[ComposedCell]]:
    rows: list[Row[ComposedCell]] = []
    number = 1
    for node in _rows(table):
        if walk.is_cut:
            break
        times = _count(node.get("table:number-rows-repeated"), 1)
        cells = [cell for cell in _cells(walk, node) if cell.text]
        is_hidden = walk.styles.is_hidden_row(node)
        columns = {cell.column for cell in cells if sheet.is_hidden(cell.column)}
        sheet.used_hidden |= columns
        for again in range(min(times, REPEAT_MOST) if cells else 0):
            if again and any(_is_full(walk, cell.text) for cell in cells):
                break
            sheet.hidden_rows += is_hidden
            place = number + again
            copies = [replace(cell, where=_address(sheet, cell, place, is_hidden, columns)) for cell in cells]
            rows.append(Row(place, copies))
        number += times
    return rows


def _address(sheet: _Sheet, cell: ComposedCell, row: int, is_hidden: bool, columns: set[int]) -> str:
    note = " (hidden)" if is_hidden or cell.column in columns else ""
    return f"sheet {sheet.name}, cell {column_name(cell.column)}{row}{note}"


def _slides(walk: _Walk, deck: Node) -> None:
    for number, page in enumerate(deck.all("draw:page"), 1):
        walk.where = f"slide {number}"
        for frame in page.children:
            if frame.get("presentation:class") == "title":
                text = " ".join(_text(walk, one).strip() for one in frame.walk() if one.name in _BLOCKS)
                walk.composer.paragraph(text, "heading", level=HEADING_LEVEL, where=walk.where)
            elif frame.name == "presentation:notes":
                walk.where = f"slide {number}, notes"
                _blocks(walk, frame)
            else:
                tables = [one for one in frame.walk() if one.name == "table:table"]
                for table in tables:
                    _table(walk, table)
                if not tables:
                    _drawing(walk, frame)


def _count(value: str, least: int) -> int:
    return max(int(value), least) if value.isascii() and value.isdigit() and len(value) < 10 else least


READER = BytesReader(name="odf", suffixes=(".odt", ".ods", ".odp", ".ott"), read=read)
