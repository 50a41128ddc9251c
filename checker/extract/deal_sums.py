"""Money that was raised: in one round, or in all.

"Most recently Pelmo raised $14 million"     one more sum beside those before
"Pelmo has raised $31 million to date"       the total of all rounds
"""

from __future__ import annotations

import re

from checker.extract import wordlists
from checker.extract.passages import Attachment, Figure, Sentence
from checker.extract.phrases import lemma_of

_TOTAL = re.compile(
    r"\b(?:[Ii]n all|[Ii]n total|[Aa]ll told|[Aa]ltogether|so far|[Tt]o date|total of"
    r"|(?:has|have) now (?:raised|secured)"
    r"|since (?:its|their) (?:founding|foundation|start|launch)|since it was founded)\b"
)
_LATEST = re.compile(r"\b(?:[Mm]ost recently|[Ll]atest round|[Ll]ast round|new(?:est)? round|another round)\b")


def settle_deals(figures: list[Figure], attached: list[Attachment], sentence: Sentence) -> None:
    """Mark the sum nearest to words that make it a total, or one more round."""
    deals = [
        (figure, found)
        for figure, found in zip(figures, attached, strict=True)
        if figure.sort == "money" and _is_raised(found)
    ]
    for pattern in (_TOTAL, _LATEST):
        said = pattern.search(sentence.text) if deals else None
        if said is None:
            continue
        at = sentence.start + said.start()
        found = min(deals, key=lambda one: (abs(one[0].quantity.start - at), one[0].quantity.start))[1]
        if pattern is _LATEST:
            found.role = found.role or "increment"
        elif "total" not in found.modifiers:
            found.modifiers = [*found.modifiers, "total"]


def _is_raised(found: Attachment) -> bool:
    verbs = [found.verb] if found.verb is not None else []
    lemmas = {*found.lemmas, *(lemma_of(one) for one in (*verbs, *found.heads))}
    return bool(lemmas & wordlists.words("raising_money"))
