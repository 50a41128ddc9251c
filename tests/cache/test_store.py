"""The file behind the cache: it can be damaged, foreign, full, locked or unwritable, and costs time at most."""

from __future__ import annotations

import logging
import sqlite3
import stat
import subprocess
import sys
from pathlib import Path

import pytest

from checker.cache import store as stores
from checker.cache.store import APPLICATION, FILE, Row, Store

A, B, C = (bytes([number]) * 32 for number in (1, 2, 3))


def row(key: bytes, data: bytes = b"value") -> Row:
    return Row(key=key, kind="reading", data=data)


@pytest.fixture
def store(tmp_path: Path) -> Store:
    made = Store(tmp_path / "kept")
    made.keep([row(A)])
    return made


def test_what_was_kept_is_found_by_another_run(store: Store) -> None:
    assert Store(store.path.parent).find([A, B]) == {A: b"value"}


def test_nothing_is_made_by_looking(tmp_path: Path) -> None:
    assert Store(tmp_path / "none").find([A]) == {}
    assert not (tmp_path / "none").exists()


def test_only_the_user_may_look(store: Store) -> None:
    """It holds the text of documents."""
    assert stat.S_IMODE(store.path.parent.stat().st_mode) == 0o700
    assert stat.S_IMODE(store.path.stat().st_mode) == 0o600


def test_no_journal_is_left(store: Store) -> None:
    assert sorted(one.name for one in store.path.parent.iterdir()) == ["CACHEDIR.TAG", FILE]


@pytest.mark.parametrize(
    ("harm", "said"),
    [
        (lambda path: path.write_bytes(b"no database at all, " * 400), "not a database"),
        (lambda path: path.write_bytes(path.read_bytes()[:4096] + b"\xff" * 8192), "made anew"),
        (lambda path: _run(path, "PRAGMA user_version = 99"), "format 99"),
        (lambda path: _run(path, "PRAGMA application_id = 7"), "another program"),
        (lambda path: _run(path, "DROP TABLE content"), "no such table"),
    ],
    ids=["noise", "damaged", "newer", "foreign", "no table"],
)
def test_a_file_that_is_not_ours_is_moved_aside(
    store: Store, harm, said: str, caplog: pytest.LogCaptureFixture
) -> None:
    harm(store.path)
    with caplog.at_level(logging.WARNING):
        again = Store(store.path.parent)
        again.find([A])
        again.keep([row(B)])
    assert "made anew" in caplog.text
    assert said in caplog.text
    assert Store(store.path.parent).find([B]) == {B: b"value"}
    assert store.path.with_name(f"{FILE}.bad").exists()


def _run(path: Path, statement: str) -> None:
    with sqlite3.connect(path) as base:
        base.execute(statement)


def test_an_empty_file_is_no_trouble(tmp_path: Path, caplog: pytest.LogCaptureFixture) -> None:
    """A run that was killed at the very start leaves one."""
    (tmp_path / FILE).touch()
    again = Store(tmp_path)
    assert again.find([A]) == {}
    again.keep([row(A)])
    assert Store(tmp_path).find([A]) == {A: b"value"}
    assert caplog.text == ""


def test_a_value_that_was_changed_is_not_trusted(store: Store) -> None:
    _run(store.path, "UPDATE content SET data = x'00'")
    assert Store(store.path.parent).find([A]) == {}


def test_a_full_disk_is_said_once_and_costs_nothing_else(
    store: Store, monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    connect = sqlite3.connect

    def connect_small(*arguments, **options):
        base = connect(*arguments, **options)
        base.execute("PRAGMA max_page_count = 8")
        return base

    monkeypatch.setattr(stores.sqlite3, "connect", connect_small)
    store.keep([row(B, bytes(100_000))])
    store.keep([row(C)])
    assert caplog.text.count("disk is full") == 1
    assert store.find([A, B, C]) == {A: b"value"}


def test_a_place_that_cannot_be_written_is_said(caplog: pytest.LogCaptureFixture, tmp_path: Path) -> None:
    (tmp_path / "file").write_text("no folder")
    blocked = Store(tmp_path / "file" / "kept")
    blocked.keep([row(A)])
    assert "the run goes on without" in caplog.text
    assert blocked.find([A]) == {}


def test_a_file_that_may_only_be_read_is_read(
    store: Store, monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    monkeypatch.setattr(stores.os, "access", lambda path, mode: False)
    assert store.find([A]) == {A: b"value"}
    store.keep([row(B)])
    assert "cannot be written" in caplog.text
    assert store.find([A, B]) == {A: b"value"}


def test_who_waits_too_long_goes_without(
    store: Store, monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    monkeypatch.setattr(stores, "WAIT_S", 0.01)
    with sqlite3.connect(store.path, isolation_level=None) as other:
        other.execute("BEGIN EXCLUSIVE")
        store.keep([row(B)])
        other.execute("ROLLBACK")
    assert "locked" in caplog.text
    assert Store(store.path.parent).find([A, B]) == {A: b"value"}


def test_the_least_recently_used_go_first(tmp_path: Path) -> None:
    size = 200
    for number, key in enumerate((A, B, C)):
        Store(tmp_path, most_bytes=1000).touch([key])
        Store(tmp_path, most_bytes=1000).keep([row(key, bytes([number]) * size)])
    Store(tmp_path, most_bytes=1000).touch([A])  # another run: A is younger than B and C now
    late = [bytes([9, number]) * 16 for number in range(3)]
    Store(tmp_path, most_bytes=1000).keep([row(key, bytes(size)) for key in late])
    left = Store(tmp_path).find([A, B, C, *late])
    assert A in left
    assert B not in left
    assert sum(map(len, left.values())) <= 800


def test_a_value_that_is_most_of_the_cache_is_not_kept(tmp_path: Path) -> None:
    small = Store(tmp_path, most_bytes=1000)
    small.keep([row(A, bytes(900))])
    assert small.find([A]) == {}


WRITE = """
import sys
from pathlib import Path
from checker.cache.store import Row, Store
for number in range(40):
    key = bytes([int(sys.argv[2]), number]) * 16
    Store(Path(sys.argv[1])).keep([Row(key=key, kind="reading", data=key * 50)])
"""


def test_two_runs_at_once_lose_nothing(tmp_path: Path) -> None:
    runs = [subprocess.Popen([sys.executable, "-c", WRITE, str(tmp_path), str(number)]) for number in (1, 2)]
    assert [one.wait(60) for one in runs] == [0, 0]
    keys = [bytes([run, number]) * 16 for run in (1, 2) for number in range(40)]
    assert Store(tmp_path).find(keys) == {key: key * 50 for key in keys}


def test_info_and_clear(store: Store) -> None:
    found = store.info()
    assert found.kinds == {"reading": (1, 5)}
    assert found.file_bytes > 0
    assert store.clear() == found.file_bytes
    assert not store.path.exists()
    assert store.info().kinds == {}


def test_the_file_says_what_it_is(store: Store) -> None:
    with sqlite3.connect(store.path) as base:
        assert base.execute("PRAGMA application_id").fetchone() == (APPLICATION,)
        assert base.execute("PRAGMA quick_check").fetchone() == ("ok",)
