"""Counts of nothing: "no casualties were reported", "nobody was killed" say a figure as "three deaths" does.

Only what an event takes a toll of is read so; "no doubt", "no further deaths" and "no reports of deaths" count nothing.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from decimal import Decimal
from functools import cache

from checker.extract import wordlists
from checker.extract.counts import singular
from checker.extract.none_at_all import find_none_at_all
from checker.records import Quantity

_NOT_ALL = r"(?!further|more|other|new|additional|fewer|less|longer|such)"
_PERSON = re.compile(
    r"\b(nobody|no[ -]one|no people) (?:(?:was|were|is|are|has been|had been|have been|got|appears? to have been) )"
    r"(?:seriously |badly |known to (?:be|have been) |reported )?(killed|injured|hurt|wounded|missing|dead)\b",
    re.IGNORECASE,
)


@cache
def _tolls() -> re.Pattern[str]:
    nouns = sorted(wordlists.words("toll_nouns"), key=lambda noun: (-len(noun), noun))
    return re.compile(
        rf"\b(no) ({_NOT_ALL}(?:[a-z]{{4,12}} (?:or [a-z]{{4,12}} )?){{0,2}}?({'|'.join(map(re.escape, nouns))}))\b",
        re.IGNORECASE,
    )


def find_none(text: str, taken: Sequence[Quantity]) -> tuple[Quantity, ...]:
    """Return the counts of nothing in a text, in order; none overlaps a quantity that was read."""
    low = text.lower()
    denied = list(find_none_at_all(low, taken))
    if "no" not in low and not denied:
        return ()
    found = [*denied]
    found += [_zero(match, f"count:{_noun(match[3])}") for match in _tolls().finditer(low)]
    found += [_zero(match, "count:person") for match in _PERSON.finditer(low)]
    clear = (one for one in found if not any(one.start < other.end and other.start < one.end for other in taken))
    return tuple(sorted(clear, key=lambda one: one.start))


def _noun(words: str) -> str:
    return "death" if " " in words else singular(words)


def _zero(match: re.Match[str], unit: str) -> Quantity:
    end = match.end(2) if unit != "count:person" else match.end(1)
    return Quantity(
        start=match.start(1),
        end=end,
        low=Decimal(0),
        high=Decimal(0),
        step=Decimal(1),
        unit=unit,
        comparator="=",
        hedge="",
        form="words",
        tolerance=None,
        figure_start=match.start(1),
        figure_end=match.end(1),
    )
