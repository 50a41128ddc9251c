"""`tieout doctor`: does this installation work?"""

from __future__ import annotations

import json
from dataclasses import asdict

import click

import checker
from checker import console, errors

SECTION = "This installation"


@click.command()
@click.option("--json", "as_json", is_flag=True, help="Print JSON.")
def command(as_json: bool) -> int:
    """Try every part of this installation: model, readers, formats, rules, folders. Exit 2 where one does not work."""
    from checker import doctor

    parts = []
    for part in doctor.examine():
        parts.append(part)
        if not as_json:
            console.put_line(f"{'ok  ' if part.is_well else 'FAIL'}  {part.name.ljust(26)}  {part.words}")
    broken = sum(not part.is_well for part in parts)
    if as_json:
        data = {"version": checker.__version__, "is_well": not broken, "parts": [asdict(part) for part in parts]}
        console.put_line(json.dumps(data, indent=2, ensure_ascii=False))
    else:
        state = f"{broken} of {len(parts)} parts do not work" if broken else "everything works"
        console.put_line(f"tieout {checker.__version__}: {state}")
    return errors.EXIT_USAGE if broken else errors.EXIT_CLEAN
