"""The pydantic models of a rule file; what they accept is what the schema of rules says.

Imported only when a user's own rules are read, and in tests: shipped packs were validated before they were shipped.
"""

from __future__ import annotations

import re
from typing import Annotated, Any, Literal

from pydantic import BaseModel, BeforeValidator, ConfigDict, Field, model_validator

from checker.verify.rules import CAUSES, ROUNDINGS, VERDICTS, days

Severity = Literal["error", "warning", "info"]
Same = Literal["entity", "attribute", "period", "scope", "conditions", "role", "modality", "speaker", "document"]
Name = Annotated[str, Field(min_length=1, max_length=200)]
Text = Annotated[str, Field(min_length=1, max_length=5000)]
Code = Annotated[str, Field(pattern=r"^[A-Z]{1,12}[0-9]{3,4}$")]


def as_list(value: Any) -> Any:
    """Read a lone word as a list of one, and `{any: true}` as no choice."""
    if isinstance(value, dict) and value == {"any": True}:
        return []
    return [value] if isinstance(value, str) else value


def _as_entity(value: Any) -> Any:
    return {"name": value} if isinstance(value, str | list) else value


def as_relative(value: Any) -> Any:
    """Read "1%" and 0.01 as the fraction 0.01."""
    if isinstance(value, str):
        found = re.fullmatch(r"([0-9]{1,3}(?:\.[0-9]{1,6})?) ?%", value.strip())
        if found is None:
            raise ValueError("write a share such as 1% or 0.01")
        return float(found[1]) / 100
    return value


class Model(BaseModel):
    """Refuses keys that it does not know."""

    model_config = ConfigDict(extra="forbid", populate_by_name=False, str_strip_whitespace=True)


class AnyWord(Model):
    """`{any: true}`: no choice."""

    any: Literal[True]


Words = Annotated[list[Name], BeforeValidator(as_list, json_schema_input_type=Name | list[Name] | AnyWord)]


class Globs(Model):
    """Documents by path."""

    include: Words = []
    exclude: Words = []


class Entity(Model):
    """Subjects by name or by the label of the entity recogniser."""

    name: Words = []
    type: Words = []
    with_: Literal["parts", None] = Field(default=None, alias="with")
    part_of: Name | None = Field(default=None, alias="part-of")


Named = Annotated[Entity, BeforeValidator(_as_entity, json_schema_input_type=Entity | Name | list[Name])]


class Qualifiers(Model):
    """Roles, modalities and modifiers that keep a fact out."""

    none_of: Words = Field(default=[], alias="none-of")


class Select(Model):
    """Which facts a rule looks at."""

    attribute: Words = []
    entity: Named | None = None
    qualifiers: Qualifiers | None = None
    documents: Globs | None = None


class ToleranceModel(Model):
    """The allowed gap."""

    rounding: Literal[ROUNDINGS] = "stated-precision"  # type: ignore[valid-type]
    relative: Annotated[float, BeforeValidator(as_relative, json_schema_input_type=float | str), Field(ge=0, le=1)] = (
        0.0
    )
    absolute: Annotated[str, Field(pattern=r"^[0-9][0-9_,]*(\.[0-9]+)? ?[^\s0-9].{0,40}$")] | None = None


class UpdateWhen(Model):
    """What makes a different value an update; either is enough."""

    revision_marker: bool = Field(default=False, alias="revision-marker")
    later_by: str | None = Field(default=None, alias="later-by")

    @model_validator(mode="after")
    def _check(self) -> UpdateWhen:
        if self.later_by is not None and days(self.later_by) is None:
            raise ValueError("later-by is a number of days, weeks, months or years, such as '90 days'")
        return self


class AgreeCheck(Model):
    """`check:` of kind agree."""

    kind: Literal["agree"]
    same: list[Same] = ["entity", "attribute", "period", "scope"]
    report: list[Literal[VERDICTS[:5]]] = ["conflict", "update", "disputed"]  # type: ignore[valid-type]
    cause: list[Literal["none", *CAUSES]] = []  # type: ignore[valid-type]
    tolerance: ToleranceModel | None = None
    update_when: UpdateWhen | None = Field(default=None, alias="update-when")


class Bind(Model):
    """Which facts a name of `holds` stands for."""

    attribute: Words = []
    entity: Named | None = None
    scope: Words = []
    role: Literal["level", "change", "increment", "share", "from", "to", "rate"] | None = None
    many: bool = False


class ArithmeticCheck(Model):
    """`check:` of kind arithmetic: a pattern the program finds by itself, or named facts and what must hold."""

    kind: Literal["arithmetic"]
    find: (
        Literal["converted-pair", "stated-change", "column-total", "sentence-total", "shares", "part-of-whole"] | None
    ) = None
    for_each: list[Literal["period", "document", "entity", "attribute", "table"]] = Field(
        default=["document", "period"], alias="for-each"
    )
    bind: dict[Annotated[str, Field(pattern=r"^[a-z][a-z0-9]{0,30}$")], Bind] = {}
    holds: Annotated[str, Field(max_length=500)] | None = None
    need: dict[str, Annotated[int, Field(ge=1, le=1000)]] = {}
    tolerance: ToleranceModel | None = None

    @model_validator(mode="after")
    def _check(self) -> ArithmeticCheck:
        if (self.find is None) == (self.holds is None):
            raise ValueError("give either 'find' or 'bind' with 'holds'")
        if self.holds is not None:
            from checker.verify.arithmetic.expression import names_of, parse

            unknown = sorted(names_of(parse(self.holds)) - set(self.bind))
            if unknown:
                raise ValueError(f"'{unknown[0]}' in 'holds' is bound to nothing")
            strange = sorted(set(self.need) - set(self.bind))
            if strange:
                raise ValueError(f"'{strange[0]}' in 'need' is bound to nothing")
        return self


class EntityModel(Model):
    """One entity of a vocabulary."""

    name: Name
    type: Annotated[str, Field(pattern=r"^[A-Z_]{2,30}$")] | None = None
    aliases: Words = []
    parts: Words = []
    not_same_as: Words = Field(default=[], alias="not-same-as")


class Expectation(Model):
    """What a test expects to be found."""

    verdict: Literal[VERDICTS]  # type: ignore[valid-type]
    severity: Severity | None = None
    evidence: list[Name] = []
    values: list[str | int | float] = []
    reason: Name | None = None


class TestModel(Model):
    """One case of a rule."""

    __test__ = False

    name: Name
    documents: Annotated[dict[Name, Text], Field(min_length=1)]
    expect: Annotated[
        list[Expectation],
        BeforeValidator(
            lambda value: [] if value == "none" else value,
            json_schema_input_type=Literal["none"] | list[Expectation],
        ),
    ]
    todo: Name | None = None
    now: Annotated[str, Field(pattern=r"^[0-9]{4}-[0-9]{2}-[0-9]{2}$")] | None = None
    entities: list[EntityModel] = []

    @model_validator(mode="after")
    def _check(self) -> TestModel:
        from checker.verify.marks import read_marks

        counts = {name: len(read_marks(text)[1]) for name, text in self.documents.items()}
        for place in (place for expected in self.expect for place in expected.evidence):
            name, _, number = place.rpartition("#")
            if name not in counts:
                raise ValueError(f"evidence '{place}' names no document of the test")
            if not number.isdigit() or not 1 <= int(number) <= counts[name]:
                raise ValueError(f"evidence '{place}': {name} has {counts[name]} marked figures")
        return self


class RuleModel(Model):
    """One rule."""

    id: Code
    name: Annotated[str, Field(pattern=r"^[a-z0-9]+(-[a-z0-9]+)*$", max_length=60)]
    summary: Text
    why: Text = ""
    how_to_fix: Text = Field(default="", alias="how-to-fix")
    severity: Severity = "error"
    status: Literal["stable", "preview", "deprecated"] = "stable"
    former_ids: Annotated[list[Code], BeforeValidator(as_list, json_schema_input_type=Code | list[Code])] = Field(
        default=[], alias="former-ids"
    )
    replaced_by: Code | None = Field(default=None, alias="replaced-by")
    tags: Words = []
    docs: Name | None = None
    select: Select = Select()
    check: dict[str, Any]
    message: Text = ""
    tests: list[TestModel] = []


class PackModel(Model):
    """One rule file."""

    version: Literal[1]
    namespace: Annotated[str, Field(pattern=r"^[A-Z]{1,12}$")]
    rules: Annotated[list[RuleModel], Field(min_length=1)]


class TestFileModel(Model):
    """Tests beside a rule file: `NAME.test.yaml`."""

    __test__ = False

    version: Literal[1]
    tests: dict[Code, list[TestModel]]


class VocabularyModel(Model):
    """A file of entities."""

    version: Literal[1]
    entities: list[EntityModel]
