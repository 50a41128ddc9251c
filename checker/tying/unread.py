"""Figures of a draft that were not read as facts, and why: silence must not look like agreement."""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections.abc import Iterator, Mapping

from checker.extract.quantities import find_quantities
from checker.extract.times import find_times, taken_spans
from checker.records import Block, Claim, Document, Mention
from checker.tied import Unread

_WHY = {
    "boilerplate": "it stands in page furniture: navigation, captions or notices",
    "example": "it stands in an example",
    "head": "it stands in the head of a table",
}
_OTHER = "it was read as a name, a label, a version or a reference"
_NUMBER = re.compile(r"(?<![\w.,/-])\d[\d.,]*(?<=\d)%?(?![\w/-])")
_LISTED = re.compile(r"\s*[(\[]?\d{1,3}[.)\]]?\s*\Z")  # a number that stands alone numbers a list or a page
_LABEL = re.compile(
    r"(?:\b(?:pages?|pp?|nos?|numbers?|figs?|figures?|tables?|chapters?|sections?|notes?|footnotes?|vol|volume|issue|"
    r"appendix|annex|step|part|version|v)\.?|[§#\[(])\s?\Z",
    re.IGNORECASE,
)
_NAME = re.compile(r"[^.!?\s]\s[A-Z][\w’'-]{0,30}\s\Z")  # "on Quay 7": the number is part of a name


def find_unread(document: Document, claims: Mapping[str, Claim]) -> tuple[Unread, ...]:
    """Return the figures of a document that carry no claim, in reading order.

    Dates, page numbers, list numbers and numbers behind a label ("Table 3") are no figures and are left out.
    """
    taken = sorted((one.start, one.end) for one in claims.values() if one.document == document.id)
    found: dict[tuple[int, int], Unread] = {}
    breaks = [at for at, sign in enumerate(document.text) if sign == "\n"]
    for block in document.blocks:
        for one in _in_block(block, document, breaks):
            place = one.mention.start, one.mention.end
            if not _is_taken(place, taken):
                found.setdefault(place, one)
    return tuple(found[place] for place in sorted(found))


def _is_taken(place: tuple[int, int], taken: list[tuple[int, int]]) -> bool:
    """Whether a span overlaps one of the claims; they are in order and hardly overlap one another."""
    at = bisect_right(taken, (place[1], -1))
    return any(start < place[1] and place[0] < end for start, end in taken[max(0, at - 8) : at + 1])


def _in_block(block: Block, document: Document, breaks: list[int]) -> Iterator[Unread]:
    if not block.text or block.kind == "dateline":
        return
    sort = block.role if block.role != "body" else "head" if block.cell is not None and block.cell.is_head else ""
    taken = taken_spans(find_times(block.text, bare_years=True))
    spans = [(one.start, one.end) for one in find_quantities(block.text, taken, decimal_comma=document.decimal_comma)]
    if not sort:
        spans = [span for span in _numbers(block.text) if not any(a < span[1] and span[0] < b for a, b in taken)]
    for start, end in spans:
        yield Unread(mention=_mention(document, block, start, end, breaks), why=_WHY.get(sort, _OTHER))


def _numbers(text: str) -> Iterator[tuple[int, int]]:
    if _LISTED.match(text):
        return
    for match in _NUMBER.finditer(text):
        is_listed = match.start() == 0 and text[match.end() : match.end() + 2] in (". ", ") ")
        before = text[max(0, match.start() - 40) : match.start()]
        if not (is_listed or _LABEL.search(before) or _NAME.search(before)):
            yield match.span()


def _mention(document: Document, block: Block, start: int, end: int, breaks: list[int]) -> Mention:
    begin, stop = block.to_document(start, end)
    line = bisect_left(breaks, begin)
    first, last = block.to_document(0, len(block.text))
    return Mention(
        file=document.id,
        start=begin,
        end=stop,
        quote=document.text[begin:stop],
        value=None,
        unit="",
        comparator="=",
        low=None,
        high=None,
        base_unit="",
        as_of=None,
        as_of_source=None,
        speaker=None,
        line=line + 1,
        column=begin - (breaks[line - 1] if line else -1),
        sentence=document.text[first:last],
        sentence_start=first,
        shown=block.text[start:end],
    )
