"""Text in the drawings of office files: paragraphs of shapes, and the text boxes that lie on a sheet."""

from __future__ import annotations

from collections.abc import Iterator

from checker.collect.composing import Composer
from checker.collect.inline import raised
from checker.collect.package import Package
from checker.collect.properties import is_on
from checker.collect.xml_tree import Node, tree


def shown_text(paragraph: Node) -> str:
    """Return the text of a paragraph in a shape (`a:p`), struck-through words left out, raised figures as such."""
    parts: list[str] = []
    for node in paragraph.children:
        if node.name == "a:br":
            parts.append("\n")
        elif node.name in ("a:r", "a:fld"):
            words = "".join(one.text() for one in node.all("a:t"))
            look = node.find("a:rPr")
            if look is not None and look.get("strike", "noStrike") != "noStrike":
                continue
            is_raised = look is not None and look.get("baseline", "0")[:1] not in ("0", "-")
            parts.append(raised("".join(parts[-4:]), words) if is_raised else words)
    return "".join(parts)


def put_boxes(composer: Composer, package: Package, part: str, where: str) -> None:
    """Put the text boxes of one drawing of a sheet, in its order; hidden ones are left out.

    Args:
        composer: takes the text and the drafts.
        package: the workbook.
        part: name of the drawing.
        where: the sheet: "sheet Quay".
    """
    if not package.has(part):
        return
    number = 0
    for shape in _shapes(tree(package.chunks(part), composer.limits)):
        body = shape.find("xdr:txBody")
        lines = [shown_text(one) for one in body.all("a:p")] if body is not None else []
        number += any(line.strip() for line in lines)
        for line in lines:
            composer.paragraph(line, where=f"{where}, text box {number}")


def _shapes(node: Node) -> Iterator[Node]:
    for child in node.children:
        if child.name == "xdr:sp":
            look = child.find("xdr:nvSpPr", "xdr:cNvPr")
            if look is None or not look.get("hidden") or not is_on(look, "hidden"):
                yield child
        elif child.name == "mc:AlternateContent":
            yield from _shapes(next(child.all("mc:Choice", "mc:Fallback"), Node("", {})))
        else:
            yield from _shapes(child)
