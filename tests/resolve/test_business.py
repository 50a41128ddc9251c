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
