"""Earnings reports and deals: what two texts about one company make of their figures, from text to findings."""

from __future__ import annotations

import pytest

import checker


def kinds_of(one: str, other: str) -> set[str]:
    """Return the kinds of finding on two texts."""
    return {found.kind for found in checker.check({"a.md": f"{one}\n", "b.md": f"{other}\n"}).findings}


@pytest.mark.parametrize(
    ("one", "other", "kinds"),
    [
        # one figure for what is to come, whichever way it is said; another value is no contradiction
        (
            "After the merger the Norlund state would own 8.25% of Vexo.",
            "The Norlund state will own 8.25% of Vexo after the merger.",
            {"agreement"},
        ),
        (
            "After the merger the Norlund state would own 8.25% of Vexo.",
            "The Norlund state will own 9.75% of Vexo after the merger.",
            set(),
        ),
        (
            "Vexo plans to spend $4.35 billion on the Halm plant.",
            "Vexo spent $4.35 billion on the Halm plant.",
            {"agreement"},
        ),
        ("Vexo plans to spend $4.35 billion on the Halm plant.", "Vexo spent $5.15 billion on the Halm plant.", set()),
        ("For example, if Vexo sold 435 ferries, rent would rise.", "If Vexo sold 435 ferries, it would close.", set()),
    ],
)
def test_what_is_planned_and_what_is_so_can_only_agree(one: str, other: str, kinds: set[str]) -> None:
    assert kinds_of(one, other) == kinds


@pytest.mark.parametrize(
    ("one", "other", "kinds"),
    [
        # another measure is another question; a name of the same measure is not
        (
            "Vexo held cash of $5.2 billion on 30 June 2031.",
            "Cash flow of Vexo from operations was $3.1 billion on 30 June 2031.",
            set(),
        ),
        ("Operating income of Vexo was $41 million in 2031.", "Net income of Vexo was $29 million in 2031.", set()),
        (
            "Operating income of Vexo was $41 million in 2031.",
            "Operating expenses of Vexo were $74 million in 2031.",
            set(),
        ),
        ("The gross margin of Vexo was 31.5% in 2031.", "The operating margin of Vexo was 12.4% in 2031.", set()),
        ("Vexo had convertible notes of $4.8 billion.", "Vexo had bank debt of $1.3 billion.", set()),
        ("Net sales of Vexo were $41 million in 2031.", "Sales of Vexo were $47 million in 2031.", {"conflict"}),
        (
            "Operating profit of Vexo was $41 million in 2031.",
            "Operating income of Vexo was $47 million in 2031.",
            {"conflict"},
        ),
    ],
)
def test_measures_of_a_company(one: str, other: str, kinds: set[str]) -> None:
    assert kinds_of(one, other) == kinds


BOTH_BASES = (
    "GAAP earnings per share of Vexo were $1.31 in 2031. Non-GAAP earnings per share of Vexo were $1.44 in 2031."
)


@pytest.mark.parametrize(
    ("one", "other", "kinds"),
    [
        # a newspaper leaves the base out
        (BOTH_BASES, "Earnings per share of Vexo were $1.44 in 2031.", {"agreement"}),
        # earnings of a share, however a row says so
        (
            "| Vexo | 2031 |\n| --- | --- |\n| Net income per common share, in dollars | $1.31 |",
            "Earnings per share of Vexo were $1.31 in 2031.",
            {"agreement"},
        ),
        # on the quarter before, and on the year before
        (
            "Sales of Vexo grew 12% sequentially in the third quarter of 2031.",
            "Sales of Vexo grew 33% year over year in the third quarter of 2031.",
            set(),
        ),
        (
            "Sales of Vexo grew 12% sequentially in the third quarter of 2031.",
            "Sales of Vexo grew 16% sequentially in the third quarter of 2031.",
            {"conflict"},
        ),
    ],
)
def test_bases_of_earnings_and_growth(one: str, other: str, kinds: set[str]) -> None:
    assert kinds_of(one, other) == kinds
