"""Every figure of the documents for the page: as rows of one table, and marked in the documents' own texts.

Words that repeat are sent once; rows hold their numbers.
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING, Any

from checker.write.markup import without_markup
from checker.write.rows import FactRow
from checker.write.ties import STATUSES, Tie, lines_of, ties_of
from checker.write.visible import show, show_line

if TYPE_CHECKING:
    from checker.report import Report

MOST_FACTS = 10_000  # rows of the table; beyond it `tieout facts` and `tied:` have them all
FEWER_FACTS = 3_000  # beside many findings
LONGEST = 160  # characters of a figure or a name in the table
_UNSEEN = re.compile(r"<(script|style)\b.*?</\1\s*>|<(?:script|style)\b.*\Z", re.I | re.S)
_GAP = re.compile(r"[ \t]*\n(?:[ \t]*\n){2,}")


class Words:
    """Distinct words and their numbers."""

    def __init__(self) -> None:
        self.numbers: dict[str, int] = {"": 0}

    def number(self, words: str) -> int:
        """Return the number of some words, a new one where they are met first."""
        shown = show_line(words)
        return self.numbers.setdefault(shown if len(shown) <= LONGEST else shown[:LONGEST] + "…", len(self.numbers))


def facts_view(report: Report, numbers: Mapping[str, int], most: int = MOST_FACTS) -> dict[str, Any]:
    """Return the table of facts and, where the report carries texts, the texts with their figures marked.

    Returns:
        `rows` as `[document, line, figure, subject, attribute, as of, speaker, status, findings]`, with figure to
        speaker as numbers in `words`; `statuses`; `in_all`; `texts` by document number as `[pieces, rows]`: pieces
        alternate between words and figures, and the figure at place 2n+1 is that of `rows[n]`.
    """
    ties, kept = ties_of(report), report.facts[:most]
    readers = {entry.file: entry.reader for entry in report.documents}
    words = Words()
    rows = []
    for row, line in zip(kept, lines_of(report, kept), strict=True):
        claim = report.claims[row.id]
        quote = without_markup(row.quote, readers.get(row.file, ""))
        named = (quote, row.subject, claim.attribute.text or row.attribute, row.as_of, row.speaker)
        tie = ties.get(row.id, Tie())
        place = [numbers.get(row.file, -1), line]
        rows.append([*place, *map(words.number, named), STATUSES.index(tie.status), list(dict.fromkeys(tie.findings))])
    is_whole = len(kept) == len(report.facts_by_id)
    return {
        "rows": rows,
        "words": list(words.numbers),
        "statuses": list(STATUSES),
        "in_all": len(report.facts_by_id),
        "texts": text_views(report, kept, numbers) if is_whole else {},
    }


def text_views(report: Report, rows: Sequence[FactRow], numbers: Mapping[str, int]) -> dict[str, list[Any]]:
    """Return the texts that the report carries, by document number, as `[pieces, rows]`."""
    by_file: dict[str, list[int]] = {}
    for number, row in enumerate(rows):
        by_file.setdefault(row.file, []).append(number)
    readers = {entry.file: entry.reader for entry in report.documents}
    return {
        str(numbers[file]): _text_view(text, rows, by_file.get(file, []), readers[file])
        for file, text in sorted(report.texts.items())
        if file in numbers
    }


def _text_view(text: str, rows: Sequence[FactRow], marked: Sequence[int], reader: str) -> list[Any]:
    pieces: list[str] = []
    kept: list[int] = []
    at = 0
    for number in marked:
        row = rows[number]
        if row.start < at or row.end <= row.start:  # inside the figure before it
            continue
        pieces += [_words(text[at : row.start], reader), show(without_markup(text[row.start : row.end], reader))]
        kept.append(number)
        at = row.end
    return [[*pieces, _words(text[at:], reader)], kept]


def _words(text: str, reader: str) -> str:
    """Return the words between two figures as they are read; line ends stay."""
    if reader == "html":
        text = _UNSEEN.sub(" ", text)
    return _GAP.sub("\n\n", show(without_markup(text.replace("\r\n", "\n").replace("\r", "\n"), reader)))
