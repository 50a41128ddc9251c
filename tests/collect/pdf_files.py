"""Pdf files made by a real writer: Markdown set in one or two columns, with heads, feet, notes and tables."""

from __future__ import annotations

import io
import re
from collections.abc import Callable, Iterator
from typing import Any

from reportlab.lib import colors
from reportlab.lib.enums import TA_JUSTIFY
from reportlab.lib.pagesizes import A4
from reportlab.lib.styles import ParagraphStyle, getSampleStyleSheet
from reportlab.platypus import (
    BaseDocTemplate,
    Flowable,
    Frame,
    ListFlowable,
    ListItem,
    PageTemplate,
    Paragraph,
    Preformatted,
    Spacer,
    Table,
    TableStyle,
)

STYLES = getSampleStyleSheet()
BODY = ParagraphStyle("body", parent=STYLES["BodyText"], alignment=TA_JUSTIFY)
MARGIN, GUTTER = 72, 24


def set_pdf(
    flowables: list[Flowable],
    *,
    columns: int = 1,
    head: str = "",
    numbers: bool = False,
    lines: bool = True,
    **options: Any,
) -> bytes:
    """Return a pdf of flowables, set in columns, with a running head and page numbers where they are asked for."""
    out = io.BytesIO()
    document = BaseDocTemplate(out, pagesize=A4, invariant=1, **options)
    width, height = A4
    room = (width - 2 * MARGIN - (columns - 1) * GUTTER) / columns
    frames = [
        Frame(MARGIN + at * (room + GUTTER), MARGIN, room, height - 2 * MARGIN, 0, 0, 0, 0) for at in range(columns)
    ]

    def draw(canvas: Any, document: Any) -> None:
        canvas.setFont("Helvetica", 8)
        if head:
            canvas.drawString(MARGIN, height - 40, head)
        if numbers:
            canvas.drawCentredString(width / 2, 36, str(document.page))

    document.addPageTemplates([PageTemplate(frames=frames, onPage=draw)])
    document.build(flowables)
    return out.getvalue()


def draw_pdf(*pages: Callable[[Any], None], **options: Any) -> bytes:
    """Return a pdf whose pages are drawn by functions that take a canvas."""
    from reportlab.pdfgen.canvas import Canvas

    out = io.BytesIO()
    canvas = Canvas(out, pagesize=A4, invariant=1, **options)
    for page in pages:
        page(canvas)
        canvas.showPage()
    canvas.save()
    return out.getvalue()


def pdf_of_markdown(text: str, *, columns: int = 1, lines: bool = True, **options: Any) -> bytes:
    """Return the pdf that somebody would make of a Markdown text without front matter."""
    return set_pdf(list(_flowables(text, lines)), columns=columns, **options)


def _flowables(text: str, lines: bool) -> Iterator[Flowable]:
    """Yield headings, paragraphs, lists and tables of simple Markdown."""
    for block in re.split(r"\n\s*\n", re.sub(r"\A---\n.*?\n---\n", "", text, flags=re.DOTALL).strip()):
        first = block.split("\n", 1)[0]
        if heading := re.match(r"(#{1,4}) (.+)", first):
            yield Paragraph(
                _inline(heading[2]), STYLES["Title" if len(heading[1]) == 1 else f"Heading{len(heading[1])}"]
            )
            block = block[len(first) :].strip()
            first = block.split("\n", 1)[0]
            if not block:
                continue
        if first.startswith("|"):
            yield table([[cell.strip() for cell in row.strip()[1:-1].split("|")] for row in _rows(block)], lines=lines)
            yield Spacer(1, 10)
        elif first.startswith("```"):
            yield Preformatted("\n".join(block.split("\n")[1:-1]), STYLES["Code"])
        elif re.match(r"(?:[-*]|\d+\.) ", first):
            items = re.split(r"\n(?=(?:[-*]|\d+\.) )", block)
            texts = [re.sub(r"\A(?:[-*]|\d+\.) ", "", item) for item in items]
            form = {"bulletType": "bullet"} if first[0] in "-*" else {"bulletType": "1", "bulletFormat": "%s."}
            yield ListFlowable([ListItem(Paragraph(_inline(one), BODY)) for one in texts], **form)
        else:
            yield Paragraph(_inline(block), BODY)


def _rows(block: str) -> list[str]:
    rows = [row.strip() for row in block.split("\n")]
    return [row if row.endswith("|") else f"{row} |" for row in rows if not re.fullmatch(r"[|:\- ]+", row)]


def table(rows: list[list[str]], *, lines: bool = True, **options: Any) -> Table:
    """Return a table of texts, figures to the right, with or without lines around the cells."""
    made = Table([[_bare(cell) for cell in row] for row in rows], **options)
    style: list[Any] = [("ALIGN", (1, 0), (-1, -1), "RIGHT"), ("FONTNAME", (0, 0), (-1, 0), "Helvetica-Bold")]
    if lines:
        style.append(("GRID", (0, 0), (-1, -1), 0.5, colors.black))
    made.setStyle(TableStyle(style))
    return made


def _bare(cell: str) -> str:
    return re.sub(r"[*`]", "", cell)


def _inline(text: str) -> str:
    text = text.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;")
    text = re.sub(r"\*\*(.+?)\*\*", r"<b>\1</b>", text)
    return re.sub(r"[*`](.+?)[*`]", r"\1", " ".join(text.split()))
