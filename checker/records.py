"""The frozen records that cross a stage border.

Every record is plain data: strings, numbers, booleans, tuples and other records. `checker.codec` turns each
into JSON and back, which is the form that workers, cache and the `run:` file carry. Each record holds, or names
by id, the one it was made from, so evidence is a walk back and never a second search.

    Document (blocks) -> Claim (quantity, context) -> Measurement -> Fact -> Link, Topic -> Finding -> Report

Offsets named `start` and `end` are half-open and count code points of `Document.text`, with one exception that
says so: what `find_quantities` and `find_times` return counts in the text they were given, and
`Block.to_document` maps it.
"""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from dataclasses import dataclass, field
from decimal import Decimal

# --- collect -----------------------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True, kw_only=True)
class Source:
    """One path that was met: a file to read, or the reason why it is not read."""

    file: str  # contract form: relative to the checked root, with "/"
    path: str  # where to open it; "" for a text that was passed in, and never written to any output
    size: int = 0  # bytes
    reason: str = ""  # reason code of DESIGN.md section 4 when it must not be opened
    detail: str = ""
    text: str | None = None  # the text itself when it was passed in


@dataclass(frozen=True, slots=True, kw_only=True)
class Metadata:
    """What a manifest says of one document; empty where it says nothing."""

    title: str = ""
    date: str = ""  # ISO 8601 date or month or year
    publisher: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class DocumentDate:
    """A document's own date as an interval of days, and where it comes from."""

    low: str  # ISO date, first day
    high: str  # ISO date, last day, inclusive
    source: str  # manifest | front-matter | metadata | dateline | file-name

    @property
    def label(self) -> str:
        """The date as ISO 8601: a day, month, year or `low/high`."""
        return iso_label(self.low, self.high)


@dataclass(frozen=True, slots=True, kw_only=True)
class Cell:
    """Where a table cell stands and which blocks head it."""

    table: int  # number of the table in its document
    row: int
    column: int
    row_heads: tuple[int, ...] = ()  # numbers of the blocks to the left that name the row
    column_heads: tuple[int, ...] = ()  # numbers of the blocks above that name the column, outermost first
    caption: int | None = None  # number of the block that captions the table
    is_head: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Block:
    """A piece of text that is parsed on its own: a paragraph, heading, list item, caption or cell.

    `text` is what a reader sees: markup out, entities resolved, white space collapsed. `runs` maps it back:
    from offset `runs[i][0]` of `text` on, characters stand in `Document.text` from `runs[i][1]` on, one by one.
    """

    number: int
    kind: str  # title heading paragraph item caption cell dateline
    text: str
    runs: tuple[tuple[int, int], ...]
    section: tuple[int, ...] = ()  # numbers of the headings above, outermost first
    level: int = 0  # of a heading 1 to 6, of a list item its depth from 1
    parent: int | None = None  # number of the list item, or introducing paragraph, this item hangs on
    cell: Cell | None = None
    role: str = "body"  # body | boilerplate | example; only body is read for figures

    def to_document(self, start: int, end: int) -> tuple[int, int]:
        """Map a non-empty span of `text` to the span of `Document.text` that it was made from."""
        # an entity such as "&euro;" is one character with two runs: the first for its start, the last for its end
        first = bisect_left(self.runs, (start, -1))
        begins_run = first < len(self.runs) and self.runs[first][0] == start
        return self.runs[first][1] if begins_run else self._place(start), self._place(end - 1) + 1

    def _place(self, offset: int) -> int:
        at, there = self.runs[bisect_right(self.runs, (offset, 1 << 62)) - 1]
        return there + offset - at


@dataclass(frozen=True, slots=True, kw_only=True)
class Document:
    """One source as the program reads it."""

    id: str  # contract `file`
    text: str  # what offsets index: the decoded file for txt, md, html
    blocks: tuple[Block, ...]
    reader: str
    encoding: str
    sha256: str  # of the bytes that were read
    title: str = ""
    date: DocumentDate | None = None
    publisher: str = ""
    language: str = "en"
    decimal_comma: bool = False  # the document writes 1.234,56
    warnings: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class DocumentEntry:
    """One line of `documents` in findings.json: what became of a path."""

    file: str
    status: str  # ok partial no-text skipped failed
    reason: str | None = None
    detail: str = ""
    reader: str = ""
    encoding: str = ""
    title: str = ""
    date: str | None = None
    date_source: str | None = None
    publisher: str = ""
    facts: int = 0
    warnings: tuple[str, ...] = ()
    sha256: str = ""


# --- extract -----------------------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True, kw_only=True)
class Quantity:
    """Magnitude, unit and comparator as written.

    "about $165 billion" is low=high=165e9, step=1e9, unit="USD", comparator="~", hedge="about".
    A bound keeps its figure in `low` and `high` alike; the comparator says on which side it lies.
    """

    start: int
    end: int
    low: Decimal  # scale words applied; equal to `high` unless the comparator is `range`
    high: Decimal
    step: Decimal  # one unit of the last written digit, in `unit`
    unit: str  # contract spelling: pint name, ISO 4217 code, percent, count:<noun>, count
    comparator: str  # = > < >= <= ~ range
    hedge: str = ""  # about | nearly | just_over | some ...: which way an approximation leans; "" if none
    form: str = "digits"  # digits words fraction ratio multiple date clock article
    tolerance: Decimal | None = None  # half-width of a written "± 2", in `unit`
    figure_start: int = -1  # span of the figure proper without comparator words: number and unit
    figure_end: int = -1
    assumptions: tuple[str, ...] = ()  # readings that were chosen: "$ read as USD", "ton read as short ton"


@dataclass(frozen=True, slots=True, kw_only=True)
class UnitHint:
    """A unit and scale stated apart from the number, in a table head or caption: "(in EUR million)"."""

    unit: str
    scale: Decimal
    text: str  # the words it was read from


@dataclass(frozen=True, slots=True, kw_only=True)
class TimeMention:
    """A date or period as written; offsets count in the text that was read."""

    start: int
    end: int
    low: str  # ISO date of the first day
    high: str  # ISO date of the last day, inclusive
    sort: str  # day month year quarter half fiscal-year range weekday relative clock
    text: str = ""
    anchored: bool = False  # needed the document's date to be read ("Tuesday", "last year")
    cue: str = ""  # preposition or phrase before it: "as of", "since", "by", "in", "for the year ended"


@dataclass(frozen=True, slots=True, kw_only=True)
class Phrase:
    """Words of a document that play a part in a claim; start = -1 where they are not in the text itself."""

    text: str
    start: int = -1
    end: int = -1
    label: str = ""  # entity label or grammatical sort, where known
    how: str = ""  # the pattern that attached it: "nsubj of 'invest'", "row head", "document topic"


@dataclass(frozen=True, slots=True, kw_only=True)
class AsOf:
    """The time a claim speaks of, as an interval of days with its provenance."""

    low: str
    high: str
    source: str  # stated | inherited | document
    text: str = ""
    start: int = -1
    end: int = -1

    @property
    def label(self) -> str:
        """The interval as ISO 8601: a day, month, year or `low/high`."""
        return iso_label(self.low, self.high)


@dataclass(frozen=True, slots=True, kw_only=True)
class Claim:
    """What one passage says: a quantity with its subject, attribute, time and qualifiers."""

    id: str  # "<document id>#<n>", n counts from 0 in reading order
    document: str
    block: int
    start: int  # the quote: tight around the figure
    end: int
    sentence_start: int  # the sentence, item or cell it stands in
    sentence_end: int
    quantity: Quantity  # its offsets count in `Document.text`
    subject: Phrase | None
    attribute: Phrase  # head words as written: "death toll", "killed", "net sales"
    attribute_lemmas: tuple[str, ...]  # lower-case lemmas of the head, content words only
    modifiers: tuple[str, ...] = ()  # lemmas that narrow the attribute: "maximum", "confirmed", "organic"
    anchors: tuple[Phrase, ...] = ()  # names in the same clause, row, heading: other things it may be about
    scope: tuple[Phrase, ...] = ()  # place, part, population, denominator: "of GDP", "in the district"
    event: Phrase | None = None  # the event noun that governs the figure: "the 2004 tsunami"
    event_year: str = ""  # year bound to that event; "" where it is the document's own
    role: str = "level"  # level change increment share from to rate
    modality: str = "asserted"  # asserted planned proposed hypothetical
    polarity: str = "affirmed"  # affirmed denied
    speaker: Phrase | None = None
    as_of: AsOf | None = None
    origin: str = "prose"  # prose cell item heading
    words: tuple[str, ...] = ()  # content lemmas of the sentence or row, figures masked, in order
    pair: str = ""  # id of the claim whose value this one restates in another unit: "34 miles (55 km)"
    moves: str = ""  # wording that orders values in time: "raised from", "rises to", "restated", "now"; "" if none
    evidence: tuple[Phrase, ...] = ()  # every token-level attachment, for the explanation


# --- normalize ---------------------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True, kw_only=True)
class UnitValue:
    """What a unit of the project's table is worth: base = value * factor + offset."""

    unit: str
    factor: float
    offset: float
    base: str  # unit of the dimension that everything is compared in: "meter", "USD", "percent"
    dimension: str  # "[length]", "currency:USD", "share", "count", "date"
    kind: str  # what is compared with what inside a dimension: "length", "torque", "count:person"


@dataclass(frozen=True, slots=True, kw_only=True)
class Measurement:
    """A claim's quantity in the base unit of its dimension, as an interval.

    "3.2 million t" gives low=3.15e9, high=3.25e9, nominal=3.2e9, unit="kilogram".
    """

    claim: str
    low: float | None  # in `unit`; None is unbounded
    high: float | None
    nominal: float  # the figure itself in `unit`; the middle of a range
    unit: str
    dimension: str
    kind: str
    is_low_open: bool = False
    is_high_open: bool = False
    comparator: str = "="
    assumptions: tuple[str, ...] = ()


# --- resolve -----------------------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True, kw_only=True)
class Subject:
    """All names of one thing across the corpus, with one canonical name."""

    id: str  # canonical name, lower-case
    name: str
    names: tuple[str, ...]  # distinct surface forms, sorted
    merges: tuple[Merge, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Merge:
    """Why two names were joined: which test, with what score (0 to 100)."""

    a: str
    b: str
    how: str  # exact acronym short-form alias fuzzy demonym
    score: float


@dataclass(frozen=True, slots=True, kw_only=True)
class Fact:
    """A claim made comparable: compact, with ids instead of texts."""

    id: str  # id of its claim
    document: str
    subject: str  # id of a Subject; "" if the claim names none
    attribute: str  # canonical attribute key
    anchors: tuple[str, ...]  # ids of Subjects met beside it
    scope: tuple[str, ...]  # normalised words of the scope phrases
    modifiers: tuple[str, ...]
    temporal_class: str  # constant cumulative level flow limit
    role: str
    modality: str
    polarity: str
    speaker: str  # id of a Subject; "" for the document itself
    as_of: AsOf
    event: str  # event key: noun class and year; "" if none
    measurement: Measurement
    words: tuple[str, ...]
    moves: str
    pair: str
    origin: str
    block: int
    sentence: str  # key of the sentence's text with figures masked; equal for reprints
    ordinal: int = 0  # which figure of that sentence this is, from 0
    length: int = 0  # number of words in that masked sentence
    left: tuple[str, ...] = ()  # words just before the figure, nearest first
    right: tuple[str, ...] = ()  # words just after the figure, nearest first
    path: tuple[str, ...] = ()  # words of the headings, heads and items above
    noun: str = ""  # canonical count noun; "" where nothing is counted
    document_date: str = ""  # label of the document's own date
    thing: str = ""  # head of a subject that is a common noun: "epicentre", "plant"
    is_topic: bool = False  # the subject is the document's, not this sentence's
    about: tuple[str, ...] = ()  # words of the subject phrase: "langford plant"
    sequence: tuple[str, ...] = ()  # the sentence in words, its figures masked
    whole: tuple[str, ...] = ()  # words of what a share is a part of: "of GDP"
    is_class_known: bool = True  # the lexicon knows how the attribute behaves in time
    is_older: bool = False  # the same passage goes on to give a value of a later time


@dataclass(frozen=True, slots=True, kw_only=True)
class Comparison:
    """One named comparison of two facts: the level that was reached and the weight that it gave."""

    name: str  # subject attribute scope role as_of modality dimension wording ...
    level: str
    weight: float  # log odds, base e
    detail: str = ""  # in words, for the report


@dataclass(frozen=True, slots=True, kw_only=True)
class Link:
    """The judgement that two facts answer one question, with the parts of its weight."""

    a: str  # fact id
    b: str
    pair_type: str  # version reprint independent same-document
    probability: float
    parts: tuple[Comparison, ...]
    veto: str = ""  # reason why they are not comparable; "" if they are


@dataclass(frozen=True, slots=True, kw_only=True)
class Topic:
    """Facts linked to one another: all known answers to one question."""

    id: str
    subject: str  # name to show
    attribute: str  # name to show
    facts: tuple[str, ...]  # two or more fact ids, sorted
    links: tuple[Link, ...]
    probability: float  # that all of them answer one question
    is_echo: bool = False  # facts of one value, whose equality spoke for the link: good for an agreement only


@dataclass(frozen=True, slots=True, kw_only=True)
class Resolved:
    """What the resolve stage gives: facts, what they are about, and which answer one question."""

    facts: tuple[Fact, ...]
    subjects: tuple[Subject, ...]
    links: tuple[Link, ...]  # every scored pair at or above the keeping threshold, vetoed ones included
    topics: tuple[Topic, ...]
    not_comparable: tuple[tuple[str, int], ...] = ()  # reason, count of vetoed pairs


# --- verify ------------------------------------------------------------------------------------------------


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
    place: str = ""  # heading path, or row and column heads of a cell
    sentence: str = ""  # text around the figure, as in the document
    sentence_start: int = 0  # offset of `sentence` in the document
    side: str = ""  # group inside the finding: "current", "stale", "asserted", "denied", "total", "part", ""
    shown: str = ""  # the value in words: "$165 billion"


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


def iso_label(low: str, high: str) -> str:
    """Return an interval of days as a day, month, year or `low/high` in ISO 8601; all of time is "undated"."""
    if (low, high) == ("0001-01-01", "9999-12-31"):  # stands for no date at all
        return "undated"
    if low == high:
        return low
    year, month = low[:4], low[:7]
    if low == f"{year}-01-01" and high == f"{year}-12-31":
        return year
    if low == f"{month}-01" and high == _last_day(month):
        return month
    return f"{low}/{high}"


def _last_day(month: str) -> str:
    year, number = int(month[:4]), int(month[5:])
    is_leap = year % 4 == 0 and (year % 100 != 0 or year % 400 == 0)
    days = (31, 29 if is_leap else 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31)[number - 1]
    return f"{month}-{days:02d}"
