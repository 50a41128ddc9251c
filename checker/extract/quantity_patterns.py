"""Loads `patterns/quantities.toml`: what stands before and after figures, as named regular expressions."""

from __future__ import annotations

import re
import tomllib
from functools import cache

from checker.resources import package_file


@cache
def _table() -> dict[str, dict[str, object]]:
    return tomllib.loads(package_file("extract", "patterns", "quantities.toml").read_text(encoding="utf-8"))


@cache
def pattern(name: str) -> re.Pattern[str]:
    """Return the pattern of that name, with its words filled in.

    Raises:
        KeyError: the file has no such pattern.
    """
    entry = _table()[name]
    words = entry["words"]
    if not isinstance(words, list):
        raise TypeError(f"patterns/quantities.toml: words of {name} must be a list")
    return re.compile(str(entry["pattern"]).replace("{words}", "|".join(words)))
