"""`tieout eval` over folders and pairs that are written here."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

import checker
from checker import cli, evaluation
from checker.config import Settings
from checker.errors import UsageError
from checker.evaluation import Probe

TEXTS = {
    "first.txt": "Harrow Tower is 88 metres tall. It has 12 lifts.\n",
    "second.txt": "With 86 metres, visitors are told, Harrow Tower is 86 metres tall.\n",
}


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    for name, text in TEXTS.items():
        (tmp_path / name).write_text(text, encoding="utf-8")
    mentions = [
        {"file": name, "start": TEXTS[name].rindex(quote), "end": TEXTS[name].rindex(quote) + 9, "value": value}
        for name, quote, value in (("first.txt", "88 metres", 88), ("second.txt", "86 metres", 86))
    ]
    gold = {"findings": [{"id": "F1", "kind": "conflict", "mentions": mentions}], "traps": [], "consistent_sums": []}
    (tmp_path / "gold.json").write_text(json.dumps(gold), encoding="utf-8")
    return tmp_path


def test_a_folder_is_checked_and_scored(folder: Path) -> None:
    results = evaluation.evaluate([folder], None, Settings())
    (scores,) = results.folders
    assert scores.folder == folder.name
    assert (scores.strict.found, scores.strict.gold, scores.missed) == (1, 1, ())
    data = json.loads(evaluation.as_json(results))
    assert data["folders"][folder.name]["actionable_strict"]["recall"] == 1.0
    assert f"{folder.name}" in evaluation.as_table(results)


def test_probes_count_what_is_said_across_both(tmp_path: Path) -> None:
    lines = [
        {
            "id": "p1",
            "a": "The Sorrel reactor gives 640 MW.",
            "b": "The Sorrel reactor gives 460 MW.",
            "label": "conflict",
        },
        {
            "id": "p2",
            "a": "The Sorrel reactor gives 640 MW.",
            "b": "The Sorrel reactor cost $640 million.",
            "label": "harmless",
        },
    ]
    file = tmp_path / "probes.jsonl"
    file.write_text("\n".join(map(json.dumps, lines)), encoding="utf-8")
    results = evaluation.evaluate([], file, Settings())
    assert [bool(one.said) for one in results.probes] == [True, False]
    assert evaluation.probe_data(results.probes)["harmless_flagged"] == 0.0


def test_probe_shares() -> None:
    def probe(name: str, label: str, *said: str) -> Probe:
        return Probe(id=name, a="", b="", label=label, said=said)

    data = evaluation.probe_data(
        [
            probe("1", "conflict", "conflict"),
            probe("2", "update", "conflict"),
            probe("3", "disputed"),
            probe("4", "conflict", "conflict", "update"),
            probe("5", "harmless"),
            probe("6", "harmless", "update"),
        ]
    )
    assert data == {
        "real": 4, "flagged": 0.75, "right_kind": 0.5, "harmless": 2, "harmless_flagged": 0.5,
        "missed": ["3"], "wrongly_flagged": ["6"], "wrong_kind": ["2"],
    }  # fmt: skip


@pytest.mark.parametrize(
    ("content", "message"),
    [
        ('{"id": "1", "a": "x"}', r"probes.jsonl:1: no probe: KeyError"),
        ('\n{"id": "1", "a": "x", "b": "y", "label": "wrong"}', r"probes.jsonl:2: label is 'wrong'"),
        ("[1]", r"probes.jsonl:1: no probe"),
    ],
)
def test_a_bad_probe_file_is_named_with_its_line(tmp_path: Path, content: str, message: str) -> None:
    file = tmp_path / "probes.jsonl"
    file.write_text(content, encoding="utf-8")
    with pytest.raises(UsageError, match=message):
        evaluation.evaluate([], file, Settings())


@pytest.mark.parametrize("content", ["{", "[]", '{"findings": [{"id": "F1"}]}'])
def test_a_bad_gold_file_is_named(tmp_path: Path, content: str) -> None:
    (tmp_path / "gold.json").write_text(content, encoding="utf-8")
    with pytest.raises(UsageError, match=r"gold.json is no gold file"):
        evaluation.evaluate([tmp_path], None, Settings())


def test_the_command_prints_a_table_or_json(folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert cli.run(["eval", str(folder), "-q"]) == 0
    assert "actionable, right kind" in capsys.readouterr().out
    assert cli.run(["eval", str(folder), "--json", "-q"]) == 0
    assert json.loads(capsys.readouterr().out)["folders"]


def test_answers_are_not_read_as_documents(folder: Path) -> None:
    report = checker.check([folder])
    assert {one.file: one.status for one in report.documents if one.status == "ok"} == dict.fromkeys(TEXTS, "ok")
