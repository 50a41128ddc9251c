"""What a user points at: `FILE:LINE`, or a figure in the words of a document."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from difflib import get_close_matches
from pathlib import Path
from typing import TYPE_CHECKING

from checker.errors import UsageError
from checker.records import Fact
from checker.write.visible import show_line

if TYPE_CHECKING:
    from checker.extract.unread import Unread
    from checker.pipeline import Run

PLACE = re.compile(r"(?s:(.+)):(\d{1,9})")  # "notes/a.md:12"
_MOST = 8  # figures of one place that are looked at


@dataclass(frozen=True, slots=True, kw_only=True)
class Found:
    """What stands at a place."""

    place: str
    facts: tuple[Fact, ...]
    unread: tuple[tuple[str, Unread], ...] = ()  # document, number that is no fact


def split_places(words: Sequence[str]) -> tuple[tuple[str, ...], tuple[str, ...]]:
    """Return what is to be explained (an id, a code, one or two places or figures) and the paths to check.

    The first two words are both places or figures where neither is the name of something on the disk.
    """
    is_pair = len(words) >= 2 and not any(Path(word).exists() for word in words[:2])
    if is_pair and (len(words) > 2 or all(PLACE.fullmatch(word) for word in words[:2])):
        return tuple(words[:2]), tuple(words[2:])
    return tuple(words[:1]), tuple(words[1:])


def find(run: Run, place: str) -> Found:
    """Return the facts at a place, or the numbers that were not read there.

    Raises:
        UsageError: there is no such document, or no number.
    """
    match = PLACE.fullmatch(place)
    return _at_line(run, place, match[1], int(match[2])) if match else _by_words(run, place)


def _at_line(run: Run, place: str, name: str, line: int) -> Found:
    document = _document(run, name)
    here = [claim for claim in run.claims.values() if claim.document == document]
    text = run.documents[document].text
    found = [one.id for one in here if line_of(text, one.start) <= line <= line_of(text, one.end)]
    found = found or [
        one.id for one in here if line_of(text, one.sentence_start) <= line <= line_of(text, one.sentence_end)
    ]
    unread = tuple((document, one) for one in _unread(run, document) if line_of(text, one.start) == line)
    if not found and not unread:
        lines = sorted({line_of(text, one.start) for one in here})
        near = min(lines, key=lambda other: abs(other - line), default=0)
        raise UsageError(f"no figure was read at {place}" + (f"; the nearest is on line {near}" if lines else ""))
    return Found(place=place, facts=_facts(run, found), unread=unread)


def _by_words(run: Run, words: str) -> Found:
    """Look for the words of a figure in every document, white space and case apart."""
    wanted = " ".join(words.split()).casefold()
    found: list[str] = []
    unread: list[tuple[str, Unread]] = []
    for document in sorted(run.documents):
        text = run.documents[document].text
        spans = _spans(text, wanted)
        found += [
            claim.id
            for claim in run.claims.values()
            if claim.document == document and any(claim.start < end and start < claim.end for start, end in spans)
        ]
        if spans:
            touched = [one for one in _unread(run, document) if any(a < one.end and one.start < b for a, b in spans)]
            unread += [(document, one) for one in touched]
    if not found and not unread:
        raise UsageError(f"no document has a number in the words '{words}'; point at it with FILE:LINE")
    return Found(place=words, facts=_facts(run, found), unread=tuple(unread[:_MOST]))


def _spans(text: str, wanted: str) -> list[tuple[int, int]]:
    words = [re.escape(word) for word in wanted.split()]  # what the user typed, made literal
    pattern = re.compile(r"(?<![\w.])" + r"\s+".join(words) + r"(?!\w)", re.IGNORECASE)
    return [match.span() for match in pattern.finditer(text)]


def _unread(run: Run, document: str) -> tuple[Unread, ...]:
    from checker import extract

    spans = [(claim.start, claim.end) for claim in run.claims.values() if claim.document == document]
    return extract.find_unread(run.documents[document], spans)


def _facts(run: Run, names: Sequence[str]) -> tuple[Fact, ...]:
    return tuple(fact for fact in run.resolved.facts if fact.id in names)[:_MOST]


def _document(run: Run, name: str) -> str:
    fitting = [one for one in run.documents if one == name or one.endswith(f"/{name}") or name.endswith(f"/{one}")]
    if fitting:
        return fitting[0]
    entry = next((one for one in run.report.documents if one.file == name or name.endswith(f"/{one.file}")), None)
    if entry is not None:
        detail = f" ({entry.detail})" if entry.detail else ""
        raise UsageError(f"{name} was not read: {entry.reason or entry.status}{detail}")
    near = get_close_matches(name, list(run.documents), n=1, cutoff=0.4)
    raise UsageError(f"no document is called '{name}'" + (f"; did you mean '{near[0]}'?" if near else ""))


def line_of(text: str, offset: int) -> int:
    """Return the line of an offset, counted from 1."""
    return text.count("\n", 0, offset) + 1


def quote(run: Run, fact: str) -> str:
    """Return a fact's place and figure: a.md:12 “40 km”."""
    claim = run.claims[fact]
    text = run.documents[claim.document].text
    return f"{claim.document}:{line_of(text, claim.start)} “{show_line(text[claim.start : claim.end])}”"


def unread_line(run: Run, document: str, one: Unread) -> str:
    """Return a number that was not read, its place, and why."""
    text = run.documents[document].text
    return f"{document}:{line_of(text, one.start)} “{show_line(one.text)}”  not read as a quantity: {one.reason}"
