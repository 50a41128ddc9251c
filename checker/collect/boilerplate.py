"""Finds what stands on a page beside its own text: related stories, share links, credits, photo captions.

General evidence only, never the wording of one site:

* a cue line of the language ("Read more", "Next in ...") and the run of headlines below it;
* a line that is such a call, credit or copyright notice itself;
* headlines at the very end of an article that share hardly a word with it;
* a short line that comes back again and again with nothing but its number changed: a page header or footer.

Running text always ends a run, and cells, label-and-figure lines and sentences of an article's body are never
taken: a lost figure costs more than a stray headline.
"""

from __future__ import annotations

import csv
import re
from collections import defaultdict
from collections.abc import Iterable, Sequence
from functools import cache

from checker import resources
from checker.collect.draft import Draft

CUE_WORDS = 8
HEADLINE_WORDS = 25
TAIL_LINES = 3  # headlines at the end without a cue: fewer than this prove nothing
TAIL_WORDS = 4  # words of such a headline
SHARED_RATIO = 0.25  # of the tail's words that the article may know
LINK_RUN = 3
CONSENT_WORDS = 120
FOOTER_WORDS = 12
FOOTER_TIMES = 3

_STOP = re.compile(r"[.!…][\"'”’)\]»]{0,3}$")
_LABEL = re.compile(r"[^:]{1,60}:\s?\S{0,3}\d")
_BYLINE = re.compile(r"(?:By|BY|by)\s+[A-Z][\w.'’-]+(?:,?\s+(?:and\s+|&\s+)?[\w.'’@|/-]+){0,9}")
_WORD = re.compile(r"[^\W\d_]{4,}")
_RUNNING_FOOT = re.compile(
    r"[^|\n]{1,60}\|[^|\n]{1,60}\|\s{0,3}\d{1,4}|(?i:page)\s\d{1,4}(?:\s(?:of|/)\s\d{1,4})?|[-–—]\s?\d{1,4}\s?[-–—]"
)
_LAST_NUMBER = re.compile(r"\d+$")


@cache
def _phrases(sort: str) -> tuple[str, ...]:
    with resources.package_file("collect", "boilerplate.csv").open(encoding="utf-8", newline="") as file:
        return tuple(row["phrase"] for row in csv.DictReader(file) if row["sort"] == sort)


@cache
def _opening(sort: str) -> re.Pattern[str]:
    """Return a pattern of a sort's phrases at the start of a line; `*` stands for anything after it."""
    forms = sorted(re.escape(phrase).replace(r"\*", "[^\n]*") for phrase in _phrases(sort))
    return re.compile(rf"(?:{'|'.join(forms)})\s*[:»>→.!…]?", re.IGNORECASE)


@cache
def _within(sort: str) -> re.Pattern[str]:
    forms = (re.escape(phrase) for phrase in _phrases(sort))
    edges = (rf"\b{form}" if form[0].isalpha() else form for form in forms)
    return re.compile("|".join(f"{edge}\\b" if edge[-1].isalpha() else edge for edge in edges), re.IGNORECASE)


def mark(drafts: Sequence[Draft]) -> None:
    """Set the role of boilerplate among shown drafts, given in reading order."""
    for position, draft in enumerate(drafts):
        if draft.role == "body" and draft.kind in ("paragraph", "heading"):
            if _is_line(draft.text) or (position < 8 and _BYLINE.fullmatch(draft.text)):
                draft.role = "boilerplate"
            elif is_photo_caption(draft.text):
                draft.kind, draft.role = "caption", "boilerplate"
    _mark_lists(drafts)
    _mark_link_runs(drafts)
    _mark_tail(drafts)
    _mark_footers(drafts)


def _is_line(text: str) -> bool:
    bare = text.strip("()[]*–—-•| ")
    if len(bare.split()) > 40:
        return False
    if _opening("line").fullmatch(bare) or _opening("credit").fullmatch(bare):
        return _is_call(bare)
    return bool(_within("reprint").search(bare))


def _is_call(text: str) -> bool:
    """A call is one or two sentences at most: "Subscribe to ..." may also open a paragraph of instructions."""
    return len(text.split()) <= 30 and len(re.findall(r"[.!?]\s+[A-Z]", text)) <= 2


def is_photo_caption(text: str) -> bool:
    """Say whether a paragraph ends in a photo credit: "... June 7, 2025. AGENCY/Name", "(Photo by ...)"."""
    tail = text[-60:] if len(text) > 60 else text
    return len(text.split()) <= 60 and _within("caption").search(tail) is not None and not tail.rstrip().endswith('."')


def _mark_lists(drafts: Sequence[Draft]) -> None:
    """Mark cue lines and the headlines below each."""
    inside: Draft | None = None
    for draft in drafts:
        if draft.role == "body" and is_cue(draft):
            draft.role, inside = "boilerplate", draft
        elif inside is not None and draft.role == "body":
            is_peer = draft.kind == "heading" and inside.kind == "heading" and draft.level <= inside.level
            if is_peer or not _is_headline_line(draft):
                inside = None
            else:
                draft.role = "boilerplate"


def _mark_link_runs(drafts: Sequence[Draft]) -> None:
    """Mark list items in a row that are nothing but links: a table of contents, a list of other pages."""
    run: list[Draft] = []
    for draft in [*drafts, Draft("", [])]:
        if draft.kind == "item" and draft.is_link and draft.role == "body":
            run.append(draft)
            continue
        if len(run) >= LINK_RUN:
            for one in run:
                one.role = "boilerplate"
        run = []


def is_consent(text: str) -> bool:
    """Say whether a short text asks for consent to be watched: cookies, partners, choices."""
    return len(text.split()) <= CONSENT_WORDS and _within("consent").search(text) is not None


def is_cue(draft: Draft) -> bool:
    """Say whether a line announces other stories: "Related articles"."""
    if draft.kind not in ("paragraph", "item", "heading"):
        return False
    text = draft.text.strip("*#–—-•|[]() ")
    if _STOP.search(text) or not _opening("list").fullmatch(text):
        return False
    return len(text.split()) <= CUE_WORDS or (":" in text[:40] and len(text.split()) <= HEADLINE_WORDS)


def _is_headline_line(draft: Draft) -> bool:
    if draft.kind not in ("paragraph", "item", "heading") or _LABEL.match(draft.text):
        return False
    return draft.is_link or (len(draft.text.split()) <= HEADLINE_WORDS and not _STOP.search(draft.text))


def _mark_tail(drafts: Sequence[Draft]) -> None:
    """Mark a run of headlines after the last paragraph of an article that speak of other things."""
    body = [draft for draft in drafts if draft.role == "body"]
    tail: list[Draft] = []
    while body and body[-1].kind == "paragraph" and _is_headline_line(body[-1]) and body[-1].text[-1] != ":":
        tail.append(body.pop())
    prose = [draft for draft in body if draft.kind == "paragraph" and _STOP.search(draft.text)]
    if len(tail) < TAIL_LINES or len(prose) < TAIL_LINES or (body and body[-1].text.endswith(":")):
        return
    if any(len(draft.text.split()) < TAIL_WORDS for draft in tail[:-1]):
        return
    known = _words(draft.text for draft in body)
    said = _words(draft.text for draft in tail)
    if said and len(said & known) <= SHARED_RATIO * len(said):
        for draft in tail:
            draft.role = "boilerplate"


def _words(texts: Iterable[str]) -> set[str]:
    return {word.lower() for text in texts for word in _WORD.findall(text)}


def _mark_footers(drafts: Sequence[Draft]) -> None:
    """Mark lines that come back with nothing changed but a number at their end, which grows: page footers."""
    alike: defaultdict[str, list[Draft]] = defaultdict(list)
    for draft in drafts:
        if draft.kind in ("paragraph", "heading") and len(draft.text.split()) <= FOOTER_WORDS:
            if _RUNNING_FOOT.fullmatch(draft.text):
                draft.role = "boilerplate"
            alike[_LAST_NUMBER.sub("#", draft.text)].append(draft)
    for form, lines in alike.items():
        if form.endswith("#") and len(lines) >= FOOTER_TIMES and len(form) > 1:
            numbers = [int(_LAST_NUMBER.findall(line.text)[0][:12]) for line in lines]
            if numbers == sorted(set(numbers)) and "|" in form + "|" and not _is_numbered_heading(form):
                for line in lines:
                    line.role = "boilerplate"


def _is_numbered_heading(form: str) -> bool:
    """ "Note 7", "Step 3" are headings that count, a page footer names more than one word before its number."""
    return len(form.split()) <= 2 and not form.lower().startswith(("page", "p."))
