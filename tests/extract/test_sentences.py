"""Sentences are cut at their ends and nowhere else."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from checker.config import Settings
from checker.extract import find_claims
from checker.extract.sentences import LONGEST, cut_sentences
from checker.records import Document

CASES = [
    ("It rained. It stopped.", ["It rained.", "It stopped."]),
    ("The U.S. economy grew 3.5 percent.", ["The U.S. economy grew 3.5 percent."]),
    ("She left the U.S. The plane was late.", ["She left the U.S.", "The plane was late."]),
    ("Mr. J. Dahl lost No. 5 of 7.", ["Mr. J. Dahl lost No. 5 of 7."]),
    ("The answer was no. Nobody moved.", ["The answer was no.", "Nobody moved."]),
    ('"It is over." He sat down.', ['"It is over."', "He sat down."]),
    ("Why? it asked. Nobody knew!", ["Why? it asked.", "Nobody knew!"]),
    ("Arvo Inc. bought Alto Corp. for cash.", ["Arvo Inc. bought Alto Corp. for cash."]),
    ("Line one\nline two", ["Line one", "line two"]),
    ("", []),
]


@pytest.mark.parametrize(("text", "sentences"), CASES)
def test_cut(text: str, sentences: list[str]) -> None:
    assert [text[start:end] for start, end in cut_sentences(text)] == sentences


def test_no_sentence_is_longer_than_the_parser_bears() -> None:
    spans = cut_sentences("word " * 100_000)
    assert max(end - start for start, end in spans) <= LONGEST


def test_a_line_of_figures_is_read_as_a_list(lines: Callable[..., Document]) -> None:
    document = lines(["7 km " * 2_000])
    assert len(find_claims(document, Settings())) == 2_000
