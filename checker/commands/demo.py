"""`tieout demo`: a folder of sample documents and its report."""

from __future__ import annotations

import shutil
from pathlib import Path

import click

from checker import console, errors, options, resources
from checker.errors import UsageError

SECTION = "Check documents"
_SAMPLE = "harbour_news"
_ANSWERS = ("gold.json", "gold.src.json")


@click.command()
@click.argument("folder", default="tieout-demo", metavar="[FOLDER]", type=click.Path(path_type=Path))
@click.option("--open", "is_opened", is_flag=True, help="Open the report in a browser; never where CI is set.")
@options.noise
def command(folder: Path, is_opened: bool, quiet: bool, verbose: int, debug: bool) -> int:
    """Copy sample documents, eight newspapers on one accident, into FOLDER, check them and write the report."""
    if folder.exists() and (not folder.is_dir() or any(folder.iterdir())):
        raise UsageError(f"{folder} is there already and is not empty; name another folder")
    documents = folder / "documents"
    try:
        shutil.copytree(resources.data_folder("corpus") / _SAMPLE, documents, ignore=shutil.ignore_patterns(*_ANSWERS))
    except (OSError, shutil.Error) as error:
        raise UsageError(f"{folder}: cannot be written: {error}") from error
    console.log(verbose)
    from checker import pipeline
    from checker.write import text

    with console.progress(quiet) as progress:
        report = pipeline.run([str(documents)], None, progress).report
    for target in ("report.html", "findings.csv", "run:last.run"):
        name, colon, rest = target.partition(":")
        report.write(f"{name}:{folder / rest}" if colon else str(folder / target))
    if not quiet:
        console.put_line(f"{text.summary_line(report)} in {documents}; {text.last_line(report)}")
        console.put_line(f"report     {folder / 'report.html'}   open it in a browser")
        console.put_line(f"table      {folder / 'findings.csv'}")
        first = report.findings[0].id if report.findings else "ID"
        console.put_line(f"next       tieout check {documents}")
        console.put_line(f"           tieout explain {first} {documents}")
    if is_opened:
        console.open_page(folder / "report.html")
    return errors.EXIT_CLEAN
