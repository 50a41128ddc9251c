"""`tieout baseline prune`."""

from __future__ import annotations

from typing import Any

import click

from checker import options, reviewed, running, usage


@click.command()
@options.decision_file()
@options.judging
@options.reading
def command(file: str, **given: Any) -> int:
    """Take entries out of the baseline that no finding fits any more."""
    return reviewed.prune(file, running.run_check(given, usage.to_settings(given)), {"baseline"})
