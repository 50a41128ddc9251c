"""Working records of this stage: a sentence with its figures and times, and what was attached to one figure.

They live inside one call of `find_claims`; nothing here crosses a stage border.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from checker.records import AsOf, Block, Document, Phrase, Quantity, TimeMention

if TYPE_CHECKING:
    from spacy.tokens import Doc, Token


@dataclass(slots=True)
class Name:
    """A name met in the text; offsets count in the block's text."""

    text: str
    label: str
    block: int
    start: int
    end: int


@dataclass(slots=True, eq=False)
class Sentence:
    """A sentence of a block; offsets of all members count in the block's text."""

    block: Block
    start: int
    end: int
    quantities: tuple[Quantity, ...] = ()
    times: tuple[TimeMention, ...] = ()
    doc: Doc | None = None  # its parse; offsets in it count from `start`
    before: Sentence | None = None  # the sentence before it in the same block
    is_prose: bool = True  # read through its parse, not through labels and heads
    order: int = 0  # its place in the reading, over all blocks
    names: list[Name] = field(default_factory=list)
    referred: tuple[Phrase, ...] | None = None  # names that its pronouns and descriptions stand for, once resolved

    @property
    def text(self) -> str:
        """The words of the sentence."""
        return self.block.text[self.start : self.end]


@dataclass(slots=True, eq=False)
class Figure:
    """A quantity in a parsed sentence: its tokens and the one that the rest hangs on."""

    quantity: Quantity
    tokens: tuple[Token, ...]
    root: Token
    noun: Token  # the noun that is counted, or that the figure stands for: "people", "km", "billion"
    sort: str  # money percent count time measure ratio
    offset: int = 0  # where the sentence starts in the block's text


@dataclass(slots=True, eq=False)
class Attachment:
    """What the parse ties to one figure."""

    heads: list[Token] = field(default_factory=list)  # attribute words as written
    lemmas: list[str] = field(default_factory=list)  # attribute lemmas, nearest first
    modifiers: list[str] = field(default_factory=list)
    scope: list[Phrase] = field(default_factory=list)  # offsets count in the block's text
    verb: Token | None = None  # predicate of the figure's clause
    holder: Token | None = None  # noun that the attribute belongs to, before names are resolved
    role: str = ""
    modality: str = ""  # where the words that gave it are no longer among the heads
    how: str = ""
    frame: str = ""  # "distance", "depth": a fixed pattern around the figure


@dataclass(slots=True)
class Event:
    """The happening that a figure belongs to, the year bound to it, and the time that bound it."""

    phrase: Phrase | None = None
    year: str = ""  # "" where it is the document's own
    as_of: AsOf | None = None
    day: str = ""  # on which the document's own event happened; "" where nothing says it


@dataclass(slots=True)
class Reading:
    """One document as it is read: sentences, names in order of appearance, and its topic."""

    document: Document
    sentences: list[Sentence] = field(default_factory=list)
    names: list[Name] = field(default_factory=list)
    people: frozenset[str] = frozenset()  # words of the names of persons
    topic: Phrase | None = None
    is_reference: bool = False  # most of its figures stand in items and cells
    times: dict[int, tuple[TimeMention, ...]] = field(default_factory=dict)  # by block number
    is_cut: bool = False  # blocks after so many figures were left unread
    tables: dict[int, tuple[int, ...]] = field(
        default_factory=dict
    )  # table number -> blocks above that may hold its unit
    last: tuple[int, Phrase | None, tuple[str, ...]] | None = None  # sentence order, subject, lemmas of the last figure
    main_day: str | None = None  # on which the document's own event happened, once looked for
    last_of: dict[str, tuple[int, Phrase | None, tuple[str, ...]]] = field(default_factory=dict)  # the same by sort
    periods: dict[int, AsOf] = field(default_factory=dict)  # block number -> period that its heading states
    reported: dict[str, AsOf | None] = field(default_factory=dict)  # quarter, year, any -> the period reported on


def phrase_in(sentence: Sentence, text: str, start: int, end: int, label: str = "", how: str = "") -> Phrase:
    """Return a Phrase whose span in the sentence's block is mapped to the document."""
    if start < 0 or end <= start:
        return Phrase(text=text, label=label, how=how)
    low, high = sentence.block.to_document(start, end)
    return Phrase(text=text, start=low, end=high, label=label, how=how)
