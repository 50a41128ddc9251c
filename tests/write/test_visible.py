"""What is invisible or would act on a terminal is shown by name, and JSON reads back the same."""

from __future__ import annotations

import json

import pytest

from checker.write.visible import escape_invisible, replace_surrogates, show, show_line


@pytest.mark.parametrize(
    ("text", "shown"),
    [
        ("plain – “quoted” naïve 山", "plain – “quoted” naïve 山"),
        ("a\u202eb", "a⟨U+202E⟩b"),
        ("\x1b[31m", "⟨U+001B⟩[31m"),
        ("\ud800", "⟨U+D800⟩"),
        ("zero\u200bwidth\ufeff", "zero⟨U+200B⟩width⟨U+FEFF⟩"),
        ("tag \U000e0041", "tag ⟨U+E0041⟩"),
        ("soft\xadhyphen", "soft\xadhyphen"),
        ("two\nlines\there", "two\nlines\there"),
    ],
)
def test_show(text: str, shown: str) -> None:
    assert show(text) == shown


def test_show_is_stable() -> None:
    assert show(show("\u202e\x00")) == show("\u202e\x00")


@pytest.mark.parametrize(("text", "shown"), [(" a \r\n\t b ", "a b"), ("\xa0a\xa0", "\xa0a\xa0"), ("", "")])
def test_show_line(text: str, shown: str) -> None:
    assert show_line(text) == shown


def test_escaped_json_reads_back_the_same() -> None:
    text = "\u202e \x7f \u200b \U000e0041 \\u202e"
    escaped = escape_invisible(json.dumps(text, ensure_ascii=False))
    assert json.loads(escaped) == text
    assert "\u202e" not in escaped


def test_replace_surrogates_gives_strict_utf_8() -> None:
    assert replace_surrogates("a\ud800b").encode() == "a�b".encode()
