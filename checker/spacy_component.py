"""The quantity reader as a spaCy component: `nlp.add_pipe("tieout_quantities")`.

    doc._.quantities            every figure of the text, in reading order, as `DocQuantity`
    doc.spans["quantities"]     the same as spans of whole tokens, labelled QUANTITY
    span._.quantity             the figure of such a span: value, unit, and both in the base unit of its dimension

It needs no trained pipeline: `spacy.blank("en")` will do. Where Tieout is installed, spaCy finds the component by its
entry point; elsewhere `import checker.spacy_component` announces it. Figures are kept as plain values in
`doc.user_data`, so they go through pickles, `nlp.pipe`, `DocBin` and `to_disk`.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from spacy.language import Language
from spacy.tokens import Doc, Span, SpanGroup

if TYPE_CHECKING:
    from checker.records import Quantity

NAME = "tieout_quantities"
KEY = "tieout_quantities"  # of `doc.user_data`
SPANS = "quantities"  # of `doc.spans`
LABEL = "QUANTITY"


@dataclass(frozen=True, slots=True, kw_only=True)
class DocQuantity:
    """One figure of a text; offsets count characters of `doc.text`."""

    text: str
    start: int
    end: int
    value: float | int | tuple[float | int, float | int]  # scale words applied; a pair for a range
    unit: str  # pint spelling, ISO 4217 code, percent, count:<noun>, count
    comparator: str  # = > < >= <= ~ range
    base_value: float  # the figure in `base_unit`; the middle of a range
    base_unit: str  # unit of its dimension in which figures are compared
    low: float | None  # what the figure can be, as precisely as it is written, in `base_unit`; None is unbounded
    high: float | None
    kind: str  # what is compared with what: length, count:person, currency:USD


class QuantityComponent:
    """Reads the quantities of a document; holds settings only, so it pickles and needs no files of its own."""

    def __init__(self, name: str, spans_key: str, decimal_comma: bool) -> None:
        self.name = name
        self.spans_key = spans_key
        self.decimal_comma = decimal_comma

    def __call__(self, doc: Doc) -> Doc:
        """Return the document with its quantities."""
        from checker.extract.quantities import find_quantities
        from checker.extract.times import find_times

        taken = [(time.start, time.end) for time in find_times(doc.text) if time.sort != "relative"]
        found = find_quantities(doc.text, taken, decimal_comma=self.decimal_comma)
        doc.user_data[KEY] = [_plain(doc.text, quantity) for quantity in found]
        spans = [doc.char_span(one.start, one.end, label=LABEL, alignment_mode="expand") for one in found]
        doc.spans[self.spans_key] = SpanGroup(doc, name=self.spans_key, spans=[span for span in spans if span])
        return doc


@Language.factory(NAME, default_config={"spans_key": SPANS, "decimal_comma": False}, assigns=["doc._.quantities"])
def create(nlp: Language, name: str, spans_key: str, decimal_comma: bool) -> QuantityComponent:
    """Return the component for a pipeline.

    Args:
        nlp: the pipeline; any language with white space between words, numbers are read as English writes them.
        name: of the component in the pipeline.
        spans_key: of the span group.
        decimal_comma: the texts write 1.234,56.
    """
    return QuantityComponent(name, spans_key, decimal_comma)


def _plain(text: str, quantity: Quantity) -> dict[str, Any]:
    """Return a quantity as values that `doc.to_bytes` can keep."""
    from checker.extract.quantities_jsonl import to_contract
    from checker.normalize import to_measurement

    measured = to_measurement("", quantity)
    return {
        "text": text[quantity.start : quantity.end],
        **to_contract(quantity),
        "base_value": measured.nominal,
        "base_unit": measured.unit,
        "low": measured.low,
        "high": measured.high,
        "kind": measured.kind,
    }


def _from_plain(plain: dict[str, Any]) -> DocQuantity:
    value = plain["value"]
    return DocQuantity(**plain | {"value": tuple(value) if isinstance(value, list | tuple) else value})


def quantities_of(doc: Doc) -> tuple[DocQuantity, ...]:
    """Return the quantities that the component found in a document; none where it has not run."""
    return tuple(_from_plain(plain) for plain in doc.user_data.get(KEY, ()))


def quantity_of(span: Span) -> DocQuantity | None:
    """Return the first quantity inside a span, or the one that it is a part of; None where there is neither."""
    plain = span.doc.user_data.get(KEY, ())
    met = [one for one in plain if one["start"] < span.end_char and span.start_char < one["end"]]
    return _from_plain(met[0]) if met else None


Doc.set_extension("quantities", getter=quantities_of, force=True)
Span.set_extension("quantity", getter=quantity_of, force=True)
