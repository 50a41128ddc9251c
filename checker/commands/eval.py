"""`tieout eval`: findings measured against answers made by hand."""

from __future__ import annotations

from typing import Any

import click

from checker import console, errors, options
from checker.config import Settings
from checker.errors import UsageError

SECTION = "This installation"


@click.command()
@click.argument("folders", nargs=-1, metavar="GOLD_DIR...")
@click.option("--probes", metavar="FILE", type=click.Path(exists=True, dir_okay=False), help="Sentence pairs as JSONL.")
@options.no_versions
@click.option("--json", "as_json", is_flag=True, help="Print JSON.")
@options.noise
def command(folders: tuple[str, ...], probes: str | None, no_versions: bool, as_json: bool, **given: Any) -> int:
    """Measure findings against hand-labelled folders: precision, recall and F1 per kind, traps and sums flagged."""
    from checker import evaluation

    if not folders and not probes:
        raise UsageError("name one or more folders that hold a gold.json, or --probes FILE")
    console.log(given["verbose"])
    settings = Settings(versions=not no_versions)
    with console.progress(given["quiet"]) as progress:
        results = evaluation.evaluate(folders, probes, settings, progress)
    console.put_line(evaluation.as_json(results) if as_json else evaluation.as_table(results))
    return errors.EXIT_CLEAN
