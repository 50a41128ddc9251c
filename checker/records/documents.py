"""Records of the collect stage: sources, documents and their blocks, and what became of each path."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from dataclasses import dataclass

from checker.records.dates import iso_label


@dataclass(frozen=True, slots=True, kw_only=True)
class Source:
    """One path that was met: a file to read, or the reason why it is not read."""

    file: str  # contract form: relative to the checked root, with "/"
    path: str  # where to open it; "" for a text that was passed in, and never written to any output
    size: int = 0  # bytes
    reason: str = ""  # reason code of DESIGN.md section 4 when it must not be opened
    detail: str = ""
    text: str | None = None  # the text itself when it was passed in


@dataclass(frozen=True, slots=True, kw_only=True)
class Metadata:
    """What a manifest says of one document; empty where it says nothing."""

    title: str = ""
    date: str = ""  # ISO 8601 date or month or year
    publisher: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class DocumentDate:
    """A document's own date as an interval of days, and where it comes from."""

    low: str  # ISO date, first day
    high: str  # ISO date, last day, inclusive
    source: str  # manifest | front-matter | metadata | dateline | file-name | properties

    @property
    def label(self) -> str:
        """The date as ISO 8601: a day, month, year or `low/high`."""
        return iso_label(self.low, self.high)


@dataclass(frozen=True, slots=True, kw_only=True)
class Cell:
    """Where a table cell stands and which blocks head it."""

    table: int  # number of the table in its document
    row: int
    column: int
    row_heads: tuple[int, ...] = ()  # numbers of the blocks to the left that name the row
    column_heads: tuple[int, ...] = ()  # numbers of the blocks above that name the column, outermost first
    caption: int | None = None  # number of the block that captions the table
    is_head: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Block:
    """A piece of text that is parsed on its own: a paragraph, heading, list item, caption or cell.

    `text` is what a reader sees: markup out, entities resolved, white space collapsed. `runs` maps it back:
    from offset `runs[i][0]` of `text` on, characters stand in `Document.text` from `runs[i][1]` on, one by one.
    """

    number: int
    kind: str  # title heading paragraph item caption cell dateline
    text: str
    runs: tuple[tuple[int, int], ...]
    section: tuple[int, ...] = ()  # numbers of the headings above, outermost first
    level: int = 0  # of a heading 1 to 6, of a list item its depth from 1
    parent: int | None = None  # number of the list item, or introducing paragraph, this item hangs on
    cell: Cell | None = None
    role: str = "body"  # body | boilerplate | example; only body is read for figures
    where: str = ""  # place in words where the text has no lines of its own: "sheet Totals, cell C7", "slide 3"

    def to_document(self, start: int, end: int) -> tuple[int, int]:
        """Map a non-empty span of `text` to the span of `Document.text` that it was made from."""
        # an entity such as "&euro;" is one character with two runs: the first for its start, the last for its end
        first = bisect_left(self.runs, (start, -1))
        begins_run = first < len(self.runs) and self.runs[first][0] == start
        return self.runs[first][1] if begins_run else self._place(start), self._place(end - 1) + 1

    def _place(self, offset: int) -> int:
        at, there = self.runs[bisect_right(self.runs, (offset, 1 << 62)) - 1]
        return there + offset - at


@dataclass(frozen=True, slots=True, kw_only=True)
class Comment:
    """A comment of a document that speaks to this program: "tieout: ignore T101 -- reason"."""

    line: int  # 1-based, on which it begins
    end_line: int  # on which it ends
    text: str  # what stands after "tieout:"
    is_alone: bool = False  # nothing else stands on its lines


@dataclass(frozen=True, slots=True, kw_only=True)
class Document:
    """One source as the program reads it."""

    id: str  # contract `file`
    text: str  # what offsets index: the decoded file for txt, md, html
    blocks: tuple[Block, ...]
    reader: str
    encoding: str
    sha256: str  # of the bytes that were read
    title: str = ""
    date: DocumentDate | None = None
    publisher: str = ""
    language: str = "en"
    decimal_comma: bool = False  # the document writes 1.234,56
    warnings: tuple[str, ...] = ()
    partial: str = ""  # what of it was not read, in words; "" where all of it was
    partial_reason: str = "too-large"  # reason code of that
    comments: tuple[Comment, ...] = ()  # those that speak to this program


@dataclass(frozen=True, slots=True, kw_only=True)
class DocumentEntry:
    """One line of `documents` in findings.json: what became of a path."""

    file: str
    status: str  # ok partial no-text skipped failed
    reason: str | None = None
    detail: str = ""
    reader: str = ""
    encoding: str = ""
    title: str = ""
    date: str | None = None
    date_source: str | None = None
    publisher: str = ""
    facts: int = 0
    warnings: tuple[str, ...] = ()
    sha256: str = ""
