"""The backend that works in processes of its own, so that a reader can be killed.

Each worker is a fresh interpreter (`spawn`: the same on every system) with one duplex pipe. The parent hands out one
shard at a time and keeps a deadline for it, by what the worker computes; a worker that misses it is killed, one that
dies is replaced. Either way the shard is split and its parts run once more alone. Source: RELIABILITY notes,
section 3.4: alarms and watchdog threads do not stop C code, killing a process does.
"""

from __future__ import annotations

import json
import multiprocessing
from collections import deque
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from multiprocessing import connection
from typing import Any, Generic

from checker.backends import worker
from checker.backends.base import STAGE, Handling, Key, Progress, R, Row, S, ShardFailure, group_rows
from checker.config import Settings
from checker.deadline import Deadline
from checker.errors import CheckerError, UsageError

START_S = 120.0  # a worker that has not come up by then never will
WARM_S = 60.0  # added to a worker's first deadline: it loads libraries and the language model
STARTS = 3  # workers in a row that may die before they are ready
_SPAWN = multiprocessing.get_context("spawn")


class Processes:
    """Runs shards in `settings.jobs` worker processes."""

    name = "processes"
    is_isolated = True

    def __init__(self, settings: Settings, *, warm_s: float = WARM_S) -> None:
        self.settings = settings
        self.warm_s = warm_s

    def map(
        self,
        function: Callable[[S], R],
        shards: Sequence[S],
        *,
        on_progress: Progress | None = None,
        handling: Handling[S, R] | None = None,
    ) -> list[R | ShardFailure]:
        """Return what `function` gives for each shard, in order; see `Backend.map`."""
        if not shards:
            return []
        crew = _Crew(self.settings, worker.name_task(function), self.warm_s)
        try:
            return _Map(function, shards, handling, crew, on_progress).run()
        finally:
            crew.dismiss()

    def repartition(self, rows: Iterable[Row], key: Callable[[Row], Key]) -> list[tuple[Key, list[Row]]]:
        """Return the rows of each key together; see `Backend.repartition`."""
        return group_rows(rows, key)


@dataclass(slots=True)
class _Job(Generic[S]):
    """A shard, or a part of one, to be run."""

    shard: S
    index: int  # of the shard
    part: int = -1  # -1 for the whole shard
    is_last_try: bool = False


class _Worker:
    """One process, its pipe, and the job it has in hand."""

    def __init__(self, document_bytes: int) -> None:
        self.pipe, far = _SPAWN.Pipe(duplex=True)
        self.process = _SPAWN.Process(target=worker.serve, args=(far, document_bytes), daemon=True)
        self.process.start()
        far.close()  # so that the end of the worker is the end of the pipe
        self.job: _Job[Any] | None = None
        self.is_ready = False
        self.is_warm = False
        self.allowed_s = START_S
        self.deadline = self._deadline(START_S)

    def give(self, task: str, job: _Job[Any], allowed_s: float, warm_s: float) -> None:
        self.job = job
        self.allowed_s = allowed_s
        self.deadline = self._deadline(allowed_s, 0.0 if self.is_warm else warm_s)
        self.pipe.send_bytes(worker.dump({"task": task, "shard": job.shard}))

    def _deadline(self, allowed_s: float, extra_s: float = 0.0) -> Deadline:
        assert self.process.pid is not None
        return Deadline(self.process.pid, allowed_s, extra_s)

    def end(self) -> int | None:
        """Kill the process and return its exit code."""
        self.process.kill()
        self.process.join()
        code = self.process.exitcode
        self.pipe.close()
        self.process.close()
        return code


class _Crew:
    """The worker processes of one map: at most `settings.jobs`, started when there is work, replaced when they die."""

    def __init__(self, settings: Settings, task: str, warm_s: float) -> None:
        self.settings = settings
        self.task = task
        self.warm_s = warm_s
        self.workers: list[_Worker] = []
        self.failed_starts = 0

    def fill(self, waiting: int) -> None:
        """Start workers until there are as many as the waiting jobs can use."""
        idle = sum(one.job is None for one in self.workers)
        while len(self.workers) < self.settings.jobs and idle < waiting:
            self.workers.append(_Worker(self.settings.limits.document_bytes))
            idle += 1

    def wait(self) -> tuple[list[_Worker], list[_Worker]]:
        """Return the workers that have something to say, and those whose time is up."""
        pending = [one for one in self.workers if one.job is not None or not one.is_ready]
        left = min(one.deadline.left_s() for one in pending)
        ready = set(connection.wait([one.pipe for one in pending], timeout=left))
        speaking = [one for one in pending if one.pipe in ready]
        return speaking, [one for one in pending if one.pipe not in ready and one.deadline.is_over()]

    def drop(self, one: _Worker) -> int | None:
        """End a worker and return its exit code.

        Raises:
            CheckerError: several workers in a row died before they were ready.
        """
        self.workers.remove(one)
        if not one.is_ready:
            self.failed_starts += 1
            if self.failed_starts >= STARTS:
                raise CheckerError(
                    "worker processes do not start; run with one job (--jobs 1), and in a script keep the call "
                    "under `if __name__ == '__main__':`"
                )
        return one.end()

    def dismiss(self) -> None:
        """End all workers."""
        for one in self.workers:
            one.end()
        self.workers.clear()


class _Map(Generic[S, R]):
    """One map under way: jobs that wait, and what the finished ones gave."""

    def __init__(
        self,
        function: Callable[[S], R],
        shards: Sequence[S],
        handling: Handling[S, R] | None,
        crew: _Crew,
        on_progress: Progress | None,
    ) -> None:
        self.function = function
        self.shards = shards
        self.handling = handling
        self.crew = crew
        self.on_progress = on_progress
        jobs = [_Job(shard, index) for index, shard in enumerate(shards)]
        # the longest first: begun last, it would run alone while the other workers have nothing left to do
        self.queue: deque[_Job[S]] = deque(sorted(jobs, key=lambda job: -self._allowed_s(job.shard)))
        self.results: dict[int, R | ShardFailure] = {}
        self.parts: dict[int, tuple[Sequence[S], dict[int, R | ShardFailure]]] = {}

    def run(self) -> list[R | ShardFailure]:
        self._report()
        while len(self.results) < len(self.shards):
            self.crew.fill(len(self.queue))
            self._hand_out()
            speaking, late = self.crew.wait()
            for one in speaking:
                self._listen(one)
            for one in late:
                self._fail(one, "timeout", f"no end after {one.allowed_s:.0f} s")
        return [self.results[index] for index in range(len(self.shards))]

    def _hand_out(self) -> None:
        for one in [free for free in self.crew.workers if free.is_ready and free.job is None]:
            if not self.queue:
                return
            job = self.queue.popleft()
            try:
                one.give(self.crew.task, job, self._allowed_s(job.shard), self.crew.warm_s)
            except OSError:  # it died while it was idle
                self._fail(one, "crashed", "the worker process ended")

    def _allowed_s(self, shard: S) -> float:
        if self.handling is not None and self.handling.deadline_s is not None:
            return self.handling.deadline_s(shard)
        return self.crew.settings.limits.document_s

    def _listen(self, one: _Worker) -> None:
        try:
            message = json.loads(one.pipe.recv_bytes())
        except (EOFError, OSError):
            self._fail(one, "crashed", "the worker process ended")
            return
        if "ready" in message:
            one.is_ready = True
            self.crew.failed_starts = 0
            return
        self._take(one, message)

    def _take(self, one: _Worker, message: dict[str, Any]) -> None:
        """Take a worker's answer to the job that it has in hand."""
        job, one.job, one.is_warm = one.job, None, True
        assert job is not None
        if "usage" in message:
            raise UsageError(message["usage"])
        if "failure" not in message:
            self._finish(job, worker.read_result(self.function, message["result"]))
            return
        failure = ShardFailure(**message["failure"])
        if failure.reason == "memory":  # what is left of it may be in disorder
            self.crew.drop(one)
        self._try_again(job, failure, is_worth_a_repeat=failure.reason == "memory")

    def _fail(self, one: _Worker, reason: str, detail: str) -> None:
        """Replace a worker that is late or dead, and deal with the job that it had in hand."""
        job = one.job
        code = self.crew.drop(one)
        if job is None:
            return
        if reason == "crashed" and code is not None:
            detail += f" with signal {-code}" if code < 0 else f" with exit code {code}"
        self._try_again(job, ShardFailure(reason=reason, detail=detail), is_worth_a_repeat=reason == "crashed")

    def _try_again(self, job: _Job[S], failure: ShardFailure, *, is_worth_a_repeat: bool) -> None:
        """Split a failed shard; repeat once what cannot be split, where the worker's past may have been at fault."""
        parts = self.handling.split(job.shard) if self.handling is not None and job.part < 0 else ()
        if len(parts) > 1:
            self.parts[job.index] = (parts, {})
            self.queue.extend(_Job(part, job.index, part=number, is_last_try=True) for number, part in enumerate(parts))
        elif is_worth_a_repeat and not job.is_last_try:
            self.queue.append(_Job(job.shard, job.index, job.part, is_last_try=True))
        else:
            self._finish(job, failure)

    def _finish(self, job: _Job[S], result: R | ShardFailure) -> None:
        if job.part < 0:
            self._done(job.index, result)
            return
        parts, given = self.parts[job.index]
        given[job.part] = result
        if len(given) == len(parts):
            assert self.handling is not None
            self._done(job.index, self.handling.join(parts, [given[number] for number in range(len(parts))]))

    def _done(self, index: int, result: R | ShardFailure) -> None:
        self.results[index] = result
        if self.handling is not None and self.handling.on_result:
            self.handling.on_result(self.shards[index], result)
        self._report()

    def _report(self) -> None:
        if self.on_progress:
            self.on_progress(STAGE, len(self.results), len(self.shards))


BACKEND = Processes
