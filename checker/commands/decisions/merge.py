"""`tieout decisions merge`."""

from __future__ import annotations

import click

from checker import reviewed


@click.command()
@click.argument("ours", metavar="OURS", type=click.Path(exists=True, dir_okay=False))
@click.argument("theirs", metavar="THEIRS", type=click.Path(exists=True, dir_okay=False))
@click.option("-o", "--output", default="", metavar="FILE", help="Where the merged file goes.  [default: OURS]")
@click.option("--prefer", type=click.Choice(["ours", "theirs"]), help="Which side holds where both have decided.")
def command(ours: str, theirs: str, output: str, prefer: str | None) -> int:
    """Make two decision files into one; where they differ, OURS holds, each is named, and the exit code is 1."""
    return reviewed.take_in(theirs, output or ours, base=ours, prefer=prefer or "")
