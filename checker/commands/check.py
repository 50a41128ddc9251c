"""`tieout check`: read, link, judge and report."""

from __future__ import annotations

import contextlib
from collections.abc import Sequence
from typing import TYPE_CHECKING, Any

import click

from checker import chosen, console, decision_place, differences, errors, options, reviewed, running, usage
from checker.errors import CheckerError

if TYPE_CHECKING:
    from checker.report import Report

SECTION = "Check documents"


@click.command(cls=options.Headed)
@options.output(
    "Write report.html, findings.csv, json:any.name, tied:figures.csv, ...; '-' is standard output; repeatable."
)
@options.paging
@options.judging
@options.for_check
@options.reference
@options.changes
@options.terminal
@click.option("--open", "is_opened", is_flag=True, help="Open the HTML report in a browser; never where CI is set.")
@click.option("--watch", "is_watched", is_flag=True, help="Check again whenever a file changes, until Ctrl-C.")
@options.reading
def command(is_watched: bool, **given: Any) -> int:
    """Read documents, compare their figures and report what disagrees.

    \b
    tieout check reports/                                 on the terminal
    tieout check reports/ -o report.html -o run:last.run  a page, and a run to compare with later
    tieout check reports/ --compare last.run              what is new since then
    tieout check reports/ --watch                         again and again, while you edit
    tieout check . --changed-only                         in a hook: what touches the files of this commit
    """
    if given["no_decisions"] and given["decisions"]:
        raise click.UsageError("--decisions names a file and --no-decisions forbids one; give one of them")
    usage.refuse_targets(given["outputs"])
    return _watch(given) if is_watched else _check(given)


def _check(given: dict[str, Any]) -> int:
    asked = chosen.choose(given)
    given["references"] = asked.preferences.references
    outputs, compare = given["outputs"], given["compare"]
    page = usage.page_to_open(outputs) if given["is_opened"] else None
    before = differences.read_side(compare) if compare else None
    touched = running.changed_documents(given)
    report = running.run_check(given, asked.settings)
    report = _decided(report, asked.preferences.decisions, given["as_of"], given)
    now = differences.side_of(report) if before else None
    changes = differences.compare_findings(before, now) if before and now else ()
    if touched is not None:
        report = running.only_changed(report, given, touched)
    if before and now:
        report = differences.marked(report, changes, before, now)
    view = console.View(
        given["quiet"], given["show_all"], given["concise"], asked.preferences.color, report.changes
    )  # fmt: skip
    with console.quiet_pipe():  # its exit code tells of findings, whoever reads its output
        console.write(report, outputs, console.Paging(given["split"], given["is_linked"], given["context"]))
        console.show_report(reviewed.open_only(report, view.quiet), outputs, view)
    _say_what_changed(changes, compare, view.quiet)
    for line in usage.nothing_checked(report):
        console.complain(line)
    if page is not None:
        console.open_page(page)
    return running.exit_code(report, asked.settings, asked.preferences)


def _watch(given: dict[str, Any]) -> int:
    """Check after every change; a mistake in a settings or rule file is told, and may be mended meanwhile."""
    from checker import watching

    usage.refuse_watching(given["paths"], given["outputs"])
    usage.refuse_paths(given["paths"])
    last = chosen.choose(given)

    def look() -> watching.State:
        nonlocal last
        with contextlib.suppress(CheckerError):
            last = chosen.choose(given)
        return watching.state_of(given, last, usage.files_of(given["outputs"]))

    def check() -> None:
        try:
            _check(given)
        except CheckerError as error:
            console.refuse(error)
        given["is_opened"] = False
        console.say("watching for changes; Ctrl-C stops")

    try:
        watching.watch(look, check, console.say)
    except KeyboardInterrupt:  # the way in which it ends
        console.say("stopped")
    return errors.EXIT_CLEAN


def _decided(report: Report, named: str, as_of: str, given: dict[str, Any]) -> Report:
    """Return a report with what reviewers decided; a file that nobody named is said to count."""
    if given["no_decisions"]:
        return report  # whatever the settings name
    file = decision_place.find_decisions(given, named)
    decided = reviewed.applied(report, file, as_of)
    if file and not named and not given["quiet"]:
        console.say(f"decisions of {file} count (--no-decisions leaves them out)")
    return decided


def _say_what_changed(changes: Sequence[differences.Change], compare: str, quiet: bool) -> None:
    if compare and not quiet:
        for line in differences.lines([one for one in changes if one.state == "gone"]):
            console.say(line)
        console.say(f"since {compare}: {differences.counts(changes) or 'no findings then and now'}")
