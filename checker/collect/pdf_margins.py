"""Running heads, running feet and page numbers: what stands in the margin of page after page.

A line near an edge of the page, set apart from what follows, is one if it comes back on other pages at the same
height with nothing changed but its figures, or if it is the number of the page. The head of a table that is repeated
on each page stands right above its rows, and stays.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Callable, Sequence

from checker.collect.pdf_layout import Row

MARGIN = 0.12  # of the height of a page, at top and bottom
LINES = 3  # of a head or foot
APART = 1.25  # of the size: the least distance from the text, beyond that of lines that follow one another
TABLE_APART = 1.4  # of the distance between the rows of a table: its head stands no farther from them
HEIGHT = 4.0  # points that the same line may stand higher or lower
HEAD_WORDS = 14
LARGE = 1.15  # of the size of the text: a larger line is a heading
FEW_PAGES = 4  # of so many a line comes back on two, of more on three

_DIGITS = re.compile(r"\d+")
_ROMAN = re.compile(r"(?i)[ivxlc]{1,7}")
_PAGE_NUMBER = re.compile(r"(?i)[-–—|\[( ]*(?:(?:page|p\.|seite)\s?)?(\d{1,4})(?:\s?(?:of|/)\s?\d{1,4})?[-–—|\]) ]*")


def margin_lines(
    pages: Sequence[Sequence[Row]], heights: Sequence[float], body: float, labels: Sequence[str] = ()
) -> list[set[int]]:
    """Return the indices of the rows of each page that are running heads, running feet or page numbers.

    Args:
        pages: the rows of each page, from top to bottom.
        heights: of the pages, in points.
        body: size of the text.
        labels: what is printed on each page as its number, where the file says so.
    """
    edges = [_edges(rows, height) for rows, height in zip(pages, heights, strict=True)]
    alike: dict[tuple[str, str], list[tuple[int, int, float]]] = defaultdict(list)
    for number, (rows, found) in enumerate(zip(pages, edges, strict=True)):
        for side, index in found:
            if max(run.size for run in rows[index]) <= LARGE * body:
                alike[side, _DIGITS.sub("#", _text(rows[index]))].append((number, index, rows[index][0].base))
    marked: list[set[int]] = [set() for _ in pages]
    for places in alike.values():
        for number, index, base in places:
            others = {other for other, _, there in places if other != number and abs(there - base) <= HEIGHT}
            if len(others) >= (1 if len(pages) <= FEW_PAGES else 2):
                marked[number].add(index)
    for number, (rows, found) in enumerate(zip(pages, edges, strict=True)):
        names = {str(number + 1), labels[number] if labels else ""}
        texts = [(index, _text(rows[index])) for _, index in found]
        marked[number].update(index for index, text in texts if _is_page_number(text) or _is_numbered(text, names))
    return marked


def _text(row: Row) -> str:
    return " ".join(run.text for run in row)


def _edges(rows: Sequence[Row], height: float) -> list[tuple[str, int]]:
    """Return side and index of the rows in the margins that are set apart from the text."""
    top = _group(rows, range(len(rows)), lambda row: row[0].base <= MARGIN * height)
    bottom = _group(rows, range(len(rows) - 1, -1, -1), lambda row: row[0].base >= (1 - MARGIN) * height)
    return [*(("top", index) for index in top), *(("bottom", index) for index in bottom if index not in top)]


def _group(rows: Sequence[Row], order: range, is_inside: Callable[[Row], bool]) -> list[int]:
    """Return the rows from an edge inwards up to the first gap; nothing where they run on into the text."""
    found: list[int] = []
    for at, index in enumerate(order[: LINES + 1]):
        inner = [rows[number] for number in order[at : at + 2]]
        if found and _is_apart(rows[found[-1]], inner):
            return found
        if not is_inside(rows[index]):
            return []
        found.append(index)
    return found if len(found) <= LINES else []


def _is_apart(outer: Row, inner: Sequence[Row]) -> bool:
    """Say whether a row is set apart from the next ones inwards; the head of a table stands at its rows' distance."""
    gap = abs(inner[0][0].base - outer[0].base)
    if len(outer) > 1 and len(inner[0]) > 1 and len(inner) > 1:
        return gap > TABLE_APART * abs(inner[1][0].base - inner[0][0].base)
    return gap > APART * max(run.size for run in (*outer, *inner[0])) + 2


def _is_page_number(text: str) -> bool:
    return _PAGE_NUMBER.fullmatch(text) is not None or _ROMAN.fullmatch(text) is not None


def _is_numbered(text: str, names: set[str]) -> bool:
    """Say whether a line begins or ends with the number of its page: "12 | Annual report", "Chapter 3: Results 12"."""
    words = text.split()
    return 1 < len(words) <= HEAD_WORDS and bool(names & {words[0], words[-1]})
