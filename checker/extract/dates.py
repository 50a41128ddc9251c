"""Days and clock times that are facts themselves: "signed on 3 May 2019", "struck at 07:37 UTC".

    date         low, high: number of the first and last day counted from 1 January of year 1; unit "date"
    clock        minutes after midnight UTC; unit "clock", or "clock_local" where the zone is open,
                 "clock_here" where it is said to be that of the place

Only an act of `dated` makes a date a fact, and only a date that names its year or the day of a month: "on Monday" says
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
from checker.extract.clauses import clause_verb, subject_of
from checker.extract.dated import Act, find_act
from checker.extract.entities import name_phrase, topic_phrase
from checker.extract.events import event_of_pronoun, event_phrase, is_event, is_event_verb
from checker.extract.nouns import owner_of
from checker.extract.passages import Attachment, Figure, Reading, Sentence, phrase_in
from checker.extract.phrases import lemma_of, scope_phrases
from checker.extract.qualifiers import modality_of, polarity_of
from checker.extract.speakers import speaker_of
from checker.extract.subjects import anchors_of
from checker.extract.times_clock import read_clock_time
from checker.extract.words import content_words
from checker.records import Phrase, Quantity, TimeMention

if TYPE_CHECKING:
    from spacy.tokens import Token

_LOCAL = re.compile(r"\blocal\b", re.IGNORECASE)
_HALF_HOUR = 30  # minutes
_ABOUT = re.compile(r"\b(?:about|around|approximately|roughly|nearly|some|circa|near|after|before)\s\Z", re.IGNORECASE)
_BRACKET = re.compile(r"\s?[(/]\s?|,?\sor\s")
_DAYS = frozenset({"day", "month", "year"})


def date_claims(sentence: Sentence, reading: Reading) -> list[Draft]:
    """Return a draft for each date and clock time that is the date of what its verb says."""
    drafts: list[Draft] = []
    for time in sentence.times if sentence.doc is not None else ():
        act = find_act(time, sentence, reading)
        quantity = _quantity(time, sentence) if act is not None else None
        if act is None or quantity is None:
            continue
        draft = _draft(quantity, act, sentence, reading)
        if draft is not None:
            draft.pair = _restated(draft, drafts, sentence)
            drafts.append(draft)
    return drafts


def _restated(draft: Draft, drafts: list[Draft], sentence: Sentence) -> Draft | None:
    """Return the clock time that one in brackets gives again in another zone: "15:15 local time (09:45 GMT)"."""
    before = drafts[-1] if drafts else None
    if before is None or not before.quantity.form == draft.quantity.form == "clock":
        return None
    between = sentence.block.text[before.quantity.end : draft.quantity.start]
    return before if _BRACKET.fullmatch(between) else None


def may_hold_date_facts(sentence: Sentence) -> bool:
    """Tell, before any parse, whether a sentence may say when something happened."""
    return any(_names_day(time) or time.sort == "clock" for time in sentence.times)


def _names_day(time: TimeMention) -> bool:
    """Tell whether a time names its year, or a day of a month, whose year the document's date gives."""
    return time.sort == "day" or (time.sort in _DAYS and not time.anchored)


def _quantity(time: TimeMention, sentence: Sentence) -> Quantity | None:
    if time.sort == "clock":
        clock = read_clock_time(time.text)
        if clock is None:
            return None
        minute = clock.minute if clock.utc_minute is None else clock.utc_minute
        room = _room(minute, time, sentence)
        unit = "clock" if clock.utc_minute is not None else "clock_here" if _LOCAL.search(time.text) else "clock_local"
        return _whole(time, Decimal(minute - room), Decimal(minute + room), unit, "clock")
    return day_quantity(time)


def _room(minute: int, time: TimeMention, sentence: Sentence) -> int:
    """Return how many minutes off a clock time may be: half an hour for "around 3 a.m.", else none."""
    before = sentence.block.text[max(sentence.start, time.start - 16) : time.start]
    return _HALF_HOUR if minute % 60 == 0 and _ABOUT.search(before) else 0


def day_quantity(time: TimeMention) -> Quantity | None:
    """Return a date as a quantity of days; None for a time that names neither its year nor the day of a month."""
    if not _names_day(time) or not time.low:
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


def _draft(quantity: Quantity, act: Act, sentence: Sentence, reading: Reading) -> Draft | None:
    verb = act.token
    low, high = quantity.start - sentence.start, quantity.end - sentence.start
    tokens = tuple(token for token in verb.doc if token.idx < high and token.idx + len(token) > low)
    root = next((token for token in tokens if token.head not in tokens), tokens[-1])
    figure = Figure(quantity=quantity, tokens=tokens, root=root, noun=root, sort="date", offset=sentence.start)
    owners = {token.i: figure for token in tokens}
    found = Attachment(heads=[verb], lemmas=[lemma_of(verb)], verb=clause_verb(verb))
    found.scope = [] if act.is_phrase else scope_phrases([verb], owners, sentence, figure)
    is_clock = quantity.form == "clock" and not act.is_deed
    told = _subject(act, is_clock, sentence, reading)
    if told is None:
        return None
    subject, holder, doer = told
    happened = is_clock or is_event(holder) or holder == verb
    speaker = speaker_of(figure, sentence, reading)
    start, end = sentence.start + verb.idx, sentence.start + verb.idx + len(verb)
    attribute = phrase_in(sentence, verb.text, start, end, "verb", "verb that the date hangs on")
    return Draft(
        block=sentence.block,
        quantity=quantity,
        sentence=(sentence.start, sentence.end),
        subject=subject,
        attribute=attribute,
        attribute_lemmas=(act.name or "time",),
        modifiers=() if is_clock or act.is_phrase or act.is_planned else _narrowing(verb, holder, doer),
        anchors=anchors_of(sentence, subject, reading),
        scope=tuple(found.scope),
        event=subject if happened else None,
        modality="planned" if act.is_planned else modality_of(figure, found)[0],
        polarity=polarity_of(figure, found)[0],
        speaker=speaker,
        as_of=document_as_of(reading.document),
        words=content_words(sentence),
        evidence=tuple(one for one in (attribute, subject, *found.scope, speaker) if one is not None),
    )


def _subject(act: Act, is_clock: bool, sentence: Sentence, reading: Reading) -> tuple[Phrase, Token, Token] | None:
    """Return what a time is the time of, its noun, and the noun that the verb itself holds; None where it is open."""
    verb = act.token
    is_own = is_event(verb) or (is_clock and is_event_verb(verb))
    doer = verb if is_clock and is_own else act.holder or (verb if is_own else _what(verb))
    if doer is None:
        return None
    holder = doer if is_clock else _thing_of(doer)
    how = f"{holder.dep_} of '{verb.text}'"
    happened = is_event(holder) or holder == verb
    subject = event_phrase(holder, sentence, how) if happened else name_phrase(holder, sentence, reading, how)
    if is_clock and not happened:
        subject = event_of_pronoun(sentence, reading) or subject
    if not is_clock and (_is_bare_work(holder) or _is_bare_work(subject)):
        subject = topic_phrase(reading, "what is worked on") or subject
    return (subject, holder, doer) if subject is not None else None


def _what(verb: Token) -> Token | None:
    """Return what the date is of: what was signed or founded; of an active verb its object, else its subject."""
    objects = [child for child in verb.children if child.dep_ == "dobj" and child.pos_ in ("NOUN", "PROPN")]
    return objects[0] if objects and verb.lemma_.lower() not in ("strike", "hit", "shake") else subject_of(verb)


def _thing_of(holder: Token) -> Token:
    """Return the thing that some work is done on: "construction of the bridge began" dates the bridge."""
    if not _is_work(holder):
        return holder
    parts = [one for prep in holder.rights if prep.lower_ in ("of", "on", "at") for one in prep.children]
    thing = next((one for one in parts if one.dep_ == "pobj" and one.pos_ in ("NOUN", "PROPN")), None)
    return thing or owner_of(holder) or holder


def _is_work(noun: Token) -> bool:
    return wordlists.table("dated_nouns", "noun", "sort").get(noun.lemma_.lower()) == "work"


def _is_bare_work(what: Token | Phrase | None) -> bool:
    """Tell whether a noun names some work and not on what: "Work began in May"; so what "it" stands for after it."""
    if what is None:
        return False
    if isinstance(what, Phrase):
        return not what.label and wordlists.table("dated_nouns", "noun", "sort").get(what.text.lower()) == "work"
    return _is_work(what) and not any(one.dep_ in ("amod", "compound", "poss") for one in what.lefts)


def _narrowing(verb: Token, holder: Token, doer: Token) -> tuple[str, ...]:
    return (*_which(holder), *_objects(verb, holder, doer))


def _which(holder: Token) -> tuple[str, ...]:
    """Return what tells one act from another of its sort: "the second recall", "its first flight"."""
    is_act = holder.lemma_.lower() in wordlists.table("dated_nouns", "noun", "name") or is_event(holder)
    told = (one for one in holder.lefts if one.dep_ == "amod" and (is_act or one.ent_type_ == "ORDINAL"))
    return tuple(lemma_of(one) for one in told)


def _objects(verb: Token, holder: Token, doer: Token) -> tuple[str, ...]:
    """Return what narrows an act: who did it, or what it was done to where it dates who did it."""
    subject = subject_of(verb)
    told: list[Token | None] = [] if doer == holder else [doer]
    told += [one for one in verb.children if one.dep_ == "dobj"] if subject == holder else [subject]
    nouns = (one for one in told if one is not None and one not in (holder, verb) and one.ent_type_ != "DATE")
    return tuple(dict.fromkeys(lemma_of(one) for one in nouns if one.pos_ in ("NOUN", "PROPN")))
