"""Writes what failing rule tests found into their files, in place of what they expected; the rest stays as it is."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from checker.verify.guarded_yaml import read_tree
from checker.verify.rule_tests import places_of

if TYPE_CHECKING:
    from checker.records import Finding
    from checker.verify.rule_tests import Outcome, Score


def update(scores: Sequence[Score]) -> list[str]:
    """Rewrite `expect:` of every case that failed, and return the places of those that were changed.

    A case with `todo`, or with a document that could not be read, is left alone.
    """
    by_file: dict[str, list[Outcome]] = {}
    for outcome in (one for score in scores for one in score.outcomes):
        if not outcome.is_passed and not outcome.unread and not outcome.case.todo:
            by_file.setdefault(outcome.case.file, []).append(outcome)
    return [place for file, outcomes in sorted(by_file.items()) for place in _update_file(Path(file), outcomes)]


def _update_file(file: Path, outcomes: Sequence[Outcome]) -> list[str]:
    from checker.write.atomic import write_atomically

    text = file.read_text(encoding="utf-8-sig")
    tree = read_tree(text)
    edits = []
    for outcome in outcomes:
        path = outcome.case.path
        if (*path, "expect") in tree.spans:
            edits.append((*tree.spans[(*path, "expect")], _expectation(outcome), outcome.case.line))
    for start, end, expectation, _ in sorted(edits, reverse=True):
        kept = text[start:end]
        text = text[:start] + expectation + kept[len(kept.rstrip()) :] + text[end:]
    if read_tree(text).mistakes:  # never leave a file that cannot be read
        return []
    write_atomically(file, text.encode("utf-8"))
    return [f"{file}:{line}" for *_, line in sorted(edits)]


def _expectation(outcome: Outcome) -> str:
    if not outcome.found:
        return "none"
    marked = places_of(outcome.case)
    return "[" + ", ".join(_one(finding, marked) for finding in outcome.found) + "]"


def _one(finding: Finding, marked: Mapping[tuple[str, int, int], str]) -> str:
    """Return one expectation; its evidence where every figure of the finding is marked."""
    named = [
        name
        for mention in finding.mentions
        for (file, start, end), name in marked.items()
        if mention.file == file and mention.start < end and start < mention.end
    ]
    evidence = f", evidence: [{', '.join(_quoted(name) for name in named)}]" if named else ""
    return f"{{verdict: {finding.kind}, severity: {finding.severity}{evidence}}}"


def _quoted(name: str) -> str:
    return '"' + name.replace("\\", "\\\\").replace('"', '\\"') + '"'
