"""The columns of every table, in one place: names, order, dtypes and meaning of CSV files and data frames.

A new column is added at the end of its table, so that scripts that count columns go on working.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from types import MappingProxyType

TEXT, WHOLE, NUMBER, MIXED = "str", "int64", "float64", "object"


@dataclass(frozen=True, slots=True)
class Column:
    """One column of a table."""

    name: str
    dtype: str  # of the pandas frame; a text is "" where there is none, a number NaN
    about: str


FINDINGS = (
    Column(
        "id", TEXT, "what the finding is known by from run to run: a hash of rule, subject, period, scope and values"
    ),
    Column("kind", TEXT, "verdict: conflict, arithmetic, disputed, update, compatible or agreement"),
    Column("cause", TEXT, "slip behind a conflict: scale, unit, digits, bound or sign"),
    Column("rule", TEXT, "code of the rule"),
    Column("severity", TEXT, "error, warning or info"),
    Column(
        "confidence", NUMBER, "probability, 0 to 1, that the figures answer one question and stand in this relation"
    ),
    Column("subject", TEXT, "what the figures are about"),
    Column("attribute", TEXT, "what is measured of it"),
    Column("period", TEXT, "time that the figures speak of, where they share one"),
    Column("current", TEXT, "of an update: the value in force, in words"),
    Column("message", TEXT, "the finding in one sentence"),
    Column("values", TEXT, "distinct values in words, joined by a semicolon"),
    Column("files", TEXT, "documents, joined by a semicolon"),
    Column("mentions", WHOLE, "number of figures, one row of the evidence each"),
    Column("voices", WHOLE, "independent sources; reprints of one text count once"),
    Column(
        "state",
        TEXT,
        "open, reopened, expired, or what was decided: to-fix, update, false-positive, accepted, baseline",
    ),
    Column("reason", TEXT, "reason of the decision, and of a false positive what was read wrongly"),
    Column("author", TEXT, "who decided"),
    Column("expires", TEXT, "ISO 8601 date, last day on which the decision holds"),
    Column("ground", TEXT, "on what ground the verdict was given: same-period-same-scope, newer-document ..."),
    Column("change", TEXT, "new, changed or unchanged, where the run was compared with an earlier one"),
)
EVIDENCE = (
    Column("finding", TEXT, "id of the finding"),
    Column("kind", TEXT, "its verdict"),
    Column("severity", TEXT, "its severity"),
    Column("file", TEXT, "document, relative to the checked folder"),
    Column("line", WHOLE, "line of the figure, counted from 1"),
    Column("column", WHOLE, "column of the figure, counted from 1"),
    Column("start", WHOLE, "offset of the figure in the text of the document, in code points"),
    Column("end", WHOLE, "offset behind it"),
    Column("quote", TEXT, "the figure as it stands in the document"),
    Column("shown", TEXT, "the figure as messages show it"),
    Column("value", MIXED, "number as written, scale words applied; lower end of a range; ISO 8601 text for a date"),
    Column("value_to", MIXED, "upper end of a range"),
    Column("unit", TEXT, "pint spelling, ISO 4217 code, percent, count:<noun> or date"),
    Column("comparator", TEXT, "= > < >= <= ~ or range"),
    Column("low", NUMBER, "lower end of the interval, in `base_unit`; empty where it has none"),
    Column("high", NUMBER, "upper end of the interval, in `base_unit`; empty where it has none"),
    Column("base_unit", TEXT, "unit in which figures of this dimension are compared"),
    Column("as_of", TEXT, "time that the figure speaks of: ISO 8601 date, month, year or interval"),
    Column("as_of_source", TEXT, "where that is from: stated, inherited or document"),
    Column("speaker", TEXT, "to whom the document ascribes the figure"),
    Column("side", TEXT, "part in the finding: current, stale, asserted, denied, total, part ..."),
    Column("place", TEXT, "headings above the figure, or the heads of its table cell"),
    Column("sentence", TEXT, "sentence, item or cell in which it stands"),
    Column("where", TEXT, "place in words where lines say little: “page 3”, “sheet Totals, cell C7”"),
)
FACTS = (
    Column("id", TEXT, "document and number of the figure in it"),
    Column("file", TEXT, "document, relative to the checked folder"),
    Column("start", WHOLE, "offset of the figure in the text of the document, in code points"),
    Column("end", WHOLE, "offset behind it"),
    Column("quote", TEXT, "the figure as it stands in the document"),
    Column("subject", TEXT, "what it is about, by its canonical name"),
    Column("attribute", TEXT, "what is measured of it"),
    Column("scope", TEXT, "place, part, population or denominator, joined by a semicolon"),
    Column("role", TEXT, "level, change, increment, share, from, to or rate"),
    Column("modality", TEXT, "asserted, planned, proposed or hypothetical"),
    Column("polarity", TEXT, "affirmed or denied"),
    Column("speaker", TEXT, "to whom the document ascribes the figure"),
    Column("as_of", TEXT, "time that it speaks of: ISO 8601 date, month, year or interval"),
    Column("as_of_source", TEXT, "where that is from: stated, inherited or document"),
    Column("value", MIXED, "number as written, scale words applied; lower end of a range; ISO 8601 text for a date"),
    Column("value_to", MIXED, "upper end of a range"),
    Column("unit", TEXT, "pint spelling, ISO 4217 code, percent, count:<noun> or date"),
    Column("comparator", TEXT, "= > < >= <= ~ or range"),
    Column("low", NUMBER, "lower end of the interval, in `base_unit`; empty where it has none"),
    Column("high", NUMBER, "upper end of the interval, in `base_unit`; empty where it has none"),
    Column("base_unit", TEXT, "unit in which figures of this dimension are compared"),
    Column("sentence", TEXT, "sentence, item or cell in which it stands"),
)
TABLES: Mapping[str, tuple[Column, ...]] = MappingProxyType(
    {"findings": FINDINGS, "evidence": EVIDENCE, "facts": FACTS}
)


def names(columns: tuple[Column, ...]) -> tuple[str, ...]:
    """Return the names of columns, in their order."""
    return tuple(column.name for column in columns)


def reference(table: str) -> str:
    """Return a table's columns as a table in Markdown, for the documents."""
    rows = [f"| `{one.name}` | `{one.dtype}` | {one.about} |" for one in TABLES[table]]
    return "\n".join(["| column | dtype | meaning |", "| --- | --- | --- |", *rows]) + "\n"
