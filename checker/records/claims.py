"""Records of the extract and normalize stages: what a passage says, and its figure as an interval."""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal

from checker.records.dates import iso_label


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
    event_day: str = ""  # ISO day of the document's own event, where the document says it
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
