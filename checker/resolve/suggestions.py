"""Pairs of subjects that may be one: too unsure to be joined, sure enough to be asked about."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from checker.records import Subject, Vocabulary
from checker.resolve.blocking import candidate_pairs
from checker.resolve.names import Name, may_be_one, read_name
from checker.resolve.scoring import loose_ratio
from checker.resolve.shortening import acronym_keys

SCORE_MIN = 75.0
ACRONYM = 85.0  # score of an acronym with its long form
MOST = 200


@dataclass(frozen=True, slots=True, kw_only=True)
class Suggestion:
    """Two subjects that may be one."""

    name: str  # the one to keep: the longer
    alias: str
    score: float  # 0 to 100
    how: str  # "alike" or "acronym"
    documents: tuple[str, ...]  # of the first
    alias_documents: tuple[str, ...]


def suggest(
    subjects: Sequence[Subject],
    documents: Mapping[str, Sequence[str]],
    vocabulary: Vocabulary,
    score_min: float = SCORE_MIN,
) -> tuple[Suggestion, ...]:
    """Return pairs of subjects that may be one, the likeliest first; at most 200.

    Names that differ in a digit, numeral or letter of revision are never suggested, nor are pairs that the user keeps
    apart.

    Args:
        subjects: of a run, already joined where that was sure.
        documents: by subject id, those in which it is met.
        vocabulary: what the user says of names.
        score_min: 0 to 100.
    """
    named = [one for one in subjects if read_name(one.name).is_proper]
    names = [read_name(one.name) for one in named]
    apart = {frozenset((read_name(a).key, read_name(b).key)) for a, b in vocabulary.never}
    found: dict[tuple[int, int], tuple[float, str]] = {}
    for a, b in (*candidate_pairs(names), *_acronyms(names)):
        score, how = _score(names[a], names[b])
        if score >= score_min and frozenset((names[a].key, names[b].key)) not in apart:
            found[min(a, b), max(a, b)] = (score, how)
    made = [_suggestion(named[a], named[b], *how, documents) for (a, b), how in found.items()]
    return tuple(sorted(made, key=lambda one: (-one.score, one.name, one.alias))[:MOST])


def _acronyms(names: Sequence[Name]) -> list[tuple[int, int]]:
    by_key = {name.key: at for at, name in enumerate(names) if name.is_acronym}
    return [(by_key[key], at) for at, name in enumerate(names) for key in acronym_keys(name) if key in by_key]


def _score(a: Name, b: Name) -> tuple[float, str]:
    short, long = sorted((a, b), key=lambda name: len(name.key))
    if short.is_acronym and short.key in acronym_keys(long):
        return ACRONYM, "acronym"
    has_digit = any(char.isdigit() for char in a.squashed + b.squashed)
    if has_digit or a.marks != b.marks or not may_be_one(a, b):
        return 0.0, ""
    return round(loose_ratio(a, b), 1), "alike"


def _suggestion(a: Subject, b: Subject, score: float, how: str, documents: Mapping[str, Sequence[str]]) -> Suggestion:
    long, short = sorted((a, b), key=lambda one: (-len(one.name), one.name))
    return Suggestion(
        name=long.name,
        alias=short.name,
        score=score,
        how=how,
        documents=tuple(documents.get(long.id, ())),
        alias_documents=tuple(documents.get(short.id, ())),
    )
