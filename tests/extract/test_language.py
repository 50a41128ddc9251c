"""What the wording around a figure makes of it: text, figure -> one field of its claim."""

from __future__ import annotations

import re
from collections.abc import Callable
from pathlib import Path

import pytest

from checker.config import Settings
from checker.extract import find_claims
from checker.records import Claim, Document

TABLE = Path(__file__).parent / "language_cases.txt"


def cases() -> list[tuple[str, str, str]]:
    """Return the rows of the table: text, words of the figure, what is wanted."""
    lines = TABLE.read_text(encoding="utf-8").splitlines()
    rows = [line.split(" | ") for line in lines if line and not line.startswith("#")]
    return [(text.replace("\\n", "\n"), quote, want) for text, quote, want in rows]


def field_of(claim: Claim, name: str) -> str:
    """Return one field of a claim as text; the members of a list joined."""
    subject = claim.subject.text if claim.subject else ""
    fields = {
        "scope": " ; ".join(phrase.text for phrase in claim.scope),
        "mods": " ".join(claim.modifiers),
        "attr": " ".join(claim.attribute_lemmas),
        "lemmas": " ".join(claim.attribute_lemmas),
        "form": claim.quantity.form,
        "unit": claim.quantity.unit,
        "year": claim.event_year,
        "speaker": claim.speaker.text if claim.speaker else "",
        "subject": subject,
        "label": claim.subject.label if claim.subject else "",
    }
    return fields[name] if name in fields else str(getattr(claim, name))


@pytest.mark.parametrize(("text", "quote", "want"), cases())
def test_wording(lines: Callable[..., Document], text: str, quote: str, want: str) -> None:
    document = lines(text.split("\n"))
    claims = find_claims(document, Settings())
    quotes = {document.text[claim.start : claim.end]: claim for claim in claims}
    match = re.fullmatch(r"(\w+)([=~!])(.*)", want)
    assert match
    name, sign, value = match.groups()
    if name == "none":
        assert not any(value in one for one in quotes)
        return
    claim = next((claim for words, claim in quotes.items() if quote in words), None)
    assert claim is not None, quotes
    got = field_of(claim, name)
    if sign == "=":
        assert got == value
    elif sign == "!":
        assert value not in got
    else:
        assert any(all(word in got for word in one.split()) for one in value.split("|")), got
