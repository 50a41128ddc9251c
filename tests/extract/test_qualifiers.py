"""Role, modality, polarity, speaker, moves and as-of of a figure."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from checker.records import Claim

ROLES = [
    ("Sales rose 3% in the spring.", "3%", "change"),
    ("Unemployment fell by 0.3 percentage points.", "0.3", "change"),
    ("The firm posted a 9% increase in rents.", "9%", "change"),
    ("Sales rose from $4 million to $6 million.", "$4 million", "from"),
    ("Sales rose from $4 million to $6 million.", "$6 million", "to"),
    ("Sales were $12 million, up from $11 million.", "$11 million", "from"),
    ("The lender cut its rate to 4%.", "4%", "to"),
    ("Six more bodies were found, bringing the death toll to 31.", "31", "to"),
    ("Six more bodies were found.", "Six", "increment"),
    ("The state promised an additional $3 billion for schools.", "$3 billion", "increment"),
    ("Another five people are missing.", "five people", "increment"),
    ("More than 70% of the workers are women.", "70%", "share"),
    ("The fee is $80 a month.", "$80", "rate"),
    ("The firms agreed on a 50-50 split of profits.", "50-50", "share"),
    ("There were 40 deaths per 100,000 residents.", "40 deaths", "rate"),
    ("The firm raised $20 million from investors.", "$20 million", "level"),
    ("The toll stands at 31.", "31", "level"),
    ("The mean in July was 2.4 °C above the mean of 1990.", "2.4 °C", "change"),
    ("Output of the plant was 9% above that of the year before.", "9%", "change"),
    ("The bridge is 40 metres longer than the old one.", "40 metres", "change"),
    ("The tower is higher than 300 metres.", "300 metres", "level"),
    ("The new plan has 10 times the storage of the old plan.", "10 times", "share"),
    ("Some 20 million people use the trams every day.", "20 million people", "rate"),
]


@pytest.mark.parametrize(("text", "figure", "role"), ROLES)
def test_role(claim_in: Callable[..., Claim], text: str, figure: str, role: str) -> None:
    assert claim_in(text, figure).role == role


MODALITIES = [
    ("The firm plans to invest $3 billion in ports.", "$3 billion", "planned"),
    ("Our goal is to reach a 30% market share.", "30%", "planned"),
    ("The bank expects growth of 2.5% next year.", "2.5%", "planned"),
    ("The airline said it would buy 30 jets.", "30 jets", "planned"),
    ("Boren threatened to impose a 30% tariff on wine.", "30%", "proposed"),
    ("The union has proposed a 30-70 split of profits.", "30-70", "proposed"),
    ("The council debated a proposed 8% surcharge.", "8%", "proposed"),
    ("If approved, the bridge would cost $4 billion.", "$4 billion", "hypothetical"),
    ("The storm could damage 900 homes.", "900 homes", "hypothetical"),
    ("Acme is investing $3 billion in ports.", "$3 billion", "asserted"),
    ("The minister said the port cost $3 billion.", "$3 billion", "asserted"),
    ("The plan cuts taxes, and the state owes $7 billion.", "$7 billion", "asserted"),
]


@pytest.mark.parametrize(("text", "figure", "modality"), MODALITIES)
def test_modality(claim_in: Callable[..., Claim], text: str, figure: str, modality: str) -> None:
    assert claim_in(text, figure).modality == modality


POLARITIES = [
    ("The minister denied that the bank had lost $5 million.", "$5 million", "denied"),
    ("Ms Ortega denied ever offering a 25% stake.", "25%", "denied"),
    ("Peru will not accept a quota cut of 30%, the envoy said.", "30%", "denied"),
    ("We never made a 40-60 commitment, she said.", "40-60", "denied"),
    ("The council rejected a fee of 40 euros.", "40 euros", "denied"),
    ("The firm ruled out a bid of $9 million.", "$9 million", "denied"),
    ("A 30-70 split of profits is not something Peru would accept.", "30-70", "denied"),
    ("The budget is $40 million, not $14 million.", "$14 million", "denied"),
    ("The loan limit of 6 million euros is not sufficient.", "6 million euros", "affirmed"),
    ("The report of 40 dead is not true.", "40", "denied"),
    ("The town had never seen the like: nine dead, 30 hurt.", "nine", "affirmed"),
    ("Guards did not stop them from taking 90 crates.", "90 crates", "affirmed"),
    ("At least 15 houses cannot be used.", "15 houses", "affirmed"),
    ("The package may not exceed the limit of 300 MB.", "300 MB", "affirmed"),
    ("The budget is $40 million, not $14 million.", "$40 million", "affirmed"),
    ("The fire did not reach the plant, which employs 500 people.", "500 people", "affirmed"),
    ("Some 90 bodies were never identified.", "90 bodies", "affirmed"),
    ("The firm did not comment, and it owes $7 million.", "$7 million", "affirmed"),
    ("The trip takes no more than 5 hours.", "5 hours", "affirmed"),
    ("The dam holds not only water but 30 tonnes of silt.", "30 tonnes", "affirmed"),
]


@pytest.mark.parametrize(("text", "figure", "polarity"), POLARITIES)
def test_polarity(claim_in: Callable[..., Claim], text: str, figure: str, polarity: str) -> None:
    assert claim_in(text, figure).polarity == polarity


def test_denied_bound_is_the_opposite_bound(claim_in: Callable[..., Claim]) -> None:
    claim = claim_in("The bridge will not cost more than $80 million.", "$80 million")
    assert (claim.polarity, claim.quantity.comparator) == ("affirmed", "<=")


SPEAKERS = [
    ("The storm killed nine people, the interior ministry said.", "nine people", "interior ministry"),
    ("According to Helva, the line moves 900 boxes a day.", "900 boxes", "Helva"),
    ('"We lost 400 sheep," said farmer Jon Dahl.', "400 sheep", "Jon Dahl"),
    ("Mr Boren told reporters the port cost $3 billion.", "$3 billion", "Boren"),
    ('"Nobody slept. We lost 400 sheep. It was awful," Jon Dahl said.', "400 sheep", "Jon Dahl"),
    ("The port cost $3 billion.", "$3 billion", ""),
]


@pytest.mark.parametrize(("text", "figure", "speaker"), SPEAKERS)
def test_speaker(claim_in: Callable[..., Claim], text: str, figure: str, speaker: str) -> None:
    claim = claim_in(text, figure)
    assert (claim.speaker is None) == (not speaker)
    assert claim.speaker is None or speaker in claim.speaker.text


MOVES = [
    ("The death toll rose to 42 on Monday.", "42", "rises to"),
    ("The limit was raised from 10 GB to 20 GB.", "10 GB", "raised from"),
    ("Sales, restated, were $4 million.", "$4 million", "restated"),
    ("An earlier version of this page said the trail was 90 km long.", "90 km", "earlier version"),
    ("The trail is 90 km long.", "90 km", ""),
]


@pytest.mark.parametrize(("text", "figure", "moves"), MOVES)
def test_moves(claim_in: Callable[..., Claim], text: str, figure: str, moves: str) -> None:
    assert claim_in(text, figure).moves == moves


# text, figure, as-of label, source
TIMES = [
    ("Revenue rose from $4 million in 2019 to $6 million in 2020.", "$4 million", "2019", "stated"),
    ("Revenue rose from $4 million in 2019 to $6 million in 2020.", "$6 million", "2020", "stated"),
    ("As of 30 June 2020 and 30 June 2019, loans were $3 million and $6 million, respectively.", "$6 million",
     "2019-06-30", "stated"),
    ("In 2018, the port handled 3 million boxes.", "3 million boxes", "2018", "stated"),
    ("The port handles 3 million boxes.", "3 million boxes", "2021-06-15", "document"),
    ("The port handled 30 ships in 2018. It moved 900 boxes.", "900 boxes", "2018", "inherited"),
    ("# Results for 2019\nRevenue was $4 million.", "$4 million", "2019", "inherited"),
    ("# Orlo bridge to open to traffic in May\nThe bridge is 900 m long.", "900 m", "2021-06-15", "document"),
    ("# Changes to prices in May\nThe tariff is $4 a ton.", "$4", "2021-05", "inherited"),
    ("The storm on Monday killed 12 people.", "12 people", "2021-06-15", "document"),
    ("Turnover was 20% higher than in 2019.", "20%", "2021-06-15", "document"),
    ("In 1999 a storm triggered a flood that killed 400 people.", "400 people", "1999", "stated"),
    ("The deadliest came in 1999, when a ferry sank in Lake Orlo and 320 people drowned.", "320", "1999", "stated"),
    ("It was unlike the Varna derailment in May 2010, in which 148 people died.", "148", "2010-05", "stated"),
    ("The worst came in 1999, when a ferry sank, but 12 people died on Monday.", "12 people", "2021-06-14", "stated"),
    ("The port, rebuilt after the 2004 flood, handles 30 ships.", "30 ships", "2021-06-15", "document"),
]  # fmt: skip


@pytest.mark.parametrize(("text", "figure", "label", "source"), TIMES)
def test_as_of(claim_in: Callable[..., Claim], text: str, figure: str, label: str, source: str) -> None:
    claim = claim_in(text, figure)
    assert claim.as_of is not None
    assert (claim.as_of.label, claim.as_of.source) == (label, source)


def test_respectively_binds_names(claim_in: Callable[..., Claim]) -> None:
    text = "Sales in Spain and Italy were $3 million and $5 million, respectively."
    assert [phrase.text for phrase in claim_in(text, "$5 million").scope] == ["Italy"]
