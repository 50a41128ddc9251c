"""`tieout config show`."""

from __future__ import annotations

import json
import os
from typing import Any

import click

from checker import chosen, console, errors, options
from checker.settings import environment
from checker.settings.keys import keys, show, to_toml


@click.command()
@click.argument("paths", nargs=-1, metavar="[PATH...]")
@click.option("--json", "as_json", is_flag=True, help="Print JSON.")
@options.configured
def command(as_json: bool, **given: Any) -> int:
    """Print every setting as it holds for PATH (or the current folder), with where it comes from."""
    asked = chosen.choose(given)
    if as_json:
        rows = [
            {"name": key.name, "value": to_toml(key, asked.values[field]), "origin": asked.origins[field]}
            for field, key in keys().items()
        ]
        console.put_line(json.dumps({"file": asked.file or None, "settings": rows}, indent=2, ensure_ascii=False))
        return errors.EXIT_CLEAN
    console.put_line(f"settings file: {asked.file or 'none found; `tieout init` writes one'}\n")
    lines = [
        (f"{key.name} = {show(to_toml(key, asked.values[field]))}", asked.origins[field])
        for field, key in keys().items()
    ]
    width = min(48, max(len(text) for text, _ in lines))
    for text, origin in lines:
        console.put_line(f"{text.ljust(width)}  # {origin}")
    for line in environment.strangers(os.environ):
        console.complain(line)
    return errors.EXIT_CLEAN
