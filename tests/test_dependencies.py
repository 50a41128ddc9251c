"""LB2, LB6, LB7: what is installed is free and its bounds are tried; nothing that a user brings runs as code."""

from __future__ import annotations

import ast
import re
import subprocess
import sys
import tomllib
from importlib import metadata
from pathlib import Path
from typing import Any

import pytest
from packaging.requirements import Requirement
from packaging.utils import canonicalize_name

PACKAGE = Path(__file__).resolve().parents[1] / "checker"
FREE = re.compile(
    r"(?i)\b(?:mit|bsd|apache|isc|mpl|mozilla|psf|python software foundation|zlib|unlicense|cc0|public domain|0bsd)\b"
)
VIRAL = re.compile(r"(?i)\b(?:[al]?gpl|gnu)\b|general public")
FORBIDDEN = {"eval", "exec", "compile", "__import__"}
OLDEST = PACKAGE.parent / "scripts" / "oldest_set.py"
UPPER = {  # name: the bound, and what breaks at it
    "spacy": ("3.9", "the language model refuses it: it is made for 3.8"),
    "mkdocs": ("2", "version 2 is a new program: it reads neither mkdocs.yml nor its plugins"),
}


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
    return list(_project()["dependencies"])


def _project() -> dict[str, Any]:
    project: dict[str, Any] = tomllib.loads((PACKAGE.parent / "pyproject.toml").read_text(encoding="utf-8"))["project"]
    return project


def _bounded() -> dict[str, Requirement]:
    """Return by name every requirement in pyproject.toml: of the program and of each extra."""
    extras = [line for lines in _project()["optional-dependencies"].values() for line in lines]
    return {canonicalize_name(one.name): one for one in map(Requirement, [*_dependencies(), *extras])}


def _pinned(text: str) -> dict[str, str]:
    lines = [line for line in text.splitlines() if line and not line.startswith("#")]
    return {canonicalize_name(name): version for name, _, version in (line.partition("==") for line in lines)}


def _oldest(*arguments: str) -> subprocess.CompletedProcess[str]:
    return subprocess.run([sys.executable, str(OLDEST), *arguments], capture_output=True, text=True, timeout=60)


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


def test_every_dependency_has_one_lower_bound() -> None:
    """LB6."""
    signs = {name: [one.operator for one in needed.specifier] for name, needed in _bounded().items()}
    assert len(signs) > 20
    assert {name: found for name, found in signs.items() if found.count(">=") != 1} == {}


def test_upper_bounds_stand_only_where_something_is_known_to_break() -> None:
    """LB6: an upper bound without a reason keeps users from what they need."""
    upper = {
        name: [(one.operator, one.version) for one in needed.specifier if one.operator != ">="]
        for name, needed in _bounded().items()
    }
    assert {name: found for name, found in upper.items() if found} == {
        name: [("<", version)] for name, (version, _) in UPPER.items()
    }


def test_the_full_set_satisfies_every_bound() -> None:
    """LB6: what the tests run with is within what is promised."""
    pinned = _pinned((PACKAGE.parent / "constraints.txt").read_text(encoding="utf-8"))
    bounded = _bounded()
    assert sorted(set(bounded) - set(pinned)) == []
    assert [name for name, needed in bounded.items() if pinned[name] not in needed.specifier] == []


def test_the_oldest_set_has_everything_at_its_lower_bound() -> None:
    """LB6: `make oldest` tries this set."""
    done = _oldest()
    assert done.returncode == 0, done.stderr
    needed = {canonicalize_name(Requirement(line).name) for line in _dependencies()}
    needed |= {canonicalize_name(Requirement(line).name) for line in _project()["optional-dependencies"]["dev"]}
    lower = {name: one.version for name in needed for one in _bounded()[name].specifier if one.operator == ">="}
    assert _pinned(done.stdout) == lower
    assert done.stdout.splitlines() == sorted(done.stdout.splitlines(), key=str.lower)


def test_the_oldest_set_reads_bounds_as_they_are_written(tmp_path: Path) -> None:
    project = tmp_path / "pyproject.toml"
    written = '"zinc[cli] >= 2, != 2.3, < 3", "Iron>=1.0; python_version < \'4\'", "gold==7"'
    project.write_text(f"[project]\ndependencies = [{written}]\n", encoding="utf-8")
    assert _oldest(str(project)).stdout == "gold==7\nIron==1.0\nzinc==2\n"


@pytest.mark.parametrize("line", ["lead", "lead<3", "lead>2", "lead>=1,>=2", "lead @ file:///x", "lead 3", "[lead]"])
def test_a_package_without_one_lower_bound_is_named(line: str, tmp_path: Path) -> None:
    """LB6."""
    project = tmp_path / "pyproject.toml"
    project.write_text(f'[project]\ndependencies = ["iron>=1", "{line}"]\n', encoding="utf-8")
    done = _oldest(str(project))
    assert (done.returncode, done.stdout) == (2, "")
    assert f'"{line}"' in done.stderr
    assert "Traceback" not in done.stderr


def test_make_oldest_names_tests_that_are_there() -> None:
    """LB6."""
    done = subprocess.run(
        ["make", "--no-print-directory", "--dry-run", "--assume-old=.venv/.ready", "oldest"],
        cwd=PACKAGE.parent, capture_output=True, text=True, timeout=60,
    )  # fmt: skip
    named = re.findall(r"tests/\S+", done.stdout)
    assert len(named) > 5, done.stderr
    assert [path for path in named if not (PACKAGE.parent / path).exists()] == []
