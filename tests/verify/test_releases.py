"""Limits of one release and of two, values that a text still carries, corrections that another place spells out."""

from __future__ import annotations

import pytest

import checker
from checker.records import Document
from checker.verify.releases import release_of

LIMITS = '---\ntitle: Tarnbox limits\nversion: "{version}"\ndate: {date}\n---\n\n# Tarnbox limits\n\n'
TABLE = "| Limit | Default | Maximum |\n| --- | --- | --- |\n| Boards per tenant | {default} | 90 |\n"
TABLE += "| Login lifetime | {lifetime} minutes | 8 hours |\n"


def limits(version: str, date: str, *, default: int = 7, lifetime: int = 15) -> str:
    return LIMITS.format(version=version, date=date) + TABLE.format(default=default, lifetime=lifetime)


def guide(said: str, release: str = "You need Tarnbox 4.0 and a tenant.") -> str:
    return f"---\ntitle: Tarnbox first steps\ndate: 2031-03-02\n---\n\n# Tarnbox first steps\n\n{release} {said}\n"


def kinds(texts: dict[str, str]) -> set[str]:
    return {one.kind for one in checker.check(texts).findings if one.kind in ("conflict", "update", "disputed")}


@pytest.mark.parametrize(
    ("text", "release"),
    [
        ("---\nversion: 4.0\n---\n", (4, 0)),
        ("This page applies to Tarnbox 4.1. Sizes are binary.", (4, 1)),
        ("You need Tarnbox 4.0.2 for this.", (4, 0, 2)),
        ("Applies to Tarnbox 4.1. The old pages apply to Tarnbox 3.9.", ()),
        ("Tarnbox grew 4.1 times.", ()),
    ],
)
def test_release_of_a_document(text: str, release: tuple[int, ...]) -> None:
    document = Document(id="a", text=text, blocks=(), reader="text", encoding="utf-8", sha256="")
    assert release_of(document) == release


def test_two_documents_of_one_release_contradict_each_other() -> None:
    texts = {
        "limits-3.md": limits("3.0", "2030-01-10"),
        "limits-4.md": limits("4.0", "2031-02-14"),
        "guide.md": guide("The login lifetime is 20 minutes by default."),
    }
    assert kinds(texts) == {"conflict"}


def test_a_guide_that_still_carries_the_value_of_the_last_release_is_out_of_date() -> None:
    texts = {
        "limits-3.md": limits("3.0", "2030-01-10", default=7),
        "limits-4.md": limits("4.0", "2031-02-14", default=20),
        "guide.md": guide("A tenant has 7 boards by default."),
    }
    assert kinds(texts) == {"update"}


def test_a_note_corrects_the_row_of_the_same_document() -> None:
    table = "| EUR million | 2031 | 2030 |\n| --- | --- | --- |\n| Operating profit | 41.3 | 36.8 |\n"
    note = "Operating profit of 2030, first reported as EUR 39.5 million, was restated to EUR 36.8 million."
    texts = {
        "tarn-2030.md": "---\ntitle: Tarn Mills annual report 2030\ndate: 2031-03-01\n---\n\n"
        "In 2030 operating profit came to EUR 39.5 million.\n",
        "tarn-2031.md": "---\ntitle: Tarn Mills annual report 2031\ndate: 2032-03-01\n---\n\n"
        f"## Figures\n\n{table}\n## Restatement\n\n{note}\n",
    }
    assert kinds(texts) == {"update"}


@pytest.mark.parametrize(
    ("one", "other", "expected"),
    [
        ("at 4:20 p.m. local time", "at 3:20 p.m. local time", {"conflict"}),
        ("at 4:20 p.m. local time", "at 3:20 p.m.", set()),
        ("at 4:20 p.m. local time", "at 14:20 UTC", set()),
    ],
)
def test_local_times_are_of_one_zone(one: str, other: str, expected: set[str]) -> None:
    texts = {
        "a.txt": f"Lund, 3 May 2031\n\nThe blast {one} tore down the Tarn mill in Lund. Six people were killed.\n",
        "b.txt": f"Lund, 4 May 2031\n\nThe explosion at the Tarn mill in Lund happened {other}. It killed six.\n",
    }
    found = {
        one.kind
        for one in checker.check(texts).findings
        if one.kind == "conflict" and one.mentions[0].unit.startswith("clock")
    }
    assert found == expected
