"""Figures and times go to the sentence in which they start, however many there are."""

from __future__ import annotations

import pytest

from checker.extract.reading import _by_span
from checker.records import TimeMention


def _time(start: int) -> TimeMention:
    return TimeMention(start=start, end=start + 1, text="x", sort="day", low="2020-01-01", high="2020-01-01")


@pytest.mark.parametrize(
    ("starts", "expected"),
    [
        ([0, 4, 9], {0: [0, 4], 6: [9]}),
        ([5, 10, 12], {}),  # between the sentences, and beyond the last
        ([9, 7, 1], {0: [1], 6: [9, 7]}),  # in the order in which they come
        ([], {}),
    ],
)
def test_what_starts_in_a_sentence_is_its_own(starts: list[int], expected: dict[int, list[int]]) -> None:
    found = _by_span([_time(start) for start in starts], [(0, 5), (6, 10)])
    assert {at: [one.start for one in held] for at, held in found.items()} == expected
