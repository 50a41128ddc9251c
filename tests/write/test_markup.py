"""Evidence is shown without the markup of its document."""

from __future__ import annotations

import time

import pytest

from checker.write.markup import without_markup


@pytest.mark.parametrize(
    ("text", "reader", "shown"),
    [
        ("<b>5</b>&nbsp;GB", "html", "5\xa0GB"),
        ("H<sub>2</sub>O", "html", "H2O"),
        ("one<br>two <a href='x'>three</a>", "html", "one two three"),
        ("3 < 5 and 7 > 6", "html", "3 < 5 and 7 > 6"),
        ("**5 GB** of [space](x.md) in `a_b`", "markdown", "5 GB of space in a_b"),
        ("2 * 3 * 4", "markdown", "2 * 3 * 4"),
        ('Layers<a name="layers"></a>, a \\.zip of 5\\-10 GB', "markdown", "Layers, a .zip of 5-10 GB"),
        ("a < b<!-- note --> and C:\\temp", "markdown", "a < b and C:\\temp"),
        ("<b>5</b>", "text", "<b>5</b>"),
        ("AT&amp;T", "text", "AT&amp;T"),
    ],
)
def test_without_markup(text: str, reader: str, shown: str) -> None:
    assert without_markup(text, reader) == shown


@pytest.mark.parametrize("sign", ["<", "[", "**", "<a ", "[x](", "&#"])
def test_long_runs_cost_no_more_than_their_length(sign: str) -> None:
    start = time.process_time()
    for reader in ("html", "markdown"):
        without_markup(sign * 20_000, reader)
    assert time.process_time() - start < 3
