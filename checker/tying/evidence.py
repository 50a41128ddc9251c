"""What the sources say of each figure of a draft: linked facts, with the relation of their values."""

from __future__ import annotations

import math
import re
from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace

from checker.records import AsOf, Document, Fact, Link, Measurement, Topic
from checker.verify import periods
from checker.verify.compare import Context, Relation, compare
from checker.verify.overlap import contains, relative_gap, rounds_to, span_of
from checker.verify.periods import FIRST_DAY, LAST_DAY
from checker.verify.values import BOUNDS

_YEAR = re.compile(r"(?<![\d.,])(?:19|20)\d\d(?![\d.,]\d|\d)")

LINKED = 0.5  # probability from which a source is held to speak of the draft's figure
BESIDE = 0.35  # from which it is looked at when the question is whether a value was superseded

ROUNDER = 1.5  # times the width of the draft's interval from which a source is less exact
OF_A_BOUND = 0.3  # of the larger figure, by which a value may miss the bound that it bears out

MEETING = frozenset({"agree", "compatible"})
DIFFERING = frozenset({"conflict", "update"})


@dataclass(frozen=True, slots=True, kw_only=True)
class Evidence:
    """One fact of a source that may speak of a figure of the draft."""

    fact: Fact
    relation: Relation
    probability: float  # that both answer one question; where the values are equal, their equality counts too
    blind: float  # the same without regard to the values
    is_borne_out: bool  # the source's value bears the draft's out: it is the same, or more exact


class Sources:
    """The facts of the sources by the figure of the draft that they are linked with."""

    def __init__(
        self,
        draft: str,
        facts: Iterable[Fact],
        links: Iterable[Link],
        topics: Iterable[Topic],
        documents: Mapping[str, Document],
        context: Context,
    ) -> None:
        self.draft = draft
        kept = [without_own_date(fact) if fact.document == draft else fact for fact in facts]
        self.facts = {fact.id: as_level(fact) for fact in kept}
        undated = {**documents, draft: replace(documents[draft], date=None)}
        self.context = replace(context, documents=undated)
        links, topics = tuple(links), tuple(topics)
        self._topic = {name: topic.id for topic in topics if not topic.is_echo for name in topic.facts}
        self._blind = {frozenset((link.a, link.b)): link.probability for link in links}
        self._partners = self._find_partners(links, topics)

    def _find_partners(self, links: Iterable[Link], topics: Iterable[Topic]) -> dict[str, dict[str, Link]]:
        """Return for each figure of the draft its linked facts of sources, each with the likeliest link."""
        found: dict[str, dict[str, Link]] = defaultdict(dict)
        for link in (*links, *(link for topic in topics for link in topic.links)):
            if link.veto or link.probability < BESIDE:
                continue
            for own, other in ((link.a, link.b), (link.b, link.a)):
                if self.facts[own].document != self.draft or self.facts[other].document == self.draft:
                    continue
                known = found[own].get(other)
                if known is None or known.probability < link.probability:
                    found[own][other] = link
        return found

    def share_topic(self, a: Fact, b: Fact) -> bool:
        """Return whether a check would hold two facts to answer one question."""
        return a.id in self._topic and self._topic[a.id] == self._topic.get(b.id)

    def of(self, figure: Fact) -> list[Evidence]:
        """Return what may speak of a figure of the draft, the likeliest first."""
        partners = self._partners.get(figure.id, {})
        ordered = sorted(partners.items(), key=lambda item: (-item[1].probability, item[0]))
        return [self._evidence(figure, self.facts[name], link) for name, link in ordered]

    def _evidence(self, figure: Fact, source: Fact, link: Link) -> Evidence:
        relation = self.relation(figure, source, is_version=link.pair_type == "version")
        if relation.kind in MEETING and self._names_other_year(figure, source):
            relation = replace(relation, kind="none", reason="period")
        return Evidence(
            fact=source,
            relation=relation,
            probability=link.probability,
            blind=self._blind.get(frozenset((link.a, link.b)), 0.0),
            is_borne_out=relation.kind in MEETING and self._bears_out(source, figure, relation),
        )

    def relation(self, a: Fact, b: Fact, *, is_version: bool = False) -> Relation:
        """Return how the values of two facts stand to each other, as `check` would judge them."""
        return compare(a, b, replace(self.context, is_version=is_version))

    def _is_rounder(self, source: Fact, figure: Fact) -> bool:
        """Whether the source writes fewer digits in the same unit: "1.3 million" is no source for "1.28 million"."""
        one, other = (self.context.claims[fact.id].quantity for fact in (source, figure))
        return one.unit == other.unit and _width(source.measurement) > ROUNDER * _width(figure.measurement)

    def _names_other_year(self, figure: Fact, source: Fact) -> bool:
        """Whether the draft's sentence names years, none of which is that of the source, and the figure has no time.

        The reader may have failed to bind "in 2022" to the figure; a value of 2021 does not bear it out.
        """
        if periods.is_stated(figure.as_of) or not periods.is_stated(source.as_of):
            return False
        claim = self.context.claims[figure.id]
        text = self.context.documents[self.draft].text[claim.sentence_start : claim.sentence_end]
        years = set(_YEAR.findall(text))
        return bool(years) and not any(source.as_of.low[:4] <= year <= source.as_of.high[:4] for year in years)

    def _bears_out(self, source: Fact, figure: Fact, relation: Relation) -> bool:
        """Whether the source is as exact as the draft: "6,214" bears out "about 6,200", not the other way round."""
        one, other = source.measurement, figure.measurement
        if relation.kind == "agree":
            return one.nominal == other.nominal or not self._is_rounder(source, figure)
        if one.nominal == other.nominal and one.comparator in ("=", other.comparator):
            return True
        if other.comparator in BOUNDS:
            return one.comparator not in BOUNDS and contains(span_of(other), span_of(one)) and _is_near(one, other)
        quantity = self.context.claims[figure.id].quantity
        return contains(span_of(other), span_of(one)) or rounds_to(quantity, other, one)


def _width(measured: Measurement) -> float:
    return math.inf if measured.low is None or measured.high is None else measured.high - measured.low


def _is_near(value: Measurement, bound: Measurement) -> bool:
    """Whether a value is what a bound was made of: 4,210 of "more than 4,000", and not 10 of "up to 1,000"."""
    return relative_gap(value.nominal, bound.nominal) <= OF_A_BOUND


def without_own_date(fact: Fact) -> Fact:
    """Return a fact of a draft without the draft's date standing in for a time that it does not state."""
    if fact.as_of.source != "document":
        return fact
    return replace(fact, as_of=AsOf(low=FIRST_DAY, high=LAST_DAY, source="document"))


def as_level(fact: Fact) -> Fact:
    """Return a speed, flow or density as the level that it is, whether its unit is one word or two: knots and km/h."""
    return replace(fact, role="level") if fact.role == "rate" and "/" in fact.measurement.unit else fact
