"""Earnings reports: what a figure measures, read from the words right before it."""

from __future__ import annotations

import pytest

from checker.collect import read_document
from checker.collect.walk import sources_of_texts
from checker.config import Settings
from checker.extract import find_claims
from checker.records import Claim

REPORT = """# Orvo Lenses Reports Third Quarter Fiscal Year 2031 Results

LUND, Sweden – May 6, 2031 – Third quarter highlights:

- Net sales of $3.2 billion versus $2.9 billion in Q2'31 and $2.4 billion in Q3'30
- Gross margin of 31.5% versus 30.6% in Q2'31 and 28.2% in Q3'30
- Net income of $215 million, or $1.43 per diluted share ($0.97 in Q3'30)
- GAAP gross margin 31.5% (vs 28.3% a year before); GAAP diluted EPS $0.43 vs $0.29; non-GAAP $0.51 vs $0.35.
- Fiscal 2031 revenue $12.5B (+47%).
- Consensus of analysts: revenue $3.1B, EPS $0.48.

Operating margin was 12.9% for the full year, down from 13.4% in FY2030. Gaming lens sales grew 31% to $2.2 billion.
Sales of frames grew 12% sequentially and 33% year over year.

GAAP and non-GAAP operating margins are expected to be 12.1 percent and 14.6 percent, respectively.
"""

# figure: attribute, what narrows it, as-of label, role, modality
FIGURES = {
    "$3.2 billion": ("sale", "", "2031-07-01/2031-09-30", "level", "asserted"),
    "$2.9 billion": ("sale", "", "2031-04-01/2031-06-30", "level", "asserted"),
    "$2.4 billion": ("sale", "", "2030-07-01/2030-09-30", "level", "asserted"),
    "30.6%": ("margin", "", "2031-04-01/2031-06-30", "level", "asserted"),
    "28.2%": ("margin", "", "2030-07-01/2030-09-30", "level", "asserted"),
    "$1.43": ("eps", "", "2031-07-01/2031-09-30", "level", "asserted"),
    "28.3%": ("margin", "gaap", "2030-07-01/2030-09-30", "level", "asserted"),
    "$0.43": ("eps", "gaap", "2031-07-01/2031-09-30", "level", "asserted"),
    "$0.29": ("eps", "gaap", "2031-07-01/2031-09-30", "from", "asserted"),
    "$0.51": ("eps", "adjust", "2031-07-01/2031-09-30", "level", "asserted"),
    "$0.35": ("eps", "adjust", "2031-07-01/2031-09-30", "from", "asserted"),
    "+47%": ("revenue", "", "2031", "change", "asserted"),
    "$3.1B": ("revenue", "", "2031-07-01/2031-09-30", "level", "planned"),
    "$0.48": ("eps", "", "2031-07-01/2031-09-30", "level", "planned"),
    "12.9%": ("margin", "", "2031", "level", "asserted"),
    "13.4%": ("margin", "", "2030", "from", "asserted"),
    "$2.2 billion": ("sale", "", "2031-07-01/2031-09-30", "to", "asserted"),
    "12%": ("sale", "", "2031-07-01/2031-09-30", "change", "asserted"),
    "33%": ("sale", "", "2031-07-01/2031-09-30", "change", "asserted"),
    "12.1 percent": ("margin", "gaap", "2031-07-01/2031-09-30", "level", "planned"),
    "14.6 percent": ("margin", "adjust", "2031-07-01/2031-09-30", "level", "planned"),
}


@pytest.fixture(scope="module")
def claims() -> dict[str, Claim]:
    """Return the claims of the report by the words of their figures."""
    (source,) = sources_of_texts({"a.md": REPORT})
    document = read_document(source, None, Settings())
    return {document.text[one.start : one.end].strip("()"): one for one in find_claims(document, Settings())}


@pytest.mark.parametrize("figure", FIGURES)
def test_figure_of_a_report(claims: dict[str, Claim], figure: str) -> None:
    claim = claims[figure] if figure in claims else claims[figure.lstrip("+")]
    attribute, base, label, role, modality = FIGURES[figure]
    bases = {"gaap", "adjust"} & {*claim.modifiers, *claim.attribute_lemmas}
    assert attribute in claim.attribute_lemmas
    assert (bases or {""}) == {base}
    assert claim.as_of is not None
    assert (claim.as_of.label, claim.role, claim.modality) == (label, role, modality)


@pytest.mark.parametrize(
    ("figure", "word"),
    [("12%", "sequential"), ("33%", "year-over-year"), ("$2.2 billion", "lens")],
)
def test_what_narrows_a_figure_of_a_report(claims: dict[str, Claim], figure: str, word: str) -> None:
    assert word in claims[figure].modifiers
