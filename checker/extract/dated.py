"""What a calendar day or clock time hangs on: the verb or noun that makes it a fact, and its name.

"signed on 3 May", "took effect on 1 July", "a recall by Arvo on 2 September": each is the day of an act. A time that
hangs on a noun of another sort ("the quake in 2013") tells which one is meant.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, NamedTuple

from checker.extract import wordlists
from checker.extract.clauses import ancestors, subject_of
from checker.extract.events import event_of_pronoun, is_event, is_event_verb
from checker.extract.nouns import owner_of
from checker.extract.passages import Reading, Sentence
from checker.records import TimeMention

if TYPE_CHECKING:
    from spacy.tokens import Token

_SPAN = re.compile(r"\s?(?:and|to|until|till|[-–—])\s?(?:about |around )?")
_CUES = frozenset({"", "on", "in", "at", "shortly after"})
_PLANNED_FOR = frozenset({"schedule", "slate", "slat", "set", "plan"})  # "slat" is what the model makes of "slated"
_SO = frozenset({"oprd", "acomp", "xcomp", "ccomp", "advcl", "amod", "prt"})  # "found guilty", "found to hold"
_NAMES = frozenset({"NOUN", "PROPN"})


class Act(NamedTuple):
    """The verb or noun that a time hangs on."""

    token: Token
    name: str  # of the act: "open" of opened, inaugurated and the opening; "" of a clock time
    holder: Token | None  # what it is the day of, where the act itself says so
    is_phrase: bool = False  # a verb with its noun: "took effect"
    is_planned: bool = False
    is_deed: bool = False  # of a clock time: a deed that is no event, "the level was raised at 5:30 PM"


def find_act(time: TimeMention, sentence: Sentence, reading: Reading) -> Act | None:
    """Return what a time is the time of; None where it is that of nothing this stage tells."""
    cue = time.cue.lower()
    if sentence.doc is None or (cue not in _CUES and cue != "for"):
        return None
    low, high = time.start - sentence.start, time.end - sentence.start
    inside = [token for token in sentence.doc if token.idx < high and token.idx + len(token) > low]
    if not inside:
        return None
    if time.sort == "clock" and _ends_span(time, sentence):
        return None
    if time.sort == "clock":
        return _of_clock(inside, sentence, reading) if cue in _CUES else None
    return _planned_for(inside) if cue == "for" else _of_day(inside)


def _ends_span(time: TimeMention, sentence: Sentence) -> bool:
    """Tell whether a clock time is one end of a span: "between 2:49 and 4:28 a.m."."""
    text = sentence.block.text
    clocks = [one for one in sentence.times if one.sort == "clock" and one is not time]
    after = any(_SPAN.fullmatch(text, time.end, one.start) for one in clocks if one.start >= time.end)
    return after or any(_SPAN.fullmatch(text, one.end, time.start) for one in clocks if one.end <= time.start)


def _of_clock(inside: list[Token], sentence: Sentence, reading: Reading) -> Act | None:
    """Return the event, or the verb that tells it: "the blast at 11:40", "the quake struck at 11:40"."""
    for token in _above_clock(inside):
        if token.pos_ == "VERB" and _tells_event(token, sentence, reading):
            return Act(token, "", None)
        if is_event(token):
            return Act(token, "", None)
        if token.pos_ == "VERB":
            return _deed(token)
        if token.pos_ not in _NAMES:  # clock times are parsed badly
            return None
    return None


def _above_clock(inside: list[Token]) -> list[Token]:
    """Return the words above a clock time, or the clause that the parser hung on it: "At 3:10 it derailed"."""
    told = [token for token in ancestors(inside[0]) if token not in inside and token.pos_ not in ("ADP", "ADV", "NUM")]
    clause = [one for token in inside for one in token.rights if one.dep_ == "relcl" and one.pos_ == "VERB"]
    return told or clause


def _deed(verb: Token) -> Act | None:
    """Return a deed of its own time: "the level was raised at 5:30 PM"; a habit has none, and a saying tells none."""
    lemma = verb.lemma_.lower()
    name = wordlists.table("dated_verbs", "lemma", "name").get(lemma) or lemma
    is_past = verb.tag_ in ("VBD", "VBN") or name == "begin"
    if not is_past or lemma in wordlists.table("speech", "lemma", "sense"):
        return None
    return Act(verb, "" if lemma in ("happen", "occur") else name, None, is_deed=True)


def _tells_event(verb: Token, sentence: Sentence, reading: Reading) -> bool:
    subject = subject_of(verb)
    takes_place = verb.lemma_.lower() == "take" and any(one.lower_ == "place" for one in verb.rights)
    happens = (subject is not None and is_event(subject)) or _stands_for_event(subject, sentence, reading)
    return is_event_verb(verb) or ((bool(_sort_of(verb)) or takes_place) and happens)


def _stands_for_event(subject: Token | None, sentence: Sentence, reading: Reading) -> bool:
    is_pronoun = subject is not None and subject.lower_ in ("it", "this", "that")
    return is_pronoun and event_of_pronoun(sentence, reading) is not None


def _of_day(inside: list[Token]) -> Act | None:
    """Return the act of the nearest verb, or of a noun for an act on the way to it."""
    for token in ancestors(inside[0]):
        if token in inside or token.pos_ in ("ADP", "ADV", "NUM"):
            continue
        if token.pos_ == "VERB":
            return _of_verb(token)
        if token.pos_ not in _NAMES:
            return None
        if (act := _of_noun(token)) is not None:
            return act
        if token.dep_ != "dobj" and (_tells_which(token) or token.dep_ not in ("pobj", "attr")):
            return None
    return None


def _tells_which(noun: Token) -> bool:
    """Tell whether a day beside a noun says which one is meant: "the quake in 2013", "an opening in March"."""
    is_act = noun.lemma_.lower() in wordlists.table("dated_nouns", "noun", "name")
    return is_act or (is_event(noun) and not _is_of_life(noun))


def _is_of_life(event: Token) -> bool:
    """Tell whether an event is how somebody died, whose day is that of the death: "was killed in a raid on 9 May"."""
    verb = event.head.head if event.dep_ == "pobj" else event
    return verb.pos_ == "VERB" and _sort_of(verb) == "life"


def _of_noun(noun: Token) -> Act | None:
    """Return the act that a noun tells together with what it is done to: "the opening of the bridge"."""
    lemma = noun.lemma_.lower()
    if wordlists.table("dated_nouns", "noun", "sort").get(lemma) != "act":
        return None
    holder = owner_of(noun)
    return Act(noun, wordlists.table("dated_nouns", "noun", "name")[lemma], holder) if holder is not None else None


def _of_verb(verb: Token) -> Act | None:
    lemma = verb.lemma_.lower()
    if (phrase := _phrase_of(verb)) is not None:
        return Act(verb, phrase, subject_of(verb), is_phrase=True)
    if lemma == "find":
        is_passive = any(child.dep_ == "nsubjpass" for child in verb.children)
        is_so = any(
            child.dep_ in ("oprd", "acomp", "xcomp", "ccomp", "advcl", "amod", "prt") for child in verb.children
        )
        return Act(verb, "discover", None) if is_passive and not is_so else None
    sort = _sort_of(verb)
    if sort in ("", "event"):
        return None  # the day on which a quake struck tells which quake it is, and is no fact of its own
    name = wordlists.table("dated_verbs", "lemma", "name")[lemma]
    if sort in ("act", "done"):
        is_bare = verb.tag_ == "VBN" and not any(one.dep_ == "aux" for one in verb.lefts)  # "Unveiled in May, it ..."
        is_told = is_bare or any(child.dep_ in ("dobj", "nsubjpass") for child in verb.children)
        return Act(verb, name, None) if sort == "act" or is_told else None
    done = next((one for one in verb.children if one.dep_ == "dobj"), None) if lemma in ("kill", "arrest") else None
    holder = done or subject_of(verb)
    if holder is None or (sort == "life" and not _is_one(holder)):
        return None
    return Act(verb, name, holder)


def _is_one(person: Token) -> bool:
    """Tell one person from many, whose day is that of an event."""
    if person.pos_ == "PRON":
        return person.lower_ in ("he", "she")
    return person.tag_ in ("NN", "NNP") and not any(one.like_num or one.dep_ == "cc" for one in person.children)


def _phrase_of(verb: Token) -> str | None:
    """Return the name of what a verb says with its noun: "took effect", "went on sale"."""
    lemma = verb.lemma_.lower()
    said = [("", one.lemma_.lower()) for one in verb.rights if one.dep_ in ("dobj", "attr")]
    said += [
        (prep.lower_, one.lemma_.lower())
        for prep in verb.rights
        if prep.dep_ == "prep"
        for one in prep.children
        if one.dep_ == "pobj"
    ]
    return next(
        (
            row["name"]
            for row in wordlists.rows("dated_phrases")
            if row["verb"] == lemma and (row["word"], row["noun"]) in said
        ),
        None,
    )


def _planned_for(inside: list[Token]) -> Act | None:
    """Return the act of "Its opening is set for 18 March"."""
    verb = next((one for one in ancestors(inside[0]) if one.pos_ in ("VERB", "AUX")), None)
    noun = subject_of(verb)
    if verb is None or noun is None or verb.lemma_.lower() not in _PLANNED_FOR:
        return None
    lemma = noun.lemma_.lower()
    name = wordlists.table("dated_nouns", "noun", "name").get(lemma, "")
    return Act(verb, name, owner_of(noun) or noun, is_planned=True) if name else None


def _sort_of(verb: Token) -> str:
    return wordlists.table("dated_verbs", "lemma", "sort").get(verb.lemma_.lower(), "")
