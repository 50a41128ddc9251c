"""Totals of tables: a row or column headed "Total" against the lines it sums up.

Precision first: a total is only questioned where the table shows that it is one (the gap is small, or other columns
of the same table do add up), and where no other reading of the table explains the figures: a subtotal, a line that
is a part of another, a minus sign that was not read.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cache

from checker import resources
from checker.records import Fact
from checker.verify.arithmetic.found import Mismatch, Page
from checker.verify.arithmetic.spans import add, figure, middle
from checker.verify.overlap import Span, gap, overlaps, relative_gap
from checker.verify.tables import factors

FEWEST_PARTS = 2
SMALL_GAP = 0.1  # of the total: where no other column speaks for a sum
SMALL_GAP_BESIDE_SUMS = 0.5  # of the total, where others do


@dataclass(frozen=True, slots=True)
class Line:
    """A column of figures (or a row, read the other way): the head of each figure, and the figure."""

    head: str
    rows: tuple[tuple[str, Fact | None], ...]
    is_whole: bool = True  # every cell that holds words or digits was read as one figure


@cache
def words(name: str) -> frozenset[str]:
    """Return the entries of a word list of this folder."""
    text = resources.package_file("verify", "arithmetic", name).read_text(encoding="utf-8")
    return frozenset(line.strip() for line in text.splitlines() if line.strip() and not line.startswith("#"))


def mismatches(page: Page) -> Iterator[Mismatch]:
    """Yield the totals of a document's tables that are not the sum of their parts."""
    for grid in _grids(page).values():
        for lines in (grid.columns(), grid.rows()):
            yield from _of_table(page, lines)


def _of_table(page: Page, lines: list[Line]) -> Iterator[Mismatch]:
    judged = [(line, _judge(page, line)) for line in lines]
    holding = sum(verdict == "holds" for _, verdict in judged)
    failing = [(line, verdict) for line, verdict in judged if isinstance(verdict, Failure)]
    if len(failing) > max(1, holding):  # most columns do not add up: the row sums up something else
        return
    for _, failure in failing:
        allowed = SMALL_GAP_BESIDE_SUMS if holding else SMALL_GAP
        if failure.gap_ratio > allowed or (not holding and failure.is_explained):
            continue
        yield _mismatch(page, failure, has_others=bool(holding))


@dataclass(frozen=True, slots=True)
class Failure:
    """A total that no reading of its column gives."""

    total: Fact
    parts: tuple[Fact, ...]
    computed: Span
    gap_ratio: float
    is_explained: bool  # one part counted twice, or with the other sign, closes the gap


def _judge(page: Page, line: Line) -> str | Failure:
    """Return `holds`, `none` where the line is no sum, or the failure."""
    at = [number for number, (head, fact) in enumerate(line.rows) if fact is not None and is_total(head)]
    if not line.is_whole:
        return "none"
    if len(at) != 1 or not _is_summable(line.head):
        return _judge_subtotals(page, line, at) if len(at) > 1 else "none"
    place = at[0]
    rows = line.rows[:place] if place == len(line.rows) - 1 else line.rows[place + 1 :] if place == 0 else ()
    if any(not _is_summable(head) for head, _ in rows):
        return "none"
    parts = [fact for _, fact in rows if fact is not None]
    total = line.rows[place][1]
    if total is None or len(parts) < FEWEST_PARTS or len(parts) < len(rows) or not _is_like(total, parts):
        return "none"
    return _compare(page, total, parts)


def _judge_subtotals(page: Page, line: Line, at: list[int]) -> str:
    """Count a column with several totals as holding where its last one is a sum; it is never questioned."""
    last = line.rows[at[-1]][1]
    plain = [fact for number, (_, fact) in enumerate(line.rows) if fact is not None and number not in at]
    if last is None or len(plain) < FEWEST_PARTS or not _is_like(last, plain):
        return "none"
    return "holds" if _compare(page, last, plain) == "holds" else "none"


def _compare(page: Page, total: Fact, parts: list[Fact]) -> str | Failure:
    spans = [figure(part, page.claim(part)) for part in parts]
    computed, stated = add(spans), figure(total, page.claim(total))
    if overlaps(computed, stated):
        return "holds"
    distance = total.measurement.nominal - sum(part.measurement.nominal for part in parts)
    ratio = relative_gap(total.measurement.nominal, sum(part.measurement.nominal for part in parts))
    closing = [abs(abs(distance) - abs(middle(span)) * times) for span in spans for times in (1, 2)]
    room = (computed.high - computed.low + stated.high - stated.low) / 2
    is_explained = any(rest <= room for rest in closing) or gap(computed, stated) <= 0.0
    return Failure(total, tuple(parts), computed, ratio, is_explained)


def _is_like(total: Fact, parts: list[Fact]) -> bool:
    """Return whether all figures are of one unit that can be added; shares only where they make up a hundred."""
    first = total.measurement
    if any(part.measurement.unit != first.unit or part.measurement.kind != first.kind for part in parts):
        return False
    if any(fact.measurement.comparator not in ("=", "~") for fact in (total, *parts)):
        return False
    if first.dimension == "share":
        return abs(first.nominal - 100.0) < 1.0
    return first.dimension not in ("date", "clock", "[temperature]")


def is_total(head: str) -> bool:
    """Return whether a head says that its figure is the sum of the others."""
    known = words("total_words.txt")
    bare = " ".join(head.casefold().replace(":", " ").replace("*", " ").split())
    first, last = bare.partition(" ")[0], bare.rpartition(" ")[2]
    return bare in known or first in ("total", "subtotal", "sum") or last in ("total", "totals")


def _is_summable(head: str) -> bool:
    bare = f" {' '.join(head.casefold().replace('(', ' ').replace(')', ' ').split())} "
    return not any(f" {word} " in bare for word in words("not_summed_words.txt")) and "%" not in bare


def _mismatch(page: Page, failure: Failure, *, has_others: bool) -> Mismatch:
    total = failure.total
    computed = page.computed(middle(failure.computed), total)
    sides = {part.id: "part" for part in failure.parts} | {total.id: "total"}
    names = factors()["arithmetic"]
    return Mismatch(
        facts=(total, *failure.parts),
        sides=sides,
        certainty=names["total_other_columns" if has_others else "total"],
        sentence=f"the {len(failure.parts)} parts add up to {computed}, but the total is {page.shown(total)}",
        values={"stated": page.shown(total), "computed": computed},
        steps=(
            " + ".join(page.shown(part) for part in failure.parts) + f" = {computed}",
            f"rounding of the parts allows {failure.computed.low:.8g} to {failure.computed.high:.8g}",
        ),
    )


@dataclass(frozen=True, slots=True)
class Grid:
    """The figures of a table by row and column, with the words of their heads."""

    cells: Mapping[tuple[int, int], Fact]
    row_heads: Mapping[int, str]
    column_heads: Mapping[int, str]
    unread: frozenset[tuple[int, int]]  # cells with words or digits that were not read as one figure

    def columns(self) -> list[Line]:
        """Return the table column by column; every row with any figure counts."""
        rows = sorted({row for row, _ in self.cells})
        return [
            Line(
                self.column_heads.get(column, ""),
                tuple((self.row_heads.get(row, ""), self.cells.get((row, column))) for row in rows),
                not any(place[1] == column for place in self.unread),
            )
            for column in sorted({column for _, column in self.cells})
        ]

    def rows(self) -> list[Line]:
        """Return the table row by row."""
        columns = sorted({column for _, column in self.cells})
        return [
            Line(
                self.row_heads.get(row, ""),
                tuple((self.column_heads.get(column, ""), self.cells.get((row, column))) for column in columns),
                not any(place[0] == row for place in self.unread),
            )
            for row in sorted({row for row, _ in self.cells})
        ]


def _grids(page: Page) -> dict[int, Grid]:
    """Return the tables of a document; a cell with several figures counts as not read, and spoils its lines."""
    found: dict[int, dict[tuple[int, int], list[Fact]]] = {}
    heads: dict[int, tuple[dict[int, str], dict[int, str]]] = {}
    blocks = page.document.blocks
    for fact in page.facts:
        number = page.claim(fact).block
        cell = blocks[number].cell if 0 <= number < len(blocks) else None
        if cell is None or cell.is_head:
            continue
        found.setdefault(cell.table, {}).setdefault((cell.row, cell.column), []).append(fact)
        rows, columns = heads.setdefault(cell.table, ({}, {}))
        rows[cell.row] = " ".join(blocks[head].text for head in cell.row_heads)
        columns[cell.column] = " ".join(blocks[head].text for head in cell.column_heads)
    return {
        table: Grid(
            {place: facts[0] for place, facts in cells.items() if len(facts) == 1},
            *heads[table],
            _unread(page, table, {place for place, facts in cells.items() if len(facts) == 1}),
        )
        for table, cells in sorted(found.items())
    }


def _unread(page: Page, table: int, known: set[tuple[int, int]]) -> frozenset[tuple[int, int]]:
    """Return the cells between the figures of a table that hold words or digits but no one figure."""
    rows, columns = {row for row, _ in known}, {column for _, column in known}
    cells = ((block.cell, block.text) for block in page.document.blocks if block.cell is not None)
    return frozenset(
        (cell.row, cell.column)
        for cell, text in cells
        if cell is not None
        and cell.table == table
        and not cell.is_head
        and (cell.row, cell.column) not in known
        and min(rows, default=0) <= cell.row <= max(rows, default=-1)
        and cell.column in columns
        and any(sign.isalnum() for sign in text)
    )
