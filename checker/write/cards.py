"""Evidence cards: one to a sentence, with every figure of the finding in it marked.

A card's `text` alternates between words and figures: `["stands ", "48 metres", " high"]`; odd places are figures.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from itertools import pairwise
from typing import Any

from checker.records import Finding, Mention
from checker.write.markup import without_markup
from checker.write.visible import show_line

CONTEXT = 400  # characters of a sentence kept on each side of a figure
LONGEST_FIGURE = 300
_END = re.compile(r"[.!?…:;][\"'”’)\]]{0,3}\s{0,9}\Z")  # a sentence has one
SHORTEST_REPEAT = 20  # characters of a sentence that a second document can be said to repeat


def cards_of(finding: Finding, readers: Mapping[str, str], context: int = 0) -> list[dict[str, Any]]:
    """Return the cards of a finding in the order of its mentions; `mentions` are positions in the finding.

    Args:
        finding: what the cards are for.
        readers: document file -> name of its reader, which says what markup its text holds.
        context: how many sentences before and after that of the figure a card holds.
    """
    groups: dict[tuple[str, int, str, int], list[int]] = {}
    for number, mention in enumerate(finding.mentions):
        alone = -1 if _is_inside(mention) else number  # a figure that its sentence does not hold gets its own card
        groups.setdefault((mention.file, mention.sentence_start, mention.sentence, alone), []).append(number)
    cards = [card for numbers in groups.values() for card in _split(finding, numbers)]
    return _gathered([_card(finding, numbers, readers, context) for numbers in cards], finding)


def _gathered(cards: list[dict[str, Any]], finding: Finding) -> list[dict[str, Any]]:
    """Return cards with those that repeat another word for word gathered as its `same`: mentions in other places."""
    kept: dict[tuple[Any, ...], dict[str, Any]] = {}
    alone: list[dict[str, Any]] = []  # cells and labels, and what one document says twice, stay apart
    for card in cards:
        mentions = [finding.mentions[number] for number in card["mentions"]]
        key = (*card["text"], "", *(mention.side for mention in mentions))
        first = kept.setdefault(key, card)
        if first is card:
            continue
        is_short = sum(map(len, card["text"])) < SHORTEST_REPEAT
        if is_short or mentions[0].file == finding.mentions[first["mentions"][0]].file:
            alone.append(card)
        else:
            first.setdefault("same", []).extend(card["mentions"])
    return sorted([*kept.values(), *alone], key=lambda card: int(card["mentions"][0]))


def _is_inside(mention: Mention) -> bool:
    at = mention.start - mention.sentence_start
    return at >= 0 and bool(mention.quote) and mention.sentence[at : at + len(mention.quote)] == mention.quote


def _split(finding: Finding, numbers: list[int]) -> list[list[int]]:
    """Keep figures of one sentence together where none overlaps another."""
    ordered = sorted(numbers, key=lambda number: finding.mentions[number].start)
    spans = [finding.mentions[number] for number in ordered]
    if any(b.start < a.start + len(a.quote) for a, b in pairwise(spans)):
        return [[number] for number in numbers]
    return [ordered]


def _card(finding: Finding, numbers: list[int], readers: Mapping[str, str], context: int) -> dict[str, Any]:
    mentions = [finding.mentions[number] for number in numbers]
    first = mentions[0]
    before, after = first.before[-context:] if context else (), first.after[:context]
    start = "" if _END.search(first.sentence) else "/ "
    beside = {
        "before": show_line("".join(map(_ended, before))),
        "after": show_line(start + "".join(map(_ended, after)).removesuffix("/ ")) if after else "",
    }
    return {
        "text": text_pieces(mentions, readers.get(first.file, "")),
        "mentions": numbers,
        **{name: words for name, words in beside.items() if words},
    }


def _ended(sentence: str) -> str:
    """Return a sentence with what parts it from the next; an item of a list has no full stop."""
    return sentence + (" " if _END.search(sentence) else " / ")


def text_pieces(mentions: list[Mention], reader: str) -> list[str]:
    """Return the sentence of one or more mentions as words and figures in turn, white space collapsed, cut to size."""
    first = mentions[0]
    if not _is_inside(first):
        return ["", _figure(without_markup(first.quote, reader)), ""]
    pieces: list[str] = []
    at = 0
    for mention in mentions:
        start = mention.start - first.sentence_start
        before = without_markup(first.sentence[at:start], reader)
        pieces += [_words(before, not pieces, False), _figure(without_markup(mention.quote, reader))]
        at = start + len(mention.quote)
    return [*pieces, _words(without_markup(first.sentence[at:], reader), False, True)]


def _words(text: str, is_first: bool, is_last: bool) -> str:
    """Return the words beside a figure, cut where they are farthest from it, with a space kept at their ends."""
    if is_first and len(text) > CONTEXT:
        text = "…" + text[-CONTEXT:]
    elif is_last and len(text) > CONTEXT:
        text = text[:CONTEXT] + "…"
    elif len(text) > 2 * CONTEXT:
        text = f"{text[:CONTEXT]} … {text[-CONTEXT:]}"
    words = show_line(text)
    if not words:
        return " " if text else ""
    return (" " if text[0].isspace() else "") + words + (" " if text[-1].isspace() else "")


def _figure(text: str) -> str:
    words = show_line(text)
    return words if len(words) <= LONGEST_FIGURE else words[:LONGEST_FIGURE] + "…"
