"""HTML: main text and tables are read, the page around them is not."""

from __future__ import annotations

import contextlib
import time

import pytest

from checker.collect import html
from checker.config import Limits
from checker.errors import UnreadableDocument
from checker.records import Document

PAGE = """<!DOCTYPE html><html><head><meta charset="utf-8"><title>Quay opens - Gazette</title>
<meta property="article:published_time" content="2024-03-02T10:00:00Z">
<meta property="og:site_name" content="Harbour Gazette">
<script>var depth = "999 m";</script><style>.a{width:777px}</style></head>
<body class="has-sidebar"><header><a href="/">Home</a></header><nav><ul><li>Top 10</li></ul></nav>
<article><h1>Quay opens</h1>
<p>The quay is 1&nbsp;240&nbsp;m long<br>and cost &euro;5&#160;million.<sup><a href="#n">1</a></sup></p>
<p hidden>Secret 66 m</p><p>It bears 10<sup>6</sup> t. <s>Old: 8 m</s>
<p>An unclosed paragraph of 3 m
<ul><li>One<ul><li>Deep 6 m</li></ul><li>Two</ul>
<dl><dt>Depth<dd>9 m</dl>
<figure><figcaption>The quay in 2019.</figcaption></figure>
<pre>depth = 900</pre>
<div class="related-stories"><p>Another quay of 77 m</p></div></article>
<aside><p>Call 24 h</p></aside><footer>Copyright 2024</footer></body></html>"""


def _body(document: Document) -> list[str]:
    return [block.text for block in document.blocks if block.role == "body"]


def test_page(read_text) -> None:
    document = read_text(PAGE, "a.html")
    assert (document.title, document.publisher) == ("Quay opens", "Harbour Gazette")
    assert document.date is not None
    assert (document.date.label, document.date.source) == ("2024-03-02", "metadata")
    assert _body(document) == [
        "Quay opens", "The quay is 1\u00a0240 m long and cost €5 million.", "It bears 10⁶ t.",
        "An unclosed paragraph of 3 m", "One", "Deep 6 m", "Two", "Depth", "9 m",
    ]  # fmt: skip
    rest = " ".join(block.text for block in document.blocks if block.role != "body")
    assert "77 m" in rest
    assert "900" in rest
    assert not any(word in rest for word in ("999", "777", "66 m"))


def test_items_nest(read_text) -> None:
    blocks = {block.text: block for block in read_text(PAGE, "a.html").blocks}
    assert (blocks["Deep 6 m"].level, blocks["Deep 6 m"].parent) == (2, blocks["One"].number)
    assert blocks["9 m"].parent == blocks["Depth"].number


TABLE = """<p>Works</p><table><caption>Costs (in EUR million)</caption><thead>
<tr><th rowspan=2>Part</th><th colspan="2">Year ended</th></tr><tr><th>2023</th><th>2022</th></tr></thead>
<tr><td rowspan="2">Piers<td>North<td>12<td>14</tr><tr><td>South<td>22<td>24</tr></table>"""
SIMPLE = """<table><tr><th>Part<th>2023<th>2022<tr><th scope=row>Deck<td>$<b>20</b><td>&minus;22</table>"""
FILING = """<table><tr><td></td><td colspan="2">2023</td><td colspan="2">2022</td></tr>
<tr><td>Deck</td><td>$</td><td>20</td><td>$</td><td>22</td></tr></table>"""
LAYOUT = """<table><tr><td><p>Menu</p></td><td><p>The quay is 9 m.</p>
<table><tr><td>Deck</td><td>20</td></tr></table></td></tr></table>"""

TWO_HEAD_ROWS = """<table><thead><tr><th rowspan=2>Part</th><th colspan="2">Year ended</th></tr>
<tr><th>2023</th><th>2022</th></tr></thead><tr><td>Piers<td>12<td>14<tr><td>Quays<td>22<td>24</table>"""

HEADS = [
    (SIMPLE, "$20", ["Deck"], ["2023"]),
    (SIMPLE, "−22", ["Deck"], ["2022"]),
    (FILING, "$ 22", ["Deck"], ["2022"]),
    (TWO_HEAD_ROWS, "14", ["Piers"], ["Year ended", "2022"]),
]


@pytest.mark.parametrize(("page", "figure", "row_heads", "column_heads"), HEADS)
def test_heads(read_text, page: str, figure: str, row_heads: list[str], column_heads: list[str]) -> None:
    document = read_text("<h1>Works of the harbour</h1>" + page, "a.html")
    (block,) = (block for block in document.blocks if block.text == figure)
    assert block.cell is not None
    assert [document.blocks[head].text for head in block.cell.row_heads] == row_heads
    assert [document.blocks[head].text for head in block.cell.column_heads] == column_heads


def test_row_spans_reach_down(read_text) -> None:
    document = read_text(TABLE, "a.html")
    block = next(block for block in document.blocks if block.text == "22")
    assert block.cell is not None
    assert [document.blocks[head].text for head in block.cell.row_heads] == ["Piers", "South"]
    assert document.blocks[block.cell.caption or 0].text == "Costs (in EUR million)"


def test_layout_tables_are_no_tables(read_text) -> None:
    document = read_text(LAYOUT, "a.html")
    assert next(block for block in document.blocks if block.text == "The quay is 9 m.").cell is None
    assert next(block for block in document.blocks if block.text == "20").cell is not None


def test_a_page_that_names_all_of_itself_aside_is_read(read_text) -> None:
    assert _body(read_text('<div class="sidebar"><p>The quay is 9 m long.</p></div>', "a.html")) == [
        "The quay is 9 m long."
    ]


BROKEN = [
    '<p>The quay is 9 m.</p><a href="' + "x" * 100_000,
    "<p>The quay is 9 m.</p><!-- never closed 8 m",
    "<p>The quay is 9 m.</p></div></table></td></li></ul>",
    "<td>The quay is 9 m.</td></table><tr>",
    "<p>The quay is 9 m.</p>&#99999999999; &#xD800; &nosuch; &",
    "<caption>x</caption><table><caption><tr><td>The quay is 9 m.",
    "<p>The quay is 9 m.</p><script>var x = '8 m'",
]


@pytest.mark.parametrize("page", BROKEN)
def test_broken_markup(read_text, page: str) -> None:
    text = " ".join(block.text for block in read_text(page, "a.html").blocks)
    assert "The quay is 9 m." in text


def test_deep_nesting_is_refused(read_text) -> None:
    with pytest.raises(UnreadableDocument, match="too-deep"):
        read_text("<div>" * 5000 + "The quay is 9 m.", "a.html")


@pytest.mark.parametrize("end", ["", ">"])
@pytest.mark.parametrize(
    "sign", ["<!--", "<a ", '<a b="c" ', "<![CDATA[", "<!x", "<?", "</", '<a="', "<p>5 km</p><!-- "]
)
def test_markup_that_never_closes_is_read_in_one_go(sign: str, end: str) -> None:
    """What opens again and again must not be searched to the end each time."""
    took = []
    for count in (1_000, 16_000):
        start = time.process_time()
        with contextlib.suppress(UnreadableDocument):
            html.read(sign * count + end, Limits())
        took.append(time.process_time() - start)
    assert took[1] < 80 * max(took[0], 0.01)  # 16 for twice the time at twice the length, 256 for four times


def test_text_behind_the_last_tag_is_kept() -> None:
    reading = html.read("<p>The quay is 5 km long.</p> It is < 6 km &amp; > nothing. A < B &amp; 7 km", Limits())
    assert [block.text for block in reading.blocks] == [
        "The quay is 5 km long.",
        "It is < 6 km & > nothing. A < B & 7 km",
    ]


def test_cells_that_claim_millions_of_places_cost_little() -> None:
    start = time.process_time()
    reading = html.read("<table>" + "<tr><td rowspan=65534 colspan=1000>5 km</td></tr>" * 400 + "</table>", Limits())
    assert len(reading.blocks) == 400
    assert time.process_time() - start < 10  # it took minutes


STORY = (
    "<h1>Port of Velm opens its quay</h1><p>The quay is 410 metres long and cost 38 million euros, the port said.</p>"
    "<p>It will handle 120,000 containers a year, and the port hopes for more of them once the road is done.</p>"
    "<p>The old quay is 250 metres long.</p>"
)
OTHERS = (
    ("Ferry to Orsa cancelled for 12 days", "The ferry carries 600 passengers."),
    ("Bridge to close", "The bridge of Orsa is 700 metres long."),
)
CARDS = "".join(f'<div class="c7"><a href="/r"><h3>{head}</h3></a><p>{text}</p></div>' for head, text in OTHERS)
LINKS = '<div class="c1"><a href="/n">News</a> <a href="/s">Sport (12)</a> <a href="/w">Weather 14°C</a></div>'
CONSENT = "<div><p>We and our 843 partners store and access information on your device for 30 days.</p></div>"
FOOT = '<div class="c9"><p>The Gazette is read by 1.2 million people.</p></div>'


@pytest.mark.parametrize(
    "page",
    [
        f"{CONSENT}{LINKS}<div>{STORY}</div><div><h2>Related articles</h2>{CARDS}</div>",
        f"<div>{STORY}</div>{CARDS}",
        f"<main><article>{STORY}</article><section><h2>More from us</h2>{CARDS}</section></main>",
        f"<article>{STORY}</article><article><a href='/r'><h3>{OTHERS[0][0]}</h3></a><p>{OTHERS[0][1]}</p></article>"
        f"<article><a href='/r'><h3>{OTHERS[1][0]}</h3></a><p>{OTHERS[1][1]}</p></article>",
        f"<div>{CARDS}{STORY}</div>",
        f'{STORY}<div role="dialog"><p>Give us 30 days.</p></div><div id="onetrust-sdk">{CONSENT}</div>',
        f"{STORY}<h2>Customers also bought</h2><div><a href='/1'>Rope</a> <span>€ 89.00</span></div>"
        "<div><a href='/2'>Hooks, 40 pieces</a> <span>€ 12.50</span></div>",
        f"<table width=100%><tr><td>{LINKS}{CARDS}</td><td>{STORY}</td></tr></table>",
    ],
)
def test_what_lies_around_the_text_is_left_out(page: str, read_text) -> None:
    """LB3: cluttered pages without names that tell need no library of their own."""
    document = read_text(f"<html><head><title>Gazette</title></head><body>{page}</body></html>", "a.html")
    said = " ".join(_body(document))
    assert all(figure in said for figure in ("410 metres", "120,000", "250 metres"))
    assert not any(
        figure in said for figure in ("12 days", "600", "700", "843", "14°C", "30 days", "89.00", "40 pieces")
    )


@pytest.mark.parametrize(
    ("page", "kept"),
    [
        (f"<h1>News</h1>{CARDS}", ["Bridge to close", "The ferry carries 600 passengers."]),
        ('<h2><a href="#a">Length</a></h2><p>It is 410 m.</p><h2><a href="#b">Depth</a></h2><p>It is 9 m.</p>' + STORY,
         ["Length", "It is 410 m.", "It is 9 m."]),
        (f"{STORY}<h2><a href='/d'>Depth</a></h2><p>It is 9 m deep.</p>", ["Depth", "It is 9 m deep."]),
        (f"{CARDS}{FOOT}{STORY}", ["The Gazette is read by 1.2 million people."]),
        ("<h1>Cookie policy</h1><p>The site uses cookies to count for 30 days.</p>",
         ["The site uses cookies to count for 30 days."]),
        ("<table><tr><td><p>Crane</p></td><td><p>40 t</p><p>since 1998</p></td></tr></table>", ["40 t since 1998"]),
        ("<p>See <a href='/a'>the crane</a>, <a href='/b'>the quay</a> and <a href='/c'>the ramp</a> of 14 m.</p>",
         ["See the crane, the quay and the ramp of 14 m."]),
    ],
)  # fmt: skip
def test_what_only_looks_like_clutter_is_kept(page: str, kept: list[str], read_text) -> None:
    document = read_text(f"<html><head><title>Cookie policy</title></head><body>{page}</body></html>", "a.html")
    assert set(kept) <= set(_body(document))


RAISED = {
    "It is 10<sup>6</sup> t.": "It is 10⁶ t.", "It has 40 m<sup>2</sup>.": "It has 40 m².",
    "It has 40 metres<sup>2</sup>.": "It has 40 metres².", "It has 150 ships<sup>2</sup> now.": "It has 150 ships now.",
    "It is 1,285<sup>3</sup> t.": "It is 1,285 t.", "That is all.<sup>1</sup>": "That is all.",
    "It flows at 5 m s<sup>−1</sup>.": "It flows at 5 m s⁻¹.", "The 2<sup>nd</sup> quay": "The 2nd quay",
    "Ore<sup>1</sup> and GDP<sup>2</sup>": "Ore and GDP", "<sup>1</sup> Without spares.": "¹ Without spares.",
    "R<sup>2</sup> is 0.9.": "R² is 0.9.", "It is <b>410</b><sup>1</sup> m long.": "It is 410 m long.",
}  # fmt: skip


@pytest.mark.parametrize("page", RAISED)
def test_raised_figures_are_powers_or_marks_of_notes(page: str, read_text) -> None:
    assert _body(read_text(f"<p>{page}</p>", "a.html")) == [RAISED[page]]
    assert [block.text for block in read_text(f"A line.\n\n{page}\n", "a.md").blocks][1:] == [
        RAISED[page].replace("410", "410")
    ]
