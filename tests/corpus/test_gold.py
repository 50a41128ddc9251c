"""The gold of every sample corpus: offsets, kinds, counts, manifests, and that it is what its source gives."""

from __future__ import annotations

import importlib.util
import json
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

ROOT = Path(__file__).resolve().parents[2]
CORPUS = ROOT / "corpus"
FOLDERS = sorted(path.parent for path in CORPUS.glob("*/gold.json"))
KINDS = {"conflict", "update", "disputed", "agreement", "compatible", "arithmetic"}
ACTIONABLE = {"conflict", "update", "disputed", "arithmetic"}
PARTS = ("findings", "traps", "consistent_sums")
EXAMPLES = {"chip_talks"}  # shown in the guide, no measure of quality: too small for the counts

each_folder = pytest.mark.parametrize("folder", FOLDERS, ids=lambda folder: folder.name)


def read_json(path: Path) -> Any:
    return json.loads(path.read_text(encoding="utf-8"))


def read_text(path: Path) -> str:
    with path.open(encoding="utf-8", newline="") as handle:
        return handle.read()


def items_of(folder: Path) -> Iterator[tuple[str, dict[str, Any]]]:
    gold = read_json(folder / "gold.json")
    for part in PARTS:
        for item in gold[part]:
            yield part, item


def test_there_are_corpora() -> None:
    assert {"annual_report", "harbour_news", "product_docs", "river_study"} <= {folder.name for folder in FOLDERS}


@each_folder
def test_offsets_equal_quotes(folder: Path) -> None:
    texts = {path.name: read_text(path) for path in folder.iterdir() if path.is_file()}
    wrong = [
        (item["id"], mention["quote"])
        for _, item in items_of(folder)
        for mention in item["mentions"]
        if texts[mention["file"]][mention["start"] : mention["end"]] != mention["quote"]
    ]
    assert wrong == []


@each_folder
def test_quotes_are_tight(folder: Path) -> None:
    long = [m["quote"] for _, item in items_of(folder) for m in item["mentions"] if not 0 < len(m["quote"]) <= 60]
    assert long == []


@each_folder
def test_kinds_are_valid(folder: Path) -> None:
    for part, item in items_of(folder):
        named = {item["kind"], *item.get("also", [])} if part == "findings" else set(item.get("kinds", []))
        assert named <= KINDS, item["id"]


@each_folder
def test_there_is_enough_to_find_and_to_leave(folder: Path) -> None:
    gold = read_json(folder / "gold.json")
    if folder.name in EXAMPLES:
        pytest.skip("an example")
    wanted = [f for f in gold["findings"] if f["kind"] in ACTIONABLE and not f.get("optional")]
    assert len(wanted) >= 6
    assert len(gold["traps"]) >= 15


@each_folder
def test_only_arithmetic_has_one_mention(folder: Path) -> None:
    lonely = [
        item["id"]
        for part, item in items_of(folder)
        if len({(m["file"], m["start"], m["end"]) for m in item["mentions"]}) < 2
        and not (part == "consistent_sums" or item.get("kind") == "arithmetic")
    ]
    assert lonely == []


@each_folder
def test_sides_of_a_difference_differ(folder: Path) -> None:
    flat = [
        item["id"]
        for part, item in items_of(folder)
        if part == "findings"
        and item["kind"] in ("conflict", "update", "disputed")
        and len({str(m.get("group", m["value"])) for m in item["mentions"]}) < 2
    ]
    assert flat == []


@each_folder
def test_a_trap_has_two_mentions_and_a_reason(folder: Path) -> None:
    traps = [item for part, item in items_of(folder) if part == "traps"]
    assert [trap["id"] for trap in traps if len(trap["mentions"]) != 2 or not trap["reason"]] == []
    pairs = [frozenset((m["file"], m["start"]) for m in trap["mentions"]) for trap in traps]
    assert len(set(pairs)) == len(pairs)


@each_folder
def test_ids_are_unique(folder: Path) -> None:
    ids = [item["id"] for _, item in items_of(folder)]
    assert len(set(ids)) == len(ids)


@each_folder
def test_manifest_and_folder_name_the_same_documents(folder: Path) -> None:
    documents = read_json(folder / "manifest.json")["documents"]
    apart = {"manifest.json", "gold.json", "gold.src.json", "entities.yaml"}
    assert {document["file"] for document in documents} == {path.name for path in folder.iterdir()} - apart
    assert all(document["title"] and document["publisher"] and document["licence"] for document in documents)


@each_folder
def test_gold_is_what_its_source_gives(folder: Path) -> None:
    if not (folder / "gold.src.json").exists():
        pytest.skip("written by hand")
    assert load_script().render(folder) == (folder / "gold.json").read_text(encoding="utf-8")


def load_script() -> Any:
    spec = importlib.util.spec_from_file_location("make_gold", ROOT / "scripts" / "make_gold.py")
    assert spec is not None
    assert spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


def source_with(mention: list[Any]) -> dict[str, Any]:
    finding = {"kind": "arithmetic", "subject": "", "measure": "", "why": "", "mentions": ["it"]}
    parts = {"findings": [finding], "traps": [], "consistent_sums": []}
    return {"folder": "small", "version": 1, "mentions": {"it": mention}, **parts}


def test_script_finds_the_marked_part(tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_bytes(b"one 5 km\r\ntwo 5 km\r\n")
    gold = load_script().expand(tmp_path, source_with(["a.txt", "two [[5 km]]", 5, "km"]))
    assert gold["findings"][0]["mentions"] == [
        {"file": "a.txt", "quote": "5 km", "start": 14, "end": 18, "value": 5, "unit": "km"}
    ]


@pytest.mark.parametrize("marked", ["5 km", "three [[5 km]]"], ids=["ambiguous", "missing"])
def test_script_refuses(tmp_path: Path, marked: str) -> None:
    (tmp_path / "a.txt").write_bytes(b"one 5 km, two 5 km")
    script = load_script()
    with pytest.raises(script.GoldError):
        script.expand(tmp_path, source_with(["a.txt", marked, 5, "km"]))


def test_probes() -> None:
    probes = [json.loads(line) for line in (CORPUS / "probes.jsonl").read_text(encoding="utf-8").splitlines()]
    assert all(set(probe) == {"id", "a", "b", "label", "kind", "why"} for probe in probes)
    labels = [probe["label"] for probe in probes]
    assert set(labels) == {"conflict", "update", "disputed", "harmless"}
    assert labels.count("harmless") >= 35
    assert len(labels) - labels.count("harmless") >= 35
    assert len({probe["id"] for probe in probes}) == len(probes)
