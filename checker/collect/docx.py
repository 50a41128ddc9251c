"""Word documents, by an own walk over their parts, so that no wrapper around a text can make it vanish.

Paragraphs, headings, lists, tables, text boxes, content controls, fields and hyperlinks come in the order of the
document; footnotes and endnotes below the section that refers to them, page headers and footers once at the end.
Tracked changes are read as the final text, comments are left out, and a warning names both. Charts are tables of the
values that the file keeps of them; embedded objects are counted in a warning.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field, replace

from checker.collect.charts import chart_rows
from checker.collect.composing import ComposedCell, Composer, compose, nest_item
from checker.collect.docx_styles import Look, Styles
from checker.collect.docx_text import OBJECTS, Line, is_placeholder, read_line
from checker.collect.draft import Draft
from checker.collect.package import Package
from checker.collect.properties import count_comments, is_on, left_out, main_part, read_properties, relations
from checker.collect.reader import BytesReader, Reading
from checker.collect.xml_tree import Node, elements, tree
from checker.config import Limits

SPAN_MOST = 1000  # columns that one cell may cover

_OUTERMOST = frozenset({"w:p", "w:tbl", "w:sdt", *OBJECTS})
_WRAPPERS = frozenset({"w:ins", "w:moveTo", "w:customXml", "w:sdtContent", "w:smartTag", "mc:Choice"})


@dataclass(slots=True)
class _Walk:
    """Where the walk over a document stands."""

    composer: Composer
    styles: Styles
    package: Package
    parts: dict[str, str]  # what the document points to, by id
    notes: dict[tuple[str, str], Node] = field(default_factory=dict)
    waiting: list[tuple[str, str]] = field(default_factory=list)  # notes referred to since the last heading
    items: list[Draft] = field(default_factory=list)  # open list items, outermost first
    has_title: bool = False
    joined: Line | None = None  # the start of a paragraph whose end mark was deleted
    page: int = 1
    has_pages: bool = False
    first_page: list[Draft] = field(default_factory=list)
    paragraphs: int = 0
    tables: int = 0
    boxes: int = 0
    charts: int = 0
    objects: int = 0
    has_changes: bool = False
    where: str = ""  # of what stands outside the body: "footnote 3", "page header"


def read(data: bytes, limits: Limits) -> Reading:
    """Return the blocks and the text of a Word document.

    Raises:
        UnreadableDocument: it is damaged, encrypted, or beyond the limits.
    """
    package = Package(data, limits)
    main = main_part(package, "word/document.xml", limits)
    related = relations(package, main, limits)
    parts = {one.sort: one.target for one in related.values()}
    styles = Styles(package, parts.get("styles", "word/styles.xml"), limits)
    walk = _Walk(Composer(limits), styles, package, {key: one.target for key, one in related.items()})
    for sort in ("footnote", "endnote"):
        if package.has(part := parts.get(f"{sort}s", "")):
            nodes = elements(package.chunks(part), limits, {f"w:{sort}"})
            walk.notes.update({(sort, node.get("w:id")): node for node in nodes if not node.get("w:type")})
    _blocks(walk, elements(package.chunks(main), limits, _OUTERMOST))
    _end_joined(walk)
    _notes(walk)
    _name_first_page(walk)
    for sort in ("header", "footer"):
        _margins(walk, package, sorted(one.target for one in related.values() if one.sort == sort), f"page {sort}")
    properties = read_properties(package, limits)
    reading = compose(walk.composer, properties)
    comments = count_comments(package, related.values(), limits)
    return replace(reading, warnings=(*_warnings(walk), *left_out(comments)))


def _warnings(walk: _Walk) -> Iterable[str]:
    if walk.has_changes:
        yield "it holds tracked changes; they were read as if all were accepted"
    if walk.objects:
        yield f"{walk.objects} embedded object{'s' * (walk.objects > 1)} in it could not be read"


# --- blocks -------------------------------------------------------------------------------------------------


def _blocks(walk: _Walk, nodes: Iterable[Node]) -> None:
    for node in nodes:
        if node.name == "w:p":
            _paragraph(walk, node)
        elif node.name == "w:tbl":
            _table(walk, node)
        elif node.name == "w:sdt":
            if not is_placeholder(node):
                _blocks(walk, node.children)
        elif node.name in _WRAPPERS:
            _blocks(walk, node.children)
        elif node.name == "mc:AlternateContent":
            _blocks(walk, list(node.all("mc:Choice", "mc:Fallback"))[:1])
        elif node.name in OBJECTS:
            walk.objects += 1


def _paragraph(walk: _Walk, node: Node) -> None:
    line = read_line(node)
    if walk.joined is not None:
        line = _join(walk.joined, line)
        walk.joined = None
    settings = node.find("w:pPr")
    if _has_no_end(node):
        walk.joined, walk.has_changes = line, True  # the next paragraph goes on where this one ends
        return
    look = walk.styles.look_of(settings)
    if look.kind in ("heading", "title") and line.text.strip():
        _notes(walk)
    draft = _put(walk, line, look)
    walk.page += line.pages
    walk.has_pages = walk.has_pages or line.pages > 0
    if draft is not None and draft.kind == "item":
        nest_item(walk.items, draft)
    elif draft is not None:
        walk.items = []
    _around(walk, line)


def _join(first: Line, second: Line) -> Line:
    return Line(
        parts=[*first.parts, *second.parts],
        boxes=[*first.boxes, *second.boxes],
        notes=[*first.notes, *second.notes],
        pages=first.pages + second.pages,
        leading_pages=first.leading_pages,
        letters=first.letters + second.letters,
        bold=first.bold + second.bold,
        linked=first.linked + second.linked,
        has_changes=True,
        charts=[*first.charts, *second.charts],
        objects=first.objects + second.objects,
    )


def _end_joined(walk: _Walk) -> None:
    if walk.joined is not None:
        line, walk.joined = walk.joined, None
        _put(walk, line, Look())
        _around(walk, line)


def _put(walk: _Walk, line: Line, look: Look) -> Draft | None:
    text = line.text
    if not text.strip():
        return None
    walk.paragraphs += not walk.where
    walk.has_pages = walk.has_pages or line.leading_pages > 0
    page = f"page {walk.page + line.leading_pages}, " if walk.has_pages else ""
    where = walk.where or f"{page}paragraph {walk.paragraphs}"
    draft = walk.composer.paragraph(text, look.kind, level=look.level, where=where)
    if draft is None:
        return None
    if not walk.has_pages and not walk.where:
        walk.first_page.append(draft)
    draft.role, draft.is_bold, draft.is_link = look.role, line.is_bold, line.is_link
    if look.kind == "title":
        draft.kind = "heading" if walk.has_title else "title"
        walk.has_title = True
    elif look.kind == "heading" and walk.has_title:
        draft.level += 1  # below the title, as "##" is below "#"
    elif look.kind == "caption" and text.lstrip().lower().startswith("fig"):
        draft.role = "boilerplate"
    return draft


def _name_first_page(walk: _Walk) -> None:
    """Give the paragraphs before the first page break their page too, where the file tells pages."""
    if walk.has_pages:
        for draft in walk.first_page:
            draft.where = f"page 1, {draft.where}"


def _around(walk: _Walk, line: Line) -> None:
    """Read what hangs on a paragraph: text boxes at once, notes below the section."""
    walk.has_changes = walk.has_changes or line.has_changes
    walk.objects += line.objects
    walk.waiting.extend(line.notes)
    for chart in line.charts:
        part = walk.parts.get(chart, "")
        if walk.package.has(part):
            walk.charts += 1
            where = f"chart {walk.charts}"
            title, rows = chart_rows(tree(walk.package.chunks(part), walk.composer.limits))
            walk.composer.paragraph(title, where=where)
            walk.composer.strings(rows, where)
    for box in line.boxes:
        walk.boxes += 1
        _aside(walk, box, f"text box {walk.boxes}")


def _aside(walk: _Walk, node: Node, where: str) -> None:
    """Read blocks that stand outside the body."""
    before, walk.where = walk.where, where
    _blocks(walk, node.children)
    _end_joined(walk)
    walk.where = before


def _notes(walk: _Walk) -> None:
    waiting, walk.waiting = walk.waiting, []
    for key in waiting:
        node = walk.notes.pop(key, None)
        if node is not None:
            _aside(walk, node, f"{key[0]} {key[1]}")


def _margins(walk: _Walk, package: Package, parts: Iterable[str], where: str) -> None:
    """Read page headers or footers, each text once."""
    seen: set[str] = set()
    for part in parts:
        if not package.has(part):
            continue
        nodes = list(elements(package.chunks(part), walk.composer.limits, _OUTERMOST))
        words = "\n".join(read_line(one).text.strip() for node in nodes for one in node.walk() if one.name == "w:p")
        if words.strip() and words not in seen:
            seen.add(words)
            walk.where = where
            _blocks(walk, nodes)
            walk.where = ""


# --- tables -------------------------------------------------------------------------------------------------


def _table(walk: _Walk, node: Node) -> None:
    _end_joined(walk)
    rows = [row for row in _inner(node, "w:tr") if not _is_gone(walk, row, "w:trPr", "w:ins", "w:del")]
    if not rows:
        return
    if any(one.name == "w:tbl" for row in rows for cell in _inner(row, "w:tc") for one in cell.walk()):
        for row in rows:  # tables inside tables: the outer one only lays them out
            for cell in _inner(row, "w:tc"):
                _blocks(walk, cell.children)
        return
    walk.tables += 1
    name = f"{walk.where + ', ' if walk.where else ''}table {walk.tables}"
    heads = 0
    composed: list[list[ComposedCell]] = []
    merged: dict[int, ComposedCell] = {}
    for number, row in enumerate(rows):
        heads += number == heads and is_on(row.find("w:trPr", "w:tblHeader"))
        composed.append(_row(walk, row, f"{name}, row {number + 1}", merged))
    walk.composer.table(composed, heads)
    walk.items = []


def _row(walk: _Walk, row: Node, name: str, merged: dict[int, ComposedCell]) -> list[ComposedCell]:
    """Return the cells of a row that begin in it; `merged` holds those that reach down from above, by column."""
    cells: list[ComposedCell] = []
    column = _number(row.find("w:trPr", "w:gridBefore"), 0)
    for node in _inner(row, "w:tc"):
        if _is_gone(walk, node, "w:tcPr", "w:cellIns", "w:cellDel"):
            continue
        columns, down = _number(node.find("w:tcPr", "w:gridSpan"), 1), _reach(walk, node)
        if down == "on" and column in merged:
            merged[column].rows += 1
        else:
            cell = ComposedCell(_cell_text(walk, node), column, columns, where=f"{name}, column {column + 1}")
            cells.append(cell)
            merged.pop(column, None)
            if down:
                merged[column] = cell
        column += columns
    return cells


def _is_gone(walk: _Walk, node: Node, settings: str, inserted: str, deleted: str) -> bool:
    """Say whether a tracked change takes a row or cell away; one that it put in is a change too."""
    is_gone = node.find(settings, deleted) is not None
    walk.has_changes = walk.has_changes or is_gone or node.find(settings, inserted) is not None
    return is_gone


def _reach(walk: _Walk, cell: Node) -> str:
    """Say how a cell reaches over rows: "on" with the cell above, "from" it to those below, "" not at all."""
    tracked = cell.find("w:tcPr", "w:cellMerge")
    if tracked is not None:
        walk.has_changes = True
        return {"cont": "on", "rest": "from"}.get(tracked.get("w:vMerge"), "")
    merge = cell.find("w:tcPr", "w:vMerge")
    if merge is None:
        return ""
    return "on" if merge.get("w:val", "continue") == "continue" else "from"


def _cell_text(walk: _Walk, cell: Node) -> str:
    texts: list[str] = []
    joint = ""  # "" where a change took the mark between two paragraphs away
    for node in cell.walk():
        if node.name != "w:p":
            continue
        line = read_line(node)
        walk.has_changes = walk.has_changes or line.has_changes
        walk.objects += line.objects
        walk.waiting.extend(line.notes)
        texts += [joint, line.text]
        joint = "" if _has_no_end(node) else " "
    return "".join(texts).strip()


def _has_no_end(paragraph: Node) -> bool:
    """Say whether a tracked change took a paragraph's end mark away, so that the next goes on in it."""
    mark = paragraph.find("w:pPr", "w:rPr")
    return mark is not None and (mark.find("w:del") is not None or mark.find("w:moveFrom") is not None)


def _inner(node: Node, name: str) -> Iterable[Node]:
    """Give rows or cells, also those inside content controls and other wrappers."""
    for child in node.children:
        if child.name == name:
            yield child
        elif child.name == "w:sdt" or child.name in _WRAPPERS:
            yield from _inner(child, name)


def _number(node: Node | None, least: int) -> int:
    value = node.get("w:val") if node is not None else ""
    return min(max(int(value), least), SPAN_MOST) if value.isascii() and value.isdigit() and len(value) < 6 else least


READER = BytesReader(name="docx", suffixes=(".docx", ".docm", ".dotx"), read=read)
