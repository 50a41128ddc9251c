"""`tieout entities list`."""

from __future__ import annotations

from typing import Any

import click

from checker import options, running, usage


@click.command()
@click.option("--json", "as_json", is_flag=True, help="Print JSON.")
@options.naming
@options.reading
def command(as_json: bool, **given: Any) -> int:
    """List what the documents speak of: each name with its other spellings, and why they were held to be one."""
    from checker import entities

    return entities.put_list(running.run_whole(given, usage.to_settings(given)), as_json=as_json)
