"""What reaches a terminal and what does not: progress, escapes, headings of help, tolerance on the command line."""

from __future__ import annotations

import io
import sys
from pathlib import Path

import pytest

from checker import cli, console, errors
from checker.options import HEADINGS


@pytest.mark.parametrize(
    ("environment", "is_terminal", "quiet", "is_drawn"),
    [
        ({}, True, False, True),
        ({}, False, False, False),
        ({}, True, True, False),
        ({"CI": "1"}, True, False, False),
        ({"TERM": "dumb"}, True, False, False),
    ],
)
def test_progress_is_drawn_only_where_somebody_watches(
    monkeypatch: pytest.MonkeyPatch, environment: dict[str, str], is_terminal: bool, quiet: bool, is_drawn: bool
) -> None:
    """CL8: on standard error, only on a terminal, off with `--quiet` and in CI."""
    for name in ("CI", "TERM"):
        monkeypatch.delenv(name, raising=False)
    for name, value in environment.items():
        monkeypatch.setenv(name, value)
    stream = io.StringIO()
    monkeypatch.setattr(stream, "isatty", lambda: is_terminal, raising=False)
    monkeypatch.setattr(sys, "stderr", stream)
    with console.progress(quiet) as progress:
        assert (progress is not None) is is_drawn


def test_help_of_check_lists_every_option_under_a_heading(capsys: pytest.CaptureFixture[str]) -> None:
    """CL15: grouped, with examples."""
    assert cli.run(["check", "--help"]) == 0
    shown = capsys.readouterr().out
    heads = [line[:-1] for line in shown.splitlines() if line.endswith(":") and not line.startswith(" ")]
    assert heads == [*HEADINGS, "Other"]
    other = shown.partition("Other:")[2]
    assert [line.split()[0] for line in other.splitlines() if line.startswith("  -")] == ["--debug", "-h,"]
    assert "tieout check reports/ -o report.html" in shown


@pytest.mark.parametrize(
    ("gap", "code"),
    [("1%", 1), ("5%", 0), ("length=5%", 0), ("width=5%", 1), ("length=20 meter", 0), ("lots", 2), ("length=", 2)],
)
def test_a_tolerance_on_the_command_line(tmp_path: Path, gap: str, code: int) -> None:
    (tmp_path / "a.txt").write_text("The Ostrel pier is 310 metres long.", encoding="utf-8")
    (tmp_path / "b.txt").write_text("The Ostrel pier is 301 metres long.", encoding="utf-8")
    assert cli.run(["check", str(tmp_path), "-q", "--tolerance", gap]) == code


@pytest.mark.parametrize("name", ["NO_COLOR", "FORCE_COLOR"])
def test_what_is_piped_has_no_escape_byte_unless_it_is_forced(
    tmp_path: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch, name: str
) -> None:
    """CL7."""
    for other in ("NO_COLOR", "FORCE_COLOR"):
        monkeypatch.delenv(other, raising=False)
    (tmp_path / "a.txt").write_text("The Ostrel pier is 310 metres long.", encoding="utf-8")
    (tmp_path / "b.txt").write_text("The Ostrel pier is 301 metres long.", encoding="utf-8")
    assert cli.run(["check", str(tmp_path)]) == errors.EXIT_FINDINGS
    assert "\x1b" not in capsys.readouterr().out
    monkeypatch.setenv(name, "1")
    cli.run(["check", str(tmp_path)])
    assert ("\x1b[" in capsys.readouterr().out) is (name == "FORCE_COLOR")
