"""Sums and products that a sentence spells out in words."""

from __future__ import annotations

import pytest

import checker

WRONG = [
    "The fund has claims from 410 farms and 95 mills, 515 in all.",
    "The club has 30 juniors, 41 seniors and 12 coaches, a total of 93 members.",
    "Twelve monthly rates of $30 come to $380 a year.",
    "Forty tickets at $9 each make $350.",
    "The crews felled 120 pines and 45 oaks, making 175 trees in total.",
]

RIGHT = [
    "The fund has claims from 410 farms and 95 mills, 505 in all.",
    "The club has 30 juniors, 41 seniors and 12 coaches, a total of 83 members.",
    "The club has 30 juniors, 41 seniors and 12 coaches, 53 of them paid, a total of 83 members.",
    "Twelve monthly rates of $30 come to $360 a year.",
    "Twelve monthly rates of $29.99 come to about $360 a year.",
    "Forty tickets at $9 each make $360.",
    "The fund paid 410 farms and 95 mills, and 9,000 people in all wrote to it.",
    "In May 410 farms closed, and in June 95, while 515 opened.",
    "Two of the 410 farms and 95 of the mills closed, 40 in all.",
]


def mistakes(text: str) -> list[str]:
    return [one.rule for one in checker.check({"a.txt": f"{text}\n"}).findings if one.kind == "arithmetic"]


@pytest.mark.parametrize("text", WRONG)
def test_a_sentence_that_does_not_add_up(text: str) -> None:
    assert mistakes(text) == ["T406"]


@pytest.mark.parametrize("text", RIGHT)
def test_a_sentence_that_adds_up_or_does_not_add(text: str) -> None:
    assert mistakes(text) == []


AS_WRITTEN = [
    ("The three spans are 900 m, 800 m and 600 m long, 2,400 m in total.", "add up to 2,300 m, not 2,400 m"),
    ("The Orlo tower is 31 m (72 ft) tall.", "31 m is 102 ft, not 72 ft"),
    (
        "| Cost | 2031 (EUR million) |\n|---|---|\n| Quays | 72.5 |\n| Cranes | 40.0 |\n| Roads | 19.5 |\n"
        "| Total | 142.0 |",
        "add up to 132.0, but the total is 142.0",
    ),
]


@pytest.mark.parametrize(("text", "message"), AS_WRITTEN)
def test_a_computed_figure_is_written_like_the_stated_one(text: str, message: str) -> None:
    (finding,) = (one for one in checker.check({"a.md": f"{text}\n"}).findings if one.kind == "arithmetic")
    assert message in finding.message


def test_a_vague_value_that_fits_two_others_is_two_findings() -> None:
    texts = {
        "a.md": "The Orlo dam cost $347 million, up from the $312 million that was announced in 2019.\n",
        "b.md": "The Orlo dam cost nearly $350 million.\n",
    }
    found = [one.message for one in checker.check(texts).findings if one.kind == "compatible"]
    assert not any("347" in one and "312" in one for one in found)
