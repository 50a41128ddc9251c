"""`tieout check`: read, link, judge and report."""

from __future__ import annotations

from typing import Any

import click

from checker import chosen, console, options, reviewed, running, usage

SECTION = "Check documents"


@click.command()
@options.output("Write report.html, findings.csv, json:any.name, ...; '-' is standard output; repeatable.")
@options.judging
@options.for_check
@options.terminal
@options.reading
def command(outputs: tuple[str, ...], as_of: str, show_all: bool, concise: bool, **given: Any) -> int:
    """Read documents, compare their figures and report what disagrees."""
    asked = chosen.choose(given)
    usage.refuse_targets(outputs)
    report = running.run_check(given, asked.settings).report
    report = reviewed.applied(report, asked.preferences.decisions, as_of)
    view = console.View(given["quiet"], show_all, concise, asked.preferences.color)
    with console.quiet_pipe():  # its exit code tells of findings, whoever reads its output
        console.write(report, outputs)
        console.show_report(reviewed.open_only(report, view.quiet), outputs, view)
    for line in usage.nothing_checked(report):
        console.complain(line)
    return running.exit_code(report, asked.settings, asked.preferences)
