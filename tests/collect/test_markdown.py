"""Markdown: what is seen, what it is, where it stands."""

from __future__ import annotations

import pytest

from checker.errors import UnreadableDocument
from checker.records import Document

INLINE = [
    ("**Depth:** 9 m", "Depth: 9 m"),
    ("*about* _nine_ __deep__ metres", "about nine deep metres"),
    ('[the basin](https://e.org/a_(b)?x=1 "t 5") is 9 m', "the basin is 9 m"),
    ("see [basin][b1] and [free] words\n\n[b1]: https://e.org/12", "see basin and [free] words"),
    ("![a chart of 12](c.png) 9 m", "9 m"),
    (r"from 1\-MB to 5\*3 \(zipped\)\.", "from 1-MB to 5*3 (zipped)."),
    ("the `max_size` is `9 MB`", "the max_size is 9 MB"),
    ("2*3*4 and snake_case_name stay", "2*3*4 and snake_case_name stay"),
    ("5 * 3 * 2 is 30", "5 * 3 * 2 is 30"),
    ('Basin<a name="x-12"></a> one<br>two', "Basin one two"),
    ("10<sup>6</sup> m<sup>2</sup> and H<sub>2</sub>O", "10⁶ m² and H2O"),
    ("~~8 m~~ 9 m <del>7 m</del>", "9 m"),
    ("A&amp;B, 5&nbsp;km, &euro;9", "A&B, 5 km, €9"),
    ("depth[^1] of 9 m", "depth of 9 m"),
    ("<https://e.org/77> has 9 m <!-- 8 m -->", "has 9 m"),
    ("costs <5 m and >3 m", "costs <5 m and >3 m"),
    ("***all* of 9**", "all of 9"),
    ("**half *open 9 m", "**half *open 9 m"),
    ("\\[draft\\] 9 m", "[draft] 9 m"),
]


@pytest.mark.parametrize(("raw", "seen"), INLINE)
def test_inline(read_text, raw: str, seen: str) -> None:
    assert read_text(raw, "a.md").blocks[0].text == seen


def test_places_are_exact_between_marks(read_text) -> None:
    document = read_text("> Costs rose by **$4.2\\-5 million** and [9%](x).\n", "a.md")
    (block,) = document.blocks
    start, end = block.text.index("$4.2"), block.text.index(" and")
    assert document.text[slice(*block.to_document(start, end))] == "$4.2\\-5 million"


def test_entities_map_to_their_whole_span(read_text) -> None:
    document = read_text("It costs &euro;9&nbsp;million, at 20&deg; or so.", "a.md")
    (block,) = document.blocks
    for seen, raw in (("€9 million", "&euro;9&nbsp;million"), ("20°", "20&deg;")):
        start = block.text.index(seen)
        assert document.text[slice(*block.to_document(start, start + len(seen)))] == raw


STRUCTURE = """\
---
title: "Harbour handbook"
date: 2024-03-02
publisher: Harbour Board
---

# Handbook

Intro of one
paragraph.

## Depths

- **Outer:**
  - north: 9 m
  - south: 8 m

    more on the south

1. One
2. Two

**Note**
Keep 1 m below the keel.

```
timeout = 900
```

    depth = 12

Setext
------

Last one.
"""


def test_structure(read_text) -> None:
    document = read_text(STRUCTURE, "a.md")
    assert (document.title, document.publisher) == ("Harbour handbook", "Harbour Board")
    assert document.date is not None
    assert (document.date.label, document.date.source) == ("2024-03-02", "front-matter")
    rows = [(b.kind, b.text, b.level, b.parent, b.section, b.role) for b in document.blocks]
    assert rows == [
        ("title", "Handbook", 1, None, (), "body"),
        ("paragraph", "Intro of one paragraph.", 0, None, (0,), "body"),
        ("heading", "Depths", 2, None, (0,), "body"),
        ("item", "Outer:", 1, None, (0, 2), "body"),
        ("item", "north: 9 m", 2, 3, (0, 2), "body"),
        ("item", "south: 8 m", 2, 3, (0, 2), "body"),
        ("paragraph", "more on the south", 0, 5, (0, 2), "body"),
        ("item", "One", 1, None, (0, 2), "body"),
        ("item", "Two", 1, None, (0, 2), "body"),
        ("paragraph", "Note", 0, None, (0, 2), "body"),
        ("paragraph", "Keep 1 m below the keel.", 0, None, (0, 2), "body"),
        ("paragraph", "``` timeout = 900 ```", 0, None, (0, 2), "example"),
        ("paragraph", "depth = 12", 0, None, (0, 2), "example"),
        ("heading", "Setext", 2, None, (0,), "body"),
        ("paragraph", "Last one.", 0, None, (0, 13), "body"),
    ]


@pytest.mark.parametrize("text", ["---\n\nOnly a rule above.\n\n---\n", "---\nProse, not a key.\n---\n"])
def test_rules_are_no_front_matter(read_text, text: str) -> None:
    assert len(read_text(text, "a.md").blocks) == 1


def test_front_matter_is_never_built(read_text) -> None:
    document = read_text("---\ntitle: !!python/object/apply:os.system [x]\n---\n\nThe quay is 9 m.\n", "a.md")
    assert document.title == ""


def test_links_only_are_a_list_of_pages(read_text) -> None:
    text = "# Top\n\n+ [Depth of 9](#a)\n+ [Costs of 8](#b)\n+ [Pilots](#c)\n\nThe quay is 9 m.\n"
    assert [block.role for block in read_text(text, "a.md").blocks[1:4]] == ["boilerplate"] * 3


def test_html_tables_inside(read_text) -> None:
    table = "<table>\n<tr><th>Basin</th><th>2024</th></tr>\n\n<tr><td>Outer</td><td>9&nbsp;m</td></tr>\n</table>"
    text = f"Depths:\n\n{table}\n\nAfter it.\n"
    document = read_text(text, "a.md")
    cell = next(block for block in document.blocks if block.text == "9 m")
    assert cell.cell is not None
    assert [document.blocks[head].text for head in (*cell.cell.row_heads, *cell.cell.column_heads)] == ["Outer", "2024"]
    assert document.blocks[-1].text == "After it."


def test_deep_nesting_is_refused(read_text) -> None:
    with pytest.raises(UnreadableDocument, match="too-deep"):
        read_text(">" * 5000 + " The quay is 9 m.", "a.md")


def test_open_brackets_take_no_time(read_text) -> None:
    document: Document = read_text("[" * 50_000 + "*a **b " * 10_000 + "\n\nThe quay is 9 m.\n", "a.md")
    assert document.blocks[-1].text == "The quay is 9 m."
