"""The tie as Markdown, for a merge request or a note: counts, then tables by status, what is wrong first."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import TYPE_CHECKING

from checker.records import Mention
from checker.tied import STATUSES, TiedFigure
from checker.write.markdown import inert
from checker.write.text import cut_around
from checker.write.tie import TieWriter
from checker.write.tie.labels import HEADS, SIDES, counts_line, headline, place_of, words_of
from checker.write.visible import replace_surrogates

if TYPE_CHECKING:
    from checker.tied import TieReport

LONGEST = 240  # characters of a sentence


def render(tie: TieReport, name: str) -> Mapping[str, bytes]:
    """Return the tie under `name`."""
    return {name: replace_surrogates("\n".join(_lines(tie))).encode()}


def _lines(tie: TieReport) -> Iterator[str]:
    yield f"# {inert(headline(tie))}"
    yield ""
    yield f"Draft {inert(tie.draft)}: {counts_line(tie)}."
    for status in STATUSES:
        held = [one for one in tie.figures if one.status == status]
        if held:
            yield from ("", f"## {HEADS[status]} ({len(held):,})", "", "| | draft | sources |", "| ---: | --- | --- |")
            yield from (_row(one) for one in held)
    if tie.unread:
        yield from ("", f"## Not read as a fact ({len(tie.unread):,})", "")
        for one in tie.unread:
            yield f"- {inert(one.mention.shown)} ({inert(place_of(one.mention))}): {one.why}"
    yield ""


def _row(one: TiedFigure) -> str:
    draft = f"**{inert(one.mention.shown)}** (line {one.mention.line})<br>{_sentence(one.mention)}"
    notes = [f"in the draft itself: {inert(note)}" for note in one.notes]
    because = [inert(one.because)] if one.status in ("not-comparable", "not-found") else []
    cells = "<br>".join([*notes, *because, *map(_source, one.evidence)])
    return f"| {one.number} | {draft} | {cells} |"


def _source(mention: Mention) -> str:
    marks = [inert(mark) for mark in (place_of(mention), mention.as_of or "", mention.speaker or "") if mark]
    return f"{SIDES[mention.side]} **{inert(mention.shown)}** ({', '.join(marks)}): {_sentence(mention)}"


def _sentence(mention: Mention) -> str:
    words = cut_around(mention, LONGEST) if len(mention.sentence) > LONGEST else words_of(mention)
    return inert(words)


WRITER = TieWriter(name="markdown", render=render, about="tables by status, for a merge request or a note")
