"""A document from a few lines of text, and the claims found in it."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from checker.config import Settings
from checker.extract import find_claims
from checker.records import Block, Cell, Claim, Document, DocumentDate

DATE = "2021-06-15"


def make_document(lines: list[str], kinds: list[str] | None = None, date: str = DATE, title: str = "") -> Document:
    """Return a document whose blocks are `lines`, one each; items and headings by their leading mark."""
    blocks: list[Block] = []
    at = 0
    section: tuple[int, ...] = ()
    parents: list[int] = []
    for number, line in enumerate(lines):
        text = line.lstrip("# ").lstrip("- ") if line.lstrip().startswith(("#", "-")) else line
        offset = at + len(line) - len(text)
        kind, level, parent = kinds[number] if kinds else "paragraph", 0, None
        if line.startswith("#"):
            kind, section = "heading", (number,)
        elif line.lstrip().startswith("- "):
            kind, level = "item", (len(line) - len(line.lstrip())) // 2 + 1
            parents = parents[: level - 1]
            parent = parents[-1] if parents else None
            parents.append(number)
        block = Block(number=number, kind=kind, text=text, runs=((0, offset),), level=level, parent=parent)
        blocks.append(Block(**{**_fields(block), "section": section if kind != "heading" else ()}))
        at += len(line) + 1
    return Document(
        id="a.txt",
        text="\n".join(lines),
        blocks=tuple(blocks),
        reader="text",
        encoding="utf-8",
        sha256="",
        title=title,
        date=DocumentDate(low=date, high=date, source="manifest"),
    )


def make_table(rows: list[list[str]], caption: str = "", title: str = "") -> Document:
    """Return a document with one table: the first row heads the columns, the first column heads the rows."""
    blocks: list[Block] = []
    pieces: list[str] = []
    at = 0
    caption_number: int | None = None
    if caption:
        blocks.append(Block(number=0, kind="caption", text=caption, runs=((0, 0),)))
        pieces, at, caption_number = [caption], len(caption) + 1, 0
    first = len(blocks)
    width = len(rows[0])
    for y, row in enumerate(rows):
        for x, text in enumerate(row):
            cell = Cell(
                table=0,
                row=y,
                column=x,
                row_heads=(first + y * width,) if y and x else (),
                column_heads=(first + x,) if y and rows[0][x] else (),
                caption=caption_number,
                is_head=y == 0 or x == 0,
            )
            blocks.append(Block(number=len(blocks), kind="cell", text=text, runs=((0, at),), cell=cell))
            pieces.append(text)
            at += len(text) + 1
    return Document(
        id="a.md",
        text="\n".join(pieces),
        blocks=tuple(blocks),
        reader="markdown",
        encoding="utf-8",
        sha256="",
        title=title,
        date=DocumentDate(low=DATE, high=DATE, source="manifest"),
    )


def _fields(block: Block) -> dict[str, object]:
    return {name: getattr(block, name) for name in block.__slots__}


def claim_with(claims: tuple[Claim, ...], document: Document, quote: str) -> Claim:
    """Return the one claim whose quote holds `quote`."""
    found = [claim for claim in claims if quote in document.text[claim.start : claim.end]]
    assert found, [document.text[claim.start : claim.end] for claim in claims]
    return found[0]


@pytest.fixture(scope="session")
def claim_in() -> Callable[..., Claim]:
    """Return a function from lines of text and a figure in them to its claim."""

    def find(text: str, quote: str, *, date: str = DATE, title: str = "") -> Claim:
        document = make_document(text.split("\n"), date=date, title=title)
        return claim_with(find_claims(document, Settings()), document, quote)

    return find


@pytest.fixture(scope="session")
def claims_in() -> Callable[..., dict[str, Claim]]:
    """Return a function from a document to its claims by quote, and one that builds tables."""

    def find(document: Document) -> dict[str, Claim]:
        claims = find_claims(document, Settings())
        return {document.text[claim.start : claim.end]: claim for claim in claims}

    return find


@pytest.fixture(scope="session")
def table() -> Callable[..., Document]:
    """Return the function that builds a document with one table."""
    return make_table


@pytest.fixture(scope="session")
def lines() -> Callable[..., Document]:
    """Return the function that builds a document from lines."""
    return make_document
