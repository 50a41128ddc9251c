#!/usr/bin/env python3
"""Fuzz one target, or all of them one after the other.

usage: run.py [TARGET] [SECONDS]        (default: every target, 600 seconds each; FUZZ_SECONDS beats it)

With atheris the bytes follow the branches that they reach; without it they are seeds cut, joined and changed at
random. An input that breaks a target is written to `fuzz/seeds/<target>/` under its hash, so that the tests replay it
once it is mended. Exit code 1 where one was found.
"""

from __future__ import annotations

import hashlib
import os
import random
import subprocess
import sys
import time
import traceback
from collections.abc import Callable, Sequence
from pathlib import Path

HERE = Path(__file__).resolve().parent
SEEDS = HERE / "seeds"
SLOW = "-report_slow_units=60"  # seconds by the clock, which other work on the machine stretches
SLOW_S = 2.0  # of CPU for one input of at most `MOST_BYTES`: reading is linear, so this is far too long
PIECES = tuple(
    one.encode()
    for one in (
        *"\0\n\t %$-−|[*\\\"'{}½\ufeff\u202e", "1e9", "9" * 30, "1,234.5", "<table>", "</td>", "<!--", "&#x",
        "&amp", "---", "```", "](", ": ", "- ", "!!", "&a ", "*a", "km", "million", "from 5 to ", "per cent",
        "2024-13-45", "NaN",
    )
)  # fmt: skip


class Slow(Exception):
    """An input took far too long."""


def seeds_of(target: str) -> list[bytes]:
    """Return the seeds of a target."""
    return [path.read_bytes() for path in sorted((SEEDS / target).glob("*")) if path.is_file()]


def timed(function: Callable[[bytes], None], most_bytes: int) -> Callable[[bytes], None]:
    """Return a target that also refuses to be slow."""

    def check(data: bytes) -> None:
        start = time.process_time()
        function(data[:most_bytes])
        if time.process_time() - start > SLOW_S:
            raise Slow(f"{time.process_time() - start:.1f} s for {len(data):,} bytes")

    return check


def mutate(seeds: Sequence[bytes], rng: random.Random) -> bytes:
    """Return a new input: a seed, or two joined, with some changes."""
    data = bytearray(rng.choice(seeds) if seeds else b"")
    if seeds and rng.random() < 0.3:
        other = rng.choice(seeds)
        data[rng.randint(0, len(data)) :] = other[rng.randint(0, len(other)) :]
    for _ in range(rng.choice((1, 1, 2, 4, 16))):
        at = rng.randint(0, len(data))
        end = min(len(data), at + rng.choice((1, 2, 8, 64)))
        change = rng.random()
        if change < 0.4:
            data[at:at] = rng.choice(PIECES) * rng.choice((1, 1, 1, 3, 200))
        elif change < 0.6:
            del data[at:end]
        elif change < 0.8:
            data[at:at] = data[at:end] * rng.choice((1, 2, 50))
        elif at < len(data):
            data[at] = rng.randrange(256)
    return bytes(data)


def fuzz_plainly(target: str, function: Callable[[bytes], None], seconds: float, seed: int) -> int:
    """Try mutated seeds for some seconds; return 1 where one broke the target."""
    rng, seeds, count = random.Random(seed), seeds_of(target), 0
    end = time.monotonic() + seconds
    while time.monotonic() < end:
        data = mutate(seeds, rng)
        count += 1
        try:
            function(data)
        except Exception:
            keep(target, data)
            traceback.print_exc()
            return 1
    print(f"{target}: {count:,} inputs in {seconds:.0f} s, none broke it")
    return 0


def keep(target: str, data: bytes) -> None:
    """Write an input that broke a target beside the seeds."""
    path = SEEDS / target / f"broke-{hashlib.sha256(data).hexdigest()[:12]}"
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_bytes(data)
    print(f"{target}: broken by {path}")


def fuzz_with_atheris(target: str, function: Callable[[bytes], None], seconds: float, seed: int) -> None:
    """Hand the target to atheris, which ends the process."""
    import atheris

    from fuzz.targets import MOST_BYTES

    options = [
        f"-max_total_time={seconds:.0f}",
        f"-seed={seed}",
        f"-max_len={MOST_BYTES}",
        "-verbosity=0",
        "-timeout=20",
    ]
    found = f"-artifact_prefix={SEEDS / target}/broke-"
    corpus = HERE / ".corpus" / target  # what atheris finds on its way; not kept
    corpus.mkdir(parents=True, exist_ok=True)
    (SEEDS / target).mkdir(parents=True, exist_ok=True)
    atheris.Setup([target, *options, found, str(corpus), str(SEEDS / target)], function)
    atheris.Fuzz()


def fuzz(target: str, seconds: float, seed: int) -> int:
    """Fuzz one target in this process."""
    try:
        import atheris
    except ImportError:
        atheris = None
    if atheris is None or os.environ.get("FUZZ_PLAINLY"):
        from fuzz.targets import MOST_BYTES, TARGETS

        return fuzz_plainly(target, timed(TARGETS[target], MOST_BYTES), seconds, seed)
    with atheris.instrument_imports(include=["checker"]):
        from fuzz.targets import MOST_BYTES, TARGETS
    fuzz_with_atheris(target, timed(TARGETS[target], MOST_BYTES), seconds, seed)
    return 0


def main() -> int:
    """Command line: one target in this process, all of them in one process each."""
    sys.path.insert(0, str(HERE.parent))
    seconds = float(os.environ.get("FUZZ_SECONDS") or (sys.argv[2] if len(sys.argv) > 2 else 600))
    seed = int(os.environ.get("FUZZ_SEED") or 1)
    if len(sys.argv) > 1:
        return fuzz(sys.argv[1], seconds, seed)
    from fuzz.targets import TARGETS

    broken = []
    for target in TARGETS:
        print(f"{target} ...", flush=True)
        done = subprocess.run([sys.executable, __file__, target, str(seconds)], check=False)
        broken += [target] if done.returncode else []
    print(f"broken: {', '.join(broken)}" if broken else "none of the targets broke")
    return 1 if broken else 0


if __name__ == "__main__":
    sys.exit(main())
