"""`tieout check`: read, link, judge and report."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING, Any

import click

from checker import chosen, console, decision_place, differences, options, reviewed, running, usage

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
@options.reading
def command(
    outputs: tuple[str, ...],
    split: int,
    is_linked: bool,
    context: int | None,
    as_of: str,
    show_all: bool,
    concise: bool,
    compare: str,
    is_opened: bool,
    **given: Any,
) -> int:
    """Read documents, compare their figures and report what disagrees.

    \b
    tieout check reports/                                 on the terminal
    tieout check reports/ -o report.html -o run:last.run  a page, and a run to compare with later
    tieout check reports/ --compare last.run              what is new since then
    tieout check . --changed-only                         in a hook: what touches the files of this commit
    """
    if given["no_decisions"] and given["decisions"]:
        raise click.UsageError("--decisions names a file and --no-decisions forbids one; give one of them")
    asked = chosen.choose(given)
    given["references"] = asked.preferences.references
    usage.refuse_targets(outputs)
    page = usage.page_to_open(outputs) if is_opened else None
    before = differences.read_side(compare) if compare else None
    touched = running.changed_documents(given)
    report = running.run_check(given, asked.settings)
    report = _decided(report, asked.preferences.decisions, as_of, given)
    now = differences.side_of(report) if before else None
    changes = differences.compare_findings(before, now) if before and now else ()
    if touched is not None:
        report = running.only_changed(report, given, touched)
    if before and now:
        report = differences.marked(report, changes, before, now)
    marks = report.changes
    view = console.View(given["quiet"], show_all, concise, asked.preferences.color, marks)
    with console.quiet_pipe():  # its exit code tells of findings, whoever reads its output
        console.write(report, outputs, console.Paging(split, is_linked, context))
        console.show_report(reviewed.open_only(report, view.quiet), outputs, view)
    _say_what_changed(changes, compare, view.quiet)
    for line in usage.nothing_checked(report):
        console.complain(line)
    if page is not None:
        console.open_page(page)
    return running.exit_code(report, asked.settings, asked.preferences)


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
