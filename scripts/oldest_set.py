#!/usr/bin/env python3
"""Print the oldest set of packages that pyproject.toml allows, as constraints for pip: a `name==version` on each line.

usage: oldest_set.py [PYPROJECT]

The set has what the program needs and what its tests need (the extra "dev"). What these bring with them is not named:
pip takes the newest that fits. A package without a lower bound is an error (exit 2).
"""

from __future__ import annotations

import re
import sys
import tomllib
from pathlib import Path

PROJECT = Path(__file__).resolve().parents[1] / "pyproject.toml"
EXTRAS = ("dev",)
REQUIREMENT = re.compile(r"([A-Za-z0-9][A-Za-z0-9._-]*)(?:\[[^\]]*\])?([^;]*)")


def requirements(project: Path) -> list[str]:
    """Return the requirements of the program and of the extras that its tests need, as they stand in the file."""
    named = tomllib.loads(project.read_text(encoding="utf-8"))["project"]
    extras = named.get("optional-dependencies", {})
    return [*named.get("dependencies", []), *(line for extra in EXTRAS for line in extras.get(extra, []))]


def bounds(requirement: str) -> tuple[str, list[tuple[str, str]]]:
    """Return the name of a requirement and its bounds: "spacy>=3.8,<3.9" gives "spacy" and (">=", "3.8"), ("<", "3.9").

    Raises ValueError where it cannot be read.
    """
    match = REQUIREMENT.match(requirement.strip())
    if match is None:
        raise ValueError(f'"{requirement}" is not a requirement: write name>=version')
    parts = [part.strip() for part in match[2].split(",") if part.strip()]
    found = [re.fullmatch(r"(===|==|~=|!=|>=|<=|>|<)\s*([^\s<>=!~]+)", part) for part in parts]
    if None in found:
        raise ValueError(f'"{requirement}" is not a requirement: write name>=version')
    return match[1], [(part[1], part[2]) for part in found if part is not None]


def oldest(requirement: str) -> str:
    """Return the oldest version that a requirement allows, as a constraint: "spacy>=3.8,<3.9" gives "spacy==3.8".

    Raises ValueError where it has no lower bound, or more than one.
    """
    name, limits = bounds(requirement)
    lower = [version for sign, version in limits if sign in {">=", "=="}]
    if len(lower) != 1:
        raise ValueError(f'"{requirement}" in pyproject.toml names no lower bound, or several: write {name}>=version')
    return f"{name}=={lower[0]}"


def main() -> int:
    """Print the set, sorted by name; 2 where a requirement has no lower bound."""
    project = Path(sys.argv[1]) if len(sys.argv) > 1 else PROJECT
    try:
        lines = sorted({oldest(line) for line in requirements(project)}, key=str.lower)
    except ValueError as wrong:
        print(wrong, file=sys.stderr)
        return 2
    print("\n".join(lines))
    return 0


if __name__ == "__main__":
    sys.exit(main())
