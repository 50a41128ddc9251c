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
