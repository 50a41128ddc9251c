"""`tieout rules test new schema`, and what `rules show` prints: for people who write rules."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from difflib import get_close_matches
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from checker import console, errors
from checker.errors import UsageError

if TYPE_CHECKING:
    from checker.verify import Rule
    from checker.verify.rule_tests import Outcome, RuleCase, Score

_TEMPLATE = """\
# yaml-language-server: $schema=./tieout-rules.schema.json
# `tieout rules schema -o tieout-rules.schema.json` writes the schema that editors complete from.
version: 1
namespace: {namespace}

rules:
  - id: {namespace}001
    name: {name}
    summary: The headcount of one organisation at one time is the same in every document.
    why: A reader who sees two numbers for one date trusts neither.
    how-to-fix: Correct the older document, or add the date that each number refers to.
    severity: error
    select:
      attribute: [headcount, employees, staff]
    check:
      kind: agree
      same: [entity, attribute, period, scope]
      tolerance: {{rounding: stated-precision}}
    message: "{{entity}} has {{a.value}} in {{a.doc}} but {{b.value}} in {{b.doc}}."
    tests:
      - name: two numbers for one day
        documents:
          report.md: At the end of 2023 Norvik Energy had [[1,250]] employees.
          web.md: At the end of 2023 Norvik Energy had [[1,320]] employees.
        expect: [{{verdict: conflict, evidence: [report.md#1, web.md#1]}}]
      - name: other years do not meet
        documents:
          report.md: At the end of 2021 Norvik Energy had 900 employees.
          web.md: At the end of 2023 Norvik Energy had 1,250 employees.
        expect: none
"""


def add_to(rules: click.Group) -> None:
    """Add the commands of this module to the group `tieout rules`."""
    for command in (test_rules, new_rule, schema):
        rules.add_command(command)


# --- test ----------------------------------------------------------------------------------------------------


@click.command(name="test")
@click.argument("paths", nargs=-1, metavar="[PATH...]")
@click.option("-k", "--only", default="", metavar="WORDS", help="Only rules and cases whose code or name holds WORDS.")
@click.option("-q", "--quiet", is_flag=True, help="Print failures only.")
def test_rules(paths: tuple[str, ...], only: str, quiet: bool) -> int:
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


# --- new, schema ---------------------------------------------------------------------------------------------


@click.command(name="new")
@click.argument("file", type=click.Path(dir_okay=False, path_type=Path))
@click.option("--namespace", default="MY", metavar="LETTERS", help="What the codes begin with.  [default: MY]")
@click.option("--name", default="headcount-agrees", metavar="NAME", help="Name of the rule, in words with hyphens.")
def new_rule(file: Path, namespace: str, name: str) -> int:
    """Write a rule file to start from: one working rule with its tests. A file that is there is left alone."""
    if not (namespace.isascii() and namespace.isalpha() and namespace.isupper() and len(namespace) <= 12):
        raise UsageError(f"'{namespace}' is no namespace; take up to 12 capital letters")
    if file.suffix not in (".yaml", ".yml"):
        raise UsageError(f"{file}: name a file that ends in .yaml, or it will not be found as a rule file")
    try:
        with file.open("x", encoding="utf-8", newline="\n") as handle:
            handle.write(_TEMPLATE.format(namespace=namespace, name=name))
    except FileExistsError as error:
        raise UsageError(f"{file} is there already; name another file") from error
    except OSError as error:
        raise UsageError(f"{file}: cannot be written: {error.strerror or error}") from error
    console.put_line(f"wrote {file}; try it with: tieout rules test {file}")
    return errors.EXIT_CLEAN


@click.command()
@click.option("-o", "--output", default="-", metavar="PATH", help="Where to write it.  [default: standard output]")
def schema(output: str) -> int:
    """Print the JSON Schema of rule files, made from the models that validate them."""
    import json

    from checker.verify.schema import rule_schema

    text = json.dumps(rule_schema(), indent=2, ensure_ascii=False)
    if output == "-":
        console.put_line(text)
        return errors.EXIT_CLEAN
    try:
        Path(output).write_text(text + "\n", encoding="utf-8", newline="\n")
    except OSError as error:
        raise UsageError(f"{output}: cannot be written: {error.strerror or error}") from error
    return errors.EXIT_CLEAN


# --- show ----------------------------------------------------------------------------------------------------


def show(code: str, paths: Sequence[str]) -> int:
    """Print one rule: what it looks for, why, how to mend what it finds, its options, and examples from its tests.

    Raises:
        UsageError: no rule has that code or name.
    """
    from checker import normalize
    from checker.verify import packs, rule_tests

    every = [str(path) for name, path in packs.shipped_packs().items() if name != packs.CORE]
    known = {one.code: one for one in packs.load((*every, *paths), normalize.to_measurement).rules}
    found = known.get(code) or next((one for one in known.values() if one.name == code), None)
    if found is None:
        near = get_close_matches(code, [*known, *(one.name for one in known.values())], n=1, cutoff=0.5)
        hint = f"; did you mean '{near[0]}'?" if near else "; `tieout rules list` names all of them"
        raise UsageError(f"no rule has the code '{code}'{hint}")
    _, cases = rule_tests.read_cases([*packs.shipped_packs(), *paths], normalize.to_measurement)
    console.put_line("\n".join(_shown(found, [case for case in cases if case.rule == found.code and not case.todo])))
    return errors.EXIT_CLEAN


def _shown(rule: Rule, cases: Sequence[RuleCase]) -> Iterator[str]:
    status = "" if rule.status == "stable" else f", {rule.status}"
    yield f"{rule.code}  {rule.name}  ({rule.severity}, kind {rule.kind}, pack {rule.pack}{status})"
    yield f"\n{rule.summary}"
    for head, body in (("Why", rule.why), ("How to fix", rule.how_to_fix), ("Tags", ", ".join(rule.tags))):
        if body:
            yield f"\n{head}: {body}"
    yield "\nCheck:"
    yield from (f"  {key}: {_plain(value)}" for key, value in rule.check.items())
    for head, is_firing in (("Fires on", True), ("Silent on", False)):
        case = next((one for one in cases if bool(one.expected) is is_firing), None)
        if case is not None:
            yield f"\n{head}: {case.name}"
            for name, text in case.documents.items():
                yield from (f"  {name}: {line}" for line in text.rstrip().splitlines())


def _plain(value: Any) -> str:
    if isinstance(value, dict):
        return "{" + ", ".join(f"{key}: {_plain(item)}" for key, item in value.items()) + "}"
    if isinstance(value, list):
        return "[" + ", ".join(_plain(item) for item in value) + "]"
    return str(value).lower() if isinstance(value, bool) else str(value)
