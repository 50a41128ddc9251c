"""Figures that say something of a part, or of each one, and so nothing of the whole.

    "of which 9,000 tonnes were grain", "including $12 million in cash", "14 of the town's churches"   parts
    "each train has 6 cars", "900 euros per pupil", "30 kg apiece"                                     for each one

A limit is no distributive: "each folder may hold 500 files" is the limit of a folder.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from checker.extract import wordlists
from checker.extract.idioms import CAPACITY, SEATS
from checker.extract.nouns import first_of_list
from checker.extract.passages import Attachment, Figure, Sentence, phrase_in
from checker.records import Phrase

if TYPE_CHECKING:
    from spacy.tokens import Token

_OPENS_PART = re.compile(
    r"\b(?:of (?:which|whom|these|those|them),?|including(?: the)?|among (?:them|these|those)(?: were| are|,)?"
    r"|(?:figure|total|sum|amount|toll|number) includes)(?: (?:a|an|the|just|only|about|some)){0,2}\s\Z"
)
_CLOSES_PART = re.compile(r"\s(?:[\w-]{2,20}\s)?of (?:which|whom|these|those|them)\b")
_REST = re.compile(r",\swith\s(?:a|about|some|another)?\s?\Z")
_SET_APART = re.compile(r"\s(?:due|payable|maturing|falling|held|set aside|in cash|of (?:it|that|this))\b")
_OF_THE_MONEY = re.compile(r"\sof\s(?:the|its|their|this|that|these|those)\s")
_OF_FIGURE = re.compile(r"\sof\s(?:(?:the|its|their|all|our|these|those)\s){1,2}(?:[a-z]+\s)?\d")
_DEFINITE = frozenset({"the", "these", "those", "all", "its", "their", "his", "her", "our", "my", "your"})
_GROUPS = frozenset({"them", "these", "those", "us", "you"})
_TIMES = frozenset(
    ["year", "month", "week", "day", "hour", "minute", "second", "quarter", "time", "night", "season", "side"]
)
_EACH = re.compile(
    r"(?:\s[a-z-]{2,20})?\s(each|apiece)(?=\s*[.,;:)]|\s*\Z|\s(?:and|or|for|to|in|on|with|from|but|at)\b)"
)
_PER = re.compile(r"(?:per|for each|for every|in each|in every|to each|on each|on every)\s([A-Za-z-]{3,})")
_LIMITS = frozenset({"<", "<="})
_PRICED = frozenset(
    {"share", "shares", "stock", "unit", "ads", "adr"}
)  # "$0.40 per share" is what a share earns or costs


def find_part(figure: Figure, sentence: Sentence) -> str:
    """Return the words that make a figure a part of another figure or of a group; "" where it stands for itself."""
    text, quantity = sentence.block.text, figure.quantity
    low = max(sentence.start, quantity.start - 48)
    if before := _OPENS_PART.search(text, low, quantity.start):
        return before[0].strip()
    first = first_of_list(figure.noun)
    if first is not figure.noun:  # "including 12 in Lund and 30 in Vik"
        start = sentence.start + first.left_edge.idx
        if before := _OPENS_PART.search(text, max(sentence.start, start - 48), start):
            return before[0].strip()
    if after := _CLOSES_PART.match(text, quantity.end, sentence.end):
        return after[0].strip()
    is_rest = _REST.search(text, low, quantity.start) and _SET_APART.match(text, quantity.end, sentence.end)
    if is_rest and any(one.end < quantity.start and one.unit == quantity.unit for one in sentence.quantities):
        return "with"
    if figure.sort == "money":
        return "of" if _OF_THE_MONEY.match(text, quantity.end, sentence.end) else ""
    if quantity.unit == "count" and quantity.form != "multiple":
        return "of" if _OF_FIGURE.match(text, quantity.end, sentence.end) or _is_of_group(figure) else ""
    return ""


def _is_of_group(figure: Figure) -> bool:
    """Tell "14 of the town's churches" and "six of them" from "a crew of 14": a definite group of many."""
    for host in {figure.noun, figure.tokens[-1]}:
        for child in host.rights:
            if child.dep_ == "prep" and child.lower_ == "of":
                return any(one.dep_ == "pobj" and _is_definite_group(one) for one in child.children)
    return False


def _is_definite_group(noun: Token) -> bool:
    if noun.lower_ in _GROUPS:
        return True
    is_named = any(one.lower_ in _DEFINITE or one.dep_ == "poss" for one in noun.lefts)
    return is_named and noun.tag_ in ("NNS", "NNPS")


def find_share_out(figure: Figure, found: Attachment, sentence: Sentence) -> Phrase | None:
    """Return the words that hand a figure to each one of many: "each train", "per pupil", "apiece"; None if none do."""
    if _is_limit(figure, found):
        return None
    text, quantity = sentence.block.text, figure.quantity
    if each := _EACH.match(text, quantity.end, min(sentence.end, quantity.end + 40)):
        held = found.holder
        if held is not None:
            start = sentence.start + held.idx
            return phrase_in(sentence, held.text, start, start + len(held), "each", f"'{each[1]}' after the figure")
        return phrase_in(sentence, each[1], *each.span(1), "each", f"'{each[1]}' after the figure")
    for phrase in found.scope:
        per = _PER.match(phrase.text)
        is_price = per is not None and figure.sort == "money" and per[1].lower() in _PRICED
        if per and not is_price and _is_thing(per[1]) and (phrase.label != "per" or figure.sort in ("money", "count")):
            return phrase
    return _each_subject(figure, sentence)


def _each_subject(figure: Figure, sentence: Sentence) -> Phrase | None:
    """Return the subject, or the phrase that opens the clause, that speaks of each one: "each train has 6 cars"."""
    if "ach " not in sentence.text and "very " not in sentence.text:
        return None  # no "each", no "every"
    for token in figure.root.doc[: figure.tokens[0].i]:
        if token.lower_ not in ("each", "every"):
            continue
        noun = token.head if token.dep_ == "det" else token
        place = noun.head if noun.dep_ == "pobj" else noun
        is_over = place.dep_ in ("nsubj", "nsubjpass", "prep") and place.head.is_ancestor(figure.root)
        if is_over and _is_thing(noun.lower_) and not any(one.dep_ == "relcl" for one in _between(figure, place.head)):
            start, end = sentence.start + token.idx, sentence.start + noun.idx + len(noun)
            return phrase_in(sentence, sentence.block.text[start:end], start, end, "each", f"'{token.text}'")
    return None


def _between(figure: Figure, verb: Token) -> list[Token]:
    """Return the tokens above a figure below a verb."""
    found: list[Token] = []
    for one in (figure.root, *figure.root.ancestors):
        if one == verb:
            return found
        found.append(one)
    return found


def _is_thing(word: str) -> bool:
    return word.lower().removesuffix("s") not in _TIMES and word.lower() not in ("one", "capita", "cent", "annum")


def _is_limit(figure: Figure, found: Attachment) -> bool:
    """Tell what each one may have from what each one has."""
    verb = found.verb
    is_seat = verb is not None and verb.lemma_.lower() in SEATS  # "every cabin sleeps 4" tells what each one has
    limits = (one for one in found.lemmas if one in wordlists.words("limits") and not (is_seat and one == CAPACITY))
    if figure.quantity.comparator in _LIMITS or any(limits):
        return True
    return verb is not None and any(one.lower_ in ("may", "can", "must", "cannot") for one in verb.children)
