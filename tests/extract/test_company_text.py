"""Company text: outlooks, periods a year apart, bases of growth, names in headlines."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from checker.records import Claim

# text, figure, as-of label, role
PERIODS = [
    ("In 2023 revenue was $12 million, from $9 million a year earlier.", "$9 million", "2022", "level"),
    ("Profit for the second quarter of 2031 was $82 million or $0.41 per share, after $97 million or $0.48 per share"
     " a year earlier.", "$97 million", "2030-04-01/2030-06-30", "level"),
    ("Profit for the second quarter of 2031 was $82 million or $0.41 per share, after $97 million or $0.48 per share"
     " a year earlier.", "$0.48", "2030-04-01/2030-06-30", "level"),
    ("Profit dropped to $41 million in the fourth quarter of 2030, from $108 million.", "$108 million",
     "2029-10-01/2029-12-31", "from"),
    ("Pumps cost the firm $4 million in 2030, up from $3 million in 2028.", "$3 million", "2028", "from"),
    ("In 2020 revenue was $3 million, up 4% on the year before.", "4%", "2020", "change"),
    ("In 2020 the share was 62%, compared to 57% in 2006.", "57%", "2006", "level"),
    ("In 2020 profit was $62 million, compared to $57 million.", "$57 million", "2019", "from"),
    ("Profit for 2030 was restated to $8 million from $9 million.", "$9 million", "2030", "from"),
    ("Helva expects revenue of $4 million, up from $3 million in 2020.", "$4 million", "2021-06-15", "level"),
    ("Helva's second-quarter 2031 report is out. Sales were $9 million.", "$9 million", "2031-04-01/2031-06-30",
     "level"),
    ("Helva's second-quarter 2031 report is out. Helva has $9 million in the bank.", "$9 million", "2021-06-15",
     "level"),
    ("Helva reported on the fourth quarter and full fiscal year 2031. Sales were $9 million.", "$9 million",
     "2021-06-15", "level"),
    ("Helva reported on the fourth quarter and full fiscal year 2031. Sales for the quarter were $9 million.",
     "$9 million", "2031-10-01/2031-12-31", "level"),
]  # fmt: skip


@pytest.mark.parametrize(("text", "figure", "label", "role"), PERIODS)
def test_period(claim_in: Callable[..., Claim], text: str, figure: str, label: str, role: str) -> None:
    claim = claim_in(text, figure)
    assert claim.as_of is not None
    assert (claim.as_of.label, claim.role) == (label, role)


# text, figure, modality
MODALITIES = [
    ("Helva stood by its sales outlook of $4 million, and by an operating income of $1 million.", "$1 million",
     "planned"),
    ("Helva confirmed its outlook for 2031: sales of $4 million.", "$4 million", "planned"),
    ("The outlook stays at 4 percent sales growth.", "4 percent", "planned"),
    ("For 2031 it sees sales of $4 million, and a margin of 4%.", "4%", "planned"),
    ("Helva saw sales of $4 million.", "$4 million", "asserted"),
    ("Helva expects sales of $4 million, while it earned $3 million last year.", "$3 million", "asserted"),
    ("Helva cut its outlook after it lost $3 million.", "$3 million", "asserted"),
]  # fmt: skip


@pytest.mark.parametrize(("text", "figure", "modality"), MODALITIES)
def test_outlook_is_planned(claim_in: Callable[..., Claim], text: str, figure: str, modality: str) -> None:
    assert claim_in(text, figure).modality == modality


# text, figure, attribute lemma, role
MEASURED = [
    ("Helva booked revenue of $3 million, up 4%.", "4%", "revenue", "change"),
    ("Helva runs stores with sales of $3 million, down 4% on the year.", "4%", "sale", "change"),
    ("For 2031 it sees sales of $3 million, a decline of 15%.", "15%", "sale", "change"),
    ("Helva expects income of $3 million, compared to the prior outlook of $2 million.", "$2 million", "income",
     "from"),
    ("Helva put operating income of $16 million and sales of $18 million on record.", "$16 million", "income", "level"),
    ("Sales were down by 4% in May.", "4%", "sale", "change"),
    ("Router sales fell by 7%, and Racks declined by 13%.", "13%", "sale", "change"),
    ("Non-GAAP operating income was $5 million, down 34 percent from $8 million.", "$8 million", "income", "from"),
    ("Net income was $5 million or $0.40 per share.", "$0.40", "eps", "level"),
]  # fmt: skip


@pytest.mark.parametrize(("text", "figure", "lemma", "role"), MEASURED)
def test_what_is_measured(claim_in: Callable[..., Claim], text: str, figure: str, lemma: str, role: str) -> None:
    claim = claim_in(text, figure)
    assert lemma in claim.attribute_lemmas
    assert claim.role == role


def test_constant_currency_belongs_to_the_figure_before_it(claim_in: Callable[..., Claim]) -> None:
    text = "Sales were $9 million, down 12 percent in US dollars and 9 percent in constant currency."
    scopes = [{phrase.text for phrase in claim_in(text, figure).scope} for figure in ("12 percent", "9 percent")]
    assert [("in constant currency" in scope) for scope in scopes] == [False, True]


def test_segment_named_after_the_first(claim_in: Callable[..., Claim]) -> None:
    claim = claim_in("Sales of Cables fell by 11% and of Switches by 4%.", "4%")
    assert "of Switches" in {phrase.text for phrase in claim.scope}


def test_non_gaap_is_a_basis(claim_in: Callable[..., Claim]) -> None:
    assert "adjust" in claim_in("Non-GAAP operating income came to $5 million.", "$5 million").modifiers


SUBJECTS = [
    ("# Helva Delivers Sales of $9 million\n\nHelva makes pumps. It sells them in Norway.", "$9 million", "Helva"),
    ("# Helva Q1 profit falls to $9 million\n\nHelva makes pumps.", "$9 million", "Helva"),
]


@pytest.mark.parametrize(("text", "figure", "subject"), SUBJECTS)
def test_headline_names_the_company(claim_in: Callable[..., Claim], text: str, figure: str, subject: str) -> None:
    claim = claim_in(text, figure)
    assert claim.subject is not None
    assert claim.subject.text == subject


def test_headline_takes_the_qualifiers_of_the_text_below(claim_in: Callable[..., Claim]) -> None:
    text = "# Helva books 17% revenue growth\n\nHelva said revenue rose 17% in constant currency in 2020."
    claims = claim_in(text, "17%")
    assert claims.origin == "heading"
    assert "in constant currency" in {phrase.text for phrase in claims.scope}


# text, figure, role, whether it is a total
DEALS = [
    ("Most recently, Helva raised $14 million.", "$14 million", "increment", False),
    ("Helva has raised $31 million to date.", "$31 million", "level", True),
    ("In all Helva has attracted more than $31 million from funds.", "$31 million", "level", True),
    ("Helva raised $14 million in May, and $31 million in total.", "$14 million", "level", False),
    ("Helva raised $14 million in May, and $31 million in total.", "$31 million", "level", True),
    ("Helva lost $14 million to date.", "$14 million", "level", False),
]


@pytest.mark.parametrize(("text", "figure", "role", "is_total"), DEALS)
def test_sums_raised(claim_in: Callable[..., Claim], text: str, figure: str, role: str, is_total: bool) -> None:
    claim = claim_in(text, figure)
    assert (claim.role, "total" in claim.modifiers) == (role, is_total)
