"""A fact as a mention: the figure with all that is needed to find and judge it with no program."""

from __future__ import annotations

import html
import re
from bisect import bisect_right
from collections.abc import Mapping
from datetime import date
from decimal import Decimal

from checker.records import Block, Claim, Document, Fact, Measurement, Mention, Quantity
from checker.verify.context import context_of
from checker.verify.periods import is_dated

_ESCAPE = re.compile(r"\\([!-/:-@\[-`{-~])")
LONGEST_SENTENCE = 600  # characters of context; a longer passage is cut around its figure


class Mentions:
    """Builds mentions; keeps where the lines of each document begin, so that each is searched once."""

    def __init__(self, claims: Mapping[str, Claim], documents: Mapping[str, Document]) -> None:
        self._claims = claims
        self._documents = documents
        self._lines: dict[str, list[int]] = {}

    def of(self, fact: Fact, side: str = "") -> Mention:
        """Return the mention of a fact; `side` names its group inside the finding."""
        claim, document = self._claims[fact.id], self._documents[fact.document]
        quantity, measured = claim.quantity, fact.measurement
        line, column = self._place(document, claim.start)
        sentence_start, sentence_end = _sentence(claim)
        quote = document.text[claim.start : claim.end]
        is_cut = sentence_end - sentence_start < claim.sentence_end - claim.sentence_start
        before, after = ((), ()) if is_cut else context_of(document, claim)
        return Mention(
            file=document.id,
            start=claim.start,
            end=claim.end,
            quote=quote,
            value=value_of(quantity),
            unit=quantity.unit,
            comparator=quantity.comparator,
            low=measured.low,
            high=measured.high,
            base_unit=measured.unit,
            as_of=fact.as_of.label if is_dated(fact.as_of) else None,
            as_of_source=fact.as_of.source if is_dated(fact.as_of) else None,
            speaker=claim.speaker.text if claim.speaker else None,
            fact=fact.id,
            line=line,
            column=column,
            where=where_of(document, claim),
            place=place_of(document, claim),
            sentence=document.text[sentence_start:sentence_end],
            sentence_start=sentence_start,
            before=before,
            after=after,
            side=side,
            shown=shown(document, claim),
        )

    def _place(self, document: Document, start: int) -> tuple[int, int]:
        starts = self._lines.get(document.id)
        if starts is None:
            starts = self._lines[document.id] = _line_starts(document.text)
        line = bisect_right(starts, start)
        return line, start - starts[line - 1] + 1


def _line_starts(text: str) -> list[int]:
    starts, at = [0], text.find("\n")
    while at >= 0:
        starts.append(at + 1)
        at = text.find("\n", at + 1)
    return starts


def _sentence(claim: Claim) -> tuple[int, int]:
    start, end = min(claim.sentence_start, claim.start), max(claim.sentence_end, claim.end)
    if end - start <= LONGEST_SENTENCE:
        return start, end
    half = LONGEST_SENTENCE // 2
    return max(start, claim.start - half), min(end, claim.end + half)


def shown(document: Document, claim: Claim) -> str:
    """Return the figure in words, as the document writes it: "about $165 billion".

    The figure's own span, without the words around it that the quote may hold.
    """
    quantity = claim.quantity
    start, end = quantity.start, quantity.end
    if not 0 <= start < end <= len(document.text) or end - start > 80:
        start, end = claim.start, claim.end
    words = document.text[start:end]
    if document.reader in ("html", "markdown"):  # "2&nbsp;GB" and "1\\-MB" are markup for 2 GB and 1-MB
        words = _ESCAPE.sub(r"\1", html.unescape(words)).replace("|", " ")
    return " ".join(words.split()) or plain(quantity)


def plain(quantity: Quantity) -> str:
    """Return a quantity with its unit where no words of the document can be shown."""
    value = value_of(quantity)
    figure = " to ".join(map(str, value)) if isinstance(value, tuple) else str(value)
    return f"{figure} {quantity.unit.removeprefix('count:')}".strip()


def value_of(quantity: Quantity) -> float | int | str | tuple[float | int, float | int]:
    """Return the value of the contract: a number, (low, high) of a range, or an ISO date."""
    if quantity.form == "date":
        days = [_iso(quantity.low), _iso(quantity.high)]
        return days[0] if days[0] == days[1] else "/".join(days)
    if quantity.comparator == "range" or quantity.low != quantity.high:
        return _number(quantity.low), _number(quantity.high)
    return _number(quantity.low)


def _iso(day: Decimal) -> str:
    number = int(day)
    return date.fromordinal(number).isoformat() if 1 <= number <= date.max.toordinal() else str(number)


def _number(value: Decimal) -> float | int:
    return int(value) if value == value.to_integral_value() and abs(value) < 10**18 else float(value)


def number_text(measurement: Measurement) -> str:
    """Return the figure of a measurement in its base unit, for keys and messages: "165000000000 USD"."""
    return f"{measurement.nominal:.10g} {measurement.unit}".rstrip()


def where_of(document: Document, claim: Claim) -> str:
    """Return the page, paragraph or cell of a figure in words; "" where line and column of the file say it."""
    return document.blocks[claim.block].where if 0 <= claim.block < len(document.blocks) else ""


def place_of(document: Document, claim: Claim) -> str:
    """Return where a figure stands: "row x column" of a cell, else its headings, outermost first."""
    block = document.blocks[claim.block] if 0 <= claim.block < len(document.blocks) else None
    if block is None:
        return ""
    if block.cell is not None:
        rows = _texts(document, block.cell.row_heads)
        columns = _texts(document, block.cell.column_heads)
        return " x ".join(part for part in (", ".join(rows), ", ".join(columns)) if part)
    return " > ".join(_texts(document, block.section))


def _texts(document: Document, numbers: tuple[int, ...]) -> list[str]:
    blocks: tuple[Block, ...] = document.blocks
    return [" ".join(blocks[number].text.split())[:120] for number in numbers if 0 <= number < len(blocks)]
