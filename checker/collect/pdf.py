"""Pdf: the text layer, in reading order, with the page of everything that is read.

The structure is checked first (`pdf_check`), then pdfium gives characters with their places; words, columns, tables
and paragraphs are found from those. What offsets count in is the text that is put together here. Running heads, feet
and page numbers are kept as boilerplate; pages without a text layer are named.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field, replace
from typing import Any

from checker.collect import pdf_check
from checker.collect.composing import ComposedCell, Composer, compose
from checker.collect.draft import Draft
from checker.collect.layout import HEADING_WORDS, is_headline
from checker.collect.pdf_bullets import with_bullets
from checker.collect.pdf_layout import Row, regions, to_rows, to_runs
from checker.collect.pdf_margins import margin_lines
from checker.collect.pdf_numbers import printed_numbers
from checker.collect.pdf_paragraphs import Paragraph, Words, join_over_breaks, put_together, to_paragraphs
from checker.collect.pdf_table import Grid, find_tables, is_leader
from checker.collect.pdf_words import PageWords, Word, page_words
from checker.collect.pdf_xmp import Xmp, read_xmp
from checker.collect.properties import Properties, plain_title
from checker.collect.reader import BytesReader, Reading
from checker.config import Limits
from checker.errors import UnreadableDocument

PAGE_CHARACTERS = 20  # fewer than this on a page that holds a picture: it was probably scanned
UNKNOWN_SHARE = 0.2  # of the characters without a letter: more, and nothing on the page can be trusted
HEADING_SIZE = 1.12  # of the size of the text
MOST_LEVELS = 4  # of headings that are told apart by their size
NAMED_PAGES = 12  # that a message lists
DATE = re.compile(r"D?:?(\d{4})(\d{2})?(\d{2})?")


_Item = tuple[float, Draft, float]  # left edge of a list item, the item, and the line it begins on


@dataclass(slots=True, eq=False)
class _Table:
    """A table on its way into the text."""

    grid: Grid
    page: int
    is_example: bool = False

    @property
    def words(self) -> list[Word]:
        return [word for row in self.grid for cell in row for word in cell.words]


@dataclass(slots=True)
class _Pages:
    """What is found on the pages, in reading order, and which of them could not be read."""

    words: list[PageWords] = field(default_factory=list)
    scanned: list[int] = field(default_factory=list)  # from 1
    garbled: list[int] = field(default_factory=list)
    failed: list[int] = field(default_factory=list)
    outside: int = 0


def read(data: bytes, limits: Limits) -> Reading:
    """Return the blocks and the text of a pdf.

    Raises:
        UnreadableDocument: it is no pdf, cut off, locked, without any text, or beyond the limits.
    """
    checked = pdf_check.check(data, limits)
    pages, information = _read_pages(data, limits)
    if not any(page.words for page in pages.words):
        raise UnreadableDocument("no-text", _why_nothing(pages))
    labels: Sequence[str] = checked.labels if len(checked.labels) == len(pages.words) else ()
    parts, margins, labels = _parts(pages, labels)
    composer = Composer(limits)
    _put(composer, parts, labels)
    xmp = read_xmp(checked.metadata, limits)
    reading = compose(composer, _properties(information, xmp))
    unread = _unread(pages)
    return replace(
        reading,
        date_source="metadata" if xmp.published else reading.date_source,
        warnings=tuple(_warnings(pages, margins, checked.has_form)),
        partial=unread,
        partial_reason="no-text" if unread else reading.partial_reason,
    )


# --- the pages ---------------------------------------------------------------------------------------------------


def _read_pages(data: bytes, limits: Limits) -> tuple[_Pages, dict[str, str]]:
    import pypdfium2
    from pypdfium2 import raw

    try:
        document = pypdfium2.PdfDocument(data)
    except pypdfium2.PdfiumError as error:
        if "password" in str(error).lower():
            raise UnreadableDocument("encrypted", "it asks for a password; save it without one") from error
        raise UnreadableDocument("corrupt", " ".join(str(error).split())) from error
    try:
        if len(document) > limits.pages:
            most = f"{limits.pages:,}"
            raise UnreadableDocument("too-large", f"{len(document):,} pages; the limit is {most} (limits.pages)")
        pages = _Pages()
        characters = 0
        for number in range(len(document)):
            found = _read_page(document, number, raw, pages)
            characters += found.characters
            if characters > limits.text_characters:
                most = f"{limits.text_characters:,}"
                raise UnreadableDocument("too-large", f"more than {most} characters (limits.text_characters)")
            pages.words.append(found)
        return pages, document.get_metadata_dict(skip_empty=True)
    finally:
        document.close()


def _read_page(document: Any, number: int, raw: Any, pages: _Pages) -> PageWords:
    """Return the words of a page, and note why it has none where it should have some."""
    import pypdfium2

    nothing = PageWords(words=[], width=0.0, height=0.0)
    try:
        page = document[number]
        found = page_words(page, raw)
        found.words = with_bullets(found.words, page, raw)
        has_picture = found.characters < PAGE_CHARACTERS and _has_picture(page, raw)
    except pypdfium2.PdfiumError:
        pages.failed.append(number + 1)
        return nothing
    pages.outside += found.outside
    if found.unknown > UNKNOWN_SHARE * max(1, found.unknown + found.characters):
        pages.garbled.append(number + 1)
        return nothing
    if has_picture:
        pages.scanned.append(number + 1)
    return found


def _has_picture(page: Any, raw: Any) -> bool:
    """Say whether a page holds anything that is drawn; one that holds nothing is blank, and was read."""
    return any(one.type in (raw.FPDF_PAGEOBJ_IMAGE, raw.FPDF_PAGEOBJ_PATH) for one in page.get_objects(max_depth=2))


def _parts(pages: _Pages, labels: Sequence[str]) -> tuple[list[Paragraph | _Table], int, Sequence[str]]:
    """Return paragraphs and tables in reading order, how many lines stand in the margins, and the printed numbers."""
    runs = [to_runs(page.words) for page in pages.words]
    rows = [to_rows(some) for some in runs]
    body = _body_size([word for page in pages.words for word in page.words])
    marked = margin_lines(rows, [page.height for page in pages.words], body, labels)
    parts: list[Paragraph | _Table] = []
    for number, (page_rows, margin) in enumerate(zip(rows, marked, strict=True), start=1):
        outer = {id(run) for index in margin for run in page_rows[index]}
        for region in regions([run for run in runs[number - 1] if id(run) not in outer]):
            parts += _of_region(to_rows(region), number)
        parts += [_in_margin(page_rows[index], number) for index in sorted(margin)]
    _mark_code(parts)
    _set_levels([part for part in parts if isinstance(part, Paragraph)], body)
    return _joined(parts), sum(map(len, marked)), labels or printed_numbers(rows, marked)


def _body_size(words: Sequence[Word]) -> float:
    sizes = Counter[float]()
    for word in words:
        sizes[round(word.size, 1)] += len(word.text)
    return sizes.most_common(1)[0][0] if sizes else 0.0


def _of_region(rows: Sequence[Row], page: int) -> Iterator[Paragraph | _Table]:
    edges = min((row[0].left for row in rows), default=0.0), max((row[-1].right for row in rows), default=0.0)
    for some, grid in find_tables(rows):
        if grid is not None:
            yield _Table(grid, page)
            continue
        for one in to_paragraphs(some, page, edges):
            if is_leader([run for row in some for run in row if run.words[0] in one.lines[0]]):
                one.is_margin = True
            yield one


def _may_head(one: Paragraph) -> bool:
    """Say whether a paragraph could be a heading; "2. Results" is an item by its form."""
    return one.kind == "paragraph" or (one.kind == "item" and one.lines[0][0].text[:1].isdigit())


def _mark_code(parts: Sequence[Paragraph | _Table]) -> None:
    """Mark what alone is set in the type of a typewriter; where most of a document is, it means nothing."""
    words = [part.words if isinstance(part, _Table) else [one for line in part.lines for one in line] for part in parts]
    typed = [all(word.is_mono for word in some) for some in words]
    lengths = [sum(len(word.text) for word in some) for some in words]
    if 2 * sum(length for length, is_typed in zip(lengths, typed, strict=True) if is_typed) < sum(lengths):
        for part, is_typed in zip(parts, typed, strict=True):
            part.is_example = is_typed


def _in_margin(row: Row, page: int) -> Paragraph:
    words = [word for run in row for word in run.words]
    return Paragraph([words], [page], words[0].size, False, is_margin=True)


def _joined(parts: list[Paragraph | _Table]) -> list[Paragraph | _Table]:
    """Join the paragraphs that a page's end cut; a table between two keeps them apart."""
    joined: list[Paragraph | _Table] = []
    run: list[Paragraph] = []
    for part in parts:
        if isinstance(part, _Table):
            joined += [*join_over_breaks(run), part]
            run = []
        else:
            run.append(part)
    return [*joined, *join_over_breaks(run)]


def _set_levels(paragraphs: Sequence[Paragraph], body: float) -> None:
    """Make headings of what is set larger than the text, or bold; the largest are of the first level."""
    free = [one for one in paragraphs if not (one.is_margin or one.is_example) and _may_head(one)]
    large = [one for one in free if one.size > HEADING_SIZE * body and len(one.text.split()) <= 2 * HEADING_WORDS]
    sizes = sorted({round(one.size) for one in large}, reverse=True)
    for one in large:
        one.kind, one.level = "heading", min(sizes.index(round(one.size)) + 1, MOST_LEVELS)
    if any(not one.is_bold for one in free):
        for one in free:
            if one.is_bold and not one.level and is_headline(one.text) and any(map(str.isalpha, one.text)):
                one.kind, one.level = "heading", min(len(sizes) + 1, MOST_LEVELS)


# --- the text ----------------------------------------------------------------------------------------------------


def _put(composer: Composer, parts: Sequence[Paragraph | _Table], labels: Sequence[str]) -> None:
    words = Words()
    for part in parts:
        if isinstance(part, Paragraph):
            for line in part.lines:
                words.add(" ".join(word.text for word in line))
    items: list[_Item] = []
    for part in parts:
        if isinstance(part, _Table):
            _put_table(composer, part, words, labels)
            items = []
        else:
            _put_paragraph(composer, part, words, labels, items)


def _put_table(composer: Composer, table: _Table, words: Words, labels: Sequence[str]) -> None:
    where, role = _where([table.page], labels), "example" if table.is_example else "body"
    rows = []
    for row in table.grid:
        cells = []
        for cell in row:
            text, notes = put_together(_lines_of(cell.words), words)
            cells.append(ComposedCell(text, cell.column, cell.columns, where=where, role=role, notes=tuple(notes)))
        rows.append(cells)
    composer.table(rows)


def _lines_of(words: Sequence[Word]) -> list[list[Word]]:
    lines: list[list[Word]] = []
    for word in words:
        if lines and abs(lines[-1][0].base - word.base) < 0.3 * word.size:
            lines[-1].append(word)
        else:
            lines.append([word])
    return lines


def _put_paragraph(
    composer: Composer, part: Paragraph, words: Words, labels: Sequence[str], items: list[_Item]
) -> None:
    lines, kind = part.lines, part.kind
    if part.is_margin:
        kind = "paragraph"
    if kind == "item" and len(lines[0]) > 1:
        lines = [lines[0][1:], *lines[1:]]
    text, notes = put_together(lines, words)
    marker = f"{part.lines[0][0].text} " if kind == "item" else ""
    draft = composer.paragraph(
        text, kind, level=part.level, where=_where(part.pages, labels), notes=notes, before=marker
    )
    if draft is None:
        return
    draft.is_bold = part.is_bold
    if part.is_margin or part.is_example:
        draft.role = "boilerplate" if part.is_margin else "example"
    elif kind == "item":
        _nest(draft, part.lines[0][0].left, part.lines[0][0].base, items)
    else:
        items.clear()


def _nest(draft: Draft, left: float, base: float, items: list[_Item]) -> None:
    """Hang a list item on the one above that stands farther to the left; a new column begins at a new edge."""
    if items and base <= items[-1][2] and not any(abs(one[0] - left) < 3 for one in items):
        items.clear()
    while items and items[-1][0] >= left - 3:
        items.pop()
    draft.parent = items[-1][1] if items else None
    items.append((left, draft, base))
    draft.level = len(items)


def _where(pages: Sequence[int], labels: Sequence[str]) -> str:
    """Return the pages in words, with what is printed on them where that differs."""
    first, last = pages[0], pages[-1]
    words = f"page {first}" if first == last else f"pages {first} to {last}"
    printed = labels[first - 1] if labels else ""
    return f"{words} (printed {printed})" if printed and printed != str(first) else words


# --- what else is said -------------------------------------------------------------------------------------------


def _properties(information: dict[str, str], xmp: Xmp) -> Properties:
    """Return what the file says of itself: a day of publishing first, then the last change, then the making."""
    named = [match for name in ("ModDate", "CreationDate") if (match := DATE.match(information.get(name, "")))]
    days = ["-".join(part for part in match.groups() if part) for match in named]
    date = next((day for day in (xmp.published, xmp.issued, *days, xmp.changed, xmp.made) if day), "")
    title = plain_title(information.get("Title", "")) or plain_title(xmp.title)
    return Properties(title=title, date=date, publisher=xmp.publisher)


def _why_nothing(pages: _Pages) -> str:
    count = len(pages.words)
    if pages.garbled:
        return "its fonts do not say which letters they show; run text recognition (OCR) over it first"
    if count == 0 or pages.failed:
        return "no page of it can be read"
    which = "its one page has no" if count == 1 else f"none of its {count:,} pages has a"
    return f"{which} text layer: scanned? run text recognition (OCR) over it first"


def _unread(pages: _Pages) -> str:
    """Return which pages were not read and why, or nothing."""
    reasons = (
        (pages.scanned, "no text layer: scanned?"),
        (pages.garbled, "a font that does not say which letters it shows"),
        (pages.failed, "no text that can be read"),
    )
    named = [(numbers, why) for numbers, why in reasons if numbers]
    return "; ".join(f"{_list(numbers)} {'has' if len(numbers) == 1 else 'have'} {why}" for numbers, why in named)


def _list(numbers: Sequence[int]) -> str:
    if len(numbers) == 1:
        return f"page {numbers[0]}"
    if len(numbers) > NAMED_PAGES:
        named = ", ".join(map(str, numbers[:NAMED_PAGES]))
        return f"pages {named} and {len(numbers) - NAMED_PAGES:,} more"
    return f"pages {', '.join(map(str, numbers[:-1]))} and {numbers[-1]}"


def _warnings(pages: _Pages, margins: int, has_form: bool) -> Iterator[str]:
    if margins:
        yield f"{margins:,} running heads, feet and page numbers were left out"
    if pages.outside:
        yield f"{pages.outside:,} characters stand outside the pages and were left out"
    if has_form:
        yield "it holds form fields; what was typed into them is read only where it is part of the page"


READER = BytesReader(name="pdf", suffixes=(".pdf",), read=read)
