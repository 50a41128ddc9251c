"""A process is late by what it computed; the clock alone decides only where it went round many times as far."""

from __future__ import annotations

import subprocess
import sys

import pytest

from checker import deadline
from checker.deadline import PATIENCE, Deadline


class _World:
    """A clock and a process whose seconds of computing a test sets."""

    def __init__(self, monkeypatch: pytest.MonkeyPatch) -> None:
        self.now = 100.0
        self.computed: float | None = 3.0
        monkeypatch.setattr(deadline.time, "monotonic", lambda: self.now)
        monkeypatch.setattr(deadline, "processor_s", lambda _: self.computed)

    def go_on(self, clock_s: float, computed_s: float = 0.0) -> None:
        self.now += clock_s
        self.computed = None if self.computed is None else self.computed + computed_s


@pytest.fixture
def world(monkeypatch: pytest.MonkeyPatch) -> _World:
    return _World(monkeypatch)


def test_a_process_that_computes_all_the_time_is_late_by_the_clock(world: _World) -> None:
    one = Deadline(1, 20.0)
    world.go_on(19.9, 19.9)
    assert not one.is_over()
    assert one.left_s() == pytest.approx(0.1)
    world.go_on(0.2, 0.2)
    assert one.is_over()


def test_a_process_that_was_kept_waiting_gets_its_time(world: _World) -> None:
    one = Deadline(1, 20.0)
    world.go_on(20.0, 5.0)
    assert not one.is_over()
    assert one.left_s() == pytest.approx(15.0)
    world.go_on(15.0, 15.0)
    assert one.is_over()


def test_a_process_that_waits_for_ever_is_late_at_last(world: _World) -> None:
    one = Deadline(1, 20.0, 30.0)
    clock = world.now
    while not one.is_over():
        assert one.left_s() > 0
        world.go_on(one.left_s(), 0.01)
    assert world.now - clock == pytest.approx(20.0 * PATIENCE + 30.0)


def test_where_nothing_tells_what_it_computed_the_clock_decides(world: _World) -> None:
    world.computed = None
    one = Deadline(1, 20.0, 10.0)
    world.go_on(29.0)
    assert not one.is_over()
    world.go_on(1.0)
    assert one.is_over()


@pytest.mark.skipif(sys.platform != "linux", reason="looks at /proc")
def test_what_a_process_computed_is_what_the_system_says() -> None:
    code = "import os\nwhile sum(os.times()[:2]) < 0.3: pass\nprint(flush=True)\nos.read(0, 1)"
    with subprocess.Popen([sys.executable, "-c", code], stdin=subprocess.PIPE, stdout=subprocess.PIPE) as other:
        assert other.stdout is not None
        other.stdout.readline()
        spent = deadline.processor_s(other.pid)
        assert spent is not None
        assert 0.25 <= spent < 3
        other.communicate(b".")
    assert deadline.processor_s(other.pid) is None
