"""A document's blocks to sentences with figures, times, parses and names."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Sequence
from typing import TypeVar

from checker.config import Settings
from checker.extract import wordlists
from checker.extract.asof import as_of_phrase, join_years, settle_past
from checker.extract.cell_hints import hint_for
from checker.extract.dates import may_hold_date_facts
from checker.extract.names import cut_headlines, find_names, find_repeats
from checker.extract.nlp import load_model
from checker.extract.none_of import find_none
from checker.extract.parsing import parse
from checker.extract.passages import Reading, Sentence
from checker.extract.prose import needs_sentence_before
from checker.extract.quantities import find_quantities
from checker.extract.quarters import join_fiscal_years, settle_quarters
from checker.extract.sentences import cut_sentences
from checker.extract.tables import is_labelled, reads_as_prose
from checker.extract.times import find_times, taken_spans
from checker.extract.topic import find_topic
from checker.records import AsOf, Block, Document, Quantity, TimeMention

_REPORT_YEAR = re.compile(
    r"(?:\b(?:report|results|figures|review|accounts|statements?|year|FY)\s(?:for\s|of\s)?|,\s(?=\d{4}\s*\Z))((?:19|20)\d\d)\b",
    re.IGNORECASE,
)
_NON_GAAP = re.compile(r"\b[Nn][Oo][Nn]-GAAP\b")
_Placed = TypeVar("_Placed", Quantity, TimeMention)
_TO_DO = re.compile(r"\bto ([a-z]{3,15}) (?:[a-z]{1,15} ){0,3}(?:in|on|by|from|until|before|after) \Z")
_HEADLINE_REACH = 90  # characters before a time in which an infinitive may lead up to it
_MOST_FIGURES = 40  # of a sentence that is parsed; more of them make a list, whatever it looks like


def read_document(document: Document, settings: Settings) -> Reading:
    """Return a document with its sentences cut, its figures and times found and the needed sentences parsed."""
    reading = begin(document, settings)
    parse_all([reading], settings)
    return finish(reading)


def begin(document: Document, settings: Settings) -> Reading:
    """Return a document with its sentences cut and its figures and times found; nothing is parsed yet."""
    reading = Reading(document=document)
    anchor = (document.date.low, document.date.high) if document.date else None
    reading.times = settle_quarters(
        {block.number: _times_of(block, anchor) for block in document.blocks if block.role == "body"},
        document.date.high if document.date else "",
    )
    _read_blocks(reading, settings.limits.facts)
    return reading


def finish(reading: Reading) -> Reading:
    """Find names, topic and sort of a document whose needed sentences are parsed; return it."""
    _find_names(reading)
    reading.topic = find_topic(reading)
    labelled = sum(len(one.quantities) for one in reading.sentences if not one.is_prose)
    reading.is_reference = 2 * labelled >= sum(len(one.quantities) for one in reading.sentences)
    return reading


def _read_blocks(reading: Reading, most: int) -> None:
    """Read block by block until more figures stand there than a document may give."""
    figures = 0
    for block in reading.document.blocks:
        if block.role != "body":
            continue
        if figures > most:
            reading.is_cut = True
            return
        times = reading.times[block.number]
        period = _period_of(block, times)
        if period is not None:
            reading.periods[block.number] = period
        if block.kind != "dateline":
            figures += _read_block(block, times, reading)


def _times_of(block: Block, anchor: tuple[str, str] | None) -> tuple[TimeMention, ...]:
    is_head = block.kind in ("heading", "title") or (block.cell is not None and block.cell.is_head)
    times = find_times(block.text, anchor, bare_years=is_head)
    return join_fiscal_years(join_years(times, block.text), block.text)


def _period_of(block: Block, times: tuple[TimeMention, ...]) -> AsOf | None:
    """Return the period that a heading states for what stands under it."""
    if block.kind not in ("heading", "title") or not _states_period(block):
        return None
    if len(times) == 1 and times[0].low:
        return None if _is_to_come(block.text[: times[0].start]) else as_of_phrase(times[0], block, "inherited")
    year = _REPORT_YEAR.search(block.text) if not times else None
    if year is None:
        return None
    start, end = block.to_document(year.start(1), year.end(1))
    return AsOf(low=f"{year[1]}-01-01", high=f"{year[1]}-12-31", source="inherited", text=year[1], start=start, end=end)


def _is_to_come(before: str) -> bool:
    """Tell a headline of what is to happen at a time from a period: "Orlo bridge to open in" June."""
    found = _TO_DO.search(before[-_HEADLINE_REACH:])
    return found is not None and not wordlists.words("headline_verbs").isdisjoint((f"{found[1]}s", f"{found[1]}es"))


def _states_period(block: Block) -> bool:
    """Tell "Results for the year ended June 2020" from a headline that mentions a past event."""
    events = wordlists.table("event_nouns", "noun", "class")
    words = re.findall(r"[a-z]+", block.text.lower())
    return len(words) <= 12 and not any(word in events for word in words)


def _read_block(block: Block, times: tuple[TimeMention, ...], reading: Reading) -> int:
    """Cut a block into sentences with their figures and times; return how many figures it holds."""
    quantities = _quantities(block, times, reading)
    before: Sentence | None = None
    labelled = is_labelled(block)
    spans = cut_sentences(block.text)
    if labelled and not any(reads_as_prose(block.text[start:end], block) for start, end in spans):
        spans = ((0, len(block.text)),)
    figures_of, times_of = _by_span(quantities, spans), _by_span(times, spans)
    for start, end in spans:
        held = figures_of.get(start, ())
        is_sentence = not labelled or (len(spans) > 1 and reads_as_prose(block.text[start:end], block))
        sentence = Sentence(
            block=block,
            start=start,
            end=end,
            quantities=held,
            times=times_of.get(start, ()),
            before=before,
            is_prose=is_sentence and len(held) <= _MOST_FIGURES,
            order=len(reading.sentences),
        )
        reading.sentences.append(sentence)
        before = sentence
    return len(quantities)


def _by_span(found: Sequence[_Placed], spans: Sequence[tuple[int, int]]) -> dict[int, tuple[_Placed, ...]]:
    """Return what starts in each span, by the start of the span, in its order; spans stand in order and apart."""
    starts = [start for start, _ in spans]
    groups: dict[int, list[_Placed]] = {}
    for one in found:
        at = bisect_right(starts, one.start) - 1
        if at >= 0 and one.start < spans[at][1]:
            groups.setdefault(starts[at], []).append(one)
    return {start: tuple(group) for start, group in groups.items()}


def _quantities(block: Block, times: tuple[TimeMention, ...], reading: Reading) -> tuple[Quantity, ...]:
    if not block.text or (block.cell is not None and block.cell.is_head):
        return ()
    found = find_quantities(
        block.text,
        taken_spans(times),
        decimal_comma=reading.document.decimal_comma,
        hint=hint_for(block, reading),
    )
    nothing = find_none(block.text, found) if not is_labelled(block) else ()
    return tuple(sorted((*found, *nothing), key=lambda one: one.start)) if nothing else found


def parse_all(readings: Sequence[Reading], settings: Settings) -> None:
    """Parse the sentences of some documents that need it, all in one go."""
    chosen = [sentence for reading in readings for sentence in _needed(reading)]
    if not chosen:
        return
    language = load_model(settings.model)
    docs = parse(language, (_NON_GAAP.sub(_adjusted, sentence.text) for sentence in chosen))
    for sentence, doc in zip(chosen, docs, strict=True):
        sentence.doc = doc


def _needed(reading: Reading) -> list[Sentence]:
    # a document without a figure or a date of its own makes no claim, whatever its first sentences are about
    can_claim = any(one.quantities or may_hold_date_facts(one) for one in reading.sentences)
    return [sentence for sentence in reading.sentences if can_claim and _is_needed(sentence, reading)]


def _find_names(reading: Reading) -> None:
    parsed = [sentence for sentence in reading.sentences if sentence.doc is not None]
    for sentence in parsed:
        sentence.times = tuple(settle_past(time, sentence, reading.document) for time in sentence.times)
        sentence.names = find_names(sentence)
        reading.names.extend(sentence.names)
    if not parsed:
        return
    cut_headlines(reading.names, _headlines(reading))
    reading.names.extend(find_repeats(reading))
    reading.people = frozenset(word for name in reading.names if name.label == "PERSON" for word in name.text.split())
    reading.names.sort(key=lambda name: (name.block, name.start))


def _adjusted(match: re.Match[str]) -> str:
    """Return the word of one length and meaning that the parser knows: of "non-GAAP income" it makes a clause."""
    return "Adjusted" if match[0][0] == "N" else "adjusted"


def _headlines(reading: Reading) -> frozenset[int]:
    """Return the numbers of the blocks that are headlines: titles, headings, and the line that opens the document."""
    heads = {one.block.number for one in reading.sentences if one.block.kind in ("title", "heading")}
    first = next((one.block for one in reading.sentences if one.block.role == "body"), None)
    if first is not None and not first.text.rstrip().endswith((".", "!", "?")):
        heads.add(first.number)
    return frozenset(heads)


def _is_needed(sentence: Sentence, reading: Reading) -> bool:
    if not sentence.is_prose:
        return False
    if sentence.quantities or sentence.order < 2 or may_hold_date_facts(sentence):
        return True
    at = sentence.order + 1
    following = reading.sentences[at] if at < len(reading.sentences) else None
    is_read = following is not None and (following.quantities or may_hold_date_facts(following))
    return bool(following and is_read and needs_sentence_before(following.text))
