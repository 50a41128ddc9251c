"""The result of tying a draft to its sources; every output of `tieout tie` renders it.

A draft takes its facts from its sources, so its own date carries no weight: what is newest in the sources holds.

    supported       a source says it: same subject, attribute, period and scope, and a value that bears the draft's out
    contradicted    the sources give another value, and none gives the draft's
    outdated        a source gave the draft's value, and a later one supersedes it
    disputed        a source says it, and another denies it or gives another value; or sources only deny it
    not-comparable  the sources speak of it for another period, scope, role ..., or less exactly than the draft
    not-found       no source speaks of it
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from checker.records import Mention
from checker.report import Report

if TYPE_CHECKING:
    import pandas

STATUSES = ("contradicted", "outdated", "disputed", "not-found", "not-comparable", "supported")  # the gravest first
WRONG = frozenset({"contradicted", "outdated", "disputed"})  # the sources speak against the draft
SEVERITY: Mapping[str, str] = {
    "contradicted": "error",
    "outdated": "warning",
    "disputed": "warning",
    "not-found": "warning",
    "not-comparable": "warning",
    "supported": "info",
}
RULE: Mapping[str, str] = {  # codes of the findings that the tie gives to formats of findings
    "contradicted": "T501",
    "outdated": "T502",
    "disputed": "T503",
    "not-found": "T504",
    "not-comparable": "T505",
}
SUMMARIES: Mapping[str, str] = {
    "contradicted": "The sources give another value than the draft.",
    "outdated": "The draft gives a value that a later source supersedes.",
    "disputed": "Sources deny a figure of the draft, or differ over it.",
    "not-found": "No source speaks of a figure of the draft.",
    "not-comparable": "The sources give the figure for another period or scope, or less exactly.",
}


@dataclass(frozen=True, slots=True, kw_only=True)
class TiedFigure:
    """One figure of a draft with what its sources say of it."""

    number: int  # in reading order, from 1
    status: str  # one of STATUSES
    mention: Mention  # the figure in the draft
    subject: str
    attribute: str
    because: str  # the judgement in one sentence
    reason: str = ""  # of `not-comparable`: period scope role modality dimension currency subject precision
    evidence: tuple[Mention, ...] = ()  # what decided first; `side`: supports contradicts supersedes superseded ...
    confidence: float = 0.0  # that the evidence speaks of the same thing, 0 to 1; 0.0 where there is none
    notes: tuple[str, ...] = ()  # what does not follow inside the draft itself: "the parts sum to 95"

    @property
    def severity(self) -> str:
        """How much it weighs for `--fail-on`; a sum of the draft that does not hold is an error."""
        return "error" if self.notes else SEVERITY[self.status]


@dataclass(frozen=True, slots=True, kw_only=True)
class Unread:
    """A figure of the draft that was not read as a fact, and why."""

    mention: Mention
    why: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Mark:
    """A figure in a passage: where it stands there, and which one it is."""

    start: int
    end: int
    number: int  # of a TiedFigure; of an Unread from -1 downwards


@dataclass(frozen=True, slots=True, kw_only=True)
class Passage:
    """A piece of the draft as a reader sees it: a heading, a paragraph, a list item, a row of a table."""

    kind: str  # title heading paragraph item caption row aside
    level: int  # of a heading
    text: str
    marks: tuple[Mark, ...] = ()  # in order; none overlap


@dataclass(frozen=True, slots=True, kw_only=True)
class TieReport:
    """Every figure of a draft, each once and in order, with its status against the sources."""

    draft: str  # file of the draft
    figures: tuple[TiedFigure, ...]
    unread: tuple[Unread, ...] = ()
    report: Report  # the run that it was made from: draft and sources together
    passages: tuple[Passage, ...] = field(default=(), repr=False)  # the draft's text with every figure marked

    @property
    def counts(self) -> dict[str, int]:
        """How many figures have each status, the gravest first; every status is there."""
        found = Counter(one.status for one in self.figures)
        return {status: found[status] for status in STATUSES}

    @property
    def sources(self) -> tuple[str, ...]:
        """The files that the draft was held against."""
        read = (one for one in self.report.documents if one.status in ("ok", "partial"))
        return tuple(one.file for one in read if one.file != self.draft)

    def to_frame(self) -> pandas.DataFrame:
        """Return one row per figure as a pandas frame, with the columns of the CSV."""
        import pandas

        from checker.write.tie.rows import COLUMNS, tie_rows

        return pandas.DataFrame(tie_rows(self), columns=list(COLUMNS))

    def write(self, target: str) -> None:
        """Write to `tie.html`, `tie.csv`, `json:any.name`, `-` (text to standard output) ...

        Raises:
            UsageError: the format is unknown or the file cannot be written.
        """
        from checker.write.tie import write_tie

        write_tie(self, target)
