"""The text of one Word paragraph: runs, fields, changes, notes and boxes, as a reader of the final document sees them.

Insertions are in, deletions and what was moved away are out, and so are hidden text, field instructions, comments and
the grey words of empty form fields. What is struck through is out, as in HTML.
"""

from __future__ import annotations

from dataclasses import dataclass, field

from checker.collect.inline import POWER, SUPERSCRIPTS, raised, symbol_signs
from checker.collect.properties import is_on
from checker.collect.xml_tree import Node

_WRAPPERS = frozenset(
    {"w:ins", "w:moveTo", "w:hyperlink", "w:smartTag", "w:customXml", "w:fldSimple", "w:sdtContent", "w:bdo", "w:dir",
     "w:rubyBase", "w:ruby", "w:drawing", "m:oMathPara"}
)  # fmt: skip
_SIGNS = {
    "w:tab": "\t", "w:ptab": "\t", "w:br": "\n", "w:cr": "\n", "w:noBreakHyphen": "-", "w:softHyphen": "",
}  # fmt: skip
OBJECTS = frozenset({"w:object", "w:altChunk", "w:subDoc"})


@dataclass(slots=True)
class Line:
    """What a paragraph holds."""

    parts: list[str] = field(default_factory=list)
    boxes: list[Node] = field(default_factory=list)  # contents of text boxes anchored in it
    notes: list[tuple[str, str]] = field(default_factory=list)  # sort ("footnote", "endnote") and id
    pages: int = 0  # page breaks of the last layout in it
    leading_pages: int = 0  # those before its first word
    letters: int = 0
    bold: int = 0
    linked: int = 0
    has_changes: bool = False
    charts: list[str] = field(default_factory=list)  # ids of the parts of charts anchored in it
    objects: int = 0  # embedded objects, whose text is not read

    @property
    def text(self) -> str:
        """The text as it was met."""
        return "".join(self.parts)

    @property
    def held(self) -> tuple[int, ...]:
        """How much was met so far of each sort."""
        return len(self.parts), len(self.boxes), len(self.charts), self.objects

    @property
    def is_bold(self) -> bool:
        """Whether all of it is in bold type."""
        return self.letters > 0 and self.bold >= 0.95 * self.letters

    @property
    def is_link(self) -> bool:
        """Whether all of it is one hyperlink."""
        return self.letters > 0 and self.linked >= 0.9 * self.letters


def read_line(paragraph: Node) -> Line:
    """Return what a paragraph holds."""
    line = Line()
    _inside(paragraph, line, False)
    return line


def _inside(node: Node, line: Line, is_link: bool) -> None:
    for child in node.children:
        name = child.name
        if name == "w:r":
            _run(child, line, is_link)
        elif name in _WRAPPERS:
            line.has_changes = line.has_changes or name in ("w:ins", "w:moveTo")
            _inside(child, line, is_link or name == "w:hyperlink")
        elif name == "w:sdt":
            if not is_placeholder(child):
                _inside(child, line, is_link)
        elif name in ("w:del", "w:moveFrom"):
            line.has_changes = True
        elif name == "mc:AlternateContent":
            _alternate(child, line)
        elif name == "m:oMath":
            line.parts.append(_formula(child))
        elif name in OBJECTS:
            line.objects += 1


def is_placeholder(control: Node) -> bool:
    """Say whether a content control still shows the words that ask for its content."""
    return is_on(control.find("w:sdtPr", "w:showingPlcHdr"))


def _run(run: Node, line: Line, is_link: bool) -> None:
    look = run.find("w:rPr")
    if look is not None and any(is_on(look.find(name)) for name in ("w:vanish", "w:strike", "w:dstrike")):
        return
    place = look.find("w:vertAlign") if look is not None else None
    is_raised = place is not None and place.get("w:val") == "superscript"
    is_bold = look is not None and is_on(look.find("w:b"))
    for child in run.children:
        if child.name == "w:t":
            words = child.text()
            bare = words.strip()
            if is_raised:
                words = raised("".join(line.parts[-4:]), words)
            line.parts.append(words)
            ink = len(bare)
            line.letters += ink
            line.bold += ink if is_bold else 0
            line.linked += ink if is_link else 0
        elif child.name in _SIGNS:
            line.parts.append(_SIGNS[child.name])
        else:
            _rare(child, line)


def _rare(child: Node, line: Line) -> None:
    """Read what is no text in a run: signs of symbol fonts, notes, page breaks, drawings."""
    name = child.name
    if name == "w:sym":
        is_symbol = child.get("w:font").lower() == "symbol"
        line.parts.append(symbol_signs().get(child.get("w:char").upper()[-2:], "") if is_symbol else "")
    elif name in ("w:footnoteReference", "w:endnoteReference"):
        line.notes.append((name[2:].removesuffix("Reference"), child.get("w:id")))
    elif name == "w:lastRenderedPageBreak":
        line.pages += 1
        line.leading_pages += line.letters == 0
    elif name == "mc:AlternateContent":
        _alternate(child, line)
    elif name in ("w:drawing", "w:pict", "w:object"):
        _drawing(child, line)
    elif name == "w:ruby":
        _inside(child, line, False)


def _alternate(node: Node, line: Line) -> None:
    """Read one of several forms of a drawing: the newest with text, as a program would show it."""
    for form in node.all("mc:Choice", "mc:Fallback"):
        before = line.held
        _drawing(form, line)
        _inside(form, line, False)
        if before != line.held:
            return


def _drawing(node: Node, line: Line) -> None:
    """Note the outermost text boxes of a drawing, and count what else could hold text."""
    waiting = list(node.children)
    while waiting:
        one = waiting.pop(0)
        if one.name == "w:txbxContent":
            line.boxes.append(one)
        elif one.name == "mc:AlternateContent":
            _alternate(one, line)
        elif one.name == "c:chart":
            line.charts.append(one.get("r:id"))
        else:
            line.objects += one.name in OBJECTS
            waiting[:0] = one.children
    line.objects += node.name == "w:object"


def _formula(node: Node) -> str:
    """Return a formula in a line: a fraction with a slash, raised figures as such."""
    parts: list[str] = []
    for child in node.children:
        if child.name == "m:r":
            parts.extend(one.text() for one in child.all("m:t", "w:t"))
        elif child.name == "m:f":
            top, bottom = child.find("m:num"), child.find("m:den")
            parts.append(f"{_formula(top) if top else ''}/{_formula(bottom) if bottom else ''}")
        elif child.name == "m:sup":
            words = _formula(child)
            parts.append(words.translate(SUPERSCRIPTS) if POWER.fullmatch(words) else f"^{words}")
        else:
            parts.append(_formula(child))
    return "".join(parts)
