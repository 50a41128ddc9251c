"""`tieout baseline create`."""

from __future__ import annotations

from typing import Any

import click

from checker import decision_place, options, reviewed, running


@click.command()
@options.decision_file()
@click.option("--author", default="", metavar="NAME", help="Who sets the baseline.")
@options.judging
@options.reading
def command(file: str, author: str, **given: Any) -> int:
    """Enter every open error and warning of a check into the decision file; earlier decisions stay."""
    file, settings = decision_place.decision_file_of(given, file)
    return reviewed.enter_baseline(file, author, running.run_check(given, settings))
