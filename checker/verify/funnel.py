"""How many figures and pairs each step leaves to one rule: why it fires, and why it does not."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass, field

from checker.records import Fact
from checker.verify import selection
from checker.verify.compare import Context
from checker.verify.relations import relate
from checker.verify.rules import Case, Rule, Selection

Pair = tuple[str, str]


@dataclass(slots=True, kw_only=True)
class Funnel:
    """Counts with one example each; examples are fact ids, or pairs of them."""

    facts: int = 0
    selected: int = 0
    unselected: Counter[str] = field(default_factory=Counter)  # attribute, entity, qualifier, document
    in_topics: int = 0
    alone: int = 0  # selected, and linked to no other selected figure
    topics: int = 0
    relations: Counter[str] = field(default_factory=Counter)  # agree compatible "conflict (digits)" update disputed
    reasons: Counter[str] = field(default_factory=Counter)  # why compared pairs are not comparable after all
    examples: dict[str, str] = field(default_factory=dict)  # stage or reason -> fact id
    pairs: dict[str, Pair] = field(default_factory=dict)  # relation or reason -> pair


def rule_funnel(rule: Rule, case: Case) -> Funnel:
    """Return what each step left to a rule of kind `agree`; of other kinds only what they select."""
    funnel = Funnel(facts=len(case.facts))
    chosen: set[str] = set()
    for fact in case.facts.values():
        reason = _why_unselected(rule, fact, case)
        if reason:
            funnel.unselected[reason] += 1
            funnel.examples.setdefault(reason, fact.id)
        else:
            chosen.add(fact.id)
    funnel.selected = len(chosen)
    _through_topics(rule, case, chosen, funnel)
    return funnel


def _why_unselected(rule: Rule, fact: Fact, case: Case) -> str:
    select = rule.select
    if select == Selection() or selection.is_selected(select, fact, case):
        return ""
    parts: Mapping[str, Selection] = {
        "attribute": Selection(attributes=select.attributes),
        "entity": Selection(
            entity_names=select.entity_names,
            entity_types=select.entity_types,
            with_parts=select.with_parts,
            part_of=select.part_of,
        ),
        "qualifier": Selection(qualifiers_none_of=select.qualifiers_none_of),
        "document": Selection(include=select.include, exclude=select.exclude),
    }
    for name, part in parts.items():
        if part != Selection() and not selection.is_selected(part, fact, case):
            return name
    return "entity"


def _through_topics(rule: Rule, case: Case, chosen: set[str], funnel: Funnel) -> None:
    met: set[str] = set()
    context = Context(claims=case.claims, documents=case.documents, relative=rule.tolerance.relative)
    for topic in case.topics:
        facts = tuple(name for name in topic.facts if name in chosen)
        if len(facts) < 2 or topic.is_echo:
            continue
        funnel.topics += 1
        met.update(facts)
        if rule.kind != "agree":
            continue
        _, edges = relate(selection.narrowed(topic, facts), case.facts, context)
        for edge in edges:
            cause = f" ({edge.relation.cause})" if edge.relation.cause else ""
            word = edge.relation.reason or "none" if edge.relation.kind == "none" else edge.relation.kind + cause
            (funnel.reasons if edge.relation.kind == "none" else funnel.relations)[word] += 1
            funnel.pairs.setdefault(word, (edge.relation.a, edge.relation.b))
    funnel.in_topics = len(met)
    funnel.alone = len(chosen) - len(met)
    first = next((name for name in case.facts if name in chosen and name not in met), None)
    if first is not None:
        funnel.examples["alone"] = first
