"""Numbers of a document that were not read as quantities, each with the reason: nothing is passed over in silence.

The reasons come from the same tests that leave the numbers out; nothing here decides anything.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

from checker.extract.asof import join_years
from checker.extract.exclusions import is_code, what_it_names
from checker.extract.figure_drafts import make_draft
from checker.extract.lexicon_files import lower_in_place
from checker.extract.numbers import Number, find_numbers
from checker.extract.readings import is_quantity_word
from checker.extract.times import find_times, taken_spans
from checker.records import Block, Document

_ROLES = {"boilerplate": "navigation, a caption or a notice", "example": "an example"}


@dataclass(frozen=True, slots=True, kw_only=True)
class Unread:
    """A number that is no claim of the program."""

    start: int  # in the document's text
    end: int
    text: str
    reason: str


def find_unread(document: Document, read: Iterable[tuple[int, int]]) -> tuple[Unread, ...]:
    """Return the numbers of a document that stand in no claim, in reading order.

    Args:
        read: spans of the claims, in the document's text.
    """
    spans = sorted(read)
    found = [
        one
        for block in document.blocks
        for one in _of_block(block, document)
        if not any(start < one.end and one.start < end for start, end in spans)
    ]
    return tuple(sorted(found, key=lambda one: (one.start, one.end)))


def _of_block(block: Block, document: Document) -> Iterator[Unread]:
    low = lower_in_place(block.text)
    numbers = [one for one in find_numbers(low, decimal_comma=document.decimal_comma) if _is_told(one)]
    if not numbers:
        return
    whole = _block_reason(block)
    taken: list[tuple[int, int]] = []
    if not whole:
        anchor = (document.date.low, document.date.high) if document.date else None
        taken = sorted(taken_spans(join_years(find_times(block.text, anchor), block.text)))
    for number in numbers:
        start, end = block.to_document(number.start, number.end)
        reason = whole or _number_reason(block.text, low, number, taken)
        yield Unread(start=start, end=end, text=block.text[number.start : number.end], reason=reason)


def _is_told(number: Number) -> bool:
    """Whether a reader would miss it: digits always, of words only those of more than one."""
    return number.form == "digits" or number.value > 1


def _block_reason(block: Block) -> str:
    """Return why nothing of a block is read, "" where it is read."""
    if block.role != "body":
        return f"it stands in {_ROLES.get(block.role, block.role)}, which is not read for figures"
    if block.kind == "dateline":
        return "it stands in the dateline"
    if block.cell is not None and block.cell.is_head:
        return "it stands in the head of a table, which names rows and columns"
    return ""


def _number_reason(text: str, low: str, number: Number, taken: Sequence[tuple[int, int]]) -> str:
    if any(start < number.end and number.start < end for start, end in taken):
        return "read as a date, year or clock time"
    if is_code(text, number):
        return "part of a code, address, version, link or ordinal"
    draft = make_draft(text, low, number)
    if draft is None:
        return "letters or signs run into it, as in a code or a name"
    if not is_quantity_word(low, draft):
        return "a number word that is no amount here"
    names = what_it_names(text, low, draft) if draft.is_bare else ""
    return names or "no claim was made of it: it is part of another figure, or a bare number that counts nothing"
