"""Clauses that leave their verb out, and figures that stand parallel: text, figure -> what it measures, of what."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from checker.records import Claim, Document

# text, figure, attribute lemmas that must be there, subject ("" where any will do), role
GAPS = [
    ("Turnover came to 7 million euros and net income to 2 million euros.", "2 million euros", "income", "", "level"),
    ("Revenue rose to $9 billion and operating costs to $6 billion.", "$6 billion", "cost", "", "to"),
    ("The mudslide killed eight people and the storm eleven.", "eleven", "kill", "storm", "level"),
    (
        "Landline calls in Kenya were down by 45 percent, in Uganda by 28 percent.",
        "28 percent",
        "call",
        "Uganda",
        "change",
    ),
    ("In Lagos 40 shops were looted, in Kano 12 and in Jos seven.", "seven", "loot shop", "Jos", "level"),
]


@pytest.mark.parametrize(("text", "figure", "lemmas", "subject", "role"), GAPS)
def test_remnant_takes_the_clause_before(
    claim_in: Callable[..., Claim], text: str, figure: str, lemmas: str, subject: str, role: str
) -> None:
    claim = claim_in(text, figure)
    assert set(lemmas.split()) <= {*claim.attribute_lemmas}
    assert claim.role == role
    if subject:
        assert claim.subject is not None
        assert claim.subject.text == subject


def test_first_clause_keeps_its_own_place(
    claims_in: Callable[..., dict[str, Claim]], lines: Callable[..., Document]
) -> None:
    claims = claims_in(lines(["Landline calls in Kenya were down by 45 percent, in Uganda by 28 percent."]))
    assert [phrase.text for phrase in claims["45 percent"].scope] == ["in Kenya"]
    assert [phrase.text for phrase in claims["28 percent"].scope] == ["in Uganda"]


def test_parallel_phrases_share_verb_and_role(
    claims_in: Callable[..., dict[str, Claim]], lines: Callable[..., Document]
) -> None:
    claims = claims_in(lines(["Sales rose 4 percent in US dollars and 6 percent in constant currency."]))
    assert {one.role for one in claims.values()} == {"change"}
    assert [phrase.text for phrase in claims["6 percent"].scope] == ["in constant currency"]


# a second clause with a verb of its own is no gap: text, figure, lemma that must be there, lemma that must not
WHOLE = [
    ("The storm killed eight people and injured eleven.", "eleven", "injure", "kill"),
    ("Revenue rose to $9 billion and the firm paid $6 billion in tax.", "$6 billion", "tax", "revenue"),
]


@pytest.mark.parametrize(("text", "figure", "there", "absent"), WHOLE)
def test_a_clause_with_a_verb_stands_for_itself(
    claim_in: Callable[..., Claim], text: str, figure: str, there: str, absent: str
) -> None:
    lemmas = claim_in(text, figure).attribute_lemmas
    assert there in lemmas
    assert absent not in lemmas
