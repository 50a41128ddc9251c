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
from checker.extract.counts import singular
from checker.extract.entities import topic_phrase
from checker.extract.figures import is_rate
from checker.extract.heads import Heads, heads_of, within_year, without_times
from checker.extract.labels import Labelled, values_of
from checker.extract.passages import Reading, Sentence, phrase_in
from checker.extract.prose import pair_of
from checker.extract.words import label_words
from checker.records import AsOf, Block, Phrase, Quantity, TimeMention

_LABEL = re.compile(r"([^:\n]{1,160}?):(?=\s|$)")
_STEPS = re.compile(r"(?:in\s)?(?:increments?|steps?)\b", re.IGNORECASE)
_STEPS_BEFORE = re.compile(r"\b(?:increments?|steps?)\sof\Z", re.IGNORECASE)
_BOUNDS = {"max": "maximum", "min": "minimum"}
_OUTLOOK = re.compile(
    r"\b(?:guidance|outlook|forecast|targets?|projected|planned|projections?|consensus|estimates?|expect(?:ed|ations?))\b",
    re.IGNORECASE,
)
_VIEW = re.compile(r"\b(?:consensus|(?:street|analysts?['’]?)\s(?:estimates?|expectations?))\b", re.IGNORECASE)
_OUTLOOK_HEADING = re.compile(r"\b(?:guidance|outlook|forecasts?|projections?)\b", re.IGNORECASE)
_SHORT_SENTENCE = re.compile(
    r"(?:(?:The |A |An |Our |Its |Their )?[A-Z][\w-]{1,20}(?: [\w-]{1,20}){0,2}|There|It|We|They) "
    r"(?:is|are|was|were|has|have|had|runs?|takes?|holds?|supports?|allows?|costs?|weighs?|lasts?|starts?|needs?|uses?"
    r"|accepts?|keeps?|serves?|employs?|covers?|includes?|contains?|owns?|operates?) [^:|]{3,120}\Z"
)
_PER_TIME = re.compile(
    r"\b(?P<noun>[A-Za-z]{3,20}s) (?:[Pp]er|an?|each|every) (?P<time>second|minute|hour|day|week|month|year)\b"
)
_NARROWING = 3  # words after a value that narrow what it measures: "2,482 km electrified"
_PART_OF = re.compile(r"of\s(?!which\b|them\b|these\b|the\s(?:total|whole))", re.IGNORECASE)
_RELATION = re.compile(r"(?:of|in|at|for|per|from|to|with|by|on|than|as)\b", re.IGNORECASE)


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
    if not text.rstrip().endswith((".", "!", "?")):
        return False
    lower = sum(1 for one in words if one.islower())
    return (len(words) > 7 and lower > 4) or _SHORT_SENTENCE.match(text.strip()) is not None


def claims_of_labels(sentence: Sentence, reading: Reading) -> list[Draft]:
    """Return a draft for each figure of an item or cell."""
    block = sentence.block
    heads = heads_of(block, reading)
    label = _LABEL.match(block.text, sentence.start, sentence.end)
    prefix: Phrase | None = None
    start = sentence.start
    if label and not any(one.start < label.end() for one in sentence.quantities):
        times = tuple(one for one in sentence.times if one.low)
        words = without_times(label[1], block, times).strip()
        prefix = phrase_in(sentence, words, label.start(), label.end(1), "label", "label of the value")
        start = label.end()
    drafts: list[Draft] = []
    for value in values_of(sentence, start):
        draft = _draft(value, sentence, reading, heads, prefix)
        draft.pair = pair_of(draft, drafts, sentence)
        drafts.append(draft)
    return drafts


# --- a draft ------------------------------------------------------------------------------------------------


def _draft(value: Labelled, sentence: Sentence, reading: Reading, heads: Heads, prefix: Phrase | None) -> Draft:
    block = sentence.block
    words = _words_of(value, sentence, heads, prefix)
    lemmas, modifiers = _untimed(words), words.modifiers
    time = within_year(value.time, block, reading) if value.time else None
    as_of = as_of_phrase(time, block) if time else heads.as_of or document_as_of(reading.document)
    place = " ".join(one.text for one in (*words.labels, *heads.scope, *heads.caption))
    attribute = words.labels[-1] if words.labels else Phrase(text="")
    is_ratio = is_rate(value.quantity.unit) or any(is_rate(one.text.lower()) for one in words.labels)
    return Draft(
        block=block,
        quantity=_counted(words.quantity, lemmas, words.labels),
        sentence=(sentence.start, sentence.end),
        subject=topic_phrase(reading, ""),
        attribute=Phrase(
            text=": ".join(label.text for label in words.labels),
            start=attribute.start,
            end=attribute.end,
            how=attribute.how,
        ),
        attribute_lemmas=lemmas,
        modifiers=tuple(dict.fromkeys(modifiers)),
        scope=tuple(words.scope),
        role=heads.role or ("rate" if is_ratio else "level"),
        modality="planned" if _is_outlook(words, heads, as_of, block, reading) else "asserted",
        as_of=as_of,
        origin="cell" if block.kind == "cell" else "item",
        words=tuple(dict.fromkeys((*label_words(place), *label_words(words.own)))),
        moves="restated" if re.search(r"\brestated\b", words.own, re.IGNORECASE) else "",
        evidence=(*words.labels, *words.scope, *heads.caption),
    )


def _untimed(words: _Words) -> tuple[str, ...]:
    """Return the lemmas of the labels without the time of a rate: "Visitors per day" are no days."""
    timed = [found["time"].lower() for label in words.labels if (found := _PER_TIME.search(label.text))]
    lemmas = words.lemmas()
    return tuple(one for one in lemmas if one not in timed) or lemmas


def _is_outlook(words: _Words, heads: Heads, as_of: AsOf | None, block: Block, reading: Reading) -> bool:
    """Tell whether labels, heads or the heading right above say that values are to come: "Guidance for 2030"."""
    date = reading.document.date
    if any(_VIEW.search(one.text) for one in words.labels):
        return True  # what analysts had expected of a time gone by is no result of it
    if as_of is not None and date is not None and as_of.source != "document" and as_of.high <= date.high:
        return False  # what an outlook says of a year gone by is no outlook
    above = reading.document.blocks[block.section[-1]].text if block.section else ""
    texts = [one.text for one in (*words.labels, *words.scope, *heads.attribute, *heads.scope, *heads.caption)]
    return any(_OUTLOOK.search(one) for one in texts) or _OUTLOOK_HEADING.search(above) is not None


@dataclass(slots=True)
class _Words:
    """The words around a value by the part they play."""

    labels: list[Phrase]
    scope: list[Phrase]
    modifiers: list[str]
    quantity: Quantity
    own: str = ""
    noun: str = ""  # what is counted, where the value is some of those that another value counts

    def lemmas(self) -> tuple[str, ...]:
        """Content words of the labels, nearest first; those that say which bound it is are no attribute."""
        found = dict.fromkeys(lemma for label in reversed(self.labels) for lemma in _label_lemmas(label.text))
        if not found and self.quantity.unit.startswith("count:"):  # "- 14 plants, 9 countries"
            return (self.quantity.unit.removeprefix("count:").split("/")[0].split()[-1],)
        if self.noun and self.noun not in found:
            found[self.noun] = None
        kept = tuple(lemma for lemma in found if lemma not in wordlists.words("bound_words"))
        return kept or tuple(found)


def _label_lemmas(text: str) -> tuple[str, ...]:
    """Return the content words of a label; "Other" names a part of its own."""
    return label_words(text) or (("other",) if text.strip(" :").lower() in ("other", "others") else ())


def _words_of(value: Labelled, sentence: Sentence, heads: Heads, prefix: Phrase | None) -> _Words:
    own = _phrase(value.label, sentence, "words before the value")
    aside = _phrase(value.aside, sentence, "parenthesis after the value")
    tail = _phrase(value.tail, sentence, "words after the value")
    if value.time is not None and value.aside is not None and _is_inside(value.time, value.aside):
        aside = None
    is_part = value.holder is not None and value.quantity.unit != "percent"
    named = _PART_OF.match(tail.text) if tail and is_part else None
    if tail is not None and named is not None:  # "300 km (includes 40 km of motorway)"
        own, tail = replace(tail, text=tail.text[named.end() :]), None
    labels = [*heads.attribute, *([prefix] if prefix else []), *_own_labels(value, own, sentence)]
    modifiers = [lemma for one in heads.scope for lemma in label_words(one.text)]
    bounds = {_BOUNDS.get(word, word) for one in labels for word in label_words(one.text)}
    bounds.add(_said_bound(value, sentence))
    modifiers += sorted(bounds & wordlists.words("bound_words"))
    if (tail and _STEPS.match(tail.text)) or _STEPS_BEFORE.search(own.text if own else ""):
        modifiers.append("increment")
        tail = None
    elif tail and value.follows and not _RELATION.match(tail.text) and len(tail.text.split()) <= _NARROWING:
        modifiers += label_words(tail.text)
        labels = [one for one in labels if label_words(one.text) != ("total",)]
    if tail is not None and value.time is not None:
        tail = replace(tail, text=without_times(tail.text, sentence.block, (value.time,)))
        tail = tail if label_words(tail.text) else None
    if not labels and tail is not None and not value.quantity.unit.startswith("count:"):
        labels, tail = [tail], None
    scope = [*heads.scope, *([tail] if tail else []), *([aside] if aside else [])]
    quantity = _of_them(value)
    noun = quantity.unit.split(":")[-1] if quantity.unit != value.quantity.unit else ""
    return _Words(labels, scope, modifiers, quantity, own.text if own else "", noun)


def _said_bound(value: Labelled, sentence: Sentence) -> str:
    """Return the bound that a value itself names: "the default is 10, the maximum 50"."""
    words = sentence.block.text[value.quantity.start : value.quantity.end].lower()
    return "maximum" if words.startswith("max") else "minimum" if words.startswith("min") else ""


def _of_them(value: Labelled) -> Quantity:
    """Return a bare count as one of what its holder counts: "90 employees, among them 30 in Vik"."""
    holder = value.holder
    if holder is None or value.quantity.unit != "count" or not holder.quantity.unit.startswith("count:"):
        return value.quantity
    return replace(value.quantity, unit=holder.quantity.unit)


def _own_labels(value: Labelled, own: Phrase | None, sentence: Sentence) -> list[Phrase]:
    """Return the label of a value without times and words such as "restated"; in a parenthesis that of its holder."""
    found: list[Phrase] = []
    if own is not None:
        times = tuple(one for one in sentence.times if one.low)
        text = re.sub(r"\b(?:as\s)?restated\b", "", without_times(own.text, sentence.block, times)).strip(" :=,")
        if _label_lemmas(text):
            found.append(replace(own, text=text))
    if value.holder is not None and not found:
        held = _phrase(value.holder.label, sentence, "words before the value")
        return _own_labels(value.holder, held, sentence) if held else []
    return found


def _counted(quantity: Quantity, lemmas: tuple[str, ...], labels: list[Phrase]) -> Quantity:
    """Return a bare number as a count of what its label names: "Employees | 6,420", "Visitors per day | 310"."""
    if quantity.unit != "count" or not lemmas:
        return quantity
    timed = next((found for label in labels if (found := _PER_TIME.search(label.text))), None)
    if timed is not None:
        return replace(quantity, unit=f"count:{singular(timed['noun'].lower())}/{timed['time'].lower()}")
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
