"""What a rule is at run time: plain data, read from a pack by `packs.py` and judged by the kinds."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field
from datetime import timedelta
from typing import Any, Protocol

from checker.config import Settings
from checker.records import Claim, Document, Fact, Measurement, Topic, Vocabulary

VERDICTS = ("agreement", "compatible", "conflict", "update", "disputed", "arithmetic")
SEVERITIES = ("error", "warning", "info")
CAUSES = ("scale", "unit", "digits", "bound", "sign")
REASONS = (
    "same-period-same-scope", "newer-document", "explicit-correction", "different-period", "different-scope",
    "unknown-period",
)  # fmt: skip
ROUNDINGS = ("stated-precision", "propagate", "truncate-aware", "none")


@dataclass(frozen=True, slots=True, kw_only=True)
class Selection:
    """Which facts a rule looks at; an empty field selects all."""

    attributes: tuple[str, ...] = ()  # words; every word of one of them must be among the attribute's
    entity_names: tuple[str, ...] = ()
    entity_types: tuple[str, ...] = ()  # entity labels: ORG, GPE, PRODUCT
    with_parts: bool = False  # also what the vocabulary names as parts of those entities
    part_of: str = ""  # only what the vocabulary names as parts of this entity
    qualifiers_none_of: tuple[str, ...] = ()  # modalities, roles or modifiers that keep a fact out
    include: tuple[str, ...] = ()  # globs of documents
    exclude: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Tolerance:
    """An allowed gap beside the stated precision."""

    relative: float = 0.0  # of the larger figure, 0 to 1
    absolute: Measurement | None = None  # in the base unit of its dimension
    rounding: str = "stated-precision"  # how far a written digit reaches: one of ROUNDINGS
    shown: str = ""  # as the rule writes it, for messages

    @property
    def is_given(self) -> bool:
        """Whether a gap is allowed at all."""
        return bool(self.relative) or self.absolute is not None


@dataclass(frozen=True, slots=True, kw_only=True)
class Rule:
    """One rule: a code, what it looks at, what must hold, and what to say when it does not.

    `check` is the kind's own part, validated by the kind's model: strings, numbers, lists and mappings.
    """

    code: str
    name: str
    summary: str
    kind: str
    severity: str
    check: Mapping[str, object]
    message: str = ""  # "" takes the program's own sentence
    why: str = ""
    how_to_fix: str = ""
    docs: str = ""  # a page that says more, as the rule writes it
    tags: tuple[str, ...] = ()
    status: str = "stable"  # stable | preview | deprecated
    former: tuple[str, ...] = ()  # codes that the rule had before
    replaced_by: str = ""  # code of the rule that takes over from a deprecated one
    function: Callable[..., Any] | None = None  # of a Python rule, where the user allows them
    select: Selection = field(default_factory=Selection)
    tolerance: Tolerance = field(default_factory=Tolerance)
    amounts: Mapping[str, Measurement] = field(default_factory=dict)  # figures of `check:` by key: min, max
    pack: str = ""
    file: str = ""
    origin: str = ""  # shipped, the path of a file, or "plugin NAME"
    is_shipped: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Pack:
    """The rules of one folder or file, with a hash of what was read."""

    name: str
    version: str
    sha256: str
    rules: tuple[Rule, ...]
    notices: tuple[Rule, ...] = ()  # codes of what the program says of a run; they find nothing


@dataclass(frozen=True, slots=True, kw_only=True)
class Packs:
    """Every pack of a run, shipped ones first, in the order in which they were named."""

    packs: tuple[Pack, ...]
    tolerances: tuple[tuple[str, Tolerance], ...] = ()  # attribute, "" for all; for rules that state none

    @property
    def rules(self) -> tuple[Rule, ...]:
        """All rules, in the order of the packs."""
        return tuple(rule for pack in self.packs for rule in pack.rules)

    @property
    def notices(self) -> tuple[Rule, ...]:
        """The codes of what the program says of a run beside its findings."""
        return tuple(rule for pack in self.packs for rule in pack.notices)


@dataclass(frozen=True, slots=True, kw_only=True)
class Case:
    """Everything that kinds may look at: the topics of a run and the records they were made from."""

    topics: tuple[Topic, ...]
    facts: Mapping[str, Fact]
    claims: Mapping[str, Claim]
    documents: Mapping[str, Document]
    settings: Settings
    tolerances: tuple[tuple[str, Tolerance], ...] = ()
    vocabulary: Vocabulary = field(default_factory=Vocabulary)


@dataclass(frozen=True, slots=True, kw_only=True)
class Draft:
    """What a kind hands to the judge: a verdict on some facts, not yet a finding."""

    rule: Rule
    verdict: str
    facts: tuple[str, ...]  # ids of the facts to show
    confidence: float  # that the facts answer one question and stand in the relation
    cause: str | None = None
    reason: str = ""  # on what ground: one of REASONS, "" where the verdict needs none
    tolerance: Tolerance | None = None  # that was allowed; None takes the rule's
    severity: str = ""  # "" takes the rule's
    topic: Topic | None = None
    subject: str = ""
    attribute: str = ""
    period: str = ""
    current: tuple[str, ...] = ()  # facts that carry the value in force
    sides: tuple[tuple[str, str], ...] = ()  # fact id, side
    values: Mapping[str, str] = field(default_factory=dict)  # placeholders of the message beside the common ones
    steps: tuple[str, ...] = ()
    sentence: str = ""  # the program's own message, where the kind builds one


class Kind(Protocol):
    """A family of rules: what its `check:` may hold, and what it finds."""

    name: str
    placeholders: frozenset[str]  # that messages of such rules may use beside the common ones: "{limit}"
    roles: frozenset[str]  # figures that messages may name: "{source.value}"

    def model(self) -> type:
        """Return the pydantic model that validates `check:`."""

    def judge(self, rules: tuple[Rule, ...], case: Case, count: Callable[[str], None]) -> Iterable[Draft]:
        """Return what these rules find; `count` is told the reason of every pair that was not comparable."""


def days(text: str) -> timedelta | None:
    """Return a duration such as "90 days" or "2 weeks"; None where it is none."""
    number, _, unit = text.strip().partition(" ")
    lengths = {"day": 1, "week": 7, "month": 30, "year": 365}
    length = lengths.get(unit.strip().removesuffix("s"))
    if length is None or not number.isascii() or not number.isdigit() or len(number) > 6:
        return None
    return timedelta(days=int(number) * length)
