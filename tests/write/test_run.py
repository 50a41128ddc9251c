"""A run file renders the same bytes as the run it was written by."""

from __future__ import annotations

import dataclasses
import json
from pathlib import Path

import pytest

from checker.errors import UsageError
from checker.report import Report
from checker.write import find_writers, read_run


@pytest.mark.parametrize("name", ["report", "hostile"])
def test_every_format_has_the_same_bytes_again(name: str, tmp_path: Path, request: pytest.FixtureRequest) -> None:
    report: Report = request.getfixturevalue(name)
    report.write(f"run:{tmp_path}/one.run")
    again = read_run(tmp_path / "one.run")
    assert again == report
    for writer in find_writers().values():
        assert writer.render(again, "x") == writer.render(report, "x"), writer.name


@pytest.mark.parametrize(
    ("text", "message"),
    [
        ("not json", "is no run file"),
        ("[]", "is no run file"),
        ('{"format": 1}', "is no run file"),
        ('{"tieout_run": 99}', "of format 99"),
        ('{"tieout_run": 1}', "damaged"),
        ("[" * 100_000, "is no run file"),
    ],
)
def test_other_files_are_refused(text: str, message: str, tmp_path: Path) -> None:
    path = tmp_path / "x.run"
    path.write_text(text)
    with pytest.raises(UsageError, match=message):
        read_run(path)


def test_a_missing_file_is_named(tmp_path: Path) -> None:
    with pytest.raises(UsageError, match=r"gone\.run: cannot be read"):
        read_run(tmp_path / "gone.run")


def test_a_run_of_an_earlier_version_is_read(report: Report, tmp_path: Path) -> None:
    data = json.loads(find_writers()["run"].render(report, "x")["x"])
    for name in ("rules", "prefix", "changes"):
        del data[name]
    (tmp_path / "old.run").write_text(json.dumps(data))
    assert read_run(tmp_path / "old.run") == dataclasses.replace(report, rules=())


@pytest.mark.parametrize("wrong", [{"prefix": 3}, {"changes": ["new"]}, {"changes": {"a": "fatal"}}, {"rules": [{}]}])
def test_damaged_parts_are_refused(wrong: dict[str, object], report: Report, tmp_path: Path) -> None:
    data = json.loads(find_writers()["run"].render(report, "x")["x"]) | wrong
    (tmp_path / "x.run").write_text(json.dumps(data))
    with pytest.raises(UsageError, match="damaged"):
        read_run(tmp_path / "x.run")
