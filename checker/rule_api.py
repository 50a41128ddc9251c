"""What a Python rule is given and what it gives back; the only module that a rule needs to import.

    from checker.rule_api import Case, Hit

    def round_prices(case: Case):
        for figure in case.figures:
            if figure.attribute == "price" and figure.value is not None and figure.value % 5:
                yield Hit(figures=[figure.id], message=f"{figure.quote} is no round price")

All records are frozen: a rule looks and says, it changes nothing.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from types import MappingProxyType


@dataclass(frozen=True, slots=True, kw_only=True)
class Figure:
    """One figure of a document, made comparable."""

    id: str  # name it in a `Hit`
    document: str  # path below the checked folder
    line: int  # 1-based
    quote: str  # as the document writes it
    sentence: str  # around it
    subject: str  # canonical name of what it is about; "" where none is named
    attribute: str  # canonical: "revenue", "weight"
    value: float | None  # the figure itself in `unit`; None where it is no plain number
    low: float | None  # interval in `unit`; None is unbounded
    high: float | None
    unit: str  # base unit of its dimension: "meter", "USD", "percent", "count"
    comparator: str  # = > < >= <= ~ range
    as_of: str  # ISO label of the time it speaks of: "2023", "2023-12-31"; "" where none is known
    role: str  # level change increment share from to rate
    modality: str  # asserted planned proposed hypothetical
    polarity: str  # affirmed denied
    speaker: str  # who says it; "" for the document itself
    scope: tuple[str, ...] = ()  # words that narrow it: "district", "gdp"


@dataclass(frozen=True, slots=True, kw_only=True)
class Question:
    """Figures that answer one question, as far as linking can tell."""

    id: str
    subject: str
    attribute: str
    figures: tuple[Figure, ...]  # two or more, in order of their ids
    probability: float  # that all of them answer one question


@dataclass(frozen=True, slots=True, kw_only=True)
class Case:
    """Everything that a rule may look at: what its `select:` chooses, in a stable order."""

    figures: tuple[Figure, ...]
    questions: tuple[Question, ...]
    options: Mapping[str, object] = field(default_factory=lambda: MappingProxyType({}))  # `options:` of the rule


@dataclass(frozen=True, slots=True, kw_only=True)
class Hit:
    """What a rule has found: a verdict on one figure or several."""

    figures: Sequence[str]  # ids; at least one
    message: str = ""  # one sentence; "" takes the rule's own message
    verdict: str = "conflict"  # agreement compatible conflict update disputed arithmetic
    confidence: float = 0.9  # 0 to 1
    current: Sequence[str] = ()  # of an update: ids of the figures with the value in force
