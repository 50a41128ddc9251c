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
]


@pytest.mark.parametrize(("text", "quote", "minute", "unit"), CLOCKS)
def test_clock_fact(
    claims_in: Find, lines: Callable[..., Document], text: str, quote: str, minute: int, unit: str
) -> None:
    claim = claims_in(lines([text]))[quote]
    assert (int(claim.quantity.low), claim.quantity.unit) == (minute, unit)
    assert claim.event is not None


# no fact: the day of writing, a period, the day that tells which event it is
NONE = [
    "The shop opened on Tuesday.",
    "The museum has been closed since 2015.",
    "A quake struck the coast in June 2012.",
    "Sales grew in March 2004.",
    "The office shuts at 5 p.m. on Fridays.",
]


@pytest.mark.parametrize("text", NONE)
def test_no_date_fact(claims_in: Find, lines: Callable[..., Document], text: str) -> None:
    assert not [one for one in claims_in(lines([text])).values() if one.quantity.form in ("date", "clock")]


def test_planned_date_is_planned(claims_in: Find, lines: Callable[..., Document]) -> None:
    claims = claims_in(lines(["The ship will be launched on 9 June 2024."]))
    assert claims["9 June 2024"].modality == "planned"
