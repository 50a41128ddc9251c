"""Clauses that leave their verb out: what the first clause says, the remnant says with other words.

    "revenue came to $5m and profit to $2m"          the subject differs: profit, $2m
    "calls in Kenya fell by 40%, in Uganda by 25%"   the place differs: calls in Uganda
    "in Lagos 40 shops were looted, in Kano 12"      a bare number counts what the first one counts

The parse of such a remnant is mostly wrong, so it is read from the words between the two figures.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from checker.extract.clauses import subject_of
from checker.extract.nouns import owner_of
from checker.extract.passages import Attachment, Figure, Sentence, phrase_in
from checker.extract.phrases import lemma_of
from checker.extract.roles import role_of

if TYPE_CHECKING:
    from spacy.tokens import Token

_ENDS = frozenset({"to", "by", "at", "from"})  # right before a figure: "profit to $2m"
_PLACES = frozenset({"in", "at", "for", "on", "near", "among", "outside"})
_PARTS = _PLACES | {"of"}  # "sales of cables fell by 11% and of switches by 4%"
_COMMAS = frozenset({",", ";", "and", "while", "but"})
_HEDGES = frozenset(
    {"about", "around", "some", "nearly", "almost", "just", "only", "over", "roughly", "up", "more", "than"}
)
_LONGEST = 8  # tokens of a remnant
_NAMED = frozenset({"DET", "ADJ", "NOUN", "PROPN", "PART", "PUNCT", "ADP"})


@dataclass(frozen=True, slots=True)
class Remnant:
    """What stands between two figures of a gapped coordination."""

    noun: Token
    first: Token
    place: str = ""  # "in", where the remnant is a place; "" where it is another subject
    link: str = ""  # "to", right before the figure


def fill_gaps(figures: list[Figure], attached: list[Attachment], sentence: Sentence) -> None:
    """Give a figure of a clause without a verb the verb, attribute and role of the clause before it."""
    for number in range(1, len(figures)):
        figure, before = figures[number], figures[number - 1]
        if not _is_same_sort(figure, before):
            continue
        if _is_parallel(figure, before):
            _take_parallel(figure, attached[number], before, attached[number - 1], sentence)
            continue
        if _is_listed(figure, before, attached[number]):
            _copy(attached[number], attached[number - 1], figure, before, sentence)
            continue
        remnant = _remnant(figure, before)
        if remnant is None:
            continue
        found, model = attached[number], attached[number - 1]
        if remnant.place:
            _take_place(remnant, figure, found, before, model, sentence)
        elif remnant.link == _link_of(before):
            _take_subject(remnant, figure, found, before, model, sentence)


def _is_same_sort(figure: Figure, before: Figure) -> bool:
    if figure.sort != before.sort or figure.sort == "ratio":
        return False
    if figure.sort == "count":
        return figure.quantity.unit in ("count", before.quantity.unit)
    return figure.sort in ("money", "percent") or figure.quantity.unit == before.quantity.unit


def _is_parallel(figure: Figure, before: Figure) -> bool:
    """Tell "4% in dollars and 6% in euros": two figures, each before a phrase with one preposition, no verb between."""
    doc = figure.root.doc
    first, second = before.tokens[-1].i + 1, figure.tokens[-1].i + 1
    if figure.sort not in ("money", "percent") or second >= len(doc) or doc[first].lower_ != doc[second].lower_:
        return False
    between = list(doc[first : figure.tokens[0].i])
    return (
        doc[first].dep_ == "prep"
        and doc[first].lower_ in _PLACES
        and len(between) <= _LONGEST
        and between[-1].lower_ in ("and", ",")
        and all(one.pos_ in (*_NAMED, "CCONJ") for one in between)
    )


def _take_parallel(figure: Figure, found: Attachment, before: Figure, model: Attachment, sentence: Sentence) -> None:
    doc, at = figure.root.doc, figure.tokens[-1].i + 1
    start = sentence.start + doc[at].idx
    own = [one for one in found.scope if one.label == doc[at].lower_ and _lies_after(one.text, start, sentence)]
    if not own:
        return
    _copy(found, model, figure, before, sentence)
    found.scope = own


def _is_listed(figure: Figure, before: Figure, found: Attachment) -> bool:
    """Tell "2 million for the dead and 50,000 for the hurt": a second sum of money of one verb."""
    doc, last = figure.root.doc, before.tokens[-1].i
    between = list(doc[last + 1 : figure.tokens[0].i])
    return (
        figure.sort == "money"
        and found.how.startswith("stands beside")
        and bool(between)
        and between[-1].lower_ in ("and", ",")
        and all(one.pos_ not in ("VERB", "AUX") for one in between)
    )


def _remnant(figure: Figure, before: Figure) -> Remnant | None:
    """Return the words of the gapped clause before a figure, or None where they hold a verb or are none."""
    doc = figure.root.doc
    words = list(doc[before.tokens[-1].i + 1 : figure.tokens[0].i])
    while words and words[-1].lower_ in _HEDGES:
        words.pop()
    link = words.pop().lower_ if words and words[-1].lower_ in _ENDS else ""
    cut = next((at for at in range(len(words) - 1, -1, -1) if words[at].lower_ in _COMMAS), -1)
    while cut >= 0 and cut + 1 < len(words) and words[cut + 1].lower_ in _COMMAS:
        cut += 1
    rest = words[cut + 1 :]
    if cut < 0 or not 0 < len(rest) <= _LONGEST or any(one.pos_ not in _NAMED and not _narrows(one) for one in rest):
        return None
    if any(one.pos_ == "ADP" and one.lower_ not in (*_PLACES, "of") for one in rest):
        return None
    place = rest[0].lower_ if rest[0].lower_ in _PARTS else ""
    inner = rest[1:] if place else rest
    noun = _head_of(inner)
    if noun is None or any(one.lower_ in _PLACES for one in inner):
        return None
    return Remnant(noun=noun, first=rest[0], place=place, link=link)


def _narrows(word: Token) -> bool:
    """Tell "operating" of "operating profit", which is tagged as a verb."""
    return word.tag_ in ("VBG", "VBN") and word.i + 1 < len(word.doc) and word.nbor(1).pos_ in ("NOUN", "PROPN")


def _head_of(words: list[Token]) -> Token | None:
    """Return the last noun of a phrase before "of": "the price of oil" -> price."""
    nouns: list[Token] = []
    for word in words:
        if word.lower_ == "of":
            break
        if word.pos_ in ("NOUN", "PROPN"):
            nouns.append(word)
    return nouns[-1] if nouns and words[-1].pos_ in ("NOUN", "PROPN") else None


def _link_of(figure: Figure) -> str:
    """Return the preposition right before a figure, past its hedges."""
    doc, at = figure.root.doc, figure.tokens[0].i - 1
    while at >= 0 and doc[at].lower_ in _HEDGES:
        at -= 1
    if figure.tokens[0].lower_ in _ENDS:
        return str(figure.tokens[0].lower_)
    return str(doc[at].lower_) if at >= 0 and doc[at].lower_ in _ENDS else ""


def _take_place(
    remnant: Remnant, figure: Figure, found: Attachment, before: Figure, model: Attachment, sentence: Sentence
) -> None:
    """Read "in Uganda by 25%": all as before, in another place. The clause before must name a place likewise."""
    start = sentence.start + remnant.first.idx
    model.scope = [one for one in model.scope if not _lies_after(one.text, start, sentence)]
    doc = before.root.doc
    names_place = any(one.label == remnant.place for one in model.scope)
    leads = any(one.lower_ == remnant.place and one.dep_ == "prep" for one in doc[: before.tokens[0].i])
    if not names_place and not leads:
        return
    end = sentence.start + remnant.noun.idx + len(remnant.noun)
    text = sentence.block.text[start:end]
    place = phrase_in(sentence, text, start, end, remnant.place, "the clause leaves its verb out")
    _copy(found, model, figure, before, sentence)
    found.scope = [place, *(one for one in model.scope if one.label != remnant.place)]
    if model.holder is not None and any(one.lower_ == remnant.place for one in (model.holder.head,)):
        found.holder = remnant.noun


def _lies_after(text: str, start: int, sentence: Sentence) -> bool:
    at = sentence.block.text.find(text, start, sentence.end)
    return at >= 0 and sentence.block.text.find(text, sentence.start, start) < 0


def _take_subject(
    remnant: Remnant, figure: Figure, found: Attachment, before: Figure, model: Attachment, sentence: Sentence
) -> None:
    """Read "profit to $2m" after "revenue came to $5m": the same verb of another subject."""
    subject = subject_of(model.verb)
    if subject is None or model.verb is None or subject.i > before.tokens[0].i or model.frame:
        return
    is_attribute = subject in model.heads or lemma_of(subject) in model.lemmas
    if not is_attribute and (figure.sort != "count" or figure.quantity.unit != "count"):
        return
    own_holder = found.holder if found.holder not in (None, remnant.noun, subject) else None
    _copy(found, model, figure, before, sentence)
    found.scope = list(model.scope)
    if not is_attribute:
        found.holder = remnant.noun
        return
    found.heads, found.lemmas = [remnant.noun], [lemma_of(remnant.noun)]
    found.modifiers = [
        lemma_of(one)
        for one in remnant.noun.doc[remnant.first.i : remnant.noun.i]
        if one.pos_ in ("ADJ", "NOUN", "PROPN", "VERB")
    ]
    found.holder = owner_of(remnant.noun) or model.holder or own_holder


def _copy(found: Attachment, model: Attachment, figure: Figure, before: Figure, sentence: Sentence) -> None:
    found.heads, found.lemmas, found.modifiers = list(model.heads), list(model.lemmas), list(model.modifiers)
    found.verb, found.holder, found.frame = model.verb, model.holder, model.frame
    role, _ = role_of(before, model, sentence)
    found.role = role if role != "level" else ""
    found.how = "the clause leaves its verb out"
