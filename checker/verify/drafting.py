"""Runs the kinds over a case: each rule's drafts, and a notice for every rule that failed.

A rule that fails is never a pass and never the end of a run: the others give what they find.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from typing import cast

from checker import plugins
from checker.records import Notice
from checker.verify.rules import Case, Draft, Kind, Rule

FAILED = "T909"
LONGEST = 300  # characters of what a failed rule had to say


def draft_all(
    rules: Sequence[Rule], case: Case, count: Callable[[str], None]
) -> tuple[list[Draft], tuple[Notice, ...]]:
    """Return what the rules find, kind by kind, and the notices of those that failed.

    Args:
        rules: those that run.
        case: what they look at.
        count: is told the reason of every pair that was not comparable.
    """
    kinds = cast(Mapping[str, Kind], plugins.find_members("verify.kinds", "KIND"))
    drafts: list[Draft] = []
    failed: list[Notice] = []
    for kind in sorted(kinds.values(), key=lambda kind: kind.name):
        own = tuple(rule for rule in rules if rule.kind == kind.name)
        found, notices = _of_kind(kind, own, case, count)
        drafts += found
        failed += notices
    return drafts, tuple(failed)


def _of_kind(
    kind: Kind, rules: tuple[Rule, ...], case: Case, count: Callable[[str], None]
) -> tuple[list[Draft], list[Notice]]:
    """Judge the rules of a kind together; where one fails, each alone, so that it takes no other with it."""
    reasons: list[str] = []
    try:
        drafts = list(kind.judge(rules, case, reasons.append)) if rules else []
    except KeyboardInterrupt:
        raise
    except BaseException as error:
        if len(rules) == 1:
            return [], [_notice(rules[0], error)]
        parts = [_of_kind(kind, (rule,), case, count) for rule in rules]
        return [draft for found, _ in parts for draft in found], [one for _, notices in parts for one in notices]
    for reason in reasons:
        count(reason)
    return drafts, []


def _notice(rule: Rule, error: BaseException) -> Notice:
    said = " ".join(str(error).split())[:LONGEST]
    what = f"{type(error).__name__}: {said}" if said else type(error).__name__
    return Notice(code=FAILED, message=f"the rule {rule.code} {rule.name} failed and was not checked: {what}")
