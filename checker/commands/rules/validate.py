"""`tieout rules validate`."""

from __future__ import annotations

import click

from checker import console, errors, running


@click.command()
@click.argument("files", nargs=-1, required=True, metavar="FILE...", type=click.Path(exists=True))
def command(files: tuple[str, ...]) -> int:
    """Check rule files; every mistake is named with its line, and makes the exit code 2."""
    packs = running.load_packs(files)
    count = sum(not one.is_shipped for one in packs.rules)
    console.put_line(f"{count} rule{'' if count == 1 else 's'} read, no mistakes")
    return errors.EXIT_CLEAN
