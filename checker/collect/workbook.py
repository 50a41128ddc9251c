"""The parts that all sheets of a workbook share: its strings, and the number formats of its cells."""

from __future__ import annotations

from checker.collect.inline import raised
from checker.collect.number_formats import BUILT_IN
from checker.collect.package import Package
from checker.collect.xml_tree import Node, elements
from checker.config import Limits
from checker.errors import UnreadableDocument

_ASIAN_DATES = frozenset((*range(27, 37), *range(50, 59)))  # formats of some languages whose code no file holds


def column_name(column: int) -> str:
    """Return the letters of a column that counts from 0: 0 is "A", 27 is "AB"."""
    name = ""
    column += 1
    while column:
        column, rest = divmod(column - 1, 26)
        name = chr(65 + rest) + name
    return name


def rich_text(node: Node) -> str:
    """Return the text of a cell that may be in several types; raised figures as such, reading aids left out."""
    parts: list[str] = []
    for child in node.children:
        if child.name == "x:t":
            parts.append(child.text())
        elif child.name == "x:r":
            words = "".join(one.text() for one in child.all("x:t"))
            look = child.find("x:rPr", "x:vertAlign")
            is_raised = look is not None and look.get("val") == "superscript"
            parts.append(raised("".join(parts[-4:]), words) if is_raised else words)
    return "".join(parts)


class SharedStrings:
    """The texts that cells point to by number."""

    def __init__(self, package: Package, part: str, limits: Limits) -> None:
        self._texts: list[str] = []
        if package.has(part):
            self._texts = [rich_text(node) for node in elements(package.chunks(part), limits, {"x:si"})]

    def get(self, number: str) -> str:
        """Return a text.

        Raises:
            UnreadableDocument: there is none of that number.
        """
        bare = number.strip()
        place = int(bare) if bare.isascii() and bare.isdigit() and len(bare) < 9 else -1
        if not 0 <= place < len(self._texts):
            raise UnreadableDocument("corrupt", "a cell points to a text that is not there")
        return self._texts[place]


class Looks:
    """The number format of each style of cells."""

    def __init__(self, package: Package, part: str, limits: Limits) -> None:
        self._codes: list[str] = []
        if not package.has(part):
            return
        codes: dict[str, str] = {}
        for node in elements(package.chunks(part), limits, {"x:numFmt", "x:cellXfs"}):
            if node.name == "x:numFmt":
                codes[node.get("numFmtId")] = node.get("formatCode")
            else:
                self._codes = [_code(one.get("numFmtId", "0"), codes) for one in node.all("x:xf")]

    def code_of(self, style: str) -> str:
        """Return the format code of a cell's style; "" is General."""
        place = int(style) if style.isascii() and style.isdigit() and len(style) < 9 else 0
        return self._codes[place] if place < len(self._codes) else ""


def _code(number: str, codes: dict[str, str]) -> str:
    if number in codes:
        return codes[number]
    known = int(number) if number.isascii() and number.isdigit() and len(number) < 9 else 0
    code = "yyyy-mm-dd" if known in _ASIAN_DATES else BUILT_IN.get(known, "General")
    return "" if code == "General" else code
