"""The tie as CSV: one row per figure of the draft, in its order."""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING

from checker.write.csv_ import dump_table
from checker.write.tie import TieWriter
from checker.write.tie.rows import COLUMNS, tie_rows

if TYPE_CHECKING:
    from checker.tied import TieReport


def render(tie: TieReport, name: str) -> Mapping[str, bytes]:
    """Return the table under `name`."""
    return {name: dump_table(COLUMNS, tie_rows(tie))}


WRITER = TieWriter(name="csv", render=render, about="one row per figure, with the sentence that decides")
