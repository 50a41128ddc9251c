"""`tieout files`, standard input, and arguments that match nothing."""

from __future__ import annotations

import io
import json
import sys
from pathlib import Path

import pytest

from checker import cli, errors


@pytest.fixture
def docs(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.chdir(tmp_path)
    (tmp_path / "docs").mkdir()
    (tmp_path / "docs" / "a.txt").write_text("The Ostrel pier is 310 metres long.\n", encoding="utf-8")
    (tmp_path / "docs" / "b.png").write_bytes(b"x")
    (tmp_path / "docs" / "c.txt").write_text("The Ostrel pier is old.\n", encoding="utf-8")
    (tmp_path / "docs" / ".tieoutignore").write_text("c.txt\n", encoding="utf-8")
    (tmp_path / "docs" / "manifest.json").write_text("{}", encoding="utf-8")
    return tmp_path / "docs"


def _pipe(monkeypatch: pytest.MonkeyPatch, data: bytes) -> None:
    monkeypatch.setattr(sys, "stdin", io.TextIOWrapper(io.BytesIO(data), encoding="utf-8"))


def test_files_says_what_would_be_read_and_why_not(docs: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """CL10."""
    assert cli.run(["files", "docs"]) == 0
    shown = capsys.readouterr()
    assert shown.out.splitlines() == [
        ".tieoutignore  left out  hidden",
        "a.txt          read      text, 36 bytes",
        "b.png          not read  unsupported: no reader for '.png'",
        "c.txt          left out  by .tieoutignore",
        "manifest.json  left out  belongs to tieout or holds metadata",
    ]
    assert shown.err == "1 of 5 paths would be read\n"
    assert cli.run(["files", "docs", "--read", "--no-ignore"]) == 0
    assert capsys.readouterr().out == "a.txt\nc.txt\n"
    assert cli.run(["files", "docs", "--json", "--exclude", "a.txt"]) == errors.EXIT_NOTHING_CHECKED
    assert {row["reader"] for row in json.loads(capsys.readouterr().out)} == {""}


def test_a_document_comes_on_standard_input(
    docs: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    """CL11: `-` with `--stdin-name`, beside folders."""
    _pipe(monkeypatch, b"The Ostrel pier is 301 metres long.\n")
    assert cli.run(["check", "docs", "-", "--concise"]) == errors.EXIT_FINDINGS
    shown = capsys.readouterr().out
    assert "310 metres (a.txt) but 301 metres (stdin.txt)" in shown
    _pipe(monkeypatch, b"# Pier\n\nThe Ostrel pier is 301 metres long.\n")
    assert cli.run(["check", "docs", "-", "--stdin-name", "docs/a.txt", "--no-ignore"]) == errors.EXIT_CLEAN
    assert "checked 2 documents, 1 fact," in capsys.readouterr().out


def test_standard_input_that_is_no_text_is_refused(
    docs: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    _pipe(monkeypatch, b"The pier \xff")
    assert cli.run(["facts", "-"]) == errors.EXIT_USAGE
    assert capsys.readouterr().err == "tieout: standard input is not UTF-8 at byte 9; name a file instead\n"
    _pipe(monkeypatch, b"")
    monkeypatch.setattr(sys.stdin, "isatty", lambda: True)
    assert cli.run(["check", "-"]) == errors.EXIT_USAGE
    assert "nothing is piped into it" in capsys.readouterr().err


@pytest.mark.parametrize("argument", ["docs/*.pdf", "dosc", "docs/a.tx"])
@pytest.mark.parametrize("command", ["check", "facts", "files"])
def test_an_argument_that_matches_nothing_exits_2(
    docs: Path, capsys: pytest.CaptureFixture[str], command: str, argument: str
) -> None:
    """CL11."""
    assert cli.run([command, "docs", argument]) == errors.EXIT_USAGE
    shown = capsys.readouterr()
    assert shown.out == ""
    assert argument in shown.err
