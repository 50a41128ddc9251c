"""HTML: main text, headings, lists and tables of a page; offsets index the raw file.

Navigation, asides, headers, footers and parts that are named so are kept as boilerplate, and so are cards of other
stories, rows of links and requests for consent that nothing names; scripts, styles and hidden elements are out.
Entities are seen as their character, and nesting is limited.

No library that picks the main text of a page does this: what it picks has lost its places in the file, and it drops
tables and lists by design.
"""

from __future__ import annotations

from collections.abc import Sequence

from checker.collect.draft import Draft, number_blocks, show_all
from checker.collect.html_around import mark_around
from checker.collect.html_head import page_date, page_publisher
from checker.collect.html_page import Page
from checker.collect.layout import PSEUDO_LEVEL, classify
from checker.collect.reader import Reader, Reading
from checker.config import Limits


def read(text: str, limits: Limits) -> Reading:
    """Return the blocks of a page; offsets index the raw file.

    Raises:
        UnreadableDocument: elements are nested too deep.
    """
    page = Page(text, 0, len(text), limits)
    if not any(draft.role == "body" for draft in page.drafts):  # the names misled: the tags alone decide
        page = Page(text, 0, len(text), limits, by_name=False)
    shown = show_all(text, page.drafts)
    _keep_main(page, shown)
    first = next(
        (draft for draft in shown if draft.kind == "heading" and draft.level == 1 and draft.role == "body"), None
    )
    if first is not None:
        first.kind = "title"
    data = page.page
    mark_around(shown, " ".join(data.title.split()))
    shown = classify(shown, pseudo_level=PSEUDO_LEVEL)
    titles = (data.properties.get("og:title", ""), first.text if first else "", " ".join(data.title.split()))
    return Reading(
        blocks=number_blocks(shown),
        title=next((title for title in titles if title), ""),
        date=page_date(data),
        publisher=page_publisher(data),
    )


def _keep_main(page: Page, shown: Sequence[Draft]) -> None:
    """Where <main> or <article> hold most of the text, what stands outside is boilerplate."""
    body = [draft for draft in shown if draft.role == "body"]
    inside = sum(len(draft.text) for draft in body if id(draft) in page.main)
    if page.has_main and inside * 2 >= sum(len(draft.text) for draft in body):
        for draft in body:
            if id(draft) not in page.main and not (draft.kind == "heading" and draft.level == 1):
                draft.role = "boilerplate"


def read_fragment(
    text: str, start: int, end: int, limits: Limits, before: Sequence[Draft], tables: int
) -> tuple[list[Draft], int]:
    """Return the drafts of HTML inside another format, and how many tables it holds.

    Args:
        text: the raw document; the fragment is `text[start:end]`.
        limits: its depth counts.
        before: drafts above the fragment; the last may caption its first table.
        tables: number of the next table.
    """
    page = Page(text, start, end, limits, before=before, tables=tables)
    return page.drafts, page.table_count - tables


READER = Reader(name="html", suffixes=(".html", ".htm", ".xhtml"), read=read)
