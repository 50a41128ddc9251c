"""Every format that the folder holds: the same bytes again from a kept run, with and without decisions."""

from __future__ import annotations

import json
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest

import checker
from checker import cli
from checker.errors import UsageError
from checker.write import find_writers, formats, parse_target, render

DOCUMENTS = {
    "guide.md": "# Sorrel Viaduct\n\nThe Sorrel Viaduct is 412 metres long. It cost $48.2 million and carries 9,000 "
    "cars a day.\n\nAt the end of 2023 Sorrel Bridges had 310 employees.\n",
    "press.txt": "The Sorrel Viaduct is 421 metres long. At the end of 2023 Sorrel Bridges had 370 employees.\n"
    "It cost $48.2 million.\n",
    "web.html": "<!doctype html><html><head><title>Sorrel Viaduct</title></head><body><p>The Sorrel Viaduct is 412 "
    "metres long; it cost $48.2 billion.</p></body></html>\n",
    "plan.bin": "\x00\x01",
}
NAMES = sorted(find_writers())


def run(*words: object) -> None:
    assert cli.run([str(word) for word in words]) == 0


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Path]:
    """A working folder with documents below it, every format of their check, and those of the run kept by it."""
    root = tmp_path_factory.mktemp("work")
    (root / "docs").mkdir()
    for name, text in DOCUMENTS.items():
        (root / "docs" / name).write_text(text, encoding="utf-8")
    with pytest.MonkeyPatch.context() as patch:
        patch.chdir(root)
        patch.delenv("GITHUB_STEP_SUMMARY", raising=False)
        run("baseline", "create", "docs", "--decisions", "kept.json", "-q")
        entries = json.loads((root / "kept.json").read_text())
        for entry, state in zip(entries["decisions"], ("false-positive", "to-fix"), strict=False):
            entry |= {"state": state, "reason": "=two | <viaducts>", "author": "R. Eik"}
        (root / "kept.json").write_text(json.dumps(entries))
        for case, words in (("plain", ()), ("decided", ("--decisions", "kept.json", "--as-of", "2030-01-01"))):
            run("check", "docs", "-q", "--fail-on", "never", *words, *_targets(root / case / "checked"))
            run("report", root / case / "checked" / "run" / "x.out", "-q", *_targets(root / case / "again"))
        yield root


def _targets(place: Path) -> Iterator[str]:
    for name in NAMES:
        (place / name).mkdir(parents=True)
        yield from ("-o", f"{name}:{place / name}/x.out")


def _files(place: Path) -> dict[str, bytes]:
    return {path.name: path.read_bytes() for path in sorted(place.iterdir())}


@pytest.mark.parametrize("case", ["plain", "decided"])
@pytest.mark.parametrize("name", NAMES)
def test_a_kept_run_gives_the_same_bytes(folder: Path, name: str, case: str) -> None:
    """CL5, HR18: `check -o X` and `report run -o X`."""
    checked = _files(folder / case / "checked" / name)
    assert checked
    assert all(checked.values())
    assert _files(folder / case / "again" / name) == checked


@pytest.mark.parametrize("name", sorted(set(NAMES) - {"tied", "html", "reference"}))
def test_every_format_tells_of_decisions(folder: Path, name: str) -> None:
    """HR10: what reviewers decided is in it, or what they decided away is not."""
    plain, decided = (_files(folder / case / "checked" / name) for case in ("plain", "decided"))
    assert plain["x.out"] != decided["x.out"]
    if name not in ("github", "gitlab"):  # these leave out what is decided
        assert b"false-positive" in decided["x.out"]


def test_names_of_files_are_those_of_the_working_folder(folder: Path) -> None:
    for name in ("sarif", "github", "gitlab", "junit"):
        data = _files(folder / "plain" / "checked" / name)["x.out"]
        assert b"docs/guide.md" in data
        assert str(folder).encode() not in data


def test_a_loaded_run_equals_the_one_that_was_saved(folder: Path, tmp_path: Path) -> None:
    report = checker.load(folder / "decided" / "checked" / "run" / "x.out")
    report.save(tmp_path / "again.json")
    assert checker.load(tmp_path / "again.json") == report
    assert (tmp_path / "again.json").read_bytes() == _files(folder / "decided" / "checked" / "run")["x.out"]
    direct = checker.check({"a.txt": DOCUMENTS["press.txt"], "b.md": DOCUMENTS["guide.md"]})
    direct.save(tmp_path / "direct.run")
    assert checker.load(tmp_path / "direct.run") == direct


def test_a_comparison_tells_new_from_known(folder: Path) -> None:
    report = checker.load(folder / "plain" / "checked" / "run" / "x.out")
    text = DOCUMENTS["press.txt"].replace("421", "431")
    later = checker.check({"guide.md": DOCUMENTS["guide.md"], "press.txt": text})
    changes = later.compare(report).changes
    assert set(changes) == {one.id for one in later.findings}
    lengths = {changes[one.id] for one in later.findings if one.attribute == "length" and one.kind == "conflict"}
    assert lengths == {"changed"}
    assert set(report.compare(report).changes.values()) == {"unchanged"}
    assert set(report.compare(replace(report, findings=())).changes.values()) == {"new"}


def test_a_check_marks_what_is_new_in_every_output(folder: Path, tmp_path: Path) -> None:
    """HR11, CL6: `--compare` gives SARIF its baselineState, tables their column and the page its mark."""
    kept = folder / "plain" / "checked" / "run" / "x.out"
    changed = tmp_path / "docs"
    changed.mkdir()
    for name, text in DOCUMENTS.items():
        (changed / name).write_text(text.replace("421", "431"), encoding="utf-8")
    names = ("sarif", "csv", "json", "markdown", "html", "run")
    outputs = [word for name in names for word in ("-o", f"{name}:{tmp_path}/{name}")]
    run("check", changed, "-q", "--fail-on", "never", "--compare", kept, *outputs)
    results = json.loads((tmp_path / "sarif").read_text(encoding="utf-8"))["runs"][0]["results"]
    assert {"updated", "unchanged"} <= {result["baselineState"] for result in results}
    assert ",changed\n" in (tmp_path / "csv").read_text(encoding="utf-8")
    assert '"change": "changed"' in (tmp_path / "json").read_text(encoding="utf-8")
    assert " (changed) |" in (tmp_path / "markdown").read_text(encoding="utf-8")
    assert '"change":"changed"' in (tmp_path / "html").read_text(encoding="utf-8")
    assert "changed" in checker.load(tmp_path / "run").changes.values()


@pytest.mark.parametrize("name", NAMES)
def test_what_we_wrote_is_no_document(folder: Path, tmp_path: Path, name: str) -> None:
    """A report beside the documents is never read as one of them, whatever its format."""
    suffix = next(iter(find_writers()[name].suffixes), {"github": ".txt", "run": ".json"}.get(name, ".csv"))
    for number, data in enumerate(_files(folder / "plain" / "checked" / name).values()):
        (tmp_path / f"x{number}{suffix}").write_bytes(data)
    entries = checker.check([tmp_path]).documents
    assert entries
    assert {(entry.status, entry.reason) for entry in entries} == {("skipped", "not-a-document")}


def test_lists_of_facts_are_no_documents(folder: Path, tmp_path: Path) -> None:
    run("facts", folder / "docs", "-q", "-o", tmp_path / "facts.csv", "-o", tmp_path / "facts.jsonl")
    entries = checker.check([tmp_path]).documents
    assert [(entry.file, entry.reason) for entry in entries] == [
        ("facts.csv", "not-a-document"),
        ("facts.jsonl", "not-a-document"),
    ]


@pytest.mark.parametrize("name", NAMES)
def test_every_format_says_what_it_is(name: str) -> None:
    (writer,) = [one for one in formats() if one.name == name]
    assert writer.about
    assert "\n" not in writer.about
    for suffix in writer.suffixes:
        assert parse_target(f"some/report{suffix.upper()}") == (writer, f"some/report{suffix.upper()}")
    assert parse_target(f"{name}:-") == (writer, "-")


def test_no_suffix_chooses_two_formats() -> None:
    suffixes = [suffix for writer in formats() for suffix in writer.suffixes]
    assert len(set(suffixes)) == len(suffixes)
    assert parse_target("a.sarif.json")[0].name == "sarif"
    assert parse_target("a.json")[0].name == "json"
    with pytest.raises(UsageError, match="unknown format"):
        parse_target(".md")  # a hidden file without a suffix


@pytest.mark.parametrize("name", NAMES)
def test_only_one_output_takes_standard_output(folder: Path, name: str, capfd: pytest.CaptureFixture[str]) -> None:
    """CL4."""
    kept = folder / "plain" / "checked" / "run" / "x.out"
    assert cli.run(["report", str(kept), "-o", f"{name}:-", "-o", "-"]) == 2
    assert "only one output" in capfd.readouterr().err
    assert cli.run(["report", str(kept), "-o", f"{name}:-"]) == 0
    shown = capfd.readouterr()
    assert shown.out.encode() == render(checker.load(kept), name).encode()
    assert "checked 3 documents" in shown.err  # the summary gives way


def test_the_summary_of_a_step_is_added_to(
    folder: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capfd: pytest.CaptureFixture[str]
) -> None:
    """CL6: Markdown is appended to the step summary when its variable is set, once, and nothing is overwritten."""
    step = tmp_path / "step.md"
    step.write_text("Another step.\n")
    monkeypatch.setenv("GITHUB_STEP_SUMMARY", str(step))
    kept = folder / "plain" / "checked" / "run" / "x.out"
    run("report", kept, "-q", "-o", f"json:{tmp_path}/a.json")
    assert step.read_text() == "Another step.\n"
    run("report", kept, "-q", "-o", "github:-", "-o", f"markdown:{tmp_path}/b.md")
    summary = (tmp_path / "b.md").read_text(encoding="utf-8")
    assert step.read_text(encoding="utf-8") == f"Another step.\n{summary}"
    run("report", kept, "-q", "-o", f"markdown:{step}")
    assert step.read_text(encoding="utf-8") == f"Another step.\n{summary}{summary}"
    assert capfd.readouterr().out.startswith("::error ")
    monkeypatch.setenv("GITHUB_STEP_SUMMARY", str(tmp_path))
    assert cli.run(["report", str(kept), "-q", "-o", "github:-"]) == 2
