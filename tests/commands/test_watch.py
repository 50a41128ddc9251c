"""CL13: `tieout check --watch` checks again after a change, reads only what changed, and ends with Ctrl-C.

Nothing here waits: each pause between two looks is a step of the test.
"""

from __future__ import annotations

import os
import signal
import subprocess
import sys
import time
from collections.abc import Callable, Sequence
from pathlib import Path

import pytest

from checker import cli, watching
from checker.config import Settings
from checker.records import Document, Metadata, Source
from tests.commands.test_review import TEXTS

AGREED = TEXTS["a.md"]
Steps = Sequence[Callable[[], object]]


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    made = tmp_path / "works"
    made.mkdir()
    for name, text in TEXTS.items():
        (made / name).write_text(text, encoding="utf-8")
    monkeypatch.chdir(tmp_path)
    return made


@pytest.fixture
def pauses(monkeypatch: pytest.MonkeyPatch) -> Callable[[Steps], None]:
    """Return a function that gives what happens in each pause; behind the last one the user interrupts."""

    def give(steps: Steps) -> None:
        waiting = list(steps)

        def sleep(seconds: float) -> None:
            assert seconds >= watching.POLL_S
            if not waiting:
                raise KeyboardInterrupt
            waiting.pop(0)()

        monkeypatch.setattr(time, "sleep", sleep)

    return give


def _nothing() -> None:
    pass


def _write(path: Path, text: str) -> Callable[[], object]:
    return lambda: path.write_text(text, encoding="utf-8")


def test_it_checks_again_after_a_change(
    folder: Path, pauses: Callable[[Steps], None], capsys: pytest.CaptureFixture[str]
) -> None:
    pauses([_nothing, _write(folder / "b.md", AGREED), _nothing, _write(folder / "c.md", TEXTS["b.md"]), _nothing])
    assert cli.run(["check", "works", "--watch", "-o", "works/report.html", "--cache-dir", "works/kept"]) == 0
    told = capsys.readouterr()
    assert told.out.count("checked ") == 3  # its own outputs and its cache are no changes
    assert told.err.count("watching for changes; Ctrl-C stops") == 3
    changed = [line for line in told.err.splitlines() if line.startswith("changed")]
    assert changed == ["changed: works/b.md", "changed: works/c.md"]
    assert "stopped" in told.err
    assert "87 metres" in (folder / "report.html").read_text(encoding="utf-8")


def test_only_changed_documents_are_read(
    folder: Path, pauses: Callable[[Steps], None], monkeypatch: pytest.MonkeyPatch
) -> None:
    from checker import collect

    read: list[str] = []
    inner = collect.read_document

    def noted(source: Source, metadata: Metadata | None, settings: Settings) -> Document:
        read.append(source.file)
        return inner(source, metadata, settings)

    monkeypatch.setattr(collect, "read_document", noted)
    pauses([_write(folder / "b.md", AGREED), _nothing])
    assert cli.run(["check", "works", "--watch", "--cache-dir", "kept", "--backend", "local"]) == 0
    assert read == ["a.md", "b.md", "b.md"]


def test_a_file_that_is_being_written_is_waited_for(
    folder: Path, pauses: Callable[[Steps], None], capsys: pytest.CaptureFixture[str]
) -> None:
    half = _write(folder / "b.md", "# The works\n")
    pauses([half, _write(folder / "b.md", AGREED), lambda: (folder / "a.md").unlink(), _nothing])
    assert cli.run(["check", "works", "--watch"]) == 0
    told = capsys.readouterr()
    assert told.out.count("checked ") == 2
    assert "changed: works/a.md, works/b.md" in told.err


def test_settings_rules_and_decisions_are_watched_and_may_be_broken_for_a_while(
    folder: Path, pauses: Callable[[Steps], None], capsys: pytest.CaptureFixture[str]
) -> None:
    settings, decisions = folder / "tieout.toml", folder / "tieout-decisions.json"
    pauses(
        [
            *(_write(settings, 'fail-on = "never"'), _nothing),
            *(_write(settings, "fail-on = 3"), _nothing),
            *(settings.unlink, _nothing),
            *(_write(decisions, "{"), _nothing),
            *(_write(decisions, '{"format": 1, "decisions": []}'), _nothing),
        ]
    )
    assert cli.run(["check", "works", "--watch"]) == 0
    told = capsys.readouterr()
    assert told.err.count("watching for changes") == 6
    assert told.out.count("checked ") == 4
    assert "works/tieout.toml:1:11: fail-on is 3" in told.err
    assert "tieout-decisions.json:1:2: not JSON" in told.err
    assert "decisions of works/tieout-decisions.json count" in told.err


def test_a_folder_that_goes_away_may_come_back(
    folder: Path, pauses: Callable[[Steps], None], capsys: pytest.CaptureFixture[str]
) -> None:
    away = folder.parent / "away"
    pauses([lambda: folder.rename(away), _nothing, lambda: away.rename(folder), _nothing])
    assert cli.run(["check", "works", "--watch"]) == 0
    told = capsys.readouterr()
    assert "there is no 'works'" in told.err
    assert told.out.count("checked ") == 2


@pytest.mark.parametrize("words", [["-"], ["works", "-o", "-"], ["works", "-o", "json:-"], ["wroks"]])
def test_what_cannot_be_watched_is_refused(words: list[str], folder: Path) -> None:
    assert cli.run(["check", "--watch", *words]) == 2


def test_a_large_folder_is_looked_at_less_often(monkeypatch: pytest.MonkeyPatch) -> None:
    clock = iter(range(0, 100, 6))
    monkeypatch.setattr(time, "perf_counter", lambda: next(clock))
    waited: list[float] = []

    def sleep(seconds: float) -> None:
        waited.append(seconds)
        if len(waited) == 3:
            raise KeyboardInterrupt

    monkeypatch.setattr(time, "sleep", sleep)
    with pytest.raises(KeyboardInterrupt):
        watching.watch(dict, lambda: None, lambda line: None)
    assert waited == [60, 60, 60]


def test_interrupting_the_process_ends_it_cleanly(folder: Path) -> None:
    command = [sys.executable, "-m", "checker", "check", "works", "--watch"]
    with subprocess.Popen(command, stdout=subprocess.DEVNULL, stderr=subprocess.PIPE, text=True) as running:
        assert running.stderr is not None
        assert any("watching for changes" in line for line in running.stderr)
        os.kill(running.pid, signal.SIGINT)
        assert "stopped" in running.stderr.read()
        assert running.wait(timeout=20) == 0
