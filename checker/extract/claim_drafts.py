"""Make a Claim of what was found around a figure; every offset is mapped to the document here."""

from __future__ import annotations

from dataclasses import dataclass, field, replace

from checker.records import AsOf, Block, Claim, Document, Phrase, Quantity


@dataclass(slots=True)
class Draft:
    """A claim in the making: its quantity still counts in the block's text."""

    block: Block
    quantity: Quantity
    sentence: tuple[int, int]
    subject: Phrase | None = None
    attribute: Phrase = field(default_factory=lambda: Phrase(text=""))
    attribute_lemmas: tuple[str, ...] = ()
    modifiers: tuple[str, ...] = ()
    anchors: tuple[Phrase, ...] = ()
    scope: tuple[Phrase, ...] = ()
    event: Phrase | None = None
    event_year: str = ""
    event_day: str = ""
    role: str = "level"
    modality: str = "asserted"
    polarity: str = "affirmed"
    speaker: Phrase | None = None
    as_of: AsOf | None = None
    origin: str = "prose"
    words: tuple[str, ...] = ()
    moves: str = ""
    pair: Draft | None = None
    evidence: tuple[Phrase, ...] = ()
    id: str = ""


def to_claims(document: Document, drafts: list[Draft]) -> tuple[Claim, ...]:
    """Return the drafts as claims in reading order, with ids that count from 0."""
    ordered = sorted(drafts, key=lambda one: (one.block.number, one.quantity.start, one.quantity.end))
    for number, draft in enumerate(ordered):
        draft.id = f"{document.id}#{number}"
    return tuple(_claim(document, draft) for draft in ordered)


def _claim(document: Document, draft: Draft) -> Claim:
    quantity = _in_document(draft.block, draft.quantity)
    start, end = draft.block.to_document(*draft.sentence)
    return Claim(
        id=draft.id,
        document=document.id,
        block=draft.block.number,
        start=quantity.start,
        end=quantity.end,
        sentence_start=min(start, quantity.start),
        sentence_end=max(end, quantity.end),
        quantity=quantity,
        subject=draft.subject,
        attribute=draft.attribute,
        attribute_lemmas=draft.attribute_lemmas,
        modifiers=draft.modifiers,
        anchors=draft.anchors,
        scope=draft.scope,
        event=draft.event,
        event_year=draft.event_year,
        event_day=draft.event_day,
        role=draft.role,
        modality=draft.modality,
        polarity=draft.polarity,
        speaker=draft.speaker,
        as_of=draft.as_of,
        origin=draft.origin,
        words=draft.words,
        moves=draft.moves,
        pair=draft.pair.id if draft.pair else "",
        evidence=draft.evidence,
    )


def _in_document(block: Block, quantity: Quantity) -> Quantity:
    start, end = block.to_document(quantity.start, quantity.end)
    if 0 <= quantity.figure_start < quantity.figure_end:
        figure = block.to_document(quantity.figure_start, quantity.figure_end)
    else:
        figure = (start, end)
    return replace(quantity, start=start, end=end, figure_start=figure[0], figure_end=figure[1])
