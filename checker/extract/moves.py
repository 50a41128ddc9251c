"""Wording near a figure that orders values in time: "raised from", "first reported as", "now". Words: `moves.csv`."""

from __future__ import annotations

from checker.extract import wordlists
from checker.extract.passages import Figure, Sentence, phrase_in
from checker.records import Phrase

_NEAR = 30  # characters between words such as "first reported" and the value that they leave behind


def moves_of(figure: Figure, sentence: Sentence) -> tuple[str, Phrase | None]:
    """Return the wording near a figure that orders values in time, with the words themselves; "" if none."""
    pattern = wordlists.phrases("moves")
    text = sentence.block.text
    low = max(sentence.start, figure.quantity.start - 60)
    high = min(sentence.end, figure.quantity.end + 30)
    best: tuple[int, str, int, int] | None = None
    for match in pattern.finditer(text, low, high):
        gap = figure.quantity.start - match.end() if match.start() < figure.quantity.start else 40
        how = wordlists.table("moves", "pattern", "how").get(match[0].lower(), match[0].lower())
        if best is None or abs(gap) < best[0]:
            best = (abs(gap), how, match.start(), match.end())
    if best is None or _another_between(best[2], best[3], figure, sentence):
        return "", None
    _, how, start, end = best
    return how, phrase_in(sentence, text[start:end], start, end, how="moves")


def _another_between(start: int, end: int, figure: Figure, sentence: Sentence) -> bool:
    low, high = (end, figure.quantity.start) if end <= figure.quantity.start else (figure.quantity.end, start)
    return any(low <= other.start < high for other in sentence.quantities if other is not figure.quantity)


def is_superseded(figure: Figure, moves: str, words: Phrase | None, sentence: Sentence) -> bool:
    """Tell whether the words right before a figure say that it holds no more: "first reported as 40"."""
    if moves != "formerly" or words is None:
        return False
    text = sentence.block.text
    at = text.lower().rfind(words.text.lower(), sentence.start, figure.quantity.start)
    return at >= 0 and figure.quantity.start - at - len(words.text) <= _NEAR
