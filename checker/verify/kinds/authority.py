"""Kind `authority`: one document has the last word; every other that speaks of the same figure agrees with it.

check:
  kind: authority
  source: {documents: {include: ["datasheets/**"]}, newest: true}     # newest: only the latest of them
  tolerance: {relative: 1%}
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import replace
from typing import Any, cast

from checker.records import Fact, Topic
from checker.verify import periods, selection
from checker.verify.outcomes import linked, reason_of
from checker.verify.relations import Edge, Group, relate
from checker.verify.rules import Case, Draft, Rule, Selection
from checker.verify.tolerances import context_of, tolerance_of


class Authority:
    """Compares what documents say with what their source says."""

    name = "authority"
    placeholders: frozenset[str] = frozenset()
    roles = frozenset({"source", "copy"})

    def model(self) -> type:
        """Return the pydantic model of this kind's `check:`."""
        from checker.verify.kind_models import AuthorityCheck

        return AuthorityCheck

    def judge(self, rules: tuple[Rule, ...], case: Case, count: Callable[[str], None]) -> Iterable[Draft]:
        """Return one draft per topic in which documents differ from the source."""
        for rule in rules:
            for topic in case.topics:
                draft = None if topic.is_echo else _judge(rule, topic, case)
                if draft is not None:
                    yield draft


def _judge(rule: Rule, topic: Topic, case: Case) -> Draft | None:
    sources = _sources(rule, topic, case)
    chosen = set(selection.selected(rule.select, topic, case)) | sources
    others = {name for name in chosen - sources if not _is_source(rule, case.facts[name])}
    if not sources or not others:
        return None
    narrowed = selection.narrowed(topic, tuple(name for name in topic.facts if name in sources | others))
    groups, edges = relate(narrowed, case.facts, context_of(rule, case, narrowed))
    against = [edge for group in groups if (edge := _against(group, edges, sources)) is not None]
    return _draft(rule, topic, against, sources, case) if against else None


def _sources(rule: Rule, topic: Topic, case: Case) -> set[str]:
    """Return the facts of a topic that stand in the source; of several editions those of the newest, where asked."""
    found = [case.facts[name] for name in topic.facts if _is_source(rule, case.facts[name])]
    found = [fact for fact in found if selection.is_selected(_anywhere(rule.select), fact, case, topic.subject)]
    if found and cast(dict[str, Any], rule.check["source"]).get("newest"):
        newest = max(periods.document_day(fact, case.documents) for fact in found)
        found = [fact for fact in found if periods.document_day(fact, case.documents) == newest]
    return {fact.id for fact in found if fact.polarity == "affirmed"}


def _is_source(rule: Rule, fact: Fact) -> bool:
    documents = cast(dict[str, Any], rule.check["source"])["documents"]
    return selection.is_in(fact.document, documents.get("include", ()), documents.get("exclude", ()))


def _anywhere(select: Selection) -> Selection:
    """Return a selection without its documents: the source counts wherever it lies."""
    return replace(select, include=(), exclude=())


def _against(group: Group, edges: list[Edge], sources: set[str]) -> Edge | None:
    """Return the relation in which a group differs from the source; None where any source bears it out."""
    if any(fact.id in sources for fact in group.facts):
        return None
    relations = [edge for edge in edges if group in (edge.first, edge.second) and _has_source(edge, sources)]
    if any(edge.relation.kind in ("agree", "compatible") for edge in relations):
        return None
    return next((edge for edge in relations if edge.relation.kind in ("conflict", "update")), None)


def _has_source(edge: Edge, sources: set[str]) -> bool:
    return any(fact.id in sources for group in (edge.first, edge.second) for fact in group.facts)


def _draft(rule: Rule, topic: Topic, against: list[Edge], sources: set[str], case: Case) -> Draft:
    facts = {fact.id: fact for edge in against for group in (edge.first, edge.second) for fact in group.facts}
    ordered = sorted(facts.values(), key=lambda fact: (fact.id not in sources, fact.document, fact.id))
    is_stale = all(edge.relation.kind == "update" and edge.relation.current in sources for edge in against)
    causes = {edge.relation.cause for edge in against}
    sure = sum(edge.relation.certainty for edge in against) / len(against)
    labels = {fact.as_of.label for fact in ordered if periods.is_stated(fact.as_of)}
    return Draft(
        rule=rule,
        verdict="update" if is_stale else "conflict",
        facts=tuple(fact.id for fact in ordered),
        confidence=linked(topic, set(facts)) * sure,
        cause=None if is_stale or len(causes) > 1 else causes.pop(),
        reason=reason_of(against),
        tolerance=tolerance_of(rule, case, topic),
        topic=topic,
        subject=topic.subject,
        attribute=topic.attribute,
        period=labels.pop() if len(labels) == 1 else "",
        current=tuple(sorted(sources & set(facts))) if is_stale else (),
        sides=tuple((fact.id, "source" if fact.id in sources else "copy") for fact in ordered),
        steps=tuple(dict.fromkeys(step for edge in against for step in edge.relation.steps)),
    )


KIND = Authority()
