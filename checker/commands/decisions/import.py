"""`tieout decisions import`."""  # noqa: N999 (the command is called so)

from __future__ import annotations

import click

from checker import options, reviewed


@click.command()
@click.argument("export", metavar="EXPORT", type=click.Path(exists=True, dir_okay=False))
@options.decision_file(is_found=False)
@click.option("--author", default="", metavar="NAME", help="Who decided, where the export does not say.")
@click.option("--expires", default="", metavar="DATE", help="Last day of what comes and names none.")
@click.option("--prefer", type=click.Choice(["ours", "theirs"]), help="Which side holds where both have decided.")
def command(export: str, file: str, author: str, expires: str, prefer: str | None) -> int:
    """Take the decisions that a report has saved into the decision file.

    A finding of which both say different things keeps what the file says, is named, and makes the exit code 1, unless
    --prefer settles it.
    """
    return reviewed.take_in(export, file, author=author, expires=expires, prefer=prefer or "")
