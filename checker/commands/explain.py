"""`tieout explain`: why a finding was made, and why two figures were or were not compared."""

from __future__ import annotations

from typing import Any

import click

from checker import console, errors, options, rule_pages, running, usage
from checker.errors import UsageError

SECTION = "Look closer"


@click.command()
@click.argument("words", nargs=-1, required=True, metavar="WHAT PATH...")
@options.judging
@options.reference
@options.model
@options.configured
@options.cache
@options.noise
def command(words: tuple[str, ...], **given: Any) -> int:
    """Say why a finding was made, what a rule does, or why two figures were or were not compared.

    \b
    tieout explain FINDING_ID PATH...           facts, attachments, weights, intervals, steps
    tieout explain A.md:12 PATH...              how the figures on this line were read, and which numbers were not
    tieout explain A.md:12 B.md:40 PATH...      the figures on these lines, and at which stage each pair parted
    tieout explain "40 km" "34 miles" PATH...   the same for figures in the words of the documents
    tieout explain RULE_CODE                    what the rule looks for and how to mend what it finds
    tieout explain RULE_CODE PATH...            how many figures and pairs each stage left to the rule, and why
    """
    from checker import explain as explaining
    from checker.explanations import rules
    from checker.explanations.places import PLACE

    places, paths = explaining.split_places(words)
    if not paths:
        if PLACE.fullmatch(places[0]):
            raise UsageError(f"{' '.join(places)}: name the documents to check as well, such as the folder they are in")
        return rule_pages.show(words[0], given["rules"])
    given["paths"] = paths
    settings = usage.to_settings(given)
    if (rule := rules.find_rule(places[0], settings)) is not None:
        result = running.run_whole(given, settings)
        console.put_line("\n".join(rules.explain_rule(result, rule, settings)))
        return errors.EXIT_CLEAN
    console.put_line("\n".join(explaining.explain(running.run_whole(given, settings), places, settings)))
    return errors.EXIT_CLEAN
