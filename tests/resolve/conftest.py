"""Facts made by hand, so that linking is tested without any reader or model."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace

import pytest

from checker.records import AsOf, Fact, Measurement

BASE = Fact(
    id="a.txt#0",
    document="a.txt",
    subject="norvik",
    attribute="revenue",
    anchors=(),
    scope=(),
    modifiers=(),
    temporal_class="flow",
    role="level",
    modality="asserted",
    polarity="affirmed",
    speaker="",
    as_of=AsOf(low="2023-01-01", high="2023-12-31", source="stated"),
    event="",
    measurement=Measurement(
        claim="a.txt#0", low=99.5, high=100.5, nominal=100.0, unit="USD", dimension="currency:USD", kind="currency:USD"
    ),
    words=("norvik", "report", "revenue"),
    moves="",
    pair="",
    origin="prose",
    block=0,
    sentence="s0",
    length=9,
)


@pytest.fixture
def fact() -> Callable[..., Fact]:
    """Return a maker of facts: `fact("b.txt", 1, subject="...")`; keywords replace fields of a plain revenue fact."""

    def make(document: str = "a.txt", number: int = 0, *, dimension: str = "", **fields: object) -> Fact:
        name = f"{document}#{number}"
        measurement = replace(BASE.measurement, claim=name)
        if dimension:
            measurement = replace(measurement, dimension=dimension, kind=dimension, unit=dimension)
        made = replace(BASE, id=name, document=document, block=number, sentence=f"{document} {number}")
        return replace(made, **{"measurement": measurement, **fields})  # type: ignore[arg-type]

    return make
