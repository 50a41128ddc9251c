"""The tables of `csv` with a byte order mark, by which spreadsheets know that they are UTF-8."""

from __future__ import annotations

import codecs
from collections.abc import Mapping
from typing import TYPE_CHECKING

from checker.write import csv_
from checker.write.base import Writer

if TYPE_CHECKING:
    from checker.report import Report


def render(report: Report, name: str) -> Mapping[str, bytes]:
    """Return the findings as a table under `name`, and beside it the evidence."""
    return {file: codecs.BOM_UTF8 + data for file, data in csv_.render(report, name).items()}


WRITER = Writer(
    name="csv-bom", suffixes=(), render=render, about="as csv, with the mark by which spreadsheets know UTF-8"
)
