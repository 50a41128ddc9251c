"""`tieout explain`: why a finding was made, and why two figures were or were not compared."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import click

from checker import console, errors, options, rule_pages, running, usage

SECTION = "Look closer"


@click.command()
@click.argument("words", nargs=-1, required=True, metavar="WHAT PATH...")
@options.judging
@options.model
@options.configured
@options.cache
@options.noise
def command(words: tuple[str, ...], **given: Any) -> int:
    """Say why a finding was made, what a rule does, or why two figures were or were not compared.

    \b
    tieout explain FINDING_ID PATH...           facts, attachments, weights, intervals, steps
    tieout explain RULE_CODE                    what the rule looks for and how to mend what it finds
    tieout explain A.md:12 PATH...              how the figures on this line were read
    tieout explain A.md:12 B.md:40 PATH...      the figures on these lines, and what became of each pair
    """
    from checker import explain as explaining

    places, paths = explaining.split_places(words)
    if len(paths) == 0 or (len(places) == 1 and len(paths) == 1 and not Path(paths[0]).exists()):
        return rule_pages.show(words[0], given["rules"])
    given["paths"] = paths
    result = running.run_whole(given, usage.to_settings(given))
    lines = explaining.explain(result, places)
    console.put_line("\n".join(lines))
    return errors.EXIT_CLEAN
