#!/usr/bin/env python3
"""Kill runs at random moments and look at what they left behind.

usage: fault_injection.py [KILLS] [SEED]        (default: 1000 1)

Each round forks a child that checks a small folder with cache and outputs, or writes decisions, and kills it: half of
them after a random time, half at a random call that opens, renames or removes a file or reaches the database. After
each, every output must be that of the old documents or that of the new ones, byte for byte, the decision file must be
readable and hold what reviewers wrote, and a run that is left alone must give the right bytes from what lies in the
cache. Needs a system that can fork.
"""

from __future__ import annotations

import itertools
import json
import os
import random
import signal
import sqlite3
import sys
import tempfile
import time
from collections import Counter
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path

import checker
from checker.cache import Store
from checker.cache.store import FILE
from checker.cli import run
from checker.config import Settings
from checker.verify import decisions

FORMATS = ("json", "html", "csv", "run")
WATCHED = ("open", "os.rename", "os.remove", "os.mkdir", "sqlite3.connect", "sqlite3.connect/handle")
STATES = 3  # versions of the documents
TEXT = "The bridge at Arlen is {first} metres long.\n\nThe firm employed {second:,} people in Arlen in 2021.\n"


@dataclass(frozen=True, slots=True)
class Place:
    """The folders of one series of kills."""

    docs: Path
    out: Path
    cache: Path
    decisions: Path

    def targets(self) -> list[str]:
        """Return the outputs as the command line names them."""
        return [f"{name}:{self.out / name}" for name in FORMATS]


def make_place(folder: Path) -> Place:
    """Return folders for one series, with the first version of the documents in them."""
    made = Place(folder / "docs", folder / "out", folder / "cache", folder / "decisions.json")
    for one in (made.docs, made.out):
        one.mkdir(parents=True)
    write_documents(made, 0)
    return made


def write_documents(place: Place, state: int) -> None:
    """Write one version of the documents; each version has other figures."""
    for number in range(4):
        shift = 10 * state if number else 0
        text = TEXT.format(first=640 + shift, second=1_200 + shift)
        (place.docs / f"d{number}.txt").write_text(text, encoding="utf-8")


def check(place: Place) -> None:
    """Check the folder as the command does, with the cache and all outputs."""
    outputs = [part for target in place.targets() for part in ("-o", target)]
    run(["check", str(place.docs), "-q", "--isolated", "--backend", "local", "--cache-dir", str(place.cache), *outputs])


def decide(place: Place) -> None:
    """Enter the open findings into the decision file."""
    options = ["-q", "--isolated", "--backend", "local", "--cache-dir", str(place.cache)]
    run(["baseline", "create", str(place.docs), "--decisions", str(place.decisions), *options])


def expected(place: Place) -> list[dict[str, bytes]]:
    """Return the bytes of every output for every version of the documents, made without a cache."""
    found = []
    for state in range(STATES):
        write_documents(place, state)
        report = checker.check([place.docs], Settings())
        for target in place.targets():
            report.write(target)
        found.append({one.name: one.read_bytes() for one in sorted(place.out.iterdir())})
    return found


# --- one round ---------------------------------------------------------------------------------------------------


def kill_within(work: Callable[[Place], None], place: Place, rng: random.Random, whole_s: float) -> bool:
    """Run `work` in a child that is killed at a random moment; say whether it was killed before its end."""
    after_s, at_call = (rng.uniform(0, whole_s), 0) if rng.random() < 0.5 else (20.0, rng.randrange(1, 120))
    child = os.fork()
    if child == 0:
        _be_child(work, place, at_call)
    end = time.monotonic() + after_s
    while time.monotonic() < end:
        done, status = os.waitpid(child, os.WNOHANG)
        if done:
            return os.WIFSIGNALED(status)
        time.sleep(0.001)
    os.kill(child, signal.SIGKILL)
    _, status = os.waitpid(child, 0)
    return os.WIFSIGNALED(status)


def _be_child(work: Callable[[Place], None], place: Place, at_call: int) -> None:
    calls = itertools.count(1)

    def watch(event: str, arguments: object) -> None:
        if event in WATCHED and next(calls) == at_call:
            os.kill(os.getpid(), signal.SIGKILL)

    try:
        nowhere = os.open(os.devnull, os.O_WRONLY)
        os.dup2(nowhere, 1)
        os.dup2(nowhere, 2)
        if at_call:
            sys.addaudithook(watch)
        work(place)
    finally:
        os._exit(0)


def faults(place: Place, known: list[dict[str, bytes]], written: set[str]) -> Iterator[str]:
    """Name everything that is not as it must be after a kill; `written` are the findings that reviewers decided."""
    for name in known[0]:
        path = place.out / name
        if path.exists() and path.read_bytes() not in [one[name] for one in known]:
            yield f"the output {name} is neither old nor new"
    if place.decisions.exists():
        try:
            entries = {one.finding for one in decisions.read(place.decisions)}
        except checker.errors.UsageError as error:
            yield f"the decision file cannot be read: {error}"
        else:
            if written - entries:
                yield f"{len(written - entries)} decisions are lost"
    elif written:
        yield "the decision file is gone"


def faults_of_cache(place: Place, state: int, known: list[dict[str, bytes]]) -> Iterator[str]:
    """Name what is wrong with a run that is left alone, with the cache as the killed runs left it."""
    report = checker.check([place.docs], Settings(cache=str(place.cache)))
    for target in place.targets():
        report.write(target)
    for name, data in known[state].items():
        if (place.out / name).read_bytes() != data:
            yield f"the output {name} of a whole run is wrong"
    with sqlite3.connect(place.cache / FILE) as base:
        (said,) = base.execute("PRAGMA integrity_check").fetchone()
    base.close()
    if said != "ok":
        yield f"the cache is damaged: {said}"
    if (place.cache / f"{FILE}.bad").exists():
        yield "the cache was damaged and made anew"


def inject(folder: Path, kills: int, seed: int, every: int = 10) -> tuple[Counter[str], list[str]]:
    """Return counts of what was done, and every fault that was found.

    Args:
        folder: an empty folder to work in.
        kills: children that are really killed before their end.
        every: rounds after which a run is left alone, and the cache thrown away now and then.
    """
    rng, place = random.Random(seed), make_place(folder)
    known = expected(place)
    whole_s = {work: _seconds(work, place) for work in (check, decide)}
    counts: Counter[str] = Counter()
    found: list[str] = []
    while counts["killed"] < kills:
        state = rng.randrange(STATES)
        write_documents(place, state)
        if rng.random() < 0.3:
            Store(place.cache).clear()
        written = {one.finding for one in decisions.read(place.decisions)} if place.decisions.exists() else set()
        work = rng.choice((check, check, decide))
        counts["killed" if kill_within(work, place, rng, whole_s[work]) else "ended first"] += 1
        found += faults(place, known, written)
        if sum(counts.values()) % every == 0:
            found += faults_of_cache(place, state, known)
        if rng.random() < 0.1:  # reviewers begin anew, so that there is something to enter again
            place.decisions.unlink(missing_ok=True)
    found += faults_of_cache(place, state, known)
    litter = [one.name for one in sorted(place.out.iterdir()) if one.name not in known[0]]
    counts["temporary files left by killed runs"] = len(litter)
    return counts, found


def _seconds(work: Callable[[Place], None], place: Place) -> float:
    start = time.monotonic()
    child = os.fork()
    if child == 0:
        _be_child(work, place, 0)
    os.waitpid(child, 0)
    return time.monotonic() - start


def main() -> int:
    """Command line."""
    kills, seed = ([int(one) for one in sys.argv[1:3]] + [1000, 1][len(sys.argv[1:3]) :])[:2]
    with tempfile.TemporaryDirectory() as folder:
        counts, found = inject(Path(folder), kills, seed)
    print(json.dumps({"seed": seed, **counts, "faults": found}, indent=1))
    return 1 if found else 0


if __name__ == "__main__":
    sys.exit(main())
