"""What is never parsed: a document that can make no claim."""

from __future__ import annotations

import pytest

from checker import collect, extract
from checker.config import Settings
from checker.extract import reading


@pytest.mark.parametrize(
    ("text", "is_parsed"),
    [
        ("There is nothing to report from the station today. The weather was fine.", False),
        ("The weather was fine on Tuesday. Nobody came.", False),
        ("The weather was fine. Rain fell for 3 hours.", True),
        ("The museum opened on 3 May 2021.", True),
        ("The doors opened at 9:30 a.m. and closed late.", True),
    ],
)
def test_only_documents_that_can_make_a_claim_are_parsed(
    text: str, is_parsed: bool, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A folder of 100,000 notes without a figure costs no minute of the parser."""
    loaded = []
    whole = reading.load_model
    monkeypatch.setattr(reading, "load_model", lambda name="": loaded.append(name) or whole(name))
    (source,) = collect.sources_of_texts({"a.txt": text})
    claims = extract.find_claims(collect.read_document(source, None, Settings()), Settings())
    assert bool(loaded) == is_parsed
    assert bool(claims) <= is_parsed
