"""Tables of a pdf page, recovered from where their words stand.

A table is two or more rows in a line below each other whose runs share columns that nothing crosses, with figures in
one of them or with edges that are aligned. Where that is not clear the rows stay text: no table is better than a
wrong one.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise
from statistics import median

from checker.collect.pdf_layout import MARKER, Row, Run
from checker.collect.pdf_words import Word

REACH = 2.4  # of the distance between rows: a wider gap ends a table
LONE_REACH = 1.4  # the same for a lone cell, which may as well be the next heading
LARGE = 1.08  # of the size: larger is a heading
COLUMN_GAP = 2.0  # points that nothing may stand in between two columns
ALIGN = 3.0  # points that the edges of a column may differ by
ALIGNED_SHARE = 0.8
LONG_CELL = 9  # words: a column of longer cells on both sides is prose in columns
EVEN = 1.0  # points that the gaps of a line differ by where it is stretched to the width of its column
WRAPPED = 1.35  # the distance between rows to that between the lines of one cell, at least

_FIGURE = re.compile(r"[^A-Za-z0-9]{0,4}(?:[A-Z]{1,3}[$€£¥]?\s?)?[^A-Za-z0-9]{0,3}\d")
_NIL = re.compile(r"[-–—]{1,3}|(?i:n/?[am]|nil|none)\.?")
_LEADER = re.compile(r"(?:[.·…_]\s?){4,}")

Interval = tuple[float, float]


@dataclass(slots=True, eq=False)
class GridCell:
    """Words of one cell, and the columns it covers."""

    words: list[Word]
    column: int
    columns: int = 1

    @property
    def text(self) -> str:
        """Its words with spaces between them."""
        return " ".join(word.text for word in self.words)


Grid = list[list[GridCell]]


def find_tables(rows: Sequence[Row]) -> Iterator[tuple[list[Row], Grid | None]]:
    """Yield stretches of rows, in order: as text, or with the grid of the table that they are."""
    text: list[Row] = []
    at = 0
    while at < len(rows):
        end = _reach(rows, at) if len(rows[at]) > 1 else at + 1
        start = _with_heads(rows, at, text) if end - at > 1 else at
        grid = to_grid(rows[start:end]) if end - at > 1 else None
        if grid is None:
            text.append(rows[at])
            at += 1
            continue
        del text[len(text) - (at - start) :]
        if text:
            yield text, None
        yield list(rows[start:end]), grid
        text, at = [], end
    if text:
        yield text, None


def is_leader(row: Row) -> bool:
    """Say whether a row is a line of a table of contents: words, dots and a page number."""
    return _LEADER.search(" ".join(run.text for run in row)) is not None


def _reach(rows: Sequence[Row], start: int) -> int:
    """Return where a table that begins at a row ends: at a wide gap, or at a line that crosses its columns."""
    columns = _merged(rows[start])
    end = start + 1
    while end < len(rows):
        row, above = rows[end], rows[end - 1]
        pitch = _pitch(rows[start:end])
        if row[0].base - above[0].base > REACH * pitch or is_leader(row):
            break
        if len(row) == 1 and not _belongs(row[0], columns, rows, end, pitch):
            break
        if len(row) > 1:
            columns = _merged([*rows[start], *row]) if len(row) == len(rows[start]) else columns
        end += 1
    while end > start + 1 and len(rows[end - 1]) == 1 and not _continues(rows[end - 2], rows[end - 1]):
        end -= 1
    return end


def _pitch(rows: Sequence[Row]) -> float:
    gaps = [below[0].base - above[0].base for above, below in pairwise(rows)]
    least = 1.25 * max(run.size for run in rows[0])
    return max(median(gaps), least) if gaps else 1.3 * least


def _belongs(run: Run, columns: Sequence[Interval], rows: Sequence[Row], at: int, pitch: float) -> bool:
    """Say whether a lone run may stand in a table: inside one column, and with more of the table to come."""
    crossed = sum(run.left < right and left < run.right for left, right in columns)
    above = rows[at - 1][0]
    is_apart = run.base - above.base > LONE_REACH * pitch or run.size > LARGE * max(one.size for one in rows[at - 1])
    if crossed > 1 or is_apart:
        return False
    if _continues(rows[at - 1], rows[at]):
        return True
    for above_it, below in pairwise(rows[at : at + 4]):
        if below[0].base - above_it[0].base > REACH * pitch:
            return False
        if len(below) > 1:
            return True
    return False


def _continues(above: Row, row: Row) -> bool:
    """Say whether a row is the second line of a cell above it."""
    text = row[0].text
    is_close = row[0].base - above[0].base < 1.15 * max(run.size for run in above)
    return is_close and text[:1].islower() and any(abs(run.left - row[0].left) < 1.5 for run in above)


def _with_heads(rows: Sequence[Row], at: int, text: Sequence[Row]) -> int:
    """Return the first row of a table with the lone heads above it that stand over several of its columns."""
    start = at
    first = rows[at][0]
    while start > 0 and len(text) > at - start and len(rows[start - 1]) == 1:
        head, pitch = rows[start - 1][0], rows[start][0].base - rows[start - 1][0].base
        if head.left <= first.right or pitch > 2.0 * head.size or len(head.words) > LONG_CELL:
            break
        start -= 1
    return start


def to_grid(rows: Sequence[Row]) -> Grid | None:
    """Return rows as the grid of a table, or nothing where they are none."""
    several = [row for row in rows if len(row) > 1]
    if len(several) < 2:
        return None
    columns = _columns(several)
    if len(columns) < 2 or not _is_table(several, columns) or _is_justified(several):
        return None
    grid = [_place(row, columns) for row in rows]
    return _join_wrapped(rows, grid)


def _columns(several: Sequence[Row]) -> list[Interval]:
    """Return the columns: what the rows cover together, of all rows or, where heads span, of the commonest kind."""
    counts = Counter(len(row) for row in several)
    common = max(counts, key=lambda count: (counts[count], count))
    columns = _merged([run for row in several for run in row])
    if len(columns) < max(counts):
        most = _merged([run for row in several if len(row) == common for run in row])
        columns = most if len(most) > len(columns) else columns
    if len(columns) < common:
        figures = _merged([run for row in several if any(_is_figure(run.text) for run in row[1:]) for run in row])
        columns = figures if len(figures) > len(columns) else columns
    return columns


def _merged(runs: Sequence[Run]) -> list[Interval]:
    found: list[Interval] = []
    for left, right in sorted((run.left, run.right) for run in runs):
        if found and left <= found[-1][1] + COLUMN_GAP:
            found[-1] = found[-1][0], max(found[-1][1], right)
        else:
            found.append((left, right))
    return found


def _is_table(several: Sequence[Row], columns: Sequence[Interval]) -> bool:
    cells: dict[int, list[Run]] = {}
    for row in several:
        for run in row:
            covered = _covered(run, columns)
            if len(covered) == 1:
                cells.setdefault(covered[0], []).append(run)
    long = sum(median(len(run.words) for run in runs) > LONG_CELL for runs in cells.values())
    if long > 1 or len(cells) < 2:
        return False
    if any(2 * sum(_is_figure(run.text) for run in runs) >= len(runs) > 0 for column, runs in cells.items() if column):
        return True
    return len(several) > 2 and all(_is_aligned(runs) for runs in cells.values())


def _is_justified(several: Sequence[Row]) -> bool:
    """Say whether rows are lines of a narrow column stretched to its width: even gaps, and words that stand anywhere.

    The rows of a table of figures may have even gaps as well, but their words stand below one another.
    """
    lines = [_stretched(row) for row in several]
    if not all(_is_even(line) for line in lines):
        return False
    inner = [[place for word in line[1:-1] for place in (word.left, word.right)] for line in lines]
    shared = sum(
        any(abs(place - other) < EVEN for at, others in enumerate(inner) if at != number for other in others)
        for number, places in enumerate(inner)
        for place in places
    )
    return 2 * shared < sum(map(len, inner))


def _stretched(row: Row) -> list[Word]:
    """Return the words of a line without the mark of a list before them, whose gap is not stretched."""
    words = [word for run in row for word in run.words]
    return words[1:] if MARKER.fullmatch(words[0].text) else words


def _is_even(line: Sequence[Word]) -> bool:
    gaps = [after.left - before.right for before, after in pairwise(line)]
    return len(gaps) > 1 and max(gaps) - min(gaps) < EVEN


def _is_aligned(runs: Sequence[Run]) -> bool:
    edges = ([run.left for run in runs], [run.right for run in runs], [(run.left + run.right) / 2 for run in runs])
    return any(
        sum(abs(place - median(places)) < ALIGN for place in places) >= ALIGNED_SHARE * len(places) for places in edges
    )


def _is_figure(text: str) -> bool:
    return bool(_FIGURE.match(text) or _NIL.fullmatch(text))


def _covered(run: Run, columns: Sequence[Interval]) -> list[int]:
    """Return the columns that a run stands in; the nearest where it stands in none."""
    hit = [at for at, (left, right) in enumerate(columns) if run.left < right and left < run.right]
    if hit:
        return hit
    middle = (run.left + run.right) / 2
    return [min(range(len(columns)), key=lambda at: min(abs(middle - columns[at][0]), abs(middle - columns[at][1])))]


def _place(row: Row, columns: Sequence[Interval]) -> list[GridCell]:
    cells: list[GridCell] = []
    for run in row:
        covered = _covered(run, columns)
        if cells and cells[-1].column + cells[-1].columns > covered[0]:
            cells[-1].words.extend(run.words)  # two runs in one column
        else:
            cells.append(GridCell(list(run.words), covered[0], len(covered)))
    return cells


def _join_wrapped(rows: Sequence[Row], grid: Grid) -> Grid:
    """Join the lines of cells that were broken: near lines, or a lone line that goes on in small letters."""
    gaps = [below[0].base - above[0].base for above, below in pairwise(rows)]
    joined = _joined_at(grid, _near(gaps))
    if joined is None:
        joined = _joined_at(grid, [len(row) == 1 and _continues(above, row) for above, row in pairwise(rows)])
    return joined if joined is not None else grid


def _near(gaps: Sequence[float]) -> list[bool]:
    """Say of each distance between rows whether it is one of two plainly different ones, and the smaller."""
    ordered = sorted(gaps)
    jumps = [(above / max(below, 0.1), below) for below, above in pairwise(ordered)]
    widest = max(jumps, default=(0.0, 0.0))
    return [widest[0] >= WRAPPED and gap <= widest[1] for gap in gaps]


def _joined_at(grid: Grid, near: Sequence[bool]) -> Grid | None:
    """Join rows of cells where `near` says so; nothing where a column would get two figures in one cell."""
    result: Grid = [list(grid[0])]
    for cells, is_near in zip(grid[1:], near, strict=True):
        if not is_near:
            result.append(list(cells))
            continue
        for cell in cells:
            above = next((one for one in result[-1] if one.column == cell.column), None)
            if above is None:
                result[-1].append(cell)
            elif _is_figure(above.text) and _is_figure(cell.text):
                return None
            else:
                result[-1][result[-1].index(above)] = GridCell([*above.words, *cell.words], above.column, above.columns)
        result[-1].sort(key=lambda one: one.column)
    return result
