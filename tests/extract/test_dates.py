"""Dates and clock times that are facts themselves."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date

import pytest

from checker.records import Claim, Document

Find = Callable[[Document], dict[str, Claim]]

# text, quote, subject, lemma, first day, last day
DATES = [
    ("The treaty was signed on 3 May 2019 in Oslo.", "3 May 2019", "treaty", "sign", "2019-05-03", "2019-05-03"),
    ("The bridge opened in March 2004.", "March 2004", "bridge", "open", "2004-03-01", "2004-03-31"),
    ("Arvo Ltd, founded in 1987, makes pumps.", "1987", "Arvo Ltd", "found", "1987-01-01", "1987-12-31"),
    ("The ship will be launched on 9 June 2024.", "9 June 2024", "ship", "launch", "2024-06-09", "2024-06-09"),
]


# text, quote, subject, lemma; the year of a day without one is that of the document, 20 October 2031
ACTS = [
    ("Olvera Foods halted production of the spread on October 11.", "October 11", "spread", "end"),
    ("The spread was recalled in two countries on 3 March 2031.", "3 March 2031", "spread", "recall"),
    ("John Miller was killed in a gunfight on March 29, 2031.", "March 29, 2031", "John Miller", "die"),
    ("The Tern 5 was unveiled on 2 August 2031.", "2 August 2031", "Tern 5", "unveil"),
    ("The Tern 5 goes on sale on 19 August.", "19 August", "Tern 5", "release"),
    ("The law took effect on 1 July 2029.", "1 July 2029", "law", "effect"),
    ("The fossils were found in southern Chile in 2013.", "2013", "fossils", "discover"),
    ("The ministry declared a cholera outbreak on July 15, 2031.", "July 15, 2031", "cholera outbreak", "declare"),
    ("Work on the tunnel began in March 2027.", "March 2027", "tunnel", "begin"),
    ("Shareholders approved the merger at a meeting on Dec. 13, 2030.", "Dec. 13, 2030", "merger", "approve"),
    ("The opening of the bridge on 18 March 2030 was brief.", "18 March 2030", "bridge", "open"),
    ("- Founded: 1987", "1987", None, "found"),
    ("- Groundbreaking 18 March 2027; opened 18 March 2031", "18 March 2031", None, "open"),
]


@pytest.mark.parametrize(("text", "quote", "subject", "lemma"), ACTS)
def test_day_of_an_act(
    claims_in: Find, lines: Callable[..., Document], text: str, quote: str, subject: str | None, lemma: str
) -> None:
    claim = claims_in(lines([text], date="2031-10-20"))[quote]
    assert (claim.subject.text if claim.subject else None, claim.attribute_lemmas) == (subject, (lemma,))
    assert (claim.quantity.form, claim.modality) == ("date", "asserted")


def test_row_heads_tell_acts(claims_in: Find, table: Callable[..., Document]) -> None:
    rows = [["Key", "Value"], ["Construction start", "March 18, 2017"], ["Opened", "2021"], ["Date", "4 May 2020"]]
    claims = claims_in(table(rows))
    told = {quote: claim.attribute_lemmas for quote, claim in claims.items() if claim.quantity.form == "date"}
    assert told == {"March 18, 2017": ("begin",), "2021": ("open",)}


def test_a_day_that_is_set_is_planned(claims_in: Find, lines: Callable[..., Document]) -> None:
    text = "The Orlo bridge is nearly done. Its opening is slated for March 18, 2032."
    claim = claims_in(lines([text], date="2031-10-20"))["March 18, 2032"]
    assert claim.subject is not None
    assert (claim.subject.text, claim.attribute_lemmas, claim.modality) == ("Orlo bridge", ("open",), "planned")


@pytest.mark.parametrize(("text", "quote", "subject", "lemma", "low", "high"), DATES)
def test_date_fact(
    claims_in: Find,
    lines: Callable[..., Document],
    text: str,
    quote: str,
    subject: str,
    lemma: str,
    low: str,
    high: str,
) -> None:
    claim = claims_in(lines([text]))[quote]
    days = [date.fromordinal(int(number)).isoformat() for number in (claim.quantity.low, claim.quantity.high)]
    assert days == [low, high]
    assert claim.subject is not None
    assert (claim.subject.text, claim.attribute_lemmas) == (subject, (lemma,))
    assert (claim.quantity.unit, claim.quantity.form) == ("date", "date")


# text, quote, minutes after midnight, unit
CLOCKS = [
    ("The quake struck Lima at 07:37 UTC on Friday.", "07:37 UTC", 457, "clock"),
    ("The tremor hit at 2:09 a.m. local time.", "2:09 a.m. local time", 129, "clock_here"),
    ("At about 03:10 local time it derailed in the town of Pukhra.", "03:10 local time", 190, "clock_here"),
    ("The quake struck around 3 a.m. on Friday.", "3 a.m.", 150, "clock_local"),
]


@pytest.mark.parametrize(("text", "quote", "minute", "unit"), CLOCKS)
def test_clock_fact(
    claims_in: Find, lines: Callable[..., Document], text: str, quote: str, minute: int, unit: str
) -> None:
    claim = claims_in(lines([text]))[quote]
    assert (int(claim.quantity.low), claim.quantity.unit) == (minute, unit)
    assert claim.event is not None


# text, quote, subject, lemma
DEEDS = [
    ("Alert Level 4 was raised at 5:30 PM on 12 January.", "5:30 PM", "Alert Level", "raise"),
    ("The ceremony starts at 6:30 p.m. local time.", "6:30 p.m. local time", "ceremony", "begin"),
]


@pytest.mark.parametrize(("text", "quote", "subject", "lemma"), DEEDS)
def test_clock_of_a_deed(
    claims_in: Find, lines: Callable[..., Document], text: str, quote: str, subject: str, lemma: str
) -> None:
    claim = claims_in(lines([text]))[quote]
    assert claim.subject is not None
    assert (claim.subject.text, claim.attribute_lemmas, claim.event) == (subject, (lemma,), None)


def test_a_time_in_brackets_restates_it_in_another_zone(claims_in: Find, lines: Callable[..., Document]) -> None:
    claims = claims_in(lines(["The quake struck at 15:15 local time (09:45 GMT) on Monday."]))
    assert claims["09:45 GMT"].pair == claims["15:15 local time"].id


# no fact: the day of writing, a period, the day that tells which event it is
NONE = [
    "The shop opened on Tuesday.",
    "The museum has been closed since 2015.",
    "A quake struck the coast in June 2012.",
    "Sales grew in March 2004.",
    "The office shuts at 5 p.m. on Fridays.",
    "Forty guards were killed on 14 February 2031 in the raid.",
    "The plan for the attack in February 2031 was found on a disk.",
    "The firm announced on 2 September 2031 that it was sorry.",
    "He was found guilty on 4 May 2031.",
    "The blast was heard between 07:28 and 08:06 UTC.",
    "The mayor said at 5 p.m. that nobody was hurt.",
]


@pytest.mark.parametrize("text", NONE)
def test_no_date_fact(claims_in: Find, lines: Callable[..., Document], text: str) -> None:
    assert not [one for one in claims_in(lines([text])).values() if one.quantity.form in ("date", "clock")]


def test_planned_date_is_planned(claims_in: Find, lines: Callable[..., Document]) -> None:
    claims = claims_in(lines(["The ship will be launched on 9 June 2024."]))
    assert claims["9 June 2024"].modality == "planned"
