"""Whom a figure belongs to, as a name: the holder that the parse gives, the event, a name in its phrases, the topic."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from checker.extract import wordlists
from checker.extract.entities import name_phrase, topic_phrase
from checker.extract.events import EVENT_FRAMES
from checker.extract.nouns import weight_of
from checker.extract.passages import Attachment, Reading, Sentence, phrase_in
from checker.records import Phrase

if TYPE_CHECKING:
    from spacy.tokens import Token

_SUMS = frozenset({"figure", "total", "amount", "sum", "number", "tally"})
_THINGS = frozenset({"ORG", "PRODUCT", "FAC"})


def subject_of_figure(found: Attachment, sentence: Sentence, reading: Reading, event: Phrase | None) -> Phrase | None:
    last = reading.last
    if last is not None and last[0] in (sentence.order, sentence.order - 1) and _points_back(found):
        found.lemmas.extend(lemma for lemma in last[2] if lemma not in found.lemmas)
        return replace(last[1], how="'this figure' is the one before") if last[1] else None
    is_struck = found.frame in EVENT_FRAMES and found.holder is not None and found.holder.pos_ == "PRON"
    if event is not None and is_struck:
        return event
    if event is not None and any(lemma in wordlists.words("effects") for lemma in found.lemmas):
        verb = found.verb
        doer = next((one for one in verb.children if one.dep_ == "nsubj"), None) if verb is not None else None
        does_it = verb is not None and verb.lemma_.lower() in wordlists.words("effects")
        if doer is None or doer != found.holder or not does_it:  # "police killed two in the riot" stays with the police
            return event
    if found.holder is not None and found.holder.tag_ != "EX":
        phrase = name_phrase(found.holder, sentence, reading, f"{found.holder.dep_} '{found.holder.text}'")
        if phrase is not None:
            return phrase
    return _name_in_scope(found, sentence) or _topic(reading)


def only_says(found: Attachment) -> bool:
    """Tell whether the one who acts only says the figure: "analysts had expected a profit of", "put the toll at"."""
    if found.verb is None or found.holder is None or found.holder.head != found.verb or found.holder.dep_ != "nsubj":
        return False
    lemma = found.verb.lemma_.lower()
    sense = wordlists.table("speech", "lemma", "sense").get(lemma, "")
    return (
        (sense == "estimate" or weight_of(found.verb) == "put") and bool(found.heads) and found.heads[0] != found.verb
    )


def _points_back(found: Attachment) -> bool:
    """Tell whether a figure's holder is the figure before it: "this figure includes"."""
    sums = [one for one in (found.holder, *found.heads[:1]) if one is not None and one.lemma_ in _SUMS]
    bare = [one for one in sums if not any(child.dep_ in ("prep", "compound", "amod") for child in one.children)]
    return any(child.lower_ in ("this", "that", "the", "these") for one in bare for child in one.children)


def _name_in_scope(found: Attachment, sentence: Sentence) -> Phrase | None:
    """Return the first name in a figure's own phrases: "60% of traffic to Peru" speaks of Peru."""
    block = sentence.block
    for phrase in found.scope:
        for name in sentence.names:
            low, high = block.to_document(name.start, name.end)
            if phrase.start <= low and high <= phrase.end:
                return Phrase(text=name.text, start=low, end=high, label=name.label, how=f"name in '{phrase.text}'")
    return None


def _topic(reading: Reading) -> Phrase | None:
    """Return the document's topic for a figure that names nothing; a place in the news is too weak a guess."""
    topic = reading.topic
    is_thing = topic is not None and (topic.label in _THINGS or not topic.label)
    return topic_phrase(reading, "") if is_thing or reading.is_reference else None


def anchors_of(sentence: Sentence, subject: Phrase | None, reading: Reading) -> tuple[Phrase, ...]:
    """Return the names of a sentence other than the subject, each once, also those that "the island" stands for."""
    seen = {subject.text} if subject else set()
    anchors: list[Phrase] = []
    for name in sentence.names:
        if name.text not in seen:
            seen.add(name.text)
            anchors.append(phrase_in(sentence, name.text, name.start, name.end, name.label, "in the sentence"))
    if sentence.referred is None:
        found = (_referred(token, sentence, reading) for token in sentence.doc or ())
        sentence.referred = tuple(one for one in found if one is not None)
    for known in sentence.referred:
        if known.text not in seen:
            seen.add(known.text)
            anchors.append(known)
    return tuple(anchors)


def _referred(token: Token, sentence: Sentence, reading: Reading) -> Phrase | None:
    """Return the name that a description or pronoun in subject or possessive place stands for."""
    if token.dep_ not in ("nsubj", "nsubjpass", "poss", "pobj") or token.pos_ not in ("NOUN", "PRON"):
        return None
    is_description = token.lemma_.lower() in wordlists.table("definites", "noun", "labels")
    is_pronoun = token.lower_ in ("it", "its", "their", "they", "he", "she", "his", "her")
    if not is_description and not is_pronoun:
        return None
    known = name_phrase(token, sentence, reading, f"'{token.text}' in the sentence")
    return known if known is not None and known.label else None
