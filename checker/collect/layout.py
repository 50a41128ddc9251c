"""What blocks are for, judged by their place and form: title, datelines, headings, parents of items, captions.

The order matters: boilerplate is marked first, so that a related story never becomes a heading.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from checker.collect import boilerplate, dating
from checker.collect.draft import Draft, show

TITLE_WORDS = 40
HEADING_WORDS = 22
HEADING_RUN = 3  # headings may follow one another directly; more lines without a full stop are a list
TOP_BLOCKS = 8
PSEUDO_LEVEL = 4  # of headings that no markup names; those directly below one another are nested
SHORT_WORDS = 6

_SENTENCE_END = re.compile(r"[.!?…:;,][\"'”’)\]»*]{0,3}$")
_TABLE_NAME = re.compile(r"(?i)table\s{1,3}[\dA-Z][\w.-]{0,8}\b")
_LABEL = re.compile(r"^[^:]{1,60}:\s?\S{0,3}\d")


def classify(drafts: list[Draft], pseudo_level: int = 2) -> list[Draft]:
    """Set kinds, roles and parents of shown drafts of a text; returns the same list.

    Args:
        drafts: in reading order.
        pseudo_level: level of headings that are recognised by their form alone.
    """
    _mark_top(drafts)
    boilerplate.mark(drafts)
    _mark_headings(drafts, pseudo_level)
    _nest_items(drafts)
    return drafts


def is_dateline_at_top(text: str) -> bool:
    """Say whether a line near the top of a document is its date with little else."""
    return dating.is_dateline(text)


def is_headline(text: str, words: int = HEADING_WORDS) -> bool:
    """Say whether a line reads like a heading: few words, no full stop, begins with a capital or figure."""
    word = text.lstrip("\"'“‘([«").split(" ", 1)[0]
    return (
        text[:1] not in "\"“'‘«"  # somebody speaks
        and len(text.split()) <= words
        and not _SENTENCE_END.search(text)
        and (word[:2] != word[:2].lower() or word[:1].isdigit() or word[:1] in "$€£")
    )


def find_caption(text: str, before: Sequence[Draft]) -> Draft | None:
    """Return what captions a table: a bold line, heading, "Table 2 ..." or "... as follows:" directly before it."""
    above = before[-1] if before else None
    if above is None or above.kind not in ("paragraph", "heading", "title", "caption"):
        return None
    if above.kind != "paragraph":
        return above
    shown = show(text, above.pieces)[0]
    if above.is_bold or _TABLE_NAME.match(shown):
        above.kind = "caption"
        return above
    return above if shown.endswith((":", "：")) else None


def _mark_top(drafts: Sequence[Draft]) -> None:
    """Mark datelines and the title among the first blocks."""
    has_title = any(draft.kind == "title" for draft in drafts)
    for position, draft in enumerate(drafts[:TOP_BLOCKS]):
        if draft.kind != "paragraph":
            if draft.kind == "title":
                continue
            break
        if dating.is_dateline(draft.text):
            draft.kind = "dateline"
        elif not has_title and position + 1 < len(drafts) and _is_title(draft.text):
            draft.kind, draft.level, has_title = "title", 1, True
        elif not is_headline(draft.text, TITLE_WORDS):
            break


def _is_title(text: str) -> bool:
    bare = text.strip("?!…\"“”'‘’")
    return is_headline(bare, TITLE_WORDS) and len(bare.split()) >= 2


def _mark_headings(all_drafts: Sequence[Draft], level: int) -> None:
    """Make headings of short lines without a full stop between paragraphs with one."""
    drafts = [draft for draft in all_drafts if draft.role != "boilerplate"]
    position = 0
    while position < len(drafts):
        run = 0
        while position + run < len(drafts) and _could_head(drafts[position + run]):
            run += 1
        below = drafts[position + run] if position + run < len(drafts) else None
        above = drafts[position - 1] if position else None
        is_run = 0 < run <= HEADING_RUN and below is not None and _is_content(below)
        heads_list = below is not None and below.kind in ("item", "cell")
        if is_run and (heads_list or _may_follow(above, drafts[position : position + run])):
            for deeper, draft in enumerate(drafts[position : position + run]):
                draft.kind, draft.level = "heading", level + deeper
        position += max(run, 1)


def _could_head(draft: Draft) -> bool:
    is_free = draft.kind == "paragraph" and draft.role == "body" and draft.parent is None
    return is_free and not draft.is_label and is_headline(draft.text) and not _LABEL.match(draft.text)


def _is_content(draft: Draft) -> bool:
    return draft.kind in ("cell", "item", "caption") or (draft.kind == "paragraph" and draft.role == "body")


def _may_follow(above: Draft | None, run: Sequence[Draft]) -> bool:
    """A heading follows what is finished; right below a title, a longer line is the article's deck."""
    if above is None:
        return False
    return above.kind not in ("title", "dateline") or all(len(draft.text.split()) <= SHORT_WORDS for draft in run)


def _nest_items(drafts: Sequence[Draft]) -> None:
    """Hang items that have no parent yet on the paragraph that introduces their list."""
    intro: Draft | None = None
    for draft in drafts:
        if draft.kind == "item":
            if draft.parent is None and intro is not None:
                draft.parent = intro
        elif draft.kind in ("paragraph", "caption", "heading", "title"):
            intro = draft if draft.role == "body" and draft.text.rstrip("*").endswith((":", "：")) else None
        else:
            intro = None
