"""What users say of names: aliases, parts, types, and pairs that are never one thing."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True, kw_only=True)
class Named:
    """One entity of the user's vocabulary."""

    name: str  # canonical, as it is to be shown
    type: str = ""  # entity label: ORG, GPE, PERSON, PRODUCT; "" leaves it to the recogniser
    aliases: tuple[str, ...] = ()
    parts: tuple[str, ...] = ()  # entities that are parts of it: segments, districts
    not_same_as: tuple[str, ...] = ()  # names that look alike and are something else
    line: int = 0  # where it stands in its file


@dataclass(frozen=True, slots=True, kw_only=True)
class Vocabulary:
    """The entities of a user's file; empty where there is none."""

    entities: tuple[Named, ...] = ()
    file: str = ""  # name of the file, for notices

    @property
    def aliases(self) -> dict[str, str]:
        """Other name -> canonical name."""
        return {alias: one.name for one in self.entities for alias in one.aliases}

    @property
    def never(self) -> frozenset[tuple[str, str]]:
        """Pairs of names that are two things."""
        return frozenset((one.name, other) for one in self.entities for other in one.not_same_as)
