"""`tieout rules test`."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import TYPE_CHECKING

import click

from checker import console, errors
from checker.errors import UsageError

if TYPE_CHECKING:
    from checker.verify.rule_tests import Outcome, Score


@click.command()
@click.argument("paths", nargs=-1, metavar="[PATH...]")
@click.option("-k", "--only", default="", metavar="WORDS", help="Only rules and cases whose code or name holds WORDS.")
@click.option("--update", is_flag=True, help="Write what failing cases found into their files as what they expect.")
@click.option("--junit", default="", metavar="FILE", help="Write the outcome of every case as JUnit XML.")
@click.option("--allow-python-rules", is_flag=True, help="Let rules call Python functions: they run as you do.")
@click.option("-q", "--quiet", is_flag=True, help="Print failures only.")
def command(paths: tuple[str, ...], only: str, update: bool, junit: str, allow_python_rules: bool, quiet: bool) -> int:
    """Run the tests of rule files, folders or shipped packs; without PATH those of every shipped pack.

    Prints true positives, false positives, false negatives and true negatives of each rule. A rule without a case
    that fires, or without one that stays silent, fails unless its status is preview.
    """
    from checker import rule_runs
    from checker.write.words import counted

    _check(paths)
    with console.progress(quiet) as progress:
        scores = rule_runs.run_tests(paths, only, progress, allow_python=allow_python_rules)
    if junit:
        _write_junit(junit, scores)
    if update:
        return _update(scores)
    failed = [score for score in scores if not score.is_passed]
    for line in _score_lines(failed if quiet else scores):
        console.put_line(line)
    cases = counted(sum(len(one.outcomes) for one in scores), "case")
    console.put_line(f"{cases} of {counted(len(scores), 'rule')}, {counted(len(failed), 'rule')} failed")
    return errors.EXIT_FINDINGS if failed or not scores else errors.EXIT_CLEAN


def _check(paths: Sequence[str]) -> None:
    from checker.verify import packs

    for path in paths:
        if not packs.resolve_pack(path).exists():
            names = ", ".join(packs.shipped_packs())
            raise UsageError(f"there is no '{path}', and no shipped pack of that name ({names})")


def _write_junit(file: str, scores: Sequence[Score]) -> None:
    from checker import rule_junit
    from checker.write.atomic import write_atomically

    write_atomically(Path(file), rule_junit.dump(scores))


def _update(scores: Sequence[Score]) -> int:
    from checker import rule_updates

    changed = rule_updates.update(scores)
    for place in changed:
        console.put_line(f"updated {place}")
    count = len(changed)
    console.put_line(f"{count} case{'' if count == 1 else 's'} updated; read the change before you keep it")
    return errors.EXIT_CLEAN


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
    yield from (f"        {line}" for line in outcome.lines)
