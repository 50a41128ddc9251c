"""Which way a stated change goes: "grew 3%" is up, "a 3% decline" is down."""

from __future__ import annotations

import csv
import re
from collections.abc import Mapping
from functools import cache

from checker import resources
from checker.records import Claim, Document, Fact

BEFORE_CHARACTERS = 50  # a verb further away belongs to another figure
AFTER_CHARACTERS = 20
_WORD = re.compile(r"[a-z]{2,20}")
_BREAK = re.compile(r"[;:.,()]")


@cache
def _ways() -> Mapping[str, str]:
    path = resources.package_file("verify", "directions.csv")
    with path.open(encoding="utf-8", newline="") as handle:
        return {row["word"]: row["way"] for row in csv.DictReader(handle)}


def are_opposite(a: Fact, b: Fact, claims: Mapping[str, Claim], documents: Mapping[str, Document]) -> bool:
    """Return whether two stated changes go opposite ways; False where one of them names no way."""
    if a.role != "change" or b.role != "change" or a.measurement.nominal * b.measurement.nominal < 0:
        return False
    ways = {way_of(claims[fact.id], documents[fact.document]) for fact in (a, b)}
    return ways == {"up", "down"}


def way_of(claim: Claim, document: Document) -> str:
    """Return `up` or `down` by the word of change nearest to a figure, in its clause; "" where there is none."""
    quantity = claim.quantity
    before = document.text[max(claim.sentence_start, quantity.start - BEFORE_CHARACTERS) : quantity.start]
    after = document.text[quantity.end : min(claim.sentence_end, quantity.end + AFTER_CHARACTERS)]
    after = _BREAK.split(after, maxsplit=1)[0]
    words = _WORD.findall(before.lower())[::-1], _WORD.findall(after.lower())
    found = [
        (number, side, _ways()[word])
        for side, list_of in enumerate(words)
        for number, word in enumerate(list_of)
        if word in _ways()
    ]
    return min(found)[2] if found else ""
