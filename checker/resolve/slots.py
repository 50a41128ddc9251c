"""Slots: where two sentences of one pattern put different words in one place.

"Men in the cohort slept # hours" and "Women in the cohort slept # hours" share nearly all their words, and just that
makes the one that differs tell: a pattern repeated with another name, number or word asks another question. Sentences
that differ throughout have no slots, and leaving a word out is none.
"""

from __future__ import annotations

import re
from difflib import SequenceMatcher

from checker.records import Fact
from checker.resolve.attributes import canonical
from checker.resolve.lexicons import words_of

ALIKE = 0.6  # share of words in common from which two sentences follow one pattern
LONGEST_SLOT = 3  # words that a slot holds at most
_YEAR = re.compile(r"(?:1[5-9]|20)\d\d")


def substituted(a: Fact, b: Fact) -> tuple[str, str]:
    """Return what sort of word two sentences of one pattern exchange, and the words.

    `other-number` a number inside a name or label, `other-name` a word that belongs to a name of either fact,
    `other-word` any other content word, `none` where nothing is exchanged or the sentences follow no one pattern.
    Years and other times are left to the comparison of as-of; verbs of motion to the verdict.
    """
    if a.sequence == b.sequence or not _may_match(a.sequence, b.sequence):
        return "none", ""
    matcher = SequenceMatcher(None, a.sequence, b.sequence, autojunk=False)
    if matcher.ratio() < ALIKE:
        return "none", ""
    found: dict[str, str] = {}
    for tag, a_low, a_high, b_low, b_high in matcher.get_opcodes():
        if tag == "replace" and a_high - a_low <= LONGEST_SLOT and b_high - b_low <= LONGEST_SLOT:
            if _is_date(a.sequence, a_low, a_high) or _is_date(b.sequence, b_low, b_high):
                continue
            level = _sort_of_slot(a.sequence[a_low:a_high], b.sequence[b_low:b_high], a, b)
            if level:
                found.setdefault(level, f"{' '.join(a.sequence[a_low:a_high])} / {' '.join(b.sequence[b_low:b_high])}")
    for level in ("other-number", "other-name", "other-word"):
        if level in found:
            return level, found[level]
    return "none", ""


def _is_date(words: tuple[str, ...], low: int, high: int) -> bool:
    """Whether a slot holds a day beside its month: "september 28", or "28" after "september"."""
    around = words[max(0, low - 1) : high + 1]
    return any(word in words_of("month_words") for word in around) and any(
        word.isdigit() and int(word) <= 31 for word in words[low:high]
    )


def _may_match(a: tuple[str, ...], b: tuple[str, ...]) -> bool:
    """Whether the bags of words leave room for the share that makes a pattern; cheap, so that few pairs are aligned."""
    common = len(set(a) & set(b))
    return len(a) > 3 and len(b) > 3 and 2 * common >= ALIKE * 0.8 * (len(set(a)) + len(set(b)))


def _sort_of_slot(left: tuple[str, ...], right: tuple[str, ...], a: Fact, b: Fact) -> str:
    own_left, own_right = _telling(left), _telling(right)
    own_left, own_right = own_left - own_right, own_right - own_left
    if not own_left or not own_right:
        return ""
    if any(map(_has_digit, own_left)) and any(map(_has_digit, own_right)):
        return "other-number"
    names_a, names_b = _name_words(a), _name_words(b)
    if own_left & names_a and own_right & names_b:
        return "other-name"
    return "other-word"


def _telling(words: tuple[str, ...]) -> set[str]:
    """Return the words of a slot that can tell one question from another."""
    silent = words_of("stop_words") | words_of("slot_words")
    return {canonical(word) for word in words if word != "#" and word not in silent and not _YEAR.fullmatch(word)}


def _name_words(fact: Fact) -> set[str]:
    return {canonical(word) for name in (fact.subject, *fact.anchors) for word in name.split()}


def _has_digit(word: str) -> bool:
    return any(character.isdigit() for character in word)
