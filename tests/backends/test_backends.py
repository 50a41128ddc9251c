"""Every backend gives the same results, and a bad document costs nothing but itself."""

from __future__ import annotations

import sys
import time
from pathlib import Path

import pytest

from checker import backends
from checker.backends.auto import Auto
from checker.backends.local import Local
from checker.backends.processes import Processes
from checker.config import Limits, Settings
from checker.errors import UsageError

sys.path.insert(0, str(Path(__file__).parent))  # workers get the same path, and find the tasks on it

import mock_tasks
from mock_tasks import Batch, Read

DEADLINE_S = 1.0
HANDLING = backends.Handling(split=mock_tasks.split, join=mock_tasks.join, deadline_s=lambda _: DEADLINE_S)


def _settings(jobs: int) -> Settings:
    return Settings(jobs=jobs, limits=Limits(document_bytes=500_000_000, document_s=DEADLINE_S))


@pytest.fixture(params=["local", "processes-2"])
def backend(request: pytest.FixtureRequest) -> backends.Backend:
    name, _, jobs = request.param.partition("-")
    return Local(_settings(1)) if name == "local" else Processes(_settings(int(jobs)), warm_s=1.0)


@pytest.fixture
def isolated() -> backends.Backend:
    return Processes(_settings(2), warm_s=1.0)


def _batch(names: str) -> Batch:
    return Batch(names=tuple(names.split()))


def _lines(result: Read | backends.ShardFailure) -> list[str]:
    assert isinstance(result, Read), result
    return list(result.lines)


def test_results_come_in_the_order_of_the_shards(backend: backends.Backend) -> None:
    shards = [_batch(f"a{n} b{n}") for n in range(7)]
    assert backend.map(mock_tasks.read, shards) == [mock_tasks.read(shard) for shard in shards]


def test_the_shard_that_may_take_longest_is_begun_first() -> None:
    shards = [_batch("short"), _batch("long a b c"), _batch("middle a")]
    seen: list[str] = []
    handling = backends.Handling(
        split=mock_tasks.split,
        join=mock_tasks.join,
        deadline_s=lambda shard: float(len(shard.names)),
        on_result=lambda shard, _: seen.append(shard.names[0]),
    )
    results = Processes(_settings(1), warm_s=1.0).map(mock_tasks.read, shards, handling=handling)
    assert seen == ["long", "middle", "short"]
    assert results == [mock_tasks.read(shard) for shard in shards]


def test_nothing_to_do_gives_nothing(backend: backends.Backend) -> None:
    assert backend.map(mock_tasks.read, []) == []


def test_plain_values_travel_like_records(backend: backends.Backend) -> None:
    assert backend.map(mock_tasks.double, [1, 2, 3]) == [2, 4, 6]


def test_progress_ends_with_all_shards(backend: backends.Backend) -> None:
    told: list[tuple[str, int, int]] = []
    backend.map(mock_tasks.double, [1, 2, 3], on_progress=lambda *step: told.append(step))
    assert told[0] == ("read", 0, 3)
    assert told[-1] == ("read", 3, 3)
    assert [done for _, done, _ in told] == sorted(done for _, done, _ in told)


def test_a_task_that_raises_fails_alone(backend: backends.Backend) -> None:
    good, bad, also_good = backend.map(mock_tasks.read, [_batch("a"), _batch("raise"), _batch("b")])
    assert _lines(good) == ["read a"]
    assert bad == backends.ShardFailure(reason="crashed", detail="ValueError: the page tree has no root")
    assert _lines(also_good) == ["read b"]


def test_a_shard_is_split_so_that_only_the_bad_document_fails(backend: backends.Backend) -> None:
    shards = [_batch("a raise b"), _batch("c")]
    split, whole = backend.map(mock_tasks.read, shards, handling=HANDLING)
    assert _lines(split) == ["read a", "failed: crashed", "read b"]
    assert _lines(whole) == ["read c"]


def test_a_mistake_of_the_user_ends_the_map(backend: backends.Backend) -> None:
    with pytest.raises(UsageError, match="language model 'xx' is not installed"):
        backend.map(mock_tasks.read, [_batch("a"), _batch("usage")])


def test_a_big_result_comes_whole(backend: backends.Backend) -> None:
    (result,) = backend.map(mock_tasks.read, [_batch("big")])
    assert [len(line) for line in _lines(result)] == [20_000_000]


def test_a_lone_surrogate_survives(backend: backends.Backend) -> None:
    (result,) = backend.map(mock_tasks.read, [_batch("surrogate")])
    assert _lines(result) == ["\ud800"]


def test_more_memory_than_there_is_is_a_failure(backend: backends.Backend) -> None:
    (result,) = backend.map(mock_tasks.read, [_batch("a allocate b")], handling=HANDLING)
    assert _lines(result) == ["read a", "failed: memory", "read b"]


def test_rows_of_a_key_come_together(backend: backends.Backend) -> None:
    rows = ["pear", "apple", "plum", "ant"]
    assert backend.repartition(rows, lambda row: row[0]) == [("a", ["apple", "ant"]), ("p", ["pear", "plum"])]


@pytest.mark.parametrize(("name", "reason"), [("exit", "crashed"), ("loop", "timeout")])
def test_a_worker_that_dies_or_hangs_costs_only_its_document(
    isolated: backends.Backend, name: str, reason: str
) -> None:
    shards = [_batch(f"a {name} b"), _batch("c"), _batch(name), _batch("d")]
    first, second, third, fourth = isolated.map(mock_tasks.read, shards, handling=HANDLING)
    assert _lines(first) == ["read a", f"failed: {reason}", "read b"]
    assert _lines(second) == ["read c"]
    assert isinstance(third, backends.ShardFailure)
    assert third.reason == reason
    assert _lines(fourth) == ["read d"]


@pytest.mark.skipif(not sys.platform.startswith("linux"), reason="only Linux bounds the address space of a process")
@pytest.mark.skipif(sys.platform != "linux", reason="elsewhere the clock decides")
def test_a_worker_that_the_machine_keeps_waiting_ends_its_document() -> None:
    crew = Processes(_settings(1), warm_s=0.5)
    handling = backends.Handling(split=mock_tasks.split, join=mock_tasks.join, deadline_s=lambda _: 0.5)
    (result,) = crew.map(mock_tasks.read, [_batch("wait")], handling=handling)
    assert _lines(result) == ["read wait"]


def test_the_memory_of_a_worker_is_bounded(isolated: backends.Backend) -> None:
    (result,) = isolated.map(mock_tasks.read, [_batch("a grow b")], handling=HANDLING)
    assert _lines(result) == ["read a", "failed: memory", "read b"]


def test_the_detail_of_a_failure_is_the_same_in_every_run(isolated: backends.Backend) -> None:
    loop, exit_ = isolated.map(mock_tasks.read, [_batch("loop"), _batch("exit")], handling=HANDLING)
    assert loop == backends.ShardFailure(reason="timeout", detail="no end after 1 s")
    assert exit_ == backends.ShardFailure(reason="crashed", detail="the worker process ended with exit code 3")


def test_a_worker_is_killed_soon_after_its_deadline(isolated: backends.Backend) -> None:
    start = time.monotonic()
    isolated.map(mock_tasks.read, [_batch("loop")], handling=HANDLING)
    assert time.monotonic() - start < 30  # the match itself would take centuries


def test_what_a_task_prints_reaches_nobody(isolated: backends.Backend, capfd: pytest.CaptureFixture[str]) -> None:
    (result,) = isolated.map(mock_tasks.read, [_batch("print")])
    assert _lines(result) == ["read print"]
    assert "spill" not in capfd.readouterr().out


def test_a_task_that_workers_cannot_find_is_refused(isolated: backends.Backend) -> None:
    with pytest.raises(TypeError, match="top of an importable module"):
        isolated.map(lambda number: number, [1])


@pytest.mark.parametrize(
    ("settings", "name"),
    [
        (Settings(), "local"),
        (Settings(jobs=2), "processes"),
        (Settings(jobs=2, backend="local"), "local"),
        (Settings(backend="processes"), "processes"),
    ],
)
def test_the_backend_follows_the_settings(settings: Settings, name: str) -> None:
    assert backends.create(settings).name == name


def test_an_unknown_backend_is_named_with_its_nearest() -> None:
    with pytest.raises(UsageError, match="no backend is called 'procesess'; did you mean 'processes'"):
        backends.create(Settings(backend="procesess"))


@pytest.mark.parametrize(
    ("sizes", "jobs", "expected"),
    [
        ([10], 1, "local"),
        ([10], 2, "local"),  # one shard cannot be shared out
        ([10, 10], 1, "processes"),
        ([99], 1, "processes"),
        ([], 1, "processes"),  # nothing to do: no process is started either way
    ],
)
def test_auto_keeps_only_one_light_shard_in_the_program(sizes: list[int], jobs: int, expected: str) -> None:
    handling = backends.Handling(split=lambda one: [one], join=lambda parts, results: 0, is_light=lambda one: one < 50)
    chosen = Auto(Settings(jobs=jobs))._choose(sizes, handling)
    assert chosen.name == expected


def test_auto_survives_a_document_that_ends_its_process() -> None:
    auto = Auto(_settings(1))
    first, second = auto.map(mock_tasks.read, [_batch("a exit b"), _batch("c")], handling=HANDLING)
    assert _lines(first) == ["read a", "failed: crashed", "read b"]
    assert _lines(second) == ["read c"]
