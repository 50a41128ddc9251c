"""Which roles, modalities and polarities may meet at all, and which may contradict each other.

Increment against total, goal against actual, proposed against agreed, hypothetical against asserted, a figure quoted
only to deny it: never a conflict (hard definition 4).
"""

from __future__ import annotations

from collections.abc import Mapping

from checker.records import Claim, Fact

STATES = frozenset({"level", "to", "from"})  # a value that held at some time
PARTS = frozenset({"share", "rate"})
SHARE_DIMENSIONS = frozenset({"share", "percent"})


_WHAT_IF = frozenset(
    {"would", "could", "might", "may"}
)  # what else is supposed is an example: "if you have 30 buckets"


def obstacle(a: Fact, b: Fact, claims: Mapping[str, Claim]) -> str:
    """Return the reason why two facts are not compared at all, "" where they are."""
    if a.polarity != b.polarity:  # a denial is compared whatever its role and modality
        return "modality" if "hypothetical" in (a.modality, b.modality) else ""
    if not _roles_meet(a, b):
        return "role"
    if "hypothetical" in (a.modality, b.modality) and not _say_one(a, b, claims):
        return "modality"
    return ""


def _say_one(a: Fact, b: Fact, claims: Mapping[str, Claim]) -> bool:
    """Return whether two texts give one figure for what would be: "would own 8%" and "is to own 8%" can agree."""
    if a.measurement.nominal != b.measurement.nominal:
        return False
    return not any(fact.modality == "hypothetical" and not _is_outcome(claims[fact.id]) for fact in (a, b))


def _is_outcome(claim: Claim) -> bool:
    return any(one.label == "modality" and one.text.lower() in _WHAT_IF for one in claim.evidence)


def obstacle_to_conflict(a: Fact, b: Fact) -> str:
    """Return the reason why two facts with different values do not contradict each other, "" where they may."""
    if a.polarity == b.polarity == "denied":  # neither source says that its figure holds
        return "modality"
    if a.modality != b.modality:
        return "modality"
    return ""


def _roles_meet(a: Fact, b: Fact) -> bool:
    if a.role == b.role or {a.role, b.role} <= STATES:
        return True
    if "/" in a.measurement.unit and "/" in b.measurement.unit and {a.role, b.role} <= STATES | {"rate"}:
        return True  # "742 m³/s" is a rate and a level alike
    is_one_value = a.measurement.nominal == b.measurement.nominal
    if is_one_value and a.per and a.per == b.per and {a.role, b.role} <= STATES | {"rate"}:
        return True  # "40 boards per team", and "Boards per team | 40"
    if "share" in (a.role, b.role) and a.measurement.nominal == b.measurement.nominal:
        return True  # what is a part of one figure may be all of another: they can agree, and cannot conflict
    is_share = a.measurement.dimension in SHARE_DIMENSIONS and b.measurement.dimension in SHARE_DIMENSIONS
    return is_share and {a.role, b.role} <= STATES | PARTS  # "a 20% rate" and "20% of exports" read alike
