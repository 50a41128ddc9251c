"""Corrections: "was 4.4 m, not 4.7 m as printed" gives the value that holds and the one that it replaces.

Without words of correction "4.4, not 4.7" stays what it is: one value affirmed, another denied.
"""

from __future__ import annotations

import re
from itertools import pairwise

from checker.extract.claim_drafts import Draft
from checker.extract.passages import Sentence

MOVES = "corrected"
_LABEL = re.compile(r"\W{0,3}(?:corrections?|corrected|corrigend(?:um|a)|errat(?:um|a)|clarification)\b", re.IGNORECASE)
_SAID = r"(?:printed|stated|reported|published|given|shown|written|listed|announced|wrote|claimed in|said in)"
_CUE = re.compile(
    rf"\bas (?:(?:first|previously|earlier|originally|wrongly|incorrectly|mistakenly|we|was) ){{0,2}}{_SAID}\b"
    r"|\b(?:erroneously|incorrectly|mistakenly|wrongly|misprint|misstated|in error)\b"
    r"|\bshould (?:be|read|say|have (?:been|read|said))\b",
    re.IGNORECASE,
)
_NOT = re.compile(r",?\s(?:and )?(?:not|instead of|rather than)(?: the)?\s\Z")


def settle_corrections(drafts: list[Draft], sentence: Sentence) -> None:
    """Make of each "X, not Y" in a correction a value that holds and one that is left behind."""
    text = sentence.block.text
    if not _LABEL.match(text) and not _CUE.search(text, sentence.start, sentence.end):
        return
    for draft in drafts if _LABEL.match(text) else ():
        draft.moves = draft.moves or MOVES
    for held, left in pairwise(drafts):
        if held.quantity.unit != left.quantity.unit or not _is_against(text, held, left):
            continue
        held.moves = left.moves = MOVES
        left.role, left.polarity = "from", "affirmed"
        left.attribute, left.attribute_lemmas, left.subject = held.attribute, held.attribute_lemmas, held.subject
        left.modifiers, left.scope = held.modifiers, held.scope


def _is_against(text: str, held: Draft, left: Draft) -> bool:
    start = max(left.quantity.start, left.quantity.figure_start)
    return _NOT.search(text[held.quantity.end : start]) is not None and start - held.quantity.end <= 40
