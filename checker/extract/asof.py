"""The time a figure speaks of: stated beside it, inherited from heading, sibling or sentence before, or the document's.

"$4.1 billion in 2019 to $5.2 billion in 2020"   each figure takes the time that follows it
"$3.0 billion and $6.0 billion ..., respectively" in order
"37 deaths (2015 est.)"                           the parenthesis right after the value
"In 2004, a quake ..."                            the time that leads the sentence
"""

from __future__ import annotations

import re
from dataclasses import replace
from typing import TYPE_CHECKING

from checker.extract.brackets import HOW as IN_BRACKETS
from checker.extract.clauses import ancestors, clause_verb
from checker.extract.in_order import bind_in_order
from checker.extract.passages import Attachment, Figure, Reading, Sentence
from checker.records import AsOf, Block, Document, Quantity, TimeMention

if TYPE_CHECKING:
    from spacy.tokens import Token

_BASE = re.compile(
    r"\b(?:than|above|below|compared (?:with|to)|versus|vs\.?|against|from)"
    r"(?: (?:in|at|the|that (?:of|for|in)|those (?:of|for|in)|the [a-z]{3,12} (?:of|for|in)"
    r"|its|their|an? earlier"
    r"|(?:a |the )?(?:same|corresponding|comparable|equivalent|first|second|third|fourth|last|previous|prior)"
    r"(?: (?:quarter|month|week|half|period|season|year|day))?(?: (?:of|in))?)){0,3} \Z"
)
_RELATIVE = re.compile(r",\s(?:when|in which|during which)\s")
_BREAK = re.compile(r"[;:]\s|, (?:but|while|whereas)\s")
_FORMER = re.compile(
    r"[\s(](?:(?:up|down|increased|raised|lowered) from|compared (?:with|to)|against|versus|vs\.?)"
    r"(?: (?:an?|the|about|some|around|nearly|just))?\s\Z"
)
_AT_ONCE = re.compile(r"\s(?:in|for|of|during)\s(?:the\s)?")
_ANAPHOR = re.compile(
    r"[\"“]?(?:that|this|it|its|the same|they|of (?:that|these|those|this|which|them))\b", re.IGNORECASE
)
_CLOCK = frozenset({"clock"})
_LEAD = 24  # characters from the start of a sentence in which a time dates all of it
_AFTER_VALUE = re.compile(r"[^()\d]{0,24}\([^()]{0,24}\Z")


def as_of_phrase(time: TimeMention, block: Block, source: str = "stated") -> AsOf:
    """Return a time mention of a block as the as-of of a claim."""
    start, end = block.to_document(time.start, time.end)
    return AsOf(
        low=time.low, high=time.high, source=source, text=block.text[time.start : time.end], start=start, end=end
    )


def since_then(start: AsOf, document: Document) -> AsOf:
    """Return the time from a day to the document's date: "40 cases since 3 May"."""
    end = document.date.high if document.date else ""
    return replace(start, high=end) if start.low <= end else start


def document_as_of(document: Document) -> AsOf | None:
    """Return the document's own date as the stand-in where no time is stated; None where it has none."""
    if document.date is None:
        return None
    return AsOf(low=document.date.low, high=document.date.high, source="document", text=document.date.label)


def settle_past(time: TimeMention, sentence: Sentence, document: Document) -> TimeMention:
    """Return a day or month without a year one year earlier where its clause is in the past: "In May it sank"."""
    if (
        not time.anchored
        or document.date is None
        or time.low <= document.date.high
        or time.sort not in ("day", "month")
    ):
        return time
    token = _token_at(sentence, time.start)
    verb = clause_verb(token) if token is not None else None
    if verb is None or not any(
        one.tag_ in ("VBD", "VBN") for one in (verb, *verb.children) if one.pos_ in ("VERB", "AUX")
    ):
        return time
    if any(one.lower_ in ("will", "would", "to", "is", "are", "be") for one in verb.children):
        return time
    return replace(time, low=_year_before(time.low), high=_year_before(time.high))


def join_years(times: tuple[TimeMention, ...], text: str) -> tuple[TimeMention, ...]:
    """Join a month or day with the year that follows in words: "in April last year"."""
    joined: list[TimeMention] = []
    for time in times:
        last = joined[-1] if joined else None
        is_year = time.sort == "relative" and time.low.endswith("-01-01") and time.high == f"{time.low[:4]}-12-31"
        if last is not None and is_year and last.sort in ("month", "day") and last.low and _adjoin(last, time, text):
            low, high = (f"{time.low[:4]}{day[4:]}".replace("-02-29", "-02-28") for day in (last.low, last.high))
            joined[-1] = replace(
                last, low=low, high=high, end=time.end, text=text[last.start : time.end], anchored=True
            )
        else:
            joined.append(time)
    return tuple(joined)


def _adjoin(first: TimeMention, second: TimeMention, text: str) -> bool:
    return 0 < second.start - first.end <= 4 and text[first.end : second.start].strip(" ,") in ("", "of")


def _year_before(day: str) -> str:
    year = f"{int(day[:4]) - 1:04d}{day[4:]}"
    return year.replace("-02-29", "-02-28")


def calendar_times(sentence: Sentence) -> list[TimeMention]:
    """Return the times of a sentence that name days or longer periods."""
    return [time for time in sentence.times if time.sort not in _CLOCK and time.low]


def bind_times(
    figures: list[Figure], attached: list[Attachment], sentence: Sentence, used: set[int]
) -> list[TimeMention | None]:
    """Return for each figure the time that its sentence states for it, or None.

    Args:
        used: starts of the times that date an event noun ("the 2004 tsunami") and so no figure.
    """
    times = [time for time in calendar_times(sentence) if time.start not in used and not _is_base(time, sentence)]
    bound = bind_in_order(figures, times, sentence)
    if bound:
        return [bound.get(figure.quantity.start) for figure in figures]
    return [_time_of(figure, found, figures, times, sentence) for figure, found in zip(figures, attached, strict=True)]


def _is_base(time: TimeMention, sentence: Sentence) -> bool:
    """Tell whether a time is only what a figure is compared with: "20% higher than last year"."""
    return bool(_BASE.search(sentence.block.text, max(sentence.start, time.start - 40), time.start))


def _time_of(
    figure: Figure, found: Attachment, figures: list[Figure], times: list[TimeMention], sentence: Sentence
) -> TimeMention | None:
    if not times:
        return None
    quantity = figure.quantity
    if found.how.startswith(IN_BRACKETS):  # "will survey the Osk (240 km long) in 2031"
        return None
    times = [
        time
        for time in times
        if not _is_in_bracket_of_other(time, quantity, figures, sentence)
        and not _is_of_other_former(time, quantity, figures, sentence)
        and ";" not in sentence.block.text[quantity.end : time.start]
    ]
    following = _next_start(quantity, [one.quantity for one in figures], sentence.end)
    after = [time for time in times if quantity.end <= time.start < following]
    for time in after:
        if _AFTER_VALUE.fullmatch(sentence.block.text, quantity.end, time.start):
            return time
    for time in after:
        if _hangs_on(time, figure, found, sentence):
            return time
    times = [time for time in times if time.start < following or not _is_of_former(quantity, following, sentence)]
    if (told := _told_of(figure, times, sentence)) is not None:
        return told
    clause = [time for time in times if _same_clause(time, found, sentence)]
    if clause:
        return min(clause, key=lambda time: (abs(time.start - quantity.start), time.start))
    return _leading(times, figure, found, sentence)


def _told_of(figure: Figure, times: list[TimeMention], sentence: Sentence) -> TimeMention | None:
    """Return the time that a clause goes on to tell of: "the worst came in 1981, when a ferry sank and 90 died"."""
    text, start = sentence.block.text, figure.quantity.start
    before = [time for time in times if time.end <= start]
    if not before or before[-1].sort not in ("day", "month", "year"):
        return None
    told = _RELATIVE.match(text, before[-1].end, start)
    is_rest = told is not None and not _BREAK.search(text, told.end(), start)
    return before[-1] if is_rest else None


def _is_in_bracket_of_other(time: TimeMention, quantity: Quantity, figures: list[Figure], sentence: Sentence) -> bool:
    """Tell whether a time stands in a bracket with another figure: "income of $8m ($6m in 2030)"."""
    text = sentence.block.text
    opening = text.rfind("(", quantity.end, time.start) if time.start > quantity.end else -1
    if opening < 0 or text.find(")", opening, time.start) >= 0:
        return False
    return any(opening < one.quantity.start < time.start for one in figures)


def _is_of_other_former(time: TimeMention, quantity: Quantity, figures: list[Figure], sentence: Sentence) -> bool:
    """Tell whether a time is that of what another figure is set beside: "of $9m, against $7m in 2030; profit was"."""
    text = sentence.block.text
    before = [one.quantity for one in figures if one.quantity.end <= time.start]
    if not before or before[-1].end > quantity.start or before[-1].start == quantity.start:
        return False
    former = before[-1]
    is_beside = _AT_ONCE.fullmatch(text, former.end, time.start) and _FORMER.search(text, sentence.start, former.start)
    return bool(is_beside) and ";" in text[time.end : quantity.start]


def _is_of_former(quantity: Quantity, following: int, sentence: Sentence) -> bool:
    """Tell whether the next figure is one that this one is set beside: "$4 billion, up from $3.8 billion in 2030"."""
    return bool(_FORMER.search(sentence.block.text, quantity.end, following))


def _next_start(quantity: Quantity, quantities: list[Quantity], end: int) -> int:
    return min((one.start for one in quantities if one.start >= quantity.end), default=end)


def _token_at(sentence: Sentence, offset: int) -> Token | None:
    doc = sentence.doc
    if doc is None:
        return None
    return next((token for token in doc if token.idx + len(token) > offset - sentence.start), None)


def _hangs_on(time: TimeMention, figure: Figure, found: Attachment, sentence: Sentence) -> bool:
    """Tell whether a time after a figure belongs to its noun phrase, attribute or clause."""
    token = _token_at(sentence, time.start)
    if token is None:
        return True
    return any(one.is_ancestor(token) for one in (figure.noun, *found.heads) if one != found.verb) or _same_clause(
        time, found, sentence
    )


def _same_clause(time: TimeMention, found: Attachment, sentence: Sentence) -> bool:
    token = _token_at(sentence, time.start)
    if token is None or found.verb is None:
        return token is None
    return clause_verb(token) == found.verb


def _leading(times: list[TimeMention], figure: Figure, found: Attachment, sentence: Sentence) -> TimeMention | None:
    """Return the time that leads the sentence, or that of a clause above the figure's."""
    verb = found.verb
    doc = sentence.doc
    if doc is None:
        return times[0]
    for time in times:
        token = _token_at(sentence, time.start)
        if token is None:
            continue
        over = clause_verb(token)
        is_before = over is None or token.i < over.i  # "the mill opened in 1931" opens with no time
        is_first = is_before and time.start - sentence.start < _LEAD and time.start < figure.quantity.start
        if verb is not None and over is not None and not is_first and _is_apart(verb, over):
            continue  # "opened in 2001 and carries 30,000 cars": the year dates the opening
        if over is not None and (verb is None or over.is_ancestor(verb)) and not _reports(over):
            return time
        if is_first and (over is None or over.dep_ == "ROOT"):
            return time
    return None


def _is_apart(verb: Token, over: Token) -> bool:
    """Tell whether a verb stands in a coordinated or relative clause below another."""
    for one in (verb, *ancestors(verb)):
        if one == over:
            return False
        if one.dep_ in ("conj", "relcl"):
            return True
    return False


def _reports(verb: Token) -> bool:
    """Tell whether a verb says something: "said on Wednesday" dates the saying."""
    from checker.extract import wordlists

    return verb.lemma_.lower() in wordlists.table("speech", "lemma", "sense")


def inherited(sentence: Sentence, reading: Reading) -> AsOf | None:
    """Return the period that the headings above state, or that of the sentence before where this one refers to it."""
    if sentence.before is not None and _ANAPHOR.match(sentence.text):
        times = calendar_times(sentence.before)
        if len(times) == 1:
            return as_of_phrase(times[0], sentence.before.block, "inherited")
    for number in reversed(sentence.block.section):
        if number in reading.periods:
            return reading.periods[number]
    return None
