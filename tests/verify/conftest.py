"""Facts built from records directly: a document per name, a sentence per figure, no model and no unit table."""

from __future__ import annotations

from dataclasses import replace
from decimal import Decimal

import pytest

from checker import verify as stage
from checker.config import Settings
from checker.normalize.measurement import to_measurement
from checker.records import (
    AsOf,
    Block,
    Claim,
    Document,
    DocumentDate,
    Fact,
    Finding,
    Link,
    Phrase,
    Quantity,
    Topic,
    UnitValue,
    Verdicts,
)
from checker.verify.compare import Context, Relation, compare

UNITS = {
    "kilometer": (1000.0, "meter", "[length]", "length"),
    "mile": (1609.344, "meter", "[length]", "length"),
    "foot": (0.3048, "meter", "[length]", "length"),
    "meter": (1.0, "meter", "[length]", "length"),
    "newton_meter": (1.0, "newton_meter", "[torque]", "torque"),
    "pound_force_foot": (1.3558179483314, "newton_meter", "[torque]", "torque"),
    "percent": (1.0, "percent", "share", "share"),
    "percentage_point": (1.0, "percent", "share", "percentage_point"),
    "USD": (1.0, "USD", "currency:USD", "currency:USD"),
    "EUR": (1.0, "EUR", "currency:EUR", "currency:EUR"),
    "byte": (8.0, "bit", "data", "data"),
    "kilobyte": (8e3, "bit", "data", "data"),
    "megabyte": (8e6, "bit", "data", "data"),
    "gigabyte": (8e9, "bit", "data", "data"),
    "mebibyte": (8.0 * 2**20, "bit", "data", "data"),
    "second": (1.0, "second", "[time]", "time"),
    "minute": (60.0, "second", "[time]", "time"),
    "date": (1.0, "day", "date", "date"),
    "clock": (1.0, "minute", "clock", "clock"),
}


def unit_value(unit: str) -> UnitValue:
    if unit.startswith("count"):
        return UnitValue(unit=unit, factor=1.0, offset=0.0, base="count", dimension="count", kind=unit)
    factor, base, dimension, kind = UNITS[unit]
    return UnitValue(unit=unit, factor=factor, offset=0.0, base=base, dimension=dimension, kind=kind)


class Folder:
    """Documents under construction; `say` adds a sentence with one figure and returns its fact."""

    def __init__(self) -> None:
        self.texts: dict[str, str] = {}
        self.dates: dict[str, str] = {}
        self.facts: dict[str, Fact] = {}
        self.claims: dict[str, Claim] = {}
        self.blocks: dict[str, list[Block]] = {}

    def say(
        self,
        document: str,
        figure: str,
        value: str,
        unit: str = "count:person",
        *,
        high: str = "",
        step: str = "1",
        comparator: str = "=",
        hedge: str = "",
        form: str = "digits",
        tolerance: str = "",
        kind: str = "level",
        at: str = "",
        source: str = "stated",
        date: str = "",
        role: str = "level",
        modality: str = "asserted",
        polarity: str = "affirmed",
        speaker: str = "",
        moves: str = "",
        subject: str = "Norvik Energy",
        attribute: str = "headcount",
        scope: tuple[str, ...] = (),
        sentence: str = "",
        pair: str = "",
        words: str = "",
    ) -> Fact:
        text = self.texts.get(document, "")
        if date:
            self.dates[document] = date
        lead = f"{words or f'{subject} gives its {attribute} as'} "
        start = len(text) + len(lead)
        self.texts[document] = f"{text}{lead}{figure}.\n"
        number = sum(claim.document == document for claim in self.claims.values())
        name = f"{document}#{number}"
        quantity = Quantity(
            start=start,
            end=start + len(figure),
            low=Decimal(value),
            high=Decimal(high or value),
            step=Decimal(step),
            unit=unit,
            comparator=comparator,
            hedge=hedge,
            form=form,
            tolerance=Decimal(tolerance) if tolerance else None,
        )
        as_of = _as_of(at, source, self.dates.get(document, ""))
        self.claims[name] = Claim(
            id=name,
            document=document,
            block=0,
            start=start,
            end=start + len(figure),
            sentence_start=len(text),
            sentence_end=start + len(figure) + 1,
            quantity=quantity,
            subject=Phrase(text=subject, label="ORG"),
            attribute=Phrase(text=attribute),
            attribute_lemmas=tuple(attribute.split()),
            role=role,
            modality=modality,
            polarity=polarity,
            speaker=Phrase(text=speaker) if speaker else None,
            moves=moves,
            pair=pair,
        )
        self.facts[name] = Fact(
            id=name,
            document=document,
            subject=subject.lower(),
            attribute=attribute,
            anchors=(),
            scope=scope,
            modifiers=(),
            temporal_class=kind,
            role=role,
            modality=modality,
            polarity=polarity,
            speaker=speaker.lower(),
            as_of=as_of,
            event="",
            measurement=to_measurement(name, quantity, unit_value),
            words=(),
            moves=moves,
            pair=pair,
            origin="prose",
            block=0,
            sentence=sentence,
        )
        return self.facts[name]

    @property
    def documents(self) -> dict[str, Document]:
        return {name: self.document(name) for name in self.texts}

    def document(self, name: str) -> Document:
        text, day = self.texts[name], self.dates.get(name, "")
        plain = Block(number=0, kind="paragraph", text=text, runs=((0, 0),))
        return Document(
            id=name,
            text=text,
            blocks=tuple(self.blocks.get(name, (plain,))),
            reader="text",
            encoding="utf-8",
            sha256="",
            date=DocumentDate(low=day, high=day, source="manifest") if day else None,
        )

    def compare(self, a: Fact, b: Fact, **context: object) -> Relation:
        made = Context(claims=self.claims, documents=self.documents, **context)  # type: ignore[arg-type]
        relation, turned = compare(a, b, made), compare(b, a, made)
        assert relation == turned, "the order of two facts must not matter"
        return relation

    def topic(self, *facts: Fact, probability: float = 0.95, links: tuple[Link, ...] = ()) -> Topic:
        first = self.claims[facts[0].id]
        return Topic(
            id="t:" + facts[0].id,
            subject=first.subject.text if first.subject else "",
            attribute=first.attribute.text,
            facts=tuple(sorted(fact.id for fact in facts)),
            links=links,
            probability=probability,
        )

    def verify(self, *topics: Topic, packs: stage.Packs | None = None, settings: Settings | None = None) -> Verdicts:
        return stage.verify(
            topics or (self.topic(*self.facts.values()),),
            self.facts,
            self.claims,
            self.documents,
            packs or stage.load_packs(),
            settings or Settings(),
        )

    def findings(self, *kinds: str) -> list[Finding]:
        found = self.verify().findings
        return [finding for finding in found if not kinds or finding.kind in kinds]

    def change(self, fact: Fact, **fields: object) -> Fact:
        self.facts[fact.id] = replace(fact, **fields)  # type: ignore[arg-type]
        return self.facts[fact.id]


def _as_of(at: str, source: str, day: str) -> AsOf:
    if at:
        low, _, high = at.partition("/")
        return AsOf(low=low, high=high or low, source=source)
    return AsOf(low=day, high=day, source="document")


@pytest.fixture
def folder() -> Folder:
    return Folder()
