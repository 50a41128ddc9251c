"""The scores of `tieout eval`: hand-worked cases, and the same numbers as the project's scoring tool where it is."""

from __future__ import annotations

import importlib.util
import json
import random
from pathlib import Path
from types import ModuleType
from typing import Any

import pytest

from checker import scoring

TOOL = Path(__file__).parents[2] / "shared" / "tools" / "score_findings.py"


def _mention(start: int, value: object, file: str = "a.txt", **more: object) -> dict[str, Any]:
    return {"file": file, "start": start, "end": start + 10, "value": value, **more}


GOLD = {
    "findings": [
        {"id": "F1", "kind": "conflict", "mentions": [_mention(0, 5), _mention(0, 6, "b.txt"), _mention(20, 5)]},
        {"id": "F2", "kind": "agreement", "mentions": [_mention(0, 5), _mention(20, 5)]},
        {"id": "F3", "kind": "update", "also": ["conflict"], "mentions": [_mention(50, 1), _mention(50, 2, "b.txt")]},
        {"id": "F4", "kind": "conflict", "optional": True, "mentions": [_mention(80, 1), _mention(80, 2, "b.txt")]},
        {
            "id": "F5",
            "kind": "disputed",
            "mentions": [_mention(110, 3, group="says"), _mention(110, 3, "b.txt", group="denies")],
        },
    ],
    "traps": [
        {"id": "T1", "mentions": [_mention(0, 5), _mention(50, 2, "b.txt")]},
        {"id": "T2", "kinds": ["conflict"], "mentions": [_mention(140, 3), _mention(140, 4, "b.txt")]},
    ],
    "consistent_sums": [{"id": "C1", "mentions": [_mention(200, 3), _mention(220, 4), _mention(240, 7)]}],
}


def _spans(*places: str) -> list[tuple[str, int, int]]:
    """ "a0 b50" -> ten characters of a.txt from 0, of b.txt from 50."""
    return [(f"{place[0]}.txt", int(place[1:]), int(place[1:]) + 10) for place in places]


def _score(*predictions: tuple[str, str]) -> scoring.Scores:
    made = [scoring.make_prediction(kind, _spans(*places.split())) for kind, places in predictions]
    return scoring.score("folder", scoring.read_gold(GOLD), made)


@pytest.mark.parametrize(
    ("predictions", "found", "false", "flagged"),
    [
        ([("conflict", "a0 b0")], 1, 0, ()),
        ([("conflict", "a0 a20")], 0, 1, ()),  # both say 5
        ([("conflict", "a0 b0"), ("conflict", "a0 b0")], 1, 1, ()),  # the second adds nothing
        ([("conflict", "a0 b0"), ("conflict", "b0 a20")], 1, 0, ()),  # the second adds a mention
        ([("update", "a0 b0")], 0, 1, ()),  # another kind
        ([("conflict", "a50 b50")], 1, 0, ()),  # a kind that is accepted too
        ([("conflict", "a80 b80")], 0, 0, ()),  # optional: neither right nor wrong
        ([("disputed", "a110 b110")], 1, 0, ()),
        ([("conflict", "a0 b50")], 0, 1, ("T1",)),
        ([("conflict", "a0 b0 b50")], 0, 1, ("T1",)),  # a third of it strays
        ([("conflict", "a0 b0 a20 b50")], 1, 0, ("T1",)),  # a quarter may stray, yet the trap was flagged
        ([("update", "a140 b140")], 0, 1, ()),  # the trap forbids a conflict only
        ([("conflict", "a140 b140")], 0, 1, ("T2",)),
        ([("conflict", "a0 b0 a300 a320 a340")], 0, 1, ()),  # more than half of it lies elsewhere
    ],
)
def test_actionable_predictions(
    predictions: list[tuple[str, str]], found: int, false: int, flagged: tuple[str, ...]
) -> None:
    scores = _score(*predictions)
    assert (scores.strict.found, scores.strict.false, scores.traps_flagged) == (found, false, flagged)


def test_an_agreement_over_values_that_a_finding_tells_apart_is_false() -> None:
    assert _score(("agreement", "a0 a20")).kinds["agreement"].found == 1
    assert _score(("agreement", "a0 b0 a20")).kinds["agreement"].false == 1


def test_a_sum_that_holds_must_not_be_doubted() -> None:
    assert _score(("arithmetic", "a200 a240")).sums_flagged == ("C1",)
    assert _score(("conflict", "a200 a240")).sums_flagged == ()


def test_what_is_missed_is_named() -> None:
    assert _score(("update", "a0 b0"), ("conflict", "a50 b50")).missed == ("F5",)


def test_a_long_span_is_no_evidence() -> None:
    long = [("a.txt", 0, 201), ("b.txt", 0, 10)]
    gold = scoring.read_gold(GOLD)
    assert not scoring.matches(scoring.make_prediction("conflict", long), gold.findings[0])


def test_ratios_of_nothing_are_none() -> None:
    scores = _score()
    assert scores.strict.precision is None
    assert scores.strict.recall == 0.0
    assert scores.strict.f1 is None


def test_confidence_is_rated_without_optional_gold() -> None:
    made = [
        scoring.make_prediction("conflict", _spans("a0", "b0"), 0.9),
        scoring.make_prediction("conflict", _spans("a80", "b80"), 0.8),
        scoring.make_prediction("conflict", _spans("a300", "b300"), 0.7),
    ]
    assert scoring.rate_confidence(scoring.read_gold(GOLD), made) == ((0.9, True), (0.7, False))


# --- beside the project's own tool ---------------------------------------------------------------------------


def _random_gold(dice: random.Random) -> dict[str, Any]:
    """Return gold over a small space of places, so that findings, traps and predictions often meet."""

    def mentions(most: int) -> list[dict[str, Any]]:
        made = [
            _mention(dice.randrange(0, 60, 4), dice.choice([1, 2, 2.5, "3-4"]), dice.choice("ab") + ".txt")
            for _ in range(dice.randint(1, most))
        ]
        return [one | ({"group": dice.choice("xyz")} if dice.random() < 0.4 else {}) for one in made]

    return {
        "findings": [
            {
                "id": f"F{number}",
                "kind": dice.choice(scoring.KINDS),
                "mentions": mentions(4),
                **({"optional": True} if dice.random() < 0.2 else {}),
                **({"also": [dice.choice(scoring.KINDS)]} if dice.random() < 0.2 else {}),
            }
            for number in range(dice.randint(1, 6))
        ],
        "traps": [
            {"id": f"T{number}", "mentions": mentions(3), **({"kinds": ["conflict"]} if dice.random() < 0.3 else {})}
            for number in range(4)
        ],
        "consistent_sums": [{"id": f"C{number}", "mentions": mentions(3)} for number in range(3)],
    }


def _random_predictions(dice: random.Random) -> list[dict[str, Any]]:
    def place() -> dict[str, Any]:
        start = dice.randrange(0, 70)
        return {"file": f"folder/{dice.choice('ab')}.txt", "start": start, "end": start + dice.choice([1, 8, 14, 250])}

    return [
        {
            "kind": dice.choice(scoring.KINDS),
            "confidence": round(dice.random(), 2),
            "mentions": [place() for _ in range(dice.randint(1, 5))],
        }
        for _ in range(dice.randint(0, 12))
    ]


def _load_tool() -> ModuleType:
    spec = importlib.util.spec_from_file_location("score_findings", TOOL)
    assert spec is not None
    assert spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


def _as_tool(scores: scoring.Scores) -> dict[str, Any]:
    """Return our scores in the words of the tool."""

    def row(one: scoring.Score) -> dict[str, Any]:
        return {
            "precision": one.precision, "recall": one.recall, "f1": one.f1, "predicted": one.matched + one.false,
            "gold": one.gold, "pred_matched": one.matched, "gold_found": one.found, "false": one.false,
        }  # fmt: skip

    return {
        "folder": scores.folder,
        "kinds": {kind: row(one) for kind, one in scores.kinds.items()},
        "actionable_strict": row(scores.strict),
        "actionable_any_kind": row(scores.any_kind),
        "agreement_recall": scores.kinds["agreement"].recall,
        "traps": {
            "total": scores.traps,
            "wrongly_flagged": len(scores.traps_flagged),
            "ids": list(scores.traps_flagged),
        },
        "sums": {"total": scores.sums, "wrongly_flagged": len(scores.sums_flagged), "ids": list(scores.sums_flagged)},
        "missed": list(scores.missed),
    }


@pytest.mark.skipif(not TOOL.exists(), reason="the scoring tool does not lie beside the project")
def test_numbers_equal_those_of_the_tool(tmp_path: Path) -> None:
    tool = _load_tool()
    dice = random.Random(7)
    for _ in range(400):
        gold, predictions = _random_gold(dice), _random_predictions(dice)
        (tmp_path / "gold.json").write_text(json.dumps(gold), encoding="utf-8")
        (tmp_path / "findings.json").write_text(json.dumps(predictions), encoding="utf-8")
        expected = tool.score(str(tmp_path), str(tmp_path / "findings.json"))
        made = [
            scoring.make_prediction(
                one["kind"], [(m["file"], m["start"], m["end"]) for m in one["mentions"]], one["confidence"]
            )
            for one in predictions
        ]
        assert _as_tool(scoring.score(tmp_path.name, scoring.read_gold(gold), made)) == expected
