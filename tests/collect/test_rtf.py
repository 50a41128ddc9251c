"""Rich text, written by hand with the control words that word processors write."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from checker.config import Limits, Settings
from checker.errors import UnreadableDocument
from checker.records import Document

HEAD = (
    r"{\rtf1\ansi\ansicpg1252\uc1{\fonttbl{\f0 Times 9 km;}}{\colortbl;\red0;}"
    r"{\stylesheet{\s0 Normal;}{\s1\outlinelevel0 heading 1;}{\s5 Title;}}"
)


@pytest.fixture
def read_rtf(read_bytes: Callable[..., Document]) -> Callable[..., Document]:
    """Return a function that reads rich text with this body."""

    def read(body: str, limits: Limits | None = None) -> Document:
        return read_bytes(f"{HEAD}{body}}}".encode("latin-1"), "a.rtf", Settings(limits=limits or Limits()))

    return read


@pytest.mark.parametrize(
    ("written", "shown"),
    [
        (r"5 km", "5 km"),
        (r"5\'a0km", "5 km"),
        (r"\u8364?5 million", "€5 million"),
        (r"\u8364\'805 million", "€5 million"),
        (r"{\uc0\u8722 }5 km", "−5 km"),
        (r"\u-10179?\u-8704?5", "😀5"),
        (r"{\b 5} {\i km}", "5 km"),
        (r"10{\super 6} m", "10⁶ m"),
        (r"5 km{\v  or 9 km}", "5 km"),
        (r"5 km{\strike  or 9 km}", "5 km"),
        (r"5 km{\deleted  or 9 km}", "5 km"),
        (r"5 km{\*\unknown 9 km}", "5 km"),
        (r"{\field{\*\fldinst REF 9 km}{\fldrslt 5 km}}", "5 km"),
        (r"5\endash 6 km \{wide\}", "5–6 km {wide}"),
        (r"5\line km", "5 km"),
        ("5\r\n km", "5 km"),
        (r"{\pict 9999}5 km", "5 km"),
    ],
)
def test_the_text_of_a_paragraph(written: str, shown: str, read_rtf: Callable[..., Document]) -> None:
    (block,) = read_rtf(rf"\pard It is {written} long.\par").blocks
    assert block.text.replace("\u00a0", " ") == f"It is {shown} long."


FONTS = (
    r"{\rtf1\ansi\ansicpg1252\deff0{\fonttbl{\f0\froman\fcharset0\fprq2{\*\panose 02020603050405020304}Times;}"
    r"{\f1\fswiss\fcharset204\fprq2{\*\falt Arial 9 km}Arial Cyr;}{\f2\fswiss\fcharset161 Arial Greek;}"
    r"{\f3\fnil\fcharset2\fprq2 Symbol;}{\f4\fnil\fcharset2 Wingdings;}{\f5\fnil\fcharset128 MS Mincho;}"
    r"{\f6\fnil\cpg1250 Arial CE;}{\f7\fnil\fcharset77 Geneva;}{\flomajor\f31500\fbidi \froman\fcharset238 Cambria;}}"
)


@pytest.mark.parametrize(
    ("written", "shown"),
    [
        (r"{\f1 \'cf\'ee\'f0\'f2} Velm", "Порт Velm"),
        (r"{\f2 \'d0} is {\f0 \'a3}5", "Π is £5"),
        (r"{\f3\'b3}5 {\f3 m}m", "≥5 μm"),
        (r"5 {\f3\'b0}C, {\f3\'b1}0.5", "5 °C, ±0.5"),
        (r"{\f4\'fc}{\f4 l }5 km", "5 km"),
        (r"{\f5\'83\'80\'83A} 5 km", "ムア 5 km"),
        (r"{\f5\'83}A5 km", "�A5 km"),
        (r"{\f6 \'a3\'f3d\'9f}", "Łódź"),
        (r"{\f7 \'db5}", "€5"),
        (r"{\f31500 \'b9} km", "ą km"),
        (r"\f1\'c4\plain\'c4", "ДÄ"),
        ("{\\f1 \xcf}\xa35", "П£5"),
    ],
)
def test_each_font_has_its_letters(written: str, shown: str, read_bytes: Callable[..., Document]) -> None:
    text = rf"{FONTS}\pard It is {written} at the quay of the port.\par}}"
    (block,) = read_bytes(text.encode("latin-1"), "a.rtf").blocks
    assert block.text == f"It is {shown} at the quay of the port."


@pytest.mark.parametrize(
    ("head", "shown"),
    [
        (r"\ansi", "£5"), (r"\mac", "€5"), (r"\pc", "ú5"), (r"\ansi\ansicpg10000", "€5"),
        (r"\ansi\ansicpg99999", "£5"), (r"\ansi\ansicpg1252{\fonttbl\f0\fcharset204 Arial;\f1 Courier;}\f0", "Ј5"),
    ],
)  # fmt: skip
def test_the_code_page_of_the_document(head: str, shown: str, read_bytes: Callable[..., Document]) -> None:
    byte = "db" if shown[0] == "€" else "a3"
    (block,) = read_bytes(
        rf"{{\rtf1{head}\pard It costs \'{byte}5 at the quay.\par}}".encode("latin-1"), "a.rtf"
    ).blocks
    assert block.text == f"It costs {shown} at the quay."


def test_styles_lists_and_notes(read_rtf: Callable[..., Document]) -> None:
    body = (
        r"{\header Port of Velm, draft\par}\pard\s5 The quay of Velm\par\pard\s1 Costs\par"
        r"\pard It has:{\footnote Measured in May.}\par{\listtext 1.\tab}\pard\ls1\ilvl0 North wall\par"
        r"\pard\ls1\ilvl1 Steps of 40 m\par\pard\s0 It is long.\par"
    )
    document = read_rtf(body)
    assert [(block.kind, block.text, block.parent, block.where) for block in document.blocks] == [
        ("title", "The quay of Velm", None, "paragraph 1"),
        ("heading", "Costs", None, "paragraph 2"),
        ("paragraph", "It has:", None, "paragraph 3"),
        ("item", "North wall", 2, "paragraph 4"),
        ("item", "Steps of 40 m", 3, "paragraph 5"),
        ("paragraph", "It is long.", None, "paragraph 6"),
        ("paragraph", "Measured in May.", None, "footnote"),
        ("paragraph", "Port of Velm, draft", None, "page header"),
    ]


def test_comments_are_left_out_and_named(read_rtf: Callable[..., Document]) -> None:
    comment = r"{\*\atnid AC}{\*\atnauthor A. Clerk}\chatn{\*\annotation{\*\atndate 1}\pard It was 99 m long.}"
    document = read_rtf(rf"\pard The quay is 5 km long.{comment}\par")
    assert [block.text for block in document.blocks] == ["The quay is 5 km long."]
    assert document.warnings == ("1 comment in it was left out",)


def test_tables_have_heads(read_rtf: Callable[..., Document]) -> None:
    rows = [("", "Velm", ""), ("Item", "2021", "2022"), ("Length (m)", "120", "125")]
    body = ""
    for number, row in enumerate(rows):
        merged = r"\clmgf" if number == 0 else "", r"\clmrg" if number == 0 else ""
        body += rf"\trowd\cellx100{merged[0]}\cellx200{merged[1]}\cellx300 "
        body += "".join(rf"\pard\intbl {text}\cell" for text in row) + r"\row"
    document = read_rtf(body + r"\pard That is all.\par")
    block = next(block for block in document.blocks if block.text == "125")
    assert block.cell is not None
    heads = [document.blocks[number].text for number in (*block.cell.row_heads, *block.cell.column_heads)]
    assert heads == ["Length (m)", "Velm", "2022"]
    assert (block.where, document.blocks[-1].text) == ("table 1, row 3, column 3", "That is all.")


def test_title_and_date_of_properties(read_rtf: Callable[..., Document]) -> None:
    info = r"{\info{\title Port of Velm}{\creatim\yr2021\mo2\dy3\hr4\min5}{\revtim\yr2024\mo3\dy5\hr9}}"
    document = read_rtf(info + r"\pard On Monday it was said that it is 5 km long.\par")
    assert document.title == "Port of Velm"
    assert document.date is not None
    assert (document.date.label, document.date.source) == ("2024-03-05", "properties")


def test_hostile_groups_and_foreign_files_end_in_a_reason(
    read_rtf: Callable[..., Document], read_bytes: Callable[..., Document]
) -> None:
    with pytest.raises(UnreadableDocument, match="too-deep"):
        read_rtf("{" * 100_000 + "5 km" + "}" * 100_000)
    with pytest.raises(UnreadableDocument, match="corrupt"):
        read_bytes(b"The quay is 5 km long.", "a.rtf")
    assert read_rtf(r"}}}}\pard It is 5 km long.\par").blocks[0].text == "It is 5 km long."


def test_a_note_marked_as_new_is_a_note(read_rtf: Callable[..., Document]) -> None:
    document = read_rtf(r"\pard The quay is 5 km long.{\*\footnote It was 4 km long.} It stands.\par")
    assert [(block.text, block.where) for block in document.blocks] == [
        ("The quay is 5 km long. It stands.", "paragraph 1"),
        ("It was 4 km long.", "footnote"),
    ]
