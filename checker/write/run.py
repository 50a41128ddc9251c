"""The `run:` file: a whole report, to be rendered again by `tieout report RUN -o ...` with the same bytes."""

from __future__ import annotations

import json
from collections.abc import Mapping
from pathlib import Path
from typing import TYPE_CHECKING, Any, TypeVar

from checker import codec
from checker.errors import UsageError
from checker.records import (
    Claim,
    Coverage,
    DocumentEntry,
    Fact,
    Finding,
    FindingChange,
    NearMiss,
    Notice,
    RuleNote,
    Subject,
)
from checker.records.references import ReferenceResult
from checker.write.base import Writer

if TYPE_CHECKING:
    from checker.report import Report

R = TypeVar("R")

FORMAT = 1
CHANGES = frozenset({"new", "changed", "unchanged"})
_LISTS: Mapping[str, type] = {"findings": Finding, "notices": Notice, "documents": DocumentEntry, "rules": RuleNote}
_LATER: Mapping[str, type] = {  # not in every file of this format
    "differences": FindingChange,
    "near_misses": NearMiss,
    "rules_off": RuleNote,
}
_TABLES: Mapping[str, type] = {"facts_by_id": Fact, "claims": Claim, "subjects": Subject}


def render(report: Report, name: str) -> Mapping[str, bytes]:
    """Return the report as a run file; ASCII throughout, so that any text, even a lone surrogate, comes back."""
    data = {
        "tieout_run": FORMAT,
        "run": dict(report.run),
        "coverage": codec.to_json(report.coverage),
        **{key: codec.to_json(getattr(report, key)) for key in _LISTS},
        **{key: codec.to_json(dict(sorted(getattr(report, key).items()))) for key in _TABLES},
        "sentences": dict(sorted(report.sentences.items())),
        "texts": dict(sorted(report.texts.items())),
        **{key: codec.to_json(getattr(report, key)) for key in _LATER if getattr(report, key)},
        **({"references": codec.to_json(report.references)} if report.references else {}),
        "prefix": report.prefix,
        "changes": dict(sorted(report.changes.items())),
    }
    return {name: (json.dumps(data, allow_nan=False, separators=(",", ":")) + "\n").encode()}


def read_run(path: str | Path) -> Report:
    """Return the report that `-o run:PATH` wrote.

    Raises:
        UsageError: the file cannot be read, is no run file, or was written by another version of the format.
    """
    try:
        data = json.loads(Path(path).read_text(encoding="utf-8"))
    except OSError as error:
        raise UsageError(f"{path}: cannot be read: {error.strerror or error}") from error
    except (ValueError, RecursionError) as error:
        raise UsageError(f"{path}: is no run file; write one with -o run:PATH") from error
    if not isinstance(data, dict) or "tieout_run" not in data:
        raise UsageError(f"{path}: is no run file; write one with -o run:PATH")
    if data["tieout_run"] != FORMAT:
        raise UsageError(f"{path}: is a run file of format {data['tieout_run']!r}; this version reads {FORMAT}")
    try:
        return _report(data)
    except (TypeError, KeyError, ValueError, AttributeError, ArithmeticError) as error:
        raise UsageError(f"{path}: is a damaged run file ({error}); run the check again") from error


def _report(data: dict[str, Any]) -> Report:
    from checker.report import Report

    lists: dict[str, Any] = {
        key: _read_list(kind, data[key] if key != "rules" else data.get(key, ())) for key, kind in _LISTS.items()
    }
    tables: dict[str, Any] = {key: _read_table(kind, data[key]) for key, kind in _TABLES.items()}
    coverage = codec.from_json(Coverage, data["coverage"])
    prefix, changes = data.get("prefix", ""), data.get("changes", {})
    if not isinstance(prefix, str) or not set(changes.values()) <= CHANGES:
        raise ValueError("prefix or changes")
    words = {"sentences": data["sentences"], "texts": data.get("texts", {}), "changes": changes}
    later: dict[str, type] = {"references": ReferenceResult, **_LATER}
    named: dict[str, Any] = {key: _read_list(kind, data.get(key, ())) for key, kind in later.items()}
    return Report(run=data["run"], coverage=coverage, prefix=prefix, **words, **lists, **tables, **named)


def _read_list(kind: type[R], items: list[Any]) -> tuple[R, ...]:
    return tuple(codec.from_json(kind, item) for item in items)


def _read_table(kind: type[R], items: dict[str, Any]) -> dict[str, R]:
    return {name: codec.from_json(kind, item) for name, item in items.items()}


WRITER = Writer(name="run", suffixes=(), render=render, about="everything, to render again with `tieout report`")
