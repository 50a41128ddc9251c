"""`tieout check`: read, link, judge and report."""

from __future__ import annotations

from typing import Any

import click

from checker import console, options, reviewed, running, usage
from checker.config import FAIL_ON

SECTION = "Check documents"


@click.command()
@options.output("Write report.html, findings.csv, json:any.name, ...; '-' is standard output; repeatable.")
@options.judging
@click.option("--fail-on", type=click.Choice(FAIL_ON), default="error", show_default=True, help="Exit 1 from here on.")
@options.for_check
@click.option("--strict", is_flag=True, help="Exit 4 when a document was not read, or only in part.")
@click.option("--allow-empty", is_flag=True, help="Exit 0, not 3, when there was nothing to check.")
@options.terminal
@options.reading
def command(
    outputs: tuple[str, ...], decisions: str, as_of: str, show_all: bool, concise: bool, color: str, **given: Any
) -> int:
    """Read documents, compare their figures and report what disagrees."""
    settings = usage.to_settings(given)
    usage.refuse_targets(outputs)
    report = reviewed.applied(running.run_check(given, settings).report, decisions, as_of)
    view = console.View(given["quiet"], show_all, concise, color)
    with console.quiet_pipe():  # its exit code tells of findings, whoever reads its output
        console.write(report, outputs)
        console.show_report(reviewed.open_only(report, view.quiet), outputs, view)
    for line in usage.nothing_checked(report):
        console.complain(line)
    return running.exit_code(report, settings)
