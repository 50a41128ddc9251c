"""Cells and list items: labels and heads stand for attribute, scope and time."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from checker.records import Claim, Document

Find = Callable[[Document], dict[str, Claim]]

# item lines, figure, attribute lemmas in order, as-of label
ITEMS = [
    (["- Surface:", "  - forest: 304 sq km"], "304 sq km", ("forest", "surface"), "2021-06-15"),
    (["- Ports: Vik 7 km, Ness 12 km"], "12 km", ("ness", "port"), "2021-06-15"),
    (["- Ports: Vik 7 km; Ness 12 km"], "7 km", ("vik", "port"), "2021-06-15"),
    (["- Staff: 90 (2015 est.)"], "90", ("staff",), "2015"),
    (["- Debt: $4 billion (2018); $5 billion (2019)"], "$4 billion", ("debt",), "2018"),
    (["- Debt: $4 billion (2018); $5 billion (2019)"], "$5 billion", ("debt",), "2019"),
    (["- Trail: 40 km (includes boardwalk 3 km)"], "3 km", ("boardwalk", "trail"), "2021-06-15"),
    (["# Numbers for 2017", "- Staff: 90"], "90", ("staff",), "2017"),
    (["- Profit: EUR 5m (2018: EUR 4m)"], "EUR 4m", ("profit",), "2018"),
    (["- Profit: EUR 5m (2018: EUR 4m)"], "EUR 5m", ("profit",), "2021-06-15"),
    (["- Profit: EUR 5m (2018 restated: EUR 4m)"], "EUR 4m", ("profit",), "2018"),
    (["- Sites: 14 plants, 9 depots"], "14 plants", ("site",), "2021-06-15"),
    (["- 14 plants, 9 depots"], "9 depots", ("depot",), "2021-06-15"),
    (["- 90 employees, among them 30 in Vik"], "30", ("vik", "employee"), "2021-06-15"),
    (["- People:", "  - men: 40", "  - women: 50 (2015 est.)"], "40", ("man", "person"), "2015"),
    (["- Fleet by type: ferry 7, other 12"], "12", ("other", "fleet", "type"), "2021-06-15"),
    (["- Roads: total 300 km (includes 40 km of motorway)"], "40 km", ("motorway", "road"), "2021-06-15"),
    (["- Debt: $5 billion (40% of income)"], "40%", ("debt",), "2021-06-15"),
    (["# Profit by quarter, 2019", "- Q2: EUR 4m"], "EUR 4m", ("profit",), "2019-04-01/2019-06-30"),
    (["- Track: total: 40 km (2019) 25 km electrified"], "25 km", ("track",), "2021-06-15"),
]


@pytest.mark.parametrize(("items", "figure", "lemmas", "label"), ITEMS)
def test_item(
    claims_in: Find, lines: Callable[..., Document], items: list[str], figure: str, lemmas: tuple[str, ...], label: str
) -> None:
    claim = claims_in(lines(items, title="Norda: profile"))[figure]
    assert claim.attribute_lemmas == lemmas
    assert claim.as_of is not None
    assert claim.as_of.label == label
    assert claim.origin == "item"
    assert claim.subject is not None
    assert claim.subject.text == "Norda"


def test_parenthesis_after_a_value_is_its_scope(claims_in: Find, lines: Callable[..., Document]) -> None:
    claims = claims_in(lines(["- Upload: 50 MB (zipped) 250 MB (unzipped)"]))
    assert [phrase.text for phrase in claims["50 MB"].scope] == ["zipped"]
    assert [phrase.text for phrase in claims["250 MB"].scope] == ["unzipped"]


def test_a_sentence_over_a_list_labels_nothing(claims_in: Find, lines: Callable[..., Document]) -> None:
    lead = "Our warehouse is a fine place, but there are default limits that nobody can lift:"
    claim = claims_in(lines([f"- {lead}", "  - Shelves: 40 kg"]))["40 kg"]
    assert claim.attribute_lemmas == ("shelf",)
    assert not {"warehouse", "place", "nobody"} & {
        *claim.modifiers,
        *(word for one in claim.scope for word in one.text.split()),
    }


def test_item_that_is_a_sentence_is_prose(claims_in: Find, lines: Callable[..., Document]) -> None:
    claim = claims_in(lines(["- Last year the firm spent $30 million on new pumps for the mine."]))["$30 million"]
    assert "spend" in claim.attribute_lemmas
    assert claim.origin == "item"


def test_cell_takes_row_and_column_heads(claims_in: Find, table: Callable[..., Document]) -> None:
    claims = claims_in(table([["Measure", "2019", "2020"], ["Net sales", "$40", "$50"]], title="Arvo Ltd"))
    claim = claims["$50"]
    assert claim.attribute_lemmas == ("net", "sale")
    assert claim.as_of is not None
    assert (claim.as_of.label, claim.as_of.source) == ("2020", "stated")
    assert claim.origin == "cell"


def test_cell_takes_the_unit_of_its_column(claims_in: Find, table: Callable[..., Document]) -> None:
    claims = claims_in(table([["Plant", "Weight (kg)"], ["Turku", "40"]]))
    assert claims["40"].quantity.unit == "kilogram"


def test_column_head_without_time_is_scope(claims_in: Find, table: Callable[..., Document]) -> None:
    claims = claims_in(table([["Resource", "Default quota"], ["Function timeout", "30 seconds"]]))
    claim = claims["30 seconds"]
    assert claim.attribute_lemmas == ("function", "timeout")
    assert claim.modifiers == ("default", "quota")


def test_several_values_of_a_cell_keep_their_own_words(claims_in: Find, table: Callable[..., Document]) -> None:
    claims = claims_in(table([["Resource", "Limit"], ["Payload", "6 MB for each call (direct) 256 KB (queued)"]]))
    assert "direct" in {phrase.text for phrase in claims["6 MB"].scope}
    assert claims["256 KB"].attribute_lemmas == ("payload",)
    assert "queued" in {phrase.text for phrase in claims["256 KB"].scope}


# rows, figure, attribute lemmas, modifiers, as-of, role
HEADS = [
    ([["Trail", "Length (km)", "Depth (m)"], ["North", "14", "3"]], "14", ("length", "north"), (), "", "level"),
    ([["Trail", "Length (km)", "Depth (m)"], ["All trails", "14", "3"]], "3", ("depth",), (), "", "level"),
    ([["Tier", "Maximum links"], ["T10", "350"], ["T20", "700"]], "350", ("link",), ("maximum", "t10"), "", "level"),
    ([["Tier, old", "Maximum links"], ["T10", "350"], ["T20", "700"]], "700", ("link",), ("maximum", "old", "t20"), "",
     "level"),
    ([["Town", "Population"], ["Vik", "350"], ["Ness", "700"]], "700", ("population",), ("ness",), "", "level"),
    ([["Share", "Maximum value"], ["Maximum weight of a crate", "350"]], "350", ("weight", "crate"),
     ("maximum", "value"), "", "level"),
    ([["", "Free", "Team"], ["Price (EUR)", "0", "12"]], "12", ("price",), ("team",), "", "level"),
    ([["Kind", "Number"], ["Owls", "12"]], "12", ("owl",), (), "", "level"),
    ([["Setting", "Default", "Maximum"], ["Depth", "3", "16"]], "3", ("depth",), ("default",), "", "level"),
    ([["Setting", "Value"], ["Maximum depth", "16"]], "16", ("depth",), ("maximum",), "", "level"),
    ([["Setting", "Limit"], ["Memory", "64 MB to 512 MB, in 8 MB steps"]], "8 MB", ("memory",),
     ("increment", "limit"), "", "level"),
    ([["", "2019", "Change", "2018"], ["Sales", "$8", "4%", "$7"]], "4%", ("sale",), (), "2019", "change"),
    ([["", "2018", "2019", "% change"], ["Sales", "$7", "$8", "4%"]], "4%", ("sale",), (), "2019", "change"),
    ([["Month", "2019", "2018"], ["July", "8 kg", "7 kg"]], "8 kg", (), (), "2019-07", "level"),
    ([["Call NOTE: not for guests", "Limit"], ["Upload NOTE: for staff", "6 MB"]], "6 MB", ("upload",), ("limit",), "",
     "level"),
]  # fmt: skip


@pytest.mark.parametrize(("rows", "figure", "lemmas", "modifiers", "as_of", "role"), HEADS)
def test_heads(
    claims_in: Find,
    table: Callable[..., Document],
    rows: list[list[str]],
    figure: str,
    lemmas: tuple[str, ...],
    modifiers: tuple[str, ...],
    as_of: str,
    role: str,
) -> None:
    claim = claims_in(table(rows))[figure]
    assert claim.attribute_lemmas == lemmas
    assert tuple(sorted(claim.modifiers)) == modifiers
    assert claim.role == role
    if as_of:
        assert claim.as_of is not None
        assert (claim.as_of.label, claim.as_of.source) == (as_of, "stated")


def test_period_over_a_day(claims_in: Find, table: Callable[..., Document]) -> None:
    claim = claims_in(table([["", "Six Months Ended June 30, 2019"], ["Sales", "$8"]]))["$8"]
    assert claim.as_of is not None
    assert claim.as_of.label == "2019-01-01/2019-06-30"
    assert claim.modifiers == ()


def test_a_count_among_counts_is_no_year(claims_in: Find, table: Callable[..., Document]) -> None:
    rows = [["Tier", "Links"], ["Small", "350"], ["Middle", "2000"], ["Large", "4500"]]
    assert claims_in(table(rows))["2000"].quantity.unit == "count"


def test_a_year_among_years_is_no_count(claims_in: Find, table: Callable[..., Document]) -> None:
    rows = [["Town", "Founded"], ["Vik", "1998"], ["Ness", "2004"], ["Lund", "about 950"]]
    assert not {"1998", "2004"} & set(claims_in(table(rows)))


def test_thousands_in_brackets_are_below_zero(claims_in: Find, table: Callable[..., Document]) -> None:
    found = claims_in(table([["Plant", "Result", "Lines"], ["Vik", "(98,000)", "(12)"], ["Ness", "41,000", "3"]]))
    loss = next(claim for words, claim in found.items() if "98,000" in words)
    assert (loss.quantity.low, loss.quantity.unit) == (-98_000, "count")


def test_head_cells_are_no_claims(claims_in: Find, table: Callable[..., Document]) -> None:
    assert set(claims_in(table([["Item", "30 seconds"], ["Timeout", "5 km"]]))) == {"5 km"}


# rows of a table under a line of text, figure, unit
UNITS = [
    ([["EUR million", "2020"], ["Net sales", "40.2"]], "", "40.2", "EUR"),
    ([["", "2020"], ["Net sales", "40.2"]], "(in EUR million)", "40.2", "EUR"),
    ([["", "2020"], ["Employees at year end", "902"]], "(in EUR million)", "902", "count:employee"),
]


@pytest.mark.parametrize(("rows", "caption", "figure", "unit"), UNITS)
def test_unit_above_a_table(
    claims_in: Find, table: Callable[..., Document], rows: list[list[str]], caption: str, figure: str, unit: str
) -> None:
    document = table(rows, caption=caption)
    assert claims_in(document)[figure].quantity.unit == unit


# rows below a year, caption, figure, value in its unit, unit
SIGNS = [
    ([["Rent", "$ 40"], ["Wages", "31"]], "", "31", 31, "USD"),
    ([["Rent", "$ 40"], ["Wages", "(31)"]], "(in millions)", "(31)", -31_000_000, "USD"),
    ([["Rent", "$ 40"], ["Employees", "31"]], "(in millions)", "31", 31, "count:employee"),
    ([["Rent", "$ 40"], ["Growth", "3%"], ["Other", "31"]], "", "31", 31, "count"),
    ([["Sales", "$ 40"], ["Profit per share", "3.1"]], "(in millions, except per share)", "3.1", 3.1, "USD"),
    ([["Sales", "$ 40"], ["Profit per share", "$ 3.1"]], "(in millions, except per share)", "$ 3.1", 3.1, "USD"),
]


@pytest.mark.parametrize(("rows", "caption", "figure", "value", "unit"), SIGNS)
def test_sign_of_a_column(
    claims_in: Find,
    table: Callable[..., Document],
    rows: list[list[str]],
    caption: str,
    figure: str,
    value: float,
    unit: str,
) -> None:
    quantity = claims_in(table([["", "2020"], *rows], caption=caption))[figure].quantity
    assert (float(quantity.low), quantity.unit) == (value, unit)


def test_title_gives_the_year_of_a_report(claims_in: Find, lines: Callable[..., Document]) -> None:
    claim = claims_in(lines(["# Annual report 2019", "Revenue was $4 million."]))["$4 million"]
    assert claim.as_of is not None
    assert (claim.as_of.label, claim.as_of.source) == ("2019", "inherited")
