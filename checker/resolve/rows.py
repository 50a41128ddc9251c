"""Rows and list parents that differ in a number alone: "Mill 1" and "Mill 2" are two, whatever else they share.

The words of a head leave figures out, because a note or a year stands behind many a head that is one and the same.
Where a document numbers heads of one wording, the number is part of the row's name.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable

from checker.records import Block, Document
from checker.resolve.lexicons import words_of

_NUMBER = re.compile(r"\d+(?:[.,]\d+)*")
_WORD = re.compile(r"[^\W\d_]{2,}")
_NOTE = re.compile(r"\s*[(\[]\d{1,2}[)\]]")  # "Revenue (3)": a footnote
_YEAR = re.compile(r"(?:1[89]|20)\d\d")
_LONGEST = 60  # characters of a head


def numbered_rows(document: Document) -> dict[int, str]:
    """Return the numbers of the blocks that name a numbered row or list parent, with its name: "mill 2".

    Such a name has a space in it, which no other word of a path has. Heads of days and years are none: their times tell
    those apart.
    """
    names: dict[int, str] = {}
    groups: dict[str, set[str]] = defaultdict(set)
    for number in dict.fromkeys(head for block in document.blocks for head in heads_above(block)):
        text = document.blocks[number].text
        name = " ".join(_NOTE.sub("", text).lower().split()) if len(text) <= _LONGEST else ""
        parts = name.split()
        if len(parts) > 1 and _NUMBER.search(name) and _WORD.search(name) and not words_of("month_words") & {*parts}:
            names[number] = name
            groups[wording(name)].add(name)
    known = {one for one, group in groups.items() if len(group) > 1 and not all(map(_is_of_year, group))}
    return {number: name for number, name in names.items() if wording(name) in known}


def heads_above(block: Block) -> Iterable[int]:
    """Return the numbers of the blocks that name the row of a cell, or the list item that one stands under."""
    if block.cell is not None:
        return block.cell.row_heads
    return () if block.parent is None else (block.parent,)


def wording(name: str) -> str:
    """Return the name of a numbered row without its numbers."""
    return _NUMBER.sub("#", name)


def rows_in(path: Iterable[str]) -> frozenset[str]:
    """Return the names of numbered rows among the words of a path."""
    return frozenset(word for word in path if " " in word)


def are_other_rows(a: Iterable[str], b: Iterable[str]) -> str:
    """Return in words which numbered rows of one wording two figures stand in; "" where none or the same."""
    mine = {wording(name): name for name in a}
    for name in b:
        own = mine.get(wording(name), name)
        if own != name:
            return f"{own} / {name}"
    return ""


def _is_of_year(name: str) -> bool:
    return all(map(_YEAR.fullmatch, _NUMBER.findall(name)))
