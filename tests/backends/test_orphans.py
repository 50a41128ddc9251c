"""No worker outlives the program that started it, whatever it is doing and however the program ends."""

from __future__ import annotations

import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]
PROGRAM = """
import sys
sys.path.insert(0, "tests/backends")
import mock_tasks
from checker.backends.processes import Processes
from checker.config import Limits, Settings

if __name__ == "__main__":
    settings = Settings(jobs=2, limits=Limits(document_s=60.0))
    batches = [mock_tasks.Batch(names=("loop",)), mock_tasks.Batch(names=("loop",))]
    print("started", flush=True)
    Processes(settings).map(mock_tasks.read, batches)
"""


@pytest.mark.skipif(sys.platform != "linux", reason="looks at /proc")
@pytest.mark.parametrize("end", [signal.SIGKILL, signal.SIGTERM, signal.SIGINT])
def test_no_worker_outlives_its_parent(end: signal.Signals, tmp_path: Path) -> None:
    file = tmp_path / "program.py"
    file.write_text(PROGRAM, encoding="utf-8")
    program = subprocess.Popen(
        [sys.executable, str(file)],
        cwd=ROOT,
        env={"PYTHONPATH": str(ROOT)},
        stdout=subprocess.PIPE,
        stderr=subprocess.DEVNULL,
    )
    assert program.stdout is not None
    assert program.stdout.readline() == b"started\n"
    workers = _wait_for_workers(program.pid)
    assert len(workers) >= 2
    program.send_signal(end)
    program.wait(timeout=20)
    program.stdout.close()
    deadline = time.monotonic() + 10
    while any(map(_is_alive, workers)) and time.monotonic() < deadline:
        time.sleep(0.02)
    assert [worker for worker in workers if _is_alive(worker)] == []


def _wait_for_workers(parent: int) -> list[int]:
    """Return the processes below a process once two of them have computed for a while: they are in their tasks."""
    deadline = time.monotonic() + 60
    while time.monotonic() < deadline:
        children = [pid for pid in _processes() if _stat(pid)[1:2] == [str(parent)]]
        if sum(int(_stat(pid)[11]) > 30 for pid in children if _stat(pid)) >= 2:
            return children
        time.sleep(0.05)
    return []


def _processes() -> list[int]:
    return [int(path.name) for path in Path("/proc").iterdir() if path.name.isdigit()]


def _stat(process: int) -> list[str]:
    try:
        text = Path(f"/proc/{process}/stat").read_text(encoding="ascii", errors="replace")
    except OSError:
        return []
    return text.rpartition(")")[2].split()


def _is_alive(process: int) -> bool:
    return _stat(process)[:1] not in ([], ["Z"], ["X"])
