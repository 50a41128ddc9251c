"""Kind `python`: a function of the user's own decides; the way out where no other kind fits.

check:
  kind: python
  function: local.py:my_rule        # in the rules folder; runs only with --allow-python-rules
  options: {most: 3}                # handed to the function as they are

The function takes a `checker.rule_api.Case` and gives `Hit`s. What it raises, or gives that is no `Hit`, is a notice:
the rule was not checked. It has ten seconds.
"""

from __future__ import annotations

import contextlib
import signal
import sys
import threading
from collections.abc import Callable, Iterable, Iterator, Mapping
from types import FrameType, MappingProxyType
from typing import cast

from checker import rule_api
from checker.records import Fact
from checker.verify import selection
from checker.verify.mentions import Mentions
from checker.verify.periods import is_dated
from checker.verify.rules import VERDICTS, Case, Draft, Rule

LIMIT_S = 10.0
MOST_HITS = 10_000


class Python:
    """Calls functions of the user."""

    name = "python"
    placeholders: frozenset[str] = frozenset()
    roles = frozenset({"current", "stale"})

    def model(self) -> type:
        """Return the pydantic model of this kind's `check:`."""
        from checker.verify.kind_models import PythonCheck

        return PythonCheck

    def judge(self, rules: tuple[Rule, ...], case: Case, count: Callable[[str], None]) -> Iterable[Draft]:
        """Return what the functions find; one that fails raises, and is a notice of the run."""
        for rule in rules:
            if rule.function is None:
                raise PermissionError("its Python function was not allowed to run")
            yield from _drafts(rule, case)


def _drafts(rule: Rule, case: Case) -> list[Draft]:
    chosen = {name: fact for name, fact in sorted(case.facts.items()) if selection.is_selected(rule.select, fact, case)}
    given = _case(rule, chosen, case)
    with _time_limit(LIMIT_S), contextlib.redirect_stdout(sys.stderr):
        hits = _listed(rule.function(given) if rule.function else ())
    return [_draft(rule, _checked(hit, chosen), chosen, case) for hit in hits]


def _listed(hits: object) -> list[object]:
    if hits is None:
        return []
    if isinstance(hits, str | bytes | Mapping) or not isinstance(hits, Iterable):
        raise TypeError(f"it gave {type(hits).__name__}, not Hit records")
    found: list[object] = []
    for hit in hits:
        found.append(hit)
        if len(found) > MOST_HITS:
            raise ValueError(f"it gave more than {MOST_HITS:,} hits")
    return found


def _checked(hit: object, chosen: Mapping[str, Fact]) -> rule_api.Hit:
    """Return a hit whose every field is what it should be; raise otherwise."""
    if not isinstance(hit, rule_api.Hit):
        raise TypeError(f"it gave {type(hit).__name__}, not a Hit record")
    figures = tuple(hit.figures) if not isinstance(hit.figures, str) else (hit.figures,)
    strange = [str(name) for name in (*figures, *hit.current) if name not in chosen]
    if strange:
        raise ValueError(f"it named the figure '{strange[0]}', which it was not given")
    if not figures:
        raise ValueError("it gave a Hit that names no figure")
    if hit.verdict not in VERDICTS:
        raise ValueError(f"'{hit.verdict}' is no verdict; known: {', '.join(VERDICTS)}")
    if not isinstance(hit.message, str):
        raise TypeError(f"its message is {type(hit.message).__name__}, not text")
    if not isinstance(hit.confidence, int | float) or not 0.0 <= hit.confidence <= 1.0:  # also refuses nan
        raise ValueError(f"its confidence is {hit.confidence}, must lie between 0 and 1")
    return hit


def _draft(rule: Rule, hit: rule_api.Hit, chosen: Mapping[str, Fact], case: Case) -> Draft:
    figures = (hit.figures,) if isinstance(hit.figures, str) else tuple(dict.fromkeys(hit.figures))
    inside = set(figures)
    labels = {chosen[name].as_of.label for name in figures if is_dated(chosen[name].as_of)}
    sides = tuple((name, "current" if name in hit.current else "stale") for name in figures) if hit.current else ()
    return Draft(
        rule=rule,
        verdict=hit.verdict,
        facts=figures,
        confidence=float(hit.confidence),
        topic=next((topic for topic in case.topics if inside <= set(topic.facts)), None),
        period=labels.pop() if len(labels) == 1 else "",
        current=tuple(name for name in figures if name in hit.current),
        sides=sides,
        steps=(f"found by the Python function {rule.check['function']}",),
        sentence=" ".join(hit.message.split())[:500] or rule.summary,
    )


def _case(rule: Rule, chosen: Mapping[str, Fact], case: Case) -> rule_api.Case:
    mentions = Mentions(case.claims, case.documents)
    figures = {name: _figure(fact, mentions) for name, fact in chosen.items()}
    questions = []
    for topic in case.topics:
        inside = tuple(figures[name] for name in topic.facts if name in figures)
        if len(inside) > 1 and not topic.is_echo:
            questions.append(
                rule_api.Question(
                    id=topic.id,
                    subject=topic.subject,
                    attribute=topic.attribute,
                    figures=inside,
                    probability=topic.probability,
                )
            )
    options = cast(Mapping[str, object], rule.check.get("options") or {})
    return rule_api.Case(
        figures=tuple(figures.values()), questions=tuple(questions), options=MappingProxyType(dict(options))
    )


def _figure(fact: Fact, mentions: Mentions) -> rule_api.Figure:
    shown, measured = mentions.of(fact), fact.measurement
    return rule_api.Figure(
        id=fact.id,
        document=fact.document,
        line=shown.line,
        quote=shown.quote,
        sentence=shown.sentence,
        subject=fact.subject,
        attribute=fact.attribute,
        value=None if measured.dimension in ("date", "clock") else measured.nominal,
        low=measured.low,
        high=measured.high,
        unit=measured.unit,
        comparator=measured.comparator,
        as_of=fact.as_of.label if is_dated(fact.as_of) else "",
        role=fact.role,
        modality=fact.modality,
        polarity=fact.polarity,
        speaker=fact.speaker,
        scope=fact.scope,
    )


@contextlib.contextmanager
def _time_limit(seconds: float) -> Iterator[None]:
    """Raise inside the block when it takes too long; only where the main thread of a system with alarms runs it."""
    if threading.current_thread() is not threading.main_thread() or not hasattr(signal, "setitimer"):
        yield
        return

    def stop(signum: int, frame: FrameType | None) -> None:
        raise TimeoutError(f"it took more than {seconds:g} seconds")

    before = signal.signal(signal.SIGALRM, stop)
    signal.setitimer(signal.ITIMER_REAL, seconds)
    try:
        yield
    finally:
        signal.setitimer(signal.ITIMER_REAL, 0)
        signal.signal(signal.SIGALRM, before)


KIND = Python()
