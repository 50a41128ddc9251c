"""The tie on the terminal: counts, then what is wrong, each figure once with its evidence, the supported ones last."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import TYPE_CHECKING

from checker.records import Mention
from checker.tied import SEVERITY, STATUSES, TiedFigure
from checker.write.text import FILE_WIDTH, cut_around, last_line, not_read, shorten, styled
from checker.write.tie import TieWriter
from checker.write.tie.labels import HEADS, SIDES, counts_line, headline, place_of
from checker.write.visible import replace_surrogates, show_line

if TYPE_CHECKING:
    from checker.tied import TieReport

MOST_SUPPORTED = 200  # lines of supported figures that a terminal shows unasked
MOST_SOURCES = 3
_LEAST = 40  # columns that a sentence gets on a narrow terminal


def render_text(tie: TieReport, width: int = 100, show_all: bool = False, colour: bool = False) -> str:
    """Return the tie as lines for a terminal.

    Args:
        tie: what to show.
        width: columns of the terminal; sentences are cut to it, figures, values and places never are.
        show_all: every supported figure and every source.
        colour: put ANSI styles around statuses; no other escape byte is ever written.
    """
    lines = [headline(tie), counts_line(tie), *_body(tie, width, show_all, colour)]
    lines += [*not_read(tie.report, show_all), last_line(tie.report)]
    return replace_surrogates("\n".join(lines)) + "\n"


def _body(tie: TieReport, width: int, show_all: bool, colour: bool) -> Iterator[str]:
    for status in STATUSES:
        held = [one for one in tie.figures if one.status == status]
        if held:
            yield ""
            yield styled(f"{HEADS[status]} ({len(held):,})", SEVERITY[status], colour)
            most = len(held) if show_all or status != "supported" else MOST_SUPPORTED
            for one in held[:most]:
                yield from _figure(one, tie, width, show_all)
            if most < len(held):
                yield f"  and {len(held) - most:,} more; --all shows them"
    if tie.unread:
        yield ""
        yield f"Not read as a fact ({len(tie.unread):,})"
        for unread in tie.unread:
            start = f"       {_short_place(unread.mention)}  {show_line(unread.mention.shown)}"
            yield f"{start}  {unread.why}"
    yield ""


def _figure(one: TiedFigure, tie: TieReport, width: int, show_all: bool) -> Iterator[str]:
    start = f"  {one.number:>3}  {_short_place(one.mention):<8} {show_line(one.mention.shown)}"
    yield start + _sentence(one.mention, width - len(start))
    for note in one.notes:
        yield f"       in the draft itself: {show_line(note)}"
    if one.status == "not-found" and not one.evidence:
        return
    if one.status == "not-comparable":
        yield f"       {show_line(one.because)}"
    most = len(one.evidence) if show_all else 1 if one.status == "supported" else MOST_SOURCES
    for mention in one.evidence[:most]:
        marks = [mark for mark in (mention.as_of or "", show_line(mention.speaker or "")) if mark]
        words = f"       {SIDES[mention.side]:<8} {show_line(mention.shown)}  {place_of(mention)}"
        words += f" ({', '.join(marks)})" if marks else ""
        yield words + _sentence(mention, width - len(words))
    if most < len(one.evidence) and one.status != "supported":
        yield f"       and {len(one.evidence) - most:,} more"


def _short_place(mention: Mention) -> str:
    return f"{mention.line}:{mention.column}"


def _sentence(mention: Mention, room: int) -> str:
    """Return the sentence in quotes, cut around the figure; the heads above it where it is the figure alone."""
    if show_line(mention.sentence) in {"", show_line(mention.quote)}:
        return f"  [{shorten(show_line(mention.place), max(_LEAST, room))}]" if mention.place else ""
    return f'  "{cut_around(mention, max(_LEAST, room - 4))}"'


def _render(tie: TieReport, name: str) -> Mapping[str, bytes]:
    return {name: render_text(tie, width=FILE_WIDTH, show_all=True).encode()}


WRITER = TieWriter(name="text", render=_render, about="what the terminal shows, in full")
