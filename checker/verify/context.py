"""The sentences around that of a figure, so that a reader need not open the document to understand it."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterator

from checker.records import Block, Claim, Document

MOST = 3  # sentences kept on each side
LONGEST = 300  # characters of one
_END = re.compile(r"[.!?…][\"'”’)\]]{0,3}\s+(?=[\"'“‘(\[]{0,2}[^\W_a-z])")
_SHORT_WORD = re.compile(r"(?:\b[A-Z][a-z]{0,2}|\b[A-Za-z](?:\.[A-Za-z])+)\.\s+\Z")  # "Mr. ", "No. ", "U.S. ", "p.m. "
_RUNNING = frozenset({"paragraph", "item"})


def context_of(document: Document, claim: Claim) -> tuple[tuple[str, ...], tuple[str, ...]]:
    """Return up to three sentences before and after that of a claim, in reading order.

    They come from its own paragraph, then from those beside it, up to a heading or a table. A cell has none: its heads
    say what it is.
    """
    block = document.blocks[claim.block] if 0 <= claim.block < len(document.blocks) else None
    if block is None or block.kind not in _RUNNING or block.cell is not None:
        return (), ()
    start, end = _inside(block, claim.sentence_start), _inside(block, claim.sentence_end - 1) + 1
    before = sentences(block.text[:start])
    after = sentences(block.text[end:])
    for beside in _beside(document, block, -1):
        if len(before) >= MOST:
            break
        before = sentences(beside.text) + before
    for beside in _beside(document, block, 1):
        if len(after) >= MOST:
            break
        after += sentences(beside.text)
    return tuple(before[-MOST:]), tuple(after[:MOST])


def sentences(text: str) -> list[str]:
    """Return the sentences of a text, each on one line and cut to size; an abbreviation or one word is none."""
    found, at = [], 0
    for match in _END.finditer(text):
        is_word = not any(map(str.isspace, text[at : match.start()].strip()))  # "Damage. Divers found ..."
        if not is_word and not _SHORT_WORD.search(text, at, match.end()):
            found.append(text[at : match.end()])
            at = match.end()
    lines = (" ".join(words.split()) for words in (*found, text[at:]))
    return [line if len(line) <= LONGEST else line[: LONGEST - 1] + "…" for line in lines if line]


def _inside(block: Block, offset: int) -> int:
    """Return where an offset of the document stands in the text of its block."""
    at = bisect_right(block.runs, offset, key=lambda run: run[1]) - 1
    if at < 0:
        return 0
    here, there = block.runs[at]
    return min(len(block.text), here + offset - there)


def _beside(document: Document, block: Block, way: int) -> Iterator[Block]:
    """Yield the running text next to a block, nearest first; at most as many blocks as sentences are kept."""
    for step in range(1, MOST + 1):
        number = block.number + way * step
        if not 0 <= number < len(document.blocks):
            return
        other = document.blocks[number]
        if other.kind not in _RUNNING or other.cell is not None or other.role != "body":
            return
        yield other
