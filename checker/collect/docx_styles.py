"""What the styles of a Word document say of a paragraph: title, heading, list item, caption, contents, code."""

from __future__ import annotations

import re
from dataclasses import dataclass, replace

from checker.collect.package import Package
from checker.collect.xml_tree import Node, elements
from checker.config import Limits

STYLE_DEPTH = 20  # styles that one is based on in turn

_HEADING = re.compile(r"heading (\d)")
_LIST = re.compile(r"list (?:bullet|number|continue)(?: (\d))?")
_CODE = re.compile(r"(?:html )?(?:preformatted|code)|(?:source|code)[ -]?(?:code|block|text)?|macro text|verbatim char")
_CONTENTS = re.compile(r"toc \d|toc heading|contents heading|table of figures|index \d")


@dataclass(frozen=True, slots=True, kw_only=True)
class Look:
    """What a paragraph is by its style and its own settings."""

    kind: str = "paragraph"  # title heading item caption paragraph
    level: int = 0  # of a heading or item, from 1
    role: str = "body"


@dataclass(frozen=True, slots=True, kw_only=True)
class _Style:
    name: str
    above: str
    outline: int | None
    numbering: tuple[str, int] | None  # id of the list, level from 0


class Styles:
    """The styles of one document, by their ids."""

    def __init__(self, package: Package, part: str, limits: Limits) -> None:
        self._styles: dict[str, _Style] = {}
        if package.has(part):
            for node in elements(package.chunks(part), limits, {"w:style"}):
                if node.get("w:type", "paragraph") == "paragraph":
                    self._styles[node.get("w:styleId")] = _to_style(node)

    def look_of(self, settings: Node | None) -> Look:
        """Return what a paragraph with these settings (`w:pPr`) is."""
        chain = self._chain(_value(settings, "w:pStyle"))
        names = [style.name for style in chain]
        numbering = _numbering(settings) or next((one.numbering for one in chain if one.numbering), None)
        outline = _outline(settings)
        if outline is None:
            outline = next((style.outline for style in chain if style.outline is not None), None)
        look = next((look for look in map(look_of_name, names) if look is not None), None)
        if look is not None and look.kind == "item" and numbering is not None:
            look = replace(look, level=max(look.level, numbering[1] + 1)) if numbering[0] != "0" else None
        if look is not None:
            return look
        if outline is not None and outline < 9:
            return Look(kind="heading", level=outline + 1)
        if numbering is not None and numbering[0] != "0":
            return Look(kind="item", level=numbering[1] + 1)
        return Look()

    def _chain(self, name: str) -> list[_Style]:
        chain: list[_Style] = []
        while name in self._styles and len(chain) < STYLE_DEPTH:
            chain.append(self._styles[name])
            name = chain[-1].above
        return chain or [_Style(name=name.lower(), above="", outline=None, numbering=None)]


def look_of_name(name: str) -> Look | None:
    """Return what a style of this name (in lower case) makes of a paragraph; None where the name does not tell."""
    if name == "title":
        return Look(kind="title", level=1)
    if match := _HEADING.fullmatch(name):
        return Look(kind="heading", level=int(match[1]))
    if match := _LIST.fullmatch(name):
        return Look(kind="item", level=int(match[1] or 1))
    if name == "caption":
        return Look(kind="caption")
    if _CONTENTS.fullmatch(name):
        return Look(role="boilerplate")
    return Look(role="example") if _CODE.fullmatch(name) else None


def _to_style(node: Node) -> _Style:
    settings = node.find("w:pPr")
    return _Style(
        name=_value(node, "w:name").lower(),
        above=_value(node, "w:basedOn"),
        outline=_outline(settings),
        numbering=_numbering(settings),
    )


def _value(node: Node | None, name: str) -> str:
    found = node.find(name) if node is not None else None
    return found.get("w:val") if found is not None else ""


def _outline(settings: Node | None) -> int | None:
    value = _value(settings, "w:outlineLvl")
    return int(value) if value in tuple("0123456789") else None


def _numbering(settings: Node | None) -> tuple[str, int] | None:
    listed = settings.find("w:numPr") if settings is not None else None
    if listed is None or listed.find("w:numId") is None:
        return None
    level = _value(listed, "w:ilvl")
    return _value(listed, "w:numId"), int(level) if level in tuple("012345678") else 0
