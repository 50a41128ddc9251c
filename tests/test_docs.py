"""Every command, option, setting, verdict and rule is documented; the documents name nothing that is not there."""

from __future__ import annotations

import dataclasses
import re
from collections.abc import Iterator
from pathlib import Path

import click
import pytest

from checker import backends, cli, verify
from checker.config import Limits, Settings
from checker.write import find_writers

PROJECT = Path(__file__).resolve().parents[1]
PAGES = [PROJECT / "README.md", PROJECT / "rules" / "README.md", *sorted((PROJECT / "docs").glob("*.md"))]
KINDS = ("agreement", "compatible", "conflict", "update", "disputed", "arithmetic")


@pytest.fixture(scope="module")
def text() -> str:
    return "\n".join(page.read_text(encoding="utf-8") for page in PAGES)


def _commands(group: click.Group = cli.tieout, path: str = "tieout") -> Iterator[tuple[str, click.Command]]:
    context = click.Context(group)
    for name in group.list_commands(context):
        command = group.get_command(context, name)
        assert command is not None
        if isinstance(command, click.Group):
            yield from _commands(command, f"{path} {name}")
        else:
            yield f"{path} {name}", command


COMMANDS = dict(_commands())
OPTIONS = sorted(
    {
        option
        for command in COMMANDS.values()
        for parameter in command.params
        if isinstance(parameter, click.Option)
        for option in parameter.opts
        if option.startswith("--")
    }
)


@pytest.mark.parametrize("command", COMMANDS)
def test_every_command_is_documented(text: str, command: str) -> None:
    assert f"`{command}" in text


@pytest.mark.parametrize("option", OPTIONS)
def test_every_option_is_documented(text: str, option: str) -> None:
    assert re.search(rf"`{option}\b", text)


@pytest.mark.parametrize("command", COMMANDS.values(), ids=COMMANDS)
def test_every_option_says_what_it_does(command: click.Command) -> None:
    assert command.help
    assert [one.name for one in command.params if isinstance(one, click.Option) and not one.help] == []


@pytest.mark.parametrize("name", [one.name for one in dataclasses.fields(Settings)])
def test_every_setting_is_documented(text: str, name: str) -> None:
    assert f"| `{name}` |" in text


@pytest.mark.parametrize("name", [one.name for one in dataclasses.fields(Limits)])
def test_every_limit_is_documented(text: str, name: str) -> None:
    assert f"| `limits.{name}` |" in text


@pytest.mark.parametrize("kind", KINDS)
def test_every_verdict_is_documented(text: str, kind: str) -> None:
    assert f"| `{kind}` |" in text


def test_every_rule_is_documented_and_no_other(text: str) -> None:
    codes = {rule.code for rule in verify.load_packs((), settings=Settings()).rules}
    assert codes
    assert set(re.findall(r"^\| `(T\d{3})` \|", text, re.MULTILINE)) == codes


def test_every_format_and_backend_is_documented(text: str) -> None:
    assert [name for name in (*find_writers(), *backends.names()) if f"`{name}`" not in text] == []


def test_options_in_the_documents_exist(text: str) -> None:
    named = set(re.findall(r"`(--[a-z][a-z-]*)", text))
    assert named - set(OPTIONS) - {"--version", "--help"} == set()


def test_exit_codes_are_documented(text: str) -> None:
    assert re.findall(r"^\| (\d+) \|", text, re.MULTILINE) == ["0", "1", "2", "3", "4", "70", "130"]


def test_links_lead_somewhere() -> None:
    broken = [
        f"{page.name}: {target}"
        for page in PAGES
        for target in re.findall(r"\]\(([^)#:]+)\)", page.read_text(encoding="utf-8"))
        if not (page.parent / target).exists()
    ]
    assert broken == []


def test_commands_of_the_makefile_that_the_documents_name_exist(text: str) -> None:
    targets = set(re.findall(r"^([a-z]+):", (PROJECT / "Makefile").read_text(encoding="utf-8"), re.MULTILINE))
    assert set(re.findall(r"(?:^|`)make ([a-z]+)", text, re.MULTILINE)) <= targets


@pytest.mark.parametrize(
    "rules",
    [
        block
        for page in PAGES
        for block in re.findall(r"```yaml\n(.*?)```", page.read_text(encoding="utf-8"), re.DOTALL)
    ],
    ids=lambda rules: rules[:20],
)
def test_rules_in_the_documents_are_valid(tmp_path: Path, rules: str) -> None:
    file = tmp_path / "rules.yaml"
    file.write_text(rules, encoding="utf-8")
    assert cli.run(["rules", "validate", str(file)]) == 0
