"""Pdf files made by a real writer: reading order, tables, margins, notes, hyphens, and what cannot be read."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
from reportlab.lib.pdfencrypt import StandardEncryption
from reportlab.platypus import PageBreak, Paragraph, Spacer, Table, TableStyle

from checker import collect
from checker.collect.pdf import read
from checker.collect.reader import Reading
from checker.config import Limits, Settings
from checker.errors import UnreadableDocument
from tests.collect.pdf_files import BODY, STYLES, draw_pdf, pdf_of_markdown, set_pdf, table

LIMITS = Limits()
REPORT = """# Quay works at Langford

The harbour office extended the quay by 120 m in 2019, and the new part has room for two ferries at a time.

## Costs

| Item | 2019 | 2018 |
| --- | --- | --- |
| Piles | 1,284.6 | 1,142.3 |
| Concrete | 96.2 | 80.5 |

- The crane lifts 40 t.
- The ramp is 14 m wide.
"""
FILLER = "The office keeps a list of all ships that call at the port, and it is open to anybody who asks for it. "


def _read(data: bytes, **limits: Any) -> Reading:
    return read(data, Limits(**limits))


def _texts(reading: Reading, *kinds: str) -> list[str]:
    return [block.text for block in reading.blocks if block.role == "body" and (not kinds or block.kind in kinds)]


def test_headings_paragraphs_tables_and_items_are_told_apart() -> None:
    """LB3, LB4: text, blocks and their pages."""
    reading = _read(pdf_of_markdown(REPORT))
    assert reading.title == "Quay works at Langford"
    kinds = [(block.kind, block.text) for block in reading.blocks if block.kind != "cell"]
    assert kinds == [
        ("title", "Quay works at Langford"),
        ("paragraph", REPORT.split("\n")[2]),
        ("heading", "Costs"),
        ("item", "The crane lifts 40 t."),
        ("item", "The ramp is 14 m wide."),
    ]
    assert {block.where for block in reading.blocks} == {"page 1"}
    assert reading.text is not None
    for block in reading.blocks:
        start, end = block.to_document(0, len(block.text))
        assert reading.text[start:end] == block.text


@pytest.mark.parametrize("lines", [True, False])
def test_a_table_has_its_heads(lines: bool) -> None:
    reading = _read(pdf_of_markdown(REPORT, lines=lines))
    cell = next(block for block in reading.blocks if block.text == "80.5")
    assert cell.cell is not None
    assert [reading.blocks[number].text for number in cell.cell.row_heads] == ["Concrete"]
    assert [reading.blocks[number].text for number in cell.cell.column_heads] == ["2018"]


def test_two_columns_are_read_one_after_the_other() -> None:
    sentences = [
        f"In week {number} the office counted {number * 7} ships at the outer quay of Langford."
        for number in range(1, 60)
    ]
    reading = _read(set_pdf([Paragraph(" ".join(sentences), BODY)], columns=2))
    assert " ".join(_texts(reading)) == " ".join(sentences)


def test_a_title_over_two_columns_and_a_table_in_one_stay_whole() -> None:
    def page(canvas: Any) -> None:
        canvas.setFont("Helvetica-Bold", 18)
        canvas.drawCentredString(300, 780, "A title that runs over both of the columns")
        canvas.setFont("Helvetica", 10)
        for number in range(12):
            canvas.drawString(72, 740 - 12 * number, f"left line {number} goes on about the old quay")
            canvas.drawString(320, 735 - 12 * number, f"right line {number} goes on about the new ramp")

    texts = " ".join(_texts(_read(draw_pdf(page))))
    assert texts.startswith("A title that runs over both of the columns left line 0")
    assert texts.index("left line 11") < texts.index("right line 0")


def test_running_heads_feet_and_page_numbers_are_no_text() -> None:
    story = [
        Paragraph(FILLER * 40, BODY),
        PageBreak(),
        Paragraph(FILLER * 40, BODY),
        PageBreak(),
        Paragraph(FILLER, BODY),
    ]
    reading = _read(set_pdf(story, head="Langford yearbook 2019", numbers=True))
    body = " ".join(_texts(reading))
    assert "yearbook" not in body
    assert body.replace(FILLER.strip(), "").strip() == ""
    margins = [block.text for block in reading.blocks if block.role == "boilerplate"]
    assert margins.count("Langford yearbook 2019") == 3
    assert [text for text in margins if text.isdigit()] == ["1", "2", "3"]
    assert reading.warnings == ("6 running heads, feet and page numbers were left out",)


def test_the_heads_of_a_table_on_every_page_stay() -> None:
    rows = [
        ["Pier", "2019", "2018"],
        *([f"Pier {number}", str(1000 + number), str(900 + number)] for number in range(90)),
    ]
    reading = _read(set_pdf([table(rows, repeatRows=1)], numbers=True))
    last = next(block for block in reading.blocks if block.text == "1089")
    assert last.cell is not None
    assert [reading.blocks[number].text for number in last.cell.column_heads] == ["2019"]
    assert last.where != "page 1"


def test_a_paragraph_goes_on_over_the_end_of_a_page() -> None:
    long = " ".join(
        f"The {name} ships of the port carried {number} tonnes of grain"
        for number, name in enumerate(["red", "blue"] * 140)
    )
    reading = _read(set_pdf([Paragraph(f"{long}.", BODY)], numbers=True))
    (block,) = [block for block in reading.blocks if block.role == "body"]
    assert block.text == f"{long}."
    assert block.where == "pages 1 to 3"


@pytest.mark.parametrize(
    ("first", "second", "text"),
    [
        ("the infor-", "mation office", "the information office"),
        ("a long-", "term loan of 3%", "a long-term loan of 3%"),
        ("Franco-", "German talks", "Franco-German talks"),
        ("a 50-", "year loan", "a 50-year loan"),
        ("from 10-", "20 km", "from 10-20 km"),
        ("about 1,2-", "34 km", "about 1,2-34 km"),
        ("some 1,234,", "567 km away", "some 1,234, 567 km away"),
        ("12–", "15 km", "12–15 km"),
        ("it rose -", "and fell", "it rose - and fell"),
        ("the inter\u00ad", "est rate", "the interest rate"),
        ("a re-", "entry test; re-entry it was", "a re-entry test; re-entry it was"),
    ],
)  # fmt: skip
def test_hyphens_at_the_end_of_a_line(first: str, second: str, text: str) -> None:
    filler = "Words that fill a line from one edge of the page to the other so that it is full "

    def page(canvas: Any) -> None:
        canvas.setFont("Helvetica", 10)
        canvas.drawString(72, 700, filler + "and longer")
        canvas.drawString(72, 688, f"{filler[:-28]} {first}")
        canvas.drawString(72, 676, f"{second} and it goes on.")

    found = " ".join(_texts(_read(draw_pdf(page))))
    assert f"{filler[:-28]} {text} and it goes on." in found


@pytest.mark.parametrize(
    ("markup", "text"),
    [
        ("sales of 1,234<super>1</super> units", "sales of 1,234 units"),
        ("EUR 1,142.3<super>2</super> million", "EUR 1,142.3 million"),
        ("EUR 7 million<super>1,2</super> in all", "EUR 7 million in all"),
        ("an area of 12 km<super>2</super>", "an area of 12 km²"),
        ("a count of 10<super>6</super> cells", "a count of 10⁶ cells"),
        ("3 × 10<super>-4</super> m", "3 × 10⁻⁴ m"),
        ("on the 5<super>th</super> of May", "on the 5th of May"),
        ("40 t of CO<sub>2</sub> a day", "40 t of CO2 a day"),
        ("costs<super>*</super> of 12 euros", "costs of 12 euros"),
        ("sales of 1,234<super>a</super> units", "sales of 1,234 units"),
    ],
)
def test_marks_never_join_a_figure(markup: str, text: str) -> None:
    reading = _read(set_pdf([Paragraph(f"They report {markup}.", BODY)]))
    assert _texts(reading) == [f"They report {text}."]


def test_words_are_drawn_once_and_outside_the_page_not_at_all() -> None:
    def page(canvas: Any) -> None:
        canvas.setFont("Helvetica", 10)
        for shift in (0, 0.3):
            canvas.drawString(72 + shift, 700, "The quay is 1,122 m long and 33 m wide.")
        canvas.drawString(900, 700, "hidden 77")

    reading = _read(draw_pdf(page))
    assert _texts(reading) == ["The quay is 1,122 m long and 33 m wide."]
    assert reading.warnings == ("8 characters stand outside the pages and were left out",)


@pytest.mark.parametrize("turn", [0, 90, 180, 270])
def test_a_turned_page_reads_the_same(turn: int) -> None:
    def page(canvas: Any) -> None:
        canvas.setPageRotation(turn)
        canvas.translate(*{0: (0, 0), 90: (842, 0), 180: (595, 842), 270: (0, 595)}[turn])
        canvas.rotate(turn)
        canvas.setFont("Helvetica", 10)
        for number in range(5):
            canvas.drawString(72, 500 - 14 * number, f"The pier {number} of the old port is {number}2 m long.")

    assert " ".join(_texts(_read(draw_pdf(page)))) == " ".join(
        f"The pier {number} of the old port is {number}2 m long." for number in range(5)
    )


def test_pages_without_a_text_layer_are_named() -> None:
    def text(canvas: Any) -> None:
        canvas.drawString(72, 700, "The quay of Langford is 120 m long.")

    def scan(canvas: Any) -> None:
        canvas.rect(72, 72, 300, 400, fill=1)

    def blank(canvas: Any) -> None:
        pass

    reading = _read(draw_pdf(text, scan, blank, scan))
    assert reading.partial == "pages 2 and 4 have no text layer: scanned?"
    assert reading.partial_reason == "no-text"
    with pytest.raises(UnreadableDocument, match="no-text: none of its 2 pages has a text layer: scanned"):
        _read(draw_pdf(scan, scan))


def test_a_report_says_which_pages_were_not_read(tmp_path: Path) -> None:
    """Through the process that reads it, up to the entry of the document."""
    from checker import pipeline

    data = draw_pdf(
        lambda canvas: canvas.drawString(72, 700, "The quay of Langford is 120 m long."),
        lambda canvas: canvas.rect(9, 9, 99, 99),
    )
    (tmp_path / "a.pdf").write_bytes(data)
    report = pipeline.check([tmp_path])
    (entry,) = report.documents
    assert (entry.status, entry.reason) == ("partial", "no-text")
    assert entry.detail == "page 2 has no text layer: scanned?"
    assert entry.facts == 1


def test_a_statement_with_heads_over_heads_notes_and_broken_labels() -> None:
    """LB4: units above the table, a head over two columns, labels over two lines beside one line of figures."""
    label = "Cost of sales, with the wear of cranes, ramps, quays and all other works"
    rows = [
        ["", "", "Year ended 31 December", ""],
        ["", "Note", "2022", "2021"],
        [Paragraph("Revenue", STYLES["Normal"]), "3", "$ 1,284.6", "$ 1,142.3"],
        [Paragraph(label, STYLES["Normal"]), "4", "(702.1)", "(618.9)"],
        ["Of which services", "", "12.5%", "–"],
    ]
    made = Table(rows, colWidths=[160, 40, 90, 90])
    made.setStyle(
        TableStyle(
            [("SPAN", (2, 0), (3, 0)), ("ALIGN", (1, 0), (-1, -1), "RIGHT"), ("VALIGN", (0, 0), (-1, -1), "MIDDLE")]
        )
    )
    above = [Paragraph(text, STYLES["Normal"]) for text in ("Statement of income", "(in USD million)")]
    reading = _read(set_pdf([*above, Spacer(1, 8), made, Spacer(1, 12), Paragraph(FILLER, BODY)]))
    assert [block.text for block in reading.blocks if block.cell is None] == [
        "Statement of income",
        "(in USD million)",
        FILLER.strip(),
    ]
    figure = next(block for block in reading.blocks if block.text == "(618.9)")
    assert figure.cell is not None
    assert [reading.blocks[number].text for number in figure.cell.row_heads] == [label]
    assert [reading.blocks[number].text for number in figure.cell.column_heads] == ["Year ended 31 December", "2021"]


def test_lines_of_contents_are_no_table_of_figures() -> None:
    lines = [f"{number} Chapter about piers {'. ' * 40}{number * 11}" for number in range(1, 6)]
    reading = _read(
        set_pdf(
            [
                Paragraph("Contents", STYLES["Heading2"]),
                *(Paragraph(line, BODY) for line in lines),
                Spacer(1, 30),
                Paragraph(FILLER, BODY),
            ]
        )
    )
    assert _texts(reading, "paragraph", "cell") == [FILLER.strip()]


def test_printed_page_numbers_are_said_where_they_differ() -> None:
    import io

    from pypdf import PdfReader, PdfWriter

    writer = PdfWriter(
        PdfReader(io.BytesIO(draw_pdf(*[lambda canvas: canvas.drawString(72, 700, "It is 12 m long.")] * 3)))
    )
    writer.set_page_label(0, 1, style="/r")
    out = io.BytesIO()
    writer.write(out)
    assert [block.where for block in _read(out.getvalue()).blocks] == [
        "page 1 (printed i)",
        "page 2 (printed ii)",
        "page 3 (printed 1)",
    ]


def _numbered(*feet: str) -> list[str]:
    def page(foot: str) -> Any:
        def draw(canvas: Any) -> None:
            canvas.drawString(72, 700, "The quay is 12 m long.")
            canvas.drawString(72, 684, "It was built of stone that came from the hills above the town.")
            canvas.drawString(280, 30, foot)

        return draw

    blocks = _read(draw_pdf(*map(page, feet))).blocks
    return list(dict.fromkeys(block.where for block in blocks if block.role == "body"))


@pytest.mark.parametrize(
    ("feet", "places"),
    [
        (("17", "18", "19"), ["page 1 (printed 17)", "page 2 (printed 18)", "page 3 (printed 19)"]),
        (
            ("i", "ii", "1", "2"),
            ["page 1 (printed i)", "page 2 (printed ii)", "page 3 (printed 1)", "page 4 (printed 2)"],
        ),
        (("iv", "v", "vi"), ["page 1 (printed iv)", "page 2 (printed v)", "page 3 (printed vi)"]),
        (("1", "2", "3"), ["page 1", "page 2", "page 3"]),
        (("2019", "2019", "2019"), ["page 1", "page 2", "page 3"]),  # a year
        (("Quay report 2019 | 17", "Quay report 2019 | 18"), ["page 1 (printed 17)", "page 2 (printed 18)"]),
        (("17", "40", "93"), ["page 1", "page 2", "page 3"]),
    ],
)
def test_numbers_in_the_margins_are_those_of_the_pages(feet: tuple[str, ...], places: list[str]) -> None:
    """HR16: the label that is printed on a page is told beside its place in the file."""
    assert _numbered(*feet) == places


def test_dates_of_the_file_are_its_weakest(tmp_path: Path) -> None:
    (tmp_path / "a.pdf").write_bytes(pdf_of_markdown(REPORT))
    (tmp_path / "b.pdf").write_bytes(
        pdf_of_markdown("# Quay works\n\nLangford, 3 March 2019\n\nThe quay is 120 m long.")
    )
    sources = collect.find_sources([tmp_path], Settings())
    dates = [collect.read_document(source, None, Settings()).date for source in sources]
    assert [(date.low, date.source) for date in dates if date] == [
        ("2000-01-01", "properties"),
        ("2019-03-03", "dateline"),
    ]


# --- what cannot be read -------------------------------------------------------------------------------------------

GOOD = pdf_of_markdown(REPORT)


@pytest.mark.parametrize(
    ("data", "reason"),
    [
        (GOOD[: len(GOOD) // 2], "corrupt: its end is missing"),
        (b"The quay is 120 m long.", "corrupt: the name says pdf"),
        (b"%PDF-1.7\n" + bytes(range(256)) * 20 + b"\n%%EOF", "corrupt|no-text"),
        (
            pdf_of_markdown(REPORT, encrypt=StandardEncryption("sesame", canPrint=0)),
            "encrypted: it asks for a password",
        ),
        (pdf_of_markdown(REPORT, encrypt=StandardEncryption("sesame", strength=128)), "encrypted"),
    ],
)
def test_what_cannot_be_read_says_why(data: bytes, reason: str) -> None:
    with pytest.raises(UnreadableDocument, match=reason):
        _read(data)


def test_an_owner_password_keeps_nobody_from_reading() -> None:
    locked = pdf_of_markdown(REPORT, encrypt=StandardEncryption("", ownerPassword="sesame"))
    assert _texts(_read(locked)) == _texts(_read(GOOD))


@pytest.mark.parametrize(
    ("limit", "value", "reason"),
    [
        ("pages", 1, "too-large: more than 1 pages (limits.pages)"),
        ("text_characters", 500, "too-large: more than 500 characters"),
        ("expanded_bytes", 1000, "expands-too-much: more than 1,000 bytes"),
    ],
)
def test_limits_are_named_when_they_are_met(limit: str, value: int, reason: str) -> None:
    data = set_pdf([Paragraph(FILLER * 100, BODY)])
    _read(data)
    with pytest.raises(UnreadableDocument) as caught:
        _read(data, **{limit: value})
    assert str(caught.value).startswith(reason)
    assert f"limits.{limit}" in str(caught.value)


def test_what_unpacks_without_bounds_is_refused_before_it_is_read() -> None:
    def page(canvas: Any) -> None:
        for _ in range(60_000):
            canvas.drawString(72, 700, "spaces and nothing else but this line")

    with pytest.raises(UnreadableDocument, match=r"expands-too-much: .*expansion_ratio"):
        _read(draw_pdf(page, pageCompression=1), expansion_ratio=20)
