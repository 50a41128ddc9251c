"""Sentences around that of a figure."""

from __future__ import annotations

import pytest

import checker
from checker.verify.context import LONGEST, sentences


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("It rained. The dam held.", ["It rained.", "The dam held."]),
        ("“Did it hold?” she asked. It did!", ["“Did it hold?” she asked.", "It did!"]),
        ("It held. “Yes.” 40 left.", ["It held.", "“Yes.” 40 left."]),
        ("Mr. Orsa and Dr. Velm of the U.S. Survey came.", ["Mr. Orsa and Dr. Velm of the U.S. Survey came."]),
        (
            "It fell by 6 p.m. Wednesday, they said. Then it rose.",
            ["It fell by 6 p.m. Wednesday, they said.", "Then it rose."],
        ),
        ("Damage. Divers found a crater.", ["Damage. Divers found a crater."]),
        ("It rose by 3.5 m. no more", ["It rose by 3.5 m. no more"]),
        ("Two\n  lines. Élan vital.", ["Two lines.", "Élan vital."]),
        ("", []),
    ],
)
def test_sentences(text: str, expected: list[str]) -> None:
    assert sentences(text) == expected


def test_a_sentence_without_end_is_cut() -> None:
    (one,) = sentences("word " * 10_000)
    assert len(one) == LONGEST


TEXT = """# Floods

Rain fell all week. Nobody had seen its like.

The Orsa dam is 84 metres high. It held. It creaked, too. Nobody slept. Then it was over.

## Costs

Repairs cost $2 million.
"""


def test_a_mention_brings_its_neighbours_up_to_the_heading() -> None:
    """HR4: the sentence with those before and after it."""
    found = checker.check({"a.md": TEXT, "b.md": "The Orsa dam is 48 metres high."}).findings[0]
    first, second = found.mentions
    assert first.before == ("Rain fell all week.", "Nobody had seen its like.")
    assert first.after == ("It held.", "It creaked, too.", "Nobody slept.")
    assert second.before == second.after == ()


def test_markup_is_no_part_of_it() -> None:
    page = "<p>Rain &amp; hail fell <b>all</b> week. The Orsa dam is 84 metres high.</p><p>It held.</p>"
    found = checker.check({"a.html": page, "b.md": "The Orsa dam is 48 metres high."}).findings[0]
    assert (found.mentions[0].before, found.mentions[0].after) == (("Rain & hail fell all week.",), ("It held.",))


def test_a_cell_has_none() -> None:
    rows = "Rain fell.\n\n| Dam | Height |\n| --- | --- |\n| Orsa dam | {} metres |\n\nIt held."
    found = checker.check({"a.md": rows.format(84), "b.md": rows.format(48)}).findings
    assert [one.before + one.after for finding in found for one in finding.mentions] == [(), ()]
