"""Acronyms that a text defines, and other names that it gives."""

from __future__ import annotations

import pytest

from checker.records import Block, Document
from checker.resolve.definitions import find_definitions


def document(text: str) -> Document:
    """Return a document of one paragraph."""
    block = Block(number=0, kind="paragraph", text=text, runs=((0, 0),))
    return Document(id="a.txt", text=text, blocks=(block,), reader="text", encoding="utf-8", sha256="")


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("The Elm Port Authority (EPA) closed two docks.", {"EPA": "Elm Port Authority"}),
        ("The Office of Inland Ferries (OIF) said so.", {"OIF": "Office of Inland Ferries"}),
        ("Corvo Steel Company's (CSC) mill burned.", {"CSC": "Corvo Steel Company"}),
        ("The EPA (Elm Port Authority) closed two docks.", {"EPA": "Elm Port Authority"}),
        ("Elm Port Authority (LON) shares fell.", {}),
        ("Lodd Works, also known as Arvo, will buy the mill.", {"Arvo": "Lodd Works"}),
        ("Arvo (formerly Tarn Pumps) said so.", {"Tarn Pumps": "Arvo"}),
        ("In Lund, now known as Selm, the mill closed.", {"Selm": "Lund"}),
        ("Ada Vale, formerly Minister of Ports, said so.", {}),
        ("Ada Vale, formerly Chief Executive, said so.", {}),
        ("Otto Berg, formerly Director, met Ada Vale, now called a rival.", {}),
        ("A storm reached Lund, named Aurora by the office.", {}),
        ("Corvo Steel (2019) was a good year.", {}),
        ("Elm Port Authority (EPA) and Egg Producers Association (EPA) met.", {}),
    ],
)
def test_definitions(text: str, expected: dict[str, str]) -> None:
    assert find_definitions({"a.txt": document(text)}) == expected
