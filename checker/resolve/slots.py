"""Slots: where two sentences of one pattern put different words in one place.

"Men in the cohort slept # hours" and "Women in the cohort slept # hours" share nearly all their words, and just that
makes the one that differs tell: a pattern repeated with another name, number or word asks another question. Sentences
that differ throughout have no slots, and leaving a word out is none.
"""

from __future__ import annotations

import re
from difflib import SequenceMatcher
from functools import cache, lru_cache

from checker.records import Fact
from checker.resolve.attributes import canonical
from checker.resolve.lexicons import words_of
from checker.resolve.prepared import Prepared, prepare

ALIKE = 0.6  # share of words in common from which two sentences follow one pattern
LONGEST_SLOT = 3  # words that a slot holds at most
_PERIOD = re.compile(r"(?:1[5-9]|20)\d\d|(?:q[1-4]|[1-4]q)['’]?(?:\d\d){0,2}|fy['’]?(?:\d\d){0,2}")


def substituted(one: Fact, other: Fact) -> tuple[str, str]:
    """Return what sort of word two sentences of one pattern exchange, and the words.

    `other-number` a number inside a name or label, `other-name` a word that belongs to a name of either fact,
    `other-word` any other content word, `none` where nothing is exchanged or the sentences follow no one pattern.
    Years and other times are left to the comparison of as-of; verbs of motion to the verdict.
    """
    a, b = prepare(one), prepare(other)
    if a.sequence == b.sequence or not _may_match(a, b):
        return "none", ""
    found: dict[str, str] = {}
    for left, right, is_number, is_moved, shown in _slots(a.sequence, b.sequence):
        is_name = not left.isdisjoint(a.name_words) and not right.isdisjoint(b.name_words)
        if is_moved and not is_name and not is_number:
            continue  # "spent 9 days adrift", "were adrift for 9 days": the word only stands elsewhere
        found.setdefault("other-number" if is_number else "other-name" if is_name else "other-word", shown)
    for level in ("other-number", "other-name", "other-word"):
        if level in found:
            return level, found[level]
    return "none", ""


@lru_cache(maxsize=1 << 16)  # figures of one sentence are compared one after another
def _slots(
    a: tuple[str, ...], b: tuple[str, ...]
) -> tuple[tuple[frozenset[str], frozenset[str], bool, bool, str], ...]:
    """Return what two sentences of one pattern exchange.

    Each slot gives the telling words of either side, whether both hold a number, whether all words of one side stand
    elsewhere in the other sentence, and the slots to show.
    """
    matcher = SequenceMatcher(None, a, b, autojunk=False)
    if matcher.ratio() < ALIKE:
        return ()
    found = []
    for tag, a_low, a_high, b_low, b_high in matcher.get_opcodes():
        if tag != "replace" or a_high - a_low > LONGEST_SLOT or b_high - b_low > LONGEST_SLOT:
            continue
        if _is_date(a, a_low, a_high) or _is_date(b, b_low, b_high):
            continue
        left, right = _telling(a[a_low:a_high]), _telling(b[b_low:b_high])
        left, right = left - right, right - left
        if left and right:
            is_number = any(map(_has_digit, left)) and any(map(_has_digit, right))
            is_moved = left <= _telling(b) or right <= _telling(a)
            found.append(
                (left, right, is_number, is_moved, f"{' '.join(a[a_low:a_high])} / {' '.join(b[b_low:b_high])}")
            )
    return tuple(found)


def _is_date(words: tuple[str, ...], low: int, high: int) -> bool:
    """Whether a slot holds a day beside its month: "september 28", or "28" after "september"."""
    around = words[max(0, low - 1) : high + 1]
    return any(word in words_of("month_words") for word in around) and any(
        word.isdigit() and int(word) <= 31 for word in words[low:high]
    )


def _may_match(a: Prepared, b: Prepared) -> bool:
    """Whether the bags of words leave room for the share that makes a pattern; cheap, so that few pairs are aligned."""
    left, right = a.sequence_set, b.sequence_set
    is_long = len(a.sequence) > 3 and len(b.sequence) > 3
    return is_long and 2 * len(left & right) >= ALIKE * 0.8 * (len(left) + len(right))


@lru_cache(maxsize=1 << 14)
def _telling(words: tuple[str, ...]) -> frozenset[str]:
    """Return the words of a slot that can tell one question from another."""
    return frozenset(canonical(word) for word in words if word not in _silent() and not _PERIOD.fullmatch(word))


@cache
def _silent() -> frozenset[str]:
    return words_of("stop_words") | words_of("slot_words") | {"#"}


def _has_digit(word: str) -> bool:
    return any(character.isdigit() for character in word)
