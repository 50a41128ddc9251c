"""OpenDocument files, packed by hand: parts as LibreOffice writes them."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from checker.config import Limits, Settings
from checker.errors import UnreadableDocument
from checker.records import Document

NAMES = {"office": "office", "text": "text", "table": "table", "draw": "drawing", "style": "style", "meta": "meta"}
SPACES = " ".join(
    f'xmlns:{prefix}="urn:oasis:names:tc:opendocument:xmlns:{name}:1.0"' for prefix, name in NAMES.items()
)
SPACES += ' xmlns:dc="http://purl.org/dc/elements/1.1/"'
STYLES = (
    '<style:style style:name="T1"><style:text-properties style:text-position="super 58%"/></style:style>'
    '<style:style style:name="P1" style:parent-style-name="Title"/>'
    '<style:style style:name="H1"><style:text-properties text:display="none"/></style:style>'
    '<style:style style:name="ta2"><style:table-properties table:display="false"/></style:style>'
)


@pytest.fixture
def read_odf(read_bytes: Callable[..., Document], zipped: Callable[..., bytes]) -> Callable[..., Document]:
    """Return a function that reads an OpenDocument file with this XML as its body."""

    def read(
        body: str, name: str = "a.odt", kind: str = "text", limits: Limits | None = None, **parts: str
    ) -> Document:
        styles = f"<office:automatic-styles>{STYLES}</office:automatic-styles>"
        inside = f"<office:body><office:{kind}>{body}</office:{kind}></office:body>"
        content = f"<office:document-content {SPACES}>{styles}{inside}</office:document-content>"
        packed = {"mimetype": "application/vnd.oasis.opendocument.text", "content.xml": content}
        packed |= {f"{part}.xml": xml for part, xml in parts.items()}
        return read_bytes(zipped(packed), name, Settings(limits=limits or Limits()))

    return read


def _cell(text: str, settings: str = "") -> str:
    return f"<table:table-cell {settings}>{f'<text:p>{text}</text:p>' if text else ''}</table:table-cell>"


def _table(*rows: tuple[str, ...], settings: str = "") -> str:
    inside = "".join(f"<table:table-row>{''.join(map(_cell, row))}</table:table-row>" for row in rows)
    return f"<table:table {settings}>{inside}</table:table>"


def _heads(document: Document, text: str) -> tuple[list[str], list[str]]:
    cell = next(block.cell for block in document.blocks if block.text == text)
    assert cell is not None
    return [document.blocks[n].text for n in cell.row_heads], [document.blocks[n].text for n in cell.column_heads]


def test_headings_lists_and_title(read_odf: Callable[..., Document]) -> None:
    body = (
        '<text:p text:style-name="P1">The quay of Velm</text:p><text:h text:outline-level="1">Costs</text:h>'
        "<text:p>It has these parts:</text:p><text:list><text:list-item><text:p>North wall</text:p>"
        "<text:list><text:list-item><text:p>Steps of 40 m</text:p></text:list-item></text:list></text:list-item>"
        "<text:list-item><text:p>South wall</text:p></text:list-item></text:list>"
    )
    document = read_odf(body)
    assert document.title == "The quay of Velm"
    assert [(block.kind, block.level, block.parent, block.where) for block in document.blocks] == [
        ("title", 1, None, "paragraph 1"),
        ("heading", 2, None, "paragraph 2"),
        ("paragraph", 0, None, "paragraph 3"),
        ("item", 1, 2, "paragraph 4"),
        ("item", 2, 3, "paragraph 5"),
        ("item", 1, 2, "paragraph 6"),
    ]


@pytest.mark.parametrize(
    ("inside", "shown"),
    [
        ("5<text:s/>km", "5 km"),
        ("5<text:tab/>km", "5 km"),
        ('5 km<text:s text:c="2000000000"/>', "5 km"),
        ("<text:span>5</text:span> km", "5 km"),
        ('10<text:span text:style-name="T1">6</text:span> m', "10⁶ m"),
        ('5 km<text:span text:style-name="H1"> or 9 km</text:span>', "5 km"),
        ("5 km<office:annotation><text:p>9 km?</text:p></office:annotation>", "5 km"),
        ('<text:a>5</text:a> <text:bookmark text:name="x"/>km', "5 km"),
        ('<text:change-start text:change-id="a"/>5 km<text:change-end text:change-id="a"/>', "5 km"),
    ],
)
def test_the_text_of_a_paragraph(inside: str, shown: str, read_odf: Callable[..., Document]) -> None:
    assert [block.text for block in read_odf(f"<text:p>It is {inside} long.</text:p>").blocks] == [
        f"It is {shown} long."
    ]


def test_deletions_are_out_and_named(read_odf: Callable[..., Document]) -> None:
    gone = "<text:tracked-changes><text:changed-region><text:deletion><text:p>9 km</text:p></text:deletion>"
    document = read_odf(f"{gone}</text:changed-region></text:tracked-changes><text:p>It is 5 km long.</text:p>")
    assert document.text.strip() == "It is 5 km long."
    assert any("tracked changes" in one for one in document.warnings)


def test_tables_notes_and_boxes(read_odf: Callable[..., Document]) -> None:
    note = '<text:note text:note-class="footnote"><text:note-citation>1</text:note-citation><text:note-body>'
    note += "<text:p>Measured in May.</text:p></text:note-body></text:note>"
    box = "<draw:frame><draw:text-box><text:p>The box holds 7 t.</text:p></draw:text-box></draw:frame>"
    table = _table(("Item", "2021", "2022"), ("Length (m)", "120", "125"))
    document = read_odf(f"<text:p>It is long.{note}{box}</text:p>{table}<text:h>Costs</text:h><text:p>Much.</text:p>")
    assert [(block.text, block.where) for block in document.blocks if block.cell is None] == [
        ("It is long.", "paragraph 1"),
        ("The box holds 7 t.", "text box 1"),
        ("Measured in May.", "footnote 1"),
        ("Costs", "paragraph 2"),
        ("Much.", "paragraph 3"),
    ]
    assert _heads(document, "125") == (["Length (m)"], ["2022"])


def test_sheets_show_their_cells_and_repeat_only_what_holds_something(read_odf: Callable[..., Document]) -> None:
    empty = '<table:table-row table:number-rows-repeated="1048570">'
    empty += '<table:table-cell table:number-columns-repeated="16384"/>'
    rows = _table(("Item", "2021", "2022"), ("Share", "12.3%", "14%"), settings='table:name="Quay"')
    rows = rows.replace("</table:table>", f"{empty}</table:table-row></table:table>")
    hidden = _table(("Old", "9"), settings='table:name="Past" table:style-name="ta2"')
    document = read_odf(rows + hidden, "a.ods", "spreadsheet")
    assert _heads(document, "14%") == (["Share"], ["2022"])
    assert next(block.where for block in document.blocks if block.text == "14%") == "sheet Quay, cell C2"
    assert document.warnings == ("the sheet Past is hidden and was not read",)


def test_hidden_rows_and_columns_are_read_and_named(read_odf: Callable[..., Document]) -> None:
    columns = '<table:table-column/><table:table-column table:visibility="collapse"/>'
    columns = f"<table:table-column-group>{columns}</table:table-column-group>"
    columns += '<table:table-column table:number-columns-repeated="3"/>'
    rows = [("Quay", "Length (m)", "Depth (m)"), ("Velm", "410", "9.5"), ("Orsa", "300", "7.0"), ("Tarn", "120", "6.0")]
    hidden = {2: 'table:visibility="filter"', 3: 'table:visibility="collapse"'}
    inside = "".join(
        f"<table:table-row {hidden.get(number, '')}>{''.join(map(_cell, row))}</table:table-row>"
        for number, row in enumerate(rows)
    )
    free = '<table:table-row table:visibility="collapse" table:number-rows-repeated="1048000">'
    free += "<table:table-cell/></table:table-row>"
    body = f'<table:table table:name="Quays">{columns}{inside}{free}</table:table>'
    document = read_odf(body, "a.ods", "spreadsheet")
    assert document.warnings == ("the sheet Quays has 2 hidden rows and 1 hidden column; their figures were read",)
    places = {block.text: block.where for block in document.blocks}
    assert [places[text] for text in ("9.5", "410", "7.0")] == [
        "sheet Quays, cell C2", "sheet Quays, cell B2 (hidden)", "sheet Quays, cell C3 (hidden)",
    ]  # fmt: skip


def test_comments_of_cells_are_no_text_of_theirs(read_odf: Callable[..., Document]) -> None:
    comment = (
        "<office:annotation><dc:creator>A. Clerk</dc:creator><text:p>It was 99 m long.</text:p></office:annotation>"
    )
    cell = f"<table:table-cell>{comment}<text:p>410</text:p></table:table-cell>"
    box = "<draw:custom-shape><text:p>The north wall is 410 m long.</text:p></draw:custom-shape>"
    head = f"<table:table-row>{_cell('Quay')}{_cell('Length (m)')}</table:table-row>"
    body = f'<table:table table:name="Quays"><table:shapes>{box}{box}</table:shapes>{head}'
    body += f"<table:table-row>{_cell('Velm')}{cell}</table:table-row></table:table>"
    document = read_odf(body, "a.ods", "spreadsheet")
    assert [(block.text, block.where) for block in document.blocks][-3:] == [
        ("410", "sheet Quays, cell B2"),
        ("The north wall is 410 m long.", "sheet Quays, text box 1"),
        ("The north wall is 410 m long.", "sheet Quays, text box 2"),
    ]
    assert document.warnings == ("1 comment in it was left out",)


def test_only_so_many_cells_are_read_and_it_says_so(read_odf: Callable[..., Document]) -> None:
    row = '<table:table-row table:number-rows-repeated="900"><table:table-cell table:number-columns-repeated="900">'
    body = (
        f'<table:table table:name="Quays">{row}<text:p>5 km</text:p></table:table-cell></table:table-row></table:table>'
    )
    document = read_odf(body, "a.ods", "spreadsheet", Limits(cells=2000))
    assert len(document.blocks) <= 2001
    assert document.partial == "only its first 2,000 cells were read (limits.cells)"


def test_slides(read_odf: Callable[..., Document]) -> None:
    frame = "<draw:frame><draw:text-box><text:p>The pier is 80 m long.</text:p></draw:text-box></draw:frame>"
    document = read_odf(f"<draw:page>{frame}</draw:page>", "a.odp", "presentation")
    assert [(block.text, block.where) for block in document.blocks] == [("The pier is 80 m long.", "slide 1")]


def test_date_and_title_of_properties(read_odf: Callable[..., Document]) -> None:
    meta = "<dc:title>Port of Velm</dc:title><meta:creation-date>2021-02-03T04:05:06</meta:creation-date>"
    meta += "<dc:date>2024-03-05T09:30:00</dc:date>"
    whole = f"<office:document-meta {SPACES}><office:meta>{meta}</office:meta></office:document-meta>"
    document = read_odf("<text:p>On Monday it was said that it is 5 km long.</text:p>", meta=whole)
    assert document.title == "Port of Velm"
    assert document.date is not None
    assert (document.date.label, document.date.source) == ("2024-03-05", "properties")


def test_an_encrypted_file_is_named_as_such(read_bytes: Callable[..., Document], zipped: Callable[..., bytes]) -> None:
    manifest = '<m:manifest xmlns:m="urn:oasis:names:tc:opendocument:xmlns:manifest:1.0"><m:file-entry>'
    manifest += "<m:encryption-data/></m:file-entry></m:manifest>"
    with pytest.raises(UnreadableDocument, match="encrypted: it is protected by a password"):
        read_bytes(zipped({"content.xml": b"\x01\x02", "META-INF/manifest.xml": manifest}), "a.odt")
