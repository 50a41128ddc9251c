"""Every command, option, setting, verdict and rule is documented; what the documents show is run."""

from __future__ import annotations

import dataclasses
import re
import sys
from collections.abc import Iterator, Mapping
from pathlib import Path
from types import ModuleType

import click
import pytest

from checker import backends, cli, normalize, plugins, rule_runs, verify
from checker.config import Limits, Settings
from checker.reference.checking import rule_of
from checker.settings.keys import Preferences
from checker.verify.packs import shipped_packs
from checker.write import columns, find_writers

PROJECT = Path(__file__).resolve().parents[1]
DOCS = sorted((PROJECT / "docs").rglob("*.md"))
READMES = [PROJECT / name / "README.md" for name in (".", "rules", "reports", "corpus")]
PAGES = [*READMES, *DOCS]
REFERENCE = PROJECT / "docs" / "reference"
KINDS = ("agreement", "compatible", "conflict", "update", "disputed", "arithmetic")


def _read(page: Path) -> str:
    return page.read_text(encoding="utf-8")


@pytest.fixture(scope="module")
def text() -> str:
    return "\n".join(map(_read, PAGES))


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
        for option in (*parameter.opts, *parameter.secondary_opts)
        if option.startswith("--")
    }
)


# --- what the documents say is what the program does -----------------------------------------------------------


@pytest.fixture(scope="module")
def make_docs() -> Iterator[ModuleType]:
    sys.path.insert(0, str(PROJECT / "scripts"))
    import make_docs

    yield make_docs
    sys.path.remove(str(PROJECT / "scripts"))


@pytest.fixture(scope="module")
def made(make_docs: ModuleType) -> Mapping[str, str]:
    """Every page as it should be: the reference from the code, all others with what their commands print now."""
    pages: Mapping[str, str] = make_docs.made()
    return pages


def test_pages_are_what_the_program_says_and_does(make_docs: ModuleType, made: Mapping[str, str]) -> None:
    """RA8: the page of a rule is made from the rule. Every command and Python block that the pages show is run."""
    found = make_docs.differences(made)
    assert found == [], "run `make reference`, and read what it changes"


def test_an_output_that_has_changed_is_noticed(make_docs: ModuleType) -> None:
    shown = "<!-- run -->\n```console\n$ tieout rules list --select T101\nsomething else\n```\n"
    assert "something else" not in make_docs.run("page", shown)


def test_a_command_that_fails_is_no_example(make_docs: ModuleType) -> None:
    with pytest.raises(make_docs.doc_blocks.Stopped, match="exit code 2"):
        make_docs.run("page", "<!-- run -->\n```console\n$ tieout rules show NOSUCH\n```\n")


# a file that the page itself writes is tested where the page says so
RULES = {
    f"{page.parent.name}-{page.stem}-{number}": block
    for page in PAGES
    for number, (mark, block) in enumerate(
        re.findall(r"(<!-- file: [^\n]* -->\n)?```yaml\n(.*?)```", _read(page), re.DOTALL)
    )
    if not mark and re.search(r"^rules:", block, re.MULTILINE)
}


@pytest.mark.parametrize("rules", RULES.values(), ids=RULES)
def test_rules_in_the_documents_are_valid(tmp_path: Path, rules: str) -> None:
    file = tmp_path / "rules.yaml"
    file.write_text(rules, encoding="utf-8")
    assert cli.run(["rules", "validate", str(file)]) == 0


def test_rules_in_the_documents_do_what_their_tests_say(tmp_path: Path) -> None:
    """RA2: every kind has a page with two examples or more, and each of them fires and is silent where it should."""
    tested = {name: rules for name, rules in RULES.items() if "tests:" in rules}
    for name, rules in tested.items():
        (tmp_path / f"{name}.yaml").write_text(rules, encoding="utf-8")
    scores = rule_runs.run_tests([tmp_path])
    assert [one.rule for one in scores if not one.is_passed] == []
    kinds = {path.stem for path in (REFERENCE / "kinds").glob("*.md")} - {"python"}
    assert {kind: sum(name.startswith(f"kinds-{kind}-") for name in tested) >= 2 for kind in kinds} == dict.fromkeys(
        kinds, True
    )


def test_the_site_builds(tmp_path: Path) -> None:
    """No page is missing, no link or anchor leads nowhere, and nothing is fetched by who reads it."""
    build = pytest.importorskip("mkdocs.commands.build")
    config = pytest.importorskip("mkdocs.config")
    build.build(config.load_config(str(PROJECT / "mkdocs.yml"), site_dir=str(tmp_path / "site"), strict=True))
    page = _read(tmp_path / "site" / "reference" / "commands.html")
    assert "tieout check" in page
    assert re.findall(r"<(?:script|link|img|iframe)[^>]+(?:src|href)=\"(?:https?:)?//[^\"]*", page) == []


# --- nothing is left out ---------------------------------------------------------------------------------------


@pytest.mark.parametrize("command", COMMANDS)
def test_every_command_is_documented(command: str) -> None:
    assert f"\n## {command}\n" in _read(REFERENCE / "commands.md")


@pytest.mark.parametrize("option", OPTIONS)
def test_every_option_is_documented(option: str) -> None:
    assert re.search(rf"`{option}\b", _read(REFERENCE / "commands.md"))


@pytest.mark.parametrize("command", COMMANDS.values(), ids=COMMANDS)
def test_every_option_says_what_it_does(command: click.Command) -> None:
    assert command.help
    assert [one.name for one in command.params if isinstance(one, click.Option) and not one.help] == []


FIELDS = [one.name for record in (Settings, Preferences) for one in dataclasses.fields(record) if one.name != "limits"]
LIMITS = [f"limits.{one.name}" for one in dataclasses.fields(Limits)]


@pytest.mark.parametrize("name", [*FIELDS, *LIMITS])
def test_every_setting_is_documented(name: str) -> None:
    assert re.search(
        rf"^\| `{name.replace('_', '-')}`[ *]*\|.*\| [a-zA-Z].* \|$", _read(REFERENCE / "settings.md"), re.M
    )


@pytest.mark.parametrize("kind", KINDS)
def test_every_verdict_is_documented(kind: str) -> None:
    assert f"| `{kind}` |" in _read(REFERENCE / "verdicts.md")


def _codes() -> set[str]:
    others = tuple(str(path) for name, path in shipped_packs().items() if name != "core")
    packs = verify.load_packs(others, normalize.to_measurement, settings=Settings())
    return {rule.code for rule in (rule_of(), *packs.rules, *packs.notices)}


def test_every_rule_has_a_page_and_is_listed() -> None:
    """RA8."""
    listed = set(re.findall(r"^\| \[`([A-Z]+\d{3})`\]", _read(REFERENCE / "rules" / "index.md"), re.MULTILINE))
    pages = {path.stem for path in (REFERENCE / "rules").glob("*.md")} - {"index"}
    assert listed == pages == _codes()


def test_rules_that_the_readme_lists_exist() -> None:
    listed = set(re.findall(r"^\| `(T\d{3})` \|", _read(PROJECT / "README.md"), re.MULTILINE))
    assert listed - _codes() == set()


def test_every_format_reader_and_backend_is_documented(text: str) -> None:
    formats = _read(REFERENCE / "formats.md")
    readers = {one.name for one in plugins.find_members("collect", "READER").values()}
    assert [name for name in (*find_writers(), *readers) if f"| `{name}` |" not in formats] == []
    assert [name for name in backends.names() if f"`{name}`" not in text] == []


@pytest.mark.parametrize("table", columns.TABLES)
def test_every_column_is_documented(table: str) -> None:
    section = _read(REFERENCE / "columns.md").split(f"\n## {table}\n")[1].split("\n## ")[0]
    assert re.findall(r"^\| `([a-z_]+)` \|", section, re.MULTILINE) == list(columns.names(columns.TABLES[table]))


def test_every_reason_of_a_reader_is_documented() -> None:
    raised = {
        reason
        for path in (PROJECT / "checker").rglob("*.py")
        for reason in re.findall(r"UnreadableDocument\(\s*\"([a-z-]+)\"", _read(path))
    }
    assert raised
    assert [reason for reason in raised if f"| `{reason}` |" not in _read(REFERENCE / "verdicts.md")] == []


def test_every_key_of_a_rule_file_says_what_it_means() -> None:
    from checker.verify.schema import key_words, rule_schema

    definitions = rule_schema()["$defs"]
    keys = {f"{name}.{key}" for name, found in definitions.items() for key in found.get("properties", {})}
    assert keys - set(key_words()) == set()
    assert definitions["Select"]["properties"]["attribute"]["description"].startswith("words for what is measured")


# --- nothing is said of what is not there ----------------------------------------------------------------------


def test_options_in_the_documents_exist(text: str) -> None:
    named = set(re.findall(r"`(--[a-z][a-z-]*)", text))
    named |= set(re.findall(r"^\$? *tieout [^`\n]*?(--[a-z][a-z-]*)", text, re.MULTILINE))
    assert named - set(OPTIONS) - {"--version", "--help"} == set()


def test_commands_in_the_documents_exist(text: str) -> None:
    groups = {path.rpartition(" ")[0] for path in COMMANDS}
    named = set(re.findall(r"(?:^\$? *|`)(tieout [a-z]+(?: [a-z-]+)?)", text, re.MULTILINE))
    assert [one for one in named if not {one, one.rpartition(" ")[0], one.split("\n")[0]} & {*COMMANDS, *groups}] == []


def test_exit_codes_are_documented() -> None:
    for page in (PROJECT / "README.md", REFERENCE / "exit-codes.md"):
        assert re.findall(r"^\| (\d+) \|", _read(page), re.MULTILINE) == ["0", "1", "2", "3", "4", "70", "130"]


def test_links_lead_somewhere() -> None:
    broken = [
        f"{page.name}: {target}"
        for page in PAGES
        for target in re.findall(r"\]\(([^)#:]+)(?:#[^)]*)?\)", _read(page))
        if not (page.parent / target).exists()
    ]
    assert broken == []


def test_commands_of_the_makefile_that_the_documents_name_exist(text: str) -> None:
    targets = set(re.findall(r"^([a-z-]+):", _read(PROJECT / "Makefile"), re.MULTILINE))
    assert set(re.findall(r"(?:^|`)make ([a-z-]+)", text, re.MULTILINE)) <= targets


def test_a_rule_names_its_page(capsys: pytest.CaptureFixture[str]) -> None:
    """RA8: `rules show` and `explain CODE` lead to the page of the rule."""
    for command in (["explain", "FIN001"], ["rules", "show", "T120"]):
        assert cli.run(command) == 0
        page = Path(capsys.readouterr().out.rpartition("More: ")[2].strip())
        assert _read(page).startswith("<!-- Written")
        assert f"\n# {command[-1]}\n" in _read(page)


def test_a_rule_of_the_user_names_the_page_it_gives(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    file = tmp_path / "own.yaml"
    file.write_text(
        "version: 1\nnamespace: OWN\nrules:\n  - {id: OWN001, name: own, summary: s, docs: wiki/own.md,"
        " check: {kind: agree}}\n",
        encoding="utf-8",
    )
    assert cli.run(["rules", "show", "OWN001", "--rules", str(file)]) == 0
    assert capsys.readouterr().out.endswith("\nMore: wiki/own.md\n")


def test_the_name_of_a_pack_beside_a_folder_of_documents(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """A folder `docs` that holds no rules does not hide the pack `docs`; one that holds rules comes first."""
    from checker.verify.packs import resolve_pack

    monkeypatch.chdir(tmp_path)
    (tmp_path / "docs").mkdir()
    (tmp_path / "docs" / "api.yaml").write_text("paths: []\n", encoding="utf-8")
    assert resolve_pack("docs") == shipped_packs()["docs"]
    (tmp_path / "docs" / "own.yaml").write_text("version: 1\nrules: []\n", encoding="utf-8")
    assert resolve_pack("docs") == Path("docs")
