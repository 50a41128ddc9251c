"""What a run was made with: versions of the tool, model, packs and data tables, and the settings.

Everything that can change a result is named; no clock, and no path of this machine.
"""

from __future__ import annotations

import hashlib
import json
from pathlib import Path
from typing import Any

from checker import codec, resources
from checker.config import Settings

_TABLES = ("extract", "normalize", "resolve", "verify")
WITHOUT_EFFECT = ("jobs", "backend", "fail_on", "strict", "cache")  # where work ran and the exit code change no finding
_SUFFIXES = frozenset({".csv", ".txt", ".toml"})


def run_record(version: str, settings: Settings, model: object, packs: object) -> dict[str, Any]:
    """Return the `run` part of a report as plain JSON."""
    chosen = codec.to_json(settings)
    for name in (*WITHOUT_EFFECT, "as_of", "entities"):  # the last may be a path of this machine
        chosen.pop(name, None)
    if settings.rules:  # rule files are named by their packs and hashes
        chosen["rules"] = [Path(rule).name for rule in settings.rules]
    return {
        "tool": "tieout",
        "version": version,
        "model": model,
        "packs": packs,
        "data": data_versions(),
        "settings": chosen,
        "settings_hash": _hash(json.dumps(chosen, sort_keys=True).encode("utf-8")),
    }


def data_versions() -> dict[str, str]:
    """Return the hash of every data table that reading, linking and judging depend on, by its path in the package."""
    root = resources.package_file()
    tables = sorted(path for stage in _TABLES for path in (root / stage).rglob("*") if path.suffix in _SUFFIXES)
    return {path.relative_to(root).as_posix(): _hash(path.read_bytes()) for path in tables}


def _hash(data: bytes) -> str:
    return hashlib.sha256(data).hexdigest()[:16]
