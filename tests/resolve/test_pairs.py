"""What two sentences make of their figures: asked of the whole way from text to findings."""

from __future__ import annotations

import pytest

import checker

PAIRS = [
    # room for so many is no count of who came
    ("The Dorn hall seats 9,400 guests.", "On Sunday 6,100 guests came to the Dorn hall.", ""),
    ("The Astra ferry can carry 90 cars.", "The Astra ferry took 41 cars across on Monday.", ""),
    ("The Dorn hall seats 9,400 guests.", "The Dorn hall has seating for 8,200 guests.", "conflict"),
    # what holds by default, and the most that may be set
    (
        "A lease of the Orlo service lasts 90 seconds by default.",
        "A lease of the Orlo service lasts at most 4,000 seconds.",
        "",
    ),
    (
        "A lease of the Orlo service lasts 90 seconds by default.",
        "A lease of the Orlo service lasts 120 seconds by default.",
        "conflict",
    ),
    # a value left behind
    (
        "Net income of Vexo for 2018 was $12.5 million.",
        "Net income of Vexo for 2018, first reported as $12.5 million, was restated to $11.8 million.",
        "update",
    ),
    # degrees by which it grew warmer are a difference
    (
        "The mean temperature of the Ried lake in May 2020 was 1.9 °C above that of May 1990.",
        "The mean temperature of the Ried lake in May 2020 was 3.4 °F above that of May 1990.",
        "agreement",
    ),
    # a correction gives the value that holds and the one that it replaces
    (
        "The level at the Brenn gauge on 3 May 2020 was 2.14 m.",
        "Correction: the level at the Brenn gauge on 3 May 2020 was 2.41 m, not 2.14 m as printed.",
        "update",
    ),
    # a flow is a rate and a level alike
    (
        "A minimum flow of 8 m³/s was in force in the Ried canal.",
        "The board raised the minimum flow of the Ried canal from 8 m³/s to 11 m³/s.",
        "update",
    ),
    ("The minimum flow of the Ried canal is 8 m³/s.", "The mean flow of the Ried canal is 41 m³/s.", ""),
    # a former value repeats what the older text gave, be it without the place
    (
        "After the blast in Vik some 1,400 residents of the Osk district left their homes.",
        "By Friday 2,600 residents had left their homes after the blast in Vik, up from 1,400 on Thursday.",
        "update",
    ),
    (
        "The Orlo gateway takes notes of up to 6 MB.",
        "The Orlo gateway takes notes of up to 9 MB, raised from 6 MB.",
        "update",
    ),
    # crews, cordons and rates by the second and the minute
    (
        "The tanker Orrin Bay was towed to Vik. Her 19 crew members were unharmed.",
        "All 21 members of the crew of the Orrin Bay were flown home from Vik.",
        "conflict",
    ),
    (
        "Each Orlo tenant may store up to 300 GB of scans.",
        "The storage quota of an Orlo tenant is 300 MB.",
        "conflict",
    ),
    # so many for each, whoever's each it is; a bare limit says nothing of what
    (
        "There is an initial limit of 250 queues per Orlo zone in Orlo Mail.",
        "Initial quota of Orlo Mail: 400 queues per zone.",
        "conflict",
    ),
    (
        "There is an initial limit of 250 queues per zone in Orlo Mail.",
        "There is an initial limit of 400 queues per tenant in Orlo Mail.",
        "",
    ),
    ("The parcels of Orlo Mail are limited to 9 kg.", "The trolleys of Orlo Mail are limited to 80 kg.", ""),
    # one aftershock and another, and the strongest of all
    ("A 2.6-magnitude aftershock shook Vik.", "An aftershock of magnitude 3.1 shook Vik.", ""),
    (
        "The strongest aftershock in Vik had a magnitude of 2.6.",
        "The strongest aftershock in Vik had a magnitude of 3.1.",
        "conflict",
    ),
    # a highest value is none of another time
    (
        "Unemployment in Norda peaked at 9.4% in February 2009.",
        "Unemployment in Norda stood at 5.1% in February 2023.",
        "",
    ),
    # one limit as a bound and as a figure
    ("A board of Orlo may have at most 60 lists.", "The maximum of lists per Orlo board is 60.", "agreement"),
    # a word that only stands elsewhere is not exchanged
    (
        "The crew of the Orrin Bay spent 19 days adrift before a trawler found them.",
        "The crew of the Orrin Bay were adrift for five weeks until a trawler found them.",
        "conflict",
    ),
    # clock times of two places may be one time; of one place they are two
    ("The Lorne mill exploded at 11:42 local time.", "The Lorne mill exploded at 12:42 p.m. local time.", "conflict"),
    ("The Lorne mill exploded at 11:42 a.m.", "The Lorne mill exploded at 09:42 UTC.", ""),
]


@pytest.mark.parametrize(("one", "other", "kind"), PAIRS)
def test_pair(one: str, other: str, kind: str) -> None:
    report = checker.check({"a.txt": f"{one}\n", "b.txt": f"{other}\n"})
    kinds = {finding.kind for finding in report.findings} - {"compatible"}
    assert kind in kinds if kind else not kinds - {"agreement"}


def test_a_denial_in_the_document_itself() -> None:
    text = (
        "Leaders of the union said that 700 barrels of acid had lain in the Brenn yard.\n\n"
        'The owner rejected the claim. "There were never 700 barrels in the Brenn yard," said its manager.\n'
    )
    report = checker.check({"a.txt": text})
    assert [finding.kind for finding in report.findings] == ["disputed"]


def test_a_restated_value_holds_wherever_its_document_gives_it() -> None:
    old = "---\ndate: 2019-03-01\n---\n\nNet income of Vexo for 2018 was EUR 12.5 million.\n"
    new = (
        "---\ndate: 2020-03-01\n---\n\n# Vexo in 2019\n\n| EUR million | 2019 | 2018 |\n| --- | --- | --- |\n"
        "| Net income | 14.1 | 11.8 |\n\n"
        "Net income of Vexo for 2018, first reported as EUR 12.5 million, was restated to EUR 11.8 million.\n"
    )
    report = checker.check({"a.md": old, "b.md": new})
    assert {finding.kind for finding in report.findings} - {"agreement"} == {"update"}


def test_the_length_of_a_river_is_not_that_of_its_neighbour() -> None:
    table = "# The Rask in numbers\n\n| Reach of the Rask | Length (km) |\n| --- | --- |\n| Whole Rask | 48.2 |\n"
    news = "The Rask carried 40 tonnes of sand in May.\n\nThe Orle, the Rask's neighbour, is 62 miles long.\n"
    report = checker.check({"a.md": table, "b.txt": news})
    assert not [finding for finding in report.findings if finding.kind == "conflict"]


DENIALS = [
    (
        "The army said that 40 prisoners were exchanged at Vik.",
        "Rebel leaders denied that any prisoner was exchanged at Vik.",
    ),
    ("The firm Arvo paid $3 million in ransom for the Orrin Bay.", "Not a dime was paid for the Orrin Bay, Arvo said."),
    ("Arvo paid a ransom of $3 million for the Orrin Bay.", "No ransom was paid for the Orrin Bay, its owner said."),
    ("Police in Lund fired 30 shots at the mill.", "Not a single shot was fired at the mill in Lund, the chief said."),
    (
        "The council of Osk paid a subsidy of 2 million euros to the Tarn mill.",
        "The council of Osk denied that any subsidy was paid to the Tarn mill.",
    ),
]


@pytest.mark.parametrize(("told", "denied"), DENIALS)
def test_a_denial_without_a_figure_disputes_one(told: str, denied: str) -> None:
    report = checker.check({"a.txt": f"{told}\n", "b.txt": f"{denied}\n"})
    assert {finding.kind for finding in report.findings} == {"disputed"}


@pytest.mark.parametrize(
    ("told", "other"),
    [
        ("The council of Osk took 40 decisions in May.", "No decision was taken on the mill of Osk in May."),
        ("Arvo paid $3 million for the Orrin Bay.", "Not a penny more than $5 million was paid for the Orrin Bay."),
        ("The army said that 40 prisoners were exchanged at Vik.", "Rebel leaders denied that the army was at Vik."),
    ],
)
def test_what_denies_no_figure(told: str, other: str) -> None:
    report = checker.check({"a.txt": f"{told}\n", "b.txt": f"{other}\n"})
    assert not {finding.kind for finding in report.findings} & {"disputed", "conflict"}
