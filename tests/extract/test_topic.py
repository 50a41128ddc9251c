"""What a document is about: from its title, its publisher or its text."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace

import pytest

from checker.config import Settings
from checker.extract.reading import read_document
from checker.records import Document

# title, publisher, text, topic
TOPICS = [
    ("Varnholm limits", "", "- Seats: 40", "Varnholm"),
    ("Varnholm API reference", "", "- Seats: 40", "Varnholm"),
    ("Varnholm survey: tables", "", "- Seats: 40", "Varnholm"),
    ("Interim report, first quarter", "Varnholm Pumps", "- Sales: EUR 5m", "Varnholm Pumps"),
    ("Plans and prices", "Varnholm sales", "- Seats: 40", "Varnholm"),
    ("Results for analysts", "Varnholm Pumps investor relations", "- Sales: EUR 5m", "Varnholm Pumps"),
    ("Rain floods the old town", "Varnholm Courier", "- Streets: 40", ""),
    ("Varnholm Announces Record Third Quarter Results", "", "- Sales: EUR 5m", "Varnholm"),
    ("Varnholm Pumps - Earnings Call - Q4 2025", "", "- Sales: EUR 5m", "Varnholm Pumps"),
    ("Quotas in Arvo LedgerDB", "", "- Tables: 40", "Arvo LedgerDB"),
    ("Limits of LedgerDB", "", "LedgerDB has limits. - Tables: 40", "LedgerDB"),
    (
        "What's new in Varnholm Ledger Plus",
        "",
        "A Varnholm Ledger Plus book now holds 40 pages.",
        "Varnholm Ledger Plus",
    ),
    (
        "Writing notes with your Varnholm pen",
        "",
        "A Varnholm pen writes. Buy a Varnholm in May: each Varnholm costs $4.",
        "Varnholm",
    ),
]


@pytest.mark.parametrize(("title", "publisher", "text", "topic"), TOPICS)
def test_topic(lines: Callable[..., Document], title: str, publisher: str, text: str, topic: str) -> None:
    document = replace(lines([text], title=title), publisher=publisher)
    found = read_document(document, Settings()).topic
    assert (found.text if found else "") == topic


def test_the_unit_of_a_figure_is_no_name(lines) -> None:
    from checker.config import Settings
    from checker.extract.reading import read_document

    reading = read_document(
        lines(["Pump C at Skerby Point has a power of 1,010 kW. Pump A weighs 4.2 tonnes."]), Settings()
    )
    names = {name.text for sentence in reading.sentences for name in sentence.names}
    assert names
    assert not any("kW" in name for name in names)
