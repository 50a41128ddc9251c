"""Who imports whom: read from the source, and from what a fresh interpreter has loaded."""

from __future__ import annotations

import ast
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

PROJECT = Path(__file__).resolve().parents[1]
PACKAGE = PROJECT / "checker"
STAGES = ("collect", "extract", "normalize", "resolve", "verify", "write")
TOP = (
    "changed",
    "chosen",
    "cli",
    "commands",
    "completing",
    "console",
    "decision_place",
    "decision_file",
    "differences",
    "doctor",
    "entities",
    "evaluation",
    "explain",
    "explanations",
    "false_positives",
    "options",
    "pipeline",
    "reference",
    "review_server",
    "reviewed",
    "rule_junit",
    "rule_pages",
    "rule_runs",
    "rule_updates",
    "running",
    "settings",
    "watching",
)  # nothing below them may import these

# A library has one room; a folder ends with a slash. What is not named here may be used by a reader only.
ROOMS = {
    "click": ("chosen.py", "cli.py", "completing.py", "commands/", "options.py"),
    "rich": ("console.py",),
    "spacy": ("extract/", "spacy_component.py"),
    "pint": ("normalize/",),
    "rapidfuzz": ("resolve/",),
    "jinja2": ("write/html.py",),
    "markupsafe": ("write/html.py",),
    "pandas": ("write/", "report.py", "tied.py"),
    "pydantic": ("verify/",),
    "ruamel": ("verify/packs.py", "verify/guarded_yaml.py", "verify/vocabulary_edit.py"),
    "dask": ("backends/dask.py",),
    "duckdb": ("backends/",),
}
READERS = ("collect/",)
HEAVY = {"spacy", "thinc", "numpy", "pint", "pandas", "jinja2", "pydantic", "ruamel", "rapidfuzz", "rich"}


def _modules() -> Iterator[Path]:
    return (path for path in sorted(PACKAGE.rglob("*.py")) if "_shipped" not in path.parts)


def _imports(path: Path) -> Iterator[tuple[int, str]]:
    """Yield line and full name of everything that a module imports, at its top or inside its functions."""
    for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        if isinstance(node, ast.Import):
            yield from ((node.lineno, alias.name) for alias in node.names)
        elif isinstance(node, ast.ImportFrom):
            assert node.level == 0, f"{path}:{node.lineno}: relative import"
            yield from ((node.lineno, f"{node.module}.{alias.name}") for alias in node.names)


def _all_imports() -> Iterator[tuple[str, str, str]]:
    """Yield place, module (relative to the package) and imported name."""
    for path in _modules():
        module = path.relative_to(PACKAGE).as_posix()
        for line, name in _imports(path):
            yield f"checker/{module}:{line}", module, name


def _room(module: str) -> str:
    return module.split("/")[0].removesuffix(".py")


def _own(name: str) -> str:
    """Return the room that an imported name of the package belongs to: "checker.write.rows" -> "write"."""
    parts = name.split(".")
    return parts[1] if parts[0] == "checker" and len(parts) > 1 else ""


def test_the_source_is_there() -> None:
    assert sum(1 for _ in _modules()) > 20
    assert any(name == "checker.records.Claim" for _, _, name in _all_imports())


def test_no_stage_imports_another() -> None:
    wrong = [
        f"{place} imports {name}"
        for place, module, name in _all_imports()
        if _room(module) in STAGES and _own(name) in STAGES and _own(name) != _room(module)
    ]
    assert wrong == []


def test_imports_go_one_way() -> None:
    low = {*STAGES, "backends", "plugins", "resources", "config", "records", "codec", "errors", "scoring"}
    wrong = [
        f"{place} imports {name}"
        for place, module, name in _all_imports()
        if _room(module) in low and _own(name) in TOP
    ]
    wrong += [
        f"{place} imports {name}"
        for place, module, name in _all_imports()
        if _room(module) in {"backends", "plugins", "config", "records", "codec", "errors"} and _own(name) in STAGES
    ]
    assert wrong == []


@pytest.mark.parametrize("place", ["checker/records/", "checker/errors.py"])
def test_records_and_errors_use_the_standard_library_only(place: str) -> None:
    names = [name for where, _, name in _all_imports() if where.startswith(place)]
    assert names
    own = ("checker.records.",)
    foreign = [name for name in names if name.split(".")[0] not in sys.stdlib_module_names and not name.startswith(own)]
    assert foreign == []


def test_a_library_stays_in_its_room() -> None:
    wrong = []
    for place, module, name in _all_imports():
        library = name.split(".")[0]
        if library in sys.stdlib_module_names or library in {"checker", "__future__"}:
            continue
        if not module.startswith(ROOMS.get(library, READERS)):
            wrong.append(f"{place} imports {library}")
    assert wrong == []


def _run(code: str, *arguments: str) -> str:
    done = subprocess.run(
        [sys.executable, "-c", code, *arguments], capture_output=True, text=True, cwd=PROJECT, check=False
    )
    assert done.returncode == 0, done.stderr
    return done.stdout


HELP = "import checker.cli as c; c.run(['--help']); c.run(['check', '--help'])"


@pytest.mark.parametrize("statement", ["import checker", HELP, "import checker.backends.processes"])
def test_nothing_heavy_is_imported_before_it_is_needed(statement: str) -> None:
    loaded = _run(f"{statement}; import sys; print(*sys.modules)").split()
    assert "checker" in loaded
    assert HEAVY.intersection(loaded) == set()


BLOCKED = """
import socket, sys
def refuse(*arguments, **options):
    raise RuntimeError("the network was used")
class Refused(socket.socket):
    __init__ = refuse
socket.socket = Refused
socket.create_connection = socket.getaddrinfo = socket.gethostbyname = refuse
import checker
report = checker.check([sys.argv[1]])
assert report.coverage.facts > 10, report.coverage
from checker.write import find_writers
for format in find_writers():
    report.write(f"{format}:{sys.argv[2]}/out.{format}")
print("checked")
"""


def test_a_full_check_uses_no_network(tmp_path: Path) -> None:
    """CL19."""
    assert _run(BLOCKED, str(PROJECT / "corpus" / "chip_talks"), str(tmp_path)).strip() == "checked"
