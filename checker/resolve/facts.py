"""Claims and measurements to Facts: compact records that can be compared without their texts.

Everything that linking looks at is computed here once per claim: canonical attribute, subject and anchor ids, the
sentence with its figures masked, the words next to the figure, the words of the headings above.
"""

from __future__ import annotations

import hashlib
import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace
from functools import lru_cache

from checker.records import AsOf, Block, Claim, Document, Fact, Measurement, Phrase
from checker.resolve.attributes import canonical, is_known, temporal_class
from checker.resolve.compounds import class_of_compound, join_words
from checker.resolve.happenings import days_between
from checker.resolve.lexicons import table_of, words_of
from checker.resolve.names import singular
from checker.resolve.rows import heads_above, numbered_rows

_WORD = re.compile(r"[^\W_]++(?:[.,'’/-][^\W_]++)*+|#")
_NEIGHBOURS = 4  # words kept on each side of a figure
_LONGEST = 80  # words of a sentence that are compared one by one
_ROLLING = re.compile(
    r"\b(?:past|last|previous)\s(?:[\w-]{1,9}\s){0,2}(?:hours?|days?|weeks?|months?)\b", re.IGNORECASE
)
_SOLD = frozenset({"share", "barrel", "ounce", "tonne", "ton", "bushel", "litre", "liter", "gallon", "unit", "piece"})
_EARNED = frozenset({"profit", "income", "loss"})
_PER = re.compile(
    r"\b(?:[Pp]er|[Ff]or each|[Ff]or every) (?:[A-Z][\w-]{1,20} ){0,2}([A-Za-z]{3,20})\b"
)  # "per Arvo site"
_PER_SHARE = re.compile(r"\bper (?:[a-z]{5,8} ){0,2}share\b", re.IGNORECASE)
_SHARE_WORDS = frozenset({"share", "common", "ordinary", "net"})
_IS_PERIOD = re.compile(
    r"(?:fiscal\s(?:year\s)?)?(?:q[1-4]|[1-4]q|h[12]|fy|fiscal)[\s'’]{0,2}(?:fy|fiscal)?\s?(?:\d\d){0,2}",
    re.IGNORECASE,
)
_ON_BASE = re.compile(r"\b(?:GAAP|EPS|EBITDA)\b")
_SUB_YEAR = re.compile(
    r"\b(?:first|second|third|fourth)[ -](?:fiscal[ -])?quarter\b|\b(?:q[1-4]|[1-4]q)(?:\b|(?=['’\d]))['’]?\d{0,4}"
    r"|\b(?:fiscal year|fiscal|fy) ?\d{0,4}\b",
    re.IGNORECASE,
)
_DATELINE = re.compile(r"[A-Z][^:]{3,80}?\d{4}[^:]{0,20}?\s(?:--|[-–—])\s(?:\([^()]{1,40}\)\s(?:--|[-–—])\s)?")
_TWO_WAYS = frozenset({"from", "to", "with", "without", "including", "excluding"})
_IRREGULAR = {"men": "man", "women": "woman", "people": "person", "children": "child", "feet": "foot", "its": "it"}


def make_facts(
    claims: Mapping[str, Claim],
    measurements: Mapping[str, Measurement],
    documents: Mapping[str, Document],
    subject_ids: Mapping[str, str],
) -> tuple[Fact, ...]:
    """Return one fact for each claim that has a measurement, in the claims' order.

    Args:
        subject_ids: surface form of a name -> id of its Subject.
    """
    facts: list[Fact] = []
    rows: dict[str, Mapping[int, str]] = {}
    for sentence in _by_sentence(claims.values()):
        document = documents[sentence[0].document]
        if document.id not in rows:
            rows[document.id] = numbered_rows(document)
        masked = _Masked(document, sentence, rows[document.id])
        for ordinal, claim in enumerate(sentence):
            if claim.id in measurements:
                facts.append(_fact(claim, measurements[claim.id], document, subject_ids, masked, ordinal))
    return _mark_series(facts)


def _mark_series(facts: list[Fact]) -> tuple[Fact, ...]:
    """Mark the values that a later one of the same passage leaves behind: "2.2% (2014); 0.7% (2013)"."""
    latest: dict[tuple[str, int, str, str], str] = {}
    for fact in facts:
        if _is_timed(fact):
            key = _passage(fact)
            latest[key] = max(latest.get(key, ""), fact.as_of.high)
    return tuple(
        replace(fact, is_older=fact.as_of.high < latest.get(_passage(fact), "")) if _is_timed(fact) else fact
        for fact in facts
    )


def _passage(fact: Fact) -> tuple[str, int, str, str]:
    return fact.document, fact.block, fact.attribute, fact.measurement.dimension


def _is_timed(fact: Fact) -> bool:
    return fact.as_of.source != "document"


class _Masked:
    """A sentence as words, with each of its figures as one `#`."""

    def __init__(self, document: Document, claims: Sequence[Claim], rows: Mapping[int, str]) -> None:
        first = claims[0]
        text, offset = document.text[first.sentence_start : first.sentence_end], first.sentence_start
        pieces: list[str] = []
        end = 0
        for claim in claims:
            start = max(claim.quantity.start - offset, end)
            pieces.append(text[end:start])
            pieces.append(" # ")
            end = max(claim.quantity.end - offset, start)
        pieces.append(text[end:])
        self.words = [word.lower() for word in _WORD.findall("".join(pieces))]
        self.places = [number for number, word in enumerate(self.words) if word == "#"]
        block = document.blocks[first.block]
        self.path = (*_path_words(document, block), *(rows[at] for at in heads_above(block) if at in rows))
        whole = " ".join((*self.words, "|", *self.path))
        self.sequence = tuple(self.words[:_LONGEST])
        self.key = hashlib.sha256(whole.encode("utf-8", "replace")).hexdigest()[:16]

    def left(self, ordinal: int) -> tuple[str, ...]:
        """Words before the figure, nearest first."""
        place = self._place(ordinal)
        return tuple(reversed(self.words[max(0, place - _NEIGHBOURS) : place]))

    def right(self, ordinal: int) -> tuple[str, ...]:
        """Words after the figure, nearest first."""
        place = self._place(ordinal)
        return tuple(self.words[place + 1 : place + 1 + _NEIGHBOURS])

    def _place(self, ordinal: int) -> int:
        return self.places[ordinal] if ordinal < len(self.places) else len(self.words)


def _by_sentence(claims: Iterable[Claim]) -> list[list[Claim]]:
    groups: dict[tuple[str, int, int, int], list[Claim]] = {}
    for claim in claims:
        key = (claim.document, claim.block, claim.sentence_start, claim.sentence_end)
        groups.setdefault(key, []).append(claim)
    return [sorted(group, key=lambda claim: claim.start) for group in groups.values()]


def _fact(
    claim: Claim,
    measurement: Measurement,
    document: Document,
    subject_ids: Mapping[str, str],
    masked: _Masked,
    ordinal: int,
) -> Fact:
    noun = _noun(measurement.kind)
    lemmas = claim.attribute_lemmas
    named = _subject_of(claim.subject, subject_ids)
    heads, modifiers = join_words(_attribute(claim), tuple(sorted({canonical(word) for word in claim.modifiers})))
    attribute = " ".join(heads)
    right = masked.right(ordinal)
    return Fact(
        id=claim.id,
        document=claim.document,
        subject=named,
        attribute=attribute,
        anchors=tuple(sorted({_subject_of(anchor, subject_ids) for anchor in claim.anchors} - {""})),
        scope=_words_of_phrases([*_narrowing(claim), *_place(claim)]),
        modifiers=modifiers,
        temporal_class=class_of_compound(heads[0] if heads else "") or _class_of(claim, measurement, noun),
        is_class_known=is_known((*lemmas, *noun.split()), claim.modifiers),
        role=claim.role,
        modality=claim.modality,
        polarity=claim.polarity,
        speaker=_subject_of(claim.speaker, subject_ids),
        as_of=claim.as_of or _document_as_of(document),
        event=_event_key(claim, document),
        measurement=measurement,
        words=tuple(canonical(word) for word in claim.words),
        moves=claim.moves,
        pair=claim.pair,
        origin=claim.origin,
        block=claim.block,
        sentence=masked.key,
        ordinal=ordinal,
        length=len(masked.words),
        left=masked.left(ordinal),
        right=right,
        path=masked.path,
        noun=noun,
        document_date=document.date.label if document.date else "",
        thing="" if named else _head(claim.subject),
        is_topic=bool(claim.subject and claim.subject.how.endswith(("document topic", "document title"))),
        about=_about(claim.subject, named),
        sequence=masked.sequence,
        whole=_words_of_phrases(phrase for phrase in claim.scope if phrase.label == "of"),
        event_day=claim.event_day,
        per=_per(claim, attribute, right),
        ways=_ways(claim),
        reference=_words_of_phrases(phrase for phrase in claim.scope if phrase.how == "after the distance"),
    )


@lru_cache(maxsize=1 << 12)  # figures of one sentence share phrases, and rows of one table heads
def _content_of(text: str) -> tuple[str, ...]:
    return tuple(canonical(word) for word in _content(text))


def _class_of(claim: Claim, measurement: Measurement, noun: str) -> str:
    """Return the temporal class; what is unknown but stated for some weeks or months is a flow of that period."""
    if measurement.dimension in ("date", "clock"):
        return "constant"  # "production ended in May": the day of an act, whatever it is done to
    words = (*claim.attribute_lemmas, *noun.split())
    found = temporal_class(words, claim.modifiers, measurement.dimension, bool(claim.event))
    time = claim.as_of
    if claim.role == "change" and found == "level":
        return "flow"  # by how much something changed in one time is nothing that another time corrects
    if found != "level" or is_known(words, claim.modifiers) or time is None or time.source == "document":
        return found
    if _ROLLING.search(time.text):
        return "flow"  # "673 in the past 24 hours": the next day's are others
    is_period = time.low != time.high and not (time.low.endswith("-01-01") and time.high.endswith("-12-31"))
    is_quarter = len(time.low) == len(time.high) == 10 and 80 < days_between(time.low, time.high) < 200
    return "flow" if is_period and (claim.origin == "cell" or is_quarter) else found


def _place(claim: Claim) -> list[Phrase]:
    """Return the subject of a count where it is a place: what a district counts is a part of the country's count."""
    subject = claim.subject
    is_counted = claim.quantity.unit.startswith("count") and subject is not None and subject.label in ("GPE", "LOC")
    return [subject] if is_counted and subject is not None else []


def _narrowing(claim: Claim) -> list[Phrase]:
    """Return the phrases that narrow a figure; the one that names its event says of what it is, and narrows nothing."""
    event = claim.event
    if event is None or event.how.startswith("event of the document"):
        return list(claim.scope)
    return [one for one in claim.scope if not (one.start <= event.start and event.end <= one.end)]


def _words_of_phrases(phrases: Iterable[Phrase]) -> tuple[str, ...]:
    return tuple(sorted({word for phrase in phrases for word in _content_of(phrase.text)}))


def _per(claim: Claim, attribute: str, right: Sequence[str]) -> tuple[str, ...]:
    """Return for each of what a figure holds: "Triggers per account", "$122 a share", earnings of a share."""
    share = {"share"} if "eps" in attribute.split() else set()
    return tuple(sorted({*_per_in_words(claim), *_per_after(right), *share}))


def _per_in_words(claim: Claim) -> tuple[str, ...]:
    """Return for each of what a labelled figure holds: "Triggers per account"."""
    if claim.origin not in ("cell", "item"):
        texts: tuple[str, ...] = tuple(phrase.text for phrase in claim.scope if phrase.label == "per")
    else:
        texts = (claim.attribute.text, *(phrase.text for phrase in (*claim.scope, *claim.evidence)))
    return tuple(sorted({canonical(_singular(match.lower())) for text in texts for match in _PER.findall(text)}))


def _per_after(right: Sequence[str]) -> tuple[str, ...]:
    """Return for each of what a price stands: "$122 a share", "a $122-a-share offer"."""
    words = [part for word in right[:2] for part in word.split("-")]
    is_each = len(words) > 1 and words[0] in ("a", "an", "per", "each")
    return (_singular(words[1]),) if is_each and _singular(words[1]) in _SOLD else ()


def _ways(claim: Claim) -> tuple[str, ...]:
    """Return the words of scope phrases whose preposition has an opposite: "from lund", "without tax"."""
    told = [(phrase.label, phrase) for phrase in claim.scope if phrase.label in _TWO_WAYS]
    return tuple(sorted({f"{label} {word}" for label, phrase in told for word in _words_of_phrases([phrase])}))


def _attribute(claim: Claim) -> list[str]:
    """Return the canonical attribute words; "the number of inhabitants" measures inhabitants."""
    heads = [canonical(lemma) for lemma in claim.attribute_lemmas if lemma not in words_of("empty_heads")]
    if claim.quantity.high == 0 and "casualty" in heads:
        heads = ["death" if head == "casualty" else head for head in heads]  # no casualties are no deaths either
    if not heads and claim.scope:
        heads = [canonical(word) for word in _content(claim.scope[0].text)][:3]
    said = [claim.attribute.text, *(phrase.text for phrase in claim.scope)]
    if not _EARNED.isdisjoint(heads) and any(map(_PER_SHARE.search, said)):
        heads = list(dict.fromkeys("eps" if head in _EARNED else head for head in heads if head not in _SHARE_WORDS))
    heads += [measure for measure in _measure_of(claim.quantity.unit) if measure not in heads]
    if "eps" in heads:
        heads = [head for head in heads if head not in _EARNED]
    return list(dict.fromkeys(heads or claim.attribute_lemmas))


def _measure_of(unit: str) -> list[str]:
    """Return what is measured in a unit that measures nothing else: bolts are "tightened to 90 N·m" of torque."""
    return [measure for name, measure in table_of("resolve", "lexicon", "unit_measures") if name == unit]


def _about(phrase: Phrase | None, subject_id: str) -> tuple[str, ...]:
    """Return the words of a subject phrase, with a name's canonical words in place of its own."""
    if phrase is None:
        return ()
    if subject_id and phrase.label:  # a name keeps its digits: "tern 2" is not "tern 3"
        return tuple(dict.fromkeys(canonical(word) for word in subject_id.split()))
    return tuple(dict.fromkeys(canonical(word) for word in _content(phrase.text)))


def is_name(phrase: Phrase) -> bool:
    """Whether a phrase names one thing: a recognised entity, or words with a capital inside the sentence."""
    if phrase.text.lower() in words_of("not_names"):  # currency codes, zones and units are written in capitals too
        return False
    if _IS_PERIOD.fullmatch(phrase.text) or _ON_BASE.search(phrase.text):
        return False
    return bool(phrase.label) or any(word[:1].isupper() for word in phrase.text.split()[1:])


def _head(phrase: Phrase | None) -> str:
    """Return the canonical head noun of a subject that is no name: "the strong earthquake" -> "earthquake"."""
    words = _content(phrase.text) if phrase else []
    return canonical(words[-1]) if words else ""


def _subject_of(phrase: Phrase | None, subject_ids: Mapping[str, str]) -> str:
    return subject_ids.get(phrase.text, "") if phrase else ""


def _noun(kind: str) -> str:
    if not kind.startswith("count:"):
        return ""
    noun = kind.removeprefix("count:").strip().lower()
    if noun in words_of("toll_nouns"):
        return "person"  # "17 deaths" count the people that "killed 17 people" counts
    if noun in ("other", "others"):
        return ""
    return "person" if noun == "life" else canonical(noun)


def _event_key(claim: Claim, document: Document) -> str:
    """Return kind and year of the event a figure belongs to; without a year cue it is of the document's own year."""
    if claim.event is None:
        return ""
    words = _content(claim.event.text)
    stated = claim.as_of.low[:4] if claim.as_of and claim.as_of.source == "stated" else ""
    own = document.date.low[:4] if document.date else ""
    year = stated or claim.event_year[:4] or claim.event_day[:4] or own
    kind = claim.event.label or (canonical(words[-1]) if words else "")
    return f"{kind} {year}".strip()


def _document_as_of(document: Document) -> AsOf:
    """Return the document's date as the stand-in where a claim states no time; all of time where it has none."""
    if document.date is None:
        return AsOf(low="0001-01-01", high="9999-12-31", source="document")
    return AsOf(low=document.date.low, high=document.date.high, source="document", text=document.date.label)


def _path_words(document: Document, block: Block) -> tuple[str, ...]:
    """Return the words of the headings, list parents and table heads over a block, outermost first."""
    numbers: list[int] = list(block.section[1:])  # the first heading names the document, not the part
    parent = block.parent
    parents: list[int] = []
    while parent is not None and len(parents) < 8:
        parents.append(parent)
        parent = document.blocks[parent].parent
    numbers += reversed(parents)
    if block.cell:
        caption = [block.cell.caption] if block.cell.caption is not None else []
        numbers += [*caption, *block.cell.column_heads, *block.cell.row_heads]
    return tuple(word for number in numbers for word in _head_words(document.blocks[number].text))


@lru_cache(maxsize=1 << 12)
def _head_words(text: str) -> tuple[str, ...]:
    """Return the words of a head, without a dateline before it and without quarters, which the as-of holds."""
    dateline = _DATELINE.match(text)
    return tuple(canonical(word) for word in _content(_SUB_YEAR.sub(" ", text[dateline.end() :] if dateline else text)))


def _content(text: str) -> list[str]:
    """Return the lower-case words of a phrase without articles, prepositions and figures."""
    words = [word.lower() for word in _WORD.findall(text)]
    space = words_of("stop_words")
    return [_singular(word) for word in words if word not in space and not word[0].isdigit() and word != "#"]


def _singular(word: str) -> str:
    word = word.removesuffix("'s").removesuffix("’s")
    return _IRREGULAR.get(word) or singular(word)
