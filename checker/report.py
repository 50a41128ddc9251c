"""The one result object of a run; every output renders it."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

from checker.records import Claim, Coverage, DocumentEntry, Fact, Finding, Notice, Subject

if TYPE_CHECKING:
    import pandas

    from checker.write.rows import FactRow

MOST_TEXT = 1_000_000  # characters of all texts that a report carries, so that its page can be mailed


@dataclass(frozen=True, slots=True, kw_only=True)
class Report:
    """Findings, coverage and facts of one run, in the order in which every output shows them."""

    run: Mapping[str, Any]  # plain JSON: tool, version, model, packs, data tables, settings; no clock, no machine path
    findings: tuple[Finding, ...] = ()
    notices: tuple[Notice, ...] = ()
    documents: tuple[DocumentEntry, ...] = ()
    coverage: Coverage = field(default_factory=Coverage)
    facts_by_id: Mapping[str, Fact] = field(default_factory=dict)
    claims: Mapping[str, Claim] = field(default_factory=dict)
    subjects: Mapping[str, Subject] = field(default_factory=dict)
    sentences: Mapping[str, str] = field(default_factory=dict)  # claim id -> text of its sentence, item or cell
    texts: Mapping[str, str] = field(default_factory=dict)  # document -> its text, of all or, where too long, of none

    @property
    def facts(self) -> tuple[FactRow, ...]:
        """Every fact as one flat row, in reading order: document, place, wording, value and interval."""
        from checker.write.rows import fact_rows  # the rows belong to the write stage, which reads this module

        return fact_rows(self)

    def to_frame(self, table: str = "facts") -> pandas.DataFrame:
        """Return a table as a pandas frame.

        Args:
            table: `facts` (one row per fact), `findings` (one row per finding) or `evidence` (one per mention).

        Raises:
            UsageError: there is no such table.
        """
        import pandas

        from checker.write.rows import table_rows

        columns, rows = table_rows(self, table)
        return pandas.DataFrame(rows, columns=list(columns))

    def write(self, target: str) -> None:
        """Write the report to `report.html`, `findings.csv`, `json:any.name`, `-` (text to stdout), ...

        Raises:
            UsageError: the format is unknown or the file cannot be written.
        """
        from checker.write import write_report

        write_report(self, target)


def texts_to_carry(texts: Mapping[str, str]) -> Mapping[str, str]:
    """Return the texts of all documents, or none where they are too long together to be part of a page."""
    return texts if sum(map(len, texts.values())) <= MOST_TEXT else {}
