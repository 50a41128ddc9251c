"""On what ground two values are a conflict, an update or not comparable: one reason code each."""

from __future__ import annotations

from itertools import product

import pytest

from checker.verify.rules import REASONS

PAIRS = [("40", "55"), ("1250", "1320"), ("7", "9"), ("300", "880"), ("61", "64")]
Y15, Y16 = "2015-01-01/2015-12-31", "2016-01-01/2016-12-31"
FACETS = [
    ("count:person", "headcount"),
    ("kilometer", "length"),
    ("USD", "price"),
    ("megabyte", "memory"),
]
# reason -> kind of attribute, first and second statement, what comes of it
GROUNDS = {
    "same-period-same-scope": ("level", {"at": Y16}, {"at": Y16}, ("conflict", "error")),
    "newer-document": ("limit", {"date": "2015-03-01"}, {"date": "2016-03-01"}, ("update", "warning")),
    "explicit-correction": ("level", {"at": Y16}, {"at": Y16, "moves": "restated"}, ("update", "warning")),
    "unknown-period": ("level", {}, {}, ("conflict", "warning")),
    "different-period": ("flow", {"at": Y15}, {"at": Y16}, ("none", "period")),
    "different-scope": ("level", {"at": Y16}, {"at": Y16}, ("none", "scope")),
}
CASES = [(reason, facet, pair) for reason in GROUNDS for facet, pair in product(FACETS, PAIRS)]


def test_there_are_twenty_cases_of_every_reason():
    """RA18: a set of at least twenty cases for each reason code."""
    assert set(GROUNDS) == set(REASONS)
    assert all(sum(case[0] == reason for case in CASES) >= 20 for reason in REASONS)


@pytest.mark.parametrize(("reason", "facet", "pair"), CASES, ids=lambda value: "-".join(value) if value else "")
def test_the_ground_is_the_reason(folder, reason, facet, pair):
    """RA18: contradiction, update, other period and other definition are kept apart and named."""
    kind, first, second, (verdict, severity) = GROUNDS[reason]
    unit, attribute = facet
    place = "a.md" if reason == "different-scope" else "b.md"  # one document that gives both values side by side
    a = folder.say("a.md", pair[0], pair[0], unit, kind=kind, attribute=attribute, **first)
    b = folder.say(place, pair[1], pair[1], unit, kind=kind, attribute=attribute, **second)
    if reason == "different-scope":
        claim = folder.claims[b.id]
        same = {"sentence_start": folder.claims[a.id].sentence_start, "block": claim.block}
        folder.claims[b.id] = type(claim)(**{name: same.get(name, getattr(claim, name)) for name in claim.__slots__})
    verdicts = folder.verify()
    if verdict == "none":
        assert verdicts.findings == ()
        assert dict(verdicts.not_comparable) == {severity: 1}
        return
    (found,) = verdicts.findings
    assert (found.kind, found.reason, found.severity) == (verdict, reason, severity)


def test_an_unknown_period_is_never_an_error(folder):
    """RA18: not even where the settings say so."""
    from checker.config import Settings

    folder.say("a.md", "40", "40")
    folder.say("b.md", "55", "55")
    found = folder.verify(settings=Settings(severity_overrides=(("T1", "error"),))).findings
    assert [(one.reason, one.severity) for one in found] == [("unknown-period", "warning")]
