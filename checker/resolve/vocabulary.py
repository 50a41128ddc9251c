"""What the user says of names, put into the terms of this stage: aliases, pairs kept apart, names to show."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace

from checker.records import Subject, Vocabulary
from checker.resolve.names import read_name


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
