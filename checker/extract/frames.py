"""Fixed patterns right beside a figure that say what it measures, whatever the parse made of them.

"20 km (12 miles) south of Porto" is a distance, "8 km below the surface" a depth. The words are data:
`patterns/measures.csv`.
"""

from __future__ import annotations

import re
from dataclasses import dataclass

from checker.extract import wordlists
from checker.extract.passages import Figure, Sentence

_AFTER = re.compile(r"(?:\s*\([^()]{1,40}\))?[\s-]{1,2}(?:to the |due )?([a-z]{2,12}(?:-[a-z]{4,6})?+)(?:[\s-]([a-z]{2,12}))?")
_BEFORE = re.compile(r"([A-Za-z]{3,12})(?:[ -](?:of|was|is|at|about|around|just|only|some|nearly)){0,3}[ -]\Z")


@dataclass(frozen=True, slots=True)
class Frame:
    """An attribute that the words beside a figure give."""

    attribute: str
    how: str
    modifiers: tuple[str, ...] = ()


def find_frame(figure: Figure, sentence: Sentence) -> Frame | None:
    """Return what the words right after, or before, a length, a duration or a bare number make of it, or None."""
    if figure.sort == "count" and figure.noun.lower_ == "magnitude":
        return None
    if figure.sort != "measure" and figure.sort != "time":
        return None
    text = sentence.block.text
    quantity = figure.quantity
    before = _BEFORE.search(text, max(sentence.start, quantity.start - 32), quantity.start)
    nouns = wordlists.table("measures", "word", "attribute")
    sorts = wordlists.table("measures", "word", "sort")
    if before and sorts.get(before[1].lower()) == "noun":
        return Frame(nouns[before[1].lower()], f"'{before[1]}' before the figure")
    after = _AFTER.match(text, quantity.end, min(sentence.end, quantity.end + 70))
    if not after:
        return None
    word, following = after[1].lower(), (after[2] or "").lower()
    sort = sorts.get(word, "")
    if sort == "direction" and (word != "from" or figure.sort == "measure"):
        modifiers = (word,) if word != "from" else ()
        return Frame("distance", f"'{after[1]}' after the figure", modifiers)
    if sort == "below" and following in ("the", "ground", "sea", "surface", "sea-level", ""):
        return Frame("depth", f"'{after[1]}' after the figure")
    if sort in ("adjective", "adverb"):
        return Frame(nouns[word], f"'{after[1]}' after the figure")
    return None
