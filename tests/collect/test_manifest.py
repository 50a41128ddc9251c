"""Manifests give metadata; mistakes in them cost one entry and a notice."""

from __future__ import annotations

import json

import pytest

from checker import collect
from checker.records import Metadata


def _read(**texts: str) -> tuple[dict[str, Metadata], list[str]]:
    sources = collect.sources_of_texts({name.replace("__", "/"): text for name, text in texts.items()})
    found, notices = collect.read_manifests(sources)
    return found, [notice.message for notice in notices]


def _manifest(*entries: object) -> str:
    return json.dumps({"documents": list(entries)})


def test_list_and_object_forms() -> None:
    entry = {"file": "a.txt", "title": " The  dam ", "date": "2024-03", "publisher": "Gazette", "url": None}
    expected = {"a.txt": Metadata(title="The dam", date="2024-03", publisher="Gazette")}
    assert _read(**{"a.txt": "x", "manifest.json": _manifest(entry)}) == (expected, [])
    assert _read(**{"a.txt": "x", "manifest.json": json.dumps([entry])}) == (expected, [])


def test_the_nearest_manifest_counts() -> None:
    found, _ = _read(
        **{
            "sub__a.txt": "x",
            "manifest.json": _manifest({"file": "sub/a.txt", "title": "far"}),
            "sub__manifest.json": _manifest({"file": "a.txt", "title": "near"}),
        }
    )
    assert found["sub/a.txt"].title == "near"


@pytest.mark.parametrize("name", ["../a.txt", "/etc/a.txt", "sub/../../a.txt", "C:\\a.txt", "..\\a.txt"])
def test_paths_outside_the_folder_are_refused(name: str) -> None:
    found, notices = _read(**{"a.txt": "x", "sub__manifest.json": _manifest({"file": name, "title": "evil"})})
    assert not found
    assert len(notices) == 1
    assert "outside" in notices[0]


@pytest.mark.parametrize("text", ["{", '{"documents": 5}', "[" * 100_000, "5", '{"a": NaN'])
def test_bad_json_is_a_notice(text: str) -> None:
    found, notices = _read(**{"a.txt": "x", "manifest.json": text})
    assert not found
    assert len(notices) == 1


def test_one_bad_entry_costs_no_other() -> None:
    good = {"file": "a.txt", "date": 2024}
    bad = [5, {"title": "no file"}, {"file": "a.txt", "date": "next week"}]
    found, notices = _read(**{"a.txt": "x", "manifest.json": _manifest(*bad, good)})
    assert found == {"a.txt": Metadata(date="2024")}
    assert len(notices) == 3
