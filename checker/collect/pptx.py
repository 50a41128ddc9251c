"""Slides: titles as headings, bullets as list items, tables and charts with heads, notes below their slide.

Charts are read from the values that the file keeps of them. Hidden slides and comments are not read and are named.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field, replace

from checker.collect.charts import chart_rows
from checker.collect.composing import ComposedCell, Composer, compose, nest_item
from checker.collect.draft import Draft
from checker.collect.drawing import shown_text
from checker.collect.package import Package
from checker.collect.properties import count_comments, left_out, main_part, read_properties, relations
from checker.collect.reader import BytesReader, Reading
from checker.collect.xml_tree import Node, tree
from checker.config import Limits

HEADING_LEVEL = 2
SPAN_MOST = 1000

_TITLES = frozenset({"title", "ctrTitle"})
_ITEMS = frozenset({"", "body", "obj"})  # placeholders whose paragraphs have bullets
_MARGINS = frozenset({"dt", "ftr", "sldNum", "hdr"})


@dataclass(slots=True)
class _Walk:
    """Where the walk over the slides stands."""

    composer: Composer
    package: Package
    limits: Limits
    where: str = ""
    items: list[Draft] = field(default_factory=list)  # open list items, outermost first
    tables: int = 0
    comments: int = 0


def read(data: bytes, limits: Limits) -> Reading:
    """Return the blocks and the text of a presentation.

    Raises:
        UnreadableDocument: it is damaged, encrypted, or beyond the limits.
    """
    package = Package(data, limits)
    main = main_part(package, "ppt/presentation.xml", limits)
    related = relations(package, main, limits)
    walk = _Walk(Composer(limits), package, limits)
    hidden: list[str] = []
    listed = tree(package.chunks(main), limits).find("p:sldIdLst")
    for number, entry in enumerate(listed.all("p:sldId") if listed is not None else (), 1):
        relation = related.get(entry.get("r:id"))
        if relation is None or not package.has(relation.target):
            continue
        slide = tree(package.chunks(relation.target), limits)
        if slide.get("show") in ("0", "false"):
            hidden.append(str(number))
        else:
            _slide(walk, slide, relation.target, number)
    reading = compose(walk.composer, read_properties(package, limits))
    warnings = [f"hidden slides were not read: {', '.join(hidden)}"] if hidden else []
    return replace(reading, warnings=(*warnings, *left_out(walk.comments)))


def _slide(walk: _Walk, slide: Node, part: str, number: int) -> None:
    walk.where, walk.tables = f"slide {number}", 0
    related = relations(walk.package, part, walk.limits)
    shapes = list(_shapes(slide.find("p:cSld", "p:spTree")))
    titles = [shape for shape in shapes if _sort(shape) in _TITLES]
    for shape in titles:
        text = " ".join(shown_text(one).strip() for one in _paragraphs(shape))
        is_first = number == 1 and _sort(shape) == "ctrTitle"
        walk.composer.paragraph(
            text, "title" if is_first else "heading", level=1 if is_first else HEADING_LEVEL, where=walk.where
        )
    for shape in shapes:
        if shape not in titles and _sort(shape) not in _MARGINS:
            walk.items = []
            _shape(walk, shape, {key: one.target for key, one in related.items()})
    walk.comments += count_comments(walk.package, related.values(), walk.limits)
    notes = next((one.target for one in related.values() if one.sort == "notesSlide"), "")
    if walk.package.has(notes):
        walk.where = f"slide {number}, notes"
        _notes(walk, tree(walk.package.chunks(notes), walk.limits))


def _notes(walk: _Walk, page: Node) -> None:
    for shape in _shapes(page.find("p:cSld", "p:spTree")):
        if _sort(shape) == "body" and shape.name == "p:sp":
            for paragraph in _paragraphs(shape):
                walk.composer.paragraph(shown_text(paragraph), where=walk.where)


def _shapes(group: Node | None) -> Iterator[Node]:
    """Give the shapes of a slide in order, those of groups one by one."""
    for node in group.children if group is not None else ():
        if node.name == "p:grpSp":
            yield from _shapes(node)
        elif node.name == "mc:AlternateContent":
            yield from _shapes(next(node.all("mc:Choice", "mc:Fallback"), None))
        elif node.name in ("p:sp", "p:graphicFrame"):
            yield node


def _sort(shape: Node) -> str:
    """Return what a placeholder is for; "-" for a shape that is none."""
    own = shape.find("p:nvSpPr", "p:nvPr", "p:ph") or shape.find("p:nvGraphicFramePr", "p:nvPr", "p:ph")
    return own.get("type") if own is not None else "-"


def _paragraphs(shape: Node) -> Iterator[Node]:
    body = shape.find("p:txBody")
    return body.all("a:p") if body is not None else iter(())


def _shape(walk: _Walk, shape: Node, parts: dict[str, str]) -> None:
    if shape.name == "p:graphicFrame":
        _frame(walk, shape, parts)
        return
    has_bullets = _sort(shape) in _ITEMS
    for paragraph in _paragraphs(shape):
        look = paragraph.find("a:pPr")
        is_plain = look is not None and look.find("a:buNone") is not None
        is_marked = look is not None and any(look.find(name) is not None for name in ("a:buChar", "a:buAutoNum"))
        if is_marked or (has_bullets and not is_plain):
            _item(walk, paragraph, look)
        else:
            walk.items = []
            walk.composer.paragraph(shown_text(paragraph), where=walk.where)


def _item(walk: _Walk, paragraph: Node, look: Node | None) -> None:
    level = look.get("lvl", "0") if look is not None else "0"
    draft = walk.composer.paragraph(shown_text(paragraph), "item", level=int(level) + 1 if level in "012345678" else 1)
    if draft is None:
        return
    draft.where = walk.where
    nest_item(walk.items, draft)


def _frame(walk: _Walk, frame: Node, parts: dict[str, str]) -> None:
    for node in frame.walk():
        if node.name == "a:tbl":
            _table(walk, node)
            return
        if node.name == "c:chart" and walk.package.has(part := parts.get(node.get("r:id"), "")):
            title, rows = chart_rows(tree(walk.package.chunks(part), walk.limits))
            walk.composer.paragraph(title, where=f"{walk.where}, chart")
            walk.composer.strings(rows, f"{walk.where}, chart")
            return


def _table(walk: _Walk, table: Node) -> None:
    walk.tables += 1
    rows: list[list[ComposedCell]] = []
    for number, row in enumerate(table.all("a:tr"), 1):
        cells: list[ComposedCell] = []
        for column, node in enumerate(row.all("a:tc")):
            if node.get("hMerge") in ("1", "true") or node.get("vMerge") in ("1", "true"):
                continue
            body = node.find("a:txBody")
            text = " ".join(shown_text(one).strip() for one in body.all("a:p")) if body is not None else ""
            where = f"{walk.where}, table {walk.tables}, row {number}, column {column + 1}"
            cells.append(
                ComposedCell(text, column, _span(node.get("gridSpan")), _span(node.get("rowSpan")), where=where)
            )
        rows.append(cells)
    walk.composer.table(rows)


def _span(value: str) -> int:
    return min(max(int(value), 1), SPAN_MOST) if value.isascii() and value.isdigit() and len(value) < 6 else 1


READER = BytesReader(name="pptx", suffixes=(".pptx", ".pptm", ".ppsx"), read=read)
