"""Lines of a pdf become paragraphs: where one ends, how its lines are joined, and which go on over a page's end.

Lines are joined as a line breaker cut them: a paragraph ends where the first word below would still have fitted. A
hyphen at the end of a line is kept between figures, before a capital, and in compounds; figures are never joined
across lines.
"""

from __future__ import annotations

import csv
import re
from collections import Counter
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, field
from functools import cache
from itertools import pairwise
from statistics import median

from checker import resources
from checker.collect.pdf_layout import MARKER, Row
from checker.collect.pdf_words import Word

WIDE = 1.25  # of the usual distance between lines: more parts paragraphs
FEW_LINES = 3
SAME_SIZE = 0.07  # of the size: letters of one paragraph differ by less
OTHER_TYPE = 0.25  # the same for a line in the type of a typewriter
INDENT = 0.7  # of the size: a first line stands at least so far to the right of the others

_SENTENCE_END = re.compile(r"[.!?…:][\"'”’)\]»⁰¹²³⁴⁵⁶⁷⁸⁹*†‡]{0,5}$")
_ITEM = re.compile(rf"(?:{MARKER.pattern})\s(?=\S)")
_CUT = re.compile(r"\w[-\u2010\u00ad–]$")
_HYPHEN = re.compile(r"(?P<left>\w+)[-\u2010\u00ad]$")
_WORD = re.compile(r"[^\W\d_]+")
_COMPOUND = re.compile(r"[^\W\d_]+[-\u2010][^\W\d_]+")


@dataclass(slots=True, eq=False)
class Paragraph:
    """Lines that are read as one."""

    lines: list[list[Word]]
    pages: list[int]  # from 1; more than one where it goes on
    size: float
    is_bold: bool
    is_example: bool = False  # set in the type of a typewriter, as code is
    is_margin: bool = False  # a running head, foot or page number
    level: int = 0
    kind: str = "paragraph"
    right: float = 0.0  # where its column ends

    @property
    def text(self) -> str:
        """The words of all lines with spaces between them."""
        return " ".join(word.text for line in self.lines for word in line)


@dataclass(slots=True)
class Words:
    """The words of a document, to tell a broken word from a compound."""

    plain: Counter[str] = field(default_factory=Counter)
    compound: Counter[str] = field(default_factory=Counter)

    def add(self, text: str) -> None:
        """Count the words of a line."""
        self.plain.update(word.lower() for word in _WORD.findall(text))
        self.compound.update(word.lower().replace("\u2010", "-") for word in _COMPOUND.findall(text))


def to_paragraphs(rows: Sequence[Row], page: int, edges: tuple[float, float]) -> list[Paragraph]:
    """Return rows of one column as paragraphs, from top to bottom.

    Args:
        rows: of text, without tables between them.
        page: from 1.
        edges: left and right of the whole column, tables included.
    """
    lines = [[word for run in row for word in run.words] for row in rows]
    leading = _leading(lines)
    if len(lines) > FEW_LINES:  # they show their own edges, whatever sticks out elsewhere
        edges = min(line[0].left for line in lines), max(line[-1].right for line in lines)
    found: list[Paragraph] = []
    for line in lines:
        above = found[-1] if found else None
        if above is not None and _goes_on(above, line, leading, edges):
            above.lines.append(line)
        else:
            found.append(Paragraph([line], [page], _size(line), _is_bold(line), right=edges[1]))
    for one in found:
        if match := _ITEM.match(_text(one.lines[0]) + " "):
            one.kind = "item" if len(_text(one.lines[0])) > match.end() else "paragraph"
    return found


def _text(line: Sequence[Word]) -> str:
    return " ".join(word.text for word in line)


def _size(line: Sequence[Word]) -> float:
    sizes = Counter[float]()
    for word in line:
        sizes[round(word.size, 1)] += len(word.text)
    return sizes.most_common(1)[0][0]


def _is_bold(line: Sequence[Word]) -> bool:
    return all(word.is_bold for word in line if any(map(str.isalnum, word.text)))


def _is_mono(line: Sequence[Word]) -> bool:
    return all(word.is_mono for word in line)


def _leading(lines: Sequence[Sequence[Word]]) -> Callable[[float], float]:
    """Return the usual distance between lines of a size."""
    gaps: dict[int, list[float]] = {}
    for above, below in pairwise(lines):
        gap, size = below[0].base - above[0].base, _size(above)
        if abs(_size(below) - size) <= SAME_SIZE * size and 0.7 * size < gap < 2.2 * size:
            gaps.setdefault(round(size), []).append(gap)
    usual = {size: min(median(some), _least_common(some)) for size, some in gaps.items()}
    return lambda size: usual.get(round(size), 1.15 * size)


def _least_common(gaps: Sequence[float]) -> float:
    """Return the smallest distance that is met more than once, as between lines, not between paragraphs."""
    counts = Counter(round(gap, 1) for gap in gaps)
    often = [gap for gap, count in counts.items() if count > 1]
    return min(often or list(gaps))


def _goes_on(
    above: Paragraph, line: Sequence[Word], leading: Callable[[float], float], edges: tuple[float, float]
) -> bool:
    last = above.lines[-1]
    size = _size(line)
    is_typed = _is_mono(line) != _is_mono(last)  # types differ in height at one size
    if abs(size - above.size) > (OTHER_TYPE if is_typed else SAME_SIZE) * above.size or _is_bold(line) != above.is_bold:
        return False
    if line[0].base - last[0].base > WIDE * leading(size) or line[0].base <= last[0].base:
        return False
    if _ITEM.match(_text(line) + " ") and (_ends(last) or _ITEM.match(_text(above.lines[0]) + " ")):
        return False
    if _is_indented(above, line, edges[0], size):
        return False
    if _CUT.search(last[-1].text):
        return True
    room = edges[1] - last[-1].right
    needed = line[0].right - line[0].left + 0.3 * size
    if room <= needed or (above.is_bold and not _ends(last)):
        return True
    return not _ends(last) and room < 0.35 * (edges[1] - edges[0])


def _ends(line: Sequence[Word]) -> bool:
    return _SENTENCE_END.search(line[-1].text) is not None


def _is_indented(above: Paragraph, line: Sequence[Word], left: float, size: float) -> bool:
    """Say whether a line is the first of a paragraph by its indent: others stand at the edge, it does not."""
    if _ITEM.match(_text(above.lines[0]) + " "):
        return False
    indent = line[0].left - above.lines[-1][0].left
    return INDENT * size < indent < 5 * size and abs(above.lines[-1][0].left - left) < 2 and _ends(above.lines[-1])


def join_over_breaks(paragraphs: list[Paragraph]) -> list[Paragraph]:
    """Join paragraphs that the end of a column or page has cut: no sentence ends, and none begins."""
    kept: list[Paragraph] = []
    for one in paragraphs:
        before = (other for other in reversed(kept[-4:]) if not other.is_margin and other.size >= one.size - 0.5)
        above = next(before, None)
        if above is not None and not one.is_margin and _was_cut(above, one):
            above.lines += one.lines
            above.pages += [page for page in one.pages if page not in above.pages]
        else:
            kept.append(one)
    return kept


def _was_cut(above: Paragraph, below: Paragraph) -> bool:
    is_alike = abs(above.size - below.size) <= SAME_SIZE * above.size and above.is_bold == below.is_bold
    if not is_alike or above.kind == "table" or below.kind != "paragraph" or above.level or below.level:
        return False
    last, first = above.lines[-1], below.lines[0]
    is_apart = first[0].base <= last[0].base or above.pages[-1] != below.pages[0]
    room = above.right - last[-1].right
    is_full = room <= first[0].right - first[0].left + 0.3 * above.size
    begins = first[0].text[:1]
    goes_on = begins.islower() or (is_full and (begins.isdigit() or begins in "$€£¥(“\"'" or begins.isupper()))
    return is_apart and not _SENTENCE_END.search(last[-1].text) and goes_on and len(above.text.split()) > 3


def put_together(lines: Iterable[Sequence[Word]], words: Words) -> tuple[str, list[tuple[int, int]]]:
    """Return the text of lines, hyphens mended, and the spans in it that are footnote marks."""
    text = ""
    notes: list[tuple[int, int]] = []
    for line in lines:
        for number, word in enumerate(line):
            text = _before(text, word.text, words) if number == 0 else f"{text} "
            notes += [(len(text) + start, len(text) + end) for start, end in word.notes]
            text += word.text
    return text, notes


def _before(text: str, word: str, words: Words) -> str:
    """Return a text so that the first word of the next line can be put to it."""
    if not text:
        return text
    match = _HYPHEN.search(text[-60:])
    if match is None:
        return text if re.search(r"\d[–—]$", text) and word[:1].isdigit() else f"{text} "
    if text.endswith("\u00ad"):
        return text[:-1]
    right = _WORD.match(word)
    left = _WORD.findall(match["left"])[-1:] if match["left"][-1].isalpha() else []
    if not left or right is None or match["left"] != left[0]:
        return text  # "50-" and "year", "1990-" and "95"
    if not right[0][0].islower():  # "Franco-" and "German"; "OP-" and "EC" only where the document has "OPEC"
        return text[:-1] if words.plain[(left[0] + right[0]).lower()] else text
    return text if _is_compound(left[0].lower(), right[0].lower(), words) else text[:-1]


def _is_compound(left: str, right: str, words: Words) -> bool:
    """Say whether two halves keep their hyphen: as elsewhere in the document, or by the words themselves."""
    if words.compound[f"{left}-{right}"]:
        return True
    if words.plain[left + right]:
        return False
    return left in _compound_words("left") or right in _compound_words("right")


@cache
def _compound_words(side: str) -> frozenset[str]:
    with resources.package_file("collect", "hyphens.csv").open(encoding="utf-8", newline="") as file:
        return frozenset(row["word"] for row in csv.DictReader(file) if row["side"] == side)
