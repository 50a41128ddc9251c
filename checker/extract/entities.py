"""What a noun, pronoun or definite description stands for as a name.

A noun phrase becomes the name of a subject here: "the company" the nearest organisation, "it" the subject before it,
"whose" and "that" were followed in `clauses`. Each choice is written into `Phrase.how`.
"""

from __future__ import annotations

import re
from bisect import bisect_left
from collections import Counter
from functools import cache
from typing import TYPE_CHECKING

from checker.extract import wordlists
from checker.extract.passages import Name, Reading, Sentence, phrase_in
from checker.extract.vessels import vessel_before
from checker.records import Phrase

if TYPE_CHECKING:
    from spacy.tokens import Token

_ACTORS = frozenset({"GPE", "PERSON", "ORG"})
_LOOK_BACK = 400  # names that are searched for an antecedent
_RECENT = 8  # fitting names among which the most frequent is taken
_AMOUNT = re.compile(r"[^\w]?\d[\d.,]*(?:k|m|mn|bn|tn|million|billion|trillion)?", re.IGNORECASE)
_NOUNS = frozenset({"NOUN", "PROPN"})
_SUBJECTS = ("nsubj", "nsubjpass")
_CHAIN = 4  # sentences over which "It ... It ..." is followed back


# --- from a token to a name ---------------------------------------------------------------------------------


def name_phrase(token: Token, sentence: Sentence, reading: Reading, how: str) -> Phrase | None:
    """Return what a noun or pronoun stands for as a Phrase; None where nothing fits."""
    pronouns = wordlists.table("pronouns", "pronoun", "labels")
    if token.lower_ in pronouns and token.pos_ in ("PRON", "DET"):
        return _of_pronoun(token, pronouns[token.lower_].split(), sentence, reading, how)
    if token.pos_ == "PRON":
        return _of_demonstrative(token, sentence, reading, how)
    for name in sentence.names:
        if name.start <= sentence.start + token.idx < name.end:
            return phrase_in(sentence, name.text, name.start, name.end, name.label or "PROPN", how)
    known = _of_body(token, sentence, how)
    if known is None and token.pos_ in ("NOUN", "PROPN", "ADJ", "NUM") and _is_definite(token):
        known = _of_description(token, sentence, reading, how)
    return known or _noun_phrase(token, sentence, how)


def _of_body(token: Token, sentence: Sentence, how: str) -> Phrase | None:
    """Return for whom a body acts: "the Ruiz administration", "the U.S. side"."""
    if token.lower_ not in wordlists.words("bodies"):
        return None
    end = sentence.start + token.idx
    low = sentence.start + token.left_edge.idx
    near = [name for name in sentence.names if low <= name.start and name.end <= end and name.label in _ACTORS]
    if not near:
        return None
    name = near[-1]
    return phrase_in(sentence, name.text, name.start, name.end, name.label, f"{how}; acts for {name.text}")


def _is_definite(token: Token) -> bool:
    determiners = [child.lower_ for child in token.children if child.dep_ in ("det", "poss")]
    return any(one in ("the", "this", "that", "its", "their") for one in determiners)


def _of_pronoun(token: Token, labels: list[str], sentence: Sentence, reading: Reading, how: str) -> Phrase | None:
    if "SELF" in labels:
        return _of_self(token, sentence, reading, how)
    if token.lower_ in ("she", "her") and (vessel := vessel_before(sentence, reading)) is not None:
        return name_phrase(*vessel, reading, f"{how}; '{token.text}' is the vessel told of before it")
    inner = _earlier_subject(token)
    if inner is not None and _fits(inner, labels, reading) and _agrees(token, inner):
        return name_phrase(inner, sentence, reading, f"{how}; '{token.text}' is the subject before it")
    if inner is not None and (other := _other_antecedent(token, inner, labels, reading)) is not None:
        return name_phrase(other, sentence, reading, f"{how}; '{token.text}' is told of before it")
    if inner is None or inner.head.lemma_.lower() in wordlists.table("speech", "lemma", "sense"):
        found = _antecedent(token, labels, sentence, reading)
        if found is not None:
            noun, before = found
            return name_phrase(noun, before, reading, f"{how}; '{token.text}' is told of in the sentence before")
    return _nearest(labels, token, sentence, reading, f"{how}; '{token.text}' is the nearest name")


def _antecedent(token: Token, labels: list[str], sentence: Sentence, reading: Reading) -> tuple[Token, Sentence] | None:
    """Return the noun that a pronoun stands for, and its sentence: what the sentences before go on telling of."""
    here = sentence
    for _ in range(_CHAIN):
        before = here.before or (reading.sentences[here.order - 1] if here.order else None)
        if before is None or before.doc is None:
            return None
        told = _told_of(before)
        noun = next((one for one in told if _fits(one, labels, reading) and _agrees(token, one)), None)
        if noun is not None and noun.pos_ != "PRON":
            return noun, before
        if noun is None:
            return None
        here = before
    return None


def _other_antecedent(token: Token, inner: Token, labels: list[str], reading: Reading) -> Token | None:
    """Return what an outer clause tells its subject of: "visitors come to the dome since it opened"."""
    if token.lower_ not in ("it", "its") or inner.head.lemma_.lower() in wordlists.table("speech", "lemma", "sense"):
        return None
    told = [one for one in inner.head.subtree if inner.i < one.i < token.i and one.dep_ in ("dobj", "pobj", "attr")]
    fitting = (one for one in told if one.pos_ in _NOUNS and one.ent_type_ not in ("DATE", "TIME"))
    return next((one for one in fitting if _agrees(token, one) and _fits(one, labels, reading)), None)


def _told_of(sentence: Sentence) -> list[Token]:
    """Return what a sentence may go on telling of: its subject, or that of what somebody says; then its object."""
    main = _main_subject(sentence, with_pronouns=True)
    if main is None:
        return []
    verb = main.head
    told = [main]
    if verb.lemma_.lower() in wordlists.table("speech", "lemma", "sense"):
        clause = next((child for child in verb.children if child.dep_ in ("ccomp", "parataxis")), None)
        said = [child for child in clause.children if child.dep_ in _SUBJECTS] if clause is not None else []
        told = [*(one for one in said if one.pos_ in (*_NOUNS, "PRON")), main]
        verb = clause if said and clause is not None else verb
    told += [child for child in verb.children if child.dep_ in ("dobj", "attr") and child.pos_ in _NOUNS]
    phrases = [child for one in told for child in one.children if child.dep_ == "prep" and child.lower_ == "of"]
    return [*told, *(one for phrase in phrases for one in phrase.children if one.dep_ == "pobj" and one.pos_ in _NOUNS)]


def _agrees(pronoun: Token, noun: Token) -> bool:
    """Tell whether a noun can be what "it" stands for: one thing; other pronouns are left to the sort of name."""
    if noun.pos_ == "PRON":
        return noun.lower_ in ("it", "its") if pronoun.lower_ in ("it", "its") else noun.lower_ == pronoun.lower_
    return pronoun.lower_ not in ("it", "its") or noun.tag_ not in ("NNS", "NNPS") or bool(noun.ent_type_)


def _of_self(token: Token, sentence: Sentence, reading: Reading, how: str) -> Phrase | None:
    if reading.document.publisher and reading.topic is None:
        return Phrase(text=reading.document.publisher, how=f"{how}; '{token.text}' is the publisher")
    return topic_phrase(reading, f"{how}; '{token.text}'")


def _of_demonstrative(token: Token, sentence: Sentence, reading: Reading, how: str) -> Phrase | None:
    inner = _earlier_subject(token)
    if inner is not None and inner.pos_ in _NOUNS:
        return name_phrase(inner, sentence, reading, how)
    return topic_phrase(reading, how)


def _of_description(token: Token, sentence: Sentence, reading: Reading, how: str) -> Phrase | None:
    noun = token.lemma_.lower()
    labels = wordlists.table("definites", "noun", "labels").get(noun)
    if (
        not labels
        or token.tag_ in ("NNS", "NNPS")
        or any(child.dep_ in ("prep", "relcl", "acl") for child in token.rights)
    ):
        return None
    how = f"{how}; 'the {token.text}' is the nearest name"
    return _nearest(labels.split(), token, sentence, reading, how, noun)


def _nearest(
    labels: list[str], token: Token, sentence: Sentence, reading: Reading, how: str, noun: str = ""
) -> Phrase | None:
    """Return the nearest earlier name of a fitting sort; for a description the one named most often among the last."""
    here = (sentence.block.number, sentence.start + token.idx)
    recent = _names_before(here, labels, noun, reading)
    topic = reading.topic
    fits = topic is not None and (topic.label in labels or (not topic.label and "ORG" in labels))
    if topic is not None and fits and _is_called(topic.text, noun) and (noun or not recent):
        return Phrase(text=topic.text, start=topic.start, end=topic.end, label=topic.label, how=how)
    if not recent:
        return None
    counts = Counter(name.text for name in recent)
    best = max(recent, key=lambda name: (counts[name.text], name.block, name.start)) if noun else recent[0]
    low, high = reading.document.blocks[best.block].to_document(best.start, best.end)
    return Phrase(text=best.text, start=low, end=high, label=best.label, how=how)


def _names_before(here: tuple[int, int], labels: list[str], noun: str, reading: Reading) -> list[Name]:
    """Return the last few fitting names before a place, nearest first."""
    end = bisect_left(reading.names, here, key=lambda name: (name.block, name.start))
    found: list[Name] = []
    for name in reversed(reading.names[max(0, end - _LOOK_BACK) : end]):
        if name.label in labels and _is_called(name.text, noun):
            found.append(name)
            if len(found) == _RECENT:
                break
    return found


def _is_called(name: str, noun: str) -> bool:
    """Tell whether "the bank" can stand for a name: some nouns only for names that hold a word of their sort."""
    cues = wordlists.table("definites", "noun", "cues").get(noun) or ""
    words = name.lower().split()
    if not cues:
        return True
    if cues == "company":
        offices = wordlists.table("definites", "noun", "cues").get("agency") or ""
        return not any(word.startswith(tuple(offices.split())) for word in words)
    return any(word.startswith(tuple(cues.split())) for word in words)


def _fits(token: Token, labels: list[str], reading: Reading) -> bool:
    return _is_person(token, reading) == ("PERSON" in labels)


def _is_person(token: Token, reading: Reading) -> bool:
    """Tell whether a noun names or describes a person: "Lee", "the minister"."""
    people = wordlists.table("definites", "noun", "labels")
    if token.ent_type_ == "PERSON" or people.get(token.lemma_.lower()) == "PERSON":
        return True
    return token.text in reading.people


def _earlier_subject(token: Token) -> Token | None:
    """Return the subject of an outer clause of the same sentence: "Acme said it would invest"."""
    subjects = [
        one
        for one in token.doc[: token.i]
        if one.dep_ in ("nsubj", "nsubjpass") and one.pos_ in _NOUNS and one.head.i != token.head.i
    ]
    return subjects[-1] if subjects else None


def _main_subject(sentence: Sentence, with_pronouns: bool = False) -> Token | None:
    doc = sentence.doc
    if doc is None:
        return None
    wanted = (*_NOUNS, "PRON") if with_pronouns else tuple(_NOUNS)
    subjects = [token for token in doc if token.dep_ in _SUBJECTS and token.pos_ in wanted]
    return next((token for token in subjects if token.head.dep_ == "ROOT"), subjects[0] if subjects else None)


def _noun_phrase(token: Token, sentence: Sentence, how: str) -> Phrase:
    """Return a common noun with the words before it that name it, without article and figures: "steel makers"."""
    first = token
    for left in reversed(list(token.lefts)):
        is_close = left.right_edge.i + 1 == first.i or left.i + 1 == first.i
        if left.lemma_.lower() in _measures() or any(one.like_num for one in left.lefts):
            break  # "a magnitude 5.8 quake", "a 300-employee firm"
        if left.dep_ in ("compound", "amod", "nmod") and is_close and _is_word(left):
            first = left.left_edge if _is_word(left.left_edge) and left.left_edge.dep_ != "det" else left
        else:
            break
    start, end = sentence.start + first.idx, sentence.start + token.idx + len(token)
    is_name = any(one.pos_ == "PROPN" and one.is_title for one in token.doc[first.i : token.i + 1])
    label = token.ent_type_ or ("PROPN" if is_name else "")
    return phrase_in(sentence, sentence.block.text[start:end], start, end, label, how)


def _is_word(token: Token) -> bool:
    return any(char.isalpha() for char in token.text) and not token.like_num and not _AMOUNT.fullmatch(token.text)


@cache
def _measures() -> frozenset[str]:
    return frozenset(row["word"] for row in wordlists.rows("measures") if row["sort"] in ("noun", "transparent"))


def topic_phrase(reading: Reading, how: str) -> Phrase | None:
    """Return the document's topic as the subject of a figure that names none."""
    topic = reading.topic
    if topic is None:
        return None
    return Phrase(
        text=topic.text,
        start=topic.start,
        end=topic.end,
        label=topic.label,
        how=f"{how}; {topic.how}" if how else topic.how,
    )
