"""Ships, which texts call "she": "The tanker Orrin Bay left Vik. Her 19 crew ..."."""

from __future__ import annotations

from typing import TYPE_CHECKING

from checker.extract import wordlists
from checker.extract.passages import Reading, Sentence

if TYPE_CHECKING:
    from spacy.tokens import Token


def vessel_before(sentence: Sentence, reading: Reading) -> tuple[Token, Sentence] | None:
    """Return the ship that the sentence before tells of, with that sentence; None where it tells of something else."""
    before = sentence.before or (reading.sentences[sentence.order - 1] if sentence.order else None)
    if before is None:
        return None
    subject = next((one for one in before.doc or () if one.dep_ in ("nsubj", "nsubjpass")), None)
    if subject is None or subject.ent_type_ == "PERSON":
        return None
    phrase = list(subject.subtree)
    sort = next((one for one in phrase if one.lower_ in wordlists.words("vessels")), None)
    if sort is None:
        return None
    after = sort.nbor(1) if sort.i + 1 < len(sort.doc) else sort
    return (after if after.is_title else subject), before  # "the tanker Orrin Bay", whatever the parse made of it
