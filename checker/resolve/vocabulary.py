"""What the user says of names, put into the terms of this stage: aliases, pairs kept apart, names to show."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace

from checker.records import Claim, Document, Named, Phrase, Subject, Vocabulary
from checker.resolve.names import read_name

Place = tuple[int, int, str, Named]  # start, end, name as the user writes it, entity


def with_vocabulary(
    claims: Mapping[str, Claim], documents: Mapping[str, Document], vocabulary: Vocabulary
) -> Mapping[str, Claim]:
    """Return the claims with the names that the user knows read whole: what was read of "Sundal Kraft" as "Kraft".

    A claim without a subject takes the only known name of its sentence.
    """
    if not vocabulary.entities:
        return claims
    places = {name: _places(document.text, vocabulary) for name, document in documents.items()}
    return {name: _widened(claim, places[claim.document]) for name, claim in claims.items()}


def _places(text: str, vocabulary: Vocabulary) -> list[Place]:
    """Return where the names of a vocabulary stand in a text, in order; of two that overlap the longer."""
    taken: list[Place] = []
    named = {part: Named(name=part) for one in vocabulary.entities for part in (*one.parts, *one.not_same_as)}
    named |= {name: one for one in vocabulary.entities for name in (one.name, *one.aliases)}
    names = sorted(named.items(), key=_by_length)
    covered: set[int] = set()
    for name, one in names:
        at = text.find(name)
        while at >= 0:
            end = at + len(name)
            is_whole = not (text[at - 1 : at].isalnum() or text[end : end + 1].isalnum())
            if is_whole and covered.isdisjoint((at, end - 1)):
                covered.update(range(at, end))
                taken.append((at, end, name, one))
            at = text.find(name, end)
    return sorted(taken, key=lambda place: place[:2])


def _by_length(pair: tuple[str, Named]) -> tuple[int, str]:
    return -len(pair[0]), pair[0]


def _widened(claim: Claim, places: Sequence[Place]) -> Claim:
    first = bisect_left(places, claim.sentence_start, key=lambda place: place[0])
    inside = [place for place in places[first:] if place[0] < claim.sentence_end] if places else []
    subject = _whole(claim.subject, places) if claim.subject is not None else None
    if subject is None and inside and len({place[3].name for place in inside}) == 1:
        start, end, name, one = inside[0]
        subject = Phrase(text=name, start=start, end=end, label=one.type, how="only known name of the sentence")
    anchors = tuple(_whole(phrase, places) for phrase in claim.anchors)
    speaker = _whole(claim.speaker, places) if claim.speaker is not None else None
    return replace(claim, subject=subject, anchors=anchors, speaker=speaker)


def _whole(phrase: Phrase, places: Sequence[Place]) -> Phrase:
    """Return a phrase as the known name that it is a part of; itself where it is part of none."""
    if phrase.start < 0:
        return phrase
    at = bisect_left(places, phrase.start, key=lambda place: place[1] - 1)
    if at == len(places) or places[at][0] >= phrase.end:
        return phrase
    start, end, name, one = places[at]
    if start > phrase.start or end < phrase.end:  # the phrase says more than the name: "Sundal Kraft plant"
        return phrase
    return replace(phrase, text=name, start=start, end=end, label=one.type or phrase.label or "ORG")


def aliases_met(vocabulary: Vocabulary, names: Iterable[str]) -> dict[str, str]:
    """Return alias -> canonical name for the aliases that occur; one that occurs nowhere joins nothing."""
    keys = {read_name(name).key for name in names}
    return {alias: name for alias, name in vocabulary.aliases.items() if read_name(alias).key in keys}


def unmet(vocabulary: Vocabulary, subjects: Iterable[Subject]) -> tuple[tuple[str, str], ...]:
    """Return entity and alias of every alias that occurs in no document."""
    keys = {read_name(name).key for subject in subjects for name in subject.names}
    return tuple(
        (one.name, name) for one in vocabulary.entities for name in one.aliases if read_name(name).key not in keys
    )


def with_names(ids: Mapping[str, str], subjects: Sequence[Subject], vocabulary: Vocabulary) -> tuple[Subject, ...]:
    """Return the subjects with the names that the user wants to see."""
    by_key = {read_name(surface).key: subject for surface, subject in sorted(ids.items())}
    shown: dict[str, str] = {}
    for one in vocabulary.entities:
        for name in (one.name, *one.aliases):
            subject = by_key.get(read_name(name).key)
            if subject is not None:
                shown.setdefault(subject, one.name)
    return tuple(replace(one, name=shown[one.id]) if one.id in shown else one for one in subjects)
