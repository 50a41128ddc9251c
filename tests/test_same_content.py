"""LB3: one content in several formats gives the same facts, over every sample corpus.

The blocks of each document are written as an author with another program would have written them, and read again.
"""

from __future__ import annotations

import csv
import html
import io
import json
import re
from collections import Counter
from collections.abc import Callable, Iterator, Mapping, Sequence
from functools import partial
from itertools import groupby
from pathlib import Path

import docx
import openpyxl
import pytest
from reportlab.lib.styles import ParagraphStyle
from reportlab.platypus import Flowable, Paragraph, Spacer

from checker import collect, pipeline
from checker.config import Settings
from checker.records import Block, Document
from tests.collect import pdf_files

CORPUS = Path(__file__).resolve().parents[1] / "corpus"
FOLDERS = sorted(path.parent for path in CORPUS.glob("*/gold.json"))

HALF_PAGE = 40  # characters of a row of a table

_NUMBER = re.compile(r"(-?)(\d{1,3}(?:,\d{3})+|\d+)(?:\.(\d+))?(%?)")
_SPECIAL = re.compile(r"([\\`*_\[\]<>#|~!])")


def to_markdown(blocks: Sequence[Block]) -> str:
    """Return blocks as Markdown."""
    parts: list[str] = []
    for sort, group in _groups(blocks):
        if sort == "table":
            parts.append(to_pipes(_rows(group)))
        elif sort == "list":
            parts.append("\n".join("    " * (block.level - 1) + "- " + _escaped(block.text) for block in group))
        else:
            marks = ["#" * block.level + " " if _is_heading(block) else "" for block in group]
            parts += [mark + _escaped(block.text) for mark, block in zip(marks, group, strict=True)]
    return "\n\n".join(parts) + "\n"


def to_pipes(table: Sequence[Sequence[str]]) -> str:
    """Return a table as Markdown."""
    lines = ["| " + " | ".join(_escaped(text) for text in row) + " |" for row in table]
    return "\n".join([lines[0], "|" + " --- |" * len(table[0]), *lines[1:]])


def to_html(blocks: Sequence[Block]) -> str:
    """Return blocks as a page."""
    parts: list[str] = []
    for sort, group in _groups(blocks):
        if sort == "table":
            rows = ["".join(f"<td>{html.escape(text)}</td>" for text in row) for row in _rows(group)]
            head = rows[0].replace("<td>", "<th>").replace("</td>", "</th>")
            parts.append(f"<table><tr>{head}</tr>" + "".join(f"<tr>{row}</tr>" for row in rows[1:]) + "</table>")
        elif sort == "list":
            parts.append(_html_list(group))
        else:
            tags = [f"h{block.level}" if _is_heading(block) else "p" for block in group]
            parts += [f"<{tag}>{html.escape(block.text)}</{tag}>" for tag, block in zip(tags, group, strict=True)]
    return f"<!DOCTYPE html><html><head><meta charset='utf-8'></head><body>{''.join(parts)}</body></html>"


def to_docx(blocks: Sequence[Block]) -> bytes:
    """Return blocks as a Word document."""
    document = docx.Document()
    for sort, group in _groups(blocks):
        if sort == "table":
            rows = _rows(group)
            table = document.add_table(len(rows), len(rows[0]))
            for row, texts in zip(table.rows, rows, strict=True):
                for cell, text in zip(row.cells, texts, strict=True):
                    cell.text = text
        for block in group if sort != "table" else ():
            if _is_heading(block):
                document.add_heading(block.text, block.level - 1)
            elif block.kind == "item":
                document.add_paragraph(block.text, style="List Bullet" + f" {block.level}" * (block.level > 1))
            else:
                document.add_paragraph(block.text)
    return _saved(document)


def to_pdf(blocks: Sequence[Block], columns: int = 1) -> bytes:
    """Return blocks as a pdf, set in columns unless a table is too wide for them."""
    if max((len("".join(row)) for table in tables_of(blocks) for row in table), default=0) > HALF_PAGE:
        columns = 1
    parts: list[Flowable] = []
    for sort, group in _groups(blocks):
        if sort == "table":
            parts += [pdf_files.table(_rows(group), lines=columns > 1), Spacer(1, 10)]
        for block in group if sort != "table" else ():
            text = html.escape(block.text)
            if _is_heading(block):
                parts.append(Paragraph(text, pdf_files.STYLES[f"Heading{block.level}"]))
            elif block.kind == "item":
                left = 18 * block.level
                style = ParagraphStyle("item", parent=pdf_files.BODY, leftIndent=left, bulletIndent=left - 12)
                parts.append(Paragraph(text, style, bulletText="•"))
            else:
                parts.append(Paragraph(text, pdf_files.BODY))
    made = pdf_files.set_pdf(parts, columns=columns, numbers=True)
    for name in (b"/CreationDate", b"/ModDate"):  # the day on which a test runs is no date of the content
        made = made.replace(name, b"/Un" + name[3:])
    return made


def to_csv(table: Sequence[Sequence[str]]) -> str:
    """Return a table as CSV."""
    out = io.StringIO()
    csv.writer(out).writerows(table)
    return out.getvalue()


def to_xlsx(table: Sequence[Sequence[str]]) -> bytes:
    """Return a table as a workbook, its plain figures as numbers that are shown as the table writes them."""
    book = openpyxl.Workbook()
    for row, texts in enumerate(table, 1):
        for column, text in enumerate(texts, 1):
            cell = book.active.cell(row, column)
            cell.value = text or None
            match = _NUMBER.fullmatch(text)
            if match and not match[2].startswith("0"):
                places = len(match[3] or "")
                number = float(text.replace(",", "").rstrip("%"))
                cell.value = number / 100 if match[4] else number
                whole = "#,##0" if "," in text else "0"
                cell.number_format = f"{whole}{'.' * (places > 0)}{'0' * places}{match[4]}"
            elif text:
                cell.data_type = "s"
    return _saved(book)


def tables_of(blocks: Sequence[Block]) -> Iterator[list[list[str]]]:
    """Give the tables among blocks as rows of texts."""
    return (_rows(group) for sort, group in _groups(blocks) if sort == "table")


def _saved(document: docx.document.Document | openpyxl.Workbook) -> bytes:
    out = io.BytesIO()
    document.save(out)
    return out.getvalue()


def _is_heading(block: Block) -> bool:
    return block.kind in ("title", "heading")


def _escaped(text: str) -> str:
    return _SPECIAL.sub(r"\\\1", text)


def _groups(blocks: Sequence[Block]) -> Iterator[tuple[str, list[Block]]]:
    for (sort, _), group in groupby(blocks, key=_sort):
        yield sort, list(group)


def _sort(block: Block) -> tuple[str, int]:
    if block.cell is not None:
        return "table", block.cell.table
    return ("list", 0) if block.kind == "item" else ("text", 0)


def _rows(cells: Sequence[Block]) -> list[list[str]]:
    places = {(block.cell.row, block.cell.column): block.text for block in cells if block.cell is not None}
    rows, columns = max(row for row, _ in places) + 1, max(column for _, column in places) + 1
    return [[places.get((row, column), "") for column in range(columns)] for row in range(rows)]


def _html_list(items: Sequence[Block]) -> str:
    parts: list[str] = []
    depth = 0
    for block in items:
        parts.append(
            "<ul>" * (block.level - depth) + "</ul>" * (depth - block.level) + f"<li>{html.escape(block.text)}"
        )
        depth = block.level
    return "".join(parts) + "</ul>" * depth


# further formats of whole documents join here
WHOLE: Mapping[str, Callable[[Sequence[Block]], str | bytes]] = {
    "md": to_markdown,
    "html": to_html,
    "docx": to_docx,
    "pdf": to_pdf,
    "two-column pdf": partial(to_pdf, columns=2),
}
TABLES: Mapping[str, Callable[[Sequence[Sequence[str]]], str | bytes]] = {
    "md": to_pipes,
    "csv": to_csv,
    "xlsx": to_xlsx,
}


def _documents(folder: Path) -> Iterator[Document]:
    for source in collect.find_sources([folder], Settings()):
        if not source.reason:
            yield collect.read_document(source, None, Settings())


def _body(document: Document) -> list[Block]:
    return [block for block in document.blocks if block.role == "body"]


def _write(path: Path, content: str | bytes) -> None:
    path.parent.mkdir(exist_ok=True)
    path.write_bytes(content.encode() if isinstance(content, str) else content)


def _facts(folder: Path) -> Counter[tuple[object, ...]]:
    """Return how often each fact stands in the documents of a folder; the document is named without its suffix."""
    facts: Counter[tuple[object, ...]] = Counter()
    for report in pipeline.list_facts(str(folder), Settings()):
        for fact in report.facts_by_id.values():
            measured = fact.measurement
            interval = measured.low, measured.high, measured.unit
            facts[(Path(fact.document).stem, fact.subject, fact.attribute, *interval, fact.as_of.label)] += 1
    return facts


@pytest.mark.parametrize("folder", FOLDERS, ids=lambda folder: folder.name)
def test_documents_say_the_same_in_every_format(folder: Path, tmp_path: Path) -> None:
    known = json.loads((folder / "manifest.json").read_text(encoding="utf-8"))["documents"]
    for name, write in WHOLE.items():
        suffix = name.split()[-1]
        for document in _documents(folder):
            _write(tmp_path / name / f"{Path(document.id).stem}.{suffix}", write(_body(document)))
        renamed = [{**entry, "file": f"{Path(entry['file']).stem}.{suffix}"} for entry in known]
        _write(tmp_path / name / "manifest.json", json.dumps({"documents": renamed}))
    facts = {name: _facts(tmp_path / name) for name in WHOLE}
    assert sum(facts["md"].values()) > 20
    for name in WHOLE:
        assert facts[name] - facts["md"] == facts["md"] - facts[name] == Counter(), name


def test_tables_say_the_same_in_every_format(tmp_path: Path) -> None:
    tables = [
        table for folder in FOLDERS for document in _documents(folder) for table in tables_of(_body(document))
    ]  # fmt: skip
    for suffix, write in TABLES.items():
        for number, table in enumerate(tables):
            _write(tmp_path / suffix / f"{number}.{suffix}", write(table))
    facts = {suffix: _facts(tmp_path / suffix) for suffix in TABLES}
    assert sum(facts["md"].values()) > 100
    for suffix in TABLES:
        assert facts[suffix] - facts["md"] == facts["md"] - facts[suffix] == Counter(), suffix
