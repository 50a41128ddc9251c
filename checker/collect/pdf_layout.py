"""The order in which a page is read: words become runs, runs become columns, columns become rows.

A run is a stretch of words without a wide gap. Two columns of prose are told from two columns of a table by how full
their lines are, and by whether the lines of both sides stand at the same heights.
"""

from __future__ import annotations

import re
from bisect import bisect_left
from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from statistics import median

from checker.collect.pdf_words import Word

GAP = 0.8  # of the size: a wider gap parts runs
NARROW = 50  # points; a narrower column is one of marks, numbers or dates beside a text
LEAST_LINES = 3  # of a column on either side
PROSE_WORDS = 3.5  # to a line, at least, in a column of prose
FULL_SHARE = 0.5  # of its lines reach over most of the column
ALIGNED_SHARE = 0.5  # of lines at the same heights: more is a table, if it is no prose
MOST_RUNS = 4000  # of a page that is searched for columns
OUTDENT = 30  # points that a heading stands out to the left of the lines that show the edge of a column
BULLETS = frozenset("•‣◦▪●")
MARKER = re.compile(r"[•‣◦▪●·–—*o-]|\(?(?:\d{1,3}|[A-Za-z]|[ivx]{1,5})[.)]")


@dataclass(slots=True, eq=False)
class Run:
    """Words of one line without a wide gap between them."""

    words: list[Word]

    @property
    def left(self) -> float:
        """Left edge, in points."""
        return self.words[0].left

    @property
    def right(self) -> float:
        """Right edge, in points."""
        return self.words[-1].right

    @property
    def base(self) -> float:
        """Line on which it stands, in points from below."""
        return self.words[0].base

    @property
    def size(self) -> float:
        """Size of its largest word, in points."""
        return max(word.size for word in self.words)

    @property
    def text(self) -> str:
        """Its words with spaces between them."""
        return " ".join(word.text for word in self.words)

    @property
    def is_bold(self) -> bool:
        """Whether all words with letters or figures are bold."""
        return all(word.is_bold for word in self.words if any(map(str.isalnum, word.text)))


Row = list[Run]  # runs of one line, from left to right


def to_runs(words: Iterable[Word]) -> list[Run]:
    """Return the runs of a page, from top to bottom and left to right."""
    lines: list[list[Word]] = []
    for word in sorted(words, key=lambda one: (one.base, one.left)):
        if lines and abs(word.base - lines[-1][0].base) <= 0.3 * min(word.size, lines[-1][0].size):
            lines[-1].append(word)
        else:
            lines.append([word])
    return [run for line in lines for run in _cut(sorted(line, key=lambda one: one.left))]


def _cut(line: Sequence[Word]) -> list[Run]:
    runs = [Run([line[0]])]
    for word in line[1:]:
        last = runs[-1]
        gap, size = word.left - last.right, min(word.size, last.words[-1].size)
        is_marker = len(last.words) == 1 and MARKER.fullmatch(last.words[0].text) and gap < 4 * size
        if gap > GAP * size and not is_marker:
            runs.append(Run([word]))
        else:
            last.words.append(word)
    return runs


def regions(runs: list[Run]) -> list[list[Run]]:
    """Cut runs into regions of one column each, in reading order."""
    zones = _best_cut(runs) if len(runs) <= MOST_RUNS else None
    if zones is None:
        return [runs] if runs else []
    found: list[list[Run]] = []
    for zone in zones:
        if isinstance(zone, tuple):
            found += [*regions(zone[0]), *regions(zone[1])]
        elif zone:
            found += regions(zone)
    return found


_Zone = list[Run] | tuple[list[Run], list[Run]]


def _best_cut(runs: list[Run]) -> list[_Zone] | None:
    """Return the zones of the gutter that parts most lines; nothing where no gutter parts columns."""
    lefts = Counter(round(run.left) for run in runs)
    edges = sorted({round(run.left) for run in runs if lefts[round(run.left)] >= LEAST_LINES})
    starts = sorted({run.left for run in runs if _is_near(run.left, edges)})
    best: tuple[int, list[_Zone]] | None = None
    previous = -1e9
    for start in starts:
        if start - previous < 3:
            continue
        previous = start
        zones = _zones(runs, start - 1)
        score = sum(len(zone[1]) for zone in zones if isinstance(zone, tuple))
        if score and (best is None or score > best[0]):
            best = score, zones
    return best[1] if best else None


def _is_near(left: float, edges: Sequence[int]) -> bool:
    """Say whether a place is an edge that lines share, or stands out a little to its left, as a heading over a list."""
    at = bisect_left(edges, round(left))
    return at < len(edges) and edges[at] - left < OUTDENT


def _zones(runs: list[Run], gutter: float) -> list[_Zone]:
    """Cut runs at those that cross the gutter, and each part at the gutter, if it holds columns on both sides."""
    zones: list[_Zone] = []
    single: list[Run] = []
    part: list[Run] = []

    def close() -> None:
        nonlocal single, part
        left = [run for run in part if run.right <= gutter]
        right = [run for run in part if run.right > gutter]
        if not _are_columns(left, right):
            single += part
        else:
            top = right[0].base - 0.5 * right[0].size
            single += [run for run in left if run.base < top]
            zones.extend([single, ([run for run in left if run.base >= top], right)])
            single = []
        part = []

    for run in runs:
        if run.left < gutter < run.right:
            close()
            single.append(run)
        else:
            part.append(run)
    close()
    zones.append(single)
    return zones if any(isinstance(zone, tuple) for zone in zones) else []


def _are_columns(left: list[Run], right: list[Run]) -> bool:
    ours, theirs = to_rows(left), to_rows(right)
    if min(len(ours), len(theirs)) < LEAST_LINES or min(_width(ours), _width(theirs)) < NARROW:
        return False
    if (_is_prose(ours) and _is_prose(theirs)) or (_has_items(ours) and _has_items(theirs)):
        return True
    bases = sorted(row[0].base for row in ours)
    aligned = sum(any(abs(row[0].base - base) < 1.5 for base in bases) for row in theirs)
    return aligned < ALIGNED_SHARE * min(len(ours), len(theirs))


def _has_items(rows: Sequence[Row]) -> bool:
    """Say whether a side holds a list: tables have no "•" before the texts of two of their columns."""
    return sum(row[0].words[0].text in BULLETS and len(row[0].words) > 1 for row in rows) > 1


def _width(rows: Sequence[Row]) -> float:
    return max(row[-1].right for row in rows) - min(row[0].left for row in rows)


def _is_prose(rows: Sequence[Row]) -> bool:
    """Say whether rows are lines of running text: several words each, most of them over the whole column."""
    width = _width(rows)
    words = median(sum(len(run.words) for run in row) for row in rows)
    full = sum(row[-1].right - row[0].left > 0.7 * width for row in rows)
    return words >= PROSE_WORDS and full >= FULL_SHARE * len(rows)


def to_rows(runs: Iterable[Run]) -> list[Row]:
    """Return runs as rows from top to bottom; runs at about one height are a row."""
    rows: list[Row] = []
    for run in sorted(runs, key=lambda one: (one.base, one.left)):
        if rows and abs(run.base - rows[-1][0].base) <= 0.3 * min(run.size, rows[-1][0].size):
            rows[-1].append(run)
        else:
            rows.append([run])
    return [sorted(row, key=lambda one: one.left) for row in rows]
