"""Numbers written in words: "two hundred and fifty", "two and a half million", "three quarters".

`read_words` is given a run of number words and cuts it into the numbers that it holds; a run such as
"fifty fifty dollar notes" holds two. Source of the word values: `lexicon/number_words.csv`.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from decimal import Decimal
from functools import cache
from typing import TYPE_CHECKING

from checker.extract.lexicon_files import rows

if TYPE_CHECKING:
    from checker.extract.numbers import Number

_TOKEN = re.compile(r"[a-z]++|&")
_ARTICLE = re.compile(r"(?<![\w-])an?[ -]$")


@cache
def _sorts() -> dict[str, tuple[str, int]]:
    return {row[0]: (row[1], int(row[2])) for row in rows("number_words.csv")}


@dataclass(slots=True)
class _Sum:
    """The number read so far: `total` of closed scale groups plus the open group `current`."""

    start: int
    end: int
    total: Decimal = Decimal(0)
    current: Decimal | None = None
    last_scale: Decimal = Decimal(0)
    last: str = ""  # sort of the last word
    step: Decimal = Decimal(1)
    form: str = "words"
    is_decimal: bool = False

    def value(self) -> Decimal:
        return self.total + (self.current or 0)


def read_words(low: str, start: int, end: int) -> Iterator[Number]:
    """Give the numbers of the run `low[start:end]`, which holds number words, "and", "a" and hyphens only."""
    table = _sorts()
    sum_: _Sum | None = None
    joined = ""  # "and", "a" since the last number word
    for token in _TOKEN.finditer(low, start, end):
        word = token.group()
        if word not in table:
            joined += word + " "
            continue
        sort, value = table[word]
        if sum_ is None or not _add(sum_, sort, Decimal(value), joined):
            if sum_ is not None:
                yield from _close(low, sum_)
            sum_ = _open(token.start(), sort, Decimal(value))
        sum_.end, sum_.last, joined = token.end(), sort, ""
    if sum_ is not None:
        yield from _close(low, sum_)


def _open(start: int, sort: str, value: Decimal) -> _Sum:
    sum_ = _Sum(start, start)
    if sort in ("unit", "teen", "tens"):
        sum_.current = value
    elif sort in ("part", "parts"):
        sum_.current, sum_.form = 1 / value, "fraction"
    elif sort == "scale":
        sum_.total = sum_.last_scale = sum_.step = value
    else:  # hundred, dozen
        sum_.current = sum_.step = value
    return sum_


def _add(sum_: _Sum, sort: str, value: Decimal, joined: str) -> bool:
    """Add one more word to the number; False where it begins another number."""
    is_and = joined.startswith(("and", "&"))
    if sort in ("part", "parts"):
        return _add_part(sum_, sort, value, joined)
    if joined == "point ":
        return _add_decimals(sum_, sort, value)
    if joined.strip() not in ("", "and", "&") and sort not in ("scale", "hundred", "dozen"):
        return False
    if sort in ("unit", "teen", "tens"):
        return _add_small(sum_, sort, value, is_and)
    if sort == "hundred":
        if sum_.current is None or sum_.current >= 100 or is_and:
            return False
        sum_.current, sum_.step = sum_.current * value, value
        return True
    return _add_scale(sum_, sort, value, is_and)


def _add_small(sum_: _Sum, sort: str, value: Decimal, is_and: bool) -> bool:
    open_ = sum_.current
    if sum_.is_decimal and open_ is not None:  # "point one four", "point seventy-one"
        if sum_.last != "tens":
            sum_.step /= 10
        sum_.current = open_ + value * sum_.step
        return sort == "unit"
    if sum_.form == "fraction":
        return False
    if open_ is None:
        fits = sum_.last_scale >= 1000  # "two thousand five"
    elif sum_.last == "hundred":
        fits = True
    else:
        fits = sum_.last == "tens" and sort == "unit" and value > 0 and not is_and
    if not fits:
        return False
    sum_.current, sum_.step = (open_ or 0) + value, Decimal(1)
    return True


def _add_decimals(sum_: _Sum, sort: str, value: Decimal) -> bool:
    """Add the digits after "point": "two point five", "point seventy-one"."""
    if sum_.form == "fraction" or sort not in ("unit", "teen", "tens"):
        return False
    places = 1 if sort == "unit" else 2
    sum_.step = Decimal(1).scaleb(-places)
    sum_.current = sum_.value() - sum_.total + value * sum_.step
    sum_.is_decimal = True
    return True


def _add_scale(sum_: _Sum, sort: str, value: Decimal, is_and: bool) -> bool:
    if is_and:
        return False
    if sort == "dozen" or sum_.current is None:
        # "two dozen", "half a dozen"; "three lakh crore"
        sum_.total, sum_.current = (
            (sum_.value() * value, None) if sort != "dozen" else (Decimal(0), sum_.value() * value)
        )
        sum_.last_scale = sum_.last_scale * value if sort != "dozen" else sum_.last_scale
        sum_.step = max(sum_.step, Decimal(1)) * value
    elif sum_.last_scale and value >= sum_.last_scale:
        return False
    else:
        sum_.total, sum_.current, sum_.last_scale = sum_.total + sum_.current * value, None, value
        sum_.step = sum_.step * value
    sum_.form = "words"
    return True


def _add_part(sum_: _Sum, sort: str, value: Decimal, joined: str) -> bool:
    if joined.startswith(("and", "&")):  # "two and a half", "a million and a half"
        if sum_.form == "fraction" or sort == "parts":
            return False
        unit = sum_.last_scale if sum_.current is None and sum_.last_scale else Decimal(1)
        sum_.current, sum_.step = (sum_.current or 0) + unit / value, unit / value
        return True
    if sum_.current is None and sum_.total and sort == "parts" and not joined:  # "a hundred thousand trillionths"
        sum_.current, sum_.total, sum_.form = sum_.total, Decimal(0), "words"
    if joined or sum_.current is None or sum_.form == "fraction":
        return False
    if sort == "part" and sum_.current != 1:
        return False  # "twenty third"
    sum_.current, sum_.form = sum_.current / value, "fraction"
    return True


def _close(low: str, sum_: _Sum) -> Iterator[Number]:
    """Give the number, with an article that belongs to it ("a dozen"), unless the word is no number here."""
    from checker.extract.numbers import Number

    first = _TOKEN.match(low, sum_.start)
    if first is None:
        return
    sort, value = _sorts()[first.group()]
    start = sum_.start
    if sort not in ("unit", "teen", "tens"):
        article = _ARTICLE.search(low, max(0, start - 3), start)
        is_single = first.end() == sum_.end
        if sort == "parts" or (sort == "part" and value not in (2, 4) and article is None):
            return  # "thirds", "the fifth"
        if is_single and sort != "part" and article is None:
            return  # "hundreds of people", "millions"
        if article is not None:
            start = article.start()
    step = Decimal("0.1") if sum_.form == "fraction" else sum_.step
    yield Number(start, sum_.end, sum_.value(), step, sum_.form, core=low[sum_.start : sum_.end])
