"""Documents as a whole: language, number style, dates, and the map from every block back to the file."""

from __future__ import annotations

import unicodedata
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from checker import collect
from checker.config import Settings
from checker.errors import UnreadableDocument
from checker.records import Block, Document, Metadata

GERMAN = """\
Der Hafen wird nach Angaben der Stadt bis zum Ende des Jahres nicht mehr für große Schiffe geöffnet sein, weil die
Arbeiten an der Mole noch nicht beendet sind und das Wasser vor dem Kai nur neun Meter tief ist. Die Stadt will auch
den alten Turm erhalten, der seit dem Sturm leer steht, und sie sucht dafür einen neuen Mieter.
"""
FRENCH = """\
Le port ne sera pas ouvert aux grands navires avant la fin de l'année, car les travaux sur la jetée ne sont pas encore
finis et l'eau devant le quai a une profondeur de neuf mètres. La ville veut aussi garder la vieille tour qui est vide
depuis la tempête, et elle cherche pour cela un nouveau locataire dans la région.
"""
ENGLISH = "The harbour will not be open to large ships before the end of the year, the city said on Monday. " * 4


@pytest.mark.parametrize(
    ("text", "name"), [(GERMAN, "German (de)"), (FRENCH, "French (fr)"), ("Корабли стоят " * 9, "Cyrillic")]
)
def test_other_languages_are_named(read_text, text: str, name: str) -> None:
    with pytest.raises(UnreadableDocument) as caught:
        read_text(text)
    assert caught.value.reason == "language"
    assert name in caught.value.detail


@pytest.mark.parametrize("text", [ENGLISH, "Der Hafen ist neun Meter tief.", ENGLISH * 2 + GERMAN, "| 1 | 2 |\n" * 60])
def test_english_short_and_mixed_texts_are_read(read_text, text: str) -> None:
    assert read_text(text).language == "en"


COMMAS = [
    ("Costs were 1.234,56 EUR, then 2.345,67 EUR and 12,5 % more.", True),
    ("Costs were 1,234.56 EUR, then 2,345.67 EUR and 12.5% more.", False),
    ("Pages 3,4 and 5,6 of part 1,234 are missing.", False),
    ("Costs were 1.234,56 EUR.", False),
]


@pytest.mark.parametrize(("text", "expected"), COMMAS)
def test_decimal_comma_needs_more_than_one_sign(read_text, text: str, expected: bool) -> None:
    assert read_text(text).decimal_comma is expected


def test_a_manifest_beats_a_dateline_and_the_disagreement_is_told() -> None:
    (source,) = collect.sources_of_texts({"a.txt": "Quay opens\nMarch 4, 2024\n" + ENGLISH})
    document = collect.read_document(source, Metadata(title="T", date="2023-05", publisher="P"), Settings())
    assert document.date is not None
    assert (document.date.label, document.date.source, document.title, document.publisher) == (
        "2023-05",
        "manifest",
        "T",
        "P",
    )
    assert len(document.warnings) == 1


@pytest.mark.parametrize(("text", "reason"), [("", "empty"), ("---\n***\n", "no-text"), ("a\x00b", "binary")])
def test_nothing_to_read(read_text, text: str, reason: str) -> None:
    with pytest.raises(UnreadableDocument) as caught:
        read_text(text)
    assert caught.value.reason == reason


def test_files_and_texts_read_alike(tmp_path: Path) -> None:
    text = "Quay opens\r\n\r\nThe quay is 9 m.\r\n"
    (tmp_path / "a.txt").write_bytes(text.encode())
    (from_file,) = collect.find_sources([tmp_path], Settings())
    (from_text,) = collect.sources_of_texts({"a.txt": text})
    documents = [collect.read_document(source, None, Settings()) for source in (from_file, from_text)]
    assert documents[0] == documents[1]


def _check_map(document: Document, block: Block) -> None:
    for offset, character in enumerate(block.text):
        if character.isalnum():
            start, end = block.to_document(offset, offset + 1)
            raw = document.text[start:end]
            assert raw == character or raw.startswith("&") or unicodedata.normalize("NFKC", character) == raw


PARTS = st.sampled_from(
    ["Quay", "9 m", "**", "*", "`", "[", "](x)", "]", "|", "\n", "\n\n", "- ", "1. ", "> ", "# ", "  ", "    ", "\r\n",
     "\t", "&amp;", "&euro;5", "<b>", "</b>", "<table>", "<tr>", "<td>", "</table>", "<li>", "<p>", "<sup>2</sup>",
     "<br>",
     "---", "\\", "$", "%", "(", ")", "1,234", ".", ":", "The pier is long.", "é", "\u00a0", "\u200b", "---|---", "```"]
)  # fmt: skip


@pytest.mark.parametrize("name", ["a.txt", "a.md", "a.html"])
@settings(max_examples=50, deadline=None, derandomize=True)
@given(parts=st.lists(PARTS, max_size=40))
def test_every_visible_character_maps_to_itself(name: str, parts: list[str]) -> None:
    (source,) = collect.sources_of_texts({name: "Depth 9 m " + "".join(parts)})
    try:
        document = collect.read_document(source, None, Settings())
    except UnreadableDocument:
        return
    numbers = [block.number for block in document.blocks]
    assert numbers == list(range(len(numbers)))
    for block in document.blocks:
        assert block.text == block.text.strip(" ")
        assert all(above < block.number for above in block.section)
        _check_map(document, block)
