"""Cards of evidence."""

from __future__ import annotations

import dataclasses
from types import SimpleNamespace

import pytest

from checker.report import Report
from checker.write.cards import cards_of


@pytest.mark.parametrize(
    ("before", "sentence", "after", "context", "told"),
    [
        (("Far.", "Near."), "It stands 84 metres high.", ("Next.", "Later."), 1, ("Near.", "Next.")),
        (("Far.", "Near."), "It stands 84 metres high.", ("Next.", "Later."), 2, ("Far. Near.", "Next. Later.")),
        (("Length: 2 m",), "Height: 84 metres", ("Width: 3 m", "Cost"), 2, ("Length: 2 m /", "/ Width: 3 m / Cost")),
        (("Near.",), "It stands 84 metres high.", (), 0, ("", "")),
        ((), "“It stands 84 metres high.”", ("She left.",), 3, ("", "She left.")),
    ],
)
def test_a_sentence_stands_among_its_neighbours(
    before: tuple[str, ...],
    sentence: str,
    after: tuple[str, ...],
    context: int,
    told: tuple[str, str],
    report: Report,
    samples: SimpleNamespace,
) -> None:
    """HR4: items of a list are parted."""
    first = report.findings[0]
    start = sentence.index("84 metres")
    one = dataclasses.replace(
        first.mentions[0], sentence=sentence, sentence_start=0, start=start, end=start + 9, before=before, after=after
    )
    card = cards_of(dataclasses.replace(first, mentions=(one,)), {}, context)[0]
    assert (card.get("before", ""), card.get("after", "")) == told
