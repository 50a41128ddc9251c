"""`tieout entities suggest`."""

from __future__ import annotations

from typing import Any

import click

from checker import options, running, usage


@click.command()
@click.option("--min-score", type=click.FloatRange(0, 100), default=75.0, show_default=True, help="How alike at least.")
@click.option("--apply", is_flag=True, help="Write them into the file of entities; without it nothing is written.")
@options.naming
@options.reading
def command(min_score: float, apply: bool, **given: Any) -> int:
    """List pairs of names that may be one thing, with score and documents, likeliest first.

    Names that differ in a digit or numeral, and pairs under not-same-as, are never among them.
    """
    from checker import entities

    settings = usage.to_settings(given)
    run = running.run_whole(given, settings)
    return entities.put_suggestions(run, given["paths"], settings, min_score, apply=apply)
