"""Facts in groups: by document, period, entity, attribute, scope or table, as `for-each` of a rule asks."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence

from checker.records import Fact
from checker.verify import selection
from checker.verify.periods import is_dated
from checker.verify.rules import Case, Rule

PARTS = ("document", "period", "entity", "attribute", "scope", "table")


def chosen(rule: Rule, case: Case) -> list[Fact]:
    """Return the facts that a rule selects, those that are denied left out, in order of their ids."""
    facts = (case.facts[name] for name in sorted(case.facts))
    return [fact for fact in facts if fact.polarity == "affirmed" and selection.is_selected(rule.select, fact, case)]


def grouped(facts: Iterable[Fact], parts: Sequence[str], case: Case) -> dict[tuple[str, ...], list[Fact]]:
    """Return facts by the parts of `for-each`, groups in order of their first fact; units are never mixed.

    Where groups are by entity, a fact that is about nothing that has a name is left out.
    """
    groups: dict[tuple[str, ...], list[Fact]] = {}
    shared = _subjects_of_topics(case) if "entity" in parts else {}
    for fact in facts:
        entity = _entity(fact, shared)
        if "entity" in parts and not entity:
            continue
        key = (entity if part == "entity" else part_of(part, fact, case) for part in parts)
        groups.setdefault((fact.measurement.unit, *key), []).append(fact)
    return groups


def _subjects_of_topics(case: Case) -> dict[str, str]:
    """Return for every fact of a topic the subject that most facts of it name, or a word for the topic itself."""
    found: dict[str, str] = {}
    for topic in case.topics:
        if topic.is_echo:
            continue
        counts = Counter(subject for name in topic.facts if (subject := case.facts[name].subject))
        most = min(counts, key=lambda subject: (-counts[subject], subject)) if counts else f"topic {topic.id}"
        found |= dict.fromkeys(topic.facts, most)
    return found


def _entity(fact: Fact, shared: Mapping[str, str]) -> str:
    """Return what a fact is about: its subject, else that of the facts it is linked with, else the words of it."""
    return fact.subject or shared.get(fact.id, "") or " ".join(fact.about)


def part_of(part: str, fact: Fact, case: Case) -> str:
    """Return what a fact is grouped by under one word of `for-each`."""
    if part == "table":
        return f"{fact.document} {table_of(fact, case)}"
    return {
        "period": fact.as_of.label if is_dated(fact.as_of) else "",
        "document": fact.document,
        "entity": fact.subject,
        "attribute": fact.attribute,
        "scope": " ".join(sorted(fact.scope)),
    }[part]


def table_of(fact: Fact, case: Case) -> int:
    """Return the number of the table that a fact stands in, -1 where it stands in none."""
    blocks = case.documents[fact.document].blocks
    cell = blocks[fact.block].cell if 0 <= fact.block < len(blocks) else None
    return -1 if cell is None else cell.table


def label_of(facts: Sequence[Fact], case: Case) -> tuple[str, str]:
    """Return the subject and attribute of a group as its first fact writes them."""
    claim = case.claims[facts[0].id]
    subject = claim.subject.text if claim.subject else facts[0].subject
    return " ".join(subject.split()), " ".join((claim.attribute.text or facts[0].attribute).split())


def shown(fact: Fact, case: Case) -> str:
    """Return a fact's figure as its document writes it."""
    from checker.verify.mentions import shown as shown_in

    return shown_in(case.documents[fact.document], case.claims[fact.id])
