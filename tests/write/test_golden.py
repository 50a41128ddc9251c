"""The outputs of the sample report, kept as files so that a change of format is a diff to read.

TIEOUT_RENEW_GOLDEN=1 pytest tests/write/test_golden.py writes them anew.
"""

from __future__ import annotations

import os
from pathlib import Path

import pytest

from checker.report import Report
from checker.write import find_writers
from checker.write.facts import facts_csv, facts_jsonl

GOLDEN = Path(__file__).resolve().parent.parent / "golden" / "write"


TARGETS = (
    ("csv", "findings.csv"),
    ("json", "findings.json"),
    ("text", "report.txt"),
    ("jsonl", "findings.jsonl"),
    ("sarif", "report.sarif"),
    ("junit", "report.xml"),
    ("markdown", "report.md"),
    ("github", "github.txt"),
    ("gitlab", "gitlab.json"),
)
NAMES = (*(name for _, name in TARGETS), "evidence.csv", "facts.csv", "facts.jsonl")


def outputs(report: Report) -> dict[str, bytes]:
    writers = find_writers()
    files: dict[str, bytes] = {}
    for name, target in TARGETS:
        files |= writers[name].render(report, target)
    return files | {"facts.csv": facts_csv(report), "facts.jsonl": facts_jsonl(report)}


@pytest.mark.parametrize("name", NAMES)
def test_the_output_is_the_one_that_was_read(name: str, report: Report) -> None:
    made = outputs(report)[name]
    if os.environ.get("TIEOUT_RENEW_GOLDEN"):
        GOLDEN.mkdir(parents=True, exist_ok=True)
        (GOLDEN / name).write_bytes(made)
    assert made.decode() == (GOLDEN / name).read_bytes().decode()
