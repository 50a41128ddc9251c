"""`tieout decisions export-tests`."""

from __future__ import annotations

from typing import Any

import click

from checker import decision_place, options, reviewed, running


@click.command()
@options.decision_file()
@click.option("-o", "--output", "target", default="-", metavar="FILE", help="Where to write them: NAME.test.yaml.")
@options.judging
@options.reading
def command(file: str, target: str, **given: Any) -> int:
    """Write false positives as rule tests that must stay silent, each with `todo` until the program gets it right.

    A test holds the sentences of the finding, or its documents where the sentences alone do not show the mistake.
    """
    file, settings = decision_place.decision_file_of(given, file)
    return reviewed.export_tests(file, target, running.run_whole(given, settings), settings)
