"""Reads rule packs: YAML files become rules; every mistake of every file is collected, then raised once."""

from __future__ import annotations

import hashlib
from collections.abc import Mapping, Sequence
from dataclasses import replace
from difflib import get_close_matches
from pathlib import Path
from typing import Any, cast

from checker import plugins, resources
from checker.errors import RuleError, UsageError
from checker.verify import messages
from checker.verify.amounts import ToMeasurement, read_amount
from checker.verify.guarded_yaml import MOST_BYTES, Tree, read_tree
from checker.verify.python_rules import CONSENT, Functions
from checker.verify.rules import Kind, Pack, Packs, Rule, Selection, Tolerance

CORE = "core"  # the pack that always runs; the others run where a user names them
AMOUNTS = ("min", "max")  # keys of `check:` that hold a figure with a unit
SUFFIXES = (".yaml", ".yml")
TEST_SUFFIXES = (".test.yaml", ".test.yml")
_HEAD = b"\nrules:"  # of every rule file


def load(
    paths: tuple[str | Path, ...],
    to_measurement: ToMeasurement | None = None,
    tolerances: Sequence[tuple[str, str]] = (),
    *,
    allow_python: bool | None = False,
) -> Packs:
    """Return the shipped packs and those at `paths`.

    Args:
        paths: files or folders, names of shipped packs, or names of installed rule plug-ins.
        to_measurement: reads amounts such as "5 km".
        tolerances: of the settings, by attribute; for rules that state none.
        allow_python: whether rules may call Python functions, which run with the user's rights; None reads the
            rules without their functions, to list them.

    Raises:
        RuleError: a file cannot be read or holds mistakes; all of them are listed.
    """
    mistakes: list[str] = []
    shipped = shipped_packs()
    packs = [_shipped(shipped[CORE])] if CORE in shipped else []
    for path in dict.fromkeys(str(path) for path in paths):
        if path != CORE:
            packs.extend(_own(path, to_measurement, mistakes, allow_python))
    _check_codes(packs, mistakes)
    if mistakes:
        raise RuleError(tuple(mistakes))
    return Packs(
        packs=tuple(pack for pack in packs if pack.rules), tolerances=_project_tolerances(tolerances, to_measurement)
    )


def _project_tolerances(
    given: Sequence[tuple[str, str]], to_measurement: ToMeasurement | None
) -> tuple[tuple[str, Tolerance], ...]:
    from checker.verify import tolerances

    try:
        return tolerances.of_settings(given, to_measurement)
    except ValueError as error:
        raise RuleError((f"tolerances: {error.args[0]}",)) from error


def shipped_packs() -> dict[str, Path]:
    """Return the folders of the packs that come with the program, by name."""
    root = resources.data_folder("rules")
    return {path.name: path for path in sorted(root.iterdir()) if path.is_dir()} if root.is_dir() else {}


def resolve_pack(path: str | Path) -> Path:
    """Return the folder of a shipped pack that is called by its name; a path that holds rules stays what it is.

    A folder "docs" of documents is no rules, so `--rules docs` beside it is the pack.
    """
    here, pack = Path(path), shipped_packs().get(str(path))
    return here if pack is None or _holds_rules(here) else pack


def _holds_rules(path: Path) -> bool:
    if path.is_dir():
        return any(_HEAD in b"\n" + file.read_bytes()[:MOST_BYTES] for file in yaml_files(path))
    return path.exists()


def _shipped(folder: Path) -> Pack:
    """Read a pack that was validated before it was shipped: no models, so that a run starts quickly."""
    rules: list[Rule] = []
    digest = hashlib.sha256()
    for file in _rule_files(folder):
        data = file.read_bytes()
        digest.update(data.replace(b"\r\n", b"\n"))
        tree = read_tree(data.decode("utf-8"))
        rules.extend(_rule(raw, folder.name, file.name, None) for raw in tree.data["rules"])
    shipped = tuple(replace(rule, is_shipped=True, origin="shipped") for rule in rules)
    return Pack(
        name=folder.name,
        version="1",
        sha256=digest.hexdigest()[:16],
        rules=tuple(rule for rule in shipped if rule.kind != "notice"),
        notices=tuple(rule for rule in shipped if rule.kind == "notice"),
    )


def _rule_files(path: Path) -> list[Path]:
    if path.is_file():
        return [path]
    return [file for file in yaml_files(path) if not file.name.endswith(TEST_SUFFIXES)]


def yaml_files(folder: Path) -> list[Path]:
    """Return the YAML files below a folder, rules and tests alike, in order."""
    return sorted(file for file in folder.rglob("*") if file.name.endswith(SUFFIXES) and file.is_file())


def _own(
    named: str, to_measurement: ToMeasurement | None, mistakes: list[str], allow_python: bool | None
) -> list[Pack]:
    """Read a user's file or folder, a shipped pack or an installed plug-in as one pack."""
    path, origin = resolve_pack(named), ""
    if not path.exists() and named in plugins.announced_names("RULES"):
        origin = f"plugin {named}"
        try:
            path = plugin_folder(named, is_allowed=bool(allow_python))
        except UsageError as error:
            mistakes.append(str(error))
            return []
    if not path.exists():
        hint = _hint(named, {*shipped_packs(), *plugins.announced_names("RULES")})
        mistakes.append(f"{path}: there is no such file or folder, nor a shipped pack of that name{hint}")
        return []
    is_pack = path in shipped_packs().values()
    root = path if path.is_dir() else path.parent
    functions = Functions(root=root, is_allowed=allow_python)
    rules: list[Rule] = []
    digest = hashlib.sha256()
    files = _rule_files(path)
    if not files:
        mistakes.append(f"{path}: holds no rule file (*.yaml)")
    for file in files:
        text = read_text(file, mistakes)
        if text is not None:
            digest.update(text.encode("utf-8", "surrogatepass"))
            found = read_rules(text, str(file), path.stem, to_measurement, mistakes, functions)
            rules.extend(replace(rule, origin=origin or ("shipped" if is_pack else str(file))) for rule in found)
    for rule in rules:
        if rule.kind == "notice":
            mistakes.append(f"{rule.file}: the kind 'notice' of {rule.code} is for the program's own codes")
        if rule.kind == "python":
            digest.update(functions.source(str(rule.check["function"])))
    return [Pack(name=path.stem, version="1", sha256=digest.hexdigest()[:16], rules=tuple(rules))]


def plugin_folder(name: str, *, is_allowed: bool) -> Path:
    """Return the rule file or folder that an installed plug-in names; importing it runs its code.

    Raises:
        UsageError: it is not allowed, cannot be imported, or names no path.
    """
    if not is_allowed:
        raise UsageError(f"the rules of the plug-in '{name}' are code that would run with your rights; {CONSENT}")
    given = plugins.import_named("RULES", (name,))[name]
    if callable(given):
        given = given()
    if not isinstance(given, str | Path):
        raise UsageError(f"the plug-in '{name}' gives {type(given).__name__}; it should name its rule file or folder")
    return Path(given)


def read_text(file: Path, mistakes: list[str]) -> str | None:
    """Return the text of a rule file; None, and a mistake, where it cannot be read."""
    try:
        if file.stat().st_size > MOST_BYTES:
            mistakes.append(f"{file}:1:1: the file is larger than {MOST_BYTES:,} bytes")
            return None
        return file.read_text(encoding="utf-8-sig")
    except UnicodeDecodeError as error:
        mistakes.append(f"{file}:1:1: not UTF-8 at byte {error.start}")
    except OSError as error:
        mistakes.append(f"{file}: cannot be read: {error.strerror}")
    return None


def read_rules(
    text: str,
    file: str,
    pack: str,
    to_measurement: ToMeasurement | None,
    mistakes: list[str],
    functions: Functions | None = None,
) -> list[Rule]:
    """Return the rules of one file; every mistake in it is added to `mistakes`, and then none of its rules comes."""
    tree = read_tree(text)
    found = list(tree.mistakes)
    if tree.data is not None or not found:
        found += _validate(tree)
    if found:
        unique = sorted(set(found))
        mistakes.extend(f"{file}:{line}:{column}: {message}" for line, column, message in unique)
        return []
    rules = []
    for number, raw in enumerate(tree.data["rules"]):
        try:
            rule = _rule(raw, pack, file, to_measurement)
            if rule.kind == "python" and functions is not None:
                rule = replace(rule, function=functions.find(str(rule.check["function"])))
            rules.append(rule)
        except ValueError as error:
            line, column = tree.place(("rules", number, "check", *error.args[1:]))
            mistakes.append(f"{file}:{line}:{column}: {error.args[0]}")
    return rules


def _validate(tree: Tree) -> list[tuple[int, int, str]]:
    from checker.verify import problems
    from checker.verify.models import PackModel

    if not isinstance(tree.data, dict):
        return [(1, 1, "a rule file is a mapping with the keys version, namespace and rules")]
    found = problems.of_model(PackModel, tree.data, (), tree)
    rules = tree.data.get("rules")
    for number, raw in enumerate(rules if isinstance(rules, list) else ()):
        if isinstance(raw, dict):
            found += _validate_rule(raw, ("rules", number), tree)
    return found


def _validate_rule(raw: Mapping[str, Any], path: tuple[str | int, ...], tree: Tree) -> list[tuple[int, int, str]]:
    from checker.verify import problems

    found = []
    check, kinds = raw.get("check"), _kinds()
    namespace = tree.data.get("namespace")
    code = raw.get("id")
    if isinstance(code, str) and isinstance(namespace, str) and code.rstrip("0123456789") != namespace:
        found.append((*tree.place((*path, "id")), f"the id '{code}' does not begin with the namespace '{namespace}'"))
    if not isinstance(check, dict):
        return found
    name = check.get("kind")
    if name is None:
        return [*found, (*tree.place((*path, "check")), "the key 'kind' is missing")]
    if name not in kinds:
        place = tree.place((*path, "check", "kind"))
        return [*found, (*place, f"unknown check kind '{name}'{_hint(str(name), kinds)}")]
    found += problems.of_model(kinds[name].model(), check, (*path, "check"), tree)
    message = raw.get("message")
    if isinstance(message, str):
        found += _validate_message(message, known_placeholders(kinds[name], check), (*path, "message"), tree)
    return found


def known_placeholders(kind: Kind, check: Mapping[str, Any]) -> set[str]:
    """Return the placeholders that messages of a rule may use."""
    roles = {"a", "b", *kind.roles}
    extra = set(kind.placeholders)
    bound = check.get("bind")
    if isinstance(bound, dict):
        roles |= set(bound)
        extra |= {f"{start}_{name}" for name in bound for start in ("sum", "n")}
    dotted = {f"{role}.{part}" for role in roles for part in messages.OF_MENTION}
    return set(messages.COMMON) | extra | dotted


def _validate_message(
    message: str, known: set[str], path: tuple[str | int, ...], tree: Tree
) -> list[tuple[int, int, str]]:
    place = tree.place(path)
    found = [
        (*place, f"unknown placeholder '{{{name}}}' in the message{_hint(name, known)}")
        for _, name in messages.placeholders(message)
        if name not in known
    ]
    if messages.lone_brace(message) >= 0:
        found.append((*place, "a single brace in the message; write '{{' or '}}' for a brace"))
    return found


def _hint(word: str, known: Mapping[str, object] | set[str]) -> str:
    near = get_close_matches(word, sorted(known), n=1, cutoff=0.5)
    return f"; did you mean '{near[0]}'?" if near else f"; known: {', '.join(sorted(known)[:12])}"


def _kinds() -> dict[str, Kind]:
    members = cast(Mapping[str, Kind], plugins.find_members("verify.kinds", "KIND"))
    return {kind.name: kind for kind in members.values()}


def _check_codes(packs: list[Pack], mistakes: list[str]) -> None:
    owner: dict[str, Rule] = {}
    for rule in (rule for pack in packs for rule in pack.rules):
        known = owner.setdefault(rule.code, rule)
        if known is not rule:
            where = "the shipped rules" if known.is_shipped else known.file
            mistakes.append(f"{rule.file}: the code {rule.code} is already used by {where}")


# --- from plain data to a rule ---------------------------------------------------------------------------------


def _rule(raw: Mapping[str, Any], pack: str, file: str, to_measurement: ToMeasurement | None) -> Rule:
    check = raw["check"]
    return Rule(
        code=raw["id"],
        name=raw["name"],
        summary=" ".join(raw["summary"].split()),
        kind=check["kind"],
        severity=raw.get("severity", "error"),
        check=check,
        message=raw.get("message", ""),
        why=" ".join(raw.get("why", "").split()),
        how_to_fix=" ".join(raw.get("how-to-fix", "").split()),
        docs=str(raw.get("docs") or ""),
        tags=tuple(_listed(raw.get("tags", []))),
        status=raw.get("status", "stable"),
        former=tuple(_listed(raw.get("former-ids", []))),
        replaced_by=raw.get("replaced-by", ""),
        select=_selection(raw.get("select", {})),
        tolerance=_tolerance(check.get("tolerance") or {}, to_measurement),
        amounts={key: read_amount(check[key], to_measurement, key) for key in AMOUNTS if key in check},
        pack=pack,
        file=file,
    )


def _listed(value: Any) -> list[str]:
    if isinstance(value, dict):
        return []
    return [value] if isinstance(value, str) else list(value)


def _selection(raw: Mapping[str, Any]) -> Selection:
    entity = raw.get("entity") or {}
    if isinstance(entity, str | list):
        entity = {"name": entity}
    documents = raw.get("documents") or {}
    return Selection(
        attributes=tuple(_listed(raw.get("attribute", []))),
        entity_names=tuple(_listed(entity.get("name", []))),
        entity_types=tuple(_listed(entity.get("type", []))),
        with_parts=entity.get("with") == "parts",
        part_of=entity.get("part-of") or "",
        qualifiers_none_of=tuple(_listed((raw.get("qualifiers") or {}).get("none-of", []))),
        include=tuple(_listed(documents.get("include", []))),
        exclude=tuple(_listed(documents.get("exclude", []))),
    )


def _tolerance(raw: Mapping[str, Any], to_measurement: ToMeasurement | None) -> Tolerance:
    relative, absolute = raw.get("relative", 0.0), raw.get("absolute")
    if isinstance(relative, str):
        relative = float(relative.strip().rstrip("% ")) / 100
    shown = [part for part in (f"{relative * 100:.4g}%" if relative else "", absolute or "") if part]
    return Tolerance(
        rounding=raw.get("rounding", "stated-precision"),
        relative=float(relative),
        absolute=None if absolute is None else read_amount(absolute, to_measurement, "tolerance", "absolute"),
        shown=" or ".join(shown),
    )
