"""LB3, LB4: Word documents, written by python-docx and by hand where no writer makes what Word makes."""

from __future__ import annotations

import datetime
import io
from collections.abc import Callable
from typing import Any

import docx
import pytest
from docx.oxml import OxmlElement
from docx.oxml.ns import qn

from checker.config import Limits, Settings
from checker.errors import UnreadableDocument
from checker.records import Document

SPACES = (
    'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"'
    ' xmlns:mc="http://schemas.openxmlformats.org/markup-compatibility/2006"'
    ' xmlns:m="http://schemas.openxmlformats.org/officeDocument/2006/math"'
    ' xmlns:v="urn:schemas-microsoft-com:vml"'
    ' xmlns:c="http://schemas.openxmlformats.org/drawingml/2006/chart"'
    ' xmlns:r="http://schemas.openxmlformats.org/officeDocument/2006/relationships"'
    ' xmlns:wps="http://schemas.microsoft.com/office/word/2010/wordprocessingShape"'
)
RELATIONS = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"


def _saved(document: docx.document.Document) -> bytes:
    out = io.BytesIO()
    document.save(out)
    return out.getvalue()


@pytest.fixture
def read_body(read_bytes: Callable[..., Document], zipped: Callable[..., bytes]) -> Callable[..., Document]:
    """Return a function that reads a document with this XML as its body, and further parts beside it."""

    def read(body: str, limits: Limits | None = None, **parts: str) -> Document:
        document = f"<w:document {SPACES}><w:body>{body}</w:body></w:document>"
        links = "".join(
            f'<Relationship Id="r{number}" Type="{RELATIONS}/{name}" Target="{name}.xml"/>'
            for number, name in enumerate(parts)
        )
        relations = f'<Relationships xmlns="{RELATIONS.replace("officeDocument", "package")}">{links}</Relationships>'
        packed = {"word/document.xml": document, "word/_rels/document.xml.rels": relations}
        packed |= {f"word/{name}.xml": content for name, content in parts.items()}
        return read_bytes(zipped(packed), "a.docx", Settings(limits=limits or Limits()))

    return read


def _run(text: str, look: str = "") -> str:
    return f'<w:r><w:rPr>{look}</w:rPr><w:t xml:space="preserve">{text}</w:t></w:r>'


def _paragraph(text: str, settings: str = "") -> str:
    return f"<w:p><w:pPr>{settings}</w:pPr>{_run(text)}</w:p>"


def _texts(document: Document) -> list[str]:
    return [block.text for block in document.blocks]


def test_styles_give_title_headings_and_lists(read_bytes: Callable[..., Document]) -> None:
    source = docx.Document()
    source.add_heading("The quay of Velm", 0)
    source.add_heading("Costs", 1)
    source.add_paragraph("The quay has these parts:")
    source.add_paragraph("North wall", style="List Bullet")
    source.add_paragraph("Steps of 40 m", style="List Bullet 2")
    source.add_paragraph("South wall", style="List Bullet")
    source.add_heading("Length", 2)
    document = read_bytes(_saved(source), "a.docx")
    kinds = [(block.kind, block.level, block.section) for block in document.blocks]
    assert document.title == "The quay of Velm"
    assert kinds[:3] == [("title", 1, ()), ("heading", 2, (0,)), ("paragraph", 0, (0, 1))]
    assert [(block.kind, block.level, block.parent) for block in document.blocks[3:6]] == [
        ("item", 1, 2), ("item", 2, 3), ("item", 1, 2),
    ]  # fmt: skip
    assert kinds[6] == ("heading", 3, (0, 1))
    assert [block.where for block in document.blocks[2:4]] == ["paragraph 3", "paragraph 4"]


def test_table_cells_have_heads_and_a_place(read_bytes: Callable[..., Document]) -> None:
    source = docx.Document()
    table = source.add_table(4, 3)
    rows = ["", "Velm", "", "", "2021", "2022", "Length (m)", "120", "125", "Width (m)", "40", "45"]
    for cell, text in zip((cell for row in table.rows for cell in row.cells), rows, strict=True):
        cell.text = text
    table.cell(0, 1).merge(table.cell(0, 2))
    document = read_bytes(_saved(source), "a.docx")
    blocks = {block.text: block for block in document.blocks}
    cell = blocks["125"].cell
    assert cell is not None
    assert [document.blocks[number].text for number in cell.column_heads] == ["Velm", "2022"]
    assert [document.blocks[number].text for number in cell.row_heads] == ["Length (m)"]
    assert blocks["125"].where == "table 1, row 3, column 3"


def test_a_cell_over_several_rows_heads_all_of_them(read_bytes: Callable[..., Document]) -> None:
    source = docx.Document()
    table = source.add_table(3, 3)
    rows = ["Port", "Part", "Length", "Velm", "quay", "120 m", "", "pier", "80 m"]
    for cell, text in zip((cell for row in table.rows for cell in row.cells), rows, strict=True):
        cell.text = text
    table.cell(1, 0).merge(table.cell(2, 0))
    document = read_bytes(_saved(source), "a.docx")
    cell = next(block.cell for block in document.blocks if block.text == "80 m")
    assert cell is not None
    assert [document.blocks[number].text for number in cell.row_heads] == ["Velm", "pier"]


WRAPPED = {
    "insertion": f"<w:ins>{_run('5 km')}</w:ins>",
    "move": f"<w:moveTo>{_run('5 km')}</w:moveTo>",
    "control": f"<w:sdt><w:sdtContent>{_run('5 km')}</w:sdtContent></w:sdt>",
    "link": f"<w:hyperlink>{_run('5 km')}</w:hyperlink>",
    "smart tag": f"<w:smartTag>{_run('5 km')}</w:smartTag>",
    "simple field": f'<w:fldSimple w:instr="REF a">{_run("5 km")}</w:fldSimple>',
    "field": '<w:r><w:fldChar w:fldCharType="begin"/></w:r><w:r><w:instrText>REF 9 km</w:instrText></w:r>'
    f'<w:r><w:fldChar w:fldCharType="separate"/></w:r>{_run("5 km")}<w:r><w:fldChar w:fldCharType="end"/></w:r>',
    "nested": f"<w:ins><w:hyperlink><w:smartTag>{_run('5 km')}</w:smartTag></w:hyperlink></w:ins>",
    "split": _run("5") + _run(" k") + _run("m"),
}
LEFT_OUT = {
    "deletion": "<w:del><w:r><w:delText>9 km</w:delText></w:r></w:del>",
    "moved away": f"<w:moveFrom>{_run('9 km')}</w:moveFrom>",
    "hidden": _run("9 km", "<w:vanish/>"),
    "struck": _run("9 km", "<w:strike/>"),
    "placeholder": f"<w:sdt><w:sdtPr><w:showingPlcHdr/></w:sdtPr><w:sdtContent>{_run('9 km')}</w:sdtContent></w:sdt>",
    "comment mark": '<w:r><w:commentReference w:id="9"/></w:r>',
}


@pytest.mark.parametrize("name", WRAPPED)
def test_no_wrapper_makes_text_vanish(name: str, read_body: Callable[..., Document]) -> None:
    document = read_body(f"<w:p>{_run('It is ')}{WRAPPED[name]}{_run(' long.')}</w:p>")
    assert _texts(document) == ["It is 5 km long."]


@pytest.mark.parametrize("name", LEFT_OUT)
def test_what_the_final_text_lacks_is_out(name: str, read_body: Callable[..., Document]) -> None:
    document = read_body(f"<w:p>{_run('It is ')}{LEFT_OUT[name]}{_run('5 km long.')}</w:p>")
    assert _texts(document) == ["It is 5 km long."]


def test_tracked_changes_are_named(read_body: Callable[..., Document]) -> None:
    document = read_body(f"<w:p>{WRAPPED['insertion']}{LEFT_OUT['deletion']}{_run(' in all.')}</w:p>")
    assert any("tracked changes" in one for one in document.warnings)


def test_a_deleted_paragraph_mark_joins_two_paragraphs(read_body: Callable[..., Document]) -> None:
    first = _paragraph("The quay is ", "<w:rPr><w:del/></w:rPr>")
    assert _texts(read_body(first + _paragraph("5 km long."))) == ["The quay is 5 km long."]


def test_blocks_inside_controls_and_deleted_rows(read_body: Callable[..., Document]) -> None:
    def row(text: str, settings: str = "") -> str:
        cells = "".join(f"<w:tc>{_paragraph(one)}</w:tc>" for one in (text, f"{text} figure"))
        return f"<w:tr><w:trPr>{settings}</w:trPr>{cells}</w:tr>"

    inside = f"<w:sdt><w:sdtContent>{row('inside')}</w:sdtContent></w:sdt>"
    table = f"<w:tbl>{row('kept')}{inside}{row('gone', '<w:del/>')}</w:tbl>"
    document = read_body(f"<w:sdt><w:sdtContent>{_paragraph('Intro.')}{table}</w:sdtContent></w:sdt>")
    assert _texts(document) == ["Intro.", "kept", "kept figure", "inside", "inside figure"]


def _changed(node: Any, name: str, **values: str) -> None:
    """Put a tracked change of a name into the settings of a row or cell."""
    settings = node.get_or_add_trPr() if node.tag.endswith("}tr") else node.get_or_add_tcPr()
    change = OxmlElement(f"w:{name}")
    for key, value in {"id": "1", "author": "A. Clerk", "date": "2024-03-02T10:00:00Z", **values}.items():
        change.set(qn(f"w:{key}"), value)
    settings.append(change)


def test_comments_are_left_out_and_named(read_bytes: Callable[..., Document]) -> None:
    document = docx.Document()
    paragraph = document.add_paragraph("The quay of Velm is 410 m long.")
    document.add_comment(paragraph.runs, text="It was 99 m long.", author="A. Clerk")
    read = read_bytes(_saved(document), "a.docx")
    assert _texts(read) == ["The quay of Velm is 410 m long."]
    assert read.warnings == ("1 comment in it was left out",)


def test_rows_and_cells_that_were_changed_with_tracking(read_bytes: Callable[..., Document]) -> None:
    document = docx.Document()
    rows = [("Quay", "Length (m)", "Depth (m)"), ("Velm", "410", "9.5"), ("Orsa", "300", "7.0"), ("Tarn", "120", "6.0")]
    table = document.add_table(len(rows), 3)
    for row, words in zip(table.rows, rows, strict=True):
        for cell, word in zip(row.cells, words, strict=True):
            cell.text = word
    _changed(table.rows[2]._tr, "del")
    _changed(table.rows[3]._tr, "ins")
    _changed(table.cell(1, 2)._tc, "cellDel")
    figure = table.cell(3, 1).paragraphs[0]
    for name, word in (("moveFrom", "120"), ("moveTo", "135")):
        moved = OxmlElement(f"w:{name}")
        run = figure.add_run(word)._r
        figure._p.append(moved)
        moved.append(run)
    figure._p.remove(figure.runs[0]._r)
    read = read_bytes(_saved(document), "quays.docx")
    figures = {block.text: block for block in read.blocks if block.cell and not block.cell.is_head}
    assert set(figures) == {"410", "135", "6.0"}
    cell = figures["135"].cell
    assert cell is not None
    assert [read.blocks[number].text for number in (*cell.row_heads, *cell.column_heads)] == ["Tarn", "Length (m)"]
    assert any("tracked changes" in one for one in read.warnings)


@pytest.mark.parametrize(
    ("name", "values"), [("ins", {}), ("del", {}), ("cellIns", {}), ("cellDel", {}), ("cellMerge", {"vMerge": "cont"})]
)
def test_a_change_to_a_table_alone_is_named(
    name: str, values: dict[str, str], read_bytes: Callable[..., Document]
) -> None:
    document = docx.Document()
    document.add_paragraph("The quay of Velm is 410 m long.")
    table = document.add_table(2, 2)
    for number in range(4):
        table.cell(number // 2, number % 2).text = f"cell {number}"
    _changed(table.rows[1]._tr if len(name) == 3 else table.cell(1, 1)._tc, name, **values)
    assert any("tracked changes" in one for one in read_bytes(_saved(document), "a.docx").warnings)


def test_a_merge_that_is_tracked_reaches_down(read_bytes: Callable[..., Document]) -> None:
    document = docx.Document()
    table = document.add_table(3, 3)
    for number, word in enumerate(("Port", "Quay", "Length (m)", "Velm", "North", "410", "Velm", "South", "390")):
        table.cell(number // 3, number % 3).text = word
    _changed(table.cell(1, 0)._tc, "cellMerge", vMerge="rest")
    _changed(table.cell(2, 0)._tc, "cellMerge", vMerge="cont")
    read = read_bytes(_saved(document), "a.docx")
    cell = next(block.cell for block in read.blocks if block.text == "390")
    assert cell is not None
    assert [read.blocks[number].text for number in cell.row_heads] == ["Velm", "South"]


def test_a_paragraph_mark_that_was_deleted_in_a_cell_joins_its_words(read_body: Callable[..., Document]) -> None:
    first = _paragraph("4", "<w:rPr><w:del/></w:rPr>")
    rows = "".join(
        f"<w:tr><w:tc>{_paragraph(name)}</w:tc><w:tc>{figure}</w:tc></w:tr>"
        for name, figure in (("Quay", _paragraph("Length (m)")), ("Velm", first + _paragraph("10")))
    )
    document = read_body(f"<w:tbl>{rows}</w:tbl>" + _paragraph("It is long."))
    assert _texts(document)[:4] == ["Quay", "Length (m)", "Velm", "410"]


def test_text_boxes_are_read_once(read_body: Callable[..., Document]) -> None:
    inside = f"<w:txbxContent>{_paragraph('The box holds 7 t.')}</w:txbxContent>"
    forms = (
        f"<mc:AlternateContent><mc:Choice><w:drawing><wps:txbx>{inside}</wps:txbx></w:drawing></mc:Choice>"
        f"<mc:Fallback><w:pict><v:textbox>{inside}</v:textbox></w:pict></mc:Fallback></mc:AlternateContent>"
    )
    document = read_body(f"<w:p>{_run('Beside it.')}<w:r>{forms}</w:r></w:p>")
    assert [(block.text, block.where) for block in document.blocks] == [
        ("Beside it.", "paragraph 1"), ("The box holds 7 t.", "text box 1"),
    ]  # fmt: skip


def test_charts_are_read_from_their_kept_values(read_body: Callable[..., Document]) -> None:
    def points(name: str, *values: str) -> str:
        kept = "".join(f'<c:pt idx="{place}"><c:v>{value}</c:v></c:pt>' for place, value in enumerate(values))
        return f"<c:{name}><c:ref><c:cache>{kept}</c:cache></c:ref></c:{name}>"

    series = points("tx", "Length (m)") + points("cat", "Velm", "Orsa") + points("val", "120", "80.5")
    chart = f"<c:chartSpace {SPACES}><c:chart><c:ser>{series}</c:ser></c:chart></c:chartSpace>"
    body = '<w:p><w:r><w:drawing><c:chart r:id="r0"/></w:drawing></w:r></w:p>' + _paragraph("It is long.")
    document = read_body(body, chart=chart)
    cell = next(block for block in document.blocks if block.text == "80.5")
    assert cell.cell is not None
    heads = [document.blocks[number].text for number in (*cell.cell.row_heads, *cell.cell.column_heads)]
    assert (heads, cell.where) == (["Orsa", "Length (m)"], "chart 1")


def test_notes_stand_below_their_section_and_headers_at_the_end(read_body: Callable[..., Document]) -> None:
    note = f'<w:footnotes {SPACES}><w:footnote w:type="separator" w:id="0">{_paragraph("x")}</w:footnote>'
    note += f'<w:footnote w:id="2">{_paragraph("Measured at 5 km.")}</w:footnote></w:footnotes>'
    header = f"<w:hdr {SPACES}>{_paragraph('Port of Velm, draft of 9 May')}</w:hdr>"
    body = f'<w:p>{_run("It is long.")}<w:r><w:footnoteReference w:id="2"/></w:r></w:p>'
    body += _paragraph("More.") + _paragraph("Costs", '<w:outlineLvl w:val="0"/>') + _paragraph("It costs a lot.")
    document = read_body(body, footnotes=note, header=header)
    assert [(block.text, block.where) for block in document.blocks] == [
        ("It is long.", "paragraph 1"), ("More.", "paragraph 2"), ("Measured at 5 km.", "footnote 2"),
        ("Costs", "paragraph 3"), ("It costs a lot.", "paragraph 4"), ("Port of Velm, draft of 9 May", "page header"),
    ]  # fmt: skip
    assert document.blocks[3].kind == "heading"


def test_signs_and_raised_figures_keep_their_meaning(read_body: Callable[..., Document]) -> None:
    raised = _run("6", '<w:vertAlign w:val="superscript"/>')
    symbol = '<w:r><w:sym w:font="Symbol" w:char="F0B1"/></w:r>'
    power = (
        "<m:oMath><m:sSup><m:e><m:r><m:t>10</m:t></m:r></m:e><m:sup><m:r><m:t>3</m:t></m:r></m:sup></m:sSup></m:oMath>"
    )
    document = read_body(f"<w:p>{_run('10')}{raised}{_run(' m ')}{symbol}{_run('2, ')}{power}{_run('<w:x/> t')}</w:p>")
    assert document.text.strip() == "10⁶ m ±2, 10³ t"


def test_contents_lists_code_and_figure_captions_are_not_read(read_body: Callable[..., Document]) -> None:
    styles = "".join(
        f'<w:style w:styleId="{name}"><w:name w:val="{words}"/></w:style>'
        for name, words in (("T", "toc 1"), ("C", "caption"), ("H", "HTML Preformatted"))
    )
    body = "".join(
        _paragraph(text, f'<w:pStyle w:val="{style}"/>')
        for text, style in (("Costs 12", "T"), ("Figure 2: the quay", "C"), ("limit = 5", "H"), ("Table 3: costs", "C"))
    )
    document = read_body(_paragraph("One full sentence.") + body, styles=f"<w:styles {SPACES}>{styles}</w:styles>")
    assert [block.role for block in document.blocks] == ["body", "boilerplate", "boilerplate", "example", "body"]
    assert document.blocks[4].kind == "caption"


def test_pages_of_the_last_layout_are_named(read_body: Callable[..., Document]) -> None:
    broken = "<w:p><w:r><w:lastRenderedPageBreak/><w:t>Second page.</w:t></w:r></w:p>"
    document = read_body(_paragraph("First page.") + broken + _paragraph("Still there."))
    assert [block.where for block in document.blocks] == [
        "page 1, paragraph 1",
        "page 2, paragraph 2",
        "page 2, paragraph 3",
    ]


@pytest.mark.parametrize(
    ("changes", "date"),
    [
        ({"modified": datetime.datetime(2024, 3, 5)}, "2024-03-05"),
        ({"created": datetime.datetime(2023, 1, 2)}, "2023-01-02"),  # the writer's own date of change is no date
        ({}, None),
    ],
)
def test_dates_of_properties(changes: dict[str, object], date: str | None, read_bytes: Callable[..., Document]) -> None:
    source = docx.Document()
    source.add_paragraph("The quay is 5 km long.")
    for name, value in changes.items():
        setattr(source.core_properties, name, value)
    document = read_bytes(_saved(source), "a.docx")
    assert (document.date.label if document.date else None) == date
    assert date is None or (document.date is not None and document.date.source == "properties")


def test_what_the_text_says_of_its_date_beats_the_program(read_bytes: Callable[..., Document]) -> None:
    source = docx.Document()
    source.add_paragraph("4 May 2022")
    source.add_paragraph("The quay is 5 km long.")
    source.core_properties.modified = datetime.datetime(2024, 3, 5)
    document = read_bytes(_saved(source), "a.docx")
    assert document.date is not None
    assert (document.date.label, document.date.source) == ("2022-05-04", "dateline")
    assert document.warnings == ()


@pytest.mark.parametrize("title", ["Microsoft Word - quay", "Document1", "quay.docx", "Untitled"])
def test_titles_that_programs_make_up_are_none(title: str, read_bytes: Callable[..., Document]) -> None:
    source = docx.Document()
    source.add_paragraph("It was said on Monday that the quay is 5 km long.")
    source.core_properties.title = title
    assert read_bytes(_saved(source), "a.docx").title == ""


@pytest.mark.parametrize(
    ("body", "limits", "reason"),
    [
        (_paragraph("x" * 3_000_000), Limits(), "expands-too-much"),
        ("<w:p/>" * 30, Limits(markup_elements=20), "too-large"),
        ("<w:sdt><w:sdtContent>" * 200 + "</w:sdtContent></w:sdt>" * 200, Limits(), "too-deep"),
        (_paragraph("The quay is 5 km long."), Limits(text_characters=10), "too-large"),
        (_paragraph("The quay is 5 km long."), Limits(expanded_bytes=100), "expands-too-much"),
        ("<w:p>", Limits(), "corrupt"),
        ("", Limits(), "no-text"),
    ],
)  # fmt: skip
def test_limits_end_in_a_reason(body: str, limits: Limits, reason: str, read_body: Callable[..., Document]) -> None:
    with pytest.raises(UnreadableDocument) as caught:
        read_body(body, limits)
    assert caught.value.reason == reason


def test_a_document_type_is_refused_before_its_entities_exist(
    read_bytes: Callable[..., Document], zipped: Callable[..., bytes]
) -> None:
    part = f'<!DOCTYPE d [<!ENTITY x "9 km">]><w:document {SPACES}><w:body>{_paragraph("&x;")}</w:body></w:document>'
    for encoding in ("utf-8", "utf-16"):
        declared = f'<?xml version="1.0" encoding="{encoding}"?>{part}'.encode(encoding)
        with pytest.raises(UnreadableDocument, match="corrupt: it declares a document type"):
            read_bytes(zipped({"word/document.xml": declared}), "a.docx")


def test_damaged_and_foreign_packages_say_what_is_wrong(
    read_bytes: Callable[..., Document], zipped: Callable[..., bytes]
) -> None:
    whole = zipped({"word/document.xml": f"<w:document {SPACES}/>", "word/media/a.bin": "x" * 200})
    for data, words in ((whole[:90], "cut off"), (b"The quay.", "no office package"), (zipped({"a": "b"}), "lacks")):
        with pytest.raises(UnreadableDocument, match=words):
            read_bytes(data, "a.docx")
    with pytest.raises(UnreadableDocument, match="more than 3 entries"):
        read_bytes(zipped({str(n): "" for n in range(5)}), "a.docx", Settings(limits=Limits(archive_entries=3)))


def test_a_wrong_suffix_is_read_as_what_it_is_and_named(read_bytes: Callable[..., Document]) -> None:
    source = docx.Document()
    source.add_paragraph("The quay is 5 km long.")
    document = read_bytes(_saved(source), "a.xlsx")
    assert document.reader == "docx"
    assert document.warnings == ("the name says xlsx, the content is docx and was read as such",)
