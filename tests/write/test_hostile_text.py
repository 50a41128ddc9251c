"""Any text at all stays text, in every format that gives signs a meaning."""

from __future__ import annotations

import csv
import io
from xml.etree import ElementTree

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as some
from markdown_it import MarkdownIt

from checker.write import csv_, github, junit, markdown, sarif
from checker.write.visible import show_line

SIGNS = some.lists(
    some.sampled_from(
        [*"aB1 \t\n\r|`*_[]()<>!&;#@$~\\/:.-+=%'\"{}^\u202e\x00\x1b\ufffe\u2028é", "\ud800", "www.", "http://"]
    )
).map("".join)
ANY = SIGNS | some.text()
FEW = settings(
    max_examples=150, deadline=None, database=None, derandomize=True, suppress_health_check=list(HealthCheck)
)
PARSER = MarkdownIt("gfm-like", {"html": True, "linkify": False})


def cells(row: str) -> list[list[tuple[str, str]]]:
    """Return the cells of the only row of a table as types and contents of their tokens."""
    found = PARSER.parse(f"| a | b |\n| --- | --- |\n{row}\n")
    assert [token.type for token in found].count("tr_open") == 2, row
    inline = [token for token in found if token.type == "inline"][2:]
    return [[(one.type, one.content) for one in token.children or ()] for token in inline]


@FEW
@given(ANY)
def test_markdown_shows_every_sign_and_obeys_none(text: str) -> None:
    left, right = cells(f"| {markdown.inert(text)} | end |")
    assert {kind for kind, _ in left} <= {"text", "code_inline"}
    assert right == [("text", "end")]
    # in the code span of a table, GitHub takes the backslash before a bar away, and so does the parser
    assert " ".join("".join(content for _, content in left).split()) == " ".join(show_line(text).split())


@FEW
@given(ANY)
def test_a_code_span_is_one(text: str) -> None:
    (span,), _ = cells(f"| {markdown.code(text)} | end |")
    assert span[0] == "code_inline"
    assert span[1].strip() == show_line(text).strip()


@FEW
@given(ANY)
def test_a_command_stays_one_line(text: str) -> None:
    for made in (github.data(text), github.property_value(text)):
        assert len(made.splitlines()) <= 1
        made.encode("utf-8")
    assert not set(github.property_value(text)) & set(":,\r\n")


@FEW
@given(ANY)
def test_xml_reads_back_what_is_shown(text: str) -> None:
    node = ElementTree.Element("a", {"b": junit.line(text)})
    node.text = junit.xml_text(text)
    again = ElementTree.fromstring(ElementTree.tostring(node, encoding="utf-8"))
    assert again.get("b") == junit.line(text)
    assert (again.text or "").split() == junit.xml_text(text).split()


@FEW
@given(ANY)
def test_no_link_is_made_in_a_message_of_sarif(text: str) -> None:
    assert "](" not in sarif.inert(text).replace("\\](", "")


@FEW
@given(ANY)
def test_no_cell_is_a_formula(text: str) -> None:
    data = csv_.dump_table(("a", "b"), [{"a": text.encode("utf-8", "replace").decode(), "b": 1}])
    (row,) = csv.DictReader(io.StringIO(data.decode("utf-8"), newline=""))
    assert row["b"] == "1"
    first = row["a"].lstrip()[:1]
    assert first not in set("=@")
    if first in set("+-"):
        assert row["a"].lstrip("+-")[:1].isdigit()
