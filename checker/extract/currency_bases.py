"""Growth without the rates of exchange: "down 12% in dollars and 9% in constant currency" says it of the 9% alone."""

from __future__ import annotations

import re

from checker.extract.passages import Attachment, Figure, Sentence, phrase_in

_BASIS = re.compile(
    r"\b(?:in|at|on an?|on) (?:constant[- ](?:currency|currencies|exchange rates)|CC|cc)\b(?: basis| terms)?"
    r"|\b(?:currency-neutral|currency-adjusted|constant-currency)\b"
)
_STOP = re.compile(r"[.;:]\s")
_FURTHEST = 60  # characters between a figure and the words


def settle_currency_basis(figures: list[Figure], attached: list[Attachment], sentence: Sentence) -> None:
    """Give the words to the figure that they follow, and take them from those before it."""
    text = sentence.block.text
    for number, (figure, found) in enumerate(zip(figures, attached, strict=True)):
        if figure.sort not in ("percent", "money"):
            continue
        end = figures[number + 1].quantity.start if number + 1 < len(figures) else sentence.end
        said = _BASIS.search(text, figure.quantity.end, min(end, figure.quantity.end + _FURTHEST))
        is_near = said is not None and not _STOP.search(text, figure.quantity.end, said.start())
        others = [one for one in found.scope if not _BASIS.search(one.text)]
        if said is not None and is_near:
            found.scope = [*others, phrase_in(sentence, said[0], *said.span(), "in", "after the figure")]
        elif any(one.sort == figure.sort for one in figures[number + 1 :]):
            found.scope = others
