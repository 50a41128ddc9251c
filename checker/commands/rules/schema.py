"""`tieout rules schema`."""

from __future__ import annotations

from pathlib import Path

import click

from checker import console, errors
from checker.errors import UsageError


@click.command()
@click.option("-o", "--output", default="-", metavar="PATH", help="Where to write it.  [default: standard output]")
def command(output: str) -> int:
    """Print the JSON Schema of rule files, made from the models that validate them."""
    import json

    from checker.verify.schema import rule_schema

    text = json.dumps(rule_schema(), indent=2, ensure_ascii=False)
    if output == "-":
        console.put_line(text)
        return errors.EXIT_CLEAN
    try:
        Path(output).write_text(text + "\n", encoding="utf-8", newline="\n")
    except OSError as error:
        raise UsageError(f"{output}: cannot be written: {error.strerror or error}") from error
    return errors.EXIT_CLEAN
