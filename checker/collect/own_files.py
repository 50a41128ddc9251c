"""Recognises files that Tieout itself wrote, so that a report beside the documents is never read as one."""

from __future__ import annotations

import os
import re
from functools import cache

from checker import resources

HEAD_BYTES = 4096
TAIL_BYTES = 200
_JSON = re.compile(rb'\s*\{\s*(?:"format"\s*:\s*\d{1,3}\s*,\s*"(?:run|decisions)"|"tieout_run")\s*:')
# SARIF, JUnit, Markdown, JSON lines, code quality and workflow commands, in this order
_OTHERS = re.compile(
    rb"""\s*(?:\{.{1,300}"driver":\s*\{\s*"name":\s*"tieout"|(?:<\?xml[^>]{1,80}\?>\s*)?<testsuites\ name="tieout"|"""
    rb"""<!--\ tieout\ report\ -->|\{"id":"(?:[0-9a-f]{16}","kind":"|[^"]{1,300}\#\d{1,9}","file":")|"""
    rb"""\[\s*\{\s*"check_name":\s*"tieout/|::(?:error|warning|notice)\ title=Tieout\b)""",
    re.S | re.X,
)
_HTML = re.compile(rb"<meta\s+name=[\"']?generator[\"']?\s+content=[\"']?tieout", re.I)
# the last line of a text report, which begins with whatever was found
_TEXT_END = re.compile(rb"^checked [\d,]{1,12} documents?, .{0,40}[\d,]{1,12} facts?, \d{1,6} rules?\s{0,2}\Z", re.M)
_SUFFIXES = frozenset({".json", ".jsonl", ".html", ".htm", ".csv", ".run", ".txt", ".md", ".xml", ".sarif", ".ndjson"})


@cache
def _text_heads() -> tuple[bytes, ...]:
    """Return the fixed first lines of the CSV and text files that Tieout writes."""
    lines = resources.package_file("collect", "own_heads.txt").read_text(encoding="utf-8").splitlines()
    return tuple(line.encode() for line in lines if line and not line.startswith("#"))


def is_own_file(path: str) -> bool:
    """Say whether the first bytes of a regular file, or the last, are those of a file Tieout writes."""
    if os.path.splitext(path)[1].lower() not in _SUFFIXES:  # noqa: PTH122
        return False
    try:
        descriptor = os.open(path, os.O_RDONLY | getattr(os, "O_NOFOLLOW", 0) | getattr(os, "O_NONBLOCK", 0))
    except OSError:
        return False
    try:
        head = os.read(descriptor, HEAD_BYTES).removeprefix(b"\xef\xbb\xbf")
        os.lseek(descriptor, -min(TAIL_BYTES, os.fstat(descriptor).st_size), os.SEEK_END)
        tail = os.read(descriptor, TAIL_BYTES)
    except OSError:
        return False
    finally:
        os.close(descriptor)
    return bool(
        _JSON.match(head)
        or _OTHERS.match(head)
        or _HTML.search(head)
        or head.startswith(_text_heads())
        or _TEXT_END.search(tail)
    )
