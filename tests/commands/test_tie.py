"""`tieout tie` at the command line: exit codes, outputs, standard input, mistakes."""

from __future__ import annotations

import io
import json
import sys
from pathlib import Path

import pytest

from checker import cli, errors

SOURCE = "The Orlo dam is 86 metres high. The reservoir holds 52 million cubic metres of water.\n"


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.chdir(tmp_path)
    (tmp_path / "notes").mkdir()
    (tmp_path / "notes" / "lake.txt").write_text(SOURCE, encoding="utf-8")
    (tmp_path / "good.md").write_text("The Orlo dam is 86 metres high.\n", encoding="utf-8")
    (tmp_path / "bad.md").write_text("The Orlo dam is 68 metres high.\n", encoding="utf-8")
    (tmp_path / "open.md").write_text("A cow drinks 80 litres of water.\n", encoding="utf-8")
    (tmp_path / "empty.md").write_text("Nothing here.\n", encoding="utf-8")
    return tmp_path


@pytest.mark.parametrize(
    ("arguments", "code"),
    [
        (["good.md", "notes"], errors.EXIT_CLEAN),
        (["bad.md", "notes"], errors.EXIT_FINDINGS),
        (["bad.md", "notes", "--fail-on", "never"], errors.EXIT_CLEAN),
        (["bad.md", "notes", "--exit-zero"], errors.EXIT_CLEAN),
        (["open.md", "notes"], errors.EXIT_CLEAN),
        (["open.md", "notes", "--fail-on", "warning"], errors.EXIT_FINDINGS),
        (["empty.md", "notes"], errors.EXIT_NOTHING_CHECKED),
        (["empty.md", "notes", "--allow-empty"], errors.EXIT_CLEAN),
        (["good.md", "good.md"], errors.EXIT_NOTHING_CHECKED),
        (["missing.md", "notes"], errors.EXIT_USAGE),
        (["good.md", "missing"], errors.EXIT_USAGE),
        (["good.md"], errors.EXIT_USAGE),
        (["notes", "good.md"], errors.EXIT_USAGE),
        (["good.md", "notes", "-o", "x.hmtl"], errors.EXIT_USAGE),
    ],
)
def test_exit_codes(arguments: list[str], code: int, folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert cli.run(["tie", *arguments]) == code
    assert "Traceback" not in capsys.readouterr().err


def test_outputs_are_written_and_named(folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert cli.run(["tie", "bad.md", "notes", "-o", "t.html", "-o", "json:-"]) == errors.EXIT_FINDINGS
    shown = capsys.readouterr()
    assert json.loads(shown.out)["counts"]["contradicted"] == 1
    assert "1 contradicted" in shown.err
    assert "wrote t.html" in shown.err
    assert "86 metres" in (folder / "t.html").read_text(encoding="utf-8")


def test_one_line_a_finding(folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    cli.run(["tie", "bad.md", "notes", "--concise"])
    assert capsys.readouterr().out.startswith("bad.md:1:17: T501 error conflict: 68 metres")


def test_a_draft_comes_on_standard_input(
    folder: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    """CL11: `-` is the draft."""
    monkeypatch.setattr(
        sys, "stdin", io.TextIOWrapper(io.BytesIO(b"The Orlo dam is 68 metres high."), encoding="utf-8")
    )
    assert cli.run(["tie", "-", "notes"]) == errors.EXIT_FINDINGS
    assert "1 figure against 1 source: 1 contradicted" in capsys.readouterr().out
