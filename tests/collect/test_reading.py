"""Bytes become text by the ladder; what is no text gets its reason."""

from __future__ import annotations

import itertools
import os
from collections.abc import Callable
from pathlib import Path

import pytest

import checker
from checker.collect import document, reading
from checker.collect.reading import decode, read_bytes
from checker.config import Limits
from checker.errors import UnreadableDocument

LIMITS = Limits()
COUNT = itertools.count(1)

DECODED = [
    ("plain", "Tower café".encode(), "utf-8", "Tower café"),
    ("mark kept", b"\xef\xbb\xbf120 km", "utf-8", "\ufeff120 km"),
    ("crlf kept", b"one\r\ntwo\rthree", "utf-8", "one\r\ntwo\rthree"),
    ("utf-16", "€5".encode("utf-16"), "utf-16-le", "\ufeff€5"),
    ("big endian", b"\xfe\xff" + "€5".encode("utf-16-be"), "utf-16-be", "\ufeff€5"),
    (
        "declared",
        '<meta charset="iso-8859-2">Łódź'.encode("iso-8859-2"),
        "iso8859-2",
        '<meta charset="iso-8859-2">Łódź',
    ),
    ("utf-8 beats declared", '<meta charset="iso-8859-5">£5'.encode(), "utf-8", '<meta charset="iso-8859-5">£5'),
    ("guessed", "a fee of £500 – or €580".encode("cp1252"), "windows-1252", "a fee of £500 – or €580"),
    (
        "declared as Latin-1",
        b'<meta charset="iso-8859-1">\xa3500 \x96 \x80580',
        "windows-1252",
        '<meta charset="iso-8859-1">£500 – €580',
    ),
    ("utf-32", "€5".encode("utf-32"), "utf-32-le", "\ufeff€5"),
    ("utf-32 big endian", b"\x00\x00\xfe\xff" + "€5".encode("utf-32-be"), "utf-32-be", "\ufeff€5"),
    ("undefined byte", b"caf\xe9 \x81", "windows-1252", "café \x81"),
]


@pytest.mark.parametrize(
    ("data", "encoding", "text"), [case[1:] for case in DECODED], ids=[case[0] for case in DECODED]
)
def test_encodings(data: bytes, encoding: str, text: str) -> None:
    decoded = decode(data, LIMITS)
    assert (decoded.encoding, decoded.text) == (encoding, text)
    assert bool(decoded.warnings) == (encoding == "windows-1252" and b"charset" not in data)


def test_a_few_damaged_bytes_leave_the_rest_as_it_is() -> None:
    decoded = decode("The café has a €5 menu, and “two” cafés — près d’ici. ".encode() + b"\xff 120 km", LIMITS)
    assert decoded.encoding == "utf-8"
    assert decoded.text.endswith("\ufffd 120 km")
    assert "€5 menu" in decoded.text
    assert decoded.warnings == ("1 place is no UTF-8 and was replaced",)
    assert decode("£5 and £6 – or €7".encode("cp1252"), LIMITS).encoding == "windows-1252"


def test_a_guess_of_another_script_only_warns() -> None:
    text = "Длина нового причала составляет сто двадцать метров, а ширина моста четырнадцать метров. " * 4
    decoded = decode(text.encode("cp1251"), LIMITS)
    assert decoded.encoding == "windows-1252"
    assert "it may be" in decoded.warnings[0]
    (plain,) = decode(b"caf\xe9 " * 30, LIMITS).warnings
    assert plain == "the encoding was guessed as windows-1252"


REFUSED = [
    (b"", "empty"),
    (b" \n\t", "empty"),
    (b"The dam\x00 is 4 m high.", "binary"),
    (b"%PDF-1.7 words", "binary"),
    (b"\x7fELF and words", "binary"),
    ("120 km".encode("utf-16-le"), "binary"),
    (bytes(range(1, 32)) * 3, "binary"),
    (b"\xff\xfe\x00\xd8\x00", "bad-encoding"),
    (b"x" * 100, "too-large"),
]


@pytest.mark.parametrize(("data", "reason"), REFUSED)
def test_what_is_no_text(data: bytes, reason: str) -> None:
    limits = Limits(text_characters=99)
    with pytest.raises(UnreadableDocument) as caught:
        decode(data, limits)
    assert caught.value.reason == reason


def test_a_nul_far_into_the_file_is_found() -> None:
    with pytest.raises(UnreadableDocument, match="binary"):
        decode(b"word " * 100_000 + b"\x00", LIMITS)


def test_links_folders_and_missing_files_are_not_read(tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_text("x")
    (tmp_path / "link.txt").symlink_to("a.txt")
    for name, reason in (("link.txt", "link"), ("", "not-a-regular-file"), ("none.txt", "unreadable")):
        with pytest.raises(UnreadableDocument) as caught:
            read_bytes(str(tmp_path / name), LIMITS)
        assert caught.value.reason == reason


@pytest.mark.skipif(not hasattr(os, "mkfifo"), reason="the system has no pipes with names")
def test_a_pipe_or_device_never_blocks(tmp_path: Path) -> None:
    os.mkfifo(tmp_path / "pipe.txt")
    for path in (tmp_path / "pipe.txt", Path("/dev/zero")):
        with pytest.raises(UnreadableDocument) as caught:
            read_bytes(str(path), LIMITS)
        assert caught.value.reason == "not-a-regular-file"


def _meddle(monkeypatch: pytest.MonkeyPatch, path: Path, act: Callable[[], object], times: int) -> None:
    """Let something happen to a file while it is read: `times` times, or once for each time it is opened (0)."""
    whole, left = os.read, [times]

    def read(descriptor: int, count: int) -> bytes:
        data = whole(descriptor, min(count, 4))
        is_first = os.lseek(descriptor, 0, os.SEEK_CUR) == len(data)
        if left[0] > 0 or (times == 0 and is_first):
            left[0] -= 1
            act()
        return data

    monkeypatch.setattr(reading.os, "read", read)


@pytest.mark.parametrize(
    "act",
    [
        lambda path: path.open("ab").write(b" and more"),
        lambda path: os.truncate(path, 6),
        lambda path: (path.write_bytes(b"123456789 km"), os.utime(path, ns=(5, next(COUNT)))),
    ],
    ids=["grows", "shrinks", "is written anew"],
)
def test_a_file_that_keeps_changing_is_named(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, act: Callable[[Path], object]
) -> None:
    path = tmp_path / "a.txt"
    path.write_bytes(b"the dam is 4 m high")
    _meddle(monkeypatch, path, lambda: act(path), times=0)
    with pytest.raises(UnreadableDocument) as caught:
        read_bytes(str(path), LIMITS)
    assert caught.value.reason == "changed"


def test_a_file_that_changed_once_is_read_again(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    path = tmp_path / "a.txt"
    path.write_bytes(b"the dam is 4 m high")
    _meddle(monkeypatch, path, lambda: path.open("ab").write(b"!"), times=1)
    assert read_bytes(str(path), LIMITS) == b"the dam is 4 m high!"


def test_a_file_that_grows_without_end_stops_at_the_limit(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    path = tmp_path / "a.log"
    path.write_bytes(b"x" * 50)
    _meddle(monkeypatch, path, lambda: path.open("ab").write(b"x" * 1000), times=1_000_000)
    with pytest.raises(UnreadableDocument) as caught:
        read_bytes(str(path), Limits(file_bytes=5_000))
    assert caught.value.reason in ("changed", "too-large")


def test_a_file_that_vanishes_costs_only_itself(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    for name in ("a.txt", "b.txt"):
        (tmp_path / name).write_text("The dam at Arlen is 40 m high.")
    whole = reading.read_bytes

    def vanish(path: str, limits: Limits) -> bytes:
        (tmp_path / "a.txt").unlink(missing_ok=True)
        return whole(path, limits)

    monkeypatch.setattr(document, "read_bytes", vanish)
    report = checker.check([tmp_path])
    assert [(one.status, one.reason) for one in report.documents] == [("skipped", "unreadable"), ("ok", None)]


def test_a_folder_that_links_to_itself_ends(tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_text("The dam at Arlen is 40 m high.")
    (tmp_path / "loop").symlink_to(tmp_path, target_is_directory=True)
    (tmp_path / "self").symlink_to("self")
    report = checker.check([tmp_path])
    assert [(one.file, one.reason) for one in report.documents] == [("a.txt", None), ("loop", "link"), ("self", "link")]
