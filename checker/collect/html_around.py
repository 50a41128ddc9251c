"""What lies around the text of a page where no name of an element says so: cards of other stories, rows of links,
requests for consent.

A card is a headline that leads to another page, with a line or two below it. Cards are left out only where the page
has more text than they do: on a page of nothing but cards they are the page.
"""

from __future__ import annotations

from collections.abc import Sequence

from checker.collect.boilerplate import is_consent, is_cue
from checker.collect.draft import Draft

CARD_WORDS = 60  # below a headline
CARD_BLOCKS = 3
CARDS_LEAST = 2  # one alone may be a heading that somebody linked, unless a cue such as "Related" stands above
LINKS_LEAST = 3  # of a row that is nothing else
CONSENT_SHARE = 0.1  # of the blocks: more of them, and the page is about consent


def mark_around(shown: Sequence[Draft], title: str) -> None:
    """Set the role of what lies around the text, among shown drafts in reading order."""
    body = [draft for draft in shown if draft.role == "body"]
    for draft in body:
        if draft.links >= LINKS_LEAST and draft.is_link and draft.kind not in ("cell", "heading"):
            draft.role = "boilerplate"
    _mark_consent(body, title)
    body = [draft for draft in body if draft.role == "body"]
    found = _find_cards(body)
    words = sum(len(draft.text.split()) for draft in body)
    if 2 * sum(len(draft.text.split()) for draft in found) <= words:
        for draft in found:
            draft.role = "boilerplate"


def _mark_consent(body: Sequence[Draft], title: str) -> None:
    asked = [draft for draft in body if draft.kind != "cell" and is_consent(draft.text)]
    if len(asked) <= max(1, CONSENT_SHARE * len(body)) and not is_consent(title):
        for draft in asked:
            draft.role = "boilerplate"


def _find_cards(body: Sequence[Draft]) -> list[Draft]:
    """Return the drafts of cards, runs of them or those below a cue."""
    found: list[Draft] = []
    at = 0
    while at < len(body):
        start = at + (body[at].kind in ("heading", "paragraph") and is_cue(body[at]))
        cards = _run(body, start)
        least = 1 if start > at else CARDS_LEAST
        if len(cards) < least:
            at += 1
            continue
        found += [*body[at:start], *(draft for card in cards for draft in card)]
        at = start + sum(map(len, cards))
    return found


def _run(body: Sequence[Draft], start: int) -> list[Sequence[Draft]]:
    """Return the cards that follow one another from a place, all made like the first and none longer."""
    cards: list[Sequence[Draft]] = []
    at = start
    while at < len(body) and body[at].kind == body[start].kind and (length := _length(body, at)):
        length = min(length, len(cards[0])) if cards else length
        cards.append(body[at : at + length])
        at += length
    return cards


def _length(body: Sequence[Draft], at: int) -> int:
    """Return how many drafts the card that begins at a place has; 0 where none begins."""
    head = body[at]
    if head.kind == "cell" or not head.is_away:
        return 0
    if head.kind != "heading":
        return 1 if len(head.text.split()) <= CARD_WORDS // 2 else 0
    end = at + 1
    while (
        end < min(len(body), at + 1 + CARD_BLOCKS) and body[end].kind in ("paragraph", "item") and not body[end].is_away
    ):
        end += 1
    return end - at if sum(len(one.text.split()) for one in body[at + 1 : end]) <= CARD_WORDS else 1


def _is_teaser(draft: Draft) -> bool:
    return draft.kind in ("paragraph", "item") and not draft.is_away
