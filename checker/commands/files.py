"""`tieout files`: what would be read, and what not."""

from __future__ import annotations

import json
from collections.abc import Mapping
from typing import Any

import click

from checker import chosen, console, errors, options, running, usage

SECTION = "Look closer"


@click.command()
@options.paths
@options.walking
@click.option("--read", "only_read", is_flag=True, help="Name only what would be read, one path a line.")
@click.option("--json", "as_json", is_flag=True, help="Print JSON.")
@options.configured
@options.noise
def command(only_read: bool, as_json: bool, **given: Any) -> int:
    """List every path that a check would meet: read by which reader, or left out and why. Opens no document."""
    from checker import pipeline
    from checker.write.visible import show_line

    settings = chosen.choose(given).settings
    usage.refuse_paths(given["paths"])
    rows = pipeline.list_sources(running.targets(given, settings), settings)
    read = [row for row in rows if not row["reason"]]
    code = errors.EXIT_CLEAN if read else errors.EXIT_NOTHING_CHECKED
    if as_json:
        console.put_line(json.dumps(rows, indent=2, ensure_ascii=False))
        return code
    width = min(60, max((len(str(row["file"])) for row in rows), default=0))
    for row in read if only_read else rows:
        name = show_line(str(row["file"]))
        console.put_line(name if only_read else f"{name.ljust(width)}  {_verdict(row)}")
    if not only_read:
        console.say(f"{len(read)} of {len(rows)} paths would be read")
    return code


def _verdict(row: Mapping[str, object]) -> str:
    from checker.write.visible import show_line

    if not row["reason"]:
        return f"read      {row['reader']}, {row['bytes']:,} bytes"
    detail = show_line(str(row["detail"]).removeprefix("left out "))
    if row["reason"] == "not-a-document":
        return f"left out  {detail or 'belongs to tieout or holds metadata'}"
    return f"not read  {row['reason']}" + (f": {detail}" if detail else "")
