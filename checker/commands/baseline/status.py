"""`tieout baseline status`."""

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
    """Count what is new, what the baseline holds, and which of its entries fit nothing any more."""
    report = running.run_check(given, usage.to_settings(given))
    return reviewed.show_status(file, as_of, report, {"baseline"})
