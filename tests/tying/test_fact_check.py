"""`tieout tie` on the drafts of `corpus/fact_check`: precision and recall by status, with floors."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from checker.tied import STATUSES
from checker.tying.scoring import TieScore, score_ties

GOLD = Path(__file__).resolve().parents[2] / "corpus" / "fact_check" / "ties.json"
# status -> least precision, least recall; a few points below what was measured, so that a real loss shows
FLOORS = {
    "contradicted": (0.90, 0.72),
    "outdated": (0.90, 0.80),
    "disputed": (0.90, 0.65),
    "not-found": (0.60, 0.90),
    "not-comparable": (0.30, 0.70),
    "supported": (0.92, 0.88),
}


@pytest.fixture(scope="module")
def score() -> TieScore:
    return score_ties(GOLD)


@pytest.mark.parametrize("status", STATUSES)
def test_precision_and_recall_hold(score: TieScore, status: str) -> None:
    precision, recall = FLOORS[status]
    assert score.precision(status) >= precision, score.errors
    assert score.recall(status) >= recall, score.errors


def test_the_gold_is_large_and_names_every_status() -> None:
    figures = [one for tie in json.loads(GOLD.read_text(encoding="utf-8"))["ties"] for one in tie["figures"]]
    assert len(figures) >= 120
    assert {one["status"] for one in figures} == set(STATUSES)
    assert {also for one in figures for also in one.get("also", [])} <= set(STATUSES)


def test_a_score_shows_its_counts(score: TieScore) -> None:
    lines = list(score.lines())
    assert len(lines) == len(STATUSES) + 2
    assert lines[-1].endswith(f"({score.accuracy:.2f})")
    assert score.accuracy >= 0.85
