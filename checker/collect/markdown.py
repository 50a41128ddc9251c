"""Markdown: blocks by markdown-it-py's block rules, their text and exact places by this project's own reading.

The library gives line ranges only and is kept from reading inside blocks (and so from its slow cases); where a line's
text begins is found in the raw line. Rows of pipes are tables with or without a separator row: filings that were
converted to Markdown often have none. HTML tables inside are read by the HTML reader.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from functools import cache
from typing import TYPE_CHECKING

from checker.collect import html
from checker.collect.draft import Draft, Piece, number_blocks, show_all
from checker.collect.front_matter import FrontMatter, read_front_matter
from checker.collect.inline import read_inline
from checker.collect.layout import PSEUDO_LEVEL, classify, find_caption
from checker.collect.reader import Reader, Reading
from checker.collect.table import is_pipe_row, is_separator, pipe_table, place
from checker.config import Limits
from checker.errors import UnreadableDocument

if TYPE_CHECKING:
    from markdown_it import MarkdownIt
    from markdown_it.token import Token

NESTING = 100  # block quotes and lists inside one another

_LINE = re.compile(r"[^\r\n]*(?:\r\n|\r|\n|\Z)")
_NOT_BREAK = re.compile(r"[^\r\n]")
_HARD_BREAK = re.compile(r"(?: {2,}|\\)$")
_REFERENCE = re.compile(r"^[ \t>]{0,8}\[([^\[\]^\n][^\[\]\n]{0,199})\]:[ \t]{0,3}\S", re.MULTILINE)
_HTML_TABLE = re.compile(r"<table\b", re.IGNORECASE)
_TABLE_END = re.compile(r"</table\s{0,3}>", re.IGNORECASE)


@dataclass(slots=True)
class _Walk:
    """Where the walk over the tokens stands."""

    text: str
    lines: list[tuple[int, int]]  # spans of the lines without their breaks
    references: frozenset[str]
    limits: Limits
    drafts: list[Draft] = field(default_factory=list)
    items: list[Draft | None] = field(default_factory=list)  # open list items; None until their text is met
    heading: int = 0
    tables: int = 0


def read(text: str, limits: Limits) -> Reading:
    """Return the blocks of a Markdown text; offsets index the text itself.

    Raises:
        UnreadableDocument: lists or quotes are nested too deep.
    """
    front = read_front_matter(text)
    source = _blanked(text, 0, front.end) if front.end else text
    source, tokens = _parse(source)
    walk = _Walk(text, _line_spans(text), _references(text), limits)
    groups = [(start, end) for start, end in _html_tables(text, source)]
    for token in tokens:
        while groups and token.map and walk.lines[token.map[0]][0] >= groups[0][1]:
            _read_html(walk, *groups.pop(0))
        _read_token(walk, token)
    for start, end in groups:
        _read_html(walk, start, end)
    shown = classify(_with_title(show_all(text, walk.drafts)), pseudo_level=PSEUDO_LEVEL)
    return _reading(shown, front)


def _reading(shown: Sequence[Draft], front: FrontMatter) -> Reading:
    title = front.title or next((draft.text for draft in shown if draft.kind == "title"), "")
    return Reading(
        blocks=number_blocks(shown),
        title=title,
        date=front.date,
        date_source="front-matter",
        publisher=front.publisher,
    )


def _with_title(drafts: list[Draft]) -> list[Draft]:
    """Make the first heading the title if it is of the first level."""
    first = next((draft for draft in drafts if draft.kind == "heading"), None)
    if first is not None and first.level == 1:
        first.kind = "title"
    return drafts


@cache
def _parser() -> MarkdownIt:
    from markdown_it import MarkdownIt

    parser = MarkdownIt("commonmark", {"maxNesting": NESTING})
    parser.core.ruler.enableOnly(["normalize", "block"])
    return parser


def _parse(source: str) -> tuple[str, list[Token]]:
    """Return the tokens of a text, and the text with its HTML tables blanked out, which were left to another reader."""
    tokens = _parser().parse(source)
    if any(token.level >= NESTING - 1 for token in tokens):
        raise UnreadableDocument("too-deep", f"more than {NESTING} lists and quotes inside one another")
    if not _HTML_TABLE.search(source):
        return source, tokens
    lines = _line_spans(source)
    code = [token.map for token in tokens if token.type in ("fence", "code_block") and token.map]
    blanked = source
    for start, end in _tables_outside(source, [(lines[a][0], lines[b - 1][1]) for a, b in code]):
        blanked = _blanked(blanked, start, end)
    return blanked, _parser().parse(blanked) if blanked != source else tokens


def _tables_outside(source: str, code: Sequence[tuple[int, int]]) -> Iterator[tuple[int, int]]:
    place = 0
    while match := _HTML_TABLE.search(source, place):
        end = _TABLE_END.search(source, match.end())
        stop = end.end() if end else len(source)
        if not any(start <= match.start() < last for start, last in code):
            yield match.start(), stop
            place = stop
        else:
            place = match.end()


def _html_tables(text: str, source: str) -> list[tuple[int, int]]:
    """Return the spans that were blanked for the HTML reader."""
    if text == source:
        return []
    return [span for span in _tables_outside(text, []) if not source[span[0] : span[1]].strip()]


def _blanked(text: str, start: int, end: int) -> str:
    return text[:start] + _NOT_BREAK.sub(" ", text[start:end]) + text[end:]


def _line_spans(text: str) -> list[tuple[int, int]]:
    spans = [(match.start(), match.start() + len(match[0].rstrip("\r\n"))) for match in _LINE.finditer(text)]
    return [*spans, (len(text), len(text))]


def _references(text: str) -> frozenset[str]:
    return frozenset(label.strip().lower() for label in _REFERENCE.findall(text))


def _read_token(walk: _Walk, token: Token) -> None:
    if token.type == "list_item_open":
        walk.items.append(None)
    elif token.type == "list_item_close":
        walk.items.pop()
    elif token.type == "heading_open":
        walk.heading = int(token.tag[1])
    elif token.type == "inline" and token.map:
        spans = _content_spans(walk, token)
        if walk.heading:
            pieces = read_inline(walk.text, spans, walk.references).pieces
            walk.drafts.append(Draft("heading", pieces, level=walk.heading))
            walk.heading = 0
        else:
            _read_paragraph(walk, spans)
    elif token.type in ("fence", "code_block") and token.map:
        span = walk.lines[token.map[0]][0], walk.lines[token.map[1] - 1][1]
        walk.drafts.append(Draft("paragraph", [Piece(*span)], role="example"))
    elif token.type == "html_block" and token.map:
        _read_html(walk, walk.lines[token.map[0]][0], walk.lines[token.map[1] - 1][1])


def _content_spans(walk: _Walk, token: Token) -> list[tuple[int, int]]:
    """Return where the lines of a token's content stand in the raw text, without markers before them."""
    assert token.map is not None
    spans = []
    for number, content in enumerate(token.content.split("\n"), start=token.map[0]):
        start, end = walk.lines[number]
        raw, bare = walk.text[start:end], content.strip()
        offset = raw.rfind(bare)
        if bare and offset >= 0:
            spans.append((start + offset, end if not walk.heading else start + offset + len(bare)))
    return spans


def _read_paragraph(walk: _Walk, spans: Sequence[tuple[int, int]]) -> None:
    """Read the lines of a paragraph: tables, text cut at hard breaks, a bold first line as a label of its own."""
    part: list[tuple[int, int]] = []
    rows: list[tuple[int, int]] = []
    for index, span in enumerate(spans):
        line = walk.text[span[0] : span[1]]
        below = walk.text[spans[index + 1][0] : spans[index + 1][1]] if index + 1 < len(spans) else ""
        if is_pipe_row(line) or is_separator(line) or ("|" in line and (is_separator(below) or rows)):
            _add_text(walk, part)
            part = []
            rows.append(span)
            continue
        _add_table(walk, rows)
        rows = []
        part.append(span)
        is_label = len(part) == 1 and below and read_inline(walk.text, part, walk.references).is_bold
        if _HARD_BREAK.search(line) or is_label:
            _add_text(walk, part, is_label=bool(is_label))
            part = []
    _add_text(walk, part)
    _add_table(walk, rows)


def _add_text(walk: _Walk, spans: Sequence[tuple[int, int]], is_label: bool = False) -> None:
    if not spans:
        return
    inline = read_inline(walk.text, spans, walk.references)
    draft = Draft("paragraph", inline.pieces, is_link=inline.is_link, is_bold=inline.is_bold, is_label=is_label)
    if walk.items and walk.items[-1] is None:
        walk.items[-1] = draft
        draft.kind, draft.level = "item", len(walk.items)
        draft.parent = next((item for item in reversed(walk.items[:-1]) if item is not None), None)
    elif walk.items:
        draft.parent = walk.items[-1]
    walk.drafts.append(draft)


def _add_table(walk: _Walk, rows: Sequence[tuple[int, int]]) -> None:
    if not rows:
        return

    def to_pieces(start: int, end: int) -> list[Piece]:
        return read_inline(walk.text, [(start, end)], walk.references).pieces

    table = pipe_table(walk.text, rows, to_pieces)
    table.caption = find_caption(walk.text, walk.drafts)
    walk.drafts.extend(place(walk.text, table, walk.tables))
    walk.tables += 1


def _read_html(walk: _Walk, start: int, end: int) -> None:
    drafts, tables = html.read_fragment(walk.text, start, end, walk.limits, walk.drafts, walk.tables)
    walk.drafts.extend(drafts)
    walk.tables += tables


READER = Reader(name="markdown", suffixes=(".md", ".markdown", ".mdown"), read=read)
