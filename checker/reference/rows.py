"""Rows of a reference file, with the place of every cell in its text.

Columns of CSV, keys of YAML (`facts:`, or a list at the top):

    subject     what the figure is about: "Orlo dam"
    attribute   what is measured: "height"
    value       the figure, with or without its unit: "86", "86 m", "about 4 million", "40-50"
    unit        its unit where the value has none: "m", "EUR million", "people"
    as-of       the day, month, quarter or year it speaks of: "2023", "31 March 2024"
    scope       the part, place or group: "Asia", "full-time staff"
    note        for people; shown beside the result

`subject`, `attribute` and `value` are needed; `as_of`, `as of`, `period` and `date` are other words for `as-of`.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from difflib import get_close_matches

from checker.errors import RuleError

COLUMNS = ("subject", "attribute", "value", "unit", "as-of", "scope", "note")
NEEDED = ("subject", "attribute", "value")
MOST_ROWS = 100_000
MOST_MISTAKES = 50
_OTHER_WORDS = {**dict.fromkeys(("as_of", "as of", "asof", "period", "date"), "as-of"), "notes": "note"}


@dataclass(frozen=True, slots=True)
class Cell:
    """The text of a cell and the span in the file where its words stand, quotes aside."""

    text: str
    start: int = 0
    end: int = 0


@dataclass(frozen=True, slots=True)
class Row:
    """One reference fact as written."""

    start: int  # span of the row in the file
    end: int
    cells: dict[str, Cell] = field(default_factory=dict)

    def text(self, column: str) -> str:
        """Return the words of a cell, "" where there is none."""
        return self.cells[column].text if column in self.cells else ""


class Mistakes:
    """Collects everything that is wrong with a file, so that all of it is said at once."""

    def __init__(self, file: str, text: str) -> None:
        self._file, self._text = file, text
        self._found: list[tuple[int, int, str]] = []

    def at(self, offset: int, words: str) -> None:
        """Add a mistake at an offset of the file; beyond `MOST_MISTAKES` none is added."""
        if len(self._found) >= MOST_MISTAKES:
            return
        line = self._text.count("\n", 0, offset) + 1
        self.at_place(line, offset - self._text.rfind("\n", 0, offset), words)

    def at_place(self, line: int, column: int, words: str) -> None:
        """Add a mistake at a line and column, both from 1."""
        self._found.append((line, column, words))

    def settle(self) -> None:
        """Raise what was found.

        Raises:
            RuleError: there is at least one mistake.
        """
        if self._found:
            found = sorted(self._found)
            raise RuleError(tuple(f"{self._file}:{line}:{column}: {words}" for line, column, words in found))


def column_of(word: str, offset: int, mistakes: Mistakes) -> str:
    """Return the column that a word names, "" where it names none: then the nearest is suggested."""
    plain = " ".join(word.split()).casefold()
    found = _OTHER_WORDS.get(plain, plain)
    if found in COLUMNS:
        return found
    near = get_close_matches(plain, [*COLUMNS, *_OTHER_WORDS], n=1, cutoff=0.5)
    hint = f"did you mean '{near[0]}'?" if near else f"there are: {', '.join(COLUMNS)}"
    mistakes.at(offset, f"unknown column '{word.strip()}'; {hint}")
    return ""


def read_csv(text: str, mistakes: Mistakes) -> list[Row]:
    """Return the rows of a CSV text with a header; separated by commas, semicolons or tabs."""
    first = text.lstrip("\ufeff").partition("\n")[0]
    separator = max(",;\t", key=lambda sign: (first.count(sign), sign == ","))
    lines = _lines(text, separator, mistakes)
    header = next(lines, [])
    names = [column_of(cell.text, cell.start, mistakes) for cell in header]
    for name in NEEDED:
        if name not in names and "" not in names:
            mistakes.at(0, f"the column '{name}' is missing; the first line names the columns: {', '.join(COLUMNS)}")
    for at, name in enumerate(names):
        if name and name in names[:at]:
            mistakes.at(header[at].start, f"the column '{name}' stands there twice")
    rows: list[Row] = []
    for cells in lines:
        if not any(cell.text for cell in cells) or cells[0].text.startswith("#"):
            continue
        for extra in cells[len(names) :]:
            if extra.text:
                words = f"the row has more cells than the header; quote a value that holds '{separator}'"
                mistakes.at(extra.start, words)
                break
        held = {name: cell for name, cell in zip(names, cells, strict=False) if name and cell.text}
        rows.append(Row(cells[0].start, cells[-1].end, held))
        if len(rows) > MOST_ROWS:
            mistakes.at(cells[0].start, f"more than {MOST_ROWS:,} rows")
            break
    _demand(rows, mistakes)
    return rows


def _lines(text: str, separator: str, mistakes: Mistakes) -> Iterator[list[Cell]]:
    """Give the cells of each record with their places; a quoted cell may hold line ends."""
    at = 1 if text.startswith("\ufeff") else 0
    while at < len(text):
        cells: list[Cell] = []
        while True:
            cell, at = _cell(text, at, separator, mistakes)
            cells.append(cell)
            if at >= len(text) or text[at] != separator:
                break
            at += 1
        yield cells
        at += 2 if text[at : at + 2] == "\r\n" else 1


def _cell(text: str, at: int, separator: str, mistakes: Mistakes) -> tuple[Cell, int]:
    if text[at : at + 1] == '"':
        end = at + 1
        while end < len(text) and (text[end] != '"' or text[end + 1 : end + 2] == '"'):
            end += 2 if text[end] == '"' else 1
        if end >= len(text):
            mistakes.at(at, "the quote is never closed")
        after = end + 1
        while after < len(text) and text[after] not in separator + "\r\n":
            after += 1
        return _trimmed(text, at + 1, min(end, len(text))), min(after, len(text))
    end = at
    while end < len(text) and text[end] not in separator + "\r\n":
        end += 1
    return _trimmed(text, at, end), end


def _trimmed(text: str, start: int, end: int) -> Cell:
    raw = text[start:end]
    first = start + len(raw) - len(raw.lstrip())
    return Cell(raw.strip().replace('""', '"'), first, max(first, start + len(raw.rstrip())))


def read_yaml(text: str, mistakes: Mistakes) -> list[Row]:
    """Return the rows of a YAML text: a list of mappings, at the top or under `facts:`."""
    from checker.verify.guarded_yaml import read_tree

    tree = read_tree(text)
    for line, column, words in tree.mistakes:
        mistakes.at_place(line, column, words)
    if tree.mistakes:
        return []
    top: tuple[str | int, ...] = ()
    data = tree.data
    if isinstance(data, dict) and "facts" in data:
        top, data = ("facts",), data["facts"]
    if not isinstance(data, list):
        mistakes.at_place(1, 1, "a list of facts is needed, at the top or under 'facts:'")
        return []
    begins = [0, *(match.end() for match in re.finditer("\n", text))]
    rows: list[Row] = []
    for number, item in enumerate(data):
        start = _offset(begins, tree.place((*top, number)))
        if not isinstance(item, dict):
            mistakes.at(start, f"a fact is a mapping of {', '.join(COLUMNS)}")
            continue
        cells: dict[str, Cell] = {}
        for key, value in item.items():
            name = column_of(key, _offset(begins, tree.place((*top, number, key), of_key=True)), mistakes)
            place = _offset(begins, tree.place((*top, number, key)))
            if isinstance(value, dict | list):
                mistakes.at(place, f"'{key}' must be a word or a number")
            elif name and value is not None:
                cells[name] = _yaml_cell(text, place, value)
        end = max((cell.end for cell in cells.values()), default=start)
        rows.append(Row(start, end, cells))
    _demand(rows, mistakes)
    return rows


def _offset(begins: list[int], place: tuple[int, int]) -> int:
    return begins[min(place[0], len(begins)) - 1] + place[1] - 1


def _yaml_cell(text: str, at: int, value: object) -> Cell:
    """Return a scalar as it is written: a number keeps its digits, which say how exact it is."""
    if isinstance(value, str):
        start = at + (text[at : at + 1] in "\"'")
        end = start + len(value) if text.startswith(value, start) else at + 1
        return Cell(value.strip(), start, end)
    written = re.match(r"[^\s,}\]#]+", text[at:])
    words = written[0] if written else str(value)
    return Cell(words, at, at + len(words))


def _demand(rows: list[Row], mistakes: Mistakes) -> None:
    for row in rows:
        for name in NEEDED:
            if not row.text(name):
                mistakes.at(row.start, f"the fact has no {name}")
