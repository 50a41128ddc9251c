"""`tieout decisions status`."""

from __future__ import annotations

from typing import Any

import click

from checker import decision_place, options, reviewed, running


@click.command()
@options.decision_file()
@options.as_of
@options.judging
@options.reading
def command(file: str, as_of: str, **given: Any) -> int:
    """Count decisions by state, and name those that have expired or fit nothing."""
    file, settings = decision_place.decision_file_of(given, file)
    return reviewed.show_status(file, as_of, running.run_check(given, settings))
