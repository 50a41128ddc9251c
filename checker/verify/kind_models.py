"""The pydantic models of `check:` for the kinds authority, range, coverage, derived and trend."""

from __future__ import annotations

from typing import Annotated, Literal

from pydantic import BeforeValidator, Field, model_validator

from checker.verify.amounts import PATTERN
from checker.verify.models import Globs, Model, Same, ToleranceModel, Words, as_list, as_relative

Part = Literal["document", "period", "entity", "attribute", "scope", "table"]
Parts = Annotated[list[Part], BeforeValidator(as_list, json_schema_input_type=Part | list[Part])]
Role = Literal["level", "change", "increment", "share", "from", "to", "rate"]
Roles = Annotated[list[Role], BeforeValidator(as_list, json_schema_input_type=Role | list[Role])]
Amount = Annotated[
    str, BeforeValidator(lambda value: str(value), json_schema_input_type=float | str), Field(pattern=PATTERN)
]
Share = Annotated[float, BeforeValidator(as_relative, json_schema_input_type=float | str), Field(ge=0, le=100)]


class NamedGlobs(Globs):
    """Documents by path; at least one pattern says which."""

    @model_validator(mode="after")
    def _check(self) -> NamedGlobs:
        if not self.include:
            raise ValueError("name the documents: include: ['datasheets/**']")
        return self


class Source(Model):
    """Which documents have the last word."""

    documents: NamedGlobs
    newest: bool = False


class AuthorityCheck(Model):
    """`check:` of kind authority: every other document agrees with the source."""

    kind: Literal["authority"]
    source: Source
    same: list[Same] = Field(default=["entity", "attribute", "period", "scope"])
    tolerance: ToleranceModel | None = None


class RangeCheck(Model):
    """`check:` of kind range: values within bounds, or written in given units."""

    kind: Literal["range"]
    min: Amount | None = None
    max: Amount | None = None
    units: Words = Field(default=[])
    role: Roles = Field(default=["level", "share", "from", "to", "rate"])

    @model_validator(mode="after")
    def _check(self) -> RangeCheck:
        if self.min is None and self.max is None and not self.units:
            raise ValueError("give 'min', 'max' or 'units'")
        return self


class NotOlder(Model):
    """Copies are not older than these documents."""

    documents: NamedGlobs


class CoverageCheck(Model):
    """`check:` of kind coverage: a fact stands in all, or at least N, documents."""

    kind: Literal["coverage"]
    for_each: Parts = Field(default=["entity", "attribute"], alias="for-each")
    documents: NamedGlobs | None = None
    at_least: Literal["all"] | Annotated[int, Field(ge=1, le=100_000)] = Field(default="all", alias="at-least")
    not_older_than: NotOlder | None = Field(default=None, alias="not-older-than")

    @model_validator(mode="after")
    def _check(self) -> CoverageCheck:
        if (self.documents is None) == (self.not_older_than is None):
            raise ValueError("give either 'documents' that must state the fact, or 'not-older-than'")
        if self.documents is None and "at_least" in self.model_fields_set:
            raise ValueError("'at-least' counts 'documents'; it says nothing beside 'not-older-than'")
        return self


class DerivedCheck(Model):
    """`check:` of kind derived: a stated change follows from the two values that it compares."""

    kind: Literal["derived"]
    change: list[Literal["percent", "points", "difference"]] = Field(default=["percent", "points", "difference"])
    within: list[Literal["sentence", "paragraph", "document", "folder"]] = Field(
        default=["sentence", "paragraph", "document"]
    )
    percent_vs_points: Literal["distinct", "lenient"] = Field(default="distinct", alias="percent-vs-points")
    tolerance: ToleranceModel | None = None


class TrendCheck(Model):
    """`check:` of kind trend: a series goes one way, or changes by no more than a share per step."""

    kind: Literal["trend"]
    for_each: Parts = Field(default=["entity", "attribute", "scope"], alias="for-each")
    direction: Literal["rising", "falling"] | None = None
    most_change: Share | None = Field(default=None, alias="most-change")
    need: Annotated[int, Field(ge=2, le=1000)] = 2
    tolerance: ToleranceModel | None = None

    @model_validator(mode="after")
    def _check(self) -> TrendCheck:
        if self.direction is None and self.most_change is None:
            raise ValueError("give 'direction', 'most-change', or both")
        return self


class PythonCheck(Model):
    """`check:` of kind python: a function of the user's own."""

    kind: Literal["python"]
    function: Annotated[str, Field(pattern=r"^[^:\x00]{1,200}\.py:[A-Za-z_][A-Za-z0-9_]{0,80}$")]
    options: dict[Annotated[str, Field(max_length=60)], str | int | float | bool | list[str | int | float]] = Field(
        default={}
    )


class NoticeCheck(Model):
    """`check:` of kind notice: for the program's own codes."""

    kind: Literal["notice"]
    of: Literal[
        "expired",
        "unused",
        "language",
        "nothing-selected",
        "failed",
        "manifest",
        "renamed",
        "unmet-alias",
        "unclear-suppression",
    ]
