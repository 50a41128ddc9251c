"""Settings files, variables and flags: what holds, where it comes from, and what is said of mistakes."""

from __future__ import annotations

import json
from pathlib import Path

import jsonschema
import pytest

from checker import cli, errors
from checker.config import Settings
from checker.errors import SettingsError, UsageError
from checker.settings import environment, files
from checker.settings.keys import keys, show
from checker.settings.merge import merge
from checker.settings.places import find_places
from checker.settings.schema import settings_schema


@pytest.fixture
def project(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    (tmp_path / "docs" / "deep").mkdir(parents=True)
    (tmp_path / "docs" / "a.txt").write_text("The Ostrel pier is 310 metres long.\n", encoding="utf-8")
    (tmp_path / "docs" / "b.txt").write_text("The Ostrel pier is 301 metres long.\n", encoding="utf-8")
    monkeypatch.chdir(tmp_path)
    return tmp_path


def _mistakes(path: Path, text: str) -> tuple[str, ...]:
    path.write_text(text, encoding="utf-8")
    with pytest.raises(SettingsError) as caught:
        files.read_file(path)
    return caught.value.mistakes


# --- places --------------------------------------------------------------------------------------------------


def test_places_of_keys_in_every_form_of_toml() -> None:
    text = (
        '# "a" = 1\n'
        "plain = 1 # = no\n"
        'many = [ "x]", # ]\n  """y\n"] = """, \'z\' ]\n'
        '"quoted name".inner = { one = 1, "two" = [2, {three = 3}] }\n'
        "[ table . sub ]\n"
        '  key\t= "\\"]"\n'
        "[[rows]]\n"
        "deep = 2026-03-31 07:00:00\n"
    )
    places = find_places(text)
    found = {path: (place.line, place.column, place.value_line, place.value_column) for path, place in places.items()}
    assert found == {
        ("plain",): (2, 1, 2, 9),
        ("many",): (3, 1, 3, 8),
        ("quoted name", "inner"): (6, 1, 6, 23),
        ("quoted name", "inner", "one"): (6, 25, 6, 31),
        ("quoted name", "inner", "two"): (6, 34, 6, 42),
        ("quoted name", "inner", "two", "three"): (6, 47, 6, 55),
        ("table", "sub"): (7, 3, 7, 3),
        ("table", "sub", "key"): (8, 3, 8, 9),
        ("rows",): (9, 3, 9, 3),
        ("rows", "deep"): (10, 1, 10, 8),
    }


# --- mistakes ------------------------------------------------------------------------------------------------


def test_every_mistake_of_a_file_is_named_with_its_place_and_the_nearest_name(tmp_path: Path) -> None:
    """CL9, RA4: unknown keys are errors, all at once."""
    text = (
        "fail_on = 'error'\nexlude = []\nfail-on = 'often'\nmin-confidence = 2\njobs = '3'\nstrict = 1\n"
        "select = 'T1'\nignore = ['?!']\n[limits]\nfile-byts = 3\ndocument-s = 0\n"
    )
    file = tmp_path / "tieout.toml"
    found = [line.removeprefix(f"{file}:") for line in _mistakes(file, text)]
    assert found == [
        "1:1: unknown setting 'fail_on'; did you mean 'fail-on'?",
        "2:1: unknown setting 'exlude'; did you mean 'exclude'?",
        '3:11: fail-on is "often", must be one of error, warning, info, never',
        "4:18: min-confidence is 2.0, must lie between 0 and 1",
        '5:8: jobs is "3", must be a whole number',
        "6:10: strict is 1, must be true or false",
        '7:10: select is "T1", must be a list of text, such as ["one", "two"]',
        found[7],
        "10:1: unknown setting 'limits.file-byts'; did you mean 'limits.file-bytes'?",
        "11:14: limits.document-s is 0, must be more than 0",
    ]
    assert found[7].startswith("8:10: ignore has '?!'")


@pytest.mark.parametrize(
    ("content", "words"),
    [
        (b"[limits\n", ":1:8: is not TOML: "),
        (b"strict = true\nstrict = true\n", ":2:"),
        (b"a = '\xff'\n", "is not UTF-8 at byte 5; save it as UTF-8"),
        (b"a = " + b"[" * 5000 + b"]" * 5000, "is nested too deep"),
        (b"#" * 1_000_001, "is larger than a settings file can be"),
    ],
)
def test_a_file_that_is_no_settings_file_is_refused(tmp_path: Path, content: bytes, words: str) -> None:
    file = tmp_path / "tieout.toml"
    file.write_bytes(content)
    with pytest.raises(SettingsError) as caught:
        files.read_file(file)
    assert words in str(caught.value)


def test_a_mistake_exits_2_and_nothing_else_is_printed(project: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (project / "tieout.toml").write_text("select = ['T1']\nexlude = []\n", encoding="utf-8")
    for command in (["check", "docs"], ["facts", "docs"], ["config", "show", "docs"], ["config", "validate"]):
        assert cli.run(command) == errors.EXIT_USAGE
        shown = capsys.readouterr()
        assert shown.out == ""
        assert shown.err == "tieout.toml:2:1: unknown setting 'exlude'; did you mean 'exclude'?\n"


# --- discovery -----------------------------------------------------------------------------------------------


def test_the_nearest_file_above_the_checked_folder_counts(project: Path) -> None:
    """CL9: `tieout.toml`, else `[tool.tieout]` in `pyproject.toml`, from the checked folder upwards."""
    assert files.find_file(["docs/deep"]) is None
    (project / "pyproject.toml").write_text("[tool.other]\nx = 1\n", encoding="utf-8")
    assert files.find_file(["docs"]) is None
    (project / "pyproject.toml").write_text("[tool.tieout]\nstrict = true\n", encoding="utf-8")
    assert files.find_file(["docs/deep"]) == project / "pyproject.toml"
    assert merge({}, ["docs"], environment={}).values["strict"] is True
    (project / "tieout.toml").touch()
    assert files.find_file(["docs/a.txt", "docs/deep"]) == project / "tieout.toml"
    (project / "docs" / "tieout.toml").touch()
    assert files.find_file(["docs/*.txt"]) == project / "docs" / "tieout.toml"
    assert files.find_file(["-"]) == project / "tieout.toml"


def test_places_in_a_project_file_are_those_of_the_whole_file(tmp_path: Path) -> None:
    text = "[project]\nname = 'x'\n\n[tool.tieout]\nstrict = true\njops = 2\n\n[tool.tieout.limits]\nfacts = true\n"
    file = tmp_path / "pyproject.toml"
    found = [line.removeprefix(f"{file}:") for line in _mistakes(file, text)]
    assert found[0] == "6:1: unknown setting 'jops'; did you mean 'jobs'?"
    assert found[1] == "9:9: limits.facts is true, must be a whole number"


def test_paths_in_a_file_count_from_its_folder(project: Path) -> None:
    (project / "docs" / "mine.yaml").touch()
    (project / "docs" / "tieout.toml").write_text("rules = ['mine.yaml', 'news']\ndecisions = 'd.json'\n")
    chosen = merge({}, ["docs"], environment={})
    assert chosen.values["rules"] == ("docs/mine.yaml", "news")
    assert chosen.preferences.decisions == "docs/d.json"


# --- what holds ----------------------------------------------------------------------------------------------


def test_flags_go_before_variables_before_the_file_before_defaults(project: Path) -> None:
    """CL9."""
    text = "fail-on = 'info'\njobs = 3\nexclude = ['x']\n[limits]\nfacts = 7\n"
    (project / "tieout.toml").write_text(text)
    variables = {"TIEOUT_JOBS": "2", "TIEOUT_SELECT": "T1, T2,", "TIEOUT_STRICT": "yes", "TIEOUT_MODEL": ""}
    chosen = merge({"jobs": (1, "--jobs")}, ["docs"], environment=variables)
    assert chosen.file == "tieout.toml"
    held = {field: (chosen.values[field], chosen.origins[field]) for field in chosen.values}
    assert held["jobs"] == (1, "--jobs")
    assert held["select"] == (("T1", "T2"), "TIEOUT_SELECT")
    assert held["strict"] == (True, "TIEOUT_STRICT")
    assert held["fail_on"] == ("info", "tieout.toml:1")
    assert held["exclude"] == (("x",), "tieout.toml:3")
    assert held["limits.facts"] == (7, "tieout.toml:5")
    assert held["min_confidence"] == (0.5, "default")
    assert chosen.settings.limits.facts == 7
    assert chosen.settings.limits.document_s == Settings().limits.document_s
    alone = merge({}, ["docs"], isolated=True, environment={})
    assert alone.values["fail_on"] == "error"
    assert alone.file == ""


def test_variables_that_cannot_be_used_are_named_together() -> None:
    with pytest.raises(SettingsError) as caught:
        environment.read_environment({"TIEOUT_JOBS": "many", "TIEOUT_STRICT": "perhaps", "TIEOUT_FAIL_ON": "x"})
    assert caught.value.mistakes == (
        'TIEOUT_FAIL_ON: fail-on is "x", must be one of error, warning, info, never',
        'TIEOUT_STRICT: strict is "perhaps", must be true or false',
        'TIEOUT_JOBS: jobs is "many", must be a whole number',
    )
    assert environment.strangers({"TIEOUT_JOB": "1", "TIEOUT_ZZZZZZ": "1", "PATH": "", "TIEOUT_CONFIG": "x"}) == [
        "TIEOUT_JOB sets nothing; did you mean TIEOUT_JOBS?",
        "TIEOUT_ZZZZZZ sets nothing",
    ]


def test_what_lets_foreign_code_run_is_refused_from_a_file_among_the_documents(project: Path) -> None:
    """A folder that somebody sends cannot make its reader run code; a project around it can, and so can the user."""
    inside = project / "docs" / "tieout.toml"
    inside.write_text("model = 'some_package'\n", encoding="utf-8")
    with pytest.raises(SettingsError, match=r"docs/tieout.toml:1:9: model lets code run .*--config docs/tieout.toml"):
        merge({}, ["docs"], environment={})
    assert merge({}, ["docs"], config=str(inside), environment={}).values["model"] == "some_package"
    assert merge({}, ["docs"], environment={"TIEOUT_CONFIG": str(inside)}).values["model"] == "some_package"
    inside.unlink()
    (project / "tieout.toml").write_text("model = 'some_package'\n", encoding="utf-8")
    assert merge({}, ["docs"], environment={}).values["model"] == "some_package"


def test_a_settings_file_changes_what_a_check_does(project: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert cli.run(["check", "docs", "-q"]) == errors.EXIT_FINDINGS
    (project / "tieout.toml").write_text("ignore = ['T1']\n", encoding="utf-8")
    assert cli.run(["check", "docs", "-q"]) == errors.EXIT_CLEAN
    assert cli.run(["check", "docs", "-q", "--isolated"]) == errors.EXIT_FINDINGS
    (project / "other.toml").write_text("fail-on = 'never'\n", encoding="utf-8")
    assert cli.run(["check", "docs", "-q", "--config", "other.toml"]) == errors.EXIT_CLEAN
    assert cli.run(["check", "docs", "-q", "--config", "other.toml", "--fail-on", "error"]) == errors.EXIT_FINDINGS
    assert cli.run(["check", "docs", "--config", "none.toml"]) == errors.EXIT_USAGE
    assert "there is no settings file 'none.toml'; `tieout init` writes one" in capsys.readouterr().err


# --- shown and described -------------------------------------------------------------------------------------


def test_config_show_names_the_origin_of_every_setting(
    project: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    """CL9."""
    (project / "tieout.toml").write_text("\nstrict = true\n", encoding="utf-8")
    monkeypatch.setenv("TIEOUT_FAIL_ON", "never")
    assert cli.run(["config", "show", "docs", "--json"]) == 0
    shown = json.loads(capsys.readouterr().out)
    rows = {row["name"]: (row["value"], row["origin"]) for row in shown["settings"]}
    assert shown["file"] == "tieout.toml"
    assert len(rows) == len(keys())
    assert rows["strict"] == (True, "tieout.toml:2")
    assert rows["fail-on"] == ("never", "TIEOUT_FAIL_ON")
    assert cli.run(["config", "show", "docs"]) == 0
    lines = capsys.readouterr().out.splitlines()
    assert lines[0] == "settings file: tieout.toml"
    assert any(line.split() == ["strict", "=", "true", "#", "tieout.toml:2"] for line in lines)


def test_what_config_show_prints_is_a_settings_file(project: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert cli.run(["config", "show"]) == 0
    text = "\n".join(capsys.readouterr().out.splitlines()[1:])
    (project / "all.toml").write_text(text, encoding="utf-8")
    assert len(files.read_file(project / "all.toml").values) == len(keys())


GOOD = ["", "strict = true", "select = ['T1']\nfail-on = 'never'\n[limits]\nfacts = 3", "min-confidence = 1"]
BAD = ["stric = true", "strict = 1", "select = 'T1'", "fail-on = 'often'", "jobs = 1.5", "[limits]\nfact = 3"]


@pytest.mark.parametrize("text", GOOD + BAD)
def test_the_schema_accepts_what_is_read_and_refuses_what_is_not(tmp_path: Path, text: str) -> None:
    import tomllib

    fits = jsonschema.Draft202012Validator(settings_schema()).is_valid(tomllib.loads(text))
    file = tmp_path / "tieout.toml"
    file.write_text(text, encoding="utf-8")
    try:
        files.read_file(file)
    except UsageError:
        assert not fits
    else:
        assert fits
    assert fits is (text in GOOD)


def test_every_setting_says_what_it_does() -> None:
    assert [key.field for key in keys().values() if not key.about] == []
    assert show({"a*": ["T1"]}) == '{ "a*" = ["T1"] }'
