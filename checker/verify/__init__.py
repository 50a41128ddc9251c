"""Stage 5: topics -> findings, through rules.

Takes topics of linked facts with the claims and documents behind them; gives findings with their evidence, and
counts of what was withheld or not comparable. Whether two facts answer one question was decided when they were
linked; here it is decided how their values stand to each other, by interval, time and wording (`compare.py`,
`order.py`), and which rule has something to say about it (`judge.py`, `kinds/`).

Rules are data: shipped packs and the user's own go through one loader (`packs.py`) and one interface. A rule decides
and explains, it never renders.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import replace
from pathlib import Path
from typing import Any

from checker.config import Settings
from checker.records import Claim, Document, Fact, Measurement, Notice, Quantity, RuleNote, Topic, Verdicts, Vocabulary
from checker.verify.rules import Pack, Packs, Rule

__all__ = [
    "Pack",
    "Packs",
    "Rule",
    "load_packs",
    "pack_records",
    "read_vocabulary",
    "relation_of",
    "rule_notes",
    "verify",
]


def verify(
    topics: Sequence[Topic],
    facts: Mapping[str, Fact],
    claims: Mapping[str, Claim],
    documents: Mapping[str, Document],
    packs: Packs,
    settings: Settings,
    vocabulary: Vocabulary | None = None,
) -> Verdicts:
    """Return the findings of every rule on the topics and on the facts of each document.

    Args:
        topics: facts linked to one another, each topic with two or more.
        facts, claims, documents: by id; a claim for every fact, a document for every claim.
        packs: the rules that may run; `settings.select` and `ignore` choose among them.
        settings: `min_confidence` withholds findings below it.
        vocabulary: what the user says of names; rules may ask for parts and types.
    """
    from checker.verify.choosing import running
    from checker.verify.judge import judge
    from checker.verify.relations import with_corrections_of_documents
    from checker.verify.rules import Case
    from checker.verify.suppressions import apply

    case = Case(
        topics=tuple(topics),
        facts=with_corrections_of_documents(facts),
        claims=claims,
        documents=documents,
        settings=settings,
        tolerances=packs.tolerances,
        vocabulary=vocabulary or Vocabulary(),
    )
    verdicts = judge(case, packs)
    findings, notices = apply(verdicts.findings, documents, running(packs, settings), settings)
    return replace(verdicts, findings=findings, notices=_wanted((*verdicts.notices, *notices), settings))


def _wanted(notices: Sequence[Notice], settings: Settings) -> tuple[Notice, ...]:
    """Leave out the notices that the settings ignore by code or prefix; a failed rule is never left out."""
    from checker.verify.drafting import FAILED

    left_out = tuple(settings.ignore)
    return tuple(one for one in notices if one.code == FAILED or not one.code.startswith(left_out))


def load_packs(
    paths: Sequence[str | Path] = (),
    to_measurement: Callable[[str, Quantity], Measurement] | None = None,
    *,
    settings: Settings | None = None,
    only_look: bool = False,
) -> Packs:
    """Return the shipped packs and those at `paths`, files or folders of YAML rules.

    Args:
        paths: rule files or folders; `settings.rules` where empty.
        to_measurement: reads an absolute tolerance such as "5 km"; without it such a tolerance is refused.
        settings: tolerances of the project, and whether Python rules are allowed.
        only_look: read the rules without their Python functions, to list, show or validate them.

    Raises:
        RuleError: one or more mistakes, each with file, line and column.
    """
    from checker.verify import packs

    chosen = settings or Settings()
    return packs.load(
        tuple(paths) or chosen.rules,
        to_measurement,
        chosen.tolerances,
        allow_python=None if only_look else chosen.allow_python_rules,
    )


def rule_notes(packs: Packs, settings: Settings) -> tuple[RuleNote, ...]:
    """Return what outputs say of each rule that the settings let run, by code."""
    from checker.verify.choosing import running

    return tuple(_note(rule) for rule in sorted(running(packs, settings), key=lambda rule: rule.code))


def rules_off(packs: Packs, settings: Settings) -> tuple[RuleNote, ...]:
    """Return what outputs say of each rule of the packs that did not run, by code."""
    from checker.verify.choosing import is_chosen

    off = [rule for rule in packs.rules if not is_chosen(rule, settings)]
    return tuple(_note(rule) for rule in sorted(off, key=lambda rule: rule.code))


def _note(rule: Rule) -> RuleNote:
    return RuleNote(
        code=rule.code,
        name=rule.name,
        summary=rule.summary,
        severity=rule.severity,
        kind=rule.kind,
        pack=rule.pack,
        why=rule.why,
        how_to_fix=rule.how_to_fix,
        tags=rule.tags,
        former=rule.former,
        status=rule.status,
    )


def read_vocabulary(path: Path) -> Vocabulary:
    """Return the names, aliases and pairs that are never one of an `entities.yaml`.

    Raises:
        UsageError: it cannot be read, or holds mistakes, each with line and column.
    """
    from checker.verify import vocabulary

    return vocabulary.read(path)


def pack_records(packs: Packs) -> list[dict[str, Any]]:
    """Return name, version, hash and number of rules of every pack, for the run record."""
    return [
        {"name": pack.name, "version": pack.version, "sha256": pack.sha256, "rules": len(pack.rules)}
        for pack in packs.packs
    ]


def relation_of(
    topic: Topic,
    a: str,
    b: str,
    facts: Iterable[Fact],
    claims: Mapping[str, Claim],
    documents: Mapping[str, Document],
) -> tuple[str, str, tuple[str, ...]]:
    """Return how two facts of a topic stand to each other without a rule's tolerance: kind, reason and steps."""
    from checker.verify.compare import Context
    from checker.verify.relations import relate

    _, edges = relate(topic, {fact.id: fact for fact in facts}, Context(claims=claims, documents=documents))
    for edge in edges:
        first, second = ({fact.id for fact in group.facts} for group in (edge.first, edge.second))
        if (a in first and b in second) or (b in first and a in second):
            return edge.relation.kind, edge.relation.reason, edge.relation.steps
    return "none", "each was compared with nearer figures of the topic only", ()
