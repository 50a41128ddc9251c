"""`tieout facts`: every figure as a table."""

from __future__ import annotations

from typing import Any

import click

from checker import console, errors, options, running, usage
from checker.config import Settings

SECTION = "Look closer"


@click.command()
@options.output("Write facts.csv or facts.jsonl, or FORMAT:PATH.  [default: CSV on standard output]")
@click.option("--unread", is_flag=True, help="List the numbers that were not read as figures instead, and why.")
@options.reading
def command(outputs: tuple[str, ...], unread: bool, **given: Any) -> int:
    """List every figure with its place, its context and its interval in base units."""
    from checker import pipeline
    from checker.write import stream_facts, write_facts

    settings = usage.to_settings(given)
    usage.refuse_paths(given["paths"])
    console.log(given["verbose"])
    if unread:
        return _list_unread(given, settings)
    with console.progress(given["quiet"]) as progress:
        parts = pipeline.list_facts(running.targets(given, settings), settings, progress)
        report = pipeline.join_reports(parts if outputs else stream_facts(parts), with_facts=bool(outputs))
    for target in outputs:
        write_facts(report, target)
    for line in usage.nothing_checked(report):
        console.complain(line)
    return errors.EXIT_CLEAN if report.coverage.facts else errors.EXIT_NOTHING_CHECKED


def _list_unread(given: dict[str, Any], settings: Settings) -> int:
    """Print a line for each number that is in no claim: where it stands, its words, and why it was not read."""
    from checker import extract, pipeline
    from checker.write.visible import show_line

    with console.progress(given["quiet"]) as progress:
        done = pipeline.read(running.targets(given, settings), settings, progress)
    for name, document in sorted(done.documents.items()):
        spans = [(claim.start, claim.end) for claim in done.claims.values() if claim.document == name]
        for one in extract.find_unread(document, spans):
            line = document.text.count("\n", 0, one.start) + 1
            column = one.start - document.text.rfind("\n", 0, one.start)
            console.put_line(show_line(f"{name}:{line}:{column}: '{one.text}': {one.reason}"))
    return errors.EXIT_CLEAN if done.documents else errors.EXIT_NOTHING_CHECKED
