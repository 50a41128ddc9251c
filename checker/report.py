"""The one result object of a run; every output renders it."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field, fields
from pathlib import Path
from typing import TYPE_CHECKING, Any, Protocol

from checker.records import (
    Claim,
    Coverage,
    DocumentEntry,
    Fact,
    Finding,
    FindingChange,
    NearMiss,
    Notice,
    RuleNote,
    Subject,
)
from checker.records.references import ReferenceResult

if TYPE_CHECKING:
    import pandas

    from checker.write.rows import FactRow

MOST_TEXT = 1_000_000  # characters of all texts that a report carries, so that its page can be mailed


class Outputs(Protocol):
    """Keeps the files that writers made of a report from run to run."""

    def find(self, report: Report, writer: str, name: str) -> Mapping[str, bytes] | None:
        """Return the files that a writer made of this report for a target of this name, or None."""

    def keep(self, report: Report, writer: str, name: str, files: Mapping[str, bytes]) -> None:
        """Keep the files that a writer made."""


@dataclass(frozen=True, slots=True, kw_only=True, repr=False)
class Report:
    """Findings, coverage and facts of one run, in the order in which every output shows them."""

    run: Mapping[str, Any]  # plain JSON: tool, version, model, packs, data tables, settings; no clock, no machine path
    findings: tuple[Finding, ...] = ()
    notices: tuple[Notice, ...] = ()
    documents: tuple[DocumentEntry, ...] = ()
    coverage: Coverage = field(default_factory=Coverage)
    rules: tuple[RuleNote, ...] = ()  # that ran, by code
    rules_off: tuple[RuleNote, ...] = ()  # of the packs, that did not run
    facts_by_id: Mapping[str, Fact] = field(default_factory=dict)
    claims: Mapping[str, Claim] = field(default_factory=dict)
    subjects: Mapping[str, Subject] = field(default_factory=dict)
    sentences: Mapping[str, str] = field(default_factory=dict)  # claim id -> text of its sentence, item or cell
    texts: Mapping[str, str] = field(default_factory=dict)  # document -> its text, of all or, where too long, of none
    references: tuple[ReferenceResult, ...] = ()  # one per reference fact, where the user named some
    prefix: str = ""  # from the working folder to where names of documents count from: "docs/"
    changes: Mapping[str, str] = field(
        default_factory=dict
    )  # finding id -> new, changed or unchanged, where it was compared
    differences: tuple[FindingChange, ...] = ()  # what is new, changed or gone, where it was compared
    near_misses: tuple[NearMiss, ...] = ()  # pairs of names that were not joined, the likeliest first
    outputs: Outputs | None = field(default=None, compare=False)  # of the cache; None where there is none

    def is_content_of(self, other: Report) -> bool:
        """Whether this report holds the very objects that another one does, wherever its outputs are kept."""
        return all(getattr(self, one.name) is getattr(other, one.name) for one in fields(self) if one.compare)

    def __repr__(self) -> str:
        from checker.write.notebook import one_line

        return f"<Report: {one_line(self)}>"

    def _repr_html_(self) -> str:
        """Return what a notebook shows: the gravest findings as a small table, escaped, without scripts."""
        from checker.write.notebook import small_table

        return small_table(self)

    @property
    def facts(self) -> tuple[FactRow, ...]:
        """Every fact as one flat row, in reading order: document, place, wording, value and interval."""
        from checker.write.rows import fact_rows  # the rows belong to the write stage, which reads this module

        return fact_rows(self)

    # --- tables and other forms --------------------------------------------------------------------------------

    def to_frame(self, table: str = "facts") -> pandas.DataFrame:
        """Return a table as a pandas frame, with the columns and dtypes of `checker.write.columns`.

        Args:
            table: `facts` (one row per fact), `findings` (one row per finding) or `evidence` (one per mention).

        Raises:
            UsageError: there is no such table.
        """
        from checker.write.frames import frame

        return frame(self, table)

    def to_dict(self) -> dict[str, Any]:
        """Return plain values as `findings.json` holds them."""
        from checker.write.json_ import report_data

        return report_data(self)

    def to_json(self) -> str:
        """Return `findings.json`."""
        return self.render("json")

    def to_html(self) -> str:
        """Return the page, complete in itself."""
        return self.render("html")

    def to_csv(self) -> str:
        """Return `findings.csv`: one row per finding."""
        return self.render("csv")

    def to_markdown(self) -> str:
        """Return a summary fit for a comment on a pull request."""
        return self.render("markdown")

    def to_sarif(self) -> str:
        """Return a SARIF 2.1.0 log."""
        return self.render("sarif")

    def render(self, name: str) -> str:
        """Return the text of a format: `html`, `sarif`, `junit`, ...; of two files (`csv`) the first.

        Raises:
            UsageError: there is no such format.
        """
        from checker.write import render

        return render(self, name)

    # --- files -------------------------------------------------------------------------------------------------

    def write(self, target: str | Path) -> None:
        """Write the report to `report.html`, `findings.csv`, `json:any.name`, `-` (text to stdout), ...

        Raises:
            UsageError: the format is unknown or the file cannot be written.
        """
        from checker.write import write_report

        write_report(self, str(target))

    def save(self, path: str | Path) -> None:
        """Write everything to a run file, whatever its suffix; `checker.load` reads it back as an equal report.

        Raises:
            UsageError: the file cannot be written.
        """
        self.write(f"run:{path}")

    def compare(self, previous: Report) -> Report:
        """Return this report with what is new in it since a previous one, finding by finding, in `changes`.

        A finding is `unchanged` where its id is known, `changed` where the previous report had one of the same subject
        and attribute that is gone, else `new`.
        """
        from checker import differences

        return differences.with_changes(self, differences.side_of(previous))


def texts_to_carry(texts: Mapping[str, str]) -> Mapping[str, str]:
    """Return the texts of all documents, or none where they are too long together to be part of a page."""
    return texts if sum(map(len, texts.values())) <= MOST_TEXT else {}
