"""Which letters the bytes of rich text are: a code page for the document, and one for each of its fonts.

Source: Rich Text Format specification 1.9, character set, font table, code page support.
"""

from __future__ import annotations

import codecs
import csv
import re
from dataclasses import dataclass, field
from functools import cache

from checker import resources
from checker.collect.inline import symbol_signs

SYMBOL = "symbol"  # in place of a page: bytes are signs of the symbol font
PICTURES = "pictures"  # bytes are pictures of a font of ornaments, and no text
USUAL = "cp1252"
TABLE_CHARACTERS = 300_000  # of a font table that are looked at

_OPENING = re.compile(r"\{(?:\\\*)?\\fonttbl\b")
_TOKEN = re.compile(r"\\([a-z]{1,32})(-?\d{1,6})?[ ]?|\\'[0-9a-fA-F]{2}|\\.|([{}])|([^\\{};\r\n]+)", re.DOTALL)
_PAGE = re.compile(r"\\ansicpg(\d{3,5})")
_MACHINE = re.compile(r"\\(mac|pca|pc)\b")
_DEFAULT = re.compile(r"\\deff(\d{1,5})")
_MACHINES = {"mac": "mac_roman", "pc": "cp437", "pca": "cp850"}
_OTHER_NAMES = {65001: "utf-8", 10000: "mac_roman", 10001: "cp932", 10006: "mac_greek", 10007: "mac_cyrillic",
                10029: "mac_latin2", 10081: "mac_turkish", 1361: "johab", 936: "gb18030"}  # fmt: skip


@dataclass(slots=True)
class Fonts:
    """The code pages of a document."""

    page: str  # of the document itself, and of fonts that name none
    first: str  # number of the font that holds where none is named
    pages: dict[str, str] = field(default_factory=dict)  # by font number

    def page_of(self, font: str) -> str:
        """Return the code page of a font by its number; "" is the font that holds where none is named."""
        return self.pages.get(font or self.first, self.page)


@cache
def _charsets() -> dict[int, str]:
    with resources.package_file("collect", "rtf_fonts.csv").open(encoding="utf-8", newline="") as file:
        return {int(row["charset"]): row["page"] for row in csv.DictReader(file)}


def read_fonts(source: str) -> Fonts:
    """Return the code pages that the head of a rich text file names."""
    page, machine, first = (pattern.search(source, 0, 4000) for pattern in (_PAGE, _MACHINE, _DEFAULT))
    usual = _known(int(page[1])) if page else ""
    fonts = Fonts(usual or (_MACHINES[machine[1]] if machine else USUAL), first[1] if first else "")
    table = _OPENING.search(source)
    if table is not None:
        _read_table(fonts, source, table.end())
    return fonts


def _read_table(fonts: Fonts, source: str, start: int) -> None:
    depth, font, is_named = 1, "", False
    for token in _TOKEN.finditer(source, start, start + TABLE_CHARACTERS):
        word, number, group, name = token.groups()
        if group:
            depth += 1 if group == "{" else -1
            if not depth:
                return
        elif word == "f" and number is not None:
            font, is_named = number, False
        elif word == "fcharset" and number is not None:
            if int(number) == 2:
                fonts.pages[font] = PICTURES
            elif int(number) in _charsets():
                fonts.pages.setdefault(font, _charsets()[int(number)])
        elif word == "cpg" and number is not None and (page := _known(int(number))):
            fonts.pages[font] = page
        elif name and depth <= 2 and name.strip() and not is_named:
            is_named = True
            if fonts.pages.get(font) == PICTURES and name.strip().lower() == "symbol":
                fonts.pages[font] = SYMBOL


def _known(page: int) -> str:
    """Return the codec of a code page; "" where there is none."""
    name = _OTHER_NAMES.get(page, f"cp{page}")
    try:
        return codecs.lookup(name).name
    except LookupError:
        return ""


def decode(data: bytes, page: str) -> tuple[str, int]:
    """Return the text of bytes, and how many at the end are the first half of a character."""
    if page in (SYMBOL, PICTURES):
        return shown(data.decode("latin-1"), page), 0
    decoder = codecs.getincrementaldecoder(page)("replace")
    decoder.decode(data)
    return data.decode(page, "replace"), len(decoder.getstate()[0])


def shown(text: str, page: str) -> str:
    """Return what plain characters show in a font: signs of the symbol font, nothing for pictures."""
    if page == SYMBOL:
        return "".join(symbol_signs().get(f"{ord(one):02X}", one) for one in text)
    return "".join(one for one in text if one <= " ") if page == PICTURES else text
