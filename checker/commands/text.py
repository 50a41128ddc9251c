"""`tieout text`: one document as it is read."""

from __future__ import annotations

import sys

import click

from checker import console, errors, options
from checker.config import Settings
from checker.errors import UsageError

SECTION = "Look closer"


@click.command()
@click.argument("file", type=click.Path(exists=True, dir_okay=False))
@options.noise
def command(file: str, quiet: bool, verbose: int, debug: bool) -> int:
    """Print a document's text as the program reads it.

    Text and Markdown come as they are, HTML without markup and page furniture; of other formats it is what offsets
    count in.
    """
    from checker import collect

    console.log(verbose)
    settings = Settings()
    (source,) = collect.find_sources([file], settings)
    if source.reason:
        raise UsageError(f"{file} is not read: {source.reason} {source.detail}".rstrip())
    try:
        document = collect.read_document(source, None, settings)
    except errors.UnreadableDocument as error:
        raise UsageError(f"{file} cannot be read: {error}") from error
    shown = document.text
    if document.reader == "html":  # offsets count in the file itself, which nobody needs us to print
        shown = "".join(f"{block.text}\n" for block in document.blocks if block.role == "body")
    sys.stdout.buffer.write(shown.encode("utf-8", "replace"))
    return errors.EXIT_CLEAN
