"""`tieout rules list`."""

from __future__ import annotations

import click

from checker import console, errors, options, running


@click.command()
@options.rules
def command(rules: tuple[str, ...]) -> int:
    """List every rule: code, severity, kind, pack and what it looks for."""
    packs = running.load_packs(rules)
    rows = [(one.code, one.severity, one.kind, one.pack, one.summary) for one in packs.rules]
    widths = [max(len(row[column]) for row in rows) for column in range(4)] if rows else []
    for row in sorted(rows):
        console.put_line("  ".join([*(cell.ljust(width) for cell, width in zip(row, widths, strict=False)), row[4]]))
    return errors.EXIT_CLEAN
