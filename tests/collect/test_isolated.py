"""Risky formats are read in a process that can be killed: what a file does to it costs that file alone."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
import time
from collections.abc import Iterator
from pathlib import Path

import pytest

from checker import guard
from checker.collect import isolated
from checker.config import Limits
from checker.errors import UnreadableDocument
from tests.collect.mock_readers import MOCK

LIMITS = Limits(document_s=1.0, document_bytes=300_000_000)
ROOT = Path(__file__).parents[2]


@pytest.fixture(autouse=True)
def fresh(monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    monkeypatch.setattr(isolated, "START_S", 1.0)
    isolated._stop()
    yield
    isolated._stop()


def _pid(text: str = "quay") -> int:
    reading = isolated.read(MOCK, text.encode(), LIMITS)
    assert reading.text is not None
    assert [block.text for block in reading.blocks] == [reading.text]
    return int(reading.text.split()[-1])


def test_one_process_reads_one_file_after_the_other() -> None:
    first = _pid()
    assert first != os.getpid()
    assert _pid("print") == first


@pytest.mark.parametrize(
    ("text", "reason", "words"),
    [
        ("raise", "corrupt", "ValueError: no root in the page tree"),
        ("refuse", "encrypted", "it asks for a password"),
        ("extra", "unsupported", "pip install 'tieout[extra]'"),
        ("exit", "crashed", "exit code 3"),
        ("segfault", "crashed", "signal 11"),
        ("loop", "timeout", "--time-limit"),
        ("grow", "memory", "limits.document_bytes"),
        ("recurse", "too-deep", "nested"),
    ],
)
def test_what_a_file_does_costs_that_file_alone(text: str, reason: str, words: str) -> None:
    """LB3 for "extra": the line says what to install."""
    _pid()
    with pytest.raises(UnreadableDocument) as caught:
        isolated.read(MOCK, text.encode(), LIMITS)
    assert caught.value.reason == reason
    assert words in caught.value.detail
    assert _pid() > 0


@pytest.mark.skipif(sys.platform != "linux", reason="elsewhere the clock decides")
def test_a_file_that_the_machine_keeps_waiting_is_read() -> None:
    first = _pid()
    limits = Limits(document_s=0.2, document_bytes=300_000_000)  # and one second for the way there and back
    reading = isolated.read(MOCK, b"wait", limits)
    assert reading.text == f"wait {first}"


def test_a_process_that_died_between_two_files_is_replaced() -> None:
    first = _pid()
    os.kill(first, signal.SIGKILL)
    assert _pid() != first


@pytest.mark.skipif(sys.platform != "linux", reason="looks at /proc")
@pytest.mark.parametrize("text", ["quay", "loop"])
@pytest.mark.parametrize("end", [signal.SIGKILL, signal.SIGTERM, signal.SIGINT])
def test_no_process_outlives_its_parent(text: str, end: signal.Signals) -> None:
    code = (
        "from tests.collect.mock_readers import MOCK\n"
        "from checker.collect import isolated\n"
        "from checker.config import Limits\n"
        "isolated.read(MOCK, b'quay', Limits())\n"
        "print(isolated._process.process.pid, flush=True)\n"
        f"isolated.read(MOCK, {text.encode()!r}, Limits())\n"
        "import time; time.sleep(60)\n"
    )
    program = subprocess.Popen(
        [sys.executable, "-c", code], cwd=ROOT, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL
    )
    assert program.stdout is not None
    child = int(program.stdout.readline())
    assert _is_alive(child)
    program.send_signal(end)
    program.wait(timeout=10)
    program.stdout.close()
    deadline = time.monotonic() + 5
    while _is_alive(child) and time.monotonic() < deadline:
        time.sleep(0.01)
    assert not _is_alive(child)


def _is_alive(process: int) -> bool:
    try:
        status = Path(f"/proc/{process}/stat").read_text(encoding="ascii", errors="replace")
    except OSError:
        return False
    return status.rpartition(")")[2].split()[0] not in "ZX"


def test_reading_plain_text_starts_no_process(tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_text("The quay is 120 m long.", encoding="utf-8")
    code = (
        "import sys\nfrom checker import collect\nfrom checker.config import Settings\n"
        "settings = Settings()\n(source,) = collect.find_sources([sys.argv[1]], settings)\n"
        "assert collect.read_document(source, None, settings).text.startswith('The quay')\n"
        "print(*sys.modules)"
    )
    done = subprocess.run(
        [sys.executable, "-c", code, str(tmp_path)], cwd=ROOT, capture_output=True, text=True, check=True
    )
    assert {"subprocess", "multiprocessing", "ctypes"}.isdisjoint(done.stdout.split())


def test_limits_of_seconds_end_a_process_that_nobody_watches() -> None:
    code = "from checker import guard\nguard.limit_seconds(0.2)\nwhile True: pass"
    done = subprocess.run([sys.executable, "-c", code], cwd=ROOT, capture_output=True, timeout=20, check=False)
    assert done.returncode == (-signal.SIGXCPU if os.name == "posix" else 0)
    assert guard.PARENT_POLL_S > 0
