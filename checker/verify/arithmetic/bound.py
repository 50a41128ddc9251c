"""Arithmetic rules of users: figures bound to names by subject, attribute, scope or role, and what must hold."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import replace
from typing import Any, cast

from checker.records import Fact
from checker.verify import grouping, selection
from checker.verify.arithmetic import expression
from checker.verify.arithmetic.found import Mismatch, figure_text
from checker.verify.arithmetic.spans import add, figure, middle
from checker.verify.overlap import Span, overlaps, widen
from checker.verify.rules import Case, Rule, Selection

Bound = Mapping[str, list[Fact]]


def mismatches(rule: Rule, case: Case) -> Iterator[Mismatch]:
    """Yield the groups of facts in which the relation of a rule does not hold within rounding and tolerance."""
    tree = expression.parse(str(rule.check["holds"]))
    binds = cast(dict[str, dict[str, Any]], rule.check.get("bind", {}))
    needs = cast(dict[str, int], rule.check.get("need", {}))
    for facts in _groups(rule, case).values():
        bound = {name: _bound(wanted, facts, case) for name, wanted in binds.items()}
        if not _is_complete(bound, binds, needs):
            continue
        found = _judge(rule, case, tree, bound)
        if found is not None:
            yield found


def _groups(rule: Rule, case: Case) -> dict[tuple[str, ...], list[Fact]]:
    parts = cast(list[str], rule.check.get("for-each", ["document", "period"]))
    facts = grouping.chosen(replace(rule, select=_without_entity(rule.select)), case)
    return grouping.grouped(facts, parts, case)


def _without_entity(select: Selection) -> Selection:
    """Return a selection that leaves the choice of subjects to the names that are bound."""
    return replace(select, entity_names=(), entity_types=(), with_parts=False, part_of="")


def _bound(wanted: Mapping[str, Any], facts: list[Fact], case: Case) -> list[Fact]:
    """Return the facts of a group that a name stands for, one per distinct place."""
    entity = wanted.get("entity")
    names = entity if isinstance(entity, dict) else {"name": entity} if entity else {}
    select = Selection(
        attributes=_words(wanted.get("attribute")),
        entity_names=_words(names.get("name")),
        entity_types=_words(names.get("type")),
        with_parts=names.get("with") == "parts",
    )
    whole = str(names.get("part-of") or "")
    parts = selection.wanted_names((), False, whole, case.vocabulary) if whole else None
    found = []
    for fact in facts:
        if not selection.is_selected(select, fact, case) or (
            whole and not _is_part(fact, whole.casefold(), parts, facts, case)
        ):
            continue
        scope = {word.casefold() for word in _words(wanted.get("scope"))}
        if scope and not scope & {word.casefold() for word in fact.scope}:
            continue
        if wanted.get("role") in (None, fact.role):
            found.append(fact)
    return found


def _is_part(fact: Fact, whole: str, parts: frozenset[str] | None, facts: list[Fact], case: Case) -> bool:
    """Return whether a fact is of a part: one that the vocabulary names, else any other in the table of the whole."""
    if parts:
        return not parts.isdisjoint(selection.names_of(fact, case))
    return _is_beside(fact, whole, facts, case)


def _is_beside(fact: Fact, whole: str, facts: list[Fact], case: Case) -> bool:
    """Return whether a fact stands in one table with the whole and is not the whole itself."""
    table = grouping.table_of(fact, case)
    if table < 0 or whole in selection.names_of(fact, case):
        return False
    return any(
        other.document == fact.document
        and grouping.table_of(other, case) == table
        and whole in selection.names_of(other, case)
        for other in facts
    )


def _words(value: Any) -> tuple[str, ...]:
    if value is None:
        return ()
    return (value,) if isinstance(value, str) else tuple(value)


def _is_complete(bound: Bound, binds: Mapping[str, Mapping[str, Any]], needs: Mapping[str, int]) -> bool:
    for name, facts in bound.items():
        if len(facts) < needs.get(name, 1):
            return False
        if not binds[name].get("many") and len({fact.measurement.nominal for fact in facts}) > 1:
            return False  # two values for one name: that is another rule's finding
    seen: set[str] = set()
    for facts in bound.values():
        names = {fact.id for fact in facts}
        if names & seen:
            return False
        seen |= names
    return True


def _judge(rule: Rule, case: Case, tree: expression.Tree, bound: Bound) -> Mismatch | None:
    binds = cast(dict[str, dict[str, Any]], rule.check.get("bind", {}))
    chosen = {name: facts if binds[name].get("many") else facts[:1] for name, facts in bound.items()}
    spans = {name: [figure(fact, case.claims[fact.id]) for fact in facts] for name, facts in chosen.items()}
    result = expression.holds(tree, spans)
    if result is None or result[0]:
        return None
    _, left, right = result
    room = rule.tolerance.relative * max(abs(middle(left)), abs(middle(right)))
    if rule.tolerance.absolute is not None:
        room = max(room, abs(rule.tolerance.absolute.nominal))
    if tree[0] != "!=" and overlaps(widen(left, room), right):
        return None
    facts = tuple(fact for group in chosen.values() for fact in group)
    return Mismatch(
        facts=facts,
        sides={fact.id: name for name, group in chosen.items() for fact in group},
        certainty=0.9,
        sentence=f"{rule.check['holds']} does not hold: {middle(left):.6g} against {middle(right):.6g}",
        values=_values(chosen, spans, case),
        steps=(f"left {left.low:.8g} to {left.high:.8g}, right {right.low:.8g} to {right.high:.8g}",),
    )


def _values(chosen: Bound, spans: Mapping[str, list[Span]], case: Case) -> dict[str, str]:
    values: dict[str, str] = {}
    for name, facts in chosen.items():
        values[f"n_{name}"] = str(len(facts))
        values[f"sum_{name}"] = figure_text(middle(add(spans[name])), facts[0], case.claims[facts[0].id])
    return values
