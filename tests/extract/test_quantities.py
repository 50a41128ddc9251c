"""Quantities in running text: one table of sentences, and what must hold for any text."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from checker.errors import UsageError
from checker.extract.quantities import find_quantities
from checker.extract.quantities_jsonl import read_lines
from checker.records import Quantity

TABLE = Path(__file__).with_name("quantity_cases.txt")


def shown(quantity: Quantity) -> str:
    def number(value: object) -> str:
        return f"{float(str(value)):.10g}" if abs(float(str(value))) < 1e10 else f"{float(str(value)):.0f}"

    value = number(quantity.low)
    if quantity.comparator == "range":
        value += f"..{number(quantity.high)}"
    tolerance = f" ±{number(quantity.tolerance)}" if quantity.tolerance is not None else ""
    return f"{value} {quantity.unit} {quantity.comparator}{tolerance}"


def cases() -> list[tuple[str, list[str]]]:
    rows = [line for line in TABLE.read_text(encoding="utf-8").splitlines() if line and not line.startswith("#")]
    pairs = [row.rpartition("=>") for row in rows]
    return [(text.rstrip(), [part.strip() for part in want.split(";") if part.strip()]) for text, _, want in pairs]


def read(want: str) -> str:
    value, _, rest = want.partition(" ")
    ends = [float(part) for part in value.split("..")]
    return "..".join(f"{end:.10g}" if abs(end) < 1e10 else f"{end:.0f}" for end in ends) + f" {rest}"


@pytest.mark.parametrize(("text", "want"), cases())
def test_table(text: str, want: list[str]) -> None:
    assert [shown(q) for q in find_quantities(text + ".")] == [read(item) for item in want]


@pytest.mark.parametrize(
    ("text", "quote", "figure"),
    [
        ("It cost about $165 billion in all.", "about $165 billion", "$165 billion"),
        ("It carries no more than 40 tonnes of ore.", "no more than 40 tonnes", "40 tonnes"),
        ("We saw 30 or more cars there.", "30 or more cars", "30 or more cars"),
        ("It fell (by 12%) again.", "12%", "12%"),
    ],
)
def test_spans(text: str, quote: str, figure: str) -> None:
    (quantity,) = find_quantities(text)
    assert text[quantity.start : quantity.end] == quote
    assert text[quantity.figure_start : quantity.figure_end] == figure


@pytest.mark.parametrize(
    ("text", "step", "form", "hedge"),
    [
        ("$165 billion", "1000000000", "digits", ""),
        ("1.2 million tonnes", "100000", "digits", ""),
        ("170,000 tonnes", "1", "digits", ""),
        ("about two dozen boats", "12", "words", "about"),
        ("half of the boats", "0.1", "fraction", ""),
        ("a 60-40 split", "1", "ratio", ""),
        ("it tripled", "0.1", "multiple", ""),
        ("nearly 300 boats", "1", "digits", "nearly"),
        ("just over 300 boats", "1", "digits", "just_over"),
    ],
)
def test_step_form_hedge(text: str, step: str, form: str, hedge: str) -> None:
    (quantity,) = find_quantities(text)
    assert (f"{quantity.step:f}".removesuffix(".0"), quantity.form, quantity.hedge) == (step, form, hedge)


@pytest.mark.parametrize(
    ("text", "assumption"),
    [
        ("It cost $5.", "$ read as USD"),
        ("It weighs 5 tons.", "ton read as short ton"),
        ("A grant of 3 million pounds.", "pound read as GBP"),
        ("A sack of 3 pounds.", "pound read as mass"),
    ],
)
def test_assumptions(text: str, assumption: str) -> None:
    assert assumption in find_quantities(text)[0].assumptions


def test_taken_spans_hold_no_quantities() -> None:
    text = "On 5 May, 12 boats sank."
    assert [q.unit for q in find_quantities(text, [(3, 8)])] == ["count:boat"]


def test_decimal_comma_document() -> None:
    (quantity,) = find_quantities("The rod is 1,234 m long.", decimal_comma=True)
    assert float(quantity.low) == 1.234


def test_lines() -> None:
    lines = ['{"id": "a", "text": "From 5 to 7 kg of sand."}', "", '{"id": "b", "text": "None here."}']
    first, second = (json.loads(line) for line in read_lines(lines))
    want = {"start": 5, "end": 14, "value": [5, 7], "unit": "kilogram", "comparator": "range"}
    assert first == {"id": "a", "quantities": [want]}
    assert second == {"id": "b", "quantities": []}


def test_lines_leave_dates_alone() -> None:
    (line,) = read_lines(['{"id": 1, "text": "In 2019, on 4 March, it sold 20 boats."}'])
    assert [q["unit"] for q in json.loads(line)["quantities"]] == ["count:boat"]


@pytest.mark.parametrize("line", ["not json", "[1]", '{"id": 1}', '{"id": 1, "text": 5}'])
def test_bad_lines_name_their_number(line: str) -> None:
    with pytest.raises(UsageError, match="line 2"):
        list(read_lines(['{"id": 0, "text": ""}', line]))


PIECES = st.sampled_from(
    [
        "1",
        "12",
        "3.5",
        "1,234",
        "½",
        "$",
        "€",
        "%",
        "km",
        "kg",
        "m",
        "s",
        "-",
        "–",
        "to",
        "and",
        "or",
        "between",
        "from",
        "about",
        "than",
        "more",
        "one",
        "two",
        "dozen",
        "half",
        "a",
        "third",
        "million",
        "bn",
        "k",
        "x",
        "×",
        "±",
        "(",
        ")",
        "[",
        "]",
        ".",
        ",",
        ";",
        ":",
        "/",
        "'",
        '"',
        "°",
        "C",
        "10^5",
        "e5",
        "per",
        "day",
        "year-old",
        "January",
        "2020",
        "#",
        "+",
        "=",
        "<",
        ">",
        "≥",
        "~",
        "no.",
        "Figure",
        "Boeing",
        "İ",
        "ﬁ",
        "tripled",
        "twice",
        "times",
        "sub-7",
        "MEUR",
        "EUR",
        "5'10",
        "nm",
        "Q3",
    ]
)


@settings(max_examples=200, deadline=None)
@given(st.lists(st.tuples(PIECES, st.sampled_from(["", " ", "\u00a0", "\n"])), max_size=25))
def test_any_text_gives_ordered_spans(parts: list[tuple[str, str]]) -> None:
    text = "".join(piece + gap for piece, gap in parts)
    end = 0
    for quantity in find_quantities(text):
        assert end <= quantity.start < quantity.end <= len(text)
        assert quantity.start <= quantity.figure_start < quantity.figure_end <= quantity.end
        assert quantity.low <= quantity.high
        assert quantity.step > 0
        assert quantity.unit
        end = quantity.end


@settings(max_examples=100, deadline=None)
@given(st.text(max_size=120))
def test_no_text_raises(text: str) -> None:
    find_quantities(text)


GROUPINGS = st.sampled_from([",", " ", "\u00a0", "\u202f", "\u2009", "'", "’", ""])


@settings(max_examples=150, deadline=None)
@given(st.integers(1000, 10**12), st.integers(0, 99), GROUPINGS, st.sampled_from(["km", "kg", "percent", "tonnes"]))
def test_a_written_figure_reads_back(whole: int, cents: int, grouping: str, unit: str) -> None:
    written = f"{whole:,}".replace(",", grouping) + (f".{cents:02d}" if cents else "")
    (quantity,) = find_quantities(f"We counted {written} {unit} then")
    assert quantity.low * 100 == whole * 100 + cents


WORDS = [
    "zero",
    "one",
    "two",
    "three",
    "four",
    "five",
    "six",
    "seven",
    "eight",
    "nine",
    "ten",
    "eleven",
    "twelve",
    "thirteen",
    "fourteen",
    "fifteen",
    "sixteen",
    "seventeen",
    "eighteen",
    "nineteen",
]
TENS = ["twenty", "thirty", "forty", "fifty", "sixty", "seventy", "eighty", "ninety"]


def spelled(value: int) -> str:
    for scale, name in ((10**9, "billion"), (10**6, "million"), (1000, "thousand"), (100, "hundred")):
        if value >= scale:
            rest = f" {spelled(value % scale)}" if value % scale else ""
            joint = " and" if rest and value % scale < 100 else ""
            return f"{spelled(value // scale)} {name}{joint}{rest}"
    if value < 20:
        return WORDS[value]
    return TENS[value // 10 - 2] + (f"-{WORDS[value % 10]}" if value % 10 else "")


@settings(max_examples=150, deadline=None)
@given(st.integers(2, 10**12 - 1))
def test_a_spelled_figure_reads_back(value: int) -> None:
    (quantity,) = find_quantities(f"They shipped {spelled(value)} boats.")
    assert (quantity.low, quantity.unit) == (value, "count:boat")


@pytest.mark.parametrize(
    "piece",
    [
        "1",
        "(",
        "m",
        "1 ",
        "1,",
        "11,",
        "1.",
        "1-",
        "$1",
        "1/",
        "one-",
        "half a ",
        "1 km/",
        "1 m s-1 ",
        "½",
        "[1,",
        "0 ",
        "'1",
    ],
)
def test_time_grows_with_length_only(piece: str) -> None:
    import time

    def cost(size: int) -> float:
        text, best = (piece * size)[:size], 60.0
        for _ in range(3):  # the least of three: what else the machine does only adds
            start = time.process_time()
            find_quantities(text)
            best = min(best, time.process_time() - start)
        return best

    assert cost(24_000) < 20 * max(cost(3_000), 0.004)
