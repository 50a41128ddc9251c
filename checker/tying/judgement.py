"""The status of one figure of a draft, from what the sources say of it."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from checker.records import Fact
from checker.tying.evidence import DIFFERING, LINKED, MEETING, Evidence, Sources
from checker.verify import periods
from checker.verify.values import BOUNDS

SURE_OF_NAME = 0.8  # probability, values left aside, from which two names may be one thing
SURE = 0.8  # the same, from which a differing source casts doubt on a figure that another source bears out
WEAK = 0.2  # the same, below which a source was found by its value more than by its words
LIKE = 5.0  # times that two values of one thing may differ where their link is not sure
CLOSE = 0.25  # contradicting sources this much less likely than the best are not shown


@dataclass(frozen=True, slots=True, kw_only=True)
class Judgement:
    """A status with the evidence that decided it, each piece with the part it plays."""

    status: str
    evidence: tuple[tuple[Evidence, str], ...] = ()
    reason: str = ""

    @property
    def confidence(self) -> float:
        """The probability that the deciding evidence speaks of the draft's figure."""
        return self.evidence[0][0].probability if self.evidence else 0.0


def judge(figure: Fact, sources: Sources, taken: Mapping[str, float]) -> Judgement | None:
    """Return the status of a figure; None where no source speaks of it.

    Args:
        figure: a figure of the draft.
        sources: what is linked with it.
        taken: facts of sources that bear another figure of the same passage out, with the probability.
    """
    found = [one for one in sources.of(figure) if _is_of_one_name(figure, one)]
    found = [one for one in found if one.is_borne_out or taken.get(one.fact.id, 0.0) <= one.probability]
    linked = [one for one in found if one.probability >= LINKED]
    supports = [one for one in linked if one.is_borne_out]
    differing = [one for one in linked if _contradicts(figure, one)]
    denials = [one for one in linked if one.relation.kind == "disputed"]
    newer = {id(one): _superseding(figure, one, found, sources) for one in supports}
    current = [one for one in supports if newer[id(one)] is None and not _is_drowned(one, differing)]
    if current:
        own = {one.fact.document for one in found if one.is_borne_out}
        against = _doubts(figure, current, own, differing, denials, sources)
        if against:
            return Judgement(status="disputed", evidence=(*_as(current, "supports"), *against))
        return Judgement(status="supported", evidence=_as(current, "supports"))
    if any(newer[id(one)] for one in supports):
        by = list({id(one): one for one in newer.values() if one is not None}.values())
        return Judgement(status="outdated", evidence=(*_as(by, "supersedes"), *_as(supports, "superseded")))
    if denials:
        return Judgement(status="disputed", evidence=_as(denials, "denies"))
    if differing:
        best = differing[0].probability
        close = [one for one in differing if one.probability >= best - CLOSE]
        return Judgement(status="contradicted", evidence=_as(close, "contradicts"))
    return _not_comparable(figure, linked)


def _as(found: list[Evidence], side: str) -> tuple[tuple[Evidence, str], ...]:
    return tuple((one, side) for one in found)


def borne_out(figure: Fact, sources: Sources) -> dict[str, float]:
    """Return the facts of sources that bear a figure out, with the probability that they speak of it."""
    return {one.fact.id: one.probability for one in sources.of(figure) if one.is_borne_out}


def _is_of_one_name(figure: Fact, one: Evidence) -> bool:
    """Whether nothing speaks against one subject: two names that stand in neither's company are mostly two things.

    What a passage takes over from its document, as "she" or as the topic, is a name by guess and speaks for little.
    """
    source = one.fact
    if not figure.subject or not source.subject or figure.subject == source.subject:
        return True
    if figure.is_topic or source.is_topic or one.blind >= SURE_OF_NAME:
        return True
    return figure.subject in source.anchors or source.subject in figure.anchors


def _contradicts(figure: Fact, one: Evidence) -> bool:
    """Whether a source gives another value for what the draft says, of no time that both name and that differs."""
    if one.relation.kind not in DIFFERING or periods.are_apart(figure.as_of, one.fact.as_of):
        return False
    if figure.thing and one.fact.thing and one.blind < SURE_OF_NAME and not {*figure.about} & {*one.fact.about}:
        return False  # "a cow drinks 80 litres", "a goat drinks 9"
    is_former = "from" in (figure.role, one.fact.role)
    return not is_former or figure.role == one.fact.role


def _is_drowned(support: Evidence, differing: list[Evidence]) -> bool:
    """Whether little but its equal value speaks for a source, and another surely speaks of the figure and differs."""
    return support.blind < WEAK and any(one.blind >= SURE for one in differing)


def _superseding(figure: Fact, support: Evidence, found: list[Evidence], sources: Sources) -> Evidence | None:
    """Return the evidence that supersedes a supporting one; None where it is the newest, or the draft says when."""
    if figure.role == "from":  # "rose from 96 to 104" gives its former value as such
        return None
    for other in found:
        if other is support or other.relation.kind in MEETING or other.fact.role == "from":
            continue
        if _names_earlier_time(figure, other.fact):
            continue
        relation = sources.relation(support.fact, other.fact)
        if relation.kind == "update" and relation.current == other.fact.id and other.probability >= LINKED:
            return other
        if _is_same_sentence(support.fact, other.fact) and support.fact.role == "from":
            return other
        if relation.reason == "period" and not periods.is_stated(figure.as_of) and _is_later(other.fact, support.fact):
            return other  # "profit was 19.2 million": that was the year before
    return None


def _names_earlier_time(figure: Fact, newer: Fact) -> bool:
    """Whether the draft says of which time it speaks, and the newer value is of a later one."""
    return periods.is_stated(figure.as_of) and periods.is_dated(newer.as_of) and figure.as_of.high < newer.as_of.high


def _is_same_sentence(a: Fact, b: Fact) -> bool:
    return (a.document, a.block, a.sentence) == (b.document, b.block, b.sentence)


def _is_later(newer: Fact, older: Fact) -> bool:
    is_stated = periods.is_stated(newer.as_of) and periods.is_stated(older.as_of)
    return is_stated and newer.document == older.document and older.as_of.high < newer.as_of.low


def _doubts(
    figure: Fact,
    current: list[Evidence],
    own: set[str],
    differing: list[Evidence],
    denials: list[Evidence],
    sources: Sources,
) -> tuple[tuple[Evidence, str], ...]:
    """Return what speaks against a figure that sources bear out: denials, and other values that are not older.

    A document among `own`, which gives the draft's value too, is no witness against it.
    """
    if figure.polarity == "denied":
        return ()
    doubts = [
        one
        for one in differing
        if (one.blind >= SURE or any(_is_rival(one.fact, support.fact, sources) for support in current))
        and one.fact.document not in own
        and not any(_is_older(one, support, sources) for support in current)
    ]
    return (*_as(denials, "denies"), *_as(doubts, "contradicts"))


def _is_rival(one: Fact, support: Fact, sources: Sources) -> bool:
    """Whether a check would set two facts against each other; not where a link that is no surer joins 140 with 2."""
    small, large = sorted(abs(fact.measurement.nominal) for fact in (one, support))
    return sources.share_topic(one, support) and large <= LIKE * small


def _is_older(one: Evidence, support: Evidence, sources: Sources) -> bool:
    """Whether a differing source is superseded by one that bears the draft out, or speaks of another time."""
    relation = sources.relation(one.fact, support.fact)
    return relation.kind == "none" or (relation.kind == "update" and relation.current == support.fact.id)


def _not_comparable(figure: Fact, linked: list[Evidence]) -> Judgement | None:
    """Return why linked sources neither bear a figure out nor speak against it."""
    for one in linked:
        if one.relation.kind in MEETING:
            reason = "bound" if figure.measurement.comparator in BOUNDS else "precision"
            return Judgement(status="not-comparable", reason=reason, evidence=_as([one], "nearest"))
        if one.relation.kind == "none" or periods.are_apart(figure.as_of, one.fact.as_of):
            reason = one.relation.reason or "period"
            return Judgement(status="not-comparable", reason=reason, evidence=_as([one], "nearest"))
        if "from" in (figure.role, one.fact.role):
            return Judgement(status="not-comparable", reason="role", evidence=_as([one], "nearest"))
    return None
