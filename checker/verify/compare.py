"""Two facts of one topic -> how they stand to each other.

    agree            the same value within stated precision, across units too
    compatible       a bound, range or approximation contains the other value
    conflict         disjoint values that cannot both be right
    update           disjoint values that time or wording puts in order
    disputed         one is affirmed, the other denied
    none             not comparable, with the reason

That the two answer one question is taken as given: linking decided it. What disjoint values mean is decided by the
temporal class of the attribute, the as-of times and the wording (DESIGN section 2), never by how far they lie apart.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace

from checker.records import Claim, Document, Fact
from checker.verify import direction, order, periods, qualifiers, values
from checker.verify.causes import cause_of
from checker.verify.tables import certainty

FURTHEST = 1000.0  # values further apart than this are of one question only by a slip of the pen
OUTGROWN = 1.5  # a later count this many times an early bound is news, not its confirmation


@dataclass(frozen=True, slots=True, kw_only=True)
class Relation:
    """How two facts stand to each other, with the comparison in words."""

    a: str  # fact id
    b: str
    kind: str  # agree compatible conflict update disputed none
    certainty: float = 1.0  # given that they answer one question, 0 to 1
    reason: str = ""  # of `none`: period scope role modality dimension currency subject bound zone
    cause: str | None = None
    current: str = ""  # of an update: id of the fact that carries the newer value
    is_uncertain_period: bool = False  # of a conflict: no text states that both speak of one time
    is_succession: bool = False  # of an update: editions of one text or the wording itself show it, no mere date
    ground: str = ""  # reason code of a conflict or update, "" for all else
    steps: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Context:
    """What a comparison may look up: the claims behind facts, and the documents with their dates."""

    claims: Mapping[str, Claim]
    documents: Mapping[str, Document]
    relative: float = 0.0  # tolerance of a rule beside stated precision, of the larger figure
    absolute: float = 0.0  # the same in the base unit
    rounding: str = "stated-precision"  # how far the last written digit reaches
    is_version: bool = False  # the two documents are versions of one another and their texts were aligned


def compare(a: Fact, b: Fact, context: Context) -> Relation:
    """Return the relation of two facts of one topic; swapping them gives the same relation.

    Pure: nothing but the facts, their claims' figures and their documents' dates decides.
    """
    if (b.document, b.id) < (a.document, a.id):
        a, b = b, a
    obstacle = qualifiers.obstacle(a, b, context.claims)
    if obstacle:
        return Relation(a=a.id, b=b.id, kind="none", reason=obstacle, steps=(f"not compared: {obstacle}",))
    meeting = values.meet(a, b, context)
    if meeting.reason:
        return Relation(a=a.id, b=b.id, kind="none", reason=meeting.reason, steps=meeting.steps)
    if a.polarity != b.polarity:
        return _disputed(a, b, meeting, context)
    if meeting.kind and direction.are_opposite(a, b, context.claims, context.documents):
        return _turned(_differs(a, b, meeting, context))
    if meeting.kind == "compatible":
        grown = _outgrown(a, b, meeting, context)
        if grown is not None:
            return grown
    if meeting.kind:
        return _meets(a, b, meeting, context)
    return _differs(a, b, meeting, context)


def _turned(relation: Relation) -> Relation:
    """Return a conflict of two changes of one size and two directions: "rose 8%" and "fell 8%"."""
    if relation.kind != "conflict":
        return relation
    return replace(relation, cause="sign", steps=(*relation.steps, "one change is up, the other down"))


def _outgrown(a: Fact, b: Fact, meeting: values.Meeting, context: Context) -> Relation | None:
    """Return the update of a growing count that left an early bound behind: "at least 1", later 24."""
    if "cumulative" not in (a.temporal_class, b.temporal_class) or qualifiers.obstacle_to_conflict(a, b):
        return None
    older, newer = (a, b) if a.measurement.nominal < b.measurement.nominal else (b, a)
    is_bound = context.claims[older.id].quantity.comparator in values.LOWER
    if not is_bound or newer.measurement.nominal < OUTGROWN * older.measurement.nominal:
        return None
    verdict = order.judge(a, b, context.documents, context.is_version)
    if verdict.kind != "update" or verdict.current != newer.id or verdict.factor == "update_same_day":
        return None
    steps = (*meeting.steps, verdict.step)
    sure = certainty(verdict.factor) * certainty("outgrown_bound")
    return Relation(
        a=a.id, b=b.id, kind="update", certainty=sure, current=newer.id, ground="newer-document", steps=steps
    )


def _disputed(a: Fact, b: Fact, meeting: values.Meeting, context: Context) -> Relation:
    if periods.are_apart(a.as_of, b.as_of):
        return _none(a, b, "period", meeting)
    if not meeting.kind:  # "it was never 60" says nothing against 50: a figure quoted only to deny it
        return _none(a, b, "modality", meeting)
    speakers = [context.claims[fact.id].speaker for fact in (a, b)]
    first, second = (one.text if one else "" for one in speakers)
    is_same_voice = a.document == b.document and first == second
    sure = certainty("disputed_same_speaker" if is_same_voice else "disputed")
    steps = (*meeting.steps, "one side affirms the figure, the other denies it")
    return Relation(a=a.id, b=b.id, kind="disputed", certainty=sure, steps=steps)


def _meets(a: Fact, b: Fact, meeting: values.Meeting, context: Context) -> Relation:
    # 12 million in 2021 and 12 million in 2022 are two figures, not one said twice
    if "flow" in (a.temporal_class, b.temporal_class) and order.is_other_period(a, b, context.documents):
        return _none(a, b, "period", meeting)
    sure = certainty(meeting.factor)
    if a.modality != b.modality:
        sure *= certainty("agree_other_modality")
    return Relation(a=a.id, b=b.id, kind=meeting.kind, certainty=sure, steps=meeting.steps)


def _differs(a: Fact, b: Fact, meeting: values.Meeting, context: Context) -> Relation:
    reason = qualifiers.obstacle_to_conflict(a, b) or _side_by_side(a, b, context)
    if reason:
        return _none(a, b, reason, meeting)
    if _is_out_of_reach(a, b, context):
        return _none(a, b, "magnitude", meeting)
    if _is_denied_whole(a, b, context):
        steps = (*meeting.steps, "one voice says that there were none")
        return Relation(a=a.id, b=b.id, kind="disputed", certainty=certainty("disputed"), steps=steps)
    verdict = order.judge(a, b, context.documents, context.is_version)
    steps = (*meeting.steps, verdict.step)
    if verdict.kind == "none":
        return Relation(a=a.id, b=b.id, kind="none", reason=verdict.reason, steps=steps)
    if verdict.factor == "update_document_dates" and _is_unit_slip(a, b, context):
        step = "one number in two units is a slip, and nothing that a later date excuses"
        verdict, steps = order.Verdict(kind="conflict", factor="conflict_unit_slip", step=step), (*meeting.steps, step)
    sure = certainty(verdict.factor)
    if meeting.is_bound_pair:  # hard definition 5: both bounds can formally hold
        sure *= certainty("conflict_bounds")
    if verdict.kind == "update":
        if _is_falling_toll(a, b, verdict) and not context.is_version:
            sure *= certainty("falling_toll")
        return _update(a, b, verdict, sure, steps)
    first, second = context.claims[a.id].quantity, context.claims[b.id].quantity
    return Relation(
        a=a.id,
        b=b.id,
        kind="conflict",
        certainty=sure,
        cause=cause_of(first, second, a.measurement, b.measurement),
        is_uncertain_period=verdict.is_uncertain_period,
        ground="unknown-period" if verdict.is_uncertain_period else "same-period-same-scope",
        steps=steps,
    )


def _update(a: Fact, b: Fact, verdict: order.Verdict, sure: float, steps: tuple[str, ...]) -> Relation:
    return Relation(
        a=a.id,
        b=b.id,
        kind="update",
        certainty=sure,
        current=verdict.current,
        is_succession=verdict.factor in ("update_edition", "update_wording"),
        ground=_GROUNDS.get(verdict.factor, "newer-document"),
        steps=steps,
    )


def _is_unit_slip(a: Fact, b: Fact, context: Context) -> bool:
    """Return whether a limit is one number here and there, of two units: "40 a second" and "40 a minute"."""
    first, second = context.claims[a.id].quantity, context.claims[b.id].quantity
    is_limit = a.temporal_class == b.temporal_class == "limit"
    return is_limit and "/" in first.unit and cause_of(first, second, a.measurement, b.measurement) == "unit"


_GROUNDS = {"update_wording": "explicit-correction", "update_stated": "different-period"}


def _is_falling_toll(a: Fact, b: Fact, verdict: order.Verdict) -> bool:
    """Return whether a count that can only grow is less in the newer text, and no wording says why."""
    newer, older = (a, b) if verdict.current == a.id else (b, a)
    has_shrunk = newer.measurement.nominal < 0.9 * older.measurement.nominal
    return has_shrunk and a.temporal_class == b.temporal_class == "cumulative" and verdict.factor != "update_wording"


def _is_denied_whole(a: Fact, b: Fact, context: Context) -> bool:
    """Return whether one voice says that there were none of what another counts: "no casualties", "300 killed".

    Two speakers are two voices, and a denial in so many words speaks against whoever else gives a figure.
    """
    if _denies_all(a, b, context):
        return True
    voices = [phrase.text for one in (a, b) if (phrase := context.claims[one.id].speaker) is not None]
    counts = sorted((a.measurement.nominal, b.measurement.nominal))
    return len({*voices}) == 2 and "count" in a.measurement.dimension and counts[0] == 0 < counts[1]


def _denies_all(a: Fact, b: Fact, context: Context) -> bool:
    """Return whether one denies in so many words that there was any: "not a dime was paid", and the other has some."""
    hedges = [context.claims[one.id].quantity.hedge for one in (a, b)]
    counts = sorted((a.measurement.nominal, b.measurement.nominal))
    return hedges.count("none_at_all") == 1 and counts[0] == 0 < counts[1]


def _is_out_of_reach(a: Fact, b: Fact, context: Context) -> bool:
    """Return whether two values lie so far apart, by no slip of scale or unit, that they answer two questions."""
    small, large = sorted((abs(a.measurement.nominal), abs(b.measurement.nominal)))
    if context.is_version or small == 0 or large < FURTHEST * small:
        return False
    first, second = context.claims[a.id].quantity, context.claims[b.id].quantity
    return cause_of(first, second, a.measurement, b.measurement) is None


def _side_by_side(a: Fact, b: Fact, context: Context) -> str:
    """Return `scope` for two values that one sentence or one table sets side by side: they differ in something.

    The former and the new value that one sentence gives are no finding by themselves.
    """
    if a.document != b.document:
        return ""
    first, second = context.claims[a.id], context.claims[b.id]
    if (first.block, first.sentence_start) == (second.block, second.sentence_start):
        return "scope"
    if "from" in (a.role, b.role):
        return ""
    blocks = context.documents[a.document].blocks
    cells = [blocks[one.block].cell if 0 <= one.block < len(blocks) else None for one in (first, second)]
    one, other = cells
    return "scope" if one is not None and other is not None and one.table == other.table else ""


def _none(a: Fact, b: Fact, reason: str, meeting: values.Meeting) -> Relation:
    return Relation(a=a.id, b=b.id, kind="none", reason=reason, steps=(*meeting.steps, f"not compared: {reason}"))
