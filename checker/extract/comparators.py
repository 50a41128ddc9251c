"""Words and signs that say how a figure is meant: "at least", "nearly", "up to", "≥", "or more".

A comparator counts only where it touches its figure, so that "more than 5 of the 40" leaves the 40 alone.
Source of the phrases: `lexicon/comparators.csv`.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache

from checker.extract.lexicon_files import alternation, rows

_LONGEST = 6  # words in a phrase
_WINDOW = 56  # characters looked at
_WORDS = re.compile(r"\S+")
_NUMBER_NEXT = re.compile(r"\s(?:an?\s|[\d$€£]|one|two|three|four|five|six|seven|eight|nine|ten)")
_OPENING = "([{\"'“‘—–-"


@dataclass(frozen=True, slots=True)
class Comparison:
    """A comparator, the way it leans, and the span of its words."""

    comparator: str  # = > < >= <= ~
    hedge: str
    start: int
    end: int


@cache
def _left() -> dict[str, tuple[str, str]]:
    return {row[0]: (row[1], row[2]) for row in rows("comparators.csv") if row[3] == "left"}


@cache
def _left_last() -> frozenset[str]:
    return frozenset(phrase.split()[-1] for phrase in _left() if phrase[-1].isalpha() or phrase[-1] == ".")


@cache
def _right() -> tuple[re.Pattern[str], dict[str, tuple[str, str]]]:
    table = {row[0]: (row[1], row[2]) for row in rows("comparators.csv") if row[3] == "right"}
    return re.compile(rf"[ \u00a0-]?({alternation(table)})(?![\w+])"), table


@cache
def _signs() -> tuple[str, ...]:
    return tuple(sorted((p for p in _left() if not p[-1].isalpha() and p[-1] != "."), key=len, reverse=True))


def comparison_before(low: str, position: int) -> Comparison | None:
    """Return the comparator whose words or sign end right before `position`."""
    begin = max(0, position - _WINDOW)
    window = low[begin:position].rstrip()
    if not window:
        return None
    if not (window[-1].isalpha() or window[-1] == "."):
        return _sign_before(window, begin, position)
    tokens = [(match.start(), match.group()) for match in _WORDS.finditer(window)][-_LONGEST - 1 :]
    if len(tokens) > 1 and tokens[-2][1] == "how":
        return None  # "how about 5"
    if tokens and tokens[-1][1] in ("a", "an", "the", "just", "only"):  # "more than a third", "about the 30"
        tokens = tokens[:-1]
    return _words_before(tokens[-_LONGEST:], begin, position)


def _words_before(tokens: list[tuple[int, str]], begin: int, position: int) -> Comparison | None:
    if not tokens or tokens[-1][1].lstrip(_OPENING) not in _left_last():
        return None
    phrases = _left()
    for first in range(len(tokens)):
        opening = tokens[first][1]
        bare = opening.lstrip(_OPENING)
        phrase = " ".join([bare, *(word for _, word in tokens[first + 1 :])])
        if phrase in phrases:
            comparator, hedge = phrases[phrase]
            return Comparison(comparator, hedge, begin + tokens[first][0] + len(opening) - len(bare), position)
    return None


def _sign_before(window: str, begin: int, position: int) -> Comparison | None:
    if window[-1].isdecimal():
        return None
    for sign in _signs():
        if window.endswith(sign):
            comparator, hedge = _left()[sign]
            start = begin + len(window) - len(sign)
            before = window[: len(window) - len(sign)].rstrip()
            if sign == "~" and before[-1:].isdigit():
                return None  # "20~100" is a range
            return Comparison(comparator, hedge, start, position)
    return None


def comparison_after(low: str, position: int) -> Comparison | None:
    """Return the comparator whose words begin right after `position`: "or more", "-plus", "+"."""
    if low[position : position + 1] == " " and low[position + 1 : position + 2].isdecimal():
        return None
    pattern, table = _right()
    match = pattern.match(low, position)
    if match is None:
        return None
    phrase = match[1]
    if low[position : match.start(1)] == "-" and "-" + phrase in table:
        phrase = "-" + phrase
    if phrase in ("at least", "at most") and not re.match(r"\s*(?:[.,;)]|$)", low[match.end() : match.end() + 3]):
        return None  # "5 at least 6": the words belong to what follows
    if phrase.startswith("and ") and _NUMBER_NEXT.match(low, match.end()):
        return None  # "above 5 and below 8"
    if phrase in ("odd", "ish", "+") and match.start(1) != position and phrase != "odd":
        return None
    comparator, hedge = table[phrase]
    return Comparison(comparator, hedge, position, match.end())
