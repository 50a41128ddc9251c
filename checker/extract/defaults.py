"""Which figures of a sentence hold unless something else is set: "30 seconds by default", "unless you ask for more"."""

from __future__ import annotations

import re

from checker.extract.passages import Figure, Sentence

DEFAULT = "default"
_SET = r"(?:set|given|specified|configured)"
_CUE = re.compile(
    r"\bby default\b|\b(?:the )?defaults? (?:is|are|to|was|of)\b"
    r"|\bunless (?:you|otherwise|it is|they are|configured|changed|overridden|set|specified|stated|told)\b"
    r"|\bwithout (?:an? )?(?:raise|increase|request|upgrade|approval|extension|override|exemption)\b"
    r"|\b(?:if|when) (?:you )?(?:set|give|specify|choose|pass|configure)s? no\b"
    rf"|\b(?:if|when) (?:it is |nothing is |none is |no [a-z]{{2,20}} is )(?:not )?{_SET}\b",
    re.IGNORECASE,
)
_REACH = 60  # characters between such words and the figure that they speak of


def default_figures(figures: list[Figure], sentence: Sentence) -> frozenset[int]:
    """Return the starts of the figures that hold by default; each cue takes the nearest figure."""
    found: set[int] = set()
    for cue in _CUE.finditer(sentence.block.text, sentence.start, sentence.end):
        gaps = [(_gap(cue.start(), cue.end(), one), one.quantity.start) for one in figures]
        nearest = min(gaps, default=(_REACH + 1, 0))
        if nearest[0] <= _REACH:
            found.add(nearest[1])
    return frozenset(found)


def _gap(start: int, end: int, figure: Figure) -> int:
    quantity = figure.quantity
    return start - quantity.end if quantity.end <= start else max(0, quantity.start - end)
