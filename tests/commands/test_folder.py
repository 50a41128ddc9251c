"""A command is a file: how the folder of commands is listed, imported and shown."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import click
import pytest

from checker import cli, commands

ONE = """
import click
SECTION = "Decide"
@click.command()
@click.argument("word")
def command(word):
    \"\"\"Say a word. And no more.\"\"\"
    click.echo(word)
"""


@pytest.fixture
def group(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, request: pytest.FixtureRequest) -> commands.CommandFolder:
    name = f"made_{request.node.name.partition('[')[0]}"
    folder = tmp_path / name
    (folder / "inner").mkdir(parents=True)
    (folder / "__init__.py").touch()
    (folder / "say_it.py").write_text(ONE, encoding="utf-8")
    (folder / "broken.py").write_text("raise RuntimeError('imported')", encoding="utf-8")
    (folder / "_shared.py").write_text("raise RuntimeError('imported')", encoding="utf-8")
    (folder / "inner" / "__init__.py").write_text('"""Inner things."""', encoding="utf-8")
    (folder / "inner" / "say.py").write_text(ONE, encoding="utf-8")
    monkeypatch.syspath_prepend(tmp_path)
    return commands.CommandFolder(name, name="top")


def test_a_file_is_a_command_and_a_folder_a_group(group: commands.CommandFolder) -> None:
    context = click.Context(group)
    assert group.list_commands(context) == ["broken", "inner", "say-it"]
    command = group.get_command(context, "say-it")
    assert command is not None
    assert command.name == "say-it"
    inner = group.get_command(context, "inner")
    assert isinstance(inner, click.Group)
    assert inner.help == "Inner things."
    assert inner.list_commands(context) == ["say"]


def test_only_the_command_that_is_asked_for_is_imported(
    group: commands.CommandFolder, capsys: pytest.CaptureFixture[str]
) -> None:
    group.main(["say-it", "word"], standalone_mode=False)
    assert capsys.readouterr().out == "word\n"
    assert f"{group.package}.broken" not in sys.modules


def test_a_mistyped_command_is_guessed(group: commands.CommandFolder) -> None:
    with pytest.raises(click.UsageError, match="there is no command 'say-ti'; did you mean 'say-it'"):
        group.main(["say-ti"], standalone_mode=False)
    with pytest.raises(click.UsageError, match="there is no command 'xyz'; there are: broken, inner, say-it"):
        group.main(["xyz"], standalone_mode=False)


def test_help_lists_commands_under_their_headings(capsys: pytest.CaptureFixture[str]) -> None:
    """CL15."""
    assert cli.run(["--help"]) == 0
    lines = capsys.readouterr().out.splitlines()
    headings = [line.rstrip(":") for line in lines if line.endswith(":") and not line.startswith(" ")]
    assert headings == ["Options", *(one for one in commands.SECTIONS if one in headings)]
    assert lines.index("Check documents:") + 1 == next(i for i, line in enumerate(lines) if line.startswith("  check "))


@pytest.mark.parametrize("arguments", [["--help"], ["--version"], ["check", "--help"]])
def test_help_imports_no_library_of_the_stages(arguments: list[str]) -> None:
    """CL13: `--help` and `--version` answer at once."""
    code = f"import sys, checker.cli as c; c.run({arguments}); print('\\n', *sys.modules)"
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    loaded = done.stdout.splitlines()[-1].split()
    assert "click" in loaded
    assert {"spacy", "pandas", "numpy", "pint", "rich", "pydantic", "ruamel", "jinja2"}.intersection(loaded) == set()
