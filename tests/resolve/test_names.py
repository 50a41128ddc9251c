"""Canonical names: surface -> key, and what is kept apart."""

from __future__ import annotations

import csv

import pytest

from checker import resources
from checker.resolve.names import fold, is_generic, may_be_one, read_name, singular
from checker.resolve.scoring import score_variants

KEYS = [
    ("The Meridian Power Co., Ltd.", "meridian power"),
    ("MERIDIAN POWER", "meridian power"),
    ("Meridian Power's", "meridian power"),
    ("Meridian Power’s", "meridian power"),
    ("Nordvik S.p.A.", "nordvik"),
    ("Nordvik GmbH & Co. KG", "nordvik"),
    ("Dr. J. K. Lindqvist", "jk lindqvist"),
    ("J.K. Lindqvist", "jk lindqvist"),
    ("Mrs Okafor", "okafor"),
    ("Vice President Anna Berg", "anna berg"),
    ("General Motors", "general motors"),  # no rank
    ("King County", "king county"),
    ("Ras-Tanura", "ras tanura"),
    ("Škoda Łódź", "skoda lodz"),
    ("Harbour & Sons", "harbour and sons"),
    ("World War II", "world war 2"),
    ("Unit 3", "unit 3"),
    ("Xi Lanting", "xi lanting"),  # no numeral
    ("O'Hara", "o hara"),
    ("the earthquakes", "earthquake"),
    ("a country’s exports", "country export"),
    ("U.S.", "united states"),
    ("US", "united states"),
    ("the Americans", "united states"),
    ("Britain", "united kingdom"),
    ("British", "united kingdom"),
    ("Côte d’Ivoire", "ivory coast"),
    ("The Netherlands", "netherlands"),
    ("ICELAND", "iceland"),
    ("U.S. Tide Office", "united states tide office"),
    ("US Tide Office", "united states tide office"),
    ("the Swedish company", "swedish company"),
    ("the UK company", "united kingdom company"),
    ("us", "us"),
    ("", ""),
    ("—", ""),
]


@pytest.mark.parametrize(("surface", "key"), KEYS, ids=[row[0] or "empty" for row in KEYS])
def test_a_surface_form_has_one_key(surface: str, key: str) -> None:
    assert read_name(surface).key == key


@pytest.mark.parametrize("surface", ["Company", "the government", "The Banks", "its plant", "They", "Officials"])
def test_a_common_noun_alone_is_generic(surface: str) -> None:
    assert is_generic(surface)


@pytest.mark.parametrize("surface", ["Meridian", "NATO", "Power Plant Nine", "Iceland", "Anna Berg"])
def test_a_name_is_not_generic(surface: str) -> None:
    assert not is_generic(surface)


# pairs that are written alike and are two things
APART = [
    ("Harbour Unit 3", "Harbour Unit 4"),
    ("Harbour Unit A", "Harbour Unit B"),
    ("Lantern 2.1 Server", "Lantern 2.2 Server"),
    ("Castor II Reactor", "Castor III Reactor"),
    ("North Selmer Province", "South Selmer Province"),
    ("Upper Selmer Valley", "Lower Selmer Valley"),
    ("First Selmer Division", "Third Selmer Division"),
    ("Selmer Import Council", "Selmer Export Council"),
    ("Stable Isotope Register", "Unstable Isotope Register"),
    ("Anna Bergstrom", "Otto Bergstrom"),
    ("Martin Bergstrom", "Marvin Bergstrom"),
    ("Daniel Bergstrom", "Daniela Bergstrom"),
    ("Bank of Austria", "Bank of Australia"),
    ("Slovak Glass Union", "Slovene Glass Union"),
    ("Andrea", "Andreas"),
    ("Selmer", "Selma"),
    ("Selmer C++", "Selmer C#"),
    ("Senior Officers' Union", "Junior Officers' Union"),
    ("the mission", "the emission"),
]


@pytest.mark.parametrize(("a", "b"), APART, ids=[f"{a} | {b}" for a, b in APART])
def test_two_things_never_score(a: str, b: str) -> None:
    assert score_variants(read_name(a), read_name(b)) == 0
    assert score_variants(read_name(b), read_name(a)) == 0


TOGETHER = [
    ("Lindqvist Dam", "Lindquist Dam"),
    ("Otto Bergmann", "Otto Bergman"),
    ("Mohammed Rahim", "Mohamed Rahim"),
    ("Ras Tanura", "Rastanura"),
    ("Meridien Power", "Meridian Power"),
    ("Transgaribaldi Tunnel", "Transgarabaldi Tunnel"),
    ("Khartun Sugar Works", "Hartun Sugar Works"),
    ("3rd Selmer Division", "Third Selmer Division"),
]


@pytest.mark.parametrize(("a", "b"), TOGETHER[:-1], ids=[f"{a} | {b}" for a, b in TOGETHER[:-1]])
def test_spellings_of_one_name_score_ninety_or_more(a: str, b: str) -> None:
    assert 90 <= score_variants(read_name(a), read_name(b)) <= 100


def test_a_numbered_and_a_spelled_ordinal_are_one_mark() -> None:
    one, other = (read_name(surface) for surface in TOGETHER[-1])
    assert one.marks == other.marks == {"third"}
    assert may_be_one(one, other)


@pytest.mark.parametrize(
    ("word", "single"),
    [("earthquakes", "earthquake"), ("cities", "city"), ("boxes", "box"), ("species", "species"), ("class", "class"),
     ("bus", "bus"), ("gas", "gas"), ("analysis", "analysis"), ("news", "news")],
)  # fmt: skip
def test_plurals_lose_their_ending(word: str, single: str) -> None:
    assert singular(word) == single


SOUNDS = [("muhammad", "muhamad"), ("qadir", "kadir"), ("khan", "han"), ("filip", "philip")]


@pytest.mark.parametrize(("a", "b"), SOUNDS)
def test_transcriptions_fold_alike(a: str, b: str) -> None:
    assert fold(a) == fold(b)


def test_every_country_is_found_by_each_of_its_names_and_no_name_has_two_countries() -> None:
    path = resources.package_file("resolve", "lexicon", "countries.csv")
    owners: dict[str, str] = {}
    with path.open(encoding="utf-8", newline="") as file:
        for row in csv.DictReader(file):
            for name in filter(None, (row["country"], *row["demonyms"].split("|"), *row["aliases"].split("|"))):
                key = read_name(name).country
                assert key, name
                assert key == read_name(row["country"]).country, name
                assert owners.setdefault(name.lower(), row["country"]) == row["country"]
    assert len(set(owners.values())) > 190
