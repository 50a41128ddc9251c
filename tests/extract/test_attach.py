"""What a figure measures and whose it is: text, figure -> subject, attribute lemmas."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from checker.records import Claim, Document

# text, figure, attribute lemmas that must be there, subject ("" where any will do)
CASES = [
    ("The council imposed a temporary 12% levy on imported steel.", "12%", "levy", "council"),
    ("FetchRows: 80 rows, 12 MB. PutRows: 25 requests.", "25 requests", "request", "PutRows"),
    ("FetchRows: 80 rows, 12 MB. PutRows: 25 requests.", "80 rows", "row", "FetchRows"),
    ("Initial quota: 2,500 tables per region.", "2,500 tables", "quota table", ""),
    ("Arvo LedgerDB keeps 40 copies of a file.", "40 copies", "keep copy", "Arvo LedgerDB"),
    ("Request headers have a total limit of 24 KB.", "24 KB", "limit header", "Request headers"),
    ("Mirror indexes are limited to 20 per table.", "20", "limit index", "Mirror indexes"),
    ("Maximum of 5 Global Mirror Indexes per table.", "Maximum of 5 Global Mirror Indexes", "index", ""),
    ("Tarn is propped up by $14 million in loans.", "$14 million", "loan", "Tarn"),
    ("The mill, with $14 million in debt, sells flour.", "$14 million", "debt", "mill"),
    ("Tarn, propped up by $14 million in aid, sells flour.", "$14 million", "aid", "Tarn"),
    ("The island's exports to Japan face a tariff of 15%.", "15%", "tariff", ""),
    ("Acme Corp is investing $3 billion to build plants in Ohio.", "$3 billion", "invest", "Acme Corp"),
    ("The mudslide killed six people and buried a school.", "six people", "kill person", "mudslide"),
    ("A storm hit the coast, killing nine people and injuring 40.", "nine people", "kill person", "storm"),
    ("Four hikers were injured in the avalanche.", "Four hikers", "injure hiker", "avalanche"),
    ("The flood left 14 dead in the valley.", "14", "dead", "flood"),
    ("A strong 5.8-magnitude quake shook Lima.", "5.8", "magnitude", "quake"),
    ("The magnitude 5.8 quake struck before dawn.", "5.8", "magnitude", "quake"),
    ("An earthquake of magnitude 5.8 woke the city.", "5.8", "magnitude", "earthquake"),
    ("The quake struck at a depth of just 8 km.", "8 km", "depth", "quake"),
    ("The quake hit 20 km (12 miles) south of Porto.", "20 km", "distance", "quake"),
    ("The dam is 88 m tall and holds a large lake.", "88 m", "height", "dam"),
    ("The Vik Bridge weighs 9,000 tonnes.", "9,000 tonnes", "weight", "Vik Bridge"),
    ("Ravi Tower has a height of 310 metres.", "310 metres", "height", "Ravi Tower"),
    ("The tunnel, which opened last year, is 14 km long.", "14 km", "length", "tunnel"),
    ("The lake lies 300 m above sea level.", "300 m", "elevation", "lake"),
    ("The city's population reached 2.4 million in 2020.", "2.4 million", "population", "city"),
    ("Peru produces more than half of the world's silver.", "half", "silver", "Peru"),
    ("More than 60% of the valley's exports to Chile are fruit.", "60%", "export fruit", "valley"),
    ("The net debt stood at $4 billion.", "$4 billion", "debt", ""),
    ("The company had $3.5 billion of loans outstanding.", "$3.5 billion", "loan", "company"),
    ("Revenue rose to $5.2 billion.", "$5.2 billion", "revenue", ""),
    ("Acme raised its dividend to 22 cents a share.", "22 cents", "dividend", "Acme"),
    ("Six more bodies were found, bringing the death toll to 31.", "31", "toll", ""),
    ("A 300-employee firm in Lyon won the contract.", "300", "employee", "firm"),
    ("The firm employs 4,500 people in Spain.", "4,500 people", "employ person", "firm"),
    ("The bank, which has 900 branches, opened in Oslo.", "900 branches", "branch", "bank"),
    ("Helva spent $30 million on research.", "$30 million", "spend", "Helva"),
    ("The fund owns a 12% stake in Arvo.", "12%", "stake", "fund"),
    ("The boiling point of the liquid is 78 degrees Celsius.", "78", "point", "liquid"),
    ("The default timeout is 30 seconds.", "30 seconds", "timeout", ""),
    ("In 1999 a quake triggered a tsunami that killed 400 people.", "400 people", "kill person", "tsunami"),
    ("The obligation includes $3 million committed by Arvo in May.", "$3 million", "commit", "Arvo"),
    ("The chip needs one quarter the power of older models.", "one quarter", "power", "chip"),
    ("Prices were 4% higher than a year earlier.", "4%", "price", ""),
    ("The crates must not be larger than 5 cubic metres.", "5 cubic metres", "size", ""),
    ("Some 40 people are thought to have drowned.", "40 people", "drown person", ""),
    ("The storm left 16 others trapped in a cellar.", "16 others", "trap", "storm"),
    ("Four boats that were damaged in the storm have sunk.", "Four boats", "damage boat", "storm"),
    ("Ninety parcels were given to the families.", "Ninety parcels", "give parcel", ""),
    ("Sixteen guards were on the bridge.", "Sixteen guards", "bridge guard", ""),
    ("Hotel group Arvo is now worth more than 6 billion euros.", "6 billion euros", "value", "Arvo"),
    ("Helva raised its sales outlook to $4 billion.", "$4 billion", "sale", "Helva"),
    ("The board foresees 13% sales growth.", "13%", "growth", ""),
    ("Helva is selling plants with sales of 2 million euros.", "2 million euros", "sale", "plants"),
    ("Two towers are 90 metres high.", "90 metres", "height", "towers"),
    ("One mast of the ship is 40 metres long.", "40 metres", "length", "mast"),
    ("At 76 tons, the Korva whale was the heaviest animal of the museum.", "76 tons", "weight", ""),
    ("At 2,310 metres, Mount Korvath is the highest peak of the range.", "2,310 metres", "height", "Mount Korvath"),
    ("The reef measured more than 115 ft from end to end.", "115 ft", "length", "reef"),
    ("The lake measures 14 km in length and 3 km in width.", "3 km", "width", "lake"),
    ("A batch may not run longer than 15 minutes.", "15 minutes", "duration", "batch"),
    ("Ministers opened the $2.8-billion Ardel bridge on Friday.", "$2.8-billion", "cost", "Ardel bridge"),
    ("The 3 billion euro merger of Alto and Bren was called off.", "3 billion euro", "value", ""),
    ("The firm took out a $5 million loan.", "$5 million", "loan", "firm"),
    ("9 dead, 18 hurt in dockside gang shooting", "9", "dead", "gang shooting"),
    ("The count found 94 who are missing.", "94", "miss", ""),
    ("Some 14 of the 40 guests were hurt.", "40 guests", "guest", ""),
    ("The two groups together employ 380,000 people.", "380,000 people", "employ person", "groups"),
    ("There were 12 deaths in the county, the ministry said.", "12 deaths", "death", ""),
    ("Sailors spent 41 days adrift in the gulf.", "41 days", "adrift", "Sailors"),
    ("Diluted net income per share of $0.41 beat forecasts.", "$0.41", "eps", ""),
    ("At the end of 2023 Lodmoor Foundry had 412 fitters.", "412 fitters", "fitter", "Lodmoor Foundry"),
]


@pytest.mark.parametrize(("text", "figure", "lemmas", "subject"), CASES)
def test_attribute_and_subject(
    claim_in: Callable[..., Claim], text: str, figure: str, lemmas: str, subject: str
) -> None:
    claim = claim_in(text, figure)
    assert set(lemmas.split()) <= {*claim.attribute_lemmas}
    if subject:
        assert claim.subject is not None
        assert claim.subject.text == subject


# text, figure, subject, words of how it was found
RESOLVED = [
    ("Arvo Ltd makes pumps in Turku.\nIt employs 900 people.", "900 people", "Arvo Ltd", "sentence before"),
    ("Arvo Ltd said it would hire 60 engineers.", "60 engineers", "Arvo Ltd", "subject before"),
    ("The U.S. side is seeking a quota of 40%.", "40%", "U.S.", "acts for"),
    ("Arvo Ltd makes pumps.\nThe company has 12 plants.", "12 plants", "Arvo Ltd", "the company"),
    ("Malta lies south of Sicily.\nThe island has 520,000 inhabitants.", "520,000", "Malta", "the island"),
    ("Arvo pledged to spend $40 million in Peru. This figure includes $9 million for roads.", "$9 million", "Arvo",
     "this figure"),
    ("The dam opened in May, engineers say. It is 1,200 metres long.", "1,200 metres", "dam", "sentence before"),
    ("Divers in Peru have filmed a new whale. It weighed 85 tonnes.", "85 tonnes", "new whale", "sentence before"),
    ("The dam was finished in 1994. It is 87 metres high. It holds 240 million tonnes.", "240 million", "dam",
     "sentence before"),
    ("Visitors have come to the Orland museum since it opened in 1965.", "1965", "Orland museum", "told of before"),
    ("Bones of a giant whale have been found, divers say. It was 30 metres long.", "30 metres", "giant whale",
     "sentence before"),
]  # fmt: skip


@pytest.mark.parametrize(("text", "figure", "subject", "how"), RESOLVED)
def test_subject_is_resolved(claim_in: Callable[..., Claim], text: str, figure: str, subject: str, how: str) -> None:
    claim = claim_in(text, figure)
    assert claim.subject is not None
    assert (claim.subject.text, how in claim.subject.how) == (subject, True)


def test_a_unit_narrows_nothing(claim_in: Callable[..., Claim]) -> None:
    assert "kwh" not in claim_in("The van comes with a 58 kWh battery.", "58 kWh").modifiers


def test_plural_description_is_no_one_name(claim_in: Callable[..., Claim]) -> None:
    claim = claim_in("Arvo Group and Tern Bank met.\nThe banks employ 900 people.", "900 people")
    assert claim.subject is not None
    assert claim.subject.text == "banks"


def test_speaker_is_not_the_subject(claim_in: Callable[..., Claim]) -> None:
    claim = claim_in("There were no deaths in the valley, the ministry said.", "no deaths")
    assert claim.subject is None or claim.subject.text != "ministry"
    assert claim.speaker is not None


def test_description_of_another_sort_is_left_alone(claim_in: Callable[..., Claim]) -> None:
    claim = claim_in("Arvo Ltd makes pumps.\nThe ministry paid 30 million euros.", "30 million euros")
    assert claim.subject is not None
    assert claim.subject.text == "ministry"


# text, figure, words of a scope phrase
SCOPES = [
    ("The storm killed nine people in Lima province.", "nine people", "in Lima province"),
    ("Some 65% of traffic to Peru was lost.", "65%", "of traffic"),
    ("The council imposed a 12% levy on steel.", "12%", "on steel"),
    ("The quake hit 20 km south of Porto.", "20 km", "of Porto"),
    ("Losses of 41 percent in Peru and 37 percent in Chile were seen.", "37 percent", "in Chile"),
    ("Nine tags are allowed per table (Lund and Vik: 20).", "20", "Lund and Vik"),
]


@pytest.mark.parametrize(("text", "figure", "scope"), SCOPES)
def test_scope(claim_in: Callable[..., Claim], text: str, figure: str, scope: str) -> None:
    assert scope in {phrase.text for phrase in claim_in(text, figure).scope}


def test_place_of_another_figure_is_no_scope(claim_in: Callable[..., Claim]) -> None:
    claim = claim_in("The virus killed 12 people in Lyon and 30 people in Nice.", "12 people")
    assert [phrase.text for phrase in claim.scope] == ["in Lyon"]


def test_conversion_is_paired(claims_in: Callable[..., dict[str, Claim]], lines: Callable[..., Document]) -> None:
    claims = claims_in(lines(["The trail is 34 miles (55 km) long."]))
    assert claims["55 km"].pair == claims["34 miles"].id
    assert claims["55 km"].attribute_lemmas == claims["34 miles"].attribute_lemmas


def test_count_in_parenthesis_is_no_conversion(
    claims_in: Callable[..., dict[str, Claim]], lines: Callable[..., Document]
) -> None:
    claims = claims_in(lines(["The ferry carried 90 passengers (12 children)."]))
    assert all(not claim.pair for claim in claims.values())


# text, figure, event class, year
EVENTS = [
    ("The 2004 flood killed 80 people.", "80 people", "flood", "2004"),
    ("In 1999 a storm triggered a flood that killed 400 people.", "400 people", "flood", "1999"),
    ("A quake that struck in 2010 injured 90 people.", "90 people", "earthquake", "2010"),
    ("The storm on Monday killed 12 people.", "12 people", "storm", ""),
    ("In 2009 a blast wrecked the plant.\nThe blast killed 14 workers.", "14 workers", "explosion", "2009"),
    ("The 2016 flood killed 80 people; this week's flood has killed 12.", "12", "flood", ""),
    ("It recalls the flood near Lund in May 2010, in which 148 people died.", "148 people", "flood", "2010"),
]


@pytest.mark.parametrize(("text", "figure", "kind", "year"), EVENTS)
def test_event_and_its_year(claim_in: Callable[..., Claim], text: str, figure: str, kind: str, year: str) -> None:
    claim = claim_in(text, figure)
    assert claim.event is not None
    assert (claim.event.label, claim.event_year) == (kind, year)


def test_offsets_are_the_figure(claims_in: Callable[..., dict[str, Claim]], lines: Callable[..., Document]) -> None:
    document = lines(["# Arvo in 2020", "The firm sold 30 pumps for $2 million.", "- Staff: 90"])
    for quote, claim in claims_in(document).items():
        assert document.text[claim.quantity.start : claim.quantity.end] == quote
        assert claim.sentence_start <= claim.start < claim.end <= claim.sentence_end
        for phrase in claim.evidence:
            assert phrase.start < 0 or phrase.text.split()[0] in document.text[phrase.start :]


def test_words_leave_figures_and_times_out(claim_in: Callable[..., Claim]) -> None:
    claim = claim_in("The brewery sold 40 litres of beer for $300 in 2019.", "$300")
    assert claim.words == ("brewery", "sell", "beer")


# figures that count nothing of the world
HOLLOW = [
    "One driver, Tom Reed, said the road was dry.",
    "What failed was the whole system and not one pump.",
    "Five things to know about the merger.",
]


@pytest.mark.parametrize("text", HOLLOW)
def test_mere_words_make_no_claim(
    claims_in: Callable[..., dict[str, Claim]], lines: Callable[..., Document], text: str
) -> None:
    assert claims_in(lines([text])) == {}


def test_what_others_expect_is_what_was_said_before(
    claims_in: Callable[..., dict[str, Claim]], lines: Callable[..., Document]
) -> None:
    claims = claims_in(lines(["Helva posted a profit of $1.53 million. Analysts had expected $1.17 million."]))
    assert claims["$1.17 million"].attribute_lemmas == ("profit",)


def test_words_of_degree_narrow_a_count(claim_in: Callable[..., Claim]) -> None:
    assert "badly" in claim_in("Around 40 people are badly hurt.", "40 people").modifiers
    assert "seriously" in claim_in("About 90 people were hurt, 20 of them seriously.", "20").modifiers


def test_a_bound_in_brackets_is_no_conversion(
    claims_in: Callable[..., dict[str, Claim]], lines: Callable[..., Document]
) -> None:
    claims = claims_in(lines(["The call ends after 30 seconds (up to 5 minutes on request)."]))
    assert all(not claim.pair for claim in claims.values())


def test_own_event_has_a_day(claims_in: Callable[..., dict[str, Claim]], lines: Callable[..., Document]) -> None:
    claims = claims_in(lines(["Twelve people died when a tram derailed on 3 May 2031."], date="2031-05-04"))
    assert [claim.event_day for claim in claims.values()] == ["2031-05-03"]


def test_year_of_an_event_is_carried_by_sentences_that_point_back(
    claims_in: Callable[..., dict[str, Claim]], lines: Callable[..., Document]
) -> None:
    text = "In June 2012 a quake struck the coast. The quake was felt inland. It was centred 12 km from Vik."
    claims = claims_in(lines([text], date="2031-05-04"))
    assert claims["12 km"].event_year == "2012"


# text, clock time, class of the event that it is the time of
CLOCKS = [
    ("The blast at 11:42 a.m. broke windows.", "11:42 a.m.", "explosion"),
    ("A warehouse exploded at 12:42 p.m. on Tuesday.", "12:42 p.m.", "explosion"),
    ("A blast shook the quay. It took place at 7:37 a.m. local time.", "7:37 a.m. local time", "explosion"),
]


@pytest.mark.parametrize(("text", "clock", "event"), CLOCKS)
def test_clock_time_of_an_event(claim_in: Callable[..., Claim], text: str, clock: str, event: str) -> None:
    claim = claim_in(text, clock)
    assert claim.event is not None
    assert (claim.attribute_lemmas, claim.event.label) == (("time",), event)
