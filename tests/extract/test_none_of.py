"""Counts of nothing: text -> value and unit, or no figure at all."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from checker.extract.none_of import find_none
from checker.records import Claim


@pytest.mark.parametrize(
    ("text", "figure", "unit"),
    [
        ("No casualties were reported.", "No casualties", "count:casualty"),
        ("There were no serious injuries.", "no serious injuries", "count:injury"),
        ("Nobody was killed in the blast.", "Nobody", "count:person"),
        ("No one had been hurt.", "No one", "count:person"),
        ("He spoke of no loss of life.", "no loss of life", "count:death"),
    ],
)
def test_none_is_a_count(text: str, figure: str, unit: str) -> None:
    (found,) = find_none(text, ())
    assert (text[found.start : found.end], found.unit, found.low, found.high) == (figure, unit, 0, 0)


@pytest.mark.parametrize(
    "text",
    [
        "No further deaths were reported.",
        "No fewer deaths than in May were counted.",
        "There were no immediate reports of casualties.",
        "There is no doubt that many died.",
        "No tickets were sold.",
        "Notable deaths of the year",
    ],
)
def test_what_counts_nothing(text: str) -> None:
    assert find_none(text, ()) == ()


def test_none_is_told_of_its_event(claim_in: Callable[..., Claim]) -> None:
    claim = claim_in("Nobody was killed in the blast at the mill.", "Nobody")
    assert set(claim.attribute_lemmas) == {"kill", "person"}
    assert claim.event is not None
    assert claim.event.label == "explosion"
