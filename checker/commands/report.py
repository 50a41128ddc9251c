"""`tieout report`: a kept run, rendered again."""

from __future__ import annotations

from typing import Any

import click

from checker import console, errors, options, usage

SECTION = "Check documents"


@click.command()
@click.argument("saved", metavar="RUN", type=click.Path(exists=True, dir_okay=False))
@options.output("As in `check`.")
@options.paging
@options.terminal
@options.noise
def command(
    saved: str,
    outputs: tuple[str, ...],
    split: int,
    is_linked: bool,
    context: int | None,
    show_all: bool,
    concise: bool,
    color: str,
    **given: Any,
) -> int:
    """Render a run again that `check -o run:PATH` has kept, without reading the documents."""
    from checker.write import read_run

    console.log(given["verbose"])
    usage.refuse_targets(outputs)
    kept = read_run(saved)
    console.write(kept, outputs, console.Paging(split, is_linked, context))
    console.show_report(kept, outputs, console.View(given["quiet"], show_all, concise, color))
    return errors.EXIT_CLEAN
