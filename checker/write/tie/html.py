"""The tie as a page: the draft's text with every figure marked, its status and evidence beside it; no script at all."""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING, Any

from checker.records import Mention
from checker.resources import data_folder
from checker.tied import STATUSES, WRONG, Passage, TiedFigure
from checker.write.html import page_style, policy, templates
from checker.write.markup import without_markup
from checker.write.tie import TieWriter
from checker.write.tie.labels import HEADS, LABELS, SIDES, counts_line, headline, place_of
from checker.write.visible import replace_surrogates, show, show_line
from checker.write.words import unread_documents

if TYPE_CHECKING:
    from checker.tied import TieReport

GLYPHS: Mapping[str, str] = {
    "contradicted": "✕",
    "outdated": "↻",
    "disputed": "≠",
    "not-found": "?",
    "not-comparable": "~",
    "supported": "✓",
}
UNREAD = "not-read"


def render(tie: TieReport, name: str) -> Mapping[str, bytes]:
    """Return the page under `name`: template and stylesheet in one file, nothing outside it."""
    folder = data_folder("reports") / "templates"
    style = page_style(folder, "tie")
    page = (
        templates(folder)
        .get_template("tie.html.j2")
        .render(
            policy=policy(style),
            style=style,
            view=page_view(tie),
        )
    )
    return {name: replace_surrogates(page).encode()}


def page_view(tie: TieReport) -> dict[str, Any]:
    """Return what the template shows, as plain values fit to be seen."""
    readers = {entry.file: entry.reader for entry in tie.report.documents}
    cards = {one.number: _card(one, readers) for one in tie.figures}
    marked = {mark.number for passage in tie.passages for mark in passage.marks}
    run = tie.report.run
    return {
        "tool": f"{run.get('tool', 'tieout')} {run.get('version', '')}".strip(),
        "title": show_line(headline(tie)),
        "draft": show_line(tie.draft),
        "counts": counts_line(tie),
        "tally": _tally(tie),
        "wrong": [cards[one.number] for status in STATUSES if status in WRONG for one in _with(tie, status)],
        "sums": [cards[one.number] for one in tie.figures if one.notes and one.status not in WRONG],
        "passages": [_passage(passage, cards) for passage in tie.passages],
        "unplaced": [card for number, card in cards.items() if number not in marked],
        "unread": [
            {"shown": show_line(one.mention.shown), "at": place_of(one.mention), "why": one.why} for one in tie.unread
        ],
        "sources": [show_line(file) for file in tie.sources],
        "left_out": [
            {"file": show_line(entry.file), "why": show_line(f"{entry.reason or entry.status} {entry.detail}")}
            for entry in unread_documents(tie.report.documents)
        ],
        "notices": [show_line(f"{one.file}: {one.message}" if one.file else one.message) for one in tie.report.notices],
    }


def _with(tie: TieReport, status: str) -> list[TiedFigure]:
    return [one for one in tie.figures if one.status == status]


def _tally(tie: TieReport) -> list[dict[str, Any]]:
    """Return each status with its count and its first figure."""
    return [
        {
            "status": status,
            "glyph": GLYPHS[status],
            "label": LABELS[status],
            "head": HEADS[status],
            "count": count,
            "first": next((one.number for one in tie.figures if one.status == status), 0),
        }
        for status, count in tie.counts.items()
    ]


def _card(one: TiedFigure, readers: Mapping[str, str]) -> dict[str, Any]:
    return {
        "number": one.number,
        "status": one.status,
        "glyph": GLYPHS[one.status],
        "label": LABELS[one.status],
        "shown": show_line(one.mention.shown),
        "about": show_line(", ".join(part for part in (one.subject, one.attribute) if part)),
        "because": show_line(one.because),
        "notes": [show_line(note) for note in one.notes],
        "evidence": [_evidence(mention, readers.get(mention.file, "")) for mention in one.evidence],
    }


def _evidence(mention: Mention, reader: str) -> dict[str, Any]:
    at = max(0, mention.start - mention.sentence_start)
    end = at + mention.end - mention.start
    pieces = (mention.sentence[:at], mention.sentence[at:end], mention.sentence[end:])
    before, figure, after = (show(without_markup(" ".join(piece.split("\n")), reader)) for piece in pieces)
    is_alone = not before.strip() and not after.strip()
    return {
        "side": SIDES[mention.side],
        "part": mention.side,
        "before": before,
        "figure": figure,
        "after": after,
        "heads": show_line(mention.place) if is_alone else "",
        "at": place_of(mention),
        "as_of": mention.as_of or "",
        "speaker": show_line(mention.speaker or ""),
    }


def _passage(passage: Passage, cards: Mapping[int, dict[str, Any]]) -> dict[str, Any]:
    """Return a passage in pieces, words and figures in turn, with the cards of its figures."""
    pieces: list[dict[str, Any]] = []
    at = 0
    for mark in passage.marks:
        pieces.append({"text": show(passage.text[at : mark.start])})
        card = cards.get(mark.number)
        shown = show(passage.text[mark.start : mark.end])
        pieces.append(
            {"text": shown, "number": mark.number, "status": card["status"], "label": card["label"]}
            if card
            else {"text": shown, "number": 0, "status": UNREAD, "label": "not read as a fact"}
        )
        at = mark.end
    pieces.append({"text": show(passage.text[at:])})
    return {
        "tag": _tag(passage),
        "kind": passage.kind,
        "pieces": [piece for piece in pieces if piece["text"]],
        "cards": [cards[mark.number] for mark in passage.marks if mark.number in cards],
    }


def _tag(passage: Passage) -> str:
    """Return the element of a passage; the page itself has the first two levels of headings."""
    if passage.kind == "title":
        return "h3"
    return f"h{min(6, max(3, passage.level + 2))}" if passage.kind == "heading" else "p"


WRITER = TieWriter(name="html", render=render, about="the draft with every figure marked and its evidence beside it")
