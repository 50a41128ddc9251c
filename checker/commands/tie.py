"""`tieout tie`: every figure of a draft with its status against the sources."""

from __future__ import annotations

from typing import Any

import click

from checker import chosen, console, errors, options, running, usage

SECTION = "Check documents"


@click.command()
@click.argument("draft", metavar="DRAFT")
@click.argument("paths", nargs=-1, required=True, metavar="SOURCE...")
@options.output("Write tie.html, tie.csv, tie.json, sarif:any.name, ...; '-' is standard output; repeatable.")
@options.no_versions
@options.fail_on
@options.ending
@options.terminal
@options.reading_sources
def command(
    draft: str, paths: tuple[str, ...], outputs: tuple[str, ...], show_all: bool, concise: bool, **given: Any
) -> int:
    """Hold every figure of a draft against its sources, as a fact-checker does by hand.

    A figure is supported, contradicted, outdated, disputed, not found, or not comparable with what the sources say;
    what is wrong comes first, each figure stands there once, with the sentence of the source that decides.

    \b
    tieout tie article.md notes/                what the sources do not bear out, on the terminal
    tieout tie article.md notes/ -o tie.html    the draft's text with every figure marked, and its evidence beside it

    Exits 1 when a figure is contradicted; with --fail-on warning also when one is outdated, disputed, not found or not
    comparable.
    """
    from checker import tying
    from checker.write.tie.findings import as_report

    given["paths"] = (*paths, *([draft] if draft != running.STDIN else []))
    asked = chosen.choose(given)
    usage.refuse_targets(outputs)
    usage.refuse_paths(given["paths"])
    console.log(given["verbose"])
    text = {given["stdin_name"] or "draft.txt": running.stdin_text(asked.settings)} if draft == running.STDIN else draft
    with console.progress(given["quiet"]) as progress:
        result = tying.tie(text, paths, asked.settings, progress)
    view = console.View(given["quiet"], show_all, concise, asked.preferences.color)
    with console.quiet_pipe():
        for target in outputs:
            result.write(target)
        console.show_tie(result, outputs, view)
    report = as_report(result)
    if not result.sources and not asked.settings.allow_empty:
        console.complain("nothing was checked: no source could be read beside the draft")
        return errors.EXIT_NOTHING_CHECKED
    if not result.figures and not asked.settings.allow_empty:
        console.complain(f"nothing was checked: {result.draft} holds no figure that was read as a fact")
        return errors.EXIT_NOTHING_CHECKED
    return running.exit_code(report, asked.settings, asked.preferences)
