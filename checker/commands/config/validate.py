"""`tieout config validate`."""

from __future__ import annotations

from pathlib import Path

import click

from checker import console, errors
from checker.errors import Mistakes, SettingsError, UsageError
from checker.settings import files


@click.command()
@click.argument("paths", nargs=-1, metavar="[FILE...]")
def command(paths: tuple[str, ...]) -> int:
    """Check settings files (or the one of the current folder); every mistake is named with its line, exit code 2."""
    named = [Path(path) / files.NAME if Path(path).is_dir() else Path(path) for path in paths]
    if not named and (found := files.find_file(())) is not None:
        named = [found]
    if not named:
        raise UsageError(f"there is no {files.NAME} here or above; `tieout init` writes one")
    mistakes: list[str] = []
    for path in named:
        try:
            read = files.read_file(path)
            console.put_line(f"{read.name}: {len(read.values)} settings, no mistakes")
        except Mistakes as error:
            mistakes += error.mistakes
    if mistakes:
        raise SettingsError(tuple(mistakes))
    return errors.EXIT_CLEAN
