"""`tieout quantities`: the reader of figures alone, text in, quantities out."""

from __future__ import annotations

from typing import Any

import click

from checker import console, errors, options

SECTION = "Look closer"


@click.command()
@click.argument("file", default="-", type=click.File("r", encoding="utf-8", errors="surrogateescape"))
@options.noise
def command(file: Any, quiet: bool, verbose: int, debug: bool) -> int:
    """Read {"id", "text"} lines of JSON and write {"id", "quantities"} lines."""
    from checker.extract import quantities_jsonl

    console.log(verbose)
    for line in quantities_jsonl.read_lines(file):
        click.echo(line)
    return errors.EXIT_CLEAN
