"""Rich text: paragraphs, headings by style, lists, tables and footnotes, from the control words alone.

Deleted, hidden and struck-through text, field instructions and pictures are out, and so are comments, which a warning
names; page headers and footers come at the end, each text once. Groups are counted and never nested in Python, so that
their depth costs nothing.
"""

from __future__ import annotations

import csv
import re
from collections.abc import Iterator
from dataclasses import dataclass, field, replace
from functools import cache
from typing import Any

from checker import resources
from checker.collect.composing import ComposedCell, Composer, compose, nest_item
from checker.collect.docx_styles import Look, look_of_name
from checker.collect.draft import Draft
from checker.collect.inline import raised
from checker.collect.properties import Properties, choose_day, left_out, plain_title
from checker.collect.reader import BytesReader, Reading
from checker.collect.rtf_fonts import Fonts, decode, read_fonts, shown
from checker.config import Limits
from checker.errors import UnreadableDocument

_TOKEN = re.compile(
    r"\\(?:(?P<word>[a-zA-Z]{1,32})(?P<number>-?\d{1,9})?(?: |(?=\D)|$)|'(?P<byte>[0-9a-fA-F]{2})|(?P<sign>[^a-zA-Z]))"
    r"|(?P<group>[{}])|(?P<text>[^\\{}\r\n]+)",
    re.DOTALL,
)
_STYLE = re.compile(r"\{\\s(\d{1,5})(?:[^{};]{0,400}?\s)([A-Za-z][^{};\\]{0,80});\}")
_SIGNS = {"~": "\u00a0", "_": "-", "-": "", "\n": "\n", "\r": "\n", "{": "{", "}": "}", "\\": "\\"}
_SWITCHES = {"v": "is_hidden", "strike": "is_struck", "striked": "is_struck", "deleted": "is_deleted", "b": "is_bold"}
_TIME_PARTS = {"yr": 0, "mo": 1, "dy": 2, "hr": 3, "min": 4, "sec": 5}


@dataclass(frozen=True, slots=True)
class _Look:
    """What holds inside a group: where its text goes and how it looks."""

    where: str = ""  # "" the running text; skip, info, title, creatim, revtim, or the name of an aside
    skip: int = 1  # characters that stand in for one in Unicode
    is_hidden: bool = False
    is_struck: bool = False
    is_deleted: bool = False
    is_bold: bool = False
    is_raised: bool = False
    font: str = ""  # number of the font, "" for the document's own


@dataclass(slots=True)
class _Line:
    """The paragraph that is being read."""

    parts: list[str] = field(default_factory=list)
    style: str = ""
    outline: int = 9
    level: int = -1  # of a list item
    is_cell: bool = False

    @property
    def text(self) -> str:
        return "".join(self.parts)


@dataclass(slots=True)
class _Walk:
    """Where the reading stands."""

    composer: Composer
    limits: Limits
    styles: dict[str, Look]
    fonts: Fonts
    look: _Look = field(default_factory=_Look)
    groups: list[_Look] = field(default_factory=list)
    line: _Line = field(default_factory=_Line)
    cell: list[str] = field(default_factory=list)  # texts of the paragraphs of the open cell
    row: list[str] = field(default_factory=list)
    spans: list[str] = field(default_factory=list)  # of the cells of a row: "", "across", "down"
    next_span: str = ""
    rows: list[tuple[list[str], list[str]]] = field(default_factory=list)
    items: list[Draft] = field(default_factory=list)
    asides: list[tuple[str, list[str]]] = field(default_factory=list)
    title: list[str] = field(default_factory=list)
    times: dict[str, list[int]] = field(default_factory=dict)
    standing_in: int = 0  # characters to pass over after one in Unicode
    high: int = 0  # first half of a pair
    raw: bytearray = field(default_factory=bytearray)
    paragraphs: int = 0
    tables: int = 0
    has_changes: bool = False
    comments: int = 0
    has_title: bool = False


@cache
def _words() -> dict[str, str]:
    with resources.package_file("collect", "rtf_words.csv").open(encoding="utf-8", newline="") as file:
        return {row["word"]: row["what"] for row in csv.DictReader(file)}


def read(data: bytes, limits: Limits) -> Reading:
    """Return the blocks and the text of a rich text file.

    Raises:
        UnreadableDocument: it is none, or its groups are nested too deep.
    """
    source = data.decode("latin-1")
    if not source.startswith("{\\rtf"):
        raise UnreadableDocument("corrupt", "the content is not what the name says: it is no rich text")
    walk = _Walk(Composer(limits), limits, _styles(source), read_fonts(source))
    for match in _TOKEN.finditer(source):
        _token(walk, match)
    _end_line(walk)
    _end_table(walk)
    _put_asides(walk)
    properties = Properties(title=plain_title("".join(walk.title)), date=choose_day(*_times(walk)))
    changes = ("it holds tracked changes; they were read as if all were accepted",) if walk.has_changes else ()
    return replace(compose(walk.composer, properties), warnings=(*changes, *left_out(walk.comments)))


def _styles(source: str) -> dict[str, Look]:
    start = source.find("{\\stylesheet")
    if start < 0:
        return {}
    found = _STYLE.finditer(source, start, min(len(source), start + 200_000))
    return {match[1]: look for match in found if (look := look_of_name(match[2].strip().lower())) is not None}


def _times(walk: _Walk) -> Iterator[str]:
    for name in ("creatim", "revtim"):
        year, month, day, *clock = walk.times.get(name, [0] * 6)
        yield f"{year:04}-{month:02}-{day:02}T{clock[0]:02}:{clock[1]:02}:{clock[2]:02}" if year else ""


# --- tokens -------------------------------------------------------------------------------------------------


def _token(walk: _Walk, match: re.Match[str]) -> None:
    if match["byte"]:
        if walk.standing_in:
            walk.standing_in -= 1
        else:
            walk.raw.append(int(match["byte"], 16))
        return
    text = match["text"] or ""
    if text and walk.standing_in:
        text, walk.standing_in = text[walk.standing_in :], max(0, walk.standing_in - len(text))
    if walk.raw:
        text = _decoded(walk, text)
    if match["text"]:
        _put(walk, _plain(walk, text))
    elif match["group"]:
        _group(walk, match["group"])
    elif match["sign"]:
        if match["sign"] == "*":
            walk.look = replace(walk.look, where="skip?" if not walk.look.where else walk.look.where)
        elif match["sign"] in "\r\n":
            _word(walk, "par", None)
        else:
            _put(walk, _SIGNS.get(match["sign"], ""))
    else:
        _word(walk, match["word"], int(match["number"]) if match["number"] else None)


def _decoded(walk: _Walk, following: str) -> str:
    """Put the bytes that wait; return what follows, less a letter that is the second half of their last character."""
    page = walk.fonts.page_of(walk.look.font)
    text, halved = decode(bytes(walk.raw), page)
    if halved and following:
        text, _ = decode(bytes(walk.raw) + following[:1].encode("latin-1"), page)
        following = following[1:]
    walk.raw.clear()
    _put(walk, text)
    return following


def _plain(walk: _Walk, text: str) -> str:
    """Return what characters that stand in the file as they are show; some programs write bytes of a page so."""
    page = walk.fonts.page_of(walk.look.font)
    return shown(text, page) if text.isascii() else decode(text.encode("latin-1"), page)[0]


def _group(walk: _Walk, sign: str) -> None:
    walk.standing_in = 0
    if sign == "{":
        walk.groups.append(walk.look)
        if len(walk.groups) > walk.limits.markup_depth:
            raise UnreadableDocument("too-deep", f"more than {walk.limits.markup_depth} groups inside one another")
    elif walk.groups:
        walk.look = walk.groups.pop()


def _put(walk: _Walk, text: str) -> None:
    look = walk.look
    if not text or look.is_hidden or look.is_struck or look.is_deleted:
        walk.has_changes = walk.has_changes or (look.is_deleted and bool(text.strip()))
        return
    if look.is_raised:
        text = raised("".join(walk.line.parts[-4:]), text)
    if not look.where:
        walk.line.parts.append(text)
    elif look.where == "title":
        walk.title.append(text)
    elif look.where.startswith("aside"):
        walk.asides[-1][1].append(text)


def _word(walk: _Walk, word: str, number: int | None) -> None:
    what = _words().get(word, "")
    walk.comments += word == "annotation" and walk.look.where != "skip"
    if walk.look.where == "skip?":  # "\*": what is not known is not read
        walk.look = replace(walk.look, where="" if what in ("keep", "aside") else what if what else "skip")
    if walk.look.where in ("creatim", "revtim") and word in _TIME_PARTS:
        walk.times.setdefault(walk.look.where, [0] * 6)[_TIME_PARTS[word]] = number or 0
    elif word == "u" and number is not None:
        _unicode(walk, number)
    elif word == "uc":
        walk.look = replace(walk.look, skip=min(max(number or 0, 0), 10))
    elif walk.look.where == "skip":
        return
    elif what in ("skip", "title", "creatim", "revtim", "info"):
        walk.look = replace(walk.look, where="skip" if what == "info" and walk.look.where else what)
    elif what == "aside" and not walk.look.where:
        name = "footnote" if word == "footnote" else f"page {word[:6]}"
        walk.asides.append((name, []))
        walk.look = replace(walk.look, where=f"aside {name}")
    elif what.startswith("sign:"):
        _put(walk, chr(int(what[5:])))
    elif what == "break":
        _break(walk)
    elif word in _SWITCHES:
        switched: dict[str, Any] = {_SWITCHES[word]: number != 0}
        walk.look = replace(walk.look, **switched)
    elif word in ("super", "nosupersub", "sub"):
        walk.look = replace(walk.look, is_raised=word == "super" and number != 0)
    elif word == "f":
        walk.look = replace(walk.look, font=str(number or 0))
    elif word == "plain":
        walk.look = _Look(where=walk.look.where, skip=walk.look.skip)
    elif not walk.look.where:
        _layout(walk, word, number)


def _unicode(walk: _Walk, number: int) -> None:
    code = number + 65_536 if number < 0 else number
    walk.standing_in = walk.look.skip
    if 0xD800 <= code < 0xDC00:
        walk.high = code
        return
    if 0xDC00 <= code < 0xE000:
        code = 0x10000 + ((walk.high - 0xD800) << 10) + code - 0xDC00 if walk.high else 0xFFFD
    walk.high = 0
    _put(walk, chr(code) if 0 < code < 0x110000 else "")


def _layout(walk: _Walk, word: str, number: int | None) -> None:
    """Take in what the paragraph, the cell or the row is."""
    line = walk.line
    if word == "pard":
        walk.line = _Line(parts=line.parts)
    elif word == "s":
        line.style = str(number or 0)
    elif word == "outlinelevel":
        line.outline = number if number is not None else 9
    elif word in ("ls", "ilvl", "pnlvlblt", "pnlvlbody"):
        line.level = max(line.level, min(number or 0, 8) if word == "ilvl" else 0)
    elif word == "intbl":
        line.is_cell = True
    elif word == "trowd":
        walk.spans, walk.next_span = [], ""
    elif word in ("clmrg", "clvmrg"):
        walk.next_span = "across" if word == "clmrg" else "down"
    elif word == "cellx":
        walk.spans.append(walk.next_span)
        walk.next_span = ""
    elif word == "cell":
        walk.row.append(" ".join([*walk.cell, line.text.strip()]).strip())
        walk.cell, walk.line.parts = [], []
    elif word == "row":
        walk.rows.append((walk.row, walk.spans))
        walk.row, walk.cell, walk.line = [], [], _Line()


# --- paragraphs and tables ----------------------------------------------------------------------------------


def _break(walk: _Walk) -> None:
    if walk.look.where.startswith("aside"):
        walk.asides[-1][1].append("\n")
    elif not walk.look.where:
        if walk.line.is_cell:
            walk.cell.append(walk.line.text.strip())
            walk.line.parts = []
        else:
            _end_line(walk)


def _end_line(walk: _Walk) -> None:
    line = walk.line
    walk.line = replace(line, parts=[])
    if not line.text.strip():
        return
    _end_table(walk)
    look = walk.styles.get(line.style, Look())
    if look.kind == "paragraph" and line.outline < 9:
        look = Look(kind="heading", level=line.outline + 1)
    elif look.kind == "paragraph" and line.level >= 0:
        look = Look(kind="item", level=line.level + 1)
    walk.paragraphs += 1
    where = f"paragraph {walk.paragraphs}"
    draft = walk.composer.paragraph(line.text, look.kind, level=look.level, where=where)
    if draft is None:
        return
    draft.role = look.role
    if look.kind == "item":
        nest_item(walk.items, draft)
        return
    walk.items = []
    if look.kind == "title":
        draft.kind = "heading" if walk.has_title else "title"
        walk.has_title = True
    elif look.kind == "heading" and walk.has_title:
        draft.level += 1


def _end_table(walk: _Walk) -> None:
    if not walk.rows:
        return
    walk.tables += 1
    merged: dict[int, ComposedCell] = {}
    composed: list[list[ComposedCell]] = []
    for number, (texts, spans) in enumerate(walk.rows, 1):
        cells: list[ComposedCell] = []
        for column, text in enumerate(texts):
            span = spans[column] if column < len(spans) else ""
            if span == "across" and cells:
                cells[-1].columns += 1
            elif span == "down" and column in merged:
                merged[column].rows += 1
            else:
                where = f"table {walk.tables}, row {number}, column {column + 1}"
                cells.append(ComposedCell(text, column, where=where))
                merged[column] = cells[-1]
        composed.append(cells)
    walk.rows = []
    walk.composer.table(composed)


def _put_asides(walk: _Walk) -> None:
    """Put notes, then page headers and footers, each text once."""
    seen: set[str] = set()
    for name, parts in sorted(walk.asides, key=lambda aside: aside[0] != "footnote"):
        text = "".join(parts).strip()
        if text and text not in seen:
            seen.add(text)
            for line in text.split("\n"):
                walk.composer.paragraph(line, where=name)


READER = BytesReader(name="rtf", suffixes=(".rtf",), read=read, is_risky=False, takes_text=True)
