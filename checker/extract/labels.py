"""The words that belong to each value of an item or cell alone.

"Ports: north 7 km, south 12 km"     each value takes the words since the value before it
"29% (2015 est.)"                    the parenthesis after a value is its time or scope
"29% (2015: 27%)"                    a value in it is another one of the same measure, at its own time
"6 MB (direct) 256 KB (queued)"      a parenthesis belongs to the value before it alone
"""

from __future__ import annotations

import re
from dataclasses import dataclass, replace

from checker.extract.passages import Sentence
from checker.extract.times import find_times
from checker.records import Quantity, TimeMention

_SEPARATOR = re.compile(r"[;,•|]|\s/\s|\band\b|\bplus\b")
_OPEN = re.compile(r"\s{0,2}[(\[]")
_LIST_END = re.compile(r"[;.]\s|,\s(?=[^\d])")
_YEAR = re.compile(r"\s*+[(\[]?((?:FY\s?)?(?:19|20)\d\d)(?=:|\s[a-z]|\s?=)")
_PART = re.compile(r"\s*(?:among|of|including)\s(?:them|which|these|those)\s", re.IGNORECASE)
_PROSE_WORDS = 8  # a longer stretch between two values is a sentence, no label
_NOTED = re.compile(r"[^()]{0,60}\([^()]{1,80}\)\s*")


@dataclass(slots=True)
class Labelled:
    """A value of an item or cell with the words that belong to it alone; offsets count in the block's text."""

    quantity: Quantity
    label: tuple[int, int] | None = None  # words before it
    aside: tuple[int, int] | None = None  # what stands in the parenthesis after it
    tail: tuple[int, int] | None = None  # words after it, up to the next separator
    time: TimeMention | None = None
    holder: Labelled | None = None  # the value whose parenthesis this one stands in
    follows: bool = False  # another value stands before it in the item


def values_of(sentence: Sentence, start: int) -> list[Labelled]:
    """Return the values of an item or cell from `start` on, each with its own words and time."""
    text, at = sentence.block.text, start
    values: list[Labelled] = []
    quantities = sentence.quantities
    for number, quantity in enumerate(quantities):
        value = Labelled(quantity=quantity, follows=bool(values))
        limit = quantities[number + 1].start if number + 1 < len(quantities) else sentence.end
        opening = _OPEN.match(text, at, quantity.start) if values else None
        if opening and ")" not in text[opening.end() : quantity.start]:
            value.holder = values[-1].holder or values[-1]
            at = opening.end()
        label_start = _after_separator(text, at, quantity.start)
        if values and _PART.fullmatch(text, label_start, quantity.start):
            value.holder = values[-1].holder or values[-1]
        elif not values or len(text[at : quantity.start].split()) <= _PROSE_WORDS:
            value.label = _trim(text, label_start, quantity.start)
        at = _read_after(text, value, limit, sentence.end, sentence.times)
        before = [one for one in sentence.times if one.low and label_start <= one.start < quantity.start]
        before = before or _years_in(text, label_start, quantity.start)
        if before and (value.time is None or value.holder):
            value.time = before[-1]
        values.append(value)
    _share_time(values, sentence)
    return values


def _years_in(text: str, start: int, end: int) -> list[TimeMention]:
    """Return the year that leads the label of a value: "(2021: 5%)"."""
    year = _YEAR.match(text, start, end)
    if year is None:
        return []
    found = find_times(year[1], bare_years=True)
    return [replace(one, start=year.start(1), end=year.end(1)) for one in found[:1] if one.low]


def _read_after(text: str, value: Labelled, limit: int, last: int, times: tuple[TimeMention, ...]) -> int:
    """Note what follows a value up to the next one, and return where its own words end."""
    end = _read_aside(text, value, limit)
    if end == value.quantity.end and _NOTED.fullmatch(text, end, limit):  # "6 MB for each request (direct) 2 MB"
        opening = text.index("(", end)
        value.tail, value.aside = _trim(text, end, opening), _trim(text, opening, text.index(")", opening))
        end = limit
    stop = _LIST_END.search(text, end, limit)
    closing = text.find(")", end, limit) if value.holder else -1
    tail_end = closing if closing >= 0 else stop.start() if stop else (limit if limit == last else end)
    tail = _trim(text, end, tail_end)
    if value.tail is None and tail and "(" not in text[tail[0] : tail[1]]:
        value.tail = tail
        end = tail_end
    value.time = _time_in(times, value.quantity.end, max(end, tail_end))
    return end


def _after_separator(text: str, start: int, end: int) -> int:
    for match in _SEPARATOR.finditer(text, start, end):
        if text[match.end() : end].strip(" ("):
            start = match.end()
    return start


def _read_aside(text: str, value: Labelled, limit: int) -> int:
    """Note the parenthesis right after a value and return where the value ends with it."""
    opening = _OPEN.match(text, value.quantity.end)
    if not opening:
        return value.quantity.end
    close = text.find(")", opening.end(), opening.end() + 200)
    if close < 0 or (close > limit and limit < len(text)):
        return value.quantity.end
    value.aside = _trim(text, opening.end(), close)
    return close + 1


def _trim(text: str, start: int, end: int) -> tuple[int, int] | None:
    while start < end and not text[start].isalnum():
        start += 1
    while end > start and not (text[end - 1].isalnum() or text[end - 1] in ")%"):
        end -= 1
    return (start, end) if any(char.isalpha() for char in text[start:end]) else None


def _time_in(times: tuple[TimeMention, ...], start: int, end: int) -> TimeMention | None:
    return next((time for time in times if start <= time.start < end and time.low), None)


def _share_time(values: list[Labelled], sentence: Sentence) -> None:
    """Give the only time of an item to all of its values, unless it stands in another value's parenthesis."""
    times = [time for time in sentence.times if time.low]
    if len(times) != 1:
        return
    time = times[0]
    opening = sentence.block.text.rfind("(", sentence.start, time.start)
    if opening > values[0].quantity.end and any(opening < one.quantity.start < time.start for one in values):
        values = [one for one in values if one.quantity.start > opening]  # "profit of $8m ($6m in 2030)"
    owner = next((value for value in values if value.time is time), None)
    for value in values:
        if value.time is None and (owner is None or (owner is values[-1] and owner.holder is None)):
            value.time = time
