"""Tieout: read a folder of documents, link the figures that answer one question, show which contradict each other.

    collect    folder of files        -> Document      (readers; the only stage that opens documents)
    extract    Document               -> Claim         (spaCy: number + unit + entity + attribute + time)
    normalize  Claim                  -> Measurement   (pint: canonical unit, low..high interval)
    resolve    all Measurements       -> Fact, Topic   (rapidfuzz: names become Subjects; like facts are linked)
    verify     Topics                 -> Finding       (rule packs: YAML rules, Python rules)
    write      Report                 -> files         (HTML, CSV, JSON, terminal text)

`checker.check(["folder"])` or `checker.check({"a.txt": "text", "b.txt": "text"})` gives a `Report`.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from checker.config import Settings

if TYPE_CHECKING:
    from checker.records import Finding
    from checker.report import Report
    from checker.tied import TieReport

__version__ = "0.1.0"
__all__ = ["Finding", "Report", "Settings", "__version__", "check", "load", "tie"]


def check(
    paths_or_texts: Sequence[str | Path] | Mapping[str, str] | str | Path,
    settings: Settings | None = None,
    reference: Sequence[str | Path] | str | Path = (),
) -> Report:
    """Return the report on files, folders and globs, or on a mapping of names to texts; prints nothing.

    Args:
        paths_or_texts: what to read.
        settings: what to find and show; the defaults where None.
        reference: CSV or YAML files of facts that hold, or documents that are the authority.

    Raises:
        UsageError: a path, rule or setting cannot be used.
    """
    from checker import pipeline  # the stages are imported only when something is checked

    if reference:
        from checker import reference as tables

        named = [reference] if isinstance(reference, str | Path) else list(reference)
        return tables.check(paths_or_texts, named, settings)
    return pipeline.check(paths_or_texts, settings)


def load(path: str | Path) -> Report:
    """Return the report that `Report.save` or `-o run:PATH` wrote, equal to the one that was saved.

    Raises:
        UsageError: the file cannot be read, or is no run file.
    """
    from checker.write import read_run

    return read_run(path)


def tie(
    draft: str | Path | Mapping[str, str],
    sources: Sequence[str | Path] | Mapping[str, str] | str | Path,
    settings: Settings | None = None,
) -> TieReport:
    """Return every figure of a draft with its status against sources; prints nothing.

    Args:
        draft: a file, or a mapping of one name to its text.
        sources: files, folders and globs, or texts by name.
        settings: as for `check`.

    Raises:
        UsageError: a path or setting cannot be used, or the draft cannot be read.
    """
    from checker import tying

    return tying.tie(draft, sources, settings)


def __getattr__(name: str) -> object:
    """Import `Report` and `Finding` when they are first asked for, so that `import checker` stays light."""
    if name == "Report":
        from checker.report import Report

        return Report
    if name == "Finding":
        from checker.records import Finding

        return Finding
    raise AttributeError(f"module 'checker' has no attribute {name!r}")
