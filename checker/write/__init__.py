"""Stage 6: a `Report` becomes files, each format by one module that exports `WRITER`."""

from __future__ import annotations

from checker.write.base import Writer, find_writers, formats, parse_target, put, render, write_report
from checker.write.facts import stream_facts, write_facts
from checker.write.run import read_run
from checker.write.text import render_text

__all__ = [
    "Writer",
    "find_writers",
    "formats",
    "parse_target",
    "put",
    "read_run",
    "render",
    "render_text",
    "stream_facts",
    "write_facts",
    "write_report",
]
