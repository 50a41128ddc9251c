"""Every record goes through JSON and comes back equal."""

from __future__ import annotations

import json
from collections import UserList
from decimal import Decimal
from types import MappingProxyType

import pytest

from checker.codec import dump, from_json, to_json
from checker.records import AsOf, Block, Cell, Claim, Mention, Phrase, Quantity, iso_label

QUANTITY = Quantity(
    start=4, end=12, low=Decimal("1.20"), high=Decimal("1.20"), step=Decimal("0.01"), unit="kilometer", comparator="="
)
CLAIM = Claim(
    id="a.txt#0",
    document="a.txt",
    block=0,
    start=4,
    end=12,
    sentence_start=0,
    sentence_end=30,
    quantity=QUANTITY,
    subject=Phrase(text="the canal", start=14, end=23, how="nsubj"),
    attribute=Phrase(text="length"),
    attribute_lemmas=("length",),
    as_of=AsOf(low="2020-01-01", high="2020-12-31", source="stated"),
    scope=(Phrase(text="in the delta"),),
)


@pytest.mark.parametrize(
    "record",
    [
        CLAIM,
        Block(number=1, kind="cell", text="5", runs=((0, 7),), cell=Cell(table=0, row=1, column=2, row_heads=(3, 4))),
        Mention(
            file="a", start=0, end=1, quote="5", value=(1, 2.5), unit="", comparator="range", low=None, high=2.0,
            base_unit="", as_of=None, as_of_source=None, speaker=None,
        ),
    ],
)  # fmt: skip
def test_round_trip(record: object) -> None:
    text = json.dumps(to_json(record), allow_nan=False)
    assert from_json(type(record), json.loads(text)) == record


@pytest.mark.parametrize(
    "value",
    [
        CLAIM,
        {"result": [CLAIM, None, True, 1, 2.5], "words": ("a", MappingProxyType({"b": QUANTITY}))},
        UserList([CLAIM, "\ud800"]),
    ],
)
def test_dumping_at_once_gives_the_bytes_of_both_steps(value: object) -> None:
    assert dump(value) == json.dumps(to_json(value)).encode("ascii")
    assert dump(value, (",", ":")) == json.dumps(to_json(value), separators=(",", ":")).encode("ascii")


@pytest.mark.parametrize("value", [b"bytes", {1, 2}, object()])
def test_what_is_no_plain_value_is_refused(value: object) -> None:
    with pytest.raises(TypeError, match="no record and no plain value"):
        dump([value])


def test_a_decimal_keeps_its_written_digits() -> None:
    assert to_json(QUANTITY)["low"] == "1.20"


def test_an_unknown_field_is_refused() -> None:
    with pytest.raises(TypeError, match="no field 'colour'"):
        from_json(Phrase, {"text": "x", "colour": "red"})


@pytest.mark.parametrize(
    ("low", "high", "label"),
    [
        ("2024-02-01", "2024-02-29", "2024-02"),
        ("2023-02-01", "2023-02-28", "2023-02"),
        ("2023-01-01", "2023-12-31", "2023"),
        ("2023-05-07", "2023-05-07", "2023-05-07"),
        ("2023-01-01", "2023-06-30", "2023-01-01/2023-06-30"),
    ],
)
def test_iso_label(low: str, high: str, label: str) -> None:
    assert iso_label(low, high) == label


def test_a_span_of_a_block_is_mapped_to_the_document() -> None:
    block = Block(number=0, kind="paragraph", text="a bold word", runs=((0, 10), (2, 14), (6, 20)))
    assert block.to_document(0, 1) == (10, 11)
    assert block.to_document(2, 6) == (14, 18)
    assert block.to_document(2, 11) == (14, 25)
