"""Rules of the user that select no figure at all: a misspelt attribute finds nothing, which looks like a pass."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from difflib import get_close_matches

from checker.records import Notice
from checker.verify import selection
from checker.verify.rules import Case, Rule, Selection

CODE = "T904"


def notices(rules: Iterable[Rule], case: Case) -> Iterator[Notice]:
    """Yield a notice for every rule of the user's own whose `select` fits no figure of any document."""
    for rule in rules:
        if rule.origin == "shipped" or rule.is_shipped or rule.kind == "coverage" or rule.select == Selection():
            continue
        if not any(selection.is_selected(rule.select, fact, case) for fact in case.facts.values()):
            told = f"{rule.code} {rule.name}: `select` fits no figure of any document{_hint(rule, case)}"
            yield Notice(code=CODE, message=told)


def _hint(rule: Rule, case: Case) -> str:
    known = sorted({word for fact in case.facts.values() for word in (fact.attribute, *fact.attribute.split())} - {""})
    near = [match for word in rule.select.attributes for match in get_close_matches(word, known, n=1, cutoff=0.6)]
    return f"; did you mean the attribute '{near[0]}'?" if near else "; `tieout facts` lists what they measure"
