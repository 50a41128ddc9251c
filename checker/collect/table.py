"""Tables of every format: which cells are heads, and what heads and captions each figure.

A reader fills a `Table` with rows of cells; `place` merges signs that stand in cells of their own with their
figure ("$" beside "12,345"), lays the cells on a grid and gives each its heads:

* head rows: before a Markdown separator, `<th>` rows, or leading rows without figures (words, years, dates);
* a head row with fewer cells than there are columns spans evenly, or lacks only the corner above the row heads;
* row heads: the leading columns of words; a row with one filled cell is a section and heads the rows below it;
* where a ragged row cannot be aligned with the heads, it gets none: no head is better than a wrong one.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, field, replace
from itertools import takewhile

from checker.collect.draft import Draft, DraftCell, Piece, show

_SIGN_BEFORE = re.compile(r"(?:[A-Z]{1,3})?[$€£¥₹]|\(|[($€£¥₹]{2,3}")
_SIGN_AFTER = re.compile(r"%|\)|%\)|\)%|‰|pts?|bps?|[xX]|¢|°[CF]?")
_FIGURE = re.compile(r"[^A-Za-z0-9]{0,4}(?:[A-Z]{1,3}[$€£¥])?[^A-Za-z0-9]{0,3}\d")
_YEAR_UNIT = re.compile(r"(?:19|20)\d{2},?\s?[(\[][^\d()\[\]]{1,40}[)\]]")  # "2031 (EUR million)" heads a column
_NIL = re.compile(r"[-–—]{1,3}|(?i:n/?[am]|nil)\.?")
_YEAR = re.compile(
    r"(?:(?i:fy|cy|year|as of|q[1-4]|h[12]|[1-4]q)\s{0,2})?['’]?(?:19|20)\d{2}(?:[-–/](?:19|20)?\d{2})?[AEPFaepf]?[*†]?"
)
_MONTH = re.compile(r"(?i)\b(?:jan|feb|mar|apr|may|jun|jul|aug|sep|sept|oct|nov|dec)[a-z]{0,6}\b")
_FOOTNOTE = re.compile(r"\s?\(\d{1,2}\)|\s?\[\d{1,2}\]|[¹²³⁴⁵⁶⁷⁸⁹]+$")
KEY_WORDS = 8  # a column of longer texts describes, it does not name
KEY_COLUMNS = 8  # no table names its rows in more
SPAN_MOST = 1000  # columns that one cell may cover
HEAD_ROWS = 4  # more rows of words than this at the top are content


@dataclass(slots=True, eq=False)
class TableCell:
    """A cell on the grid: `column` counts from 0 and it covers `columns` columns and `rows` rows."""

    draft: Draft
    column: int = 0
    columns: int = 1
    rows: int = 1
    is_th: bool = False
    text: str = ""
    is_carried: bool = False  # stands in a row above and reaches down into this one


@dataclass(slots=True, eq=False)
class Table:
    """Rows of cells as a reader met them."""

    rows: list[list[TableCell]] = field(default_factory=list)
    head_rows: int = 0  # rows that the markup itself names as heads
    caption: Draft | None = None
    is_ragged: bool = False  # cells have no columns of their own, only an order


def place(text: str, table: Table, number: int) -> list[Draft]:
    """Give every cell of a table its place and heads; return the drafts of filled cells in reading order."""
    for cell in (cell for row in table.rows for cell in row):
        cell.text = cell.text or show(text, cell.draft.pieces)[0]
    table.rows = [merged for row in table.rows if (merged := _merge_signs(row))]
    if table.is_ragged:
        _align(table)
    _carry_row_spans(table)
    heads = _count_head_rows(table)
    keys = _key_columns(table, heads)
    above = _heads_above(table, heads)
    has_rows = any(sum(1 for cell in row if cell.text) > 1 for row in table.rows)
    sections: list[Draft] = []
    drafts: list[Draft] = []
    totals = Counter(row[0].text.strip(" :").lower() for row in table.rows if row)
    for index, row in enumerate(table.rows):
        is_section = index >= heads and has_rows and _is_section(row)
        named = [] if index < heads else _row_names(row, keys)
        for cell in row:
            if not cell.text or cell.is_carried:
                continue
            cell.draft.cell = DraftCell(table=number, row=index, column=cell.column, caption=table.caption)
            drafts.append(cell.draft)
            place_of = cell.draft.cell
            place_of.is_head = index < heads or cell.is_th or (cell.column in keys and is_head_like(cell.text))
            if index >= heads:
                left = takewhile(lambda one, column=cell.column: one.column < column, named)  # type: ignore[misc]
                place_of.row_heads = [*_sections_for(row, sections, totals), *(one.draft for one in left)]
            place_of.column_heads = _column_heads(above, cell, min(index, heads))
        if is_section:
            only = next(cell for cell in row if cell.text)
            assert only.draft.cell is not None
            only.draft.cell.is_head = True
            sections = [only.draft]
    return drafts


def _merge_signs(row: list[TableCell]) -> list[TableCell]:
    """Join a lone "$" or "(" with the figure to its right, and a lone "%" or ")" with the one to its left."""
    merged: list[TableCell] = []
    waiting: TableCell | None = None
    for cell in row:
        if _SIGN_BEFORE.fullmatch(cell.text):
            if waiting is not None:
                merged.append(waiting)
            waiting = cell
        elif waiting is not None and (_FIGURE.match(cell.text) or _NIL.fullmatch(cell.text)):
            merged.append(_joined(waiting, cell))
            waiting = None
        elif merged and waiting is None and _SIGN_AFTER.fullmatch(cell.text) and _takes_sign(merged[-1].text):
            merged[-1] = _joined(merged[-1], cell)
        elif waiting is not None and not cell.text:
            waiting.columns += cell.columns
        else:
            merged.extend(one for one in (waiting, cell) if one is not None)
            waiting = None
    if waiting is not None:
        merged.append(waiting)
    return merged


def _takes_sign(text: str) -> bool:
    return bool(_FIGURE.match(text) or _NIL.fullmatch(text))


def _joined(left: TableCell, right: TableCell) -> TableCell:
    gap = [Piece(left.draft.pieces[-1].end, right.draft.start, " ")] if left.draft.pieces and right.draft.pieces else []
    tight = "" if left.text.endswith("(") or right.text.startswith(")") else " "
    draft = Draft("cell", [*left.draft.pieces, *(gap if tight else []), *right.draft.pieces])
    return TableCell(
        draft,
        column=left.column,
        columns=right.column + right.columns - left.column if right.column > left.column else left.columns,
        rows=left.rows,
        is_th=left.is_th and right.is_th,
        text=f"{left.text}{tight}{right.text}",
    )


def _align(table: Table) -> None:
    """Give the cells of ragged rows their columns: heads may lack the corner or span evenly."""
    heads = _leading_heads(table)
    body = [len(row) for row in table.rows[heads:] if len(row) > 1]
    width = Counter(body).most_common(1)[0][0] if body else max((len(row) for row in table.rows), default=0)
    for index, row in enumerate(table.rows):
        if index < heads:
            _spread(row, width)
        else:
            for column, cell in enumerate(row):
                cell.column, cell.columns = column, 1
            if 1 < len(row) != width:  # a row that cannot be aligned keeps its row head only
                for column, cell in enumerate(row[1:]):
                    cell.column = width + column


def _spread(row: list[TableCell], width: int) -> None:
    first = 0 if len(row) == width else 1  # one cell fewer: the corner above the row heads is missing
    room = width - first
    share = room // len(row) if room > 0 and room % len(row) == 0 else 1
    for index, cell in enumerate(row):
        cell.column = first + index * share
        cell.columns = share


def _carry_row_spans(table: Table) -> None:
    """Let a cell that spans rows stand in each of them, so that it can head them."""
    for index, row in enumerate(table.rows):
        for cell in row:
            if cell.rows > 1:
                for below in table.rows[index + 1 : index + cell.rows]:
                    if not cell.is_carried and all(one.column != cell.column for one in below):
                        below.append(replace(cell, rows=1, is_carried=True))
                        below.sort(key=lambda one: one.column)


def _count_head_rows(table: Table) -> int:
    marked = table.head_rows
    for row in table.rows[marked:HEAD_ROWS]:
        if row and all(cell.is_th for cell in row) and marked < len(table.rows):
            marked += 1
        else:
            break
    named = any(cell.text for row in table.rows[:marked] for cell in row[1:])
    if marked and named:
        return marked + _further_heads(table, marked)
    return max(marked, _leading_heads(table))


def _further_heads(table: Table, marked: int) -> int:
    """Count rows right below marked heads that go on heading: empty corner, then years or words."""
    count = 0
    for row in table.rows[marked:HEAD_ROWS]:
        filled = [cell for cell in row if cell.text]
        has_corner = row[0].text and row[0].column == 0
        if not filled or has_corner or not all(is_head_like(cell.text) for cell in filled):
            break
        count += 1
    return count if marked + count < len(table.rows) else 0


def _leading_heads(table: Table) -> int:
    """Count the rows at the top that hold no figures; a lone cell counts only above another head row."""
    count = 0
    for row in table.rows[:HEAD_ROWS]:
        filled = [cell for cell in row if cell.text]
        if not filled or not all(is_head_like(cell.text) for cell in filled) or filled[-1].text.endswith(":"):
            break
        count += 1
    while count and sum(1 for cell in table.rows[count - 1] if cell.text) == 1:
        count -= 1
    has_figures = any(not is_head_like(cell.text) for row in table.rows[count:] for cell in row if cell.text)
    return count if count < len(table.rows) and has_figures else 0


def is_head_like(text: str) -> bool:
    """Say whether a cell could name a row or column: words, a year or a date, but no figure."""
    bare = _FOOTNOTE.sub("", text).strip(" :")
    if not bare or _NIL.fullmatch(bare):
        return not bare
    if _YEAR.fullmatch(bare) or _YEAR_UNIT.fullmatch(bare):
        return True
    return not _FIGURE.match(bare) or bool(_MONTH.search(bare) and len(bare) <= 60)


def _key_columns(table: Table, heads: int) -> tuple[int, ...]:
    """Return the leading columns that name rows; numbering columns before them are passed over."""
    keys: list[int] = []
    columns = sorted({cell.column for row in table.rows[heads:] for cell in row})
    for column in (columns[:-1] or columns[:1])[:KEY_COLUMNS]:
        texts = [cell.text for row in table.rows[heads:] for cell in row if cell.column == column and cell.text]
        names = sum(1 for text in texts if is_head_like(text) and (not keys or len(text.split()) <= KEY_WORDS))
        if texts and names * 2 > len(texts) and (not keys or not any(map(str.isdigit, "".join(texts)))):
            keys.append(column)
        elif keys or column > 0:
            break
    return tuple(keys)


def _is_section(row: list[TableCell]) -> bool:
    filled = [cell for cell in row if cell.text]
    return len(filled) == 1 and filled[0].column == 0 and is_head_like(filled[0].text.split(" to ")[0])


def _sections_for(row: list[TableCell], sections: list[Draft], totals: Counter[str]) -> list[Draft]:
    """A lone "Total" at the end belongs to the whole table, "Total debt" names itself."""
    label = row[0].text.strip(" :").lower() if row else ""
    if label.startswith(("total ", "grand total")) or (label == "total" and totals[label] == 1):
        return []
    return sections


def _row_names(row: Sequence[TableCell], keys: Sequence[int]) -> list[TableCell]:
    """Return the cells of a row that name it, from left to right."""
    named = [one for one in row if one.text and (one.is_th or (one.column in keys and is_head_like(one.text)))]
    return named[:KEY_COLUMNS]


def _heads_above(table: Table, heads: int) -> list[dict[int, list[TableCell]]]:
    """Return, for each head row, the cells that stand above each column."""
    rows: list[dict[int, list[TableCell]]] = []
    for row in table.rows[:heads]:
        columns: dict[int, list[TableCell]] = {}
        for head in row:
            if head.text:
                for column in range(head.column, head.column + min(head.columns, SPAN_MOST)):
                    columns.setdefault(column, []).append(head)
        rows.append(columns)
    return rows


def _column_heads(above: Sequence[dict[int, list[TableCell]]], cell: TableCell, heads: int) -> list[Draft]:
    """Return what stands above a cell, outermost first; a narrow corner heads its own column only."""
    found: dict[int, Draft] = {}
    for columns in above[:heads]:
        for column in range(cell.column, cell.column + min(cell.columns, SPAN_MOST)):
            for head in columns.get(column, ()):
                if head.column > 0 or cell.column == 0 or head.columns > 1:
                    found.setdefault(id(head.draft), head.draft)
    return list(found.values())


# --- rows of pipes ------------------------------------------------------------------------------------------

_PIPE = re.compile(r"(?<!\\)\|")
_SEPARATOR = re.compile(r"[|:\- \t]*-[|:\- \t]*")


def is_pipe_row(line: str) -> bool:
    """Say whether a line is written as a table row: it begins with a pipe and has a second one."""
    bare = line.strip()
    return bare.startswith("|") and len(bare) > 1 and _PIPE.search(bare, 1) is not None


def is_separator(line: str) -> bool:
    """Say whether a line is the rule below the heads of a Markdown table."""
    return "|" in line and _SEPARATOR.fullmatch(line.strip()) is not None


def pipe_table(text: str, lines: Sequence[tuple[int, int]], to_pieces: Callable[[int, int], list[Piece]]) -> Table:
    """Return the table written in lines of pipes, given as spans of `text`; `to_pieces` reads a cell's markup."""
    table = Table(is_ragged=True)
    for start, end in lines:
        if is_separator(text[start:end]) and table.is_ragged and len(table.rows) <= HEAD_ROWS:
            table.head_rows, table.is_ragged = len(table.rows), False
            continue
        cells = [TableCell(Draft("cell", to_pieces(*span))) for span in _cell_spans(text, start, end)]
        for column, cell in enumerate(cells):
            cell.column = column
        table.rows.append(cells)
    return table


def _cell_spans(text: str, start: int, end: int) -> Iterator[tuple[int, int]]:
    line = text[start:end].rstrip()
    end = start + len(line)
    start += len(line) - len(line.lstrip())
    if text[start] == "|":
        start += 1
    for match in _PIPE.finditer(text, start, end):
        yield start, match.start()
        start = match.end()
    if text[start:end].strip():
        yield start, end
