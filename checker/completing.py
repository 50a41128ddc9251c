"""What a shell offers for rule codes and outputs; light, because it runs at every press of the key."""

from __future__ import annotations

import re
from typing import Any

import click
from click.shell_completion import CompletionItem

from checker import resources

_RULE = re.compile(r"^ {2,4}- id: *([A-Z]{1,12}[0-9]{3}) *(?:#.*)?$(?:\n {4,6}name: *([a-z0-9-]+))?", re.MULTILINE)


def codes(context: click.Context, parameter: click.Parameter, incomplete: str) -> list[CompletionItem]:
    """Return the codes of shipped rules that go on from what was typed, after the last comma."""
    before, comma, last = incomplete.rpartition(",")
    return [
        CompletionItem(f"{before}{comma}{code}", help=name) for code, name in _codes() if code.startswith(last.upper())
    ]


def _codes() -> list[tuple[str, str]]:
    files = sorted(resources.data_folder("rules").glob("*/*.yaml"))
    found = [match.groups("") for file in files for match in _RULE.finditer(file.read_text(encoding="utf-8"))]
    return sorted({(code, name) for code, name in found})


def outputs(context: click.Context, parameter: click.Parameter, incomplete: str) -> list[Any]:
    """Return formats as `name:`; what holds a colon or a dot already is a path."""
    if ":" in incomplete or "." in incomplete or "/" in incomplete:
        return [CompletionItem(incomplete, type="file")]
    from checker.write import find_writers

    return [
        CompletionItem(f"{name}:", help=one.about)
        for name, one in find_writers().items()
        if name.startswith(incomplete)
    ]
