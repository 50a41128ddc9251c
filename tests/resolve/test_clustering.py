"""Names of a corpus -> subjects: documents of each name -> which names are one."""

from __future__ import annotations

import random

import pytest

from checker.resolve.clustering import find_subjects


def groups(
    names: dict[str, str],
    aliases: dict[str, str] | None = None,
    never: frozenset[tuple[str, str]] = frozenset(),
    labels: dict[str, str] | None = None,
) -> set[frozenset[str]]:
    """Return which names were joined; `names` gives the letters of the documents of each."""
    documents = {name: tuple(letters) for name, letters in names.items()}
    ids, subjects = find_subjects(documents, aliases, never, labels=labels)
    assert sorted(ids) == sorted(names)
    assert sorted(name for subject in subjects for name in subject.names) == sorted(names)
    assert all(ids[name] == subject.id for subject in subjects for name in subject.names)
    return {frozenset(subject.names) for subject in subjects if len(subject.names) > 1}


ONE = [  # names with their documents, which are all one
    ("case and article", {"The Selmer Bridge": "a", "Selmer bridge": "b", "SELMER BRIDGE": "c"}),
    ("legal suffix", {"Nordvik Inc.": "a", "Nordvik": "b", "Nordvik, Inc": "c"}),
    ("possessive", {"Nordvik's": "a", "Nordvik": "b"}),
    ("accents", {"Łódź Mill": "a", "Lodz Mill": "b"}),
    ("hyphen", {"Ras-Tanura": "a", "Ras Tanura": "b", "Rastanura": "c"}),
    ("country", {"U.S.": "a", "US": "b", "United States": "c", "American": "d", "the United States of America": "e"}),
    ("demonym", {"Britain": "a", "UK": "b", "British": "c"}),
    ("misspelling", {"Lindqvist Dam": "a", "Lindquist Dam": "b"}),
    ("misspelling of a name met often", {"Calder Tower": "abcdefghij", "Carder Tower": "klm"}),
    ("two transcriptions met often", {"Kharlovka": "abcdef", "Harlovka": "ghijk"}),
    ("acronym", {"National Tide Survey": "ab", "NTS": "bc"}),
    ("acronym with of", {"Register of Open Tides": "a", "ROOT": "a"}),
    ("acronym with suffix", {"Harbour Glass Manufacturing Company": "a", "HGMC": "a"}),
    ("surname", {"Anna Bergdal": "a", "Bergdal": "a", "Ms Bergdal": "a"}),
    ("title and surname", {"President Solveig Okoro-Lind": "a", "President Lind": "a"}),
    ("head of an organisation", {"Meridian Power Holdings": "ab", "Meridian": "a", "Meridian Power": "b"}),
    ("storm", {"Hurricane Mirabel": "a", "Mirabel": "a"}),
    ("word that is a form of address too", {"Hon Tarn": "a", "HON TARN": "b"}),
    ("coined word", {"Arvo LedgerDB": "a", "LedgerDB": "bc"}),
    ("two words that begin an organisation", {"Ultra Tarn Computer Inc.": "a", "Ultra Tarn": "abcd", "Ultratarn": "e"}),
    ("words run together", {"Nano Forge": "a", "NanoForge": "b"}),
    ("numeral", {"Castor II": "a", "Castor 2": "b"}),
]


@pytest.mark.parametrize(("names"), [row[1] for row in ONE], ids=[row[0] for row in ONE])
def test_names_of_one_thing_are_one_subject(names: dict[str, str]) -> None:
    assert groups(names) == {frozenset(names)}


APART = [
    ("digits", {"Harbour Unit 3": "a", "Harbour Unit 4": "b"}),
    ("revision", {"Lantern Board A": "a", "Lantern Board B": "b"}),
    ("direction", {"North Selmer": "a", "South Selmer": "b", "Selmer": "ab"}),
    ("shared surname", {"Anna Bergdal": "a", "Otto Bergdal": "b"}),
    ("surname that fits two", {"Anna Bergdal": "a", "Otto Bergdal": "a", "Bergdal": "a"}),
    ("surname in other documents", {"Anna Bergdal": "a", "Bergdal": "b"}),
    ("surname mostly in other documents", {"Anna Bergdal": "a", "Bergdal": "abcd"}),
    ("acronym that fits two", {"National Tide Survey": "a", "Northern Timber Society": "a", "NTS": "a"}),
    ("acronym in other documents", {"National Tide Survey": "a", "NTS": "b"}),
    ("acronym of two letters", {"Tide Survey": "a", "TS": "a"}),
    ("town and part of its name", {"Port Selm": "a", "Selm": "a"}),
    ("place of two words", {"Bandar Kulo": "a", "Kulo": "a"}),
    ("university and its town", {"University of Kulo": "a", "Kulo": "a"}),
    ("product and maker", {"Lantern Watch": "a", "Lantern": "a"}),
    ("name that opens like a form of address", {"Don Vale": "a", "Hon Vale": "b"}),
    ("two coined words of one maker", {"Arvo LedgerDB": "a", "Arvo QueueDB": "a", "Arvo": "a"}),
    ("organisation and its first word elsewhere", {"Tarn Computer Inc.": "a", "Tarn": "bcd"}),
    ("generic words", {"the company": "a", "The Firm": "b", "Government": "c", "the bank": "d"}),
    ("generic word and name", {"Meridian Bank": "a", "the Bank": "a"}),
    ("two countries", {"Niger": "a", "Nigeria": "b", "Austria": "a", "Australia": "b"}),
    ("country and its south", {"South Korea": "a", "North Korea": "b"}),
    ("country and company", {"British": "a", "the British company": "a"}),
    ("two spellings in one document", {"Calder Tower": "a", "Carder Tower": "a"}),
    ("pronoun", {"us": "a", "US": "a"}),
    ("two names met often", {"Calder Tower": "abcde", "Carder Tower": "fghi"}),
]


@pytest.mark.parametrize(("names"), [row[1] for row in APART], ids=[row[0] for row in APART])
def test_names_of_two_things_stay_apart(names: dict[str, str]) -> None:
    assert groups(names) == set()


def test_definitions_join_names_that_share_no_letter() -> None:
    names = {"Meridian Power": "a", "the Utility": "a", "MPX": "b"}
    assert groups(names, {"MPX": "Meridian Power", "the Utility": "Meridian Power"}) == {frozenset(names)}


def test_a_generic_definition_holds_in_its_one_document_only() -> None:
    names = {"Meridian Power": "a", "the Company": "ab"}
    assert groups(names, {"the Company": "Meridian Power"}) == set()


def test_two_names_defined_for_a_third_that_occurs_nowhere_are_one() -> None:
    assert groups({"MPX": "a", "Meridian": "b"}, {"MPX": "Meridian Group", "Meridian": "Meridian Group"}) == {
        frozenset({"MPX", "Meridian"})
    }


@pytest.mark.parametrize("pair", [("Lindqvist Dam", "Lindquist Dam"), ("the Lindquist Dam", "Lindqvist Dam")])
def test_never_pairs_stay_apart_in_either_order(pair: tuple[str, str]) -> None:
    assert groups({"Lindqvist Dam": "a", "Lindquist Dam": "b"}, never=frozenset({pair})) == set()


def test_never_pairs_hold_through_a_third_name() -> None:
    names = {"Meridian Power": "a", "Selmer Works": "a", "MPX": "a"}
    never = frozenset({("Meridian Power", "Selmer Works")})
    joined = groups(names, {"MPX": "Meridian Power", "Selmer Works": "MPX"}, never)
    assert joined
    assert all(not {"Meridian Power", "Selmer Works"} <= group for group in joined)


def test_a_label_says_who_goes_by_a_surname() -> None:
    names = {"Kelechi Bandarul": "a", "Bandarul": "a"}
    assert groups(names) == set()
    assert groups(names, labels={"Kelechi Bandarul": "PERSON"}) == {frozenset(names)}
    assert groups({"Grace Harbourne": "a", "Harbourne": "a"}, labels={"Grace Harbourne": "GPE"}) == set()


def test_weak_links_do_not_chain() -> None:
    chain = ["Kalverston Reach", "Kalvarston Reach", "Kalvarsten Reach", "Kolvarsten Reach", "Kolvarsten Roach"]
    found = groups(dict(zip(chain, "abcde", strict=True)))
    assert found
    assert all(not {chain[0], chain[-1]} <= group for group in found)


def test_merges_say_why_and_how_surely() -> None:
    names = {"National Tide Survey": ("a",), "NTS": ("a",), "National Tide Survay": ("b",), "the NTS": ("a",)}
    _, (subject,) = find_subjects(names)
    reasons = {(merge.a, merge.b, merge.how) for merge in subject.merges}
    assert reasons == {
        ("NTS", "the NTS", "exact"),
        ("National Tide Survay", "National Tide Survey", "fuzzy"),
        ("NTS", "National Tide Survay", "acronym"),
    }
    assert all(85 <= merge.score <= 100 for merge in subject.merges)
    assert subject.name in ("National Tide Survey", "National Tide Survay")


def test_the_order_of_names_and_documents_changes_nothing() -> None:
    names = {name: tuple(letters) for _, row in ONE + APART for name, letters in row.items()}
    expected = find_subjects(names)
    shuffled = list(names.items())
    random.Random(4).shuffle(shuffled)
    assert find_subjects({name: tuple(reversed(letters)) for name, letters in shuffled}) == expected


def test_nothing_gives_nothing() -> None:
    assert find_subjects({}) == ({}, ())
    ids, (subject,) = find_subjects({"—": ("a",)})
    assert ids == {"—": subject.id}
