"""To whom a sentence ascribes a claim: speech verbs, "according to", and quotes that run over sentences."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from checker.extract import wordlists
from checker.extract.clauses import ancestors, subject_of
from checker.extract.entities import name_phrase
from checker.extract.passages import Figure, Reading, Sentence
from checker.records import Phrase

if TYPE_CHECKING:
    from spacy.tokens import Token

_OPEN, _CLOSE = '“"', '”"'
_TAIL = re.compile(  # ... ," she said   ... ," said Ann Lee
    r"[,.?!][\"”]\s*(?:(?:(?P<verb>[a-z]{3,12})\s(?P<after>[A-Z][\w.'-]{1,30}(?:\s[A-Z][\w.'-]{1,30}){0,3}))"
    r"|(?P<before>(?:[A-Z][\w.'-]{1,30}(?:\s[A-Z][\w.'-]{1,30}){0,3})|he|she|they|it)\s(?P<verb2>[a-z]{3,12}))"
)


def speaker_of(figure: Figure, sentence: Sentence, reading: Reading) -> Phrase | None:
    """Return the one to whom the document ascribes a figure; None where the document says it itself."""
    senses = wordlists.table("speech", "lemma", "sense")
    for token in (figure.noun, *ancestors(figure.noun)):
        if token.pos_ == "VERB" and token.lemma_.lower() in senses and _speaks(token, figure):
            subject = subject_of(token)
            if subject is not None and subject.i not in {one.i for one in figure.tokens}:
                return name_phrase(subject, sentence, reading, f"subject of '{token.text}'")
    if source := _according_to(sentence, reading):
        return source
    return _speaker_of_quote(sentence, figure, reading)


def _speaks(verb: Token, figure: Figure) -> bool:
    """Tell whether a verb reports the figure's clause: it has a clause as its object."""
    if any(child.dep_ in ("ccomp", "parataxis") and figure.noun.i in _inside(child) for child in verb.children):
        return True
    return verb.dep_ == "parataxis" and verb.lemma_ in ("say", "add", "tell")


def _inside(token: Token) -> range:
    return range(token.left_edge.i, token.right_edge.i + 1)


def _according_to(sentence: Sentence, reading: Reading) -> Phrase | None:
    doc = sentence.doc
    if doc is None:
        return None
    for token in doc[:-2]:
        if token.lower_ == "according" and token.nbor(1).lower_ == "to":
            after = list(doc[token.i + 2 : token.i + 20])
            head = next((one for one in after if one.dep_ == "pobj" and one.pos_ in ("NOUN", "PROPN", "PRON")), None)
            if head is not None:
                return name_phrase(head, sentence, reading, "'according to'")
    return None


def _speaker_of_quote(sentence: Sentence, figure: Figure, reading: Reading) -> Phrase | None:
    """Find who is quoted when the quotation opens or closes in a sentence next to this one."""
    text = sentence.block.text
    at = figure.quantity.start
    if not _is_quoted(text, at):
        return None
    tail = _TAIL.search(text, at, min(len(text), at + 600))
    if tail is None:
        tail = _last_tail(text, at)
    if tail is None:
        return None
    verb = tail["verb"] or tail["verb2"]
    senses = wordlists.table("speech", "lemma", "sense")
    if not any(verb.startswith(lemma[:-1]) for lemma in senses) and verb not in ("said", "told"):
        return None
    group = "after" if tail["after"] else "before"
    who = tail[group]
    if who.lower() in ("he", "she", "they", "it"):
        person = next(
            (
                name
                for name in reversed(reading.names)
                if name.label == "PERSON" and (name.block, name.start) <= (sentence.block.number, at)
            ),
            None,
        )
        return Phrase(text=person.text, label="PERSON", how=f"quote, '{who} {verb}'") if person else None
    low, high = sentence.block.to_document(tail.start(group), tail.end(group))
    return Phrase(text=who, start=low, end=high, how=f"quote, '{verb}'")


def _last_tail(text: str, at: int) -> re.Match[str] | None:
    found = None
    for match in _TAIL.finditer(text, max(0, at - 600), at):
        found = match
    return found


def _is_quoted(text: str, at: int) -> bool:
    before = text[max(0, at - 1500) : at]
    curly = before.rfind("“") > before.rfind("”")
    return curly or before.count('"') % 2 == 1
