"""HR10: what was decided counts in the next check, without anybody naming the file it lies in."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from checker import cli
from checker.verify.decisions import FILE
from tests.commands.test_review import TEXTS


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    made = tmp_path / "works"
    made.mkdir()
    for name, text in TEXTS.items():
        (made / name).write_text(text, encoding="utf-8")
    monkeypatch.chdir(tmp_path)
    return made


def _decide(file: Path, folder: Path) -> None:
    assert cli.run(["baseline", "create", str(folder), "--decisions", str(file)]) == 0


@pytest.mark.parametrize("where", ["works", "."])
def test_it_is_found_in_the_checked_folder_and_in_the_current_one(
    where: str, folder: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert cli.run(["check", "works"]) == 1
    assert "decisions of" not in capsys.readouterr().err
    _decide(Path(where) / FILE, folder)
    capsys.readouterr()
    assert cli.run(["check", "works"]) == 0
    told = capsys.readouterr().err
    assert f"decisions of {(Path(where) / FILE).as_posix()} count (--no-decisions leaves them out)" in told
    assert "1 decided finding not shown (1 baseline)" in told
    assert cli.run(["check", "works", "-q"]) == 0
    assert capsys.readouterr().err == ""
    assert cli.run(["check", "works/a.md", "works/b.md"]) == 0


@pytest.mark.parametrize("option", ["--no-decisions", "--isolated"])
def test_it_can_be_left_out(option: str, folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    _decide(folder / FILE, folder)
    assert cli.run(["check", "works", option]) == 1
    assert "decisions of" not in capsys.readouterr().err


def test_a_named_file_goes_before_the_found_one(folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    _decide(folder / FILE, folder)
    empty = folder.parent / "none.json"
    empty.write_text('{"format": 1, "decisions": []}')
    assert cli.run(["check", "works", "--decisions", "none.json"]) == 1
    assert cli.run(["check", "works", "--decisions", "none.json", "--no-decisions"]) == 2
    (folder.parent / "tieout.toml").write_text('decisions = "none.json"')
    assert cli.run(["check", "works"]) == 1
    assert cli.run(["decisions", "status", "works"]) == 0
    assert "     0  baseline" in capsys.readouterr().out


def test_a_damaged_one_is_an_error_and_a_link_or_pipe_is_none(folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    import os

    outside = folder.parent / "elsewhere.json"
    _decide(outside, folder)
    (folder / FILE).symlink_to(outside)
    assert cli.run(["check", "works"]) == 1
    (folder / FILE).unlink()
    os.mkfifo(folder / FILE)
    assert cli.run(["check", "works"]) == 1
    (folder / FILE).unlink()
    (folder / FILE).write_text("{", encoding="utf-8")
    assert cli.run(["check", "works"]) == 2
    assert f"works/{FILE}:1:2: not JSON" in capsys.readouterr().err


def test_the_other_commands_take_the_same_file(folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    _decide(folder / FILE, folder)
    capsys.readouterr()
    for command in (["baseline", "status"], ["decisions", "status"]):
        assert cli.run([*command, "works"]) == 0
        assert "     1  baseline" in capsys.readouterr().out
    assert cli.run(["baseline", "create", "works"]) == 0
    assert f"0 findings entered in works/{FILE}; 1 decisions were there already" in capsys.readouterr().out
    (folder / "b.md").write_text(TEXTS["a.md"], encoding="utf-8")
    assert cli.run(["baseline", "prune", "works"]) == 0
    assert json.loads((folder / FILE).read_text())["decisions"] == []
