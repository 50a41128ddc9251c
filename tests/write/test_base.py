"""Targets, and files that are there whole or not at all."""

from __future__ import annotations

import os
import stat
import subprocess
import sys
from pathlib import Path

import pytest

from checker.errors import UsageError
from checker.report import Report
from checker.write import find_writers, parse_target
from checker.write.atomic import write_atomically


@pytest.mark.parametrize(
    ("target", "writer", "path"),
    [
        ("report.html", "html", "report.html"),
        ("out/Findings.CSV", "csv", "out/Findings.CSV"),
        ("x.json", "json", "x.json"),
        ("json:any.name", "json", "any.name"),
        ("run:x.json", "run", "x.json"),
        ("-", "text", "-"),
        ("csv:-", "csv", "-"),
        ("c:report.html", "html", "c:report.html"),
    ],
)
def test_parse_target(target: str, writer: str, path: str) -> None:
    found, place = parse_target(target)
    assert (found.name, place) == (writer, path)


@pytest.mark.parametrize(
    ("target", "message"),
    [("report.htlm", "did you mean 'html'"), ("report", "unknown format"), ("json:", "names no file")],
)
def test_unknown_targets_are_refused(target: str, message: str) -> None:
    with pytest.raises(UsageError, match=message):
        parse_target(target)


def test_writers_are_found_by_their_files() -> None:
    assert {"csv", "html", "json", "run", "text"} <= set(find_writers())


def test_every_format_to_standard_output(report: Report, capfd: pytest.CaptureFixture[str]) -> None:
    for name, writer in find_writers().items():
        report.write(f"{name}:-")
        first = next(iter(writer.render(report, "-").values()))
        assert capfd.readouterr().out.encode() == first


def test_a_file_is_replaced_whole_and_leaves_nothing_beside_it(tmp_path: Path) -> None:
    target = tmp_path / "new" / "report.txt"
    for data in (b"first, and longer", b"second"):
        write_atomically(target, data)
        assert target.read_bytes() == data
    assert [path.name for path in target.parent.iterdir()] == ["report.txt"]


@pytest.mark.parametrize("call", ["fsync", "replace"])
def test_a_failed_write_keeps_what_was_there(call: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    target = tmp_path / "report.txt"
    target.write_bytes(b"before")

    def fail(*_arguments: object) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(os, call, fail)
    with pytest.raises(UsageError, match=r"report\.txt: cannot be written: No space left"):
        write_atomically(target, b"after")
    assert target.read_bytes() == b"before"
    assert len(list(tmp_path.iterdir())) == 1


def test_the_rights_of_the_old_file_are_kept(tmp_path: Path) -> None:
    target = tmp_path / "report.txt"
    target.write_bytes(b"private")
    target.chmod(0o600)
    write_atomically(target, b"new")
    assert stat.S_IMODE(target.stat().st_mode) == 0o600


def test_a_long_name_of_many_bytes_can_be_written(tmp_path: Path) -> None:
    target = tmp_path / ("報" * 85)
    write_atomically(target, b"new")
    assert [one.name for one in tmp_path.iterdir()] == [target.name]


@pytest.mark.skipif(os.name != "posix", reason="asks whether a process lives")
def test_what_a_killed_run_left_is_taken_away_once_it_is_old(tmp_path: Path) -> None:
    gone = subprocess.Popen([sys.executable, "-c", ""])
    gone.wait()
    left = tmp_path / f".report.txt.{gone.pid}.tmp"
    living = tmp_path / f".report.txt.{os.getppid()}.tmp"
    other = tmp_path / f".other.txt.{gone.pid}.tmp"
    young = tmp_path / f".report.txt.{gone.pid}0000000.tmp"
    for path in (left, living, other, young):
        path.write_bytes(b"half")
    for path in (left, living, other):
        os.utime(path, (1, 1))
    write_atomically(tmp_path / "report.txt", b"whole")
    assert {one.name for one in tmp_path.iterdir()} == {living.name, other.name, young.name, "report.txt"}


def test_a_link_is_followed(tmp_path: Path) -> None:
    (tmp_path / "real.txt").write_bytes(b"old")
    link = tmp_path / "link.txt"
    try:
        link.symlink_to(tmp_path / "real.txt")
    except OSError:
        pytest.skip("links need a right that this user lacks")
    write_atomically(link, b"new")
    assert link.is_symlink()
    assert (tmp_path / "real.txt").read_bytes() == b"new"


def test_a_folder_is_no_target(tmp_path: Path) -> None:
    with pytest.raises(UsageError, match="is a folder"):
        write_atomically(tmp_path, b"")
