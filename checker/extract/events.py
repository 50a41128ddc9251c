"""The happening that a figure belongs to, and the year that is bound to it.

A year belongs to the event noun that governs it ("the 2004 tsunami", "in 1999 a storm ..."); it is carried on only
to the next sentence and only by a definite noun ("in the quake"). Nouns are data: `patterns/event_nouns.csv`.
"""

from __future__ import annotations

import re
from datetime import date
from functools import cache
from typing import TYPE_CHECKING

from checker.extract import wordlists
from checker.extract.asof import as_of_phrase, calendar_times
from checker.extract.clauses import ancestors, clause_verb, subject_of
from checker.extract.nouns import event_classes
from checker.extract.passages import Attachment, Event, Figure, Reading, Sentence, phrase_in
from checker.records import Phrase, TimeMention

if TYPE_CHECKING:
    from spacy.tokens import Token

_OWN_DAYS = 10  # an event this near to the document's date is the document's own
_HEADS = ("title", "heading")
_DEFINITE = re.compile(r"(?:the|that|this|its)\b", re.IGNORECASE)
_ANAPHOR = re.compile(r"[\"“]?(?:the|that|this|it|its)\b", re.IGNORECASE)
EVENT_FRAMES = frozenset({"distance", "depth", "magnitude"})  # what is told of where and how an event struck
_PRONOUNS = frozenset({"it", "this", "that"})
_OPENING = 10  # sentences of a document in which the day of its event is looked for
_LEAD = 3  # sentences in which a day further back may be that of the event
_CARRIED = 4  # sentences over which the year of an event is carried on
_CLOSED = frozenset({"relcl", "advcl", "acl", "conj", "xcomp"})


def event_times(sentence: Sentence) -> dict[int, Token]:
    """Return the times inside a noun phrase of an event, by their start: "the 2004 tsunami", "tsunami of 2004"."""
    found: dict[int, Token] = {}
    doc = sentence.doc
    if doc is None:
        return found
    for time in calendar_times(sentence):
        token = next((one for one in doc if one.idx + len(one) > time.start - sentence.start), None)
        if token is None:
            continue
        for above in (token, *ancestors(token)):
            if above.pos_ in ("VERB", "AUX"):
                break
            if is_event(above):
                found[time.start] = above
                break
    return found


def find_event(
    figure: Figure, found: Attachment, sentence: Sentence, reading: Reading, bound: TimeMention | None
) -> Event:
    """Return the event that a figure belongs to, its year, the time that gave it, and the day of the document's own.

    Args:
        bound: the time that the sentence states for the figure itself.
    """
    event = _find_event(figure, found, sentence, reading, bound)
    if event.phrase is not None and not event.year:
        event.day = main_day(reading)
    return event


def _find_event(
    figure: Figure, found: Attachment, sentence: Sentence, reading: Reading, bound: TimeMention | None
) -> Event:
    noun = _event_noun(figure, found)
    is_effect = any(lemma in wordlists.words("effects") for lemma in found.lemmas)
    if noun is None and is_effect:
        noun = _any_event(sentence, found)
    is_pronoun = noun is None and found.holder is not None and found.holder.lower_ in _PRONOUNS
    if is_pronoun and (pronoun := event_of_pronoun(sentence, reading)) is not None:
        return _carried(pronoun, pronoun.label, sentence, reading)
    if is_pronoun and found.frame in EVENT_FRAMES and (own := _main_event(reading)) is not None:
        return _carried(own, own.label, sentence, reading)  # "It was centred 3 miles south of Vik"
    if noun is None and is_effect and (verb := _event_verb(found)) is not None:
        noun = verb
    if noun is None:
        if not is_effect or (bound is not None and _year(bound, reading)):
            return Event()  # "40 deaths in 2019" are no part of the event that the document is about
        return _carried(_main_event(reading), "", sentence, reading)
    phrase = event_phrase(noun, sentence, "event of the clause")
    kind = phrase.label
    time = _time_of(noun, sentence, event_times(sentence))
    if time is None and _is_definite(noun):
        return _carried(phrase, kind, sentence, reading)
    year = _year(time, reading) if time else ""
    return Event(phrase=phrase, year=year, as_of=as_of_phrase(time, sentence.block) if time and year else None)


def event_phrase(noun: Token, sentence: Sentence, how: str) -> Phrase:
    """Return an event noun with the names before it, labelled with its class: "Boxing Day tsunami"."""
    start, end = sentence.start + _first(noun).idx, sentence.start + noun.idx + len(noun)
    kinds = event_classes() if is_event(noun) else wordlists.table("event_verbs", "verb", "class")
    kind = kinds[noun.lemma_.lower()]
    text = sentence.block.text[start:end] if is_event(noun) else kind  # "exploded" is an explosion
    return phrase_in(sentence, text, start, end, kind, how)


@cache
def _measures() -> frozenset[str]:
    return frozenset(row["word"] for row in wordlists.rows("measures") if row["sort"] == "noun")


def is_event(token: Token) -> bool:
    """Tell whether a token is a noun for a happening: "quake", "blast"."""
    return token.pos_ in ("NOUN", "PROPN") and token.lemma_.lower() in event_classes()


def is_event_verb(token: Token) -> bool:
    """Tell whether a token is a verb that says what happened: "exploded"."""
    return token.pos_ == "VERB" and token.lemma_.lower() in wordlists.table("event_verbs", "verb", "class")


def _first(noun: Token) -> Token:
    """Return the first word of an event's name: "flash" of "the flash flood", leaving article and figures out."""
    first = noun
    for left in reversed(list(noun.lefts)):
        is_name = (
            left.is_alpha
            and not left.like_num
            and (left.dep_ in ("compound", "nmod") or (left.is_title and left.dep_ == "amod"))
        )
        if is_name and left.i + 1 == first.i and left.lemma_.lower() not in _measures():
            first = left
        else:
            break
    return first


def _event_noun(figure: Figure, found: Attachment) -> Token | None:
    if found.holder is not None and is_event(found.holder):
        return found.holder
    for above in (figure.noun, *ancestors(figure.noun)):
        if above.pos_ in ("VERB", "AUX"):
            break
        if is_event(above):
            return above
    verb = found.verb
    for _ in range(4):
        if verb is None:
            return None
        subject = subject_of(verb)
        if subject is not None and is_event(subject):
            return subject
        for child in verb.children:
            inner = [one for one in child.children if one.dep_ == "pobj"] if child.dep_ in ("prep", "agent") else []
            event = next((one for one in inner if is_event(one)), None)
            if event is not None:
                return event
        if verb.dep_ not in _CLOSED:
            return None
        if verb.dep_ == "relcl" and (told := _told_by(verb)) is not None:
            return told
        verb = clause_verb(verb.head)
    return None


def _told_by(clause: Token) -> Token | None:
    """Return the event that a relative clause tells of: "the 2031 flood in Lund, in which nine died"."""
    for above in (clause.head, *ancestors(clause.head)):
        if above.pos_ in ("VERB", "AUX"):
            return None
        if is_event(above):
            return above
    return None


def _event_verb(found: Attachment) -> Token | None:
    """Return the verb near a figure's verb that says what happened: "ten died when the train derailed"."""
    near = [found.verb, *found.verb.children, *ancestors(found.verb)] if found.verb is not None else []
    return next((one for one in near if one is not None and is_event_verb(one)), None)


def _any_event(sentence: Sentence, found: Attachment) -> Token | None:
    """Return an event that the figure's phrases name: "injured by a landslide"."""
    doc = sentence.doc
    if doc is None or found.verb is None:
        return None
    return next((token for token in doc if is_event(token) and found.verb.is_ancestor(token)), None)


def _is_definite(noun: Token) -> bool:
    return any(child.dep_ in ("det", "poss") and _DEFINITE.match(child.text) for child in noun.children)


def _time_of(noun: Token, sentence: Sentence, dated: dict[int, Token]) -> TimeMention | None:
    """Return the time bound to an event noun: inside its phrase, or of the clause that brings it up."""
    times = calendar_times(sentence)
    for time in times:
        owner = dated.get(time.start)
        if owner is not None and (owner == noun or (owner.is_ancestor(noun) and owner.dep_ == noun.dep_)):
            return time
    for time in times:
        owner = dated.get(time.start)
        if owner is not None and owner != noun and _is_caused(noun, owner):
            return time
    verb = _relative(noun) or clause_verb(noun)
    for _ in range(5):
        if verb is None:
            return None
        for time in times:
            token = next((one for one in noun.doc if one.idx + len(one) > time.start - sentence.start), None)
            if token is not None and time.start not in dated and clause_verb(token) == verb:
                return time
        if verb.dep_ == "relcl" or (verb.dep_ in _CLOSED and verb.dep_ != "relcl"):
            verb = clause_verb(verb.head) if verb.head.i != verb.i else None
        elif verb.dep_ == "ccomp" and verb.head.lemma_.lower() in wordlists.table("speech", "lemma", "sense"):
            return None
        else:
            return None
    return None


def _is_caused(noun: Token, other: Token) -> bool:
    """Tell whether one event brought the other about: "the quake that triggered the 1999 tsunami"."""
    verb = clause_verb(other)
    if verb is None or verb.lemma_.lower() not in wordlists.words("causes"):
        return False
    done = [child for child in verb.children if child.dep_ in ("dobj", "nsubj", "nsubjpass")]
    agents = [one for child in verb.children if child.dep_ in ("agent", "prep") for one in child.children]
    return noun in (*done, *agents, subject_of(verb))


def _relative(noun: Token) -> Token | None:
    """Return the relative clause of an event that dates it: "the storm that struck in 1999"."""
    clause = next((child for child in noun.children if child.dep_ == "relcl"), None)
    if clause is None:
        return None
    has_time = any(one.ent_type_ == "DATE" for one in clause.subtree)
    return clause if has_time else None


def _year(time: TimeMention, reading: Reading) -> str:
    """Return the year of an event, its month where it lies in the document's own year, "" for the document's own."""
    own = reading.document.date
    if own is None:
        return time.low[:4]
    try:
        low, high = date.fromisoformat(time.low), date.fromisoformat(time.high)
        own_low, own_high = date.fromisoformat(own.low), date.fromisoformat(own.high)
    except ValueError:
        return time.low[:4]
    if (own_low - high).days <= _OWN_DAYS and (low - own_high).days <= _OWN_DAYS:
        return ""
    return time.low[:4] if time.low[:4] != own.low[:4] else time.low[:7]


def main_day(reading: Reading) -> str:
    """Return the day on which the event that a document is about happened: of its first clause that says so; or ""."""
    if reading.main_day is None:
        days = [
            (day, number)
            for number, sentence in enumerate(reading.sentences[:_OPENING])
            for day in _days_of_event(sentence)
        ]
        fresh = [day for day, _ in days if _is_fresh(day, reading)]
        early = [day for day, number in days if number < _LEAD]
        reading.main_day = next(iter((*fresh, *early)), "")
    return reading.main_day


def _is_fresh(day: str, reading: Reading) -> bool:
    own = reading.document.date
    try:
        return own is not None and 0 <= (date.fromisoformat(own.high) - date.fromisoformat(day)).days <= _OWN_DAYS
    except ValueError:
        return False


def _days_of_event(sentence: Sentence) -> list[str]:
    """Return the days of clauses whose subject is an event, or whose verb says what an event does."""
    found: list[str] = []
    doc = sentence.doc
    dated = event_times(sentence) if doc is not None else {}
    for time in calendar_times(sentence) if doc is not None else ():
        if time.low != time.high or doc is None:
            continue
        token = next((one for one in doc if one.idx + len(one) > time.start - sentence.start), None)
        verb = clause_verb(token) if token is not None else None
        subject = subject_of(verb)
        happens = verb is not None and (verb.lemma_.lower() in wordlists.words("effects") or is_event_verb(verb))
        if time.start in dated or happens or (subject is not None and is_event(subject)):
            found.append(time.low)
    return found


def event_of_pronoun(sentence: Sentence, reading: Reading) -> Phrase | None:
    """Return the event that "it" stands for: the subject of the nearest sentence before that opens with no pronoun."""
    for before in _back(sentence, reading):
        subject = next((one for one in before.doc or () if one.dep_ in ("nsubj", "nsubjpass")), None)
        if subject is None:
            return None
        if subject.lower_ not in _PRONOUNS:
            return event_phrase(subject, before, "subject of a sentence before") if is_event(subject) else None
    return None


def _back(sentence: Sentence, reading: Reading) -> list[Sentence]:
    """Return the last few sentences before a sentence, nearest first, up to a title or a gap."""
    found: list[Sentence] = []
    last = sentence
    for before in reversed(reading.sentences[max(0, sentence.order - _CARRIED) : sentence.order]):
        if abs(before.block.number - last.block.number) > 1 or before.block.kind in (*_HEADS, "dateline"):
            break
        found.append(before)
        last = before
    return found


def _carried(phrase: Phrase | None, kind: str, sentence: Sentence, reading: Reading) -> Event:
    """Return an event with the year that a sentence before bound to the same sort of event, if it bound one.

    It is carried over sentences that point back themselves: "In 1999 a storm ... The storm ... It also ..."
    """
    own = Event(phrase=phrase)
    if not sentence.order or sentence.block.kind in _HEADS:
        return own
    classes = event_classes()
    for before in _back(sentence, reading):
        words = {word.lower() for word in re.findall(r"[A-Za-z]+", before.text)}
        named = {classes[word] for word in words if word in classes}
        times = calendar_times(before)
        if len(times) == 1 and named and (not kind or kind in named):
            year = _year(times[0], reading)
            as_of = as_of_phrase(times[0], before.block, "inherited") if year else None
            return Event(phrase=phrase, year=year, as_of=as_of)
        if times or not _ANAPHOR.match(before.text):
            return own
    return own


def _main_event(reading: Reading) -> Phrase | None:
    """Return the event that the title or the first sentence names, for effects that name none."""
    classes = {**event_classes(), **wordlists.table("event_verbs", "verb", "class")}
    for sentence in reading.sentences[:3]:
        for match in re.finditer(r"[A-Za-z]+", sentence.text):
            word = match[0].lower()
            kind = next((classes[one] for one in (word, word[:-1], word[:-2]) if one in classes), "")
            if kind:
                start = sentence.start + match.start()
                return phrase_in(sentence, match[0], start, start + len(word), kind, "event of the document")
    return None
