"""Sums, changes, shares and conversions: what is flagged, and above all what holds."""

from __future__ import annotations

import pytest

from checker.records import Block, Cell
from checker.verify.arithmetic import expression
from checker.verify.overlap import Span


def arithmetic(folder):
    """Return rule and message of every arithmetic finding on the facts alone, with no topics."""
    found = folder.verify(*_no_topics(folder)).findings
    return [(finding.rule, finding.message) for finding in found if finding.kind == "arithmetic"]


def _no_topics(folder):
    first = next(iter(folder.facts.values()))
    return [folder.topic(first, first)]


# --- converted pairs ---------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("first", "second", "is_flagged"),
    [
        (("34", "1", "mile"), ("55", "1", "kilometer"), False),
        (("10", "1", "kilometer"), ("6.2", "0.1", "mile"), False),
        (("10", "1", "kilometer"), ("6", "1", "mile"), False),
        (("1000", "1", "foot"), ("300", "1", "meter"), False),
        (("20000", "1", "foot"), ("6000", "1", "meter"), False),
        (("5", "1", "mile"), ("8", "1", "kilometer"), False),
        (("55", "1", "mile"), ("55", "1", "kilometer"), True),
        (("34", "1", "mile"), ("65", "1", "kilometer"), True),
        (("34", "1", "mile"), ("550", "1", "kilometer"), True),
        (("1024", "1", "megabyte"), ("1", "1", "gigabyte"), False),
        (("5", "1", "USD"), ("9", "1", "EUR"), False),  # a rate is not ours to know
    ],
)
def test_converted_pair(folder, first, second, is_flagged):
    (value, step, unit), (other, other_step, other_unit) = first, second
    one = folder.say("a", f"{value} {unit}", value, unit, step=step, sentence="s")
    folder.say("a", f"{other} {other_unit}", other, other_unit, step=other_step, pair=one.id, sentence="s")
    assert [code for code, _ in arithmetic(folder)] == ["T401"] * is_flagged


def test_converted_pair_says_what_it_should_be(folder):
    one = folder.say("a", "34 miles", "34", "mile")
    folder.say("a", "65 km", "65", "kilometer", pair=one.id)
    ((_, message),) = arithmetic(folder)
    assert message.endswith("34 miles is 55 kilometers, not 65 km")


# --- stated changes ------------------------------------------------------------------------------------------


def one_sentence(folder):
    """Put all figures of a document into one sentence."""
    from dataclasses import replace

    for name, claim in folder.claims.items():
        folder.claims[name] = replace(claim, sentence_start=0, sentence_end=len(folder.texts[claim.document]))


@pytest.mark.parametrize(
    ("old", "new", "change", "unit", "is_flagged"),
    [
        ("100", "112", "12", "percent", False),
        ("1.0", "1.12", "12", "percent", False),
        ("9.8", "11.3", "15", "percent", False),  # 15.3
        ("112", "100", "11", "percent", False),  # a fall of 10.7
        ("100", "112", "20", "percent", True),
        ("100", "112", "12", "count:person", False),
        ("100", "112", "15", "count:person", True),
    ],
)
def test_stated_change(folder, old, new, change, unit, is_flagged):
    step = "0.01" if new == "1.12" else "0.1" if "." in old else "1"
    folder.say("a", f"{change} x", change, unit, role="change")
    folder.say("a", new, new, step=step, role="to")
    folder.say("a", old, old, step="0.1" if "." in old else "1", role="from")
    one_sentence(folder)
    assert [code for code, _ in arithmetic(folder)] == ["T402"] * is_flagged


@pytest.mark.parametrize(
    ("change", "unit", "is_flagged"),
    [
        ("2", "percent", False),
        ("20", "percent", False),
        ("2", "percentage_point", False),
        ("20", "percentage_point", True),
        ("5", "percent", True),
    ],
)
def test_change_of_a_percentage(folder, change, unit, is_flagged):
    folder.say("a", f"{change} x", change, unit, role="change")
    folder.say("a", "12%", "12", "percent", role="to")
    folder.say("a", "10%", "10", "percent", role="from")
    one_sentence(folder)
    assert [code for code, _ in arithmetic(folder)] == ["T402"] * is_flagged


def test_two_former_values_are_left_alone(folder):
    for role, value in (("from", "10"), ("from", "20"), ("to", "30"), ("change", "99")):
        folder.say("a", value, value, role=role)
    one_sentence(folder)
    assert arithmetic(folder) == []


# --- totals of tables ----------------------------------------------------------------------------------------


def table(folder, heads, rows, unit="EUR"):
    """Write a table; a cell is a number with its step by its decimals, "" for none."""
    blocks: list[Block] = []

    def block(text, kind="cell", cell=None):
        blocks.append(Block(number=len(blocks), kind=kind, text=text, runs=((0, 0),), cell=cell))
        return len(blocks) - 1

    columns = [block(head, cell=Cell(table=0, row=0, column=at + 1, is_head=True)) for at, head in enumerate(heads)]
    for number, (head, *values) in enumerate(rows, start=1):
        row = block(head, cell=Cell(table=0, row=number, column=0, is_head=True))
        for at, value in enumerate(values):
            cell = Cell(table=0, row=number, column=at + 1, row_heads=(row,), column_heads=(columns[at],))
            place = block(value, cell=cell)
            if value[:1].isdigit():
                _cell_fact(folder, value, unit, place, head, heads[at])
    folder.blocks["t"] = blocks


def _cell_fact(folder, value, unit, place, subject, attribute):
    from dataclasses import replace

    places = len(value.partition(".")[2])
    step = "1" if not places else f"0.{'0' * (places - 1)}1"
    fact = folder.say("t", value, value, unit, step=step, subject=subject, attribute=attribute)
    folder.claims[fact.id] = replace(folder.claims[fact.id], block=place, origin="cell")
    folder.change(fact, block=place, origin="cell")


TABLES = {
    "adds up": (["2023"], [["Hydro", "41.2"], ["Wind", "17.9"], ["Total", "59.1"]], 0),
    "within rounding": (["2023"], [["Hydro", "41.2"], ["Wind", "17.9"], ["Total", "59.2"]], 0),
    "off by three": (["2023"], [["Hydro", "41.2"], ["Wind", "17.9"], ["Group total", "62.1"]], 1),
    "total above": (["2023"], [["Total", "62.1"], ["Hydro", "41.2"], ["Wind", "17.9"]], 1),
    "far off, so no sum": (["2023"], [["Hydro", "41.2"], ["Wind", "17.9"], ["Total", "98.0"]], 0),
    "one column of three": (
        ["2021", "2022", "2023"],
        [["Hydro", "40", "41", "42"], ["Wind", "10", "12", "15"], ["Total", "50", "53", "75"]],
        1,
    ),
    "no column adds up": (
        ["2021", "2022", "2023"],
        [["Hydro", "40", "41", "42"], ["Wind", "10", "12", "15"], ["Total", "52", "55", "60"]],
        0,
    ),
    "a line is missing": (["2023"], [["Hydro", "41.2"], ["Wind", ""], ["Solar", "17.9"], ["Total", "62.1"]], 1),
    "a cell was not read": (["2023"], [["Hydro", "41.2"], ["Wind", "n/a"], ["Solar", "17.9"], ["Total", "62.1"]], 0),
    "a minus was lost": (["2023"], [["Income", "80"], ["Costs", "3"], ["Fees", "2"], ["Total", "79"]], 0),
    "an of-which line": (["2023"], [["Sales", "80"], ["of which export", "5"], ["Rent", "3"], ["Total", "83"]], 0),
    "averages": (["Mean per site"], [["Hydro", "41.2"], ["Wind", "37.9"], ["Total", "80.0"]], 0),
    "subtotals": (
        ["2023"],
        [["A", "4"], ["B", "5"], ["Subtotal", "9"], ["C", "6"], ["Total", "15"]],
        0,
    ),
    "no total": (["2023"], [["Hydro", "41.2"], ["Wind", "17.9"], ["Solar", "62.1"]], 0),
}


@pytest.mark.parametrize("name", TABLES)
def test_total_of_a_table(folder, name):
    heads, rows, flagged = TABLES[name]
    table(folder, heads, rows)
    assert [code for code, _ in arithmetic(folder)] == ["T403"] * flagged


def test_total_column_of_a_row(folder):
    table(folder, ["North", "South", "Total"], [["Staff", "40", "52", "92"], ["Trainees", "4", "5", "12"]])
    ((code, message),) = arithmetic(folder)
    assert code == "T403"
    assert "the 2 parts add up to 9 EUR, but the total is 12" in message


def test_shares_of_a_table_make_up_a_hundred(folder):
    table(folder, ["Part"], [["A", "40"], ["B", "52"], ["Total", "100"]], unit="percent")
    assert [code for code, _ in arithmetic(folder)] == ["T403"]


def test_a_total_of_percentages_that_is_no_hundred_is_no_sum(folder):
    table(folder, ["Turnout"], [["A", "40"], ["B", "52"], ["Total", "47"]], unit="percent")
    assert arithmetic(folder) == []


# --- shares --------------------------------------------------------------------------------------------------


def shares(folder, document, values):
    from dataclasses import replace

    head = Block(number=0, kind="paragraph", text="Output by source", runs=((0, 0),))
    blocks = [head]
    for value in values:
        fact = folder.say(document, f"{value}%", value, "percent", attribute="output by source")
        blocks.append(Block(number=len(blocks), kind="item", text=value, runs=((0, 0),), parent=0))
        folder.claims[fact.id] = replace(folder.claims[fact.id], block=len(blocks) - 1, origin="item")
    folder.blocks[document] = blocks


@pytest.mark.parametrize(
    ("here", "there", "flagged"),
    [
        (["2", "37", "52"], ["3", "40", "57"], ["T404"]),
        (["3", "40", "57"], ["2", "41", "57"], []),
        (["33", "33", "33"], ["33", "33", "34"], []),  # rounding
        (["2", "37", "52"], ["2", "30", "50"], []),  # neither is a whole
        (["60", "57", "30"], ["50", "30", "20"], []),  # several answers were possible
    ],
)
def test_a_list_that_makes_up_a_whole_elsewhere(folder, here, there, flagged):
    shares(folder, "a", here)
    shares(folder, "b", there)
    assert [code for code, _ in arithmetic(folder)] == flagged


# --- part and whole ------------------------------------------------------------------------------------------


def sentence(folder, *pieces):
    """Write one sentence of figures with the words between them."""
    from dataclasses import replace

    text, at = "".join(piece if isinstance(piece, str) else piece[0] for piece in pieces), 0
    for piece in pieces:
        if not isinstance(piece, str):
            shown, value, unit = piece
            fact = folder.say("a", shown, value, unit)
            claim = folder.claims[fact.id]
            quantity = replace(claim.quantity, start=at, end=at + len(shown))
            folder.claims[fact.id] = replace(
                claim, start=at, end=at + len(shown), quantity=quantity, sentence_start=0, sentence_end=len(text)
            )
        at += len(piece if isinstance(piece, str) else piece[0])
    folder.texts["a"] = text


@pytest.mark.parametrize(
    ("part", "whole", "share", "flagged"),
    [("12", "48", "25", []), ("12", "48", "30", ["T405"]), ("14", "12", "117", ["T405"]), ("1", "3", "33", [])],
)
def test_part_of_a_whole(folder, part, whole, share, flagged):
    count = "count:plant"
    sentence(
        folder,
        (part, part, count),
        " of the ",
        (whole, whole, count),
        " plants (",
        (f"{share}%", share, "percent"),
        ")",
    )
    assert [code for code, _ in arithmetic(folder)] == flagged


def test_figures_that_merely_follow_each_other_are_no_part_and_whole(folder):
    sentence(folder, ("14 crew", "14", "count:person"), " on a boat for ", ("12", "12", "count:person"), " people")
    assert arithmetic(folder) == []


# --- expressions ---------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("total == sum(part)", True),
        ("total == a + b", True),
        ("total > a", True),
        ("total <= a", False),
        ("a == 0.5 * total", False),
        ("(a + b) / 2 == mean(part)", True),
        ("total - b == a", True),
        ("max(part) == a", True),
        ("min(part) != b", False),
        ("-a == b - total", True),
    ],
)
def test_expression(text, expected):
    bound = {"total": [Span(10, 10)], "a": [Span(6, 6)], "b": [Span(4, 4)], "part": [Span(6, 6), Span(4, 4)]}
    result = expression.holds(expression.parse(text), bound)
    assert result is not None
    assert result[0] is expected


@pytest.mark.parametrize(
    "text",
    [
        "",
        "total",
        "total ==",
        "== total",
        "a == b == c",
        "sum() == 1",
        "a ** b == 1",
        "__import__('os') == 1",
        "(a == 1",
        "a = b",
        "a == 'b'",
        "a == b)",
        "open(a) == 1",
    ],
)
def test_expression_refuses(text):
    with pytest.raises(ValueError, match=r"\S"):
        expression.parse(text)
