"""Days and clock times that are facts themselves: "signed on 3 May 2019", "struck at 07:37 UTC".

    date         low, high: number of the first and last day counted from 1 January of year 1; unit "date"
    clock        minutes after midnight UTC; unit "clock", or "clock_local" where the zone is open,
                 "clock_here" where it is said to be that of the place

Only a verb of `patterns/dated_verbs.csv` makes a date a fact, and only a date that names its year: "on Monday" says
when the document was written.
"""

from __future__ import annotations

import re
from datetime import date
from decimal import Decimal
from typing import TYPE_CHECKING

from checker.extract import wordlists
from checker.extract.asof import document_as_of
from checker.extract.claim_drafts import Draft
from checker.extract.clauses import ancestors, clause_verb, subject_of
from checker.extract.entities import name_phrase
from checker.extract.events import event_of_pronoun, event_phrase, is_event, is_event_verb
from checker.extract.passages import Attachment, Figure, Reading, Sentence, phrase_in
from checker.extract.phrases import lemma_of, scope_phrases
from checker.extract.qualifiers import modality_of, polarity_of
from checker.extract.speakers import speaker_of
from checker.extract.subjects import anchors_of
from checker.extract.times_clock import read_clock_time
from checker.extract.words import content_words
from checker.records import Quantity, TimeMention

if TYPE_CHECKING:
    from spacy.tokens import Token

_LOCAL = re.compile(r"\blocal\b", re.IGNORECASE)
_DAYS = frozenset({"day", "month", "year"})
_CUES = frozenset({"", "on", "in", "at", "shortly after"})


def date_claims(sentence: Sentence, reading: Reading) -> list[Draft]:
    """Return a draft for each date and clock time that is the date of what its verb says."""
    drafts: list[Draft] = []
    for time in sentence.times if sentence.doc is not None else ():
        verb = _dated_verb(time, sentence, reading)
        quantity = _quantity(time) if verb is not None else None
        if verb is None or quantity is None:
            continue
        draft = _draft(quantity, verb, sentence, reading)
        if draft is not None:
            drafts.append(draft)
    return drafts


def may_hold_date_facts(sentence: Sentence) -> bool:
    """Tell, before any parse, whether a sentence may say when something happened."""
    return any((time.sort in _DAYS and not time.anchored) or time.sort == "clock" for time in sentence.times)


def _dated_verb(time: TimeMention, sentence: Sentence, reading: Reading) -> Token | None:
    """Return the verb that a time hangs on with no noun between, where that verb makes a date a fact.

    A clock time may also hang on the event itself: "the blast at 11:40".
    """
    if time.cue.lower() not in _CUES or sentence.doc is None:
        return None
    low, high = time.start - sentence.start, time.end - sentence.start
    inside = [token for token in sentence.doc if token.idx < high and token.idx + len(token) > low]
    for token in ancestors(inside[0]) if inside else ():
        if token in inside or token.pos_ in ("ADP", "ADV", "NUM"):
            continue
        if token.pos_ == "VERB" and _is_dated(token, time, sentence, reading):
            return token
        if time.sort == "clock" and is_event(token):
            return token
        is_clock = any(one.text in (":", "a.m.", "p.m.") for one in inside) or time.sort == "clock"
        is_object = token.dep_ == "dobj" and token.pos_ in ("NOUN", "PROPN")  # "approved the purchase on 4 May 2020"
        if not is_object and not (is_clock and token.pos_ in ("NOUN", "PROPN")):  # clock times are parsed badly
            return None
    return None


def _is_dated(verb: Token, time: TimeMention, sentence: Sentence, reading: Reading) -> bool:
    sort = wordlists.table("dated_verbs", "lemma", "sort").get(verb.lemma_.lower(), "")
    subject = subject_of(verb)
    if time.sort == "clock":
        takes_place = verb.lemma_.lower() == "take" and any(one.lower_ == "place" for one in verb.rights)
        happens = (subject is not None and is_event(subject)) or _stands_for_event(subject, sentence, reading)
        return is_event_verb(verb) or ((bool(sort) or takes_place) and happens)
    return sort == "act"  # the day on which a quake struck tells which quake it is, and is no fact of its own


def _stands_for_event(subject: Token | None, sentence: Sentence, reading: Reading) -> bool:
    is_pronoun = subject is not None and subject.lower_ in ("it", "this", "that")
    return is_pronoun and event_of_pronoun(sentence, reading) is not None


def _quantity(time: TimeMention) -> Quantity | None:
    if time.sort == "clock":
        clock = read_clock_time(time.text)
        if clock is None:
            return None
        minute = clock.minute if clock.utc_minute is None else clock.utc_minute
        unit = "clock" if clock.utc_minute is not None else "clock_here" if _LOCAL.search(time.text) else "clock_local"
        return _whole(time, Decimal(minute), Decimal(minute), unit, "clock")
    if time.sort not in _DAYS or time.anchored or not time.low:
        return None
    days = [Decimal(date.fromisoformat(day).toordinal()) for day in (time.low, time.high)]
    return _whole(time, days[0], days[1], "date", "date")


def _whole(time: TimeMention, low: Decimal, high: Decimal, unit: str, form: str) -> Quantity:
    return Quantity(
        start=time.start,
        end=time.end,
        low=low,
        high=high,
        step=Decimal(1),
        unit=unit,
        comparator="=" if low == high else "range",
        form=form,
        figure_start=time.start,
        figure_end=time.end,
    )


def _draft(quantity: Quantity, verb: Token, sentence: Sentence, reading: Reading) -> Draft | None:
    low, high = quantity.start - sentence.start, quantity.end - sentence.start
    tokens = tuple(token for token in verb.doc if token.idx < high and token.idx + len(token) > low)
    root = next((token for token in tokens if token.head not in tokens), tokens[-1])
    figure = Figure(quantity=quantity, tokens=tokens, root=root, noun=root, sort="date", offset=sentence.start)
    owners = {token.i: figure for token in tokens}
    found = Attachment(heads=[verb], lemmas=[lemma_of(verb)], verb=clause_verb(verb))
    found.scope = scope_phrases([verb], owners, sentence, figure)
    is_clock = quantity.form == "clock"
    holder = verb if is_event(verb) or (is_clock and is_event_verb(verb)) else _what(verb)
    if holder is None:
        return None
    how = f"{holder.dep_} of '{verb.text}'"
    happened = is_event(holder) or holder == verb
    subject = event_phrase(holder, sentence, how) if happened else name_phrase(holder, sentence, reading, how)
    if is_clock and not happened:
        subject = event_of_pronoun(sentence, reading) or subject
        happened = subject is not None
    if subject is None:
        return None
    speaker = speaker_of(figure, sentence, reading)
    start, end = sentence.start + verb.idx, sentence.start + verb.idx + len(verb)
    attribute = phrase_in(sentence, verb.text, start, end, "verb", "verb that the date hangs on")
    return Draft(
        block=sentence.block,
        quantity=quantity,
        sentence=(sentence.start, sentence.end),
        subject=subject,
        attribute=attribute,
        attribute_lemmas=("time",) if quantity.form == "clock" else tuple(found.lemmas),
        modifiers=() if is_clock else _objects(verb, holder),
        anchors=anchors_of(sentence, subject, reading),
        scope=tuple(found.scope),
        event=subject if happened else None,
        modality=modality_of(figure, found)[0],
        polarity=polarity_of(figure, found)[0],
        speaker=speaker,
        as_of=document_as_of(reading.document),
        words=content_words(sentence),
        evidence=tuple(one for one in (attribute, subject, *found.scope, speaker) if one is not None),
    )


def _what(verb: Token) -> Token | None:
    """Return what the date is of: what was signed or founded; of an active verb its object, else its subject."""
    objects = [child for child in verb.children if child.dep_ == "dobj" and child.pos_ in ("NOUN", "PROPN")]
    return objects[0] if objects and verb.lemma_.lower() not in ("strike", "hit", "shake") else subject_of(verb)


def _objects(verb: Token, holder: Token) -> tuple[str, ...]:
    subject = subject_of(verb)
    if subject is None or subject == holder or subject.pos_ not in ("NOUN", "PROPN"):
        return ()
    return (lemma_of(subject),)
