"""The numbers that are printed on pages, where the file itself does not say them.

A number in the margin is that of its page if it keeps its distance to the place of the page in the file on several
pages: "17" on the 21st page, "18" on the 22nd. A year in a running head does not.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Collection, Iterator, Sequence

from checker.collect.pdf_layout import Row

FEW_PAGES = 4  # of so many, two pages that agree are enough, of more three
_ARABIC = re.compile(r"[-–—|\[(]*(\d{1,4})[-–—|\]),.]*")
_ROMAN = re.compile(r"[-–—|\[(]*([ivxlc]{1,7}|[IVXLC]{1,7})[-–—|\]),.]*")
_VALUES = {"i": 1, "v": 5, "x": 10, "l": 50, "c": 100}


def printed_numbers(pages: Sequence[Sequence[Row]], margins: Sequence[Collection[int]]) -> tuple[str, ...]:
    """Return what is printed on each page as its number, "" where nothing is; empty where no pages agree.

    Args:
        pages: the rows of each page.
        margins: the indices of those in its margins.
    """
    found = [
        list(_numbers(" ".join(run.text for index in sorted(margin) for run in rows[index])))
        for rows, margin in zip(pages, margins, strict=True)
    ]
    ways = [[(sort, value - place) for sort, value, _ in some] for place, some in enumerate(found)]
    support = Counter(way for some in ways for way in set(some))
    least = 2 if len(pages) <= FEW_PAGES else 3
    labels = []
    for some, these in zip(found, ways, strict=True):
        agreed = [
            (support[way], words) for way, (_, _, words) in zip(these, some, strict=True) if support[way] >= least
        ]
        labels.append(max(agreed, key=lambda one: one[0])[1] if agreed else "")
    return tuple(labels) if any(labels) else ()


def _numbers(text: str) -> Iterator[tuple[str, int, str]]:
    """Yield sort, value and form of every number in the margins of a page."""
    for word in text.split():
        if arabic := _ARABIC.fullmatch(word):
            yield "arabic", int(arabic[1]), arabic[1]
        elif (roman := _ROMAN.fullmatch(word)) and (value := _roman(roman[1].lower())):
            yield "roman", value, roman[1]


def _roman(word: str) -> int:
    """Return the value of a Roman numeral in its usual form; 0 where it is not in that, as "mix" or "iix"."""
    values = [_VALUES[letter] for letter in word]
    total = sum(-one if one < after else one for one, after in zip(values, [*values[1:], 0], strict=True))
    return total if _written(total) == word else 0


def _written(number: int) -> str:
    forms = ((100, "c"), (90, "xc"), (50, "l"), (40, "xl"), (10, "x"), (9, "ix"), (5, "v"), (4, "iv"), (1, "i"))
    words = ""
    for value, form in forms:
        words += form * max(0, number // value)
        number %= value
    return words
