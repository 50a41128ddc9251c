"""Versions: found by shared shingles, aligned by their text with the figures masked."""

from __future__ import annotations

from collections.abc import Callable

from checker.records import Block, Document, Fact
from checker.resolve.versions import align, find_versions

Make = Callable[..., Fact]

GUIDE = [
    "The pump starts when the tank falls below its lower mark and stops at the upper one.",
    "Keep the inlet filter clean, and rinse it every 30 days with lukewarm water only.",
    "A relay protects the motor from running dry; it trips after 12 seconds without flow.",
    "Before winter, drain the line and store the pump in a dry room above freezing point.",
]
OTHER = [
    "Voters in the valley chose a new council on Sunday after a short and quiet campaign.",
    "The ferry company announced two further crossings a day for the coming summer season.",
]


def document(name: str, paragraphs: list[str]) -> Document:
    """Return a document of some paragraphs."""
    text = "\n\n".join(paragraphs)
    blocks = tuple(
        Block(number=number, kind="paragraph", text=part, runs=((0, text.index(part)),))
        for number, part in enumerate(paragraphs)
    )
    return Document(id=name, text=text, blocks=blocks, reader="text", encoding="utf-8", sha256="")


def test_versions_share_text_and_other_documents_do_not() -> None:
    changed = [GUIDE[0], GUIDE[1].replace("30", "45"), *GUIDE[2:]]
    documents = {name: document(name, parts) for name, parts in (("v1", GUIDE), ("v2", changed), ("x", OTHER))}
    assert find_versions(documents) == (("v1", "v2"),)


def test_a_changed_sentence_is_aligned_by_what_stands_around_it(fact: Make) -> None:
    old = [
        fact("v1", 0, sentence="filter", words=("rinse", "filter")),
        fact("v1", 1, sentence="relay", words=("relay", "trip", "flow"), left=("after",), right=("without",)),
    ]
    new = [
        fact("v2", 0, sentence="filter", words=("rinse", "filter")),
        fact("v2", 1, sentence="relay!", words=("relay", "trip", "flow"), left=("after",), right=("without",)),
    ]
    assert sorted(align(old, new)) == [("v1#0", "v2#0"), ("v1#1", "v2#1")]


def test_an_inserted_figure_is_aligned_with_nothing(fact: Make) -> None:
    old = [fact("v1", n, sentence=f"s{n}") for n in range(3)]
    new = [
        fact("v2", 0, sentence="s0"),
        fact("v2", 1, sentence="new"),
        *(fact("v2", n + 1, sentence=f"s{n}") for n in (1, 2)),
    ]
    assert sorted(align(old, new)) == [("v1#0", "v2#0"), ("v1#1", "v2#2"), ("v1#2", "v2#3")]


def test_thousands_of_repeated_lines_are_aligned_in_their_order(fact: Make) -> None:
    old = [fact("v1", number, sentence="row") for number in range(2_000)]
    new = [fact("v2", 0, sentence="head"), *(fact("v2", number, sentence="row") for number in range(1, 2_001))]
    pairs = align(old, new)
    assert len(pairs) == 2_000
    assert ("v1#0", "v2#1") in pairs
    assert ("v1#1999", "v2#2000") in pairs
