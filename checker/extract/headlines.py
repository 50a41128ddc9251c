"""Figures of a headline: they say in short what the text below says in full, and narrow no less than it does.

"Tarn books 17% sales decline" over "sales fell 17% in constant currency"   the headline's too is in constant currency
"""

from __future__ import annotations

from checker.extract.claim_drafts import Draft

_NARROWS = frozenset({"in", "at", "on", "excluding", "including", "before", "after", "per"})


def settle_headlines(drafts: list[Draft]) -> None:
    """Give each figure of a headline the qualifiers and the time of the figure below that it sums up."""
    below = [one for one in drafts if one.origin not in ("heading", "cell")]
    for draft in drafts:
        if draft.origin == "heading" and (full := _said_in_full(draft, below)) is not None:
            known = {one.text for one in draft.scope}
            draft.scope += tuple(one for one in full.scope if one.label in _NARROWS and one.text not in known)
            draft.modifiers = tuple(dict.fromkeys((*draft.modifiers, *full.modifiers)))
            if draft.as_of is None or draft.as_of.source == "document":
                draft.as_of = full.as_of


def _said_in_full(headline: Draft, below: list[Draft]) -> Draft | None:
    """Return the figure of one value, unit and role below that shares most words of what is measured; None if none."""
    words = {*headline.attribute_lemmas, *headline.modifiers}
    best: tuple[int, Draft] | None = None
    for one in below:
        if _value(one) != _value(headline) or one.role != headline.role or one.modality != headline.modality:
            continue
        shared = len(words & {*one.attribute_lemmas, *one.modifiers})
        if shared and (best is None or shared > best[0]):
            best = (shared, one)
    return best[1] if best is not None else None


def _value(draft: Draft) -> tuple[object, ...]:
    quantity = draft.quantity
    return quantity.low, quantity.high, quantity.unit
