"""`tieout rules list`."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

import click

from checker import console, errors, options, running
from checker.errors import UsageError

if TYPE_CHECKING:
    from checker.verify import Rule


@click.command()
@options.rules
@click.option("--every", is_flag=True, help="Those of every shipped pack, also of packs that do not run by themselves.")
@click.option("--select", multiple=True, metavar="CODES", help="Only these: codes, prefixes, names or tags.")
@click.option("--origin", is_flag=True, help="Say where each rule comes from, and name installed plug-ins.")
@click.option("--json", "as_json", is_flag=True, help="Print JSON.")
def command(rules: tuple[str, ...], every: bool, select: tuple[str, ...], origin: bool, as_json: bool) -> int:
    """List every rule: code, severity, kind, pack and what it looks for."""
    from checker.chosen import codes
    from checker.verify import packs
    from checker.verify.choosing import fits

    shipped = [str(path) for name, path in packs.shipped_packs().items() if every and name != packs.CORE]
    paths = (*shipped, *rules)
    loaded = running.load_packs(paths)
    words = codes(select)
    found = [one for one in (*loaded.rules, *loaded.notices) if not words or any(fits(word, one) for word in words)]
    found.sort(key=lambda one: one.code)
    if not found:
        raise UsageError(f"no rule has a code, name or tag among {', '.join(words)}; leave --select out to see all")
    if as_json:
        console.put_line(_json(found))
    else:
        _put(found, origin)
    return errors.EXIT_CLEAN


def _put(found: Sequence[Rule], origin: bool) -> None:
    from checker import plugins

    rows = [
        (one.code, one.severity, one.kind, one.origin if origin else one.pack, _mark(one) + one.summary)
        for one in found
    ]
    widths = [max(len(row[column]) for row in rows) for column in range(4)] if rows else []
    for row in rows:
        console.put_line("  ".join([*(cell.ljust(width) for cell, width in zip(row, widths, strict=False)), row[4]]))
    for name in plugins.announced_names("RULES") if origin else ():
        console.put_line(f"plug-in {name}: not loaded; it runs with --rules {name} --allow-python-rules")


def _mark(rule: Rule) -> str:
    return "" if rule.status == "stable" else f"({rule.status}) "


def _json(found: Sequence[Rule]) -> str:
    import json

    rows = [
        {
            "code": one.code,
            "name": one.name,
            "severity": one.severity,
            "kind": one.kind,
            "status": one.status,
            "pack": one.pack,
            "origin": one.origin,
            "tags": list(one.tags),
            "summary": one.summary,
            "why": one.why,
            "how-to-fix": one.how_to_fix,
            "former-ids": list(one.former),
            "replaced-by": one.replaced_by or None,
        }
        for one in found
    ]
    return json.dumps(rows, ensure_ascii=False, indent=1)
