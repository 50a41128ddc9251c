"""LB3, LB4: tables in plain text; every cell keeps its place in the file."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from checker import collect
from checker.config import Limits, Settings
from checker.errors import UnreadableDocument
from checker.records import Document


def _heads(document: Document, text: str) -> tuple[list[str], list[str]]:
    cell = next(block.cell for block in document.blocks if block.text == text)
    assert cell is not None
    return [document.blocks[n].text for n in cell.row_heads], [document.blocks[n].text for n in cell.column_heads]


def _texts(document: Document) -> list[str]:
    return [block.text for block in document.blocks]


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("Port,Length,Depth\nVelm,5 km,7 m\nOrsa,6 km,8 m\n", "a.csv"),
        ("Port;Length;Depth\nVelm;5 km;7 m\nOrsa;6 km;8 m\n", "a.csv"),
        ("Port\tLength\tDepth\r\nVelm\t5 km\t7 m\r\nOrsa\t6 km\t8 m", "a.tsv"),
        ("Port|Length|Depth\nVelm|5 km|7 m\nOrsa|6 km|8 m\n", "a.csv"),
        ('\ufeff"Port","Length","Depth"\n"Velm","5 km","7 m"\n"Orsa","6 km","8 m"\n', "a.csv"),
        ("sep=;\nPort;Length;Depth\nVelm;5 km;7 m\nOrsa;6 km;8 m\n", "a.csv"),
        ("Port,Length,Depth\rVelm,5 km,7 m\rOrsa,6 km,8 m\r", "a.csv"),
    ],
)
def test_dialects_give_the_same_table(text: str, name: str, read_text: Callable[..., Document]) -> None:
    document = read_text(text, name)
    assert _heads(document, "6 km") == (["Orsa"], ["Length"])
    for block in document.blocks:
        start, end = block.to_document(0, len(block.text))
        assert text[start:end] == block.text


def test_quoted_fields_may_hold_delimiters_breaks_and_quotes(read_text: Callable[..., Document]) -> None:
    text = 'Port,Note\nVelm,"wide, and\nthe ""long"" one of 5 km"\nOrsa,6 km\n'
    document = read_text(text, "a.csv")
    assert _texts(document)[3] == 'wide, and the "long" one of 5 km'
    at = document.blocks[3].text.index("5 km")
    start, end = document.blocks[3].to_document(at, at + 4)
    assert text[start:end] == "5 km"
    assert _heads(document, "6 km") == (["Orsa"], ["Note"])


def test_a_quote_that_never_closes_ends_the_reading(read_text: Callable[..., Document]) -> None:
    with pytest.raises(UnreadableDocument, match="corrupt: line 2: a quote opens a field and never closes"):
        read_text('a,b\n"never closed, 5 km\nVelm,6 km\n' + "x,1\n" * 50, "a.csv")


def test_a_quote_inside_a_field_is_a_sign(read_text: Callable[..., Document]) -> None:
    document = read_text('Part,Width\nPipe 5" wide,6 km\n"Tube" of steel,7 km\n', "a.csv")
    assert _heads(document, "6 km") == (['Pipe 5" wide'], ["Width"])
    assert _heads(document, "7 km") == (['"Tube" of steel'], ["Width"])


def test_lines_above_are_title_and_comments_not_rows(read_text: Callable[..., Document]) -> None:
    text = "# Port of Velm, in figures of 2022\n# EUR million\n\nItem,2021,2022\nCost,120,125\nGain,40,45\n"
    document = read_text(text, "a.csv")
    assert (document.title, document.blocks[0].kind) == ("Port of Velm, in figures of 2022", "title")
    assert document.blocks[1].kind != "cell"
    assert _heads(document, "125") == (["Cost"], ["2022"])


def test_ragged_rows_keep_their_columns(read_text: Callable[..., Document]) -> None:
    document = read_text("Port,Length,Depth\nVelm,5 km\nOrsa,6 km,8 m,later 9 m\nHeron,,7 m\n", "a.csv")
    assert _heads(document, "5 km") == (["Velm"], ["Length"])
    assert _heads(document, "7 m") == (["Heron"], ["Depth"])
    assert _heads(document, "later 9 m") == (["Orsa"], [])


def test_years_with_their_unit_are_heads(read_text: Callable[..., Document]) -> None:
    document = read_text("Item,2030 (EUR million),2031 (EUR million)\nQuays,61.0,72.5\nCranes,38.5,40.0\n", "a.csv")
    assert _heads(document, "40.0") == (["Cranes"], ["2031 (EUR million)"])


def test_joints_of_heads_are_spaces(read_text: Callable[..., Document]) -> None:
    assert _texts(read_text("port,length_km\nVelm,5\nOrsa,6\n", "a.csv"))[1] == "length (km)"


@pytest.mark.parametrize(
    ("text", "is_comma"),
    [
        ("Port;Length\nVelm;5,25\nOrsa;1.234,5\n", True),
        ("Port;Length\nVelm;5,250\nOrsa;1,500\n", False),
        ('Port,Length\nVelm,"5,25"\nOrsa,6.75\n', False),
        ("Port,Length\nVelm,5.25\nOrsa,6.75\n", False),
    ],
)
def test_decimal_commas_are_seen(text: str, is_comma: bool, read_text: Callable[..., Document]) -> None:
    assert read_text(text, "a.csv").decimal_comma is is_comma


def test_limits(read_text: Callable[..., Document]) -> None:
    (source,) = collect.sources_of_texts({"a.csv": "a,b\n" + "x,1\n" * 50})
    document = collect.read_document(source, None, Settings(limits=Limits(cells=20)))
    assert (len(document.blocks), document.partial) == (20, "only its first 20 cells were read (limits.cells)")
    with pytest.raises(UnreadableDocument, match="too-large: a row of more than 16,384 fields"):
        read_text(",".join(["c"] * 20_000), "a.csv")


def test_a_large_field_is_no_trouble(read_text: Callable[..., Document]) -> None:
    document = read_text("a,b\n" + "x" * 200_000 + ",1\nVelm,5 km\n", "a.csv")
    assert _heads(document, "5 km") == (["Velm"], ["b"])
