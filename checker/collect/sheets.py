"""One sheet of a workbook, whatever program wrote it: its name as a heading, then its tables and lines."""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import TypeVar

from checker.collect.composing import ComposedCell, Composer
from checker.collect.grid import Row, find_regions, settle

HEADING_LEVEL = 2

_PLAIN_NAME = re.compile(r"(?i)(?:sheet|table|tabelle|feuil|hoja|foglio|blad|arkusz|list|data|worksheet)[ _-]?\d*")

C = TypeVar("C", bound=ComposedCell)


def put_sheet(composer: Composer, name: str, rows: Sequence[Row[C]]) -> None:
    """Put a sheet; a name that the program gave it is no heading.

    Args:
        composer: takes the text and the drafts.
        name: of the sheet.
        rows: those that hold something, from the top.
    """
    if rows and not _PLAIN_NAME.fullmatch(name):
        composer.paragraph(name, "heading", level=HEADING_LEVEL, where=f"sheet {name}")
    for region in find_regions(rows):
        for line in region.lines:
            composer.paragraph(line.text, where=line.where)
        if region.rows:
            settle(region)
            composer.table([row.cells for row in region.rows])
        for line in region.notes:
            composer.paragraph(line.text, where=line.where)


def hidden_parts(name: str, rows: int, columns: int) -> tuple[str, ...]:
    """Return the warning that rows and columns with cells in a sheet are hidden, and read; none where none are."""
    counts = ((rows, "row"), (columns, "column"))
    hidden = [f"{count:,} hidden {what}{'s' * (count > 1)}" for count, what in counts if count]
    return (f"the sheet {name} has {' and '.join(hidden)}; their figures were read",) if hidden else ()
