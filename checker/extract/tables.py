"""Cells and list items to drafts of claims: labels and heads stand where prose has nouns and verbs.

"- Area:" > "- land: 304 sq km"      attribute: area, land
"Ports: north 7 km, south 12 km"     each value takes the words since the value before it
"29% (2015 est.)"                    the parenthesis after a value is its time or scope
| Revenue | 2023: 5 | 2024: 6 |      row head is the attribute, column head time or scope
"""

from __future__ import annotations

import re
from dataclasses import dataclass, replace

from checker.extract import wordlists
from checker.extract.asof import as_of_phrase, document_as_of
from checker.extract.claim_drafts import Draft
from checker.extract.entities import topic_phrase
from checker.extract.figures import is_rate
from checker.extract.heads import Heads, heads_of
from checker.extract.passages import Reading, Sentence, phrase_in
from checker.extract.prose import pair_of
from checker.extract.words import label_words
from checker.records import Block, Phrase, Quantity, TimeMention

_LABEL = re.compile(r"([^:\n]{1,160}?):(?=\s|$)")
_SEPARATOR = re.compile(r"[;,•|]|\band\b|\bplus\b")
_OPEN = re.compile(r"\s{0,2}[(\[]")
_LIST_END = re.compile(r"[;.]\s|,\s(?=[^\d])")
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


def is_labelled(block: Block) -> bool:
    """Tell whether a block is read by its labels: a cell or a list item that is no full sentence."""
    if block.kind == "cell":
        return True
    if block.kind != "item":
        return False
    text = block.text.strip()
    label = _LABEL.match(text)
    rest = text[label.end() :] if label else text
    return not _is_sentence(rest) and (label is not None or len(rest.split()) <= 14)


def reads_as_prose(sentence_text: str, block: Block) -> bool:
    """Tell whether a sentence of a cell or item is a full sentence, to be read through its parse."""
    return block.kind in ("cell", "item") and _is_sentence(sentence_text)


def _is_sentence(text: str) -> bool:
    words = text.split()
    if any(char.isdigit() for word in words[:2] for char in word):
        return False  # "50 MB (zipped) This limit applies ...": a value with a remark
    return text.rstrip().endswith((".", "!", "?")) and len(words) > 7 and sum(1 for one in words if one.islower()) > 4


def claims_of_labels(sentence: Sentence, reading: Reading) -> list[Draft]:
    """Return a draft for each figure of an item or cell."""
    block = sentence.block
    heads = heads_of(block, reading)
    label = _LABEL.match(block.text, sentence.start, sentence.end)
    prefix: Phrase | None = None
    start = sentence.start
    if label and not any(one.start < label.end() for one in sentence.quantities):
        prefix = phrase_in(sentence, label[1].strip(), label.start(), label.end(1), "label", "label of the value")
        start = label.end()
    drafts: list[Draft] = []
    for value in _values(sentence, start):
        draft = _draft(value, sentence, reading, heads, prefix)
        draft.pair = pair_of(draft, drafts, sentence)
        drafts.append(draft)
    return drafts


# --- the words of each value --------------------------------------------------------------------------------


def _values(sentence: Sentence, start: int) -> list[Labelled]:
    text, at = sentence.block.text, start
    values: list[Labelled] = []
    quantities = sentence.quantities
    for number, quantity in enumerate(quantities):
        value = Labelled(quantity=quantity)
        label_start = _after_separator(text, at, quantity.start)
        if not values or len(text[at : quantity.start].split()) <= _PROSE_WORDS:
            value.label = _trim(text, label_start, quantity.start)
        limit = quantities[number + 1].start if number + 1 < len(quantities) else sentence.end
        end = _read_aside(text, value, limit)
        if end == quantity.end and _NOTED.fullmatch(text, end, limit):  # "6 MB for each request (synchronous) 2 MB"
            opening = text.index("(", end)
            value.tail, value.aside = _trim(text, end, opening), _trim(text, opening, text.index(")", opening))
            end = limit
        stop = _LIST_END.search(text, end, limit)
        tail_end = stop.start() if stop else (limit if limit == sentence.end else end)
        tail = _trim(text, end, tail_end)
        if value.tail is None and tail and "(" not in text[tail[0] : tail[1]]:
            value.tail = tail
            end = tail_end
        value.time = _time_in(sentence.times, quantity.end, max(end, tail_end))
        values.append(value)
        at = end
    _share_time(values, sentence)
    return values


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
    owner = next((value for value in values if value.time is time), None)
    for value in values:
        if value.time is None and (owner is None or owner is values[-1]):
            value.time = time


# --- a draft ------------------------------------------------------------------------------------------------


def _draft(value: Labelled, sentence: Sentence, reading: Reading, heads: Heads, prefix: Phrase | None) -> Draft:
    block = sentence.block
    own = _phrase(value.label, sentence, "words before the value")
    aside = _phrase(value.aside, sentence, "parenthesis after the value")
    tail = _phrase(value.tail, sentence, "words after the value")
    is_time_only = value.time is not None and value.aside is not None and _is_inside(value.time, value.aside)
    labels = [*heads.attribute, *([prefix] if prefix else []), *([own] if own else [])]
    if not labels and tail is not None:
        labels, tail = [tail], None
    scope = [*heads.scope, *([tail] if tail else []), *([aside] if aside and not is_time_only else [])]
    lemmas = tuple(dict.fromkeys(lemma for label in reversed(labels) for lemma in label_words(label.text)))
    as_of = as_of_phrase(value.time, block) if value.time else heads.as_of or document_as_of(reading.document)
    place = " ".join(one.text for one in (*labels, *heads.scope, *heads.caption))
    attribute = labels[-1] if labels else Phrase(text="")
    return Draft(
        block=block,
        quantity=_counted(value.quantity, lemmas),
        sentence=(sentence.start, sentence.end),
        subject=topic_phrase(reading, ""),
        attribute=Phrase(
            text=": ".join(label.text for label in labels), start=attribute.start, end=attribute.end, how=attribute.how
        ),
        attribute_lemmas=lemmas,
        modifiers=tuple(lemma for one in heads.scope for lemma in label_words(one.text)),
        scope=tuple(scope),
        role="rate" if is_rate(value.quantity.unit) or any(is_rate(one.text.lower()) for one in labels) else "level",
        as_of=as_of,
        origin="cell" if block.kind == "cell" else "item",
        words=tuple(dict.fromkeys((*label_words(place), *label_words(own.text if own else "")))),
        evidence=(*labels, *scope, *heads.caption),
    )


def _counted(quantity: Quantity, lemmas: tuple[str, ...]) -> Quantity:
    """Return a bare number as a count of what its label names: "Employees | 6,420"."""
    if quantity.unit != "count" or not lemmas:
        return quantity
    noun = next((lemma for lemma in lemmas if lemma in wordlists.words("counted_heads")), "")
    is_noun = noun and noun not in ("number", "margin", "ratio", "rate", "percentage", "percent", "unit", "case")
    return replace(quantity, unit=f"count:{noun}") if is_noun else quantity


def _is_inside(time: TimeMention, span: tuple[int, int]) -> bool:
    shared = min(time.end, span[1]) - max(time.start, span[0])
    return shared > 0 and 2 * shared >= span[1] - span[0]


def _phrase(span: tuple[int, int] | None, sentence: Sentence, how: str) -> Phrase | None:
    if span is None:
        return None
    text = sentence.block.text[span[0] : span[1]]
    return phrase_in(sentence, text, span[0], span[1], "label", how)
