"""The reference pages of rules: the format of a rule file, one page per kind, one page per shipped rule."""

from __future__ import annotations

import json
from collections.abc import Mapping
from typing import Any, cast

from doc_pages import PARTS, words
from doc_tables import anchor_links, code, fenced, model_table, page, table

SECTIONS = (  # heading, model, what stands under it
    ("A rule file", "PackModel", ""),
    ("A rule", "RuleModel", ""),
    ("select", "Select", "A figure is looked at where it fits every key that is given."),
    ("entity", "Entity", "Under `select` and `bind`. A lone name or a list of names means `{name: ...}`."),
    ("qualifiers", "Qualifiers", ""),
    ("documents", "Globs", "Wherever documents are named."),
    ("tolerance", "ToleranceModel", "Either share or amount, or both: the larger gap counts."),
    ("tests", "TestModel", "Under `tests:` of a rule, or in `NAME.test.yaml` beside `NAME.yaml`, by code."),
    ("expect", "Expectation", "A finding of the rule that no entry names fails the case."),
    ("entities", "EntityModel", "In `entities.yaml`, and in a test."),
    ("A file of tests", "TestFileModel", ""),
    ("A file of names", "VocabularyModel", ""),
)
OF_KIND = {  # parts of `check:` that have keys of their own
    "agree": ("UpdateWhen",),
    "arithmetic": ("Bind",),
    "authority": ("Source",),
    "coverage": ("NotOlder",),
}
PARTS_OF = {"UpdateWhen": "update-when", "Bind": "bind", "Source": "source", "NotOlder": "not-older-than"}


def schemas() -> dict[str, dict[str, Any]]:
    """Return the schema of every model of a rule file by name."""
    from pydantic.json_schema import models_json_schema

    from checker.verify import models
    from checker.verify.schema import rule_schema

    every = [models.PackModel, models.TestFileModel, models.VocabularyModel]
    _, made = models_json_schema([(one, "validation") for one in every], by_alias=True)
    return {**made["$defs"], **rule_schema()["$defs"]}


def kinds() -> Mapping[str, Any]:
    """Return the kinds that a user's rule may have, by name."""
    from checker import plugins

    found = {one.name: one for one in plugins.find_members("verify.kinds", "KIND").values()}
    return {name: found[name] for name in sorted(found) if name != "notice"}


def rule_files() -> str:
    """Return the page of the format of a rule file."""
    from checker.verify.messages import COMMON, OF_MENTION

    found = schemas()
    parts = [part for head, name, lead in SECTIONS for part in (f"## {head}", lead, model_table(name, found))]
    about = words("placeholders")
    common = table(("name", "stands for"), ((code("{" + name + "}"), about[name]) for name in about if name in COMMON))
    if missing := COMMON - set(about):
        raise SystemExit(f"docs_parts/words.toml [placeholders]: {', '.join(sorted(missing))} is missing")
    names = " ".join(code("." + name) for name in OF_MENTION)
    listed = ", ".join(f"[{name}](kinds/{name}.md)" for name in kinds())
    return page(
        "Rule files",
        (PARTS / "rule_files.md").read_text(encoding="utf-8"),
        *parts,
        f"## check\n\n`kind` says which of the other keys there are. The kinds: {listed}.",
        f"## Names in messages\n\nFigures have the parts {names}: `{{a.value}}`. Every kind knows the figures `a` and "
        "`b`; what else it knows stands on its page.",
        common,
    )


def kind_page(name: str) -> str:
    """Return the page of one kind: words and examples by hand, keys from the models."""
    found, kind = schemas(), kinds()[name]
    model = kind.model().__name__
    text = (PARTS / "kinds" / f"{name}.md").read_text(encoding="utf-8")
    parts = [anchor_links(model_table(model, found), "../rule-files.md")]
    for part in OF_KIND.get(name, ()):
        parts += [f"### {PARTS_OF[part]}", anchor_links(model_table(part, found), "../rule-files.md")]
    known = [*sorted(kind.placeholders), *(f"{role}.value" for role in sorted(kind.roles))]
    shown = " ".join(code("{" + one + "}") for one in known)
    extra = (
        f"## Names in messages\n\nBeside [those of every rule](../rule-files.md#names-in-messages): {shown}"
        if known
        else ""
    )
    keys = "\n\n".join(parts).replace("(../rule-files.md#update-when)", "(#update-when)")
    for part in OF_KIND.get(name, ()):
        keys = keys.replace(f"(../rule-files.md#{PARTS_OF[part]})", f"(#{PARTS_OF[part]})")
    return page(f"Kind `{name}`", text, "## Keys of `check`", keys, extra)


def rule_index() -> str:
    """Return the page that lists every shipped rule."""
    rows: dict[str, list[tuple[str, ...]]] = {}
    for rule in shipped():
        rows.setdefault(rule.pack, []).append(
            (f"[`{rule.code}`]({rule.code}.md)", rule.name, rule.severity, rule.summary)
        )
    heads = ("rule", "name", "severity", "what must hold")
    parts = [part for pack, found in rows.items() for part in (f"## {pack}", _PACKS.get(pack, ""), table(heads, found))]
    lead = (
        "The pack `core` always runs. Every other pack runs where it is named: `--rules finance`, or `rules = "
        '["finance"]` in the settings. `tieout rules show CODE` prints what stands on the page of a rule.'
    )
    return page("Rules", lead, *parts)


_PACKS = {
    "core": "What is found without any rule of your own. `T9xx` are notices: what the program says of a run.",
    "docs": "For product documentation.",
    "finance": "For reports and what is written about them.",
    "news": "For coverage of one event by many.",
    "reference": "Runs where `--reference` names facts or a document that is the authority.",
    "science": "For papers, studies and measurements.",
}


def shipped() -> list[Any]:
    """Return every shipped rule and notice, `core` first, by code."""
    from checker import normalize
    from checker.reference.checking import rule_of
    from checker.verify import packs

    others = [str(path) for name, path in packs.shipped_packs().items() if name != packs.CORE]
    found = packs.load((*others,), normalize.to_measurement)
    return sorted(
        (*found.rules, *found.notices, rule_of()), key=lambda one: (one.pack != packs.CORE, one.pack, one.code)
    )


def rule_page(rule: Any, cases: list[Any]) -> str:
    """Return the page of one shipped rule."""
    status = rule.status if rule.status != "stable" else ""
    marks = {"name": code(rule.name), "severity": rule.severity, "pack": rule.pack, "tags": ", ".join(rule.tags)}
    marks["status"] = status
    parts = [rule.summary, table(("", ""), (one for one in marks.items() if one[1]))]
    if rule.kind == "notice":
        parts.append("A notice: it stands beside the findings and points at no pair of figures.")
    for head, body in (("Why", rule.why), ("How to fix", rule.how_to_fix)):
        parts.append(f"## {head}\n\n{body}" if body else "")
    if rule.pack == "reference":
        parts.append("How to: [check against reference facts](../../how-to/reference-facts.md).")
    elif rule.kind != "notice":
        parts.append(
            f"## Check\n\nKind [`{rule.kind}`](../kinds/{rule.kind}.md).\n\n{fenced(_yaml(rule.check), 'yaml')}"
        )
        parts += _examples(rule, cases)
    return page(rule.code, *parts)


def _yaml(check: Mapping[str, object]) -> str:
    return "check:\n" + "\n".join(f"  {key}: {_flow(value)}" for key, value in check.items())


def _flow(value: object) -> str:
    if isinstance(value, Mapping):
        return "{" + ", ".join(f"{key}: {_flow(item)}" for key, item in value.items()) + "}"
    if isinstance(value, list | tuple):
        return "[" + ", ".join(_flow(item) for item in value) + "]"
    if isinstance(value, str):
        return value if value.replace("-", "").replace(" ", "").isalnum() else json.dumps(value, ensure_ascii=False)
    return json.dumps(value)


def _examples(rule: Any, cases: list[Any]) -> list[str]:
    found = []
    own = [case for case in cases if case.rule == rule.code and not case.todo]
    for head, is_firing in (("Fires on", True), ("Silent on", False)):
        case = next((one for one in own if bool(one.expected) is is_firing), None)
        if case is not None:
            lines = [f"{name}:\n" + "\n".join(f"  {line}" for line in text.rstrip().splitlines())
                     for name, text in case.documents.items()]  # fmt: skip
            found.append(f"## {head}\n\n{case.name[:1].upper()}{case.name[1:]}:\n\n" + fenced("\n".join(lines)))
    return found


def rule_cases() -> list[Any]:
    """Return the tests of all shipped rules."""
    from checker import normalize
    from checker.verify import packs, rule_tests

    return cast(list[Any], rule_tests.read_cases(list(packs.shipped_packs()), normalize.to_measurement)[1])
