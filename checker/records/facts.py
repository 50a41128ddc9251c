"""Records of the resolve stage: subjects, facts, links and topics."""

from __future__ import annotations

from dataclasses import dataclass

from checker.records.claims import AsOf, Measurement


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
    event_day: str = ""  # ISO day on which the document's own event happened
    per: tuple[str, ...] = ()  # of what there is one for each figure: "per account", in a label
    ways: tuple[str, ...] = ()  # "from lund", "without tax": words of scope after a preposition that has an opposite
    reference: tuple[str, ...] = ()  # words of the place that a distance is counted from: "of Porto"
    is_class_known: bool = True  # the lexicon knows how the attribute behaves in time
    is_older: bool = False  # the same passage goes on to give a value of a later time


@dataclass(frozen=True, slots=True, kw_only=True)
class Comparison:
    """One named comparison of two facts: the level that was reached and the weight that it gave."""

    name: str  # subject attribute scope role as_of modality dimension wording ...
    level: str
    weight: float  # log odds, base e
    detail: str = ""  # in words, for the report; only links of topics have it


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
