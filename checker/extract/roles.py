"""Role of a figure: level, change, increment, share (a part), from, to or rate.

    "sales rose 3%"                    change      "an additional $3bn", "four other people"   increment
    "rose from 4 to 6"                 from, to    "$12 million in cash" after "including"     share
    "each train has 6 cars", "apiece"  rate        "14 of the 40", "of which 9 tonnes"         share

A part and a figure for each of many say nothing of the whole. Words are data: `roles.csv`, `parts.csv`.
"""

from __future__ import annotations

import re
from dataclasses import replace
from functools import cache
from typing import TYPE_CHECKING

from checker.extract import wordlists
from checker.extract.figures import is_rate
from checker.extract.nouns import first_of_list
from checker.extract.parts import find_part, find_share_out
from checker.extract.passages import Attachment, Figure, Sentence
from checker.records import Quantity

if TYPE_CHECKING:
    from spacy.tokens import Token

_TO_WORDS = frozenset({"from", "to"})
_HEDGES = frozenset(
    [
        "more",
        "less",
        "than",
        "at",
        "least",
        "most",
        "about",
        "around",
        "some",
        "nearly",
        "almost",
        "just",
        "over",
        "under",
        "up",
        "roughly",
    ]
)
_PARTITIVE = frozenset({"percent", "ratio"})
_UNITS = frozenset({"%", "percent", "percentage", "cent", "third", "quarter", "half", "fifth", "tenth"})
_COMPARED = re.compile(r"[\s-](?:percentage points?\s)?(?P<word>[a-z]{4,8})\b(?P<than>\sthan\b)?(?! or equal)")
_FEWER = re.compile(r"\d\s(?P<word>fewer|less)\s")
_TIMES = re.compile(
    r"\s(?:the|its|their|that of|those of|as|more|less|larger|smaller|bigger|higher|lower|faster|slower)\s"
)
_OFTEN = re.compile(
    r"[^.,;:()]{0,40}?\b(?P<often>(?:every|each) (?:day|week|month|year|hour|minute|second|night|season|quarter)"
    r"|daily|weekly|monthly|annually|yearly|hourly)\b"
)
_BESIDE = re.compile(
    r"(?:\A|[\s,(\d])(compared (?:with|to)|against|versus|vs\.?|(?<=, )after"
    r"|(?:(?:up|down)|%|per ?cent|points?)(?: \([^()]{1,20}\))? from)"
    r" (?:the prior [a-z]{4,10} of |a |an |about |some |around |nearly ){0,2}\Z"
)
_AGAINST = re.compile(
    r"\s(?P<word>above|below|over|under|ahead of|behind)\s"
    r"(?:that|those|what|(?:the|its|their|a|last|this)\s(?:[a-z0-9-]{2,14}\s)?"
    r"(?:mean|average|median|norm|previous|same|year|month|quarter|level|record|figure|rate|one|forecast|target|plan|estimate)s?)\b"
)


def role_of(figure: Figure, found: Attachment, sentence: Sentence) -> tuple[str, str]:
    """Return the role of a figure and the word that gives it; who gets a share each joins the scope."""
    if (part := find_part(figure, sentence)) and not _is_predicate_of_part(figure, found, part):
        return "share", part
    if figure.quantity.unit == "count:time" and _TIMES.match(sentence.block.text, figure.quantity.end):
        return "share", "times"  # "10 times the capacity of the old one"
    if (word := _comparative(figure, sentence)) and found.frame != "distance":
        return "change", word
    role, word = _role_in_clause(figure, found, sentence.block.text)
    if role == "level" and (word := _set_beside(figure, sentence)):
        return "from", word
    if role == "level" and (each := find_share_out(figure, found, sentence)) is not None:
        if each.start not in {one.start for one in found.scope}:
            found.scope.append(each)
        return "rate", each.text
    return role, word


_PERIOD_OF = {
    "daily": "day",
    "weekly": "week",
    "monthly": "month",
    "annually": "year",
    "yearly": "year",
    "hourly": "hour",
}
_PERIODS = frozenset({"second", "minute", "hour", "day", "week", "month", "year"})


def as_rate(quantity: Quantity, sort: str, text: str) -> Quantity:
    """Return a measure of each of many times as a rate: "loses 3 m of sand every year" is 3 m a year."""
    often = _OFTEN.match(text, quantity.end) if sort == "measure" and "/" not in quantity.unit else None
    period = _PERIOD_OF.get(often["often"], often["often"].split()[-1]) if often else ""
    return replace(quantity, unit=f"{quantity.unit}/{period}") if period in _PERIODS else quantity


def _is_predicate_of_part(figure: Figure, found: Attachment, part: str) -> bool:
    """Tell whether a part is all of whom something befell: "five of the girls were freed" are the freed girls."""
    if part != "of" or figure.sort != "count":
        return False
    classes = wordlists.table("toll_classes", "lemma", "class")
    says = [one for one in (found.verb, *found.heads) if one is not None and one.lemma_.lower() in classes]
    is_said = any(one.pos_ in ("VERB", "ADJ", "AUX") for one in says)
    return is_said and not any(word in wordlists.words("severity") for word in found.modifiers)


def _comparative(figure: Figure, sentence: Sentence) -> str:
    """Return the word that sets a figure against another value: "9% above that of May", "40 m longer than"."""
    text, end = sentence.block.text, figure.quantity.end
    after = _COMPARED.match(text, end, min(sentence.end, end + 40))
    if after and wordlists.tagged("roles", "role").get((after["word"], "JJR")) and figure.sort != "time":
        is_share = figure.sort in _PARTITIVE
        return after["word"] if after["than"] or is_share else ""
    if figure.sort == "count" and (fewer := _FEWER.search(text, figure.quantity.start, min(sentence.end, end + 12))):
        return fewer["word"]  # "9,000 fewer people than before"
    against = _AGAINST.match(text, end, min(sentence.end, end + 60))
    return against["word"] if against else ""


def _set_beside(figure: Figure, sentence: Sentence) -> str:
    """Return the words that set a sum beside one before it: "$0.65, after $0.74", "9% compared with 8%"."""
    if figure.sort not in ("money", "percent"):
        return ""
    beside = _BESIDE.search(sentence.block.text, max(sentence.start, figure.quantity.start - 48), figure.quantity.start)
    unit = figure.quantity.unit
    is_second = any(one.unit == unit and one.end <= figure.quantity.start for one in sentence.quantities)
    return beside[1] if beside and is_second else ""


def _role_in_clause(figure: Figure, found: Attachment, text: str) -> tuple[str, str]:
    if found.role:
        return found.role, found.how
    roles = wordlists.tagged("roles", "role")
    if figure.quantity.form == "ratio":
        return "share", "ratio"
    for token in _near(figure):
        is_added = "increment" in (roles.get((token.lower_, "ADJ")), roles.get((token.lower_, "DET")))
        is_far = token.lower_ == "other" and token.i < figure.tokens[0].i - 1  # "hit each other and 6 people"
        is_others = token.lower_ in ("other", "others", "additional") and _is_other_toll(figure, found)
        if is_added and not is_far and not is_others and not (token.lower_ in ("more", "other") and _compares(token)):
            return "increment", token.text
    nouns = [one for one in found.heads if one.pos_ == "NOUN"]
    noun_change = next((one for one in nouns if roles.get((one.lemma_.lower(), "NOUN")) == "change"), None)
    preposition = _preposition(figure)
    changer = _changer(figure, found) if found.frame not in ("distance", "depth") else None  # "sank 30 miles off Lund"
    is_share = figure.sort in _PARTITIVE and _has_whole(figure)
    if is_share and figure.noun.dep_ in ("dobj", "nsubj", "nsubjpass"):
        return "share", "of"
    if changer is not None or noun_change is not None:
        word = changer if changer is not None else noun_change
        if preposition in _TO_WORDS:
            return preposition, f"{word} {preposition}"
        is_by = preposition == "by" or _is_bare_change(figure, changer)
        if is_by or (noun_change is not None and preposition in ("of", "in", "")):
            return "change", str(word)
    if is_rate(figure.quantity.unit):
        return "rate", figure.quantity.unit
    if figure.sort != "time" and (often := _OFTEN.match(text, figure.quantity.end)):
        return "rate", often["often"]
    if _per_phrase(figure):
        return "rate", "per"
    if is_share:
        return "share", "of"
    return "level", ""


def _is_other_toll(figure: Figure, found: Attachment) -> bool:
    """Tell whether others suffered something else than those before: "killed six and injured nine others".

    The missing are never some more of the dead: "an additional nine are missing" needs no word of those before.
    """
    classes = _tolls()
    lemmas = {lemma for lemma in found.lemmas if lemma in classes}
    own = {classes[lemma] for lemma in lemmas}
    before = {lemma for one in figure.root.doc[: figure.tokens[0].i] if (lemma := one.lemma_.lower()) in classes}
    said = {classes[lemma] for lemma in before}
    others = {classes[lemma] for lemma in before - lemmas}
    if own == {"missing"}:
        return "missing" not in said
    return bool(own) and bool(others - own) and not {classes[lemma] for lemma in before & lemmas} & others


@cache
def _tolls() -> dict[str, str]:
    people = wordlists.table("toll_classes", "lemma", "class")
    return {**wordlists.table("other_tolls", "lemma", "class"), **people}


def _near(figure: Figure) -> list[Token]:
    """Return the words right before and inside a figure's noun phrase: "an additional $3bn", "six more people"."""
    first, last = figure.tokens[0].i, max(figure.tokens[-1].i, figure.noun.i)
    doc = figure.root.doc
    after = [doc[last + 1]] if last + 1 < len(doc) and doc[last + 1].lower_ == "more" else []
    return [*doc[max(0, first - 2) : last + 1], *after]


def _compares(more: Token) -> bool:
    """Tell "more than 70%" from "six more people", "goods other than 30 trucks" from "four other people"."""
    return (
        (more.i + 1 < len(more.doc) and more.doc[more.i + 1].lower_ in ("than", "or")) or more.nbor(-1).lower_ == "or"
        if more.i
        else True
    )


def _preposition(figure: Figure) -> str:
    token = figure.noun
    before = _word_before(figure)
    if before in ("to", "from", "by"):
        return before
    for _ in range(6):
        if token.dep_ == "pobj":
            at = figure.offset + token.head.idx
            return "" if figure.quantity.start <= at < figure.quantity.end else str(token.head.lower_)  # "up to 40"
        if token.dep_ not in ("conj", "nummod", "compound", "quantmod", "amod") or token.head.i == token.i:
            break
        token = token.head
    return ""


def _word_before(figure: Figure) -> str:
    """Return the word before a figure, past the words of its comparator: "to more than 3%" -> to."""
    at = figure.tokens[0].i
    doc = figure.root.doc
    for token in reversed(list(doc[max(0, at - 5) : at])):
        if token.lower_ in ("to", "from", "by") and token.idx + figure.offset < figure.quantity.start:
            return str(token.lower_)
        if token.lower_ in _HEDGES or token.dep_ in ("quantmod", "det") or token.tag_ in ("JJR", "RBS"):
            continue
        return str(token.lower_)
    return ""


def _changer(figure: Figure, found: Attachment) -> str | None:
    """Return the verb or adverb of change that governs a figure: "rose", "up", "bringing"."""
    roles = wordlists.tagged("roles", "role")
    token = figure.noun
    for _ in range(5):
        token = token.head
        if roles.get((token.lower_, "ADV")) and token.pos_ in ("ADV", "ADJ", "ADP"):
            return str(token.text)
        if token.pos_ in ("VERB", "AUX"):
            if roles.get((token.lemma_.lower(), "VERB")):
                return str(token.text)
            beside = (one for one in token.children if one.dep_ in ("advmod", "prt", "acomp") and one.i < figure.root.i)
            is_state = token.lemma_ == "be"  # "was down by 4%"
            return next((one.text for one in beside if is_state and roles.get((one.lower_, "ADV"))), None)
    return None


def _is_bare_change(figure: Figure, changer: str | None) -> bool:
    """Tell "sales rose 3%" from "raised $20 million": a percentage, or a figure that is no object."""
    if changer is None:
        return False
    if figure.sort == "count":
        return False
    dep = first_of_list(figure.noun).dep_
    return dep in ("npadvmod", "advmod") or (dep == "dobj" and figure.sort == "percent")


def _per_phrase(figure: Figure) -> bool:
    """Tell "40 deaths per 100,000" and "$80 a month" from "25 buckets per account"."""
    last = max(figure.tokens[-1].i, figure.noun.i)
    following = list(figure.root.doc[last + 1 : last + 4])
    if len(following) > 2 and following[2].lower_ in ("ago", "earlier", "before", "later", "previously"):
        return False  # "from $9 million a year earlier"
    if len(following) < 2 or following[0].lower_ not in ("per", "a", "an", "each", "every"):
        return False
    return is_rate(f"per {following[1].lower_}")


def _has_whole(figure: Figure) -> bool:
    """Tell whether a share names its whole: "60% of exports", "a quarter the power"; a list shares it."""
    last = figure.tokens[-1]
    following = last.nbor(1).lower_ if last.i + 1 < len(last.doc) else ""
    if figure.sort == "ratio" and following in ("the", "its", "their"):
        return True
    hosts = (
        *figure.tokens,
        figure.noun,
        *(one for one in figure.noun.conjuncts if one.pos_ in ("NUM", "SYM") or one.lemma_ in _UNITS),
    )
    return any(one.dep_ == "prep" and one.lower_ in ("of", "among") for host in hosts for one in host.rights)
