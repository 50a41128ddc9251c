"""LB3, LB4: workbooks, written by openpyxl and by hand where it writes no stored values."""

from __future__ import annotations

import datetime
import io
from collections.abc import Callable, Iterable
from typing import Any

import openpyxl
import pytest
import xlsxwriter

from checker.config import Limits, Settings
from checker.errors import UnreadableDocument
from checker.records import Block, Document

SPACE = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
RELATIONS = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
PORT = (("Item", 2021, 2022), ("Length (m)", 120, 125), ("Cost (EUR m)", 1234.5, 1300))


def _saved(book: openpyxl.Workbook) -> bytes:
    out = io.BytesIO()
    book.save(out)
    return out.getvalue()


def _book(rows: Iterable[Iterable[Any]] = PORT, title: str = "Quay") -> openpyxl.Workbook:
    book = openpyxl.Workbook()
    book.active.title = title
    for row in rows:
        book.active.append(list(row))
    return book


def _heads(document: Document, text: str) -> tuple[list[str], list[str]]:
    cell = _block(document, text).cell
    assert cell is not None
    return [document.blocks[n].text for n in cell.row_heads], [document.blocks[n].text for n in cell.column_heads]


def _block(document: Document, text: str) -> Block:
    return next(block for block in document.blocks if block.text == text)


@pytest.fixture
def read_sheet(read_bytes: Callable[..., Document], zipped: Callable[..., bytes]) -> Callable[..., Document]:
    """Return a function that reads a workbook with one sheet of this XML."""

    def read(sheet: str, limits: Limits | None = None) -> Document:
        book = '<sheets><sheet name="Quay" sheetId="1" r:id="r1"/></sheets>'
        link = f'<Relationship Id="r1" Type="{RELATIONS}/worksheet" Target="worksheets/a.xml"/>'
        parts = {
            "xl/workbook.xml": f'<workbook xmlns="{SPACE}" xmlns:r="{RELATIONS}">{book}</workbook>',
            "xl/_rels/workbook.xml.rels": f'<Relationships xmlns="{RELATIONS}">{link}</Relationships>',
            "xl/worksheets/a.xml": f'<worksheet xmlns="{SPACE}">{sheet}</worksheet>',
        }
        return read_bytes(zipped(parts), "a.xlsx", Settings(limits=limits or Limits()))

    return read


def _rows(*rows: str) -> str:
    cells = "".join(f'<row><c t="inlineStr"><is><t>item</t></is></c>{row}</row>' for row in rows)
    return f"<sheetData>{cells}</sheetData>"


def test_cells_have_heads_an_address_and_the_sheet_as_heading(read_bytes: Callable[..., Document]) -> None:
    document = read_bytes(_saved(_book()), "a.xlsx")
    assert _heads(document, "125") == (["Length (m)"], ["2022"])
    assert _block(document, "125").where == "sheet Quay, cell C2"
    assert (document.blocks[0].kind, document.blocks[0].text) == ("heading", "Quay")
    assert document.text.startswith("Quay\n\nItem | 2021 | 2022\n")


def test_names_that_programs_give_sheets_are_no_headings(read_bytes: Callable[..., Document]) -> None:
    assert read_bytes(_saved(_book(title="Sheet1")), "a.xlsx").blocks[0].text == "Item"


def test_figures_are_read_as_they_are_shown(read_bytes: Callable[..., Document]) -> None:
    book = _book([("Share", 0.1234), ("Cost", 1234567.891), ("Loss", -5), ("Day", datetime.date(2024, 3, 2))])
    for cell, code in (("B1", "0.0%"), ("B2", '"$"#,##0'), ("B3", "0;(0)"), ("B4", "dd/mm/yyyy")):
        book.active[cell].number_format = code
    texts = [block.text for block in read_bytes(_saved(book), "a.xlsx").blocks]
    assert texts[2::2] == ["12.3%", "$1,234,568", "(5)", "2 March 2024"]


@pytest.mark.parametrize(("head", "shown"), [("Cost (EUR thousand)", "5,234"), ("Cost (EUR)", "5,234,000")])
def test_thousands_that_a_format_hides_count_unless_a_head_says_them(
    head: str, shown: str, read_bytes: Callable[..., Document]
) -> None:
    book = _book([("Port", head), ("Velm", 5234000)])
    book.active["B2"].number_format = "#,##0,"
    assert read_bytes(_saved(book), "a.xlsx").blocks[-1].text == shown


def test_merged_heads_cover_their_columns(read_bytes: Callable[..., Document]) -> None:
    book = _book([("", "Velm", None, "Orsa", None), ("Item", 2021, 2022, 2021, 2022), ("Length (m)", 1, 2, 3, 4)])
    book.active.merge_cells("B1:C1")
    book.active.merge_cells("D1:E1")
    document = read_bytes(_saved(book), "a.xlsx")
    assert _heads(document, "2")[1] == ["Velm", "2022"]
    assert _heads(document, "4")[1] == ["Orsa", "2022"]


def test_a_title_above_and_a_note_below_are_no_rows(read_bytes: Callable[..., Document]) -> None:
    rows = [("Port of Velm in figures",), (), *PORT, ("Source: measured by the port authority in spring",)]
    document = read_bytes(_saved(_book(rows, "Sheet1")), "a.xlsx")
    assert (document.title, document.blocks[0].kind) == ("Port of Velm in figures", "title")
    assert document.blocks[-1].kind == "paragraph"
    assert _heads(document, "125") == (["Length (m)"], ["2022"])


def test_free_rows_part_tables_only_where_new_heads_follow(read_bytes: Callable[..., Document]) -> None:
    rows = [*PORT, (), ("Depth (m)", 7, 8), (), ("Ship", "Masts", "Crew"), ("Kestrel", 3, 40)]
    document = read_bytes(_saved(_book(rows)), "a.xlsx")
    assert _heads(document, "8") == (["Depth (m)"], ["2022"])
    assert _heads(document, "40") == (["Kestrel"], ["Crew"])


def test_tables_side_by_side_keep_their_own_names(read_bytes: Callable[..., Document]) -> None:
    rows = [("Port", "Length", None, "Ship", "Crew"), ("Velm", 5, None, "Kestrel", 40), ("Orsa", 6, None, "Heron", 30)]
    assert _heads(read_bytes(_saved(_book(rows)), "a.xlsx"), "40") == (["Kestrel"], ["Crew"])


def test_what_is_hidden_is_named(read_bytes: Callable[..., Document]) -> None:
    book = _book()
    book.create_sheet("Old").append(["Length (m)", 99])
    book["Old"].sheet_state = "hidden"
    book["Quay"].row_dimensions[3].hidden = True
    book["Quay"].column_dimensions["C"].hidden = True
    document = read_bytes(_saved(book), "a.xlsx")
    assert document.warnings == (
        "the sheet Quay has 1 hidden row and 1 hidden column; their figures were read",
        "the sheet Old is hidden and was not read",
    )
    assert "99" not in document.text
    assert _block(document, "1234.5").where == "sheet Quay, cell B3 (hidden)"


def test_text_boxes_are_read_and_comments_named(read_bytes: Callable[..., Document]) -> None:
    out = io.BytesIO()
    book = xlsxwriter.Workbook(out)
    sheet = book.add_worksheet("Quay")
    for row, cells in enumerate(PORT):
        sheet.write_row(row, 0, cells)
    sheet.write_comment("A2", "It was 777 km long.")
    sheet.write_comment("A3", "Checked.")
    sheet.insert_textbox("F2", "The north wall is 410 m long.\nIt was built in 1998.")
    sheet.insert_textbox("F20", "Depth below the datum.")
    book.close()
    document = read_bytes(out.getvalue(), "a.xlsx")
    assert [(block.text, block.where) for block in document.blocks if "text box" in block.where] == [
        ("The north wall is 410 m long.", "sheet Quay, text box 1"),
        ("It was built in 1998.", "sheet Quay, text box 1"),
        ("Depth below the datum.", "sheet Quay, text box 2"),
    ]
    assert "777" not in document.text
    assert document.warnings == ("2 comments in it were left out",)


def test_rows_that_a_filter_hides_are_read_and_named(read_bytes: Callable[..., Document]) -> None:
    out = io.BytesIO()
    book = xlsxwriter.Workbook(out)
    sheet = book.add_worksheet("Quay")
    for row, cells in enumerate(PORT):
        sheet.write_row(row, 0, cells)
    sheet.autofilter(0, 0, len(PORT) - 1, 1)
    sheet.set_row(1, options={"hidden": True})
    sheet.set_column("B:B", None, None, {"hidden": True, "level": 1})
    book.close()
    (warning,) = read_bytes(out.getvalue(), "a.xlsx").warnings
    assert warning == "the sheet Quay has 1 hidden row and 1 hidden column; their figures were read"


def test_formulas_give_their_stored_value_or_a_note(read_sheet: Callable[..., Document]) -> None:
    document = read_sheet(_rows("<c><f>1+1</f><v>2</v></c>", "<c><f>NOW()</f></c>", '<c t="str"><f>A1</f><v>x</v></c>'))
    assert [block.text for block in document.blocks] == ["Quay", "item", "2", "item", "item", "x"]
    assert document.warnings == ("1 formula has no stored value and was not read, first sheet Quay, cell B2",)


def test_numbers_that_are_none_are_counted(read_sheet: Callable[..., Document]) -> None:
    document = read_sheet(
        _rows("<c><v>1e999</v></c>", f"<c><v>{'9' * 5000}</v></c>", "<c><v>NaN</v></c><c><v>7</v></c>")
    )
    assert [block.text for block in document.blocks] == ["Quay", "item", "item", "item", "7"]
    assert document.warnings == ("3 cells hold numbers that are too large or none and were not read",)


def test_a_far_away_cell_costs_nothing(read_sheet: Callable[..., Document]) -> None:
    far = '<sheetData><row r="1"><c r="A1"><v>120</v></c></row><row r="1048576"><c r="XFD1048576"><v>2</v></c></row>'
    assert len(read_sheet(f"{far}</sheetData>").blocks) == 3


@pytest.mark.parametrize(
    ("sheet", "limits", "reason"),
    [
        ('<sheetData><row><c r="ZZZZ1"><v>1</v></c></row></sheetData>', Limits(), "corrupt"),
        ('<sheetData><row><c r="XFE1"><v>1</v></c></row></sheetData>', Limits(), "corrupt"),
        ('<sheetData><row r="1048577"><c><v>1</v></c></row></sheetData>', Limits(), "corrupt"),
        ('<sheetData><row><c t="s"><v>5</v></c></row></sheetData>', Limits(), "corrupt"),
        ("<sheetData/>", Limits(), "no-text"),
    ],
)
def test_broken_sheets_end_in_a_reason(
    sheet: str, limits: Limits, reason: str, read_sheet: Callable[..., Document]
) -> None:
    with pytest.raises(UnreadableDocument) as caught:
        read_sheet(sheet, limits)
    assert caught.value.reason == reason


def test_only_so_many_cells_are_read_and_it_says_so(read_sheet: Callable[..., Document]) -> None:
    document = read_sheet(_rows(*["<c><v>1</v></c>"] * 20), Limits(cells=30))
    assert len(document.blocks) == 31
    assert document.partial == "only its first 30 cells were read (limits.cells)"


@pytest.mark.parametrize(
    ("made", "is_dated"),
    [(datetime.datetime(2020, 5, 6, 7, 8), True), (None, False)],  # a workbook that a program made and saved in one go
)
def test_dates_and_titles_of_properties(
    made: datetime.datetime | None, is_dated: bool, read_bytes: Callable[..., Document]
) -> None:
    book = _book()
    book.properties.title = "Port of Velm in figures"
    book.properties.created = made or book.properties.created
    document = read_bytes(_saved(book), "a.xlsx")
    assert document.title == "Port of Velm in figures"
    assert (document.date is not None and document.date.source == "properties") is is_dated
