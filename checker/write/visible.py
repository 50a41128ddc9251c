"""Text of documents made fit to be seen: what is invisible or would act on a terminal gets a name.

The documents keep such characters, because offsets count them; only what is shown changes.
"""

from __future__ import annotations

import re

# Controls but tab, line feed and carriage return; zero-width and bidi characters; line separators; lone
# surrogates; the byte-order mark; interlinear and tag characters.
# Source: Unicode general categories Cc, Cs and Cf, without the soft hyphen, which is only a break hint.
_INVISIBLE = re.compile(
    "[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\u061c\u180e\u200b-\u200f\u2028-\u202e\u2060-\u206f\ufeff\ufff9-\ufffb"
    "\ud800-\udfff\U000e0000-\U000e007f]"
)
_SPACE = re.compile(r"[ \t\r\n]+")
_SURROGATE = re.compile("[\ud800-\udfff]")


def show(text: str) -> str:
    """Return `text` with each invisible or controlling character as its name: `⟨U+202E⟩`."""
    return _INVISIBLE.sub(lambda match: f"⟨U+{ord(match[0]):04X}⟩", text)


def show_line(text: str) -> str:
    """Return `text` as `show` does, with runs of white space and line ends as one space."""
    if text.isascii() and text.isprintable() and "  " not in text:  # most of all words, and asked for often
        return text.strip(" ")
    return show(_SPACE.sub(" ", text)).strip(" ")


def replace_surrogates(text: str) -> str:
    """Return `text` fit for strict UTF-8: each lone surrogate becomes U+FFFD."""
    return _SURROGATE.sub("�", text)


def count_surrogates(text: str) -> int:
    """Return how many lone surrogates `text` holds."""
    return len(_SURROGATE.findall(text))


def escape_invisible(encoded: str) -> str:
    """Return JSON text whose invisible characters are `\\uXXXX` escapes: it looks safe and reads back the same."""
    return _INVISIBLE.sub(lambda match: _json_escape(ord(match[0])), encoded)


def _json_escape(code: int) -> str:
    if code < 0x10000:
        return f"\\u{code:04x}"
    offset = code - 0x10000
    return f"\\u{0xD800 + (offset >> 10):04x}\\u{0xDC00 + (offset & 0x3FF):04x}"
