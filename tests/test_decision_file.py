"""Decisions written while others write them too."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest

from checker.decision_file import DecisionFile
from checker.errors import UsageError
from checker.verify import decisions

ONE, TWO = "0" * 15 + "1", "0" * 15 + "2"
FIX = {"finding": ONE, "state": "to-fix"}
FINE = {"finding": ONE, "state": "accepted", "reason": "as agreed"}


def change(finding: str, was: Any, now: Any) -> dict[str, Any]:
    return {"finding": finding, "was": was, "now": now}


@pytest.fixture
def file(tmp_path: Path) -> DecisionFile:
    return DecisionFile(tmp_path / decisions.FILE)


def test_decisions_are_added_changed_and_taken_back(file: DecisionFile) -> None:
    assert file.rows() == []
    assert file.change({"changes": [change(ONE, None, FIX)]}).decisions == [FIX]
    assert (
        file.change({"changes": [change(ONE, FIX, FINE), change(TWO, None, {**FIX, "finding": TWO})]}).contested == ()
    )
    assert file.change({"changes": [change(TWO, {**FIX, "finding": TWO}, None)]}).decisions == [FINE]
    assert file.path.read_bytes() == decisions.dump(decisions.entries_of([FINE], ""))


@pytest.mark.parametrize(
    ("there", "was", "now", "is_contested"),
    [
        ([FIX], None, FINE, True),  # decided by somebody since
        ([], FIX, FINE, True),  # taken back by somebody since
        ([FIX], FINE, None, True),
        ([FINE], None, FINE, False),  # both say the same
        ([], FIX, None, False),
        ([{**FIX, "author": "Ann"}], FIX, FINE, False),  # who said it makes no difference
    ],
)
def test_a_decision_of_somebody_else_is_not_overwritten(
    there: list[Any], was: Any, now: Any, is_contested: bool, file: DecisionFile
) -> None:
    file.path.write_bytes(decisions.dump(decisions.entries_of(there, "")))
    before = file.path.read_bytes()
    other = change(TWO, None, {**FIX, "finding": TWO})
    saved = file.change({"changes": [change(ONE, was, now), other]})
    assert saved.contested == ((ONE,) if is_contested else ())
    assert (file.path.read_bytes() == before) is is_contested  # all or nothing


def test_what_others_add_in_between_is_kept(file: DecisionFile, monkeypatch: pytest.MonkeyPatch) -> None:
    """Another program writes while the change is worked out: its decision is read, not overwritten."""
    theirs = decisions.entries_of([{**FIX, "finding": TWO}], "")
    reads: list[bytes] = []
    read = DecisionFile._bytes

    def interrupted(self: DecisionFile) -> bytes:
        if len(reads) == 1:
            file.path.write_bytes(decisions.dump(theirs))
        reads.append(read(self))
        return reads[-1]

    monkeypatch.setattr(DecisionFile, "_bytes", interrupted)
    assert [row["finding"] for row in file.change({"changes": [change(ONE, None, FIX)]}).decisions] == [ONE, TWO]


@pytest.mark.parametrize(
    "asked",
    [
        None,
        [],
        {"changes": 3},
        {"changes": [3]},
        {"changes": [change(ONE, None, {"finding": ONE, "state": "open"})]},
        {"changes": [change(ONE, None, {"finding": ONE, "state": "accepted"})]},  # no reason
        {"changes": [change(ONE, None, {**FIX, "file": "../other"})]},
        {"changes": [change(TWO, None, FIX)]},
        {"changes": [change("../x", None, {**FIX, "finding": "../x"})]},
        {"changes": [{"now": FIX}]},
    ],
)
def test_what_is_no_change_is_refused(asked: Any, file: DecisionFile) -> None:
    with pytest.raises(UsageError):
        file.change(asked)
    assert not file.path.exists()


def test_a_damaged_file_is_left_alone(file: DecisionFile) -> None:
    file.path.write_text('{"format": 1, "decisions": [', encoding="utf-8")
    with pytest.raises(UsageError, match="not JSON"):
        file.change({"changes": [change(ONE, None, FIX)]})
    assert file.path.read_text(encoding="utf-8") == '{"format": 1, "decisions": ['
