"""Rows of a reference file to a document with claims, as if a text had said them."""

from __future__ import annotations

import hashlib
from dataclasses import replace
from datetime import date
from decimal import Decimal

from checker.extract.hints import find_unit_hint
from checker.extract.quantities import find_quantities
from checker.extract.times import find_times
from checker.extract.words import label_words
from checker.records import AsOf, Block, Claim, Document, Phrase, Quantity
from checker.reference.rows import Mistakes, Row

ORIGIN = "reference"


def to_document(file: str, text: str, rows: list[Row]) -> Document:
    """Return the file as a document: a block for each row."""
    blocks = tuple(
        Block(number=number, kind="item", text=text[row.start : row.end], runs=((0, row.start),))
        for number, row in enumerate(rows)
    )
    data = text.encode("utf-8", "surrogatepass")
    return Document(
        id=file,
        text=text,
        blocks=blocks,
        reader=ORIGIN,
        encoding="utf-8",
        sha256=hashlib.sha256(data).hexdigest(),
        title=file.rpartition("/")[2],
    )


def to_claims(file: str, rows: list[Row], mistakes: Mistakes) -> tuple[Claim, ...]:
    """Return a claim for each row whose value and time can be read; the others are mistakes."""
    found = []
    for number, row in enumerate(rows):
        quantity = _quantity(row, mistakes)
        as_of = _as_of(row, mistakes)
        if quantity is not None:
            found.append(_claim(f"{file}#{number}", file, number, row, quantity, as_of))
    return tuple(found)


def _quantity(row: Row, mistakes: Mistakes) -> Quantity | None:
    """Return the value with its unit as the program's own scanner reads them, at the place of the value."""
    value, unit = row.cells.get("value"), row.text("unit")
    if value is None:
        return None
    tries = [f"{value.text} {unit}".strip(), f"{unit} {value.text}".strip(), f"{value.text}{unit}"]
    for words in tries:
        read = find_quantities(words)
        if len(read) == 1 and read[0].end - read[0].start >= len(words) - 1:
            return _placed(read[0], value.start, value.end)
    hint = find_unit_hint(f"({unit})") if unit else None
    read = find_quantities(value.text, hint=hint) if hint else ()
    if len(read) == 1:
        return _placed(read[0], value.start, value.end)
    day = _date(value.text) if not unit else None
    if day is not None:
        return _placed(day, value.start, value.end)
    shown = f"'{value.text}'" + (f" with the unit '{unit}'" if unit else "")
    mistakes.at(value.start, f"the value {shown} cannot be read as one figure; write 86 m, EUR 4.5 million, 40-50 %")
    return None


def _date(text: str) -> Quantity | None:
    """Return a date, month or year as the quantity that a document's "opened in 1931" is."""
    times = [one for one in find_times(text, bare_years=True) if one.low]
    if len(times) != 1 or times[0].end - times[0].start < len(text):
        return None
    low, high = (Decimal(date.fromisoformat(day).toordinal()) for day in (times[0].low, times[0].high))
    comparator = "=" if low == high else "range"
    return Quantity(
        start=0, end=len(text), low=low, high=high, step=Decimal(1), unit="date", comparator=comparator, form="date"
    )


def _placed(quantity: Quantity, start: int, end: int) -> Quantity:
    return replace(quantity, start=start, end=end, figure_start=start, figure_end=end)


def _as_of(row: Row, mistakes: Mistakes) -> AsOf | None:
    cell = row.cells.get("as-of")
    if cell is None:
        return None
    times = [one for one in find_times(cell.text, bare_years=True) if one.low]
    if len(times) != 1 or times[0].end - times[0].start < len(cell.text) - 3:
        mistakes.at(cell.start, f"'{cell.text}' cannot be read as a time; write 2023, 2023-06-30, June 2023 or Q2 2023")
        return None
    return AsOf(low=times[0].low, high=times[0].high, source="stated", text=cell.text, start=cell.start, end=cell.end)


def _claim(name: str, file: str, number: int, row: Row, quantity: Quantity, as_of: AsOf | None) -> Claim:
    lemmas = label_words(row.text("attribute"))
    counted = quantity
    if quantity.unit.startswith("count:") and not lemmas:
        lemmas = (quantity.unit.removeprefix("count:").split("/")[0],)
    subject = _phrase(row, "subject", "the reference's subject")
    scope = _phrase(row, "scope", "the reference's scope")
    attribute = _phrase(row, "attribute", "the reference's attribute")
    words = label_words(" ".join(row.text(column) for column in ("subject", "attribute", "scope", "unit")))
    return Claim(
        id=name,
        document=file,
        block=number,
        start=quantity.start,
        end=quantity.end,
        sentence_start=row.start,
        sentence_end=row.end,
        quantity=counted,
        subject=subject,
        attribute=attribute or Phrase(text=""),
        attribute_lemmas=tuple(dict.fromkeys(reversed(lemmas))),  # the head stands last: "operating profit"
        scope=(scope,) if scope else (),
        role="rate" if "/" in quantity.unit and not quantity.unit.startswith("count:") else "level",
        as_of=as_of,
        origin=ORIGIN,
        words=tuple(dict.fromkeys(words)),
        evidence=tuple(phrase for phrase in (subject, attribute, scope) if phrase),
    )


def _phrase(row: Row, column: str, how: str) -> Phrase | None:
    cell = row.cells.get(column)
    if cell is None:
        return None
    is_name = column == "subject" and any(word[:1].isupper() for word in cell.text.split())
    return Phrase(text=cell.text, start=cell.start, end=cell.end, label="ORG" if is_name else "", how=how)
