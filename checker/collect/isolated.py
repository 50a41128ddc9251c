"""Reads risky formats in a process of their own: one that hangs, dies or eats memory costs one document.

The process is started when the first such file is met, so that a folder of text never pays for it; it then serves
one file after the other and is killed at the deadline. A file whose process died or ran out of memory is tried once
more in a new one, because what was read before may be to blame. Frames both ways are a length, then JSON; the file
itself follows as bytes.
"""

from __future__ import annotations

import atexit
import contextlib
import json
import os
import sys
import threading
from typing import IO, Any

from checker import codec
from checker.collect.reader import BytesReader, Reading
from checker.config import Limits
from checker.deadline import Deadline
from checker.errors import UnreadableDocument

START_S = 30.0  # added to the first deadline of a process: it starts and loads its libraries
ANSWER_BYTES = 2_000_000_000  # more than any document within the limits can give
_PROGRAM = (
    "import json, sys; sys.path[:] = json.loads(sys.argv[1]); from checker.collect.isolated_child import serve; serve()"
)


def read(reader: BytesReader, data: bytes, limits: Limits) -> Reading:
    """Return what a reader finds in a file, read in a process that can be killed.

    Raises:
        UnreadableDocument: the reader says so, or it took too long, too much memory, or its process died.
    """
    with _lock:
        is_used = _process is not None
        answer = _ask(reader, data, limits)
        if is_used and answer.get("failure") in ("crashed", "memory"):
            answer = _ask(reader, data, limits)
    if "reading" in answer:
        return codec.from_json(Reading, answer["reading"])
    if "unreadable" in answer:
        raise UnreadableDocument(*answer["unreadable"])
    raise UnreadableDocument(answer["failure"], answer["detail"])


def _ask(reader: BytesReader, data: bytes, limits: Limits) -> dict[str, Any]:
    global _process
    if _process is None or _process.owner != os.getpid():  # the pipes of a process that forked are not ours to use
        _process = _Process()
        atexit.unregister(_stop)
        atexit.register(_stop)
    header = {
        "module": reader.read.__module__,
        "function": reader.read.__qualname__,
        "limits": codec.to_json(limits),
        "bytes": len(data),
    }
    answer = _process.ask(header, data, limits)
    if "failure" in answer:
        _stop()
    return answer


def _stop() -> None:
    """End the process; the next file starts another."""
    global _process
    if _process is not None and _process.owner == os.getpid():
        _process.end()
    _process = None


class _Process:
    """One reading process and its pipes."""

    def __init__(self) -> None:
        import subprocess  # loaded only where it is used: this module is imported with every reader

        by_signal = threading.current_thread() is threading.main_thread()
        self.process = subprocess.Popen(
            [sys.executable, "-c", _PROGRAM, json.dumps(sys.path), str(os.getpid()), str(int(by_signal))],
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            stderr=subprocess.DEVNULL,
        )
        self.owner = os.getpid()
        self.is_new = True
        self.is_late = False

    def ask(self, header: dict[str, Any], data: bytes, limits: Limits) -> dict[str, Any]:
        """Send a file and return the answer, or the failure in its place."""
        done = threading.Event()
        deadline = Deadline(self.process.pid, limits.document_s, START_S if self.is_new else 1.0)
        threading.Thread(target=self._end_when_late, args=(deadline, done), daemon=True).start()
        try:
            assert self.process.stdin is not None
            assert self.process.stdout is not None
            with contextlib.suppress(BrokenPipeError):  # it died; what it left says why
                send(self.process.stdin, header)
                self.process.stdin.write(data)
                self.process.stdin.flush()
            answer = receive(self.process.stdout)
        except BaseException:
            self.end()  # an interrupt leaves half a frame in the pipe
            raise
        finally:
            done.set()
        self.is_new = False
        return answer if answer is not None else self._post_mortem(limits)

    def _end_when_late(self, deadline: Deadline, done: threading.Event) -> None:
        while not done.wait(deadline.left_s()):
            if deadline.is_over():
                self.is_late = True
                self.process.kill()
                return

    def _post_mortem(self, limits: Limits) -> dict[str, Any]:
        code = self.process.wait()
        if self.is_late or code == -24:  # 24: SIGXCPU, its own limit of seconds
            detail = f"no end after {limits.document_s:g} s; --time-limit raises the limit"
            return {"failure": "timeout", "detail": detail}
        how = f"signal {-code}" if code < 0 else f"exit code {code}"
        return {"failure": "crashed", "detail": f"the process that read it ended with {how}"}

    def end(self) -> None:
        """Kill the process and close its pipes."""
        self.process.kill()
        self.process.wait()
        for pipe in (self.process.stdin, self.process.stdout):
            if pipe is not None:
                with contextlib.suppress(OSError):
                    pipe.close()


def send(pipe: IO[bytes], message: object) -> None:
    """Write a message of plain values as one frame."""
    body = json.dumps(message).encode("ascii")
    pipe.write(len(body).to_bytes(8, "big") + body)
    pipe.flush()


def receive(pipe: IO[bytes]) -> dict[str, Any] | None:
    """Return the next message, or None where the other side has gone or sends nonsense."""
    head = pipe.read(8)
    if len(head) < 8 or (size := int.from_bytes(head, "big")) > ANSWER_BYTES:
        return None
    body = pipe.read(size)
    if len(body) < size:
        return None
    try:
        message = json.loads(body)
    except ValueError:
        return None
    return message if isinstance(message, dict) else None


_lock = threading.Lock()
_process: _Process | None = None
