"""LB2, LB7: what is installed with the program is free for everybody; nothing that a user brings runs as code."""

from __future__ import annotations

import ast
import re
from importlib import metadata
from pathlib import Path

import pytest

PACKAGE = Path(__file__).resolve().parents[1] / "checker"
FREE = re.compile(
    r"(?i)\b(?:mit|bsd|apache|isc|mpl|mozilla|psf|python software foundation|zlib|unlicense|cc0|public domain|0bsd)\b"
)
VIRAL = re.compile(r"(?i)\b(?:[al]?gpl|gnu)\b|general public")
FORBIDDEN = {"eval", "exec", "compile", "__import__"}


def _needed() -> list[str]:
    """Return the names of the distributions that a plain install brings, by what each says that it needs."""
    waiting, known = [_plain(line) for line in _dependencies()], set()
    while waiting:
        name = waiting.pop()
        if name in known:
            continue
        try:
            required = metadata.requires(name) or []
        except metadata.PackageNotFoundError:  # for another system or another Python
            continue
        known.add(name)
        waiting += [_plain(line) for line in required if "extra ==" not in line]
    return sorted(known)


def _dependencies() -> list[str]:
    import tomllib

    project = tomllib.loads((PACKAGE.parent / "pyproject.toml").read_text(encoding="utf-8"))["project"]
    return list(project["dependencies"])


def _plain(line: str) -> str:
    match = re.match(r"[A-Za-z0-9][A-Za-z0-9._-]*", line)
    assert match is not None
    return match[0].lower().replace("_", "-").replace(".", "-")


@pytest.mark.parametrize("name", _needed())
def test_licences_are_permissive(name: str) -> None:
    said = metadata.metadata(name)
    named = [one for one in said.get_all("Classifier") or [] if one.startswith("License")]
    licences = said.get("License-Expression") or " ".join([*named, (said.get("License") or "")[:200]])
    assert FREE.search(licences), f"{name}: {licences}"
    assert not VIRAL.search(licences) or " or " in licences.lower(), f"{name}: {licences}"


def test_a_licence_that_binds_others_would_be_seen() -> None:
    for licence in ("GNU General Public License v3", "LGPL-2.1-only", "AGPL-3.0"):
        assert VIRAL.search(licence)
        assert not FREE.search(licence)


@pytest.mark.parametrize("path", sorted(PACKAGE.rglob("*.py")), ids=lambda path: path.relative_to(PACKAGE).as_posix())
def test_no_text_becomes_code(path: Path) -> None:
    for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        if isinstance(node, ast.Call) and isinstance(node.func, ast.Name):
            assert node.func.id not in FORBIDDEN, f"{path}:{node.lineno}"
        names = [alias.name for alias in node.names] if isinstance(node, ast.Import | ast.ImportFrom) else []
        module = node.module or "" if isinstance(node, ast.ImportFrom) else ""
        assert not {"pickle", "shelve", "marshal", "dill"} & {*names, module}, f"{path}:{getattr(node, 'lineno', 0)}"
