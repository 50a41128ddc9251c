"""Evidence without its markup: what a reader of the document would see, for the page only.

Other outputs keep the raw text, because their offsets count in it.
"""

from __future__ import annotations

import html
import re

# Bounded and without nesting, so that a long run of "<" or "[" costs no more than its length.
_INLINE_TAG = re.compile(r"</?(?:a|abbr|b|code|em|i|mark|small|span|strong|sub|sup|u)(?:\s[^<>]{0,300})?>", re.I)
_TAG = re.compile(r"</?[A-Za-z][^<>]{0,300}>|<![A-Za-z][^<>]{0,300}>|<!--[^<>]{0,300}-->")
_COMMENT = re.compile(r"<!--[^<>]{0,300}-->")
_ESCAPE = re.compile(r"\\([!-/:-@\[-`{-~])")
_LINK = re.compile(r"!?\[([^\[\]]{0,300})\]\([^()\s]{0,300}\)")
_EMPHASIS = re.compile(r"\*\*|(?<!\w)__|__(?!\w)|`")


def without_markup(text: str, reader: str) -> str:
    """Return a piece of evidence without tags and entities (html), or without emphasis and links (markdown).

    "<b>5</b>&nbsp;GB" -> "5\xa0GB"; "**5 GB** of [space](x.md)" -> "5 GB of space"; "a 5\\-GB disk" -> "a 5-GB disk".
    """
    if reader == "markdown" and any(sign in text for sign in "*_`["):
        text = _EMPHASIS.sub("", _LINK.sub(r"\1", text))
    if reader == "html" and "<" in text:
        text = _TAG.sub(" ", _INLINE_TAG.sub("", text))
    if reader == "markdown" and "<" in text:
        text = _COMMENT.sub("", _INLINE_TAG.sub("", text))
    if reader == "markdown" and "\\" in text:
        text = _ESCAPE.sub(r"\1", text)
    return html.unescape(text) if reader in {"html", "markdown"} and "&" in text else text
