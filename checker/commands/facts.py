"""`tieout facts`: every figure as a table."""

from __future__ import annotations

from typing import Any

import click

from checker import console, errors, options, running, usage

SECTION = "Look closer"


@click.command()
@options.output("Write facts.csv or facts.jsonl, or FORMAT:PATH.  [default: CSV on standard output]")
@options.reading
def command(outputs: tuple[str, ...], **given: Any) -> int:
    """List every figure with its place, its context and its interval in base units."""
    from checker import pipeline
    from checker.write import stream_facts, write_facts

    settings = usage.to_settings(given)
    usage.refuse_paths(given["paths"])
    console.log(given["verbose"])
    with console.progress(given["quiet"]) as progress:
        parts = pipeline.list_facts(running.targets(given, settings), settings, progress)
        report = pipeline.join_reports(parts if outputs else stream_facts(parts), with_facts=bool(outputs))
    for target in outputs:
        write_facts(report, target)
    for line in usage.nothing_checked(report):
        console.complain(line)
    return errors.EXIT_CLEAN if report.coverage.facts else errors.EXIT_NOTHING_CHECKED
