"""What the styles of an OpenDocument file say: titles, captions, code, raised and hidden text, hidden sheets."""

from __future__ import annotations

import re

from checker.collect.docx_styles import Look
from checker.collect.xml_tree import Node

STYLE_DEPTH = 20  # styles that one is based on in turn

_BY_NAME = (
    (re.compile(r"title"), Look(kind="title", level=1)),
    (re.compile(r"caption|table|illustration|figure"), Look(kind="caption")),
    (re.compile(r"preformatted text|source text"), Look(role="example")),
    (re.compile(r"contents (?:heading|\d{1,2})"), Look(role="boilerplate")),
)


class OdfStyles:
    """The styles of one document, by name."""

    def __init__(self) -> None:
        self._above: dict[str, str] = {}
        self._raised: set[str] = set()
        self._hidden: set[str] = set()
        self._hidden_tables: set[str] = set()

    def add(self, part: Node) -> None:
        """Take the styles of a part in."""
        for node in part.walk():
            if node.name != "style:style":
                continue
            name = node.get("style:name")
            self._above[name] = node.get("style:parent-style-name")
            look = node.find("style:text-properties")
            if look is not None:
                if look.get("style:text-position").startswith(("super", "33%")):
                    self._raised.add(name)
                struck = look.get("style:text-line-through-style", "none") != "none"
                if look.get("text:display") == "none" or struck:
                    self._hidden.add(name)
            table = node.find("style:table-properties")
            if table is not None and table.get("table:display") == "false":
                self._hidden_tables.add(name)

    def look_of(self, paragraph: Node) -> Look:
        """Return what a paragraph is."""
        if paragraph.name == "text:h":
            level = paragraph.get("text:outline-level", "1")
            return Look(kind="heading", level=int(level) if level in "123456789" and level else 1)
        name = paragraph.get("text:style-name")
        for _ in range(STYLE_DEPTH):
            words = name.replace("_20_", " ").lower()
            look = next((look for pattern, look in _BY_NAME if pattern.fullmatch(words)), None)
            if look is not None or not name:
                return look or Look()
            name = self._above.get(name, "")
        return Look()

    def is_raised(self, span: Node) -> bool:
        """Say whether a span is in superscript."""
        return span.get("text:style-name") in self._raised

    def is_hidden(self, span: Node) -> bool:
        """Say whether a span is hidden or struck through."""
        return span.name == "text:hidden-text" or span.get("text:style-name") in self._hidden

    def is_hidden_table(self, table: Node) -> bool:
        """Say whether a sheet is hidden."""
        return table.get("table:style-name") in self._hidden_tables

    def is_hidden_row(self, node: Node) -> bool:
        """Say whether a row or column of a sheet is hidden, by hand or by a filter."""
        return node.get("table:visibility", "visible") != "visible"
