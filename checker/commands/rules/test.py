"""`tieout rules test`."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING

import click

from checker import console, errors
from checker.errors import UsageError

if TYPE_CHECKING:
    from checker.verify.rule_tests import Outcome, Score


@click.command()
@click.argument("paths", nargs=-1, metavar="[PATH...]")
@click.option("-k", "--only", default="", metavar="WORDS", help="Only rules and cases whose code or name holds WORDS.")
@click.option("-q", "--quiet", is_flag=True, help="Print failures only.")
def command(paths: tuple[str, ...], only: str, quiet: bool) -> int:
    """Run the tests of rule files, folders or shipped packs; without PATH those of every shipped pack.

    Prints true positives, false positives, false negatives and true negatives of each rule. A rule without a case
    that fires, or without one that stays silent, fails unless its status is preview.
    """
    from checker import rule_runs

    _check(paths)
    with console.progress(quiet) as progress:
        scores = rule_runs.run_tests(paths, only, progress)
    failed = [score for score in scores if not score.is_passed]
    for line in _score_lines(failed if quiet else scores):
        console.put_line(line)
    console.put_line(
        f"{sum(len(one.outcomes) for one in scores)} cases of {len(scores)} rules, {len(failed)} rules failed"
    )
    return errors.EXIT_FINDINGS if failed or not scores else errors.EXIT_CLEAN


def _check(paths: Sequence[str]) -> None:
    from checker.verify import packs

    for path in paths:
        if not packs.resolve_pack(path).exists():
            names = ", ".join(packs.shipped_packs())
            raise UsageError(f"there is no '{path}', and no shipped pack of that name ({names})")


def _score_lines(scores: Sequence[Score]) -> Iterator[str]:
    width = max((len(one.rule) for one in scores), default=0)
    for score in scores:
        right, wrong, missed, silent, todo = score.counts
        end = f"  TODO {todo}" if todo else ""
        mark = "ok  " if score.is_passed else "FAIL"
        yield f"{mark}  {score.rule.ljust(width)}  TP {right}  FP {wrong}  FN {missed}  TN {silent}{end}"
        if score.lacks:
            yield f"      has no {score.lacks.replace(' and ', ' and no ')}"
        for outcome in score.outcomes:
            if not outcome.is_passed:
                yield from _failure(outcome)


def _failure(outcome: Outcome) -> Iterator[str]:
    case = outcome.case
    yield f"      {case.file}:{case.line}: {case.name}"
    if case.todo and outcome.is_as_expected:
        yield "        passes now: remove the todo"
        return
    for reason in outcome.unread:
        yield f"        not read: {reason}"
    for expected in outcome.missed:
        yield f"        missing: {expected}"
    for finding in outcome.wrong:
        figures = ", ".join(f"{one.file} {one.start}-{one.end} '{one.quote}'" for one in finding.mentions)
        yield f"        too much: {finding.severity} {finding.kind} at {figures}"
