"""`tieout baseline prune`."""

from __future__ import annotations

from typing import Any

import click

from checker import decision_place, options, reviewed, running


@click.command()
@options.decision_file()
@options.judging
@options.reading
def command(file: str, **given: Any) -> int:
    """Take entries out of the baseline that no finding fits any more."""
    file, settings = decision_place.decision_file_of(given, file)
    return reviewed.prune(file, running.run_check(given, settings), {"baseline"})
