"""What gap a comparison allows: that of the rule, else that of the attribute, else that of the project."""

from __future__ import annotations

from collections.abc import Sequence

from checker.records import Topic
from checker.verify import selection
from checker.verify.amounts import ToMeasurement, read_amount
from checker.verify.compare import Context
from checker.verify.rules import Case, Rule, Selection, Tolerance


def of_settings(
    given: Sequence[tuple[str, str]], to_measurement: ToMeasurement | None
) -> tuple[tuple[str, Tolerance], ...]:
    """Return the tolerances of the settings by attribute; "" stands for every attribute.

    Args:
        given: attribute, and a share such as "1%" or an amount such as "5 km".
        to_measurement: the normalize stage's function.

    Raises:
        ValueError: an amount has a unit that is not known.
    """
    return tuple((name, _read(text.strip(), to_measurement)) for name, text in given)


def _read(text: str, to_measurement: ToMeasurement | None) -> Tolerance:
    if text.endswith("%"):
        return Tolerance(relative=float(text.rstrip("% ").replace(",", "").replace("_", "")) / 100, shown=text)
    return Tolerance(absolute=read_amount(text, to_measurement, "tolerances"), shown=text)


def tolerance_of(rule: Rule, case: Case, topic: Topic) -> Tolerance:
    """Return the gap that a rule allows between the facts of a topic."""
    if rule.tolerance.is_given or not case.tolerances:
        return rule.tolerance
    general = rule.tolerance
    for name, tolerance in case.tolerances:
        if not name:
            general = tolerance
        elif _is_about(name, topic, case):
            return tolerance
    return general


def _is_about(attribute: str, topic: Topic, case: Case) -> bool:
    wanted = Selection(attributes=(attribute,))
    return any(selection.is_selected(wanted, case.facts[name], case) for name in topic.facts)


def context_of(rule: Rule, case: Case, topic: Topic) -> Context:
    """Return what the facts of a topic are compared with: claims, documents, and the gap that is allowed."""
    tolerance = tolerance_of(rule, case, topic)
    return Context(
        claims=case.claims,
        documents=case.documents,
        relative=tolerance.relative,
        absolute=_absolute(tolerance, topic, case),
        rounding=rule.tolerance.rounding,
    )


def _absolute(tolerance: Tolerance, topic: Topic, case: Case) -> float:
    """Return an absolute tolerance in the topic's base unit, 0.0 where it is of another dimension."""
    if tolerance.absolute is None:
        return 0.0
    measured = case.facts[topic.facts[0]].measurement
    return abs(tolerance.absolute.nominal) if tolerance.absolute.unit == measured.unit else 0.0
