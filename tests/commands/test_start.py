"""`tieout init`, `demo`, `doctor`, `completion`: the first minutes of a user, in an empty folder."""

from __future__ import annotations

import json
import os
import subprocess
import sys
import tomllib
from pathlib import Path

import pytest
from ruamel.yaml import YAML

from checker import cli, doctor, errors
from checker.settings import files
from checker.settings.keys import keys

PROJECT = Path(__file__).resolve().parents[2]


@pytest.fixture
def empty(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.chdir(tmp_path)
    return tmp_path


def test_check_needs_no_settings_and_writes_nothing(empty: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """CL1, CL3: useful at once; the last line says what was checked."""
    (empty / "docs").mkdir()
    (empty / "docs" / "a.txt").write_text("The Ostrel pier is 310 metres long.", encoding="utf-8")
    (empty / "docs" / "b.txt").write_text("The Ostrel pier is 301 metres long.", encoding="utf-8")
    before = sorted(empty.rglob("*"))
    assert cli.run(["check", "docs"]) == errors.EXIT_FINDINGS
    assert capsys.readouterr().out.splitlines()[-1].startswith("checked 2 documents, 2 facts, ")
    assert sorted(empty.rglob("*")) == before


def test_init_writes_a_project_that_works(empty: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """CL1: config, rules folder and entities with comments."""
    assert cli.run(["init"]) == 0
    written = {path.relative_to(empty).as_posix() for path in empty.rglob("*") if path.is_file()}
    assert written == {"tieout.toml", "rules/house-rules.yaml", "entities.yaml", ".tieoutignore"}
    assert files.read_file(empty / "tieout.toml").values["rules"] == ("rules",)
    assert cli.run(["rules", "test", "rules"]) == 0
    (empty / "a.md").write_text("At the end of 2023 Norvik Energy had 1,250 employees.\n", encoding="utf-8")
    (empty / "b.md").write_text("At the end of 2023 Norvik Energy had 1,320 employees.\n", encoding="utf-8")
    capsys.readouterr()
    assert cli.run(["check", ".", "--concise"]) == errors.EXIT_FINDINGS
    shown = capsys.readouterr().out
    assert "HOUSE001 error conflict" in shown
    assert "checked 2 documents" in shown


def test_the_settings_of_init_name_every_key_and_read_when_uncommented(empty: Path) -> None:
    cli.run(["init", "new"])
    text = (empty / "new" / "tieout.toml").read_text(encoding="utf-8")
    lines = [line.removeprefix("# ") for line in text.splitlines() if " = " in line or line == "# [limits]"]
    found = tomllib.loads("\n".join(lines))
    assert set(found["limits"]) == {key.name[7:] for key in keys().values() if key.field.startswith("limits.")}
    plain = {key.name for key in keys().values() if "." not in key.field}
    assert set(found) - {"limits"} <= plain
    assert {"exclude", "select", "decisions", "per-file-ignores"} <= set(found)


@pytest.mark.parametrize("name", ["tieout.toml", "entities.yaml", "rules/house-rules.yaml", ".tieoutignore"])
def test_init_touches_nothing_that_is_there(empty: Path, capsys: pytest.CaptureFixture[str], name: str) -> None:
    file = empty / name
    file.parent.mkdir(exist_ok=True)
    file.write_text("mine", encoding="utf-8")
    assert cli.run(["init"]) == errors.EXIT_USAGE
    assert f"{name} is there already, so nothing was written" in capsys.readouterr().err
    assert [path for path in empty.rglob("*") if path.is_file()] == [file]
    assert file.read_text(encoding="utf-8") == "mine"


def test_demo_makes_documents_and_their_report(empty: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """CL1."""
    assert cli.run(["demo"]) == 0
    shown = capsys.readouterr().out
    folder = empty / "tieout-demo"
    assert (folder / "report.html").stat().st_size > 10_000
    assert (folder / "findings.csv").read_text(encoding="utf-8").count("\n") > 5
    assert not (folder / "documents" / "gold.json").exists()
    finding = shown.split("tieout explain ")[1].split()[0]
    assert finding in (folder / "last.run").read_text(encoding="utf-8")
    assert cli.run(["demo"]) == errors.EXIT_USAGE
    assert "is there already and is not empty" in capsys.readouterr().err


def test_doctor_tries_every_part(capsys: pytest.CaptureFixture[str]) -> None:
    """LB1: the model is loaded and one sample of each text format is read."""
    assert cli.run(["doctor", "--json"]) == 0
    data = json.loads(capsys.readouterr().out)
    names = {part["name"] for part in data["parts"]}
    assert {"language model", "reader text", "reader html", "reader csv", "formats", "rules", "cache"} <= names
    assert data["is_well"]


def test_doctor_says_what_is_broken_and_exits_2(
    capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    def broken() -> str:
        raise OSError("no space")

    monkeypatch.setattr(doctor, "_model", broken)
    monkeypatch.setattr(doctor, "_readers", lambda: iter(()))
    assert cli.run(["doctor"]) == errors.EXIT_USAGE
    shown = capsys.readouterr().out
    assert "FAIL  language model" in shown
    assert shown.splitlines()[-1].endswith("parts do not work")


def test_a_missing_model_is_one_line_with_the_command(capsys: pytest.CaptureFixture[str], empty: Path) -> None:
    """CL14."""
    (empty / "a.txt").write_text("The pier is 310 metres long.", encoding="utf-8")
    assert cli.run(["check", ".", "--model", "xx_none_such", "--backend", "local", "--no-cache"]) == errors.EXIT_USAGE
    said = capsys.readouterr().err
    assert said == "tieout: language model 'xx_none_such' is not installed; run: pip install xx-none-such\n"


# --- completion ----------------------------------------------------------------------------------------------


@pytest.mark.parametrize(("shell", "word"), [("bash", "complete -o"), ("zsh", "#compdef"), ("fish", "complete --no")])
def test_completion_prints_what_a_shell_reads(capsys: pytest.CaptureFixture[str], shell: str, word: str) -> None:
    """CL15."""
    assert cli.run(["completion", shell]) == 0
    shown = capsys.readouterr().out
    assert word in shown
    assert "_TIEOUT_COMPLETE" in shown


@pytest.mark.parametrize(
    ("words", "expected"),
    [
        ("tieout dec", {"decisions"}),
        ("tieout check --select T11", {"T110", "T111", "T112", "T113", "T114", "T115"}),
        (
            "tieout check --ignore T110,t40",
            {"T110,T401", "T110,T402", "T110,T403", "T110,T404", "T110,T405", "T110,T406"},
        ),
        ("tieout check -o j", {"json:", "jsonl:", "junit:"}),
        ("tieout check --exit", {"--exit-zero"}),
    ],
)
def test_a_shell_completes_commands_codes_and_formats(words: str, expected: set[str]) -> None:
    """CL15: rule codes and formats complete."""
    environment = os.environ | {
        "_TIEOUT_COMPLETE": "bash_complete", "COMP_WORDS": words, "COMP_CWORD": str(len(words.split()) - 1)
    }  # fmt: skip
    done = subprocess.run(
        [sys.executable, "-m", "checker"], env=environment, capture_output=True, text=True, check=False
    )
    assert {line.partition(",")[2] for line in done.stdout.split()} == expected


# --- for CI --------------------------------------------------------------------------------------------------


def test_the_hook_is_one_run_over_everything() -> None:
    """CL12: `pass_filenames: false`, and only options that there are."""
    (hook,) = YAML(typ="safe").load(PROJECT / ".pre-commit-hooks.yaml")
    assert hook["pass_filenames"] is False
    assert hook["entry"] == "tieout check"
    command = cli.tieout.get_command(None, "check")  # type: ignore[arg-type]
    assert command is not None
    known = {option for parameter in command.params for option in parameter.opts}
    assert {word for word in hook["args"] if word.startswith("-")} <= known


def test_examples_for_ci_in_the_readme_are_yaml() -> None:
    text = (PROJECT / "README.md").read_text(encoding="utf-8")
    blocks = [part.partition("```")[0] for part in text.split("```yml\n")[1:]]
    assert len(blocks) == 2
    found = [YAML(typ="safe").load(block) for block in blocks]
    steps = [step.get("run", "") for step in found[0]["jobs"]["tieout"]["steps"]]
    assert any(step.startswith("tieout check ") for step in steps)
    assert found[1]["repos"][0]["hooks"] == [{"id": "tieout"}]
