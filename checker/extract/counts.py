"""What a bare number counts: the head noun of the words after it ("17 confirmed deaths" counts deaths).

No tagger: after a number above one the head is the first plural, if nothing ends the phrase before it; after
"one" it is the last word of the phrase. Words that end a phrase: `lexicon/phrase_ends.txt`.
"""

from __future__ import annotations

import re
from dataclasses import dataclass

from checker.extract.lexicon_files import words
from checker.extract.quantity_patterns import pattern

_WORD = re.compile(r"(?:[^\W\d_]\.){2,5}|[^\W\d_]{1,40}+(?:['’.-][^\W\d_]{1,40}+){0,4}+")
_ACRONYMS = re.compile(r"\w*[A-Z]{2,}s")  # vCPUs, MPs
_LONGEST = 7  # words of a phrase
_IRREGULAR = {
    "people": "person", "men": "man", "women": "woman", "children": "child", "mice": "mouse", "teeth": "tooth",
    "feet": "foot", "geese": "goose", "lives": "life", "wives": "wife", "knives": "knife", "wolves": "wolf",
    "leaves": "leaf", "shelves": "shelf", "halves": "half", "thieves": "thief", "loaves": "loaf", "calves": "calf",
    "police": "police", "criteria": "criterion", "phenomena": "phenomenon", "bacteria": "bacterium",
    "nuclei": "nucleus", "stimuli": "stimulus", "alumni": "alumnus", "larvae": "larva", "vertebrae": "vertebra",
    "hypotheses": "hypothesis", "analyses": "analysis", "crises": "crisis", "theses": "thesis", "axes": "axis",
    "matrices": "matrix", "indices": "index", "vertices": "vertex", "appendices": "appendix", "dice": "die",
}  # fmt: skip
_INVARIANT = frozenset(
    [
        "staff",
        "personnel",
        "cattle",
        "fish",
        "sheep",
        "aircraft",
        "spacecraft",
        "watercraft",
        "series",
        "species",
        "crew",
        "offspring",
        "deer",
        "salmon",
        "troops",
        "data",
        "media",
        "folk",
        "kin",
        "youth",
        "poultry",
        "swine",
        "works",
        "headquarters",
        "barracks",
        "means",
        "police",
        "crossroads",
    ]
)
_SHORT_PLURALS = frozenset(
    ["ads", "mps", "pcs", "tvs", "cds", "gps", "atms", "ceos", "ngos", "vms", "gpus", "cpus", "ids", "ips", "apps"]
)
_PLURAL_MODIFIERS = frozenset(
    ["sports", "arms", "goods", "sales", "women", "men", "savings", "operations", "communications", "systems"]
)


@dataclass(frozen=True, slots=True)
class CountNoun:
    """The counted thing: its head in the singular, and the span from first to last word."""

    lemma: str
    start: int
    end: int


def is_plural(word: str) -> bool:
    """True for a word in lower case that looks like a plural noun."""
    if word in _IRREGULAR or word in _INVARIANT or word.endswith(("men", "people")):
        return True
    if len(word) == 3:
        return word in _SHORT_PLURALS
    return len(word) > 3 and word[-1] == "s" and not word.endswith(("ss", "us", "is", "'s", "’s", "ous"))


def singular(word: str) -> str:
    """Return the singular of a plural noun in lower case; a singular comes back as it is."""
    if word in _IRREGULAR:
        return _IRREGULAR[word]
    if word in _INVARIANT or not is_plural(word):
        return word
    if word.endswith("men"):
        return word[:-3] + "man"
    if word.endswith("people"):
        return word[:-6] + "person"
    if word.endswith("ies") and len(word) > 4:
        return word[:-3] + "y"
    if word.endswith(("sses", "xes", "ches", "shes", "zzes")):
        return word[:-2]
    return word[:-1]


def find_count_noun(text: str, low: str, position: int, *, is_one: bool) -> CountNoun | None:
    """Return the noun that a number ending at `position` counts; None where the phrase has no head."""
    if text[position : position + 1] == "-":
        return _hyphen_noun(low, position)
    ends = words("phrase_ends.txt")
    last: CountNoun | None = None
    start = -1
    for _ in range(_LONGEST):
        if text[position : position + 1] not in (" ", "\u00a0", "\n"):
            break
        match = _WORD.match(low, position + 1)
        if (
            match is None
            or match.group() in ends
            or (last is not None and match.group().endswith(("ly", "ed") if is_one else "ly"))
        ):
            break
        word = match.group()
        start = match.start() if start < 0 else start
        position = match.end()
        if "'" in word or "’" in word:
            continue
        head = word.rpartition("-")[2]
        last = CountNoun(singular(head), start, match.end())
        is_many = is_plural(head) or _ACRONYMS.fullmatch(text, match.start(), match.end()) is not None
        if is_many and not (head in _PLURAL_MODIFIERS and _is_plural_next(low, position, ends)):
            return last if is_plural(head) else CountNoun(head[:-1], start, match.end())
    return last if is_one and last is not None and not last.lemma.endswith("ed") else None


def _is_plural_next(low: str, position: int, ends: frozenset[str]) -> bool:
    match = _WORD.match(low, position + 1)
    return match is not None and is_plural(match.group()) and match.group() not in ends


def _hyphen_noun(low: str, position: int) -> CountNoun | None:
    """Read "131-page": the word after the hyphen, unless it is no noun ("three-dimensional")."""
    match = _WORD.match(low, position + 1)
    if match is None:
        return None
    word = match.group().partition("-")[0]
    if word in words("hyphen_adjectives.txt") or word.endswith(("ed", "al", "ing", "ly", "ic")):
        return None
    return CountNoun(singular(word), match.start(), match.start() + len(word))


def are_people(low: str, start: int, end: int) -> bool:
    """Tell whether a number without a noun counts people: "killing at least one", "six were killed", "two dead".

    Args:
        low: the text in lower case.
        start: where the number or its comparator begins.
        end: where the number ends.
    """
    before = pattern("casualty_before").search(low[max(0, start - 40) : start])
    return before is not None or pattern("casualty_after").match(low, end) is not None


def is_animal(noun: str) -> bool:
    """Tell whether a count noun is an animal, so that a number after it need not count people."""
    return pattern("animal").match(noun) is not None
