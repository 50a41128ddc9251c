"""`findings.csv` and `evidence.csv`: one row per finding, one row per figure of a finding.

Cells that a spreadsheet would run as a formula get a leading `'`; numbers never do.
"""

from __future__ import annotations

import csv
import io
import re
import unicodedata
from collections.abc import Iterable, Mapping, Sequence
from pathlib import PurePath
from typing import TYPE_CHECKING, Any

from checker.write.base import Writer
from checker.write.numbers import number_text
from checker.write.rows import table_rows
from checker.write.visible import show_line

if TYPE_CHECKING:
    from checker.report import Report

# The signs that open a formula. Source: OWASP, CSV Injection; ASVS 1.2.10.
_FORMULA_SIGNS = frozenset("=+-@|\t\r\n\x00")
# "-5", "+3.2e7", "1,250": what a spreadsheet reads as a number does nothing else.
_NUMBER = re.compile(r"[+-]?\d{1,30}(?:,\d{3}){0,10}(?:\.\d{1,30})?(?:[eE][+-]?\d{1,3})?", re.ASCII)


def render(report: Report, name: str) -> Mapping[str, bytes]:
    """Return the findings as a table under `name`, and beside it the evidence."""
    return {
        name: dump_table(*table_rows(report, "findings")),
        evidence_name(name): dump_table(*table_rows(report, "evidence")),
    }


def evidence_name(name: str) -> str:
    """Return the name of the evidence beside `name`: findings.csv -> evidence.csv, out.csv -> out-evidence.csv."""
    path = PurePath(name)
    if "findings" in path.stem:
        return path.stem.replace("findings", "evidence") + path.suffix
    return f"{path.stem}-evidence{path.suffix}"


def dump_table(columns: Sequence[str], rows: Iterable[Mapping[str, Any]]) -> bytes:
    """Return rows as UTF-8 CSV with a header line, line ends as LF."""
    out = io.StringIO()
    table = csv.writer(out, lineterminator="\n")
    table.writerow(columns)
    for row in rows:
        table.writerow([cell(row[column]) for column in columns])
    return out.getvalue().encode()


def cell(value: Any) -> str:
    """Return a value as one cell: numbers plain, None empty, text on one line and never a formula."""
    if value is None:
        return ""
    if isinstance(value, int | float):
        return number_text(value)
    return neutralise(show_line(str(value)))


def neutralise(text: str) -> str:
    """Return `text` with a leading `'` where a spreadsheet would take it for a formula.

    "=1+1" -> "'=1+1", " @x" -> "' @x", full-width "＝1" -> "'＝1"; "-5" stays.
    """
    bare = text.lstrip()
    first = unicodedata.normalize("NFKC", bare[:1])[:1]
    if first not in _FORMULA_SIGNS or not bare or _NUMBER.fullmatch(text):
        return text
    return f"'{text}"


WRITER = Writer(name="csv", suffixes=(".csv",), render=render, about="findings.csv, and evidence.csv beside it")
