"""What happened, as each document tells it, so that the dead of one report meet the dead of another.

A document's happening is the event of its own time that most of its sentences with figures name. Two documents tell
of one happening when the events are of one sort, of one year, at most a week apart as far as days are told, and some
name stands in both.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from functools import cache

from checker.records import Fact
from checker.resolve.attributes import canonical
from checker.resolve.lexicons import pairs_of, table_of, words_of

FURTHEST_DAYS = 7  # between the days that two documents give one event, when one of them has it wrong
_WHOLE_ROLES = frozenset({"level", "to"})
_NEVER_MAIN = frozenset({"", "aftershock"})  # it follows what is told of
_TOLD = frozenset({"cumulative", "constant"})  # a toll, and what stays as it was measured: magnitude, depth


@dataclass(frozen=True, slots=True)
class Happening:
    """The event that a document is about."""

    kind: str
    year: str
    day: str  # ISO date, "" where no document's clause tells it


def find_happenings(facts: Iterable[Fact]) -> Mapping[str, Happening]:
    """Return by document id the event that most of its sentences with figures name, in the year of its own event.

    Sentences about an event of another year, and words met once beside a sort met often, count for nothing.
    """
    kinds: dict[str, Counter[str]] = {}
    days: dict[str, Counter[str]] = {}
    told: dict[str, str] = {}
    seen: set[tuple[str, int, str]] = set()
    for fact in facts:
        told.setdefault(fact.document, fact.document_date[:4])
        if fact.event_day:
            days.setdefault(fact.document, Counter())[fact.event_day] += 1
        key = (fact.document, fact.block, fact.sentence)
        year = fact.event.rpartition(" ")[2]
        if key in seen or (year and year != told[fact.document] and not fact.event_day):
            continue
        seen.add(key)
        named = {event_kinds()[word] for word in fact.words if word in event_kinds()}
        counts = kinds.setdefault(fact.document, Counter())
        counts.update(sorted((named | {fact.event.rpartition(" ")[0]}) - _NEVER_MAIN))
    found = {}
    for document, counts in kinds.items():
        day = _commonest(days.get(document, Counter()))
        if counts and (day or told[document]):
            found[document] = Happening(kind=_commonest(counts), year=day[:4] or told[document], day=day)
    return found


def _commonest(counts: Counter[str]) -> str:
    return min(counts, key=lambda word: (-counts[word], word), default="")


@cache
def event_kinds() -> Mapping[str, str]:
    """Return the sort of event by canonical word: what the stage before knows, without nouns that are verbs as well."""
    tables = (table_of("extract", "patterns", "event_nouns"), table_of("extract", "patterns", "event_verbs"))
    unsure = words_of("event_verbs_too")
    return {word: kind for rows in tables for word, kind, *_ in rows if canonical(word) == word not in unsure}


def is_one_happening(a: Happening | None, b: Happening | None) -> bool:
    """Whether two documents' events are of one sort and time; of what names they share the caller takes care."""
    if a is None or b is None or a.year != b.year or not are_kin(a.kind, b.kind):
        return False
    return not (a.day and b.day) or days_between(a.day, b.day) <= FURTHEST_DAYS


def are_two_happenings(a: Happening, b: Happening) -> bool:
    """Whether two documents are about two events of one sort: the days that they tell lie further apart than a slip."""
    return are_kin(a.kind, b.kind) and bool(a.day) and bool(b.day) and days_between(a.day, b.day) > FURTHEST_DAYS


def came_after(fact: Fact, own: Happening, earlier: Fact, other: Happening) -> bool:
    """Whether a figure's event came about after the document of the other was out, and it tells of no other time."""
    is_out = len(earlier.document_date) == 10 and earlier.document_date < own.day
    return is_out and fact.as_of.source == "document" and are_kin(own.kind, other.kind)


def are_kin(a: str, b: str) -> bool:
    """Whether two sorts of events can be one: a raid is an attack, a derailment a crash and a disaster."""
    return a == b or (a, b) in pairs_of("event_kin") or (b, a) in pairs_of("event_kin")


def is_of_whole(fact: Fact, own: Happening) -> bool:
    """Whether a figure tells of its document's happening as a whole, and not of a part or of some other event."""
    if fact.role not in _WHOLE_ROLES or fact.temporal_class not in _TOLD or fact.whole:
        return False
    if fact.event:
        kind, _, year = fact.event.rpartition(" ")
        return year == own.year and are_kin(kind, own.kind)
    is_own_time = fact.as_of.source == "document" or fact.as_of.low[:7] >= f"{own.year}-"
    return is_own_time and not words_of("tolls").isdisjoint(fact.attribute.split())


def days_between(one: str, other: str) -> int:
    """Return how many days lie between two ISO dates."""
    return abs((date.fromisoformat(one) - date.fromisoformat(other)).days)
