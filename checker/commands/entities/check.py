"""`tieout entities check`."""

from __future__ import annotations

from typing import Any

import click

from checker import options, running, usage


@click.command()
@options.naming
@options.reading
def command(**given: Any) -> int:
    """Check the file of entities against documents: its mistakes, and aliases that no document uses (exit code 1)."""
    from checker import entities

    settings = usage.to_settings(given)
    return entities.put_check(running.run_whole(given, settings), given["paths"], settings)
