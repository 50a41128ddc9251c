"""Kind `agree`: the facts of a topic give one value; reports how they stand to each other where they do not.

check:
  kind: agree
  report: [conflict, update]            # verdicts that become findings; default conflict, update, disputed
  cause: [scale, none]                  # conflicts of these causes only; default all
  same: [entity, attribute, period]     # what a group shares; linking decides it, and where `period` is named no
                                        # value of another stated time is held to supersede one
  tolerance: {rounding: stated-precision, relative: 1%}
  update-when: {revision-marker: true, later-by: 90 days}
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from dataclasses import replace
from datetime import date
from typing import cast

from checker.records import Fact, Topic
from checker.verify import periods, selection
from checker.verify.compare import Context
from checker.verify.outcomes import Outcome, outcomes
from checker.verify.relations import Edge, relate
from checker.verify.rules import Case, Draft, Rule, Tolerance, days
from checker.verify.tables import sort_of_moves
from checker.verify.tolerances import context_of, tolerance_of

DEFAULT_REPORT = ("conflict", "update", "disputed")


class Agree:
    """Compares what a topic's facts say."""

    name = "agree"
    placeholders: frozenset[str] = frozenset()
    roles = frozenset({"current", "stale"})

    def model(self) -> type:
        """Return the pydantic model of this kind's `check:`."""
        from checker.verify.models import AgreeCheck

        return AgreeCheck

    def judge(self, rules: tuple[Rule, ...], case: Case, count: Callable[[str], None]) -> Iterable[Draft]:
        """Return what the rules find, topic by topic; rules with one tolerance share the comparisons."""
        echoed = {name: topic.id for topic in case.topics if topic.is_echo for name in topic.facts}
        for topic in case.topics:
            judged: dict[tuple[float, float, str], list[Outcome]] = {}
            for rule in rules:
                facts = selection.selected(rule.select, topic, case)
                if len(facts) < 2:
                    continue
                if len(facts) < len(topic.facts) or _has_own_view(rule):
                    found = _judge(selection.narrowed(topic, facts), case, context_of(rule, case, topic), rule, None)
                else:
                    context = context_of(rule, case, topic)
                    key = (context.relative, context.absolute, context.rounding)
                    if key not in judged:
                        teller = None if judged or topic.is_echo or not rule.is_shipped else count
                        judged[key] = _judge(topic, case, context, None, teller)
                    found = judged[key]
                kept = [one for one in found if _counts(one, topic, echoed)]
                yield from _drafts(rule, topic, kept, tolerance_of(rule, case, topic))


def _counts(outcome: Outcome, topic: Topic, echoed: Mapping[str, str]) -> bool:
    """Whether a topic may say this: facts joined by their equal value can only agree, and agree once."""
    if topic.is_echo:
        return outcome.verdict == "agreement"
    homes = {echoed.get(fact.id, "") for fact in outcome.facts}
    return outcome.verdict != "agreement" or len(homes) > 1 or homes == {""}


def _has_own_view(rule: Rule) -> bool:
    """Whether a rule reads updates in its own way, so that its comparisons are its own."""
    return "update-when" in rule.check or (_wants_one_period(rule) and "update" in _reported(rule))


def _wants_one_period(rule: Rule) -> bool:
    return "period" in cast(list[str], rule.check.get("same", ("period",)))


def _reported(rule: Rule) -> list[str]:
    return cast(list[str], rule.check.get("report", DEFAULT_REPORT))


def _judge(
    topic: Topic, case: Case, context: Context, rule: Rule | None, count: Callable[[str], None] | None
) -> list[Outcome]:
    groups, edges = relate(topic, case.facts, context)
    if rule is not None:
        edges = [_as_rule_says(edge, rule, case) for edge in edges if not _is_other_period(edge, rule, case)]
    if count is not None:
        for edge in edges:
            if edge.relation.kind == "none":
                count(edge.relation.reason)
    return outcomes(topic, groups, edges, case.documents)


def _drafts(rule: Rule, topic: Topic, found: list[Outcome], tolerance: Tolerance) -> Iterable[Draft]:
    reported = _reported(rule)
    causes = cast(list[str], rule.check.get("cause", ()))
    for outcome in found:
        if outcome.verdict not in reported:
            continue
        if outcome.verdict == "conflict" and causes and (outcome.cause or "none") not in causes:
            continue
        is_soft = outcome.verdict == "conflict" and outcome.is_uncertain_period
        yield Draft(
            rule=rule,
            verdict=outcome.verdict,
            facts=tuple(fact.id for fact in outcome.facts),
            confidence=outcome.confidence,
            cause=outcome.cause,
            reason=outcome.reason,
            tolerance=tolerance,
            severity="warning" if is_soft and rule.severity == "error" else _severity(rule, outcome),
            topic=topic,
            subject=topic.subject,
            attribute=topic.attribute,
            period=_period(outcome.facts),
            current=tuple(name for name, side in outcome.sides.items() if side == "current"),
            sides=tuple(outcome.sides.items()),
            steps=outcome.steps,
        )


def _severity(rule: Rule, outcome: Outcome) -> str:
    """Return the severity of the contract for what is not the rule's own main verdict."""
    if outcome.verdict in ("update", "disputed") and rule.severity == "error":
        return "warning"
    return "info" if outcome.verdict in ("agreement", "compatible") else rule.severity


def _period(facts: tuple[Fact, ...]) -> str:
    """Return the time that all facts name, "" where they name none or several."""
    labels = {fact.as_of.label for fact in facts if periods.is_stated(fact.as_of)}
    return labels.pop() if len(labels) == 1 else ""


def _is_other_period(edge: Edge, rule: Rule, case: Case) -> bool:
    """Whether an update is between two stated times, and the rule speaks of one period only."""
    if edge.relation.kind != "update" or not _wants_one_period(rule):
        return False
    return periods.are_apart(case.facts[edge.relation.a].as_of, case.facts[edge.relation.b].as_of)


def _as_rule_says(edge: Edge, rule: Rule, case: Case) -> Edge:
    """Turn an update into a conflict where the rule's `update-when` does not grant it."""
    granted = cast(dict[str, object], rule.check.get("update-when", {}))
    if edge.relation.kind != "update" or not granted:
        return edge
    a, b = case.facts[edge.relation.a], case.facts[edge.relation.b]
    if granted.get("revision-marker") and any(sort_of_moves(fact.moves) or fact.role == "from" for fact in (a, b)):
        return edge
    later_by = days(str(granted.get("later-by", "")))
    if later_by is not None and _days_apart(a, b, case) >= later_by.days:
        return edge
    return Edge(edge.first, edge.second, replace(edge.relation, kind="conflict", current=""))


def _days_apart(a: Fact, b: Fact, case: Case) -> int:
    """Return how many days lie between two documents, or between the times of two facts where one has no date."""
    ends = [periods.document_day(fact, case.documents) for fact in (a, b)]
    if not all(ends):
        ends = [fact.as_of.high for fact in (a, b)]
    try:
        first, second = (date.fromisoformat(end) for end in ends)
    except ValueError:
        return 0
    return abs((second - first).days)


KIND = Agree()
