"""What `tieout rules show` and `tieout explain CODE` print of one rule."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from difflib import get_close_matches
from typing import TYPE_CHECKING, Any

from checker import console, errors, resources
from checker.errors import UsageError

if TYPE_CHECKING:
    from checker.verify import Packs, Rule
    from checker.verify.rule_tests import RuleCase


def show(code: str, paths: Sequence[str]) -> int:
    """Print one rule: what it looks for, why, how to mend what it finds, its options, and examples from its tests.

    Raises:
        UsageError: no rule has that code or name.
    """
    from checker import normalize
    from checker.reference.checking import rule_of
    from checker.verify import packs, rule_tests

    every = [str(path) for name, path in packs.shipped_packs().items() if name != packs.CORE]
    loaded = packs.load((*every, *paths), normalize.to_measurement, allow_python=None)
    known = {one.code: one for one in (rule_of(), *_every(loaded))}
    found = known.get(code) or next((one for one in known.values() if code in (one.name, *one.former)), None)
    if found is None:
        near = get_close_matches(code, [*known, *(one.name for one in known.values())], n=1, cutoff=0.5)
        hint = f"; did you mean '{near[0]}'?" if near else "; `tieout rules list` names all of them"
        raise UsageError(f"no rule has the code '{code}'{hint}")
    _, cases = rule_tests.read_cases([*packs.shipped_packs().values(), *paths], normalize.to_measurement)
    console.put_line("\n".join(_shown(found, [case for case in cases if case.rule == found.code and not case.todo])))
    return errors.EXIT_CLEAN


def _every(packs: Packs) -> tuple[Rule, ...]:
    return (*packs.rules, *packs.notices)


def _shown(rule: Rule, cases: Sequence[RuleCase]) -> Iterator[str]:
    status = "" if rule.status == "stable" else f", {rule.status}"
    yield f"{rule.code}  {rule.name}  ({rule.severity}, kind {rule.kind}, pack {rule.pack}{status})"
    yield f"\n{rule.summary}"
    for head, body in (("Why", rule.why), ("How to fix", rule.how_to_fix), ("Tags", ", ".join(rule.tags))):
        if body:
            yield f"\n{head}: {body}"
    if rule.pack != "reference":
        yield "\nCheck:"
        yield from (f"  {key}: {_plain(value)}" for key, value in rule.check.items())
    for head, is_firing in (("Fires on", True), ("Silent on", False)):
        case = next((one for one in cases if bool(one.expected) is is_firing), None)
        if case is not None:
            yield f"\n{head}: {case.name}"
            for name, text in case.documents.items():
                yield from (f"  {name}: {line}" for line in text.rstrip().splitlines())
    if page := rule.docs or _page(rule):
        yield f"\nMore: {page}"


def _page(rule: Rule) -> str:
    """Return where the page of a shipped rule lies in this installation, "" where it has none."""
    page = resources.data_folder("docs") / "reference" / "rules" / f"{rule.code}.md"
    return str(page) if rule.origin == "shipped" and page.is_file() else ""


def _plain(value: Any) -> str:
    if isinstance(value, dict):
        return "{" + ", ".join(f"{key}: {_plain(item)}" for key, item in value.items()) + "}"
    if isinstance(value, list):
        return "[" + ", ".join(_plain(item) for item in value) + "]"
    return str(value).lower() if isinstance(value, bool) else str(value)
