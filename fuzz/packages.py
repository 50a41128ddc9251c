"""Office files out of bytes: each byte opens or closes an element, gives it an attribute, or puts text into it.

Changed at random, the XML of an office file is hardly ever well-formed, and no reader sees more of it than that. So
the parts are built from the bytes instead, with the names that the readers know.
"""

from __future__ import annotations

import csv
import io
import re
import zipfile
from collections.abc import Mapping, Sequence
from functools import cache
from pathlib import Path
from xml.sax.saxutils import escape, quoteattr

import checker

COLLECT = Path(checker.__file__).parent / "collect"
MOST_DEPTH = 300  # a little more than the limit of the readers
TEXTS = (
    "",
    " ",
    "5 km",
    "1,234.5",
    "12%",
    "The quay is 40 m long.",
    "\u202e",
    "½",
    "0",
    "1e9",
    "2019",
    "a" * 300,
    "\t",
)
VALUES = (
    "0", "1", "true", "false", "none", "-1", "2", "3", "16", "1000000", "99999999999999999999", "1e400", "nan", "",
    "A1", "B2", "XFD1048576", "A1:XFD1048576", "A1:B2", "ZZZ9", "s", "str", "b", "e", "n", "rId1", "rId2", "Heading1",
    "restart", "continue", "begin", "separate", "end", "float", "percentage", "date", "2024-01-31", "fraction", "title",
    "body", "hidden", "collapse", "super 58%", "0.00%", "#,##0;[Red](#,##0)", "yyyy-mm-dd", "é", "currency",
)  # fmt: skip
PARTS: Mapping[str, tuple[str, ...]] = {
    "docx": (
        "word/document.xml",
        "word/styles.xml",
        "word/footnotes.xml",
        "word/charts/chart1.xml",
        "word/header1.xml",
    ),
    "xlsx": ("xl/worksheets/sheet1.xml", "xl/styles.xml", "xl/sharedStrings.xml", "xl/workbook.xml"),
    "pptx": ("ppt/slides/slide1.xml", "ppt/notesSlides/notesSlide1.xml", "ppt/charts/chart1.xml"),
    "odt": ("content.xml", "styles.xml", "meta.xml"),
}
FIXED: Mapping[str, Mapping[str, str]] = {
    "pptx": {"ppt/presentation.xml": '<p:sldIdLst><p:sldId r:id="rId1"/></p:sldIdLst>'},
}
ROOTS = {
    "word/document.xml": "w:document", "word/styles.xml": "w:styles", "word/footnotes.xml": "w:footnotes",
    "word/header1.xml": "w:hdr", "xl/worksheets/sheet1.xml": "x:worksheet", "xl/styles.xml": "x:styleSheet",
    "xl/sharedStrings.xml": "x:sst", "xl/workbook.xml": "x:workbook", "ppt/slides/slide1.xml": "p:sld",
    "ppt/notesSlides/notesSlide1.xml": "p:notes", "content.xml": "office:document-content",
    "styles.xml": "office:document-styles", "meta.xml": "office:document-meta",
    "ppt/presentation.xml": "p:presentation",
}  # fmt: skip
RELATED = {
    "docx": ("word/document.xml", ("charts/chart1.xml chart", "header1.xml header", "footnotes.xml footnotes")),
    "xlsx": (
        "xl/workbook.xml",
        ("worksheets/sheet1.xml worksheet", "styles.xml styles", "sharedStrings.xml sharedStrings"),
    ),
    "pptx": ("ppt/slides/slide1.xml", ("../charts/chart1.xml chart", "../notesSlides/notesSlide1.xml notesSlide")),
}  # fmt: skip


def package(kind: str, data: bytes) -> bytes:
    """Return an office file whose parts, up to a line end each, are built from some bytes."""
    out = io.BytesIO()
    pieces = data.split(b"\n")
    with zipfile.ZipFile(out, "w") as archive:
        for number, name in enumerate(PARTS[kind]):
            archive.writestr(name, part(name, kind, pieces[number] if number < len(pieces) else b""))
        for name, inside in FIXED.get(kind, {}).items():
            archive.writestr(name, _whole(name, inside))
        if kind == "pptx":
            archive.writestr("ppt/_rels/presentation.xml.rels", _relations(["slides/slide1.xml slide"]))
        if kind in RELATED:
            owner, targets = RELATED[kind]
            folder, _, file = owner.rpartition("/")
            archive.writestr(f"{folder}/_rels/{file}.rels", _relations(targets))
    return out.getvalue()


def part(name: str, kind: str, data: bytes) -> str:
    """Return the XML of a part, always well-formed."""
    elements, attributes = names_of(kind)
    parts: list[str] = []
    is_open: list[str] = []
    in_tag: dict[str, str] | None = None

    def close_tag() -> None:
        nonlocal in_tag
        if in_tag is not None:
            parts.append("".join(f" {key}={quoteattr(value)}" for key, value in in_tag.items()) + ">")
        in_tag = None

    for code in _codes(data):
        if code < 0xA000:
            close_tag()
            if len(is_open) < MOST_DEPTH:
                is_open.append(elements[code % len(elements)])
                parts.append(f"<{is_open[-1]}")
                in_tag = {}
        elif code < 0xC000 and in_tag is not None:
            in_tag[attributes[code % len(attributes)]] = VALUES[code // 7 % len(VALUES)]
        elif code < 0xD800:
            close_tag()
            parts.append(escape(TEXTS[code % len(TEXTS)]))
        else:
            close_tag()
            parts.append("".join(f"</{is_open.pop()}>" for _ in range(min(len(is_open), 1 + code % 3))))
    close_tag()
    parts.append("".join(f"</{one}>" for one in reversed(is_open)))
    return _whole(name, "".join(parts))


def _codes(data: bytes) -> list[int]:
    return [256 * data[at] + data[at + 1] for at in range(0, len(data) - 1, 2)]


def _whole(name: str, inside: str) -> str:
    root = ROOTS.get(name, "c:chartSpace")
    spaces = " ".join(f"xmlns:{prefix}={quoteattr(space)}" for prefix, space in _spaces().items())
    if root == "office:document-content":
        inside = f"<office:body><office:text>{inside}</office:text></office:body>"
    return f"<{root} {spaces}>{inside}</{root}>"


def _relations(targets: Sequence[str]) -> str:
    rows = "".join(
        f'<rel:Relationship Id="rId{number}" Target={quoteattr(target)} Type="x/{sort}"/>'
        for number, (target, sort) in enumerate(map(str.split, targets), 1)
    )
    return f"<rel:Relationships xmlns:rel={quoteattr(_spaces()['rel'])}>{rows}</rel:Relationships>"


@cache
def _spaces() -> Mapping[str, str]:
    with (COLLECT / "name_spaces.csv").open(encoding="utf-8", newline="") as file:
        return {row["prefix"]: row["name_space"] for row in reversed(list(csv.DictReader(file)))}


@cache
def names_of(kind: str) -> tuple[Sequence[str], Sequence[str]]:
    """Return the names of elements and attributes that stand in the readers of a kind of office file."""
    files = {"docx": "docx*.py charts.py", "xlsx": "xlsx.py workbook.py sheets.py", "pptx": "pptx.py charts.py"}
    sources = [
        path.read_text(encoding="utf-8")
        for pattern in files.get(kind, "odf*.py").split()
        for path in sorted(COLLECT.glob(pattern))
    ]
    found = {name for source in sources for name in re.findall(r'"((\w+):[A-Za-z-]+)"', source)}
    elements = sorted(name for name, prefix in found if prefix in _spaces())
    plain = {name for source in sources for name in re.findall(r'get\("(\w+)"', source)}
    return elements, sorted({*elements, *plain})
