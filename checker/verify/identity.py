"""Ids of findings: a hash of what was found, never of where it stands."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterable

from checker.records import Fact

LENGTH = 16


def finding_id(
    code: str, subject: str, attribute: str, period: str, facts: Iterable[Fact], extra: Iterable[str] = ()
) -> str:
    """Return the id of a finding: rule, subject, attribute, period, scope and the documents' values.

    Moving a sentence keeps it; another value, document or rule makes another id. Order of facts does not matter.
    """
    known = list(facts)
    scope = sorted({word for fact in known for word in fact.scope})
    values = sorted({(fact.document, _value(fact), fact.polarity) for fact in known})
    key = [code, subject.casefold(), attribute.casefold(), period, scope, values, sorted(extra)]
    return hashlib.sha256(json.dumps(key, ensure_ascii=True).encode("ascii")).hexdigest()[:LENGTH]


def _value(fact: Fact) -> str:
    measured = fact.measurement
    return f"{measured.comparator}{measured.nominal:.10g} {measured.unit}"
