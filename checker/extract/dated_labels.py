"""Dates beside a label that are facts themselves.

| Construction start | 4 May 2019 |       the row head names the act
- Founded: 1987                           so does a label
- Groundbreaking 4 May 2019; opened 2023  and the words right before a date, up to the separator
"""

from __future__ import annotations

import re
from functools import cache

from checker.extract import wordlists
from checker.extract.asof import document_as_of
from checker.extract.claim_drafts import Draft
from checker.extract.dates import day_quantity
from checker.extract.entities import topic_phrase
from checker.extract.heads import heads_of
from checker.extract.passages import Reading, Sentence, phrase_in
from checker.extract.words import label_words
from checker.records import Phrase, TimeMention

_SEPARATOR = re.compile(r"[;,•|()]|\s[-–—]\s")
_YEAR = re.compile(r"(?:[^\d:]{2,60}:)?[\s*_]*((?:1[5-9]|20)\d\d)[\s*_.]*")
_REACH = 160  # characters before a date in which its label may begin
_MOST_WORDS = 5  # of a label that names an act; a longer one tells something else
_REST = re.compile(r"[\s.;,]*(?:[(\[;].*)?\Z", re.DOTALL)
_LEAD = re.compile(r"[\s:]*(?:on|in|since)?\s*\Z", re.IGNORECASE)


def label_dates(sentence: Sentence, reading: Reading) -> list[Draft]:
    """Return a draft for each date of an item or cell whose label names an act."""
    if sentence.block.kind not in ("item", "cell"):
        return []
    times = sentence.times or _bare_year(sentence)
    drafts = (_draft(time, sentence, reading) for time in times)
    return [draft for draft in drafts if draft is not None]


def _bare_year(sentence: Sentence) -> tuple[TimeMention, ...]:
    """Return the year that is all that a cell or a labelled item says: "- Founded: 1987"."""
    text = sentence.block.text
    match = _YEAR.fullmatch(text, sentence.start, sentence.end)
    if match is None:
        return ()
    year = match[1]
    return (
        TimeMention(
            start=match.start(1), end=match.end(1), low=f"{year}-01-01", high=f"{year}-12-31", sort="year", text=year
        ),
    )


def _draft(time: TimeMention, sentence: Sentence, reading: Reading) -> Draft | None:
    quantity = day_quantity(time)
    label = _label_of(time, sentence, reading) if quantity is not None else None
    if quantity is None or label is None:
        return None
    words = label_words(label.text)
    names = [(word, acts()[word]) for word in words if word in acts()]
    if not names or len(words) > _MOST_WORDS:
        return None
    word, name = names[-1]
    return Draft(
        block=sentence.block,
        quantity=quantity,
        sentence=(sentence.start, sentence.end),
        subject=topic_phrase(reading, ""),
        attribute=label,
        attribute_lemmas=(name,),
        modifiers=tuple(dict.fromkeys(one for one in words if one not in (word, "date", "day", "year"))),
        origin=sentence.block.kind,
        as_of=document_as_of(reading.document),
        words=words,
        evidence=(label,),
    )


@cache
def acts() -> dict[str, str]:
    """Return the name of the act by the words of labels that tell it."""
    nouns = {row["noun"]: row["name"] for row in wordlists.rows("dated_nouns") if row["sort"] == "act"}
    told = {
        word: row["name"] for row in wordlists.rows("dated_labels") for word in (row["word"], *label_words(row["word"]))
    }
    return nouns | told


def _label_of(time: TimeMention, sentence: Sentence, reading: Reading) -> Phrase | None:
    """Return the words that label a date: right before it, or in the row head of a cell that holds nothing else."""
    text = sentence.block.text
    first = max(sentence.start, time.start - _REACH)
    before = text[first : time.start]
    start = max((match.end() for match in _SEPARATOR.finditer(before)), default=0)
    own = before[start:]
    lead = _LEAD.search(own)
    words = own[: lead.start()] if lead else own
    if words.strip():
        at = first + start
        return phrase_in(sentence, words.strip(" :"), at, at + len(words), "label", "label of the date")
    is_alone = first == sentence.start and not before.strip() and _REST.match(text, time.end, sentence.end) is not None
    heads = heads_of(sentence.block, reading).attribute if is_alone and sentence.block.cell is not None else []
    is_row = heads and sentence.block.cell is not None and bool(sentence.block.cell.row_heads)
    return heads[-1] if is_row else None
