"""What two different values of one question mean: conflict, update, or two times that are not compared.

The table of DESIGN section 2 by temporal class and as-of, with explicit wording above it:

    class        same as-of                     different as-of
    constant     conflict                       conflict
    cumulative   conflict where both name it,   update
                 else update
    level        conflict                       update across documents; inside one: not comparable (period)
    flow         conflict                       not comparable (period)
    limit        conflict within one version    update across versions or dates
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import date

from checker.records import Document, Fact
from checker.verify import periods
from checker.verify.periods import AFTER, BEFORE, OVERLAPPING, SAME, UNKNOWN, WITHIN
from checker.verify.releases import release_order
from checker.verify.tables import sort_of_moves

# where two facts of one question were given two classes, the one that excuses more decides
_VIEWS = frozenset({"planned", "proposed", "hypothetical"})
STORY_DAYS = 10
REPORT_DAYS = 45
MILDEST_FIRST = ("flow", "cumulative", "level", "limit", "constant")


@dataclass(frozen=True, slots=True, kw_only=True)
class Verdict:
    """What the times of two differing facts make of them."""

    kind: str  # conflict update none
    factor: str = ""  # name of the certainty
    reason: str = ""
    current: str = ""
    is_uncertain_period: bool = False
    step: str = ""


def judge(a: Fact, b: Fact, documents: Mapping[str, Document], is_version: bool = False) -> Verdict:
    """Return what two facts with disjoint values are to each other, by wording first, then by class and time."""
    pair = Pair(a, b, documents, is_version)
    worded = _by_wording(pair)
    if worded is not None:
        return worded
    verdict = _by_edition(pair) or _TABLE.get(temporal_class(pair), _level)(pair)
    if verdict.kind == "conflict" and pair.is_one_document and verdict.factor != "conflict_within_document":
        return replace(verdict, factor="conflict_within_document", is_uncertain_period=True)
    return verdict


def temporal_class(pair: Pair) -> str:
    """Return the class by which two facts are judged: that of the attribute, unless the texts show another.

    The count of an event of an earlier year grows no more; what is stated for one year and another is a series.
    """
    classes = {pair.a.temporal_class, pair.b.temporal_class}
    sort = next((one for one in MILDEST_FIRST if one in classes), "level")
    if sort == "cumulative" and _is_past(pair.a, pair.documents) and _is_past(pair.b, pair.documents):
        return "constant"
    if sort == "constant" and pair.both_stated and pair.relation in (BEFORE, AFTER):
        return "level" if periods.is_year(pair.a.as_of) and periods.is_year(pair.b.as_of) else sort
    return sort


def _is_past(fact: Fact, documents: Mapping[str, Document]) -> bool:
    """Return whether a fact counts an event that lies in an earlier year than its document."""
    year, day = fact.event[-4:], periods.document_day(fact, documents)
    return len(fact.event) >= 4 and year.isdigit() and bool(day) and int(year) < int(day[:4])


def is_other_period(a: Fact, b: Fact, documents: Mapping[str, Document]) -> bool:
    """Return whether two facts of a flow speak of different periods, as far as the texts say."""
    relation = periods.time_relation(a.as_of, b.as_of)
    stated = [periods.is_named(fact, documents) for fact in (a, b)]
    if all(stated):
        return relation != SAME
    if any(stated):
        return relation in (BEFORE, AFTER)
    return False


class Pair:
    """Two facts with everything that orders them; worked out once."""

    __slots__ = ("a", "b", "both_stated", "documents", "is_one_document", "is_version", "relation")

    def __init__(self, a: Fact, b: Fact, documents: Mapping[str, Document], is_version: bool) -> None:
        self.a, self.b = a, b
        self.documents = documents
        self.is_version = is_version
        self.is_one_document = a.document == b.document
        self.relation = periods.time_relation(a.as_of, b.as_of)
        self.both_stated = periods.is_named(a, documents) and periods.is_named(b, documents)

    @property
    def document_order(self) -> int:
        """How the dates of the two documents lie: see `periods.document_order`."""
        return periods.document_order(self.a, self.b, self.documents)

    @property
    def is_same_stated(self) -> bool:
        """Whether both name one and the same time."""
        return self.both_stated and self.relation == SAME

    @property
    def are_of_two_quarters(self) -> bool:
        """Two flows of parts of a year, as two quarterly reports give them: the later one supersedes nothing."""
        is_flow = "flow" in (self.a.temporal_class, self.b.temporal_class)
        return is_flow and self.both_stated and any(periods.is_part_of_year(one.as_of) for one in (self.a, self.b))

    @property
    def are_of_two_reports(self) -> bool:
        """Two documents more than a month apart."""
        days = [periods.document_day(fact, self.documents) for fact in (self.a, self.b)]
        is_known = all(len(day) == 10 for day in days)
        return is_known and abs((date.fromisoformat(days[0]) - date.fromisoformat(days[1])).days) > REPORT_DAYS

    @property
    def is_one_story(self) -> bool:
        """Two documents a few days apart, neither naming a time, of an attribute that nobody knows to be a level."""
        if self.a.is_class_known and self.b.is_class_known:
            return False
        if any(periods.is_stated(fact.as_of) or not periods.is_dated(fact.as_of) for fact in (self.a, self.b)):
            return False
        first, second = (date.fromisoformat(fact.as_of.low) for fact in (self.a, self.b))
        return abs((second - first).days) <= STORY_DAYS

    @property
    def is_undated(self) -> bool:
        """Whether neither has a time at all."""
        return not periods.is_dated(self.a.as_of) and not periods.is_dated(self.b.as_of)

    @property
    def later(self) -> Fact | None:
        """The fact that speaks of the later time, by as-of and then by its document's date; None where equal."""
        if self.relation in (BEFORE, AFTER):
            return self.b if self.relation == BEFORE else self.a
        first, second = (periods.time_key(fact, self.documents) for fact in (self.a, self.b))
        if first == second or not all(key[0] for key in (first, second)):
            return None
        return self.b if first < second else self.a

    @property
    def bigger(self) -> Fact:
        """The fact with the larger value; the first where they are equal."""
        return self.b if self.b.measurement.nominal > self.a.measurement.nominal else self.a


def _by_wording(pair: Pair) -> Verdict | None:
    """Judge by explicit wording: "raised from", "restated", "an earlier version said"; None where there is none."""
    a, b = pair.a, pair.b
    if a.role != b.role and "from" in (a.role, b.role):
        return _against_former(*((a, b) if a.role == "from" else (b, a)), pair)
    sorts = {fact.id: sort_of_moves(fact.moves) for fact in (a, b)}
    corrected = [fact for fact in (a, b) if sorts[fact.id] == "correction"]
    if len(corrected) == 1:
        return _worded(corrected[0], pair)
    if "flow" in (a.temporal_class, b.temporal_class) or pair.is_same_stated or _is_one_release(pair):
        return None  # "revenue rose to 40": other periods; one stated date with two values: a conflict all the same
    moved = [fact for fact in (a, b) if (sorts[fact.id] == "motion" or fact.role == "to") and fact.role != "from"]
    if not moved or (pair.later is None and len(moved) == 2):  # "rose to 17" and "rose to 71" of two copies
        return None
    return _worded(pair.later or moved[0], pair)


def _is_one_release(pair: Pair) -> bool:
    """Return whether two documents give the limit of one day or one release: what was raised is raised in both."""
    if pair.is_one_document or temporal_class(pair) != "limit":
        return False
    return pair.relation == SAME or release_order(pair.a, pair.b, pair.documents) == 0


def _against_former(former: Fact, other: Fact, pair: Pair) -> Verdict:
    """Judge "from 12" against another value: superseded, unless the other is older still."""
    is_older = periods.document_order(other, former, pair.documents) < 0
    if is_older or (not pair.is_one_document and pair.later is former):
        return _period("a former value against one that is older still")
    return _worded(other, pair) or _period("the former value belongs to another period")


def _worded(current: Fact, pair: Pair) -> Verdict | None:
    if "flow" in (pair.a.temporal_class, pair.b.temporal_class) and is_other_period(pair.a, pair.b, pair.documents):
        return None
    moves = current.moves or pair.a.moves or pair.b.moves or "from"
    return Verdict(
        kind="update", factor="update_wording", current=current.id, step=f'the wording orders them: "{moves}"'
    )


def _by_edition(pair: Pair) -> Verdict | None:
    """Judge two dated editions of one text, whatever the class: the newer edition supersedes (hard definition 1).

    Not where both name one time; and an edition that speaks of an earlier period than the other is no successor.
    """
    order = pair.document_order
    if not pair.is_version or pair.is_same_stated or pair.are_of_two_quarters:
        return None
    if not order:  # copies of one age: where the time was changed with the value, both may be right
        is_other_time = pair.both_stated and pair.relation in (BEFORE, AFTER)
        return _period("two copies of one age speak of different times") if is_other_time else None
    newer = pair.b if order < 0 else pair.a
    is_backward = pair.both_stated and pair.relation == (AFTER if newer is pair.b else BEFORE)
    return None if is_backward else _update(newer, "update_edition", "a newer edition of one text gives another value")


def _constant(pair: Pair) -> Verdict:
    if pair.is_one_document:
        return _conflict("conflict_within_document", "a constant with two values in one document")
    return _conflict("conflict_constant", "a constant: no date makes one of the values right")


def _cumulative(pair: Pair) -> Verdict:
    if pair.is_same_stated:
        return _same_stated(pair)
    if pair.is_undated:
        return _conflict("conflict_undated", "neither figure carries a date", is_uncertain_period=True)
    later = pair.later
    if later is not None:
        factor = "update_stated" if pair.both_stated else "update_document_dates"
        return _update(later, factor, "a growing count: the later figure supersedes the earlier one")
    factor = "update_same_day" if pair.relation == SAME else "update_undated"
    return _update(pair.bigger, factor, "a growing count of one day: the larger figure is the later one")


def _level(pair: Pair) -> Verdict:
    if pair.is_same_stated:
        return _same_stated(pair)
    if pair.relation == WITHIN and pair.both_stated and not periods.is_end_of(pair.a.as_of, pair.b.as_of):
        return _period("one time is a part of the other")
    if pair.relation in (BEFORE, AFTER, OVERLAPPING):
        if pair.is_one_document:
            return _period("one document gives the values of two times")
        if pair.is_one_story:
            return _conflict(
                "conflict_one_story", "documents of one week, neither naming a time", is_uncertain_period=True
            )
        later = pair.later
        if later is not None:
            factor = "update_stated" if pair.both_stated else "update_document_dates"
            return _update(later, factor, "the values belong to different times")
    if pair.relation == WITHIN and pair.are_of_two_reports:
        later = pair.b if pair.document_order < 0 else pair.a
        return _update(later, "update_document_dates", "a later document gives the level anew")
    return _same_or_unknown_time(pair)


def _flow(pair: Pair) -> Verdict:
    if pair.is_same_stated:
        return _same_stated(pair)
    if pair.relation in (BEFORE, AFTER, OVERLAPPING) and not (pair.is_version and not pair.both_stated):
        return _period("the figures speak of different periods")
    if pair.relation == WITHIN and (pair.both_stated or not pair.is_version):
        return _period("one period is a part of the other")
    return _same_or_unknown_time(pair)


def _limit(pair: Pair) -> Verdict:
    if pair.is_same_stated:
        return _same_stated(pair)
    if pair.is_one_document:
        if pair.both_stated and pair.relation in (BEFORE, AFTER):
            return _period("one document gives the limits of two times")
        return _conflict("conflict_within_document", "one version gives two values of a limit")
    if _is_one_release(pair):
        return _conflict("conflict_one_release", "two documents of one release give two values of a limit")
    newer = _of_later_release(pair)
    if newer is not None and _is_one_title(pair):
        return _update(newer, "update_edition", "one page of two releases gives another value")
    later = newer or pair.later
    if later is not None:
        factor = "update_stated" if pair.both_stated else "update_document_dates"
        return _update(later, factor, "a limit in two versions or at two dates")
    return _same_or_unknown_time(pair)


def _of_later_release(pair: Pair) -> Fact | None:
    order = release_order(pair.a, pair.b, pair.documents)
    return None if not order else pair.b if order < 0 else pair.a


def _is_one_title(pair: Pair) -> bool:
    first, second = (pair.documents.get(fact.document) for fact in (pair.a, pair.b))
    return first is not None and second is not None and bool(first.title) and first.title == second.title


def _same_stated(pair: Pair) -> Verdict:
    order = pair.document_order
    if order and pair.a.modality == pair.b.modality and pair.a.modality in _VIEWS:
        return _update(
            pair.b if order < 0 else pair.a, "update_document_dates", "a view of what is to come was revised"
        )
    is_inherited = "inherited" in (pair.a.as_of.source, pair.b.as_of.source)
    factor = "conflict_inherited" if is_inherited else "conflict_same_stated"
    return _conflict(factor, f"both name the same time, {pair.a.as_of.label}")


def _same_or_unknown_time(pair: Pair) -> Verdict:
    """Judge two values that no time parts: one day, a day inside the other's year, or no date at all."""
    is_uncertain = not pair.is_version
    if pair.is_one_document:
        return _conflict("conflict_within_document", "one document gives two values", is_uncertain_period=True)
    if pair.relation == UNKNOWN and not pair.is_undated:
        return _conflict("conflict_one_undated", "one of the figures carries no date", is_uncertain_period=True)
    if pair.is_undated:
        return _conflict("conflict_undated", "neither figure carries a date", is_uncertain_period=is_uncertain)
    if pair.relation == WITHIN:
        return _conflict("conflict_period_inside", "one time lies inside the other", is_uncertain_period=is_uncertain)
    return _conflict("conflict_same_document_date", "both speak of one time", is_uncertain_period=is_uncertain)


def _conflict(factor: str, step: str, *, is_uncertain_period: bool = False) -> Verdict:
    return Verdict(kind="conflict", factor=factor, step=step, is_uncertain_period=is_uncertain_period)


def _update(current: Fact, factor: str, step: str) -> Verdict:
    return Verdict(kind="update", factor=factor, current=current.id, step=step)


def _period(step: str) -> Verdict:
    return Verdict(kind="none", reason="period", step=f"not compared: {step}")


_TABLE = {"constant": _constant, "cumulative": _cumulative, "level": _level, "flow": _flow, "limit": _limit}
