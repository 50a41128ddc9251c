"""Figures in brackets right after what they measure: "the Osk (240 km long)", "Arvo (300 employees)".

They belong to the noun before the bracket, whatever its clause says of it, plans for it or dates.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from checker.extract.nouns import NOUNS
from checker.extract.passages import Attachment, Figure

if TYPE_CHECKING:
    from spacy.tokens import Token

HOW = "in brackets after"
_WORDS = 5  # tokens of such a bracket at most
_HEDGES = frozenset(
    {"about", "some", "around", "nearly", "roughly", "over", "almost", "up", "to", "at", "least", "more", "than"}
)


def settle_bracketed(figure: Figure, found: Attachment, owners: dict[int, Figure]) -> None:
    """Tie a figure that fills a bracket to the noun before it; one that converts or counts anew is left alone."""
    noun = _noun_before(figure)
    if noun is None or noun.i in owners or not (found.frame or figure.sort == "count"):
        return
    if found.frame == "distance" or found.role:
        return
    found.holder, found.verb, found.modality, found.how = noun, None, "asserted", f"{HOW} '{noun.text}'"


def _noun_before(figure: Figure) -> Token | None:
    doc, first, last = figure.root.doc, figure.tokens[0].i, figure.tokens[-1].i
    while first and doc[first - 1].lower_ in _HEDGES:
        first -= 1
    if first < 2 or doc[first - 1].text != "(" or doc[first - 2].pos_ not in NOUNS:
        return None
    closing = next((one for one in doc[last + 1 : last + _WORDS] if one.text in (")", ";", ",", ":")), None)
    return doc[first - 2] if closing is not None and closing.text == ")" and doc[first - 2].pos_ == "PROPN" else None
