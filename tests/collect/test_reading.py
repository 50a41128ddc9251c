"""Bytes become text by the ladder; what is no text gets its reason."""

from __future__ import annotations

from pathlib import Path

import pytest

from checker.collect.reading import decode, read_bytes
from checker.config import Limits
from checker.errors import UnreadableDocument

LIMITS = Limits()

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
    ("undefined byte", b"caf\xe9 \x81", "windows-1252", "café \x81"),
]


@pytest.mark.parametrize(
    ("data", "encoding", "text"), [case[1:] for case in DECODED], ids=[case[0] for case in DECODED]
)
def test_encodings(data: bytes, encoding: str, text: str) -> None:
    decoded = decode(data, LIMITS)
    assert (decoded.encoding, decoded.text) == (encoding, text)
    assert bool(decoded.warnings) == (encoding == "windows-1252")


REFUSED = [
    (b"", "empty"),
    (b" \n\t", "empty"),
    (b"The dam\x00 is 4 m high.", "binary"),
    (b"%PDF-1.7 words", "binary"),
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
