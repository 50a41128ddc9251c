"""A warm run gives the bytes of the cold one, reads nothing that has not changed, and follows every edit."""

from __future__ import annotations

import dataclasses
import logging
import os
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest

import checker
from checker import extract, pipeline
from checker.cache import AUTO, keys
from checker.cache.store import FILE, Store
from checker.config import Limits, Settings
from checker.errors import UsageError
from checker.records import Decision
from checker.write import find_writers

PROJECT = Path(__file__).resolve().parents[2]
TEXTS = {
    "a.txt": "The bridge at Arlen is 640 metres long.\n\nThe firm employed 1,200 people in Arlen in 2021.\n",
    "b.txt": "The bridge at Arlen is 710 metres long.\n",
    "c.md": "# Arlen\n\nThe bridge at Arlen is 640 metres long. The firm employed 1,200 people in Arlen in 2021.\n",
    "empty.txt": "",
}
RULE = """version: 1
namespace: ACME
rules:
  - id: ACME001
    name: short-bridges
    summary: No bridge is longer than {most}.
    why: The river is not wider.
    how-to-fix: Measure again.
    severity: error
    select: {{attribute: [length, long]}}
    check: {{kind: range, max: {most}}}
"""


@pytest.fixture
def docs(tmp_path: Path) -> Path:
    folder = tmp_path / "docs"
    folder.mkdir()
    for name, text in TEXTS.items():
        (folder / name).write_text(text)
    return folder


@pytest.fixture
def read(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """Names of the documents that were really read, as they are."""
    seen: list[str] = []
    whole = extract.read_claims

    def read_claims(document, settings, ahead):
        seen.append(document.id)
        return whole(document, settings, ahead)

    monkeypatch.setattr(extract, "read_claims", read_claims)
    return seen


@pytest.fixture
def kept(tmp_path: Path) -> str:
    return str(tmp_path / "kept")


def outputs(report: checker.Report, folder: Path) -> dict[str, bytes]:
    folder.mkdir(exist_ok=True)
    for name in find_writers():
        report.write(f"{name}:{folder / ('out.' + name)}")
    return {one.name: one.read_bytes() for one in sorted(folder.iterdir())}


def test_warm_and_cold_give_the_same_bytes_and_nothing_is_read_again(
    docs: Path, kept: str, read: list[str], tmp_path: Path
) -> None:
    """CL13: the second run of an unchanged folder, and a third that renders what the second found."""
    plain = outputs(checker.check([docs]), tmp_path / "plain")
    assert read == ["a.txt", "b.txt", "c.md"]
    first = checker.check([docs], Settings(cache=kept))
    assert len(first.findings) > 0
    second = checker.check([docs], Settings(cache=kept))
    assert len(read) == 6
    assert second.outputs is not None
    anew = dataclasses.replace(second, outputs=None)  # nothing rendered is kept yet
    assert outputs(anew, tmp_path / "anew") == plain
    assert outputs(second, tmp_path / "second") == plain
    assert outputs(checker.check([docs], Settings(cache=kept)), tmp_path / "third") == plain
    assert second.findings == first.findings
    assert dict(second.facts_by_id) == dict(first.facts_by_id)


def test_only_what_changed_is_read(docs: Path, kept: str, read: list[str]) -> None:
    checker.check([docs], Settings(cache=kept))
    read.clear()
    (docs / "b.txt").write_text("The bridge at Arlen is 720 metres long.\n")
    (docs / "d.txt").write_text("The tower of Arlen is 80 metres high.\n")
    warm = checker.check([docs], Settings(cache=kept))
    assert read == ["b.txt", "d.txt"]
    cold = checker.check([docs])
    assert warm == cold
    assert list(warm.claims) == list(cold.claims)


def test_facts_and_explanations_use_it_too(docs: Path, kept: str, read: list[str]) -> None:
    settings = Settings(cache=kept)
    plain = pipeline.join_reports(pipeline.list_facts([docs], Settings()))
    pipeline.run([docs], settings)
    read.clear()
    assert pipeline.join_reports(pipeline.list_facts([docs], settings)) == plain
    assert pipeline.run([docs], settings).report.findings == checker.check([docs], settings).findings
    assert read == []


WARM = """
import sys
import checker
from checker.cli import run
code = run(["check", sys.argv[1], "--cache-dir", sys.argv[2], "-q", "-o", "json:" + sys.argv[3], "--fail-on", "never"])
heavy = {"spacy", "thinc", "numpy", "pint", "pandas", "pydantic", "ruamel", "rapidfuzz"}
print(code, *sorted(set(sys.modules) & heavy))
"""


def test_a_warm_run_imports_no_language_model(docs: Path, kept: str, tmp_path: Path) -> None:
    """CL13: no import of spaCy, nor of any other heavy library."""
    said = [
        subprocess.run(
            [sys.executable, "-c", WARM, str(docs), kept, str(tmp_path / f"{name}.json")],
            capture_output=True, text=True, check=True, cwd=PROJECT,
        ).stdout.split()
        for name in ("cold", "warm")
    ]  # fmt: skip
    assert "spacy" in said[0]
    assert said[1] == ["0"]
    assert (tmp_path / "cold.json").read_bytes() == (tmp_path / "warm.json").read_bytes()


# --- every edit shows -----------------------------------------------------------------------------------------


def test_an_edited_rule_shows(docs: Path, kept: str, read: list[str], tmp_path: Path) -> None:
    """RA22: rule results are never kept across a change of the rules."""
    rules = tmp_path / "rules.yaml"
    counts = []
    for most in ("900 m", "700 m", "900 m"):
        rules.write_text(RULE.format(most=most))
        report = checker.check([docs], Settings(cache=kept, rules=(str(rules),)))
        counts.append(sum(one.rule == "ACME001" for one in report.findings))
    assert counts[0] == counts[2] == 0
    assert counts[1] > 0
    assert len(read) == 3  # the documents themselves were read once


def test_a_rule_file_that_is_gone_is_missed(docs: Path, kept: str, tmp_path: Path) -> None:
    rules = tmp_path / "rules.yaml"
    rules.write_text(RULE.format(most="900 m"))
    settings = Settings(cache=kept, rules=(str(rules),))
    checker.check([docs], settings)
    rules.unlink()
    with pytest.raises(UsageError, match="no such file"):
        checker.check([docs], settings)


def test_a_manifest_shows(docs: Path, kept: str) -> None:
    assert _dates(checker.check([docs], Settings(cache=kept))) == {None}
    (docs / "manifest.json").write_text('{"documents": [{"file": "b.txt", "date": "2024-05-01"}]}')
    assert _dates(checker.check([docs], Settings(cache=kept))) == {None, "2024-05-01"}
    (docs / "manifest.json").write_text('{"documents": [{"file": "b.txt", "date": "2024-05-02"}]}')
    assert _dates(checker.check([docs], Settings(cache=kept))) == {None, "2024-05-02"}


def test_a_file_of_names_shows(docs: Path, kept: str) -> None:
    """RA22: an alias is added to `entities.yaml`, in the folder or named by the settings."""
    plain = checker.check([docs], Settings(cache=kept))
    text = "version: 1\nentities:\n  - name: Arlen Bridge\n    aliases: [{}]\n"
    for place, settings in (
        (docs / "entities.yaml", Settings(cache=kept)),
        (docs.parent / "own.yaml", Settings(cache=kept, entities=str(docs.parent / "own.yaml"))),
    ):
        messages = []
        for alias in ("Old Crossing", "New Crossing"):
            place.write_text(text.format(alias))
            messages.append([one.message for one in checker.check([docs], settings).notices])
        assert "Old Crossing" in str(messages[0])
        assert "New Crossing" in str(messages[1])
        place.unlink()
    assert checker.check([docs], Settings(cache=kept)) == plain


def _dates(report: checker.Report) -> set[str | None]:
    return {one.date for one in report.documents if one.status == "ok"}


OTHER: dict[type, Callable] = {
    bool: lambda value: not value,
    float: lambda value: 0.75,
    int: lambda value: value + 1,
    str: lambda value: "other",
    tuple: lambda value: ("T1",),
    Limits: lambda value: Limits(line_characters=5_000),
}
OTHER_BY_NAME = {
    "per_file_ignores": (("a*", ("T1",)),),
    "severity_overrides": (("T1", "info"),),
    "tolerances": (("", "1%"),),
    "as_of": "2026-01-01",
    "fail_on": "never",
}
WITHOUT_EFFECT = {"cache", "jobs", "backend", "fail_on", "strict"}  # where it lies, where work runs, how it ends


def test_every_setting_counts_but_those_that_are_in_no_report(docs: Path) -> None:
    """RA22: a setting that somebody adds counts at once."""
    plain = _report_key(docs, Settings())
    for field in dataclasses.fields(Settings):
        other = _with_another(field.name)
        assert (_report_key(docs, other) == plain) == (field.name in WITHOUT_EFFECT), field.name


def _with_another(name: str) -> Settings:
    value = getattr(Settings(), name)
    other = OTHER_BY_NAME[name] if name in OTHER_BY_NAME else OTHER[type(value)](value)
    return dataclasses.replace(Settings(), **{name: other})


def _report_key(docs: Path, settings: Settings) -> bytes | None:
    from checker.gather import gather

    task = gather([docs], settings)
    pairs = [(one, keys.content_of(one, settings.limits)) for one in task.sources]
    return keys.report_key(pairs, {}, (), None, settings)


@pytest.mark.parametrize(
    "name", ["exclude", "rules", "min_confidence", "versions", "jobs", "fail_on", "tolerances", "severity_overrides"]
)
def test_a_setting_that_changes_no_reading_reads_nothing_again(name: str) -> None:
    other = _with_another(name)
    assert keys._reading_conditions(other) == keys._reading_conditions(Settings())


@pytest.mark.parametrize(
    ("file", "reading", "report"),
    [
        ("normalize/unit_words.csv", True, True),
        ("extract/deep/words.txt", True, True),
        ("collect/html.py", True, True),
        ("records/claims.py", True, True),
        ("resolve/weights.toml", False, True),
        ("verify/judge.py", False, True),
        ("write/csv_.py", False, False),
    ],
)
def test_code_and_data_tables_count(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, file: str, reading: bool, report: bool
) -> None:
    """RA22: a unit, an alias, a lexicon or a line of code is edited."""
    path = tmp_path / file
    path.parent.mkdir(parents=True)
    monkeypatch.setattr(keys.resources, "package_file", lambda *parts: tmp_path.joinpath(*parts))
    monkeypatch.setattr(keys.resources, "data_folder", lambda name: tmp_path / "data" / name)
    found = []
    for text in ("one", "two"):
        path.write_text(text)
        found.append((keys.reading_code.__wrapped__("m"), keys.report_code.__wrapped__("m")))
    assert (found[0][0] != found[1][0], found[0][1] != found[1][1]) == (reading, report)


def test_the_day_counts_where_a_comment_expires(docs: Path, kept: str, monkeypatch: pytest.MonkeyPatch) -> None:
    """A run of tomorrow finds the report of today, unless a document holds something until a day."""
    runs = []
    whole = pipeline._run
    monkeypatch.setattr(pipeline, "_run", lambda *given: runs.append(1) or whole(*given))
    days = ("2026-03-01", "2026-05-01")
    first = [checker.check([docs], Settings(cache=kept, as_of=day)) for day in days]
    assert (first[0], len(runs)) == (first[1], 1)
    comment = "<!-- tieout: disable T110 until 2026-04-01 -- being measured again -->\n\n"
    (docs / "c.md").write_text(comment + TEXTS["c.md"])
    later = [checker.check([docs], Settings(cache=kept, as_of=day)) for day in (*days, *days)]
    assert len(runs) == 3
    assert later == [checker.check([docs], Settings(as_of=day)) for day in (*days, *days)]
    assert later[0] != later[1]


def test_python_beside_rules_keeps_no_report(docs: Path, tmp_path: Path) -> None:
    """Code may depend on anything."""
    folder = tmp_path / "pack"
    folder.mkdir()
    (folder / "r.yaml").write_text(RULE.format(most="900 m"))
    assert _report_key(docs, Settings(rules=(str(folder),))) is not None
    (folder / "own.py").write_text("import random")
    assert _report_key(docs, Settings(rules=(str(folder),))) is None


def test_decisions_are_never_taken_from_the_cache(docs: Path, kept: str, tmp_path: Path) -> None:
    first = checker.check([docs], Settings(cache=kept))
    first.write(f"json:{tmp_path / 'plain'}")
    decided = tuple(dataclasses.replace(one, decision=Decision(state="accepted")) for one in first.findings)
    dataclasses.replace(first, findings=decided).write(f"json:{tmp_path / 'decided'}")
    assert b'"accepted"' in (tmp_path / "decided").read_bytes()
    checker.check([docs], Settings(cache=kept)).write(f"json:{tmp_path / 'again'}")
    assert (tmp_path / "again").read_bytes() == (tmp_path / "plain").read_bytes()


# --- what is not kept, and where it must not lie ------------------------------------------------------------------


def test_a_failure_that_may_pass_is_not_kept(docs: Path, kept: str, monkeypatch: pytest.MonkeyPatch) -> None:
    def break_down(document, settings):
        raise RuntimeError("the weather")

    with monkeypatch.context() as broken:
        broken.setattr(extract, "read_claims", break_down)
        report = checker.check([docs], Settings(cache=kept))
        assert [one.reason for one in report.documents] == ["crashed", "crashed", "crashed", "empty"]
    assert checker.check([docs], Settings(cache=kept)) == checker.check([docs])


def test_a_file_that_changes_during_the_run_is_kept_as_what_was_read(
    docs: Path, kept: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    content_of = keys.content_of

    def change_after(source, limits):
        found = content_of(source, limits)
        if source.file == "b.txt" and "640" not in (docs / "b.txt").read_text():
            (docs / "b.txt").write_text("The bridge at Arlen is 640 metres long.\n")
        return found

    with monkeypatch.context() as moving:
        moving.setattr(keys, "content_of", change_after)
        checker.check([docs], Settings(cache=kept))
    (docs / "b.txt").write_text(TEXTS["b.txt"])
    assert checker.check([docs], Settings(cache=kept)) == checker.check([docs])


def test_the_cache_inside_the_folder_is_not_part_of_it(docs: Path) -> None:
    settings = Settings(cache=str(docs / "kept"))
    plain = checker.check([docs])
    assert checker.check([docs], settings) == plain
    assert (docs / "kept" / FILE).exists()
    assert checker.check([docs], settings) == plain


def test_the_users_own_cache_is_never_put_into_the_folder(
    docs: Path, monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    monkeypatch.setenv("XDG_CACHE_HOME", str(docs))
    checker.check([docs], Settings(cache=AUTO))
    assert sorted(one.name for one in docs.iterdir()) == sorted(TEXTS)
    assert "--cache-dir" in caplog.text


def test_texts_are_kept_apart_from_files(kept: str, docs: Path, read: list[str]) -> None:
    texts = {"a.txt": TEXTS["a.txt"]}
    checker.check(texts, Settings(cache=kept))
    checker.check(texts, Settings(cache=kept))
    assert read == ["a.txt"]


@pytest.mark.parametrize("harm", [lambda path: path.write_bytes(os.urandom(9_000)), lambda path: path.write_bytes(b"")])
def test_a_damaged_cache_changes_no_report(
    docs: Path, kept: str, harm: Callable[[Path], object], caplog: pytest.LogCaptureFixture
) -> None:
    settings = Settings(cache=kept)
    first = checker.check([docs], settings)
    harm(Path(kept) / FILE)
    caplog.set_level(logging.WARNING)
    assert checker.check([docs], settings) == first
    assert checker.check([docs], settings) == first
    assert Store(Path(kept)).info().kinds["report"][0] == 1
