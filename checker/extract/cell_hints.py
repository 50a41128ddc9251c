"""The unit and scale of a bare number in a cell: from row, column, caption, the line above, or the column's signs.

"(in millions, except per share)"     money of the column, not counts, shares, per-share values or ratios
"$ 40" over "31"                      a sign in the first money cell of a column holds for the bare cells below it
"""

from __future__ import annotations

import re
from dataclasses import replace

from checker.extract import wordlists
from checker.extract.hints import find_unit_hint
from checker.extract.numbers import ONE
from checker.extract.passages import Reading
from checker.extract.sentences import cut_sentences
from checker.extract.unit_lexicon import lexicon
from checker.extract.words import label_words
from checker.records import Block, UnitHint

_LINE = 120  # characters of a line above a table that may state its unit
_PER_UNIT = re.compile(
    r"\b(?:per|each)\s(?:[a-z]{3,12}\s){0,2}(?:share|unit|head|capita|ounce|ton|tonne|barrel)", re.IGNORECASE
)
_SIGN = re.compile(r"\s*[(\[]?\s*(?P<sign>[A-Z]{0,3}[$€£¥₹₩])\s*[|(\s]*[-−–]?\s*\d")
_BARE = re.compile(r"\s*[(\[]?\s*[-−–]?\s*\d[\d.,'’ ]*[)\]]?\s*\**\s*")
_YEARISH = re.compile(r"\s*(?:1[5-9]|20)\d\d\s*")
_LOSS = re.compile(r"\s*\(\s?\d{1,3}(?:,\d{3}){1,6}(?:\.\d{1,3})?\s?\)\s*")  # "(98,000)" of accountants: below 0
_ROWS_UP = 60  # cells of a column that are searched for a sign


def hint_for(block: Block, reading: Reading) -> UnitHint | None:
    """Return the unit that the heads of a cell state: of the row, the column, the caption or the line above."""
    cell = block.cell
    if cell is None:
        return None
    blocks = reading.document.blocks
    for number in (*reversed(cell.row_heads), *reversed(cell.column_heads)):
        hint = find_unit_hint(blocks[number].text)
        if hint is not None:
            return _with_column_unit(hint, block, reading)
    heads = " ".join(blocks[number].text for number in (*cell.row_heads, *cell.column_heads))
    is_per_unit = _PER_UNIT.search(heads) is not None
    if "%" in heads or (not is_per_unit and set(label_words(heads)) & wordlists.words("counted_heads")):
        return None
    corner = [number for row in cell.row_heads for number in _column_heads(blocks[row])]
    above = (
        (*corner, cell.caption) if cell.caption is not None else (*corner, *_lines_above(cell.table, block, reading))
    )
    stated = next((hint for number in above if (hint := find_unit_hint(_last_sentence(blocks[number].text)))), None)
    if is_per_unit and stated is not None:
        stated = replace(stated, scale=ONE)
    found = _with_column_unit(stated, block, reading)
    is_bare = found is None and (_LOSS.fullmatch(block.text) is not None or _is_count_like_year(block, reading))
    return UnitHint(unit="", scale=ONE, text="") if is_bare else found


def _is_count_like_year(block: Block, reading: Reading) -> bool:
    """Tell a count of 2000 from the year 2000: most bare numbers of its column are no years."""
    cell = block.cell
    if cell is None or not cell.column_heads or not _YEARISH.fullmatch(block.text):
        return False
    blocks, low = reading.document.blocks, max(0, block.number - _ROWS_UP)
    column = (
        one
        for one in blocks[low : block.number + _ROWS_UP]
        if one.cell is not None
        and (one.cell.table, one.cell.column) == (cell.table, cell.column)
        and not one.cell.is_head
    )
    bare = [one for one in column if one is not block and _BARE.fullmatch(one.text)]
    years = sum(1 for one in bare if _YEARISH.fullmatch(one.text))
    return len(bare) >= 2 and 2 * years < len(bare)


def _with_column_unit(hint: UnitHint | None, block: Block, reading: Reading) -> UnitHint | None:
    """Return a hint that lacks a unit with the currency that the column's cells above carry."""
    if hint is not None and hint.unit:
        return hint
    sign = _column_sign(block, reading)
    if sign is None:
        return hint
    return UnitHint(unit=sign.unit, scale=hint.scale if hint else ONE, text=hint.text if hint else sign.text)


def _column_sign(block: Block, reading: Reading) -> UnitHint | None:
    """Return the currency of the first cell with figures in the column, where this cell and those between are bare."""
    cell = block.cell
    if cell is None or not _BARE.fullmatch(block.text):
        return None
    found: UnitHint | None = None
    for other in reversed(reading.document.blocks[max(0, block.number - _ROWS_UP * 6) : block.number]):
        at = other.cell
        if at is None or at.table != cell.table:
            break
        if at.column != cell.column or at.is_head:
            continue
        sign = _SIGN.match(other.text)
        if sign is not None:
            word = lexicon().signs.get(sign["sign"])
            found = UnitHint(unit=word.unit, scale=ONE, text=sign["sign"]) if word is not None else None
            break
        if not _BARE.fullmatch(other.text):
            break
    return found


def _last_sentence(text: str) -> str:
    """Return what leads up to a table at the end of a paragraph; figures before it have units of their own."""
    if len(text) <= _LINE:
        return text
    start, end = cut_sentences(text)[-1]
    return text[start:end]


def _lines_above(table: int, block: Block, reading: Reading) -> tuple[int, ...]:
    """Return the short line right above a table and its heading: "(in EUR million)", "Sales, $m"."""
    first = reading.tables.get(table)
    if first is None:
        blocks = reading.document.blocks
        at = block.number
        while at and blocks[at - 1].cell is not None and _table_of(blocks[at - 1]) == table:
            at -= 1
        near = [at - 1] if at and len(blocks[at - 1].text) <= _LINE and blocks[at - 1].cell is None else []
        first = (*near, *reversed(block.section[-1:]))
        reading.tables[table] = first
    return first


def _column_heads(block: Block) -> tuple[int, ...]:
    """Return what heads a row head: the corner of the table, where its unit often stands."""
    return block.cell.column_heads if block.cell is not None else ()


def _table_of(block: Block) -> int:
    return block.cell.table if block.cell is not None else -1
