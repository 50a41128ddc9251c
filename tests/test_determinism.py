"""Two runs over the same documents give the same bytes, in every format: the first promise a report makes.

What must not matter: the hash seed, the order in which files were made or named, the backend and the number of its
workers, locale, time zone and folder.
"""

from __future__ import annotations

import os
import random
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from checker.write import find_writers

PROJECT = Path(__file__).resolve().parents[1]
CORPORA = ("harbour_news", "product_docs")
OUTPUTS = tuple(f"{name}:findings.{name}" for name in sorted(find_writers()))

# one process checks all corpora, because loading the language model costs more than reading them
SCRIPT = """
import sys
from checker import cli
backend, *rest = sys.argv[1:]
while rest:
    out, count, *rest = rest
    paths, rest = rest[: int(count)], rest[int(count) :]
    outputs = [word for target in OUTPUTS for word in ("-o", target.replace(":", f":{out}/", 1))]
    code = cli.run(["check", *paths, "-q", "--fail-on", "never", "--backend", backend, *outputs])
    assert code == 0, code
"""


def _check(folder: Path, backend: str, jobs: list[tuple[str, list[Path]]], environment: dict[str, str]) -> None:
    """Check some paths in a fresh interpreter; the outputs of each job go to the folder of its name."""
    words = [backend]
    for name, paths in jobs:
        (folder / name).mkdir(parents=True)
        words += [str(folder / name), str(len(paths)), *map(str, paths)]
    subprocess.run(
        [sys.executable, "-c", f"OUTPUTS = {OUTPUTS!r}\n{SCRIPT}", *words],
        check=True,
        cwd=folder,
        env={**os.environ, "PYTHONPATH": str(PROJECT), **environment},
    )


def _copy_in_disorder(folder: Path, target: Path, seed: int) -> list[Path]:
    """Copy a corpus file by file in another order, with other times, and return the files in yet another."""
    files = [path for path in sorted(folder.iterdir()) if path.is_file()]
    mixed = random.Random(seed)
    mixed.shuffle(files)
    target.mkdir(parents=True)
    for number, path in enumerate(files):
        shutil.copyfile(path, target / path.name)
        os.utime(target / path.name, (number * 1000, number * 1000))
    mixed.shuffle(files)
    return [target / path.name for path in files]


@pytest.fixture(scope="module")
def first(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The outputs of a plain run: one job, the documents' own folder."""
    folder = tmp_path_factory.mktemp("first")
    _check(folder, "local", [(name, [PROJECT / "corpus" / name]) for name in CORPORA], {"PYTHONHASHSEED": "0"})
    return folder


def _differences(one: Path, other: Path) -> list[str]:
    names = sorted(path.relative_to(one).as_posix() for path in one.rglob("*") if path.is_file())
    assert names == sorted(path.relative_to(other).as_posix() for path in other.rglob("*") if path.is_file())
    assert len(names) == len(CORPORA) * (len(OUTPUTS) + 2)  # csv and csv-bom write two files
    return [name for name in names if (one / name).read_bytes() != (other / name).read_bytes()]


@pytest.mark.parametrize("backend", ["local", "processes"])
def test_neither_hash_seed_nor_order_nor_backend_change_a_byte(first: Path, tmp_path: Path, backend: str) -> None:
    """HR18: no clock stands in any output, so SOURCE_DATE_EPOCH has nothing to set."""
    jobs = [
        (name, _copy_in_disorder(PROJECT / "corpus" / name, tmp_path / "copies" / name, seed=number))
        for number, name in enumerate(CORPORA)
    ]
    out = tmp_path / "out"
    _check(
        out, backend, jobs, {"PYTHONHASHSEED": "1", "TZ": "Asia/Kathmandu", "LC_ALL": "C", "SOURCE_DATE_EPOCH": "86400"}
    )
    assert _differences(first, out) == []


def test_no_output_names_a_folder_of_the_machine(first: Path) -> None:
    machine = [str(PROJECT).encode(), str(first).encode()]
    outputs = [path for path in first.rglob("*") if path.is_file()]
    assert [path.name for path in outputs if any(name in path.read_bytes() for name in machine)] == []
