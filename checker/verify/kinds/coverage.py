"""Kind `coverage`: a fact stands in all, or at least N, documents; or no copy of it is older than its source.

check: {kind: coverage, documents: {include: ["datasheets/**"]}, at-least: all, for-each: [entity]}
check: {kind: coverage, not-older-than: {documents: {include: ["price-list.md"]}}}
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from typing import Any, cast

from checker.records import Fact
from checker.verify import grouping, periods, selection
from checker.verify.messages import title
from checker.verify.rules import Case, Draft, Rule
from checker.verify.tables import factors

DEFAULT_PARTS = ("entity", "attribute")


class Coverage:
    """Looks for documents that leave a fact out, and for copies older than their source."""

    name = "coverage"
    placeholders = frozenset({"missing", "n_missing", "needed"})
    roles = frozenset({"source", "copy"})

    def model(self) -> type:
        """Return the pydantic model of this kind's `check:`."""
        from checker.verify.kind_models import CoverageCheck

        return CoverageCheck

    def judge(self, rules: tuple[Rule, ...], case: Case, count: Callable[[str], None]) -> Iterable[Draft]:
        """Return one draft per group of facts that too few documents state, or that stale documents repeat.

        A draft without facts says that no document states the fact at all; it becomes a notice.
        """
        for rule in rules:
            if "not-older-than" in rule.check:
                yield from _stale(rule, case)
            else:
                yield from _missing(rule, case)


def _parts(rule: Rule) -> tuple[str, ...]:
    given = rule.check.get("for-each", DEFAULT_PARTS)
    return (given,) if isinstance(given, str) else tuple(cast(list[str], given))


def _named(documents: dict[str, Any], case: Case) -> list[str]:
    include, exclude = documents.get("include", ()), documents.get("exclude", ())
    return [name for name in sorted(case.documents) if selection.is_in(name, include, exclude)]


def _missing(rule: Rule, case: Case) -> Iterable[Draft]:
    wanted = _named(cast(dict[str, Any], rule.check["documents"]), case)
    at_least = rule.check.get("at-least", "all")
    needed = len(wanted) if at_least == "all" else int(cast(int, at_least))
    if not wanted or needed > len(wanted):
        return
    groups = _by_parts(rule, case)
    if not groups:
        yield Draft(rule=rule, verdict="conflict", facts=(), confidence=1.0, values=_values(wanted, needed))
    for facts in groups:
        stating = {fact.document for fact in facts}
        missing = [name for name in wanted if name not in stating]
        if len(wanted) - len(missing) < needed:
            yield _draft(rule, facts, missing, needed, case)


def _by_parts(rule: Rule, case: Case) -> list[list[Fact]]:
    """Return the selected facts by `for-each`, whatever their units: "2 kg" states the weight as well as "4.4 lb"."""
    groups: dict[tuple[str, ...], list[Fact]] = {}
    for key, facts in grouping.grouped(grouping.chosen(rule, case), _parts(rule), case).items():
        groups.setdefault(key[1:], []).extend(facts)
    return list(groups.values())


def _values(missing: list[str], needed: int) -> dict[str, str]:
    shown = ", ".join(missing[:6]) + (f" and {len(missing) - 6} more" if len(missing) > 6 else "")
    return {"missing": shown, "n_missing": str(len(missing)), "needed": str(needed)}


def _draft(rule: Rule, facts: list[Fact], missing: list[str], needed: int, case: Case) -> Draft:
    subject, attribute = grouping.label_of(facts, case)
    values = _values(missing, needed)
    return Draft(
        rule=rule,
        verdict="conflict",
        facts=tuple(fact.id for fact in facts),
        confidence=factors()["kind"]["coverage"],
        subject=subject,
        attribute=attribute,
        values=values,
        steps=(f"needed in {needed} documents, not stated in {values['missing']}",),
        sentence=f"{title(subject, attribute)}: not stated in {values['missing']}",
    )


def _stale(rule: Rule, case: Case) -> Iterable[Draft]:
    sources = set(_named(cast(dict[str, Any], cast(dict[str, Any], rule.check["not-older-than"])["documents"]), case))
    for facts in _by_parts(rule, case):
        newest = max((_day(fact, case) for fact in facts if fact.document in sources), default="")
        copies = [fact for fact in facts if fact.document not in sources and "" < _day(fact, case) < newest]
        if not copies:
            continue
        current = [fact for fact in facts if fact.document in sources and _day(fact, case) == newest]
        subject, attribute = grouping.label_of(facts, case)
        older = ", ".join(dict.fromkeys(f"{fact.document} ({_day(fact, case)})" for fact in copies))
        yield Draft(
            rule=rule,
            verdict="update",
            facts=tuple(fact.id for fact in (*current, *copies)),
            confidence=factors()["kind"]["coverage"],
            subject=subject,
            attribute=attribute,
            current=tuple(fact.id for fact in current),
            sides=tuple((fact.id, "source" if fact.document in sources else "copy") for fact in (*current, *copies)),
            values=_values(list(dict.fromkeys(fact.document for fact in copies)), 0),
            steps=(f"the source is of {newest}",),
            sentence=f"{title(subject, attribute)}: {older} is older than the source of {newest}",
        )


def _day(fact: Fact, case: Case) -> str:
    return periods.document_day(fact, case.documents)


KIND = Coverage()
