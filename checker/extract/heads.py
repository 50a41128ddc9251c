"""What stands over a figure in a table or list: row and column heads, caption, list parents, and their time."""

from __future__ import annotations

import re
from dataclasses import dataclass, field

from checker.extract.asof import as_of_phrase
from checker.extract.passages import Reading
from checker.extract.sentences import cut_sentences
from checker.records import AsOf, Block, Phrase, TimeMention

_HEAD_WORDS = 14  # of a head; what follows explains
_MARK = re.compile(r"[*_`#]+")


@dataclass(slots=True)
class Heads:
    """What stands over a block: words for the attribute, words for the scope, and a time."""

    attribute: list[Phrase] = field(default_factory=list)
    scope: list[Phrase] = field(default_factory=list)
    caption: list[Phrase] = field(default_factory=list)
    as_of: AsOf | None = None


def heads_of(block: Block, reading: Reading) -> Heads:
    """Return what row and column heads, caption, list parents and headings say of a block."""
    heads = Heads()
    if block.cell is not None:
        for number in block.cell.row_heads:
            _add_head(heads, number, "row head", reading, heads.attribute)
        into = heads.scope if heads.attribute else heads.attribute
        for number in block.cell.column_heads:
            _add_head(heads, number, "column head", reading, into)
        if block.cell.caption is not None:
            _add_head(heads, block.cell.caption, "caption", reading, heads.caption, False)
        if not heads.scope:
            _add_measure(heads, block, reading)
    else:
        for number in _parents(block, reading):
            _add_head(heads, number, "list parent", reading, heads.attribute)
    if heads.as_of is None:
        heads.as_of = next(
            (reading.periods[number] for number in reversed(block.section) if number in reading.periods), None
        )
    return heads


def _add_measure(heads: Heads, block: Block, reading: Reading) -> None:
    """Add what the heading over a table measures where its columns are mere times: "Revenue by segment"."""
    for number in reversed(block.section[-1:]):
        head = reading.document.blocks[number]
        measure = re.split(r"\s(?:by|per)\s", head.text, maxsplit=1)
        if len(measure) == 2 and len(measure[0].split()) <= 4:
            start, end = head.to_document(0, len(measure[0]))
            heads.attribute.insert(0, Phrase(text=measure[0], start=start, end=end, label="head", how="heading"))


def _parents(block: Block, reading: Reading) -> list[int]:
    numbers: list[int] = []
    parent = block.parent
    while parent is not None and len(numbers) < 8:
        numbers.append(parent)
        parent = reading.document.blocks[parent].parent
    return numbers[::-1]


def _add_head(
    heads: Heads, number: int, how: str, reading: Reading, into: list[Phrase], is_time_stated: bool = True
) -> None:
    block = reading.document.blocks[number]
    text = _MARK.sub(" ", block.text).strip().rstrip(":").strip()
    if how == "caption" and len(text) > 160:  # a paragraph that leads up to the table: its last sentence names it
        text = text[cut_sentences(text)[-1][0] :]
    times = tuple(time for time in reading.times.get(number, ()) if time.low)
    if len(times) == 1 and (heads.as_of is None or how == "column head"):
        heads.as_of = as_of_phrase(times[0], block, "stated" if is_time_stated else "inherited")
    if how != "caption":
        text = " ".join(text[: cut_sentences(text)[0][1]].split()[:_HEAD_WORDS]) if text else ""
    rest = _without(text, block, times)
    if any(char.isalpha() for char in rest):
        start, end = block.to_document(0, len(block.text))
        into.append(Phrase(text=rest[:160], start=start, end=end, label="head", how=how))


def _without(text: str, block: Block, times: tuple[TimeMention, ...]) -> str:
    for time in times:
        text = text.replace(block.text[time.start : time.end], " ")
    return " ".join(text.split())
