"""The word lists of this stage, read once per process from `patterns/`.

A list is data: one word or phrase a line, `#` opens a comment, a `.csv` names its columns in its first line.
"""

from __future__ import annotations

import csv
import re
from collections.abc import Mapping
from functools import cache

from checker import resources


@cache
def rows(family: str) -> tuple[Mapping[str, str], ...]:
    """Return the entries of `patterns/<family>.csv` in the order of the file."""
    path = resources.package_file("extract", "patterns", f"{family}.csv")
    lines = path.read_text(encoding="utf-8").splitlines()
    return tuple(csv.DictReader(line for line in lines if line.strip() and not line.startswith("#")))


@cache
def table(family: str, key: str, value: str) -> Mapping[str, str]:
    """Return one column of a list by another, such as lemma -> role."""
    return {row[key]: row[value] for row in rows(family)}


@cache
def tagged(family: str, value: str) -> Mapping[tuple[str, str], str]:
    """Return a column of a list by lemma and part of speech."""
    return {(row["lemma"], row["pos"]): row[value] for row in rows(family)}


@cache
def words(family: str) -> frozenset[str]:
    """Return the entries of `patterns/<family>.txt`."""
    path = resources.package_file("extract", "patterns", f"{family}.txt")
    lines = path.read_text(encoding="utf-8").splitlines()
    return frozenset(line.strip() for line in lines if line.strip() and not line.startswith("#"))


@cache
def phrases(family: str) -> re.Pattern[str]:
    """Return a pattern that finds any phrase of `patterns/<family>.csv` as whole words, the longest first."""
    found = sorted((row["pattern"] for row in rows(family)), key=lambda text: (-len(text), text))
    return re.compile(r"(?<![\w-])(?:" + "|".join(re.escape(one) for one in found) + r")(?![\w-])", re.IGNORECASE)
