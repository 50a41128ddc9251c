"""What two sentences make of their figures: asked of the whole way from text to findings."""

from __future__ import annotations

import pytest

import checker

PAIRS = [
    # room for so many is no count of who came
    ("The Dorn hall seats 9,400 guests.", "On Sunday 6,100 guests came to the Dorn hall.", ""),
    ("The Astra ferry can carry 90 cars.", "The Astra ferry took 41 cars across on Monday.", ""),
    ("The Dorn hall seats 9,400 guests.", "The Dorn hall has seating for 8,200 guests.", "conflict"),
    # what holds by default, and the most that may be set
    (
        "A lease of the Orlo service lasts 90 seconds by default.",
        "A lease of the Orlo service lasts at most 4,000 seconds.",
        "",
    ),
    (
        "A lease of the Orlo service lasts 90 seconds by default.",
        "A lease of the Orlo service lasts 120 seconds by default.",
        "conflict",
    ),
    # a value left behind
    (
        "Net income of Vexo for 2018 was $12.5 million.",
        "Net income of Vexo for 2018, first reported as $12.5 million, was restated to $11.8 million.",
        "update",
    ),
    # degrees by which it grew warmer are a difference
    (
        "The mean temperature of the Ried lake in May 2020 was 1.9 °C above that of May 1990.",
        "The mean temperature of the Ried lake in May 2020 was 3.4 °F above that of May 1990.",
        "agreement",
    ),
]


@pytest.mark.parametrize(("one", "other", "kind"), PAIRS)
def test_pair(one: str, other: str, kind: str) -> None:
    report = checker.check({"a.txt": f"{one}\n", "b.txt": f"{other}\n"})
    kinds = {finding.kind for finding in report.findings} - {"compatible"}
    assert kind in kinds if kind else not kinds - {"agreement"}
