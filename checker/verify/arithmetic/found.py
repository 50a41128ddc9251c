"""What a check of sums hands back: figures that do not add up."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass, field

from checker.records import Claim, Document, Fact
from checker.verify.unit_names import unit_name

_WRITTEN = re.compile(
    r"(?P<before>\D{0,8})(?P<number>\d{1,3}(?:,\d{3}){1,6}(?:\.\d{1,9})?|\d{1,18}(?:\.\d{1,9})?)(?P<after>\D{0,24})"
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Mismatch:
    """Figures that were meant to fit together and do not."""

    facts: tuple[Fact, ...]
    sides: Mapping[str, str]  # fact id -> total part stated from to
    certainty: float  # that they were meant to fit together, and that reading and rounding do not explain the gap
    sentence: str  # what is wrong, without the title
    values: Mapping[str, str] = field(default_factory=dict)  # placeholders: stated, computed
    steps: tuple[str, ...] = ()
    cause: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Page:
    """One document with its facts in reading order, by sentence and by cell."""

    document: Document
    facts: tuple[Fact, ...]
    claims: Mapping[str, Claim]

    def claim(self, fact: Fact) -> Claim:
        """Return the claim behind a fact."""
        return self.claims[fact.id]

    def sentences(self) -> list[list[Fact]]:
        """Return the facts of prose sentence by sentence, those with two or more figures only."""
        groups: dict[tuple[int, int], list[Fact]] = {}
        for fact in self.facts:
            claim = self.claims[fact.id]
            if claim.origin != "cell":
                groups.setdefault((claim.block, claim.sentence_start), []).append(fact)
        return [group for group in groups.values() if len(group) > 1]

    def shown(self, fact: Fact) -> str:
        """Return a fact's figure as the document writes it."""
        from checker.verify.mentions import shown

        return shown(self.document, self.claims[fact.id])

    def computed(self, value: float, like: Fact) -> str:
        """Return a value of the base unit as a figure of the document is written: beside "2,400 m", "2,300 m"."""
        quantity, nominal = self.claims[like.id].quantity, like.measurement.nominal
        found = _WRITTEN.fullmatch(self.document.text[max(0, quantity.figure_start) : max(0, quantity.figure_end)])
        written = float(found["number"].replace(",", "")) if found else 0.0
        if found is None or written in (0.0, 1.0) or not nominal or value / nominal <= 0 or "&" in found[0]:
            return figure_text(value, like, self.claims[like.id])
        places = len(found["number"].partition(".")[2])
        is_grouped = "," in found["number"] or written < 1000
        number = f"{value / nominal * written:{',' if is_grouped else ''}.{places}f}"
        return f"{found['before']}{number}{found['after']}".strip()


def figure_text(value: float, like: Fact, claim: Claim) -> str:
    """Return a computed value of the base unit in the unit and to the places of a written figure."""
    written = float((claim.quantity.low + claim.quantity.high) / 2)
    factor = like.measurement.nominal / written if written and like.measurement.nominal else 1.0
    amount = value / factor if factor else value
    step = float(claim.quantity.step)
    places = 0 if step >= 1 or not step else min(6, len(f"{step:.10f}".rstrip("0").partition(".")[2]))
    rounded = round(amount / step) * step if step >= 1 else round(amount, places)
    return f"{rounded:,.{places}f} {unit_name(claim.quantity.unit, rounded)}".strip()
