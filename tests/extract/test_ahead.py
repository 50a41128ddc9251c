"""Small documents parsed together: the claims of each read by itself; one that fails costs only itself."""

from __future__ import annotations

import pytest

from checker import collect, extract
from checker.config import Settings
from checker.extract import ahead, reading
from checker.extract.passages import Reading
from checker.records import Document

SETTINGS = Settings()
TEXTS = {
    "a.txt": "The quay at Varn is 412 metres long.",
    "b.txt": "Nothing stands here.",
    "c.txt": "Revenue of the Orlo mill rose 5% to EUR 40 million in 2021, the firm said. It employs 75 people.",
    "d.txt": "- Depth: 12 m\n- Width: 40 m\n",
    "e.txt": "The quay at Varn was 421 metres long in 2019. " * 60,
}


def documents() -> list[Document]:
    return [collect.read_document(one, None, SETTINGS) for one in collect.sources_of_texts(TEXTS)]


def test_claims_are_those_of_each_document_read_by_itself() -> None:
    found = documents()
    together = extract.read_ahead(found, SETTINGS)
    assert [extract.read_claims(one, SETTINGS, together) for one in found] == [
        extract.read_claims(one, SETTINGS) for one in found
    ]


def test_small_documents_are_parsed_in_one_go(monkeypatch: pytest.MonkeyPatch) -> None:
    batches: list[int] = []
    parse = reading.parse_all

    def count(readings: list[Reading], settings: Settings) -> None:
        batches.append(len(readings))
        parse(readings, settings)

    monkeypatch.setattr(ahead, "parse_all", count)
    found = documents()
    together = extract.read_ahead(found, SETTINGS)
    assert [one.id for one in found if together.take(one) is None] == ["e.txt"]  # too long to gain by it
    assert batches == [4]
    assert together.take(found[0]) is None


def test_a_document_that_fails_is_left_to_be_read_by_itself(monkeypatch: pytest.MonkeyPatch) -> None:
    begin = reading.begin

    def fail(document: Document, settings: Settings) -> Reading:
        if document.id == "a.txt":
            raise RecursionError
        return begin(document, settings)

    monkeypatch.setattr(ahead, "begin", fail)
    found = documents()
    together = extract.read_ahead(found, SETTINGS)
    assert [one.id for one in found if together.take(one) is None] == ["a.txt", "e.txt"]
