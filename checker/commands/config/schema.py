"""`tieout config schema`."""

from __future__ import annotations

import json

import click

from checker import console, errors
from checker.settings.schema import settings_schema


@click.command()
def command() -> int:
    """Print the JSON Schema of settings files, for editors; made from what reads them."""
    console.put_line(json.dumps(settings_schema(), indent=2, ensure_ascii=False))
    return errors.EXIT_CLEAN
