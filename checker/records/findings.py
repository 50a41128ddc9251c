"""Records of the verify stage: findings with their evidence, and what was covered."""

from __future__ import annotations

from dataclasses import dataclass, field

from checker.records.claims import Phrase
from checker.records.facts import Link


@dataclass(frozen=True, slots=True, kw_only=True)
class Mention:
    """One figure of a finding, with all that is needed to find and judge it with no program."""

    file: str
    start: int
    end: int
    quote: str
    value: float | int | str | tuple[float | int, float | int] | None
    unit: str
    comparator: str
    low: float | None
    high: float | None
    base_unit: str
    as_of: str | None
    as_of_source: str | None  # stated inherited document
    speaker: str | None
    fact: str = ""
    line: int = 0  # 1-based line of `start`
    column: int = 0  # 1-based column of `start`
    where: str = ""  # place in words, where line and column say little: "sheet Totals, cell C7", "paragraph 12"
    place: str = ""  # heading path, or row and column heads of a cell
    sentence: str = ""  # text around the figure, as in the document
    sentence_start: int = 0  # offset of `sentence` in the document
    before: tuple[str, ...] = ()  # sentences before that one, in reading order; a few, or none
    after: tuple[str, ...] = ()
    side: str = ""  # group inside the finding: "current", "stale", "asserted", "denied", "total", "part", ""
    shown: str = ""  # the value in words: "$165 billion"

    @property
    def at(self) -> str:
        """Where it stands, to be put after the name of its file: ":11:64", ", sheet Totals, cell C7", "@512"."""
        if self.where:
            return f", {self.where}"
        return f":{self.line}:{self.column}" if self.line else f"@{self.start}"


@dataclass(frozen=True, slots=True, kw_only=True)
class Explanation:
    """Why the mentions answer one question and stand in this relation."""

    links: tuple[Link, ...] = ()
    attachments: tuple[tuple[str, tuple[Phrase, ...]], ...] = ()  # fact id, what was attached to its figure
    steps: tuple[str, ...] = ()  # the comparison in words: intervals, conversions, sums
    assumptions: tuple[str, ...] = ()
    voices: int = 0  # independent sources after reprints are counted as one


@dataclass(frozen=True, slots=True, kw_only=True)
class Decision:
    """What a reviewer said of a finding."""

    state: str  # to-fix update false-positive accepted baseline
    reason: str = ""
    sort: str = ""  # of a false positive: extraction entity period unit rule
    author: str = ""
    expires: str = ""  # ISO date
    origin: str = ""  # place of the comment that says so, "notes/a.md:12"; "" for the decision file


@dataclass(frozen=True, slots=True, kw_only=True)
class Lapsed:
    """A decision that holds no more, on a finding that is open again."""

    decision: Decision
    why: str  # expired: its day has passed; reopened: the values it was made on have changed
    message: str = ""  # the finding as it was decided


@dataclass(frozen=True, slots=True, kw_only=True)
class Finding:
    """One rule's verdict on one topic."""

    id: str
    kind: str  # agreement compatible conflict update disputed arithmetic
    cause: str | None  # scale unit digits bound sign
    rule: str  # code
    severity: str  # error warning info
    confidence: float
    subject: str
    attribute: str
    message: str
    mentions: tuple[Mention, ...]
    explanation: Explanation = field(default_factory=Explanation)
    period: str = ""
    current: str = ""  # for an update: the value in force, in words
    topic: str = ""
    decision: Decision | None = None
    reason: str = ""  # on what ground: same-period-same-scope newer-document explicit-correction different-period ...
    lapsed: Lapsed | None = None  # where nothing is decided: what was decided before
    is_preview: bool = False  # of a rule that is being tried out: it does not count for the exit code

    @property
    def state(self) -> str:
        """What a reviewer has decided; else `expired` or `reopened` where a decision has lapsed, else `open`."""
        if self.decision is not None:
            return self.decision.state
        return self.lapsed.why if self.lapsed is not None else "open"

    @property
    def is_open(self) -> bool:
        """Whether somebody still has to act on it: nobody has decided, or it is to be mended."""
        return self.decision is None or self.decision.state == "to-fix"


@dataclass(frozen=True, slots=True, kw_only=True)
class Notice:
    """Something about the run that a reader should know and that is no finding."""

    code: str  # T9xx
    message: str
    file: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class RuleNote:
    """What outputs say of a rule that ran, so that they need no pack to say it."""

    code: str
    name: str
    summary: str
    severity: str  # error warning info
    kind: str  # agree authority arithmetic ...
    pack: str = ""
    why: str = ""
    how_to_fix: str = ""
    tags: tuple[str, ...] = ()
    former: tuple[str, ...] = ()  # codes that it had before
    status: str = "stable"  # stable preview deprecated


@dataclass(frozen=True, slots=True, kw_only=True)
class FindingChange:
    """What has become of a finding since an earlier run."""

    state: str  # new changed gone
    finding: str  # id; that of the earlier run where it is gone
    rule: str
    kind: str
    severity: str
    subject: str
    attribute: str
    reason: str = ""  # the likely one: "edited: a.md"; "" where none is known
    before: str = ""  # message of the earlier run
    now: str = ""  # message of this run


@dataclass(frozen=True, slots=True, kw_only=True)
class NearMiss:
    """Two names that may be one: too unsure to be joined."""

    name: str  # the longer
    alias: str
    score: float  # 0 to 100
    how: str  # alike acronym


@dataclass(frozen=True, slots=True, kw_only=True)
class Coverage:
    """What was read, compared and left out."""

    documents: tuple[tuple[str, int], ...] = ()  # status, count
    quantities: int = 0
    facts: int = 0
    links: int = 0
    topics: int = 0
    findings: tuple[tuple[str, int], ...] = ()  # kind, count
    withheld: tuple[tuple[str, int], ...] = ()  # kind, count below min_confidence
    not_comparable: tuple[tuple[str, int], ...] = ()  # reason, count of pairs


@dataclass(frozen=True, slots=True, kw_only=True)
class Verdicts:
    """What the verify stage gives."""

    findings: tuple[Finding, ...]
    withheld: tuple[tuple[str, int], ...] = ()
    not_comparable: tuple[tuple[str, int], ...] = ()
    notices: tuple[Notice, ...] = ()
