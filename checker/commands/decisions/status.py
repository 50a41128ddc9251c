"""`tieout decisions status`."""

from __future__ import annotations

from typing import Any

import click

from checker import options, reviewed, running, usage


@click.command()
@options.decision_file()
@options.as_of
@options.judging
@options.reading
def command(file: str, as_of: str, **given: Any) -> int:
    """Count decisions by state, and name those that have expired or fit nothing."""
    return reviewed.show_status(file, as_of, running.run_check(given, usage.to_settings(given)))
