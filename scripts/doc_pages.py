"""The reference pages, made from the program itself; `make_docs.py` writes them, `tests/test_docs.py` compares them."""

from __future__ import annotations

import csv
import inspect
import tomllib
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any

import click
from doc_tables import code, fenced, page, table

PARTS = Path(__file__).resolve().parent / "docs_parts"


def words(section: str) -> Mapping[str, str]:
    """Return the words of one section of `docs_parts/words.toml`."""
    found: dict[str, dict[str, str]] = tomllib.loads((PARTS / "words.toml").read_text(encoding="utf-8"))
    return found[section]


def named(section: str, names: Any, heads: tuple[str, str]) -> str:
    """Return a table of names with their words; a name without words, or words without a name, is an error."""
    about, listed = words(section), list(names)
    if strange := set(about) ^ set(listed):
        raise SystemExit(f"docs_parts/words.toml [{section}]: {', '.join(sorted(strange))} is not in both")
    return table(heads, ((code(name), about[name]) for name in listed))


# --- commands --------------------------------------------------------------------------------------------------------


def commands() -> str:
    """Return the page of every command with its arguments and options."""
    from checker import cli

    found = dict(walk(cli.tieout, "tieout"))
    lead = (
        "`tieout COMMAND --help` prints the same. Standard output carries what was asked for, standard error all else. "
        "What each exit code means: [exit codes](exit-codes.md). Options that stand in a file: [settings](settings.md)."
    )
    overview = table(
        ("command", "what it does"),
        ((f"[`{path}`](#{path.replace(' ', '-')})", one.get_short_help_str(1000)) for path, one in found.items()),
    )
    return page("Commands", lead, overview, *(_command(path, one) for path, one in found.items()))


def walk(group: click.Group, path: str) -> Iterator[tuple[str, click.Command]]:
    """Yield every command below a group with its full name, in order."""
    context = click.Context(group)
    for name in group.list_commands(context):
        command = group.get_command(context, name)
        if isinstance(command, click.Group):
            yield from walk(command, f"{path} {name}")
        elif command is not None and not command.hidden:
            yield f"{path} {name}", command


def _command(path: str, command: click.Command) -> str:
    from checker import cli

    # click keeps the names of the help option that it meets first, so they are those of the program
    context = click.Context(command, info_name=path, **cli.tieout.context_settings)
    usage = " ".join([path, *command.collect_usage_pieces(context)])
    rows = [_option(one, context) for one in command.params if isinstance(one, click.Option) and not one.hidden]
    options = table(("option", "meaning"), rows) if rows else "It has no options."
    return "\n\n".join([f"## {path}", *_help(command.help or ""), fenced(usage), options])


def _help(text: str) -> Iterator[str]:
    """Give the paragraphs of a help text; those that keep their lines as blocks."""
    for part in inspect.cleandoc(text).split("\n\n"):
        lines = part.split("\n")
        if lines[0] == "\b":
            yield fenced("\n".join(lines[1:]))
        else:
            yield " ".join(lines)


def _option(option: click.Option, context: click.Context) -> tuple[str, str]:
    metavar = "" if option.is_flag or option.count else f" {option.make_metavar(context)}"
    names = [*option.opts, *option.secondary_opts]
    shown = ", ".join(code(name + (metavar if name == names[-1] or name == option.opts[-1] else "")) for name in names)
    help_text = (option.help or "").strip()
    if option.show_default and option.default not in (None, ""):
        help_text += (
            f"  [default: {option.default:g}]"
            if isinstance(option.default, float)
            else f"  [default: {option.default}]"
        )
    return shown, help_text


# --- settings --------------------------------------------------------------------------------------------------------


def settings() -> str:
    """Return the page of every setting."""
    from checker.settings.keys import OWN_WORD, keys, show, to_toml

    def rows(is_limit: bool) -> Iterator[tuple[str, ...]]:
        for key in keys().values():
            if key.field.startswith("limits.") is is_limit:
                mark = " *" if key.field in OWN_WORD else ""
                default = code(show(to_toml(key, key.default)))
                yield code(key.name) + mark, code(key.variable), key.words, default, key.about

    heads = ("setting", "variable", "has to be", "default", "meaning")
    own = (
        "* A settings file inside a checked folder cannot set it, because it makes foreign code run or foreign results "
        "count. Give it on the command line or as a variable, or name the file with `--config`."
    )
    text = (PARTS / "settings.md").read_text(encoding="utf-8")
    return page(
        "Settings", text, "## Settings", table(heads, rows(False)), own, "## Limits", _LIMITS, table(heads, rows(True))
    )


_LIMITS = "Bounds of one document, in the table `[limits]`. Beyond them it is left out, or read in part, with a reason."


# --- what comes out --------------------------------------------------------------------------------------------------


def exit_codes() -> str:
    """Return the page of exit codes."""
    from checker import errors

    found = {name: value for name, value in vars(errors).items() if name.startswith("EXIT_")}
    about = words("exit_codes")
    rows = ((f"{value}", about[name]) for name, value in sorted(found.items(), key=lambda item: item[1]))
    more = "`--exit-zero` makes 1 into 0 and leaves every other code. `--fail-on never` makes findings never count."
    return page("Exit codes", table(("exit code", "meaning"), rows), more)


def formats() -> str:
    """Return the page of formats that are written and read."""
    from checker.collect.reader import BytesReader
    from checker.plugins import find_members
    from checker.write import find_writers
    from checker.write.tie import find_tie_writers

    written = (
        (code(name), " ".join(map(code, one.suffixes)) or f"none: `{name}:PATH`", one.about)
        for name, one in sorted(find_writers().items())
    )
    tied = ((code(name), one.about) for name, one in sorted(find_tie_writers().items()))
    readers = sorted(find_members("collect", "READER").values(), key=lambda one: str(one.name))
    read = (
        (
            code(one.name),
            " ".join(map(code, one.suffixes)),
            "text of its own" if isinstance(one, BytesReader) else "the file",
        )
        for one in readers
    )
    return page(
        "Formats",
        "## Written",
        "`-o` takes a path, whose suffix says the format, or `FORMAT:PATH`. `-` is standard output. The option may be "
        "given several times. Every format renders one result: the same documents give the same bytes.",
        table(("format", "suffix", "what for"), written),
        "## Written by `tieout tie`",
        "These have a form of their own for a draft. Every other format shows what is wrong in it as findings.",
        table(("format", "what for"), tied),
        "## Read",
        "A suffix says the format; a file whose first bytes say otherwise is read as what it is, or left out with the "
        "reason. Offsets count characters of the file itself or of the text that `tieout text FILE` prints.",
        table(("format", "suffix", "offsets count in"), read),
    )


def columns() -> str:
    """Return the page of every column of every table."""
    from checker.write import columns as tables
    from checker.write import references, ties
    from checker.write.tie import rows as tie_rows

    def plain(section: str, found: tuple[str, ...]) -> str:
        return named(section, found, ("column", "meaning"))

    return page(
        "Columns",
        (PARTS / "columns.md").read_text(encoding="utf-8"),
        '## findings\n\n`-o findings.csv`, and the frame `report.to_frame("findings")`: one row per finding.',
        tables.reference("findings"),
        '## evidence\n\n`NAME-evidence.csv`, and `report.to_frame("evidence")`: one row per figure of a finding.',
        tables.reference("evidence"),
        '## facts\n\n`tieout facts -o facts.csv`, and `report.to_frame("facts")`: one row per figure that was read.',
        tables.reference("facts"),
        "## tied\n\n`-o tied:PATH`: one row per figure, with what confirms and what contradicts it.",
        plain("tied", ties.COLUMNS),
        "## reference\n\n`-o reference:PATH`: one row per reference fact.",
        plain("references", references.COLUMNS),
        "## tie\n\n`tieout tie DRAFT SOURCE... -o draft.csv`, and `tie.to_frame()`: one row per figure of the draft.",
        plain("tie", tie_rows.COLUMNS),
    )


def outcomes() -> str:
    """Return the page of verdicts, causes, grounds, reasons and states."""
    from checker import tied
    from checker.verify import decisions
    from checker.verify.rules import CAUSES, REASONS, VERDICTS
    from checker.write import references, ties

    heads = ("word", "meaning")
    return page(
        "Verdicts and other closed lists",
        "What a report can say, word by word. Why it says it: [what the verdicts mean](../explanation/verdicts.md).",
        "## Verdicts\n\n`kind` of a finding.", named("verdicts", VERDICTS, ("kind", "when")),
        "## Causes\n\nThe slip behind a conflict, where one is recognised.", named("causes", CAUSES, heads),
        "## Grounds\n\nWhy it is a conflict or an update.", named("grounds", REASONS, heads),
        "## Not comparable\n\nWhy two figures that look alike were not compared. Counted, and never a finding.",
        named("not_comparable", words("not_comparable"), heads),
        "## Decisions", named("decisions", decisions.STATES, heads),
        "## Documents\n\nWhat became of a path,", named("document_statuses", words("document_statuses"), heads),
        "and why:", named("document_reasons", words("document_reasons"), heads),
        "## Figures of a document\n\nIn the page, and in the column `status` of `tied:`.",
        named("figure_statuses", ties.STATUSES, heads),
        "## Figures of a draft", named("tie_statuses", tied.STATUSES, heads),
        "## Reference facts", named("reference_statuses", references.STATUSES, heads),
    )  # fmt: skip


def python() -> str:
    """Return the page of what Python programs use."""
    import checker
    from checker.report import Report
    from checker.tied import TieReport

    found = [
        "How to: [from Python](../how-to/python.md).",
        "## Functions",
        *(_callable(f"checker.{name}", getattr(checker, name)) for name in ("check", "load", "tie")),
    ]
    for one in (Report, TieReport):
        found.append(f"## {one.__name__}\n\n{inspect.cleandoc(one.__doc__ or '')}")
        for name, member in vars(one).items():
            if name.startswith("_") or not (callable(member) or isinstance(member, property)):
                continue
            if isinstance(member, property):
                found.append(f"### .{name}\n\n{_doc(member)}")
            else:
                found.append(_callable(f".{name}", member))
    return page("Python", *found)


def _callable(name: str, member: Any) -> str:
    signature = inspect.signature(member)
    given = [str(one).replace("'", "") for one in signature.parameters.values() if one.name != "self"]
    end = f") -> {signature.return_annotation}".replace("'", "")
    shown = f"{name}({', '.join(given)}{end}"
    if len(shown) > 100:
        shown = f"{name}(\n" + "".join(f"    {one},\n" for one in given) + end
    return f"### {name}\n\n{fenced(shown, 'python')}\n\n{_doc(member)}"


def _doc(member: Any) -> str:
    head, _, rest = (inspect.getdoc(member) or "").partition("\n\n")
    return head if not rest else f"{head}\n\n{fenced(rest)}"


# --- units -----------------------------------------------------------------------------------------------------------


def units() -> str:
    """Return the page of every unit with the words it is read from, by what it measures."""
    from checker import resources
    from checker.normalize import unit_value

    kinds: dict[str, dict[str, list[str]]] = {}
    for row in _rows(resources.package_file("normalize", "unit_words.csv")):
        kind = unit_value(row["unit"]).kind
        shown = row["word"] + {"word": " *", "symbol": " †" if row["prefixes"] else ""}.get(row["sort"], "")
        kinds.setdefault(kind.removeprefix("count:"), {}).setdefault(row["unit"], []).append(shown)
    money: dict[str, list[str]] = {}
    for row in _rows(resources.package_file("extract", "lexicon", "currencies.csv")):
        money.setdefault(row["unit"], []).append(row["word"])
    heads = ("unit", "compared in", "read from")
    parts = []
    for kind, found in sorted(kinds.items()):
        lines = ((code(unit), code(unit_value(unit).base), ", ".join(given)) for unit, given in sorted(found.items()))
        parts += [f"## {kind.replace('_', ' ').capitalize()}", table(heads, lines)]
    currencies = table(
        ("currency", "read from"), ((code(unit), ", ".join(given)) for unit, given in sorted(money.items()))
    )
    lead = (
        "Words with a * have a plural as well; symbols with a † take the usual prefixes. Products, powers and rates "
        "are put together from these: `km/h`, `kg per square metre`, `USD per barrel`. Any other noun is a "
        "count: `count:employee`. A unit that is missing: [add a unit](../how-to/add-a-unit.md)."
    )
    return page("Units", lead, *parts, "## Money", _MONEY, currencies)


_MONEY = "Currencies are never converted into one another."


def _rows(path: Path) -> list[dict[str, str]]:
    with path.open(encoding="utf-8", newline="") as handle:
        return list(csv.DictReader(handle))
