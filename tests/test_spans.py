"""`text[start:end] == quote`, for every mention of every finding and every claim, over all sample corpora.

The text is read here by plain decoding of the file, without the program's readers.
"""

from __future__ import annotations

import json
from functools import cache
from pathlib import Path

import pytest

from checker import pipeline
from checker.pipeline import Run
from checker.write import json_

CORPUS = Path(__file__).resolve().parents[1] / "corpus"
FOLDERS = sorted(path.name for path in CORPUS.iterdir() if path.is_dir())


@cache
def _run(name: str) -> Run:
    return pipeline.run([CORPUS / name])


@cache
def _text(name: str, file: str) -> str:
    return (CORPUS / name / file).read_bytes().decode("utf-8")


@pytest.mark.parametrize("name", FOLDERS)
def test_a_document_holds_the_text_of_its_file(name: str) -> None:
    documents = _run(name).documents
    assert len(documents) >= 4
    assert [one.id for one in documents.values() if one.text != _text(name, one.id)] == []


@pytest.mark.parametrize("name", FOLDERS)
def test_every_mention_of_findings_json_is_its_quote(name: str) -> None:
    findings = json.loads(json_.dump(json_.report_data(_run(name).report)))["findings"]
    mentions = [mention for finding in findings for mention in finding["mentions"]]
    assert len(mentions) >= 2
    wrong = [one for one in mentions if _text(name, one["file"])[one["start"] : one["end"]] != one["quote"]]
    assert wrong == []
    assert [one for one in mentions if one["quote"] != one["quote"].strip()] == []


@pytest.mark.parametrize("name", FOLDERS)
def test_every_claim_stands_inside_its_sentence(name: str) -> None:
    claims = list(_run(name).claims.values())
    assert len(claims) >= 20
    for one in claims:
        text = _text(name, one.document)
        assert 0 <= one.sentence_start <= one.start < one.end <= one.sentence_end <= len(text), one
        quote = text[one.start : one.end]
        assert quote == quote.strip(), one
        assert any(map(str.isalnum, quote)), one


@pytest.mark.parametrize("name", FOLDERS)
def test_every_fact_row_quotes_the_file(name: str) -> None:
    rows = _run(name).report.facts
    assert len(rows) >= 20
    assert [row for row in rows if _text(name, row.file)[row.start : row.end] != row.quote] == []


@pytest.mark.parametrize("name", FOLDERS)
def test_every_phrase_of_a_claim_is_in_the_text_where_it_says(name: str) -> None:
    """Subject, attribute and scope are shown as evidence, so they too must stand where they say."""
    wrong = []
    for claim in _run(name).claims.values():
        phrases = [claim.attribute, *claim.scope, *claim.anchors, *claim.evidence]
        phrases += [one for one in (claim.subject, claim.speaker, claim.event) if one is not None]
        text = _text(name, claim.document)
        wrong += [one for one in phrases if one.start >= 0 and not 0 <= one.start < one.end <= len(text)]
    assert wrong == []
