"""The command: exit codes, what goes to which stream, and messages that help."""

from __future__ import annotations

import io
import json
import os
import subprocess
import sys
from collections.abc import Sequence
from pathlib import Path

import pytest

from checker import cli, console, errors, running
from checker.config import Settings
from checker.errors import UsageError
from checker.records import Coverage, DocumentEntry, Explanation, Finding, Mention
from checker.report import Report

FIRST = "Orlen Bridge opened in 1994. The Orlen Bridge is 412 metres long.\n\nThe Orlen Bridge weighs 9,000 tonnes.\n"
SECOND = "Engineers measured the Orlen Bridge again. The Orlen Bridge is 421 metres long.\n"


def _mention(file: str, start: int, quote: str) -> Mention:
    return Mention(
        file=file, start=start, end=start + len(quote), quote=quote, value=4, unit="meter", comparator="=", low=3.5,
        high=4.5, base_unit="meter", as_of=None, as_of_source=None, speaker=None, line=1, column=start + 1,
    )  # fmt: skip


def _finding(severity: str) -> Finding:
    return Finding(
        id="ab12cd34", kind="conflict", cause=None, rule="T110", severity=severity, confidence=0.9, subject="pier",
        attribute="length", message="the length of the pier has two values", explanation=Explanation(),
        mentions=(_mention("a.txt", 12, "4 m"), _mention("b.txt", 7, "5 m")),
    )  # fmt: skip


def _report(severity: str = "", statuses: Sequence[tuple[str, str | None]] = (("ok", None),), facts: int = 4) -> Report:
    documents = tuple(
        DocumentEntry(file=f"{number}.txt", status=status, reason=reason)
        for number, (status, reason) in enumerate(statuses)
    )
    findings = (_finding(severity),) if severity else ()
    return Report(run={}, findings=findings, documents=documents, coverage=Coverage(facts=facts))


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    docs = tmp_path / "docs"
    docs.mkdir()
    (docs / "first.txt").write_text(FIRST, encoding="utf-8")
    (docs / "second.txt").write_text(SECOND, encoding="utf-8")
    return docs


# --- exit codes ----------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("severity", "fail_on", "code"),
    [
        ("", "error", 0),
        ("error", "error", 1),
        ("warning", "error", 0),
        ("warning", "warning", 1),
        ("info", "warning", 0),
        ("info", "info", 1),
        ("error", "info", 1),
        ("error", "never", 0),
    ],
)
def test_findings_decide_from_the_severity_that_was_asked_for(severity: str, fail_on: str, code: int) -> None:
    """CL2: 0 and 1."""
    assert running.exit_code(_report(severity), Settings(fail_on=fail_on)) == code


@pytest.mark.parametrize(
    ("statuses", "code"),
    [
        ([("ok", None)], 1),
        ([("ok", None), ("partial", "too-large")], 4),
        ([("ok", None), ("failed", "timeout")], 4),
        ([("ok", None), ("skipped", "encrypted")], 4),
        ([("ok", None), ("skipped", "not-a-document")], 1),
    ],
)
def test_strict_is_about_documents_that_were_not_read(statuses: list[tuple[str, str | None]], code: int) -> None:
    """CL2: 4 before 1."""
    report = _report("error", statuses)
    assert running.exit_code(report, Settings(strict=True)) == code
    assert running.exit_code(report, Settings()) == 1


def test_nothing_checked_is_no_pass() -> None:
    """CL2, CL3: 3 before 4; `--allow-empty` makes it 0."""
    assert running.exit_code(_report(facts=0), Settings()) == 3
    assert running.exit_code(_report(facts=0), Settings(strict=True)) == 3
    assert running.exit_code(_report(facts=0), Settings(allow_empty=True)) == 0


# --- usage ---------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("arguments", "message"),
    [
        (["chekc"], "chekc"),
        (["check"], "PATH"),
        (["check", "{docs}", "--min-confidence", "1.5"], "min_confidence is 1.5, must lie between 0 and 1"),
        (["check", "{docs}", "--jobs", "0"], "jobs is 0, must be 1 or more"),
        (["check", "{docs}", "--fail-on", "often"], "often"),
        (["check", "{docs}", "--select", "T1,?!"], "select has '?!', which is no rule code"),
        (["check", "{docs}", "-o", "report.htlm"], "did you mean 'html'"),
        (["check", "{docs}", "-o", "json:-", "-o", "-"], "only one output can go to standard output"),
        (["check", "{docs}", "-o", "html:{docs}"], "is a folder; name a file in it, such as"),
        (
            ["check", "{docs}", "--select", "T11O"],
            "select has 'T11O', and no rule has such a code, name or tag; did you mean",
        ),
        (["check", "{docs}", "--ignore", "X"], "ignore has 'X', and no rule has such a code, name or tag; `"),
        (["check", "{docs}", "--time-limit", "0"], "limits.document_s is 0, must be more than 0"),
        (["check", "{docs}", "--rules", "{docs}/none.yaml"], "none.yaml"),
        (["text", "{docs}"], "is a directory"),
        (["check", "{docs}/frist.txt"], "did you mean"),
        (["check", "{docs}", "--backend", "locla"], "no backend is called 'locla'; did you mean 'local'?"),
        (["rules", "show", "T11O"], "did you mean"),
        (["explain", "zzz"], "no rule has the code 'zzz'"),
        (["eval"], "gold.json"),
        (["eval", "{docs}"], "gold.json cannot be read"),
        (["text", "{docs}/missing.txt"], "missing.txt"),
    ],
)
def test_a_mistake_is_named_and_exits_2(
    folder: Path, capsys: pytest.CaptureFixture[str], arguments: list[str], message: str
) -> None:
    """CL2, CL14: 2, with what to do."""
    assert cli.run([word.format(docs=folder) for word in arguments]) == errors.EXIT_USAGE
    shown = capsys.readouterr()
    assert shown.out == ""
    assert message in shown.err
    assert "Traceback" not in shown.err


def test_an_internal_error_is_one_line_and_exits_70(
    folder: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    """CL2, CL14: 70, no traceback without `--debug`."""

    def fail(*arguments: object) -> None:
        raise ZeroDivisionError("division by zero")

    monkeypatch.setattr(running, "run_check", fail)
    assert cli.run(["check", str(folder)]) == errors.EXIT_INTERNAL
    assert (
        capsys.readouterr().err == "tieout: internal error: ZeroDivisionError: division by zero (--debug shows where)\n"
    )
    with pytest.raises(ZeroDivisionError):
        cli.run(["check", str(folder), "--debug"])


def test_an_interrupt_exits_130(
    folder: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    """CL2: 130."""

    def interrupt(*arguments: object) -> None:
        raise KeyboardInterrupt

    monkeypatch.setattr(running, "run_check", interrupt)
    assert cli.run(["check", str(folder)]) == errors.EXIT_INTERRUPTED
    assert "interrupted" in capsys.readouterr().err


def test_all_mistakes_of_the_settings_are_named_at_once() -> None:
    with pytest.raises(UsageError, match=r"min_confidence is 2, .*; fail_on is 'x', .*; jobs is -1"):
        Settings(min_confidence=2, fail_on="x", jobs=-1)


@pytest.mark.parametrize("arguments", [["--version"], ["--help"], ["check", "--help"], ["rules", "--help"]])
def test_help_and_version_exit_0(capsys: pytest.CaptureFixture[str], arguments: list[str]) -> None:
    assert cli.run(arguments) == 0
    assert "tieout" in capsys.readouterr().out


def test_help_answers_at_once() -> None:
    """CL13: Under 0.3 s of work: time on the clock would depend on what else the machine does."""
    times = []
    for _ in range(5):
        before = os.times()
        subprocess.run([sys.executable, "-m", "checker", "--help"], check=True, capture_output=True)
        after = os.times()
        times.append(after.children_user + after.children_system - before.children_user - before.children_system)
    assert min(times) < 0.3


# --- what goes where -----------------------------------------------------------------------------------------


def _check(*arguments: object) -> int:
    return cli.run(["check", *map(str, arguments)])


def test_the_terminal_shows_the_finding_with_both_places(folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """CL7, CL18: code, severity, verdict and message, then a line for each source; no escape byte."""
    assert _check(folder) == errors.EXIT_FINDINGS
    shown = capsys.readouterr()
    assert "first.txt:1:" in shown.out
    assert "second.txt:1:" in shown.out
    assert "412" in shown.out
    assert shown.out.splitlines()[-1].startswith("checked 2 documents, ")
    assert "\x1b" not in shown.out
    assert shown.err == ""


def test_concise_is_one_line_per_finding(folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """CL18."""
    _check(folder, "--concise")
    lines = capsys.readouterr().out.splitlines()
    assert lines[0].startswith("first.txt:1:")
    assert "conflict" in lines[0]
    assert lines[-1].startswith("checked 2 documents")


def test_quiet_prints_nothing(folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert _check(folder, "-q") == errors.EXIT_FINDINGS
    assert capsys.readouterr() == ("", "")


def test_the_summary_moves_to_standard_error_when_an_output_takes_standard_output(
    folder: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    """CL4."""
    done = subprocess.run(
        [sys.executable, "-m", "checker", "check", str(folder), "-o", "json:-"],
        capture_output=True,
        text=True,
        check=False,
    )
    assert json.loads(done.stdout)["findings"][0]["kind"] == "conflict"
    assert "checked 2 documents" in done.stderr


def test_several_outputs_in_one_run(folder: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """CL4: repeatable, by suffix or by name."""
    targets = [tmp_path / "report.html", tmp_path / "findings.csv", f"json:{tmp_path / 'any.name'}"]
    _check(folder, *[word for target in targets for word in ("-o", target)])
    assert json.loads((tmp_path / "any.name").read_text(encoding="utf-8"))["format"] == 1
    assert (tmp_path / "report.html").stat().st_size > 1000
    assert (tmp_path / "findings.csv").stat().st_size > 100
    assert "wrote" in capsys.readouterr().err


def test_a_kept_run_renders_the_same_bytes(folder: Path, tmp_path: Path) -> None:
    """CL5."""
    _check(folder, "-q", "-o", f"run:{tmp_path / 'kept'}", "-o", tmp_path / "one.html", "-o", tmp_path / "one.json")
    assert (
        cli.run(
            ["report", str(tmp_path / "kept"), "-q", "-o", str(tmp_path / "two.html"), "-o", str(tmp_path / "two.json")]
        )
        == 0
    )
    assert (tmp_path / "one.html").read_bytes() == (tmp_path / "two.html").read_bytes()
    assert (tmp_path / "one.json").read_bytes() == (tmp_path / "two.json").read_bytes()


def test_both_backends_give_the_same_bytes(folder: Path, tmp_path: Path) -> None:
    for name in ("local", "processes"):
        _check(folder, "-q", "--backend", name, "-o", f"json:{tmp_path / name}", "-o", tmp_path / f"{name}.html")
    assert (tmp_path / "local").read_bytes() == (tmp_path / "processes").read_bytes()
    assert (tmp_path / "local.html").read_bytes() == (tmp_path / "processes.html").read_bytes()


@pytest.mark.parametrize(
    ("choice", "environment", "is_terminal", "expected"),
    [
        ("always", {"NO_COLOR": "1"}, False, True),
        ("never", {}, True, False),
        ("auto", {}, True, True),
        ("auto", {}, False, False),
        ("auto", {"NO_COLOR": "1"}, True, False),
        ("auto", {"NO_COLOR": ""}, True, True),
        ("auto", {"TERM": "dumb"}, True, False),
        ("auto", {"FORCE_COLOR": "1"}, False, True),
        ("auto", {"FORCE_COLOR": "1", "TERM": "dumb"}, False, True),
        ("auto", {"FORCE_COLOR": "1", "NO_COLOR": "1"}, True, False),
        ("never", {"FORCE_COLOR": "1"}, True, False),
    ],
)
def test_colour_only_where_it_is_wanted(
    monkeypatch: pytest.MonkeyPatch, choice: str, environment: dict[str, str], is_terminal: bool, expected: bool
) -> None:
    """CL7."""
    for name in ("NO_COLOR", "FORCE_COLOR", "TERM"):
        monkeypatch.delenv(name, raising=False)
    for name, value in environment.items():
        monkeypatch.setenv(name, value)
    stream = io.StringIO()
    monkeypatch.setattr(stream, "isatty", lambda: is_terminal, raising=False)
    monkeypatch.setattr(sys, "stdout", stream)
    assert console.has_colour(choice) is expected


@pytest.mark.parametrize("command", ["check", "facts"])
@pytest.mark.parametrize(
    ("files", "words"),
    [
        ({}, "nothing was checked: the folder is empty"),
        ({"a.txt": "Only words about the sea."}, "nothing was checked: the one document that was read holds no figure"),
        ({"a.bin": "x"}, "nothing was checked: no document could be read; the report says why"),
    ],
)
def test_nothing_checked_is_said(
    tmp_path: Path, capsys: pytest.CaptureFixture[str], command: str, files: dict[str, str], words: str
) -> None:
    """CL3: with the reason."""
    for name, text in files.items():
        (tmp_path / name).write_text(text, encoding="utf-8")
    assert cli.run([command, str(tmp_path), "-q"]) == errors.EXIT_NOTHING_CHECKED
    assert capsys.readouterr().err == f"tieout: {words}\n"


@pytest.mark.skipif(not Path("/dev/full").exists(), reason="the system has no device that is always full")
def test_a_full_disk_is_named_in_one_line(folder: Path) -> None:
    with Path("/dev/full").open("w") as full:
        done = subprocess.run(
            [sys.executable, "-m", "checker", "facts", str(folder)], stdout=full, stderr=subprocess.PIPE, text=True,
            check=False,
        )  # fmt: skip
    assert done.returncode == errors.EXIT_USAGE
    assert done.stderr == "tieout: standard output cannot be written: No space left on device\n"


@pytest.mark.parametrize(
    ("words", "code"),
    [
        (["rules", "schema"], 0),
        (["facts", "{docs}"], 0),
        (["check", "{docs}"], 1),  # there are findings, whether or not somebody reads them
        (["check", "{docs}", "-o", "json:-"], 1),
    ],
)
def test_a_closed_pipe_ends_quietly(folder: Path, words: list[str], code: int) -> None:
    command = [sys.executable, "-m", "checker", *(word.format(docs=folder) for word in words)]
    with subprocess.Popen(command, stdout=subprocess.PIPE, stderr=subprocess.PIPE) as process:
        assert process.stdout is not None
        assert process.stderr is not None
        process.stdout.close()
        said = process.stderr.read().decode()
    assert process.returncode == code
    assert "Error" not in said
    assert "Traceback" not in said


def test_what_is_said_cannot_act_on_the_terminal(capsys: pytest.CaptureFixture[str]) -> None:
    console.complain("there is no '\x1b]0;title\x07\u202e.txt'")
    assert capsys.readouterr().err == "tieout: there is no '⟨U+001B⟩]0;title⟨U+0007⟩⟨U+202E⟩.txt'\n"


# --- the other commands --------------------------------------------------------------------------------------


def test_text_prints_what_offsets_count_in(tmp_path: Path) -> None:
    file = tmp_path / "note.txt"
    file.write_bytes("Line one\r\n– 5½ km\r\n".encode())
    done = subprocess.run([sys.executable, "-m", "checker", "text", str(file)], capture_output=True, check=True)
    assert done.stdout == file.read_bytes()


def test_text_of_a_page_is_what_is_read_of_it(tmp_path: Path) -> None:
    file = tmp_path / "page.html"
    file.write_text(
        "<p>The pier is 40&nbsp;m long.</p><script>let length = '999 km'</script>"
        "<!-- 888 km --><ul><li>Two ferries</ul>",
        encoding="utf-8",
    )
    done = subprocess.run([sys.executable, "-m", "checker", "text", str(file)], capture_output=True, check=True)
    assert done.stdout.decode().replace("\xa0", " ") == "The pier is 40 m long.\nTwo ferries\n"


def test_text_of_what_is_not_read_exits_2(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    file = tmp_path / "image.png"
    file.write_bytes(b"\x89PNG\r\n\x1a\n\x00\x00")
    assert cli.run(["text", str(file)]) == errors.EXIT_USAGE
    assert "image.png" in capsys.readouterr().err


def test_facts_are_listed_as_csv_or_json_lines(folder: Path, tmp_path: Path) -> None:
    """CL16."""
    assert (
        cli.run(["facts", str(folder), "-q", "-o", str(tmp_path / "facts.jsonl"), "-o", str(tmp_path / "facts.csv")])
        == 0
    )
    rows = [json.loads(line) for line in (tmp_path / "facts.jsonl").read_text(encoding="utf-8").splitlines()]
    assert {412, 421, 9000} <= {row["value"] for row in rows}
    assert (tmp_path / "facts.csv").read_text(encoding="utf-8").count("\n") == len(rows) + 1


def test_quantities_are_read_line_by_line(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    lines = tmp_path / "in.jsonl"
    lines.write_text(
        '{"id": "x", "text": "The pier is 40 m long."}\n{"id": 2, "text": "None here."}\n', encoding="utf-8"
    )
    assert cli.run(["quantities", str(lines)]) == 0
    first, second = [json.loads(line) for line in capsys.readouterr().out.splitlines()]
    assert first["id"] == "x"
    assert [(one["value"], one["unit"]) for one in first["quantities"]] == [(40, "meter")]
    assert second == {"id": 2, "quantities": []}


def test_a_finding_is_explained(folder: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    _check(folder, "-q", "-o", f"json:{tmp_path / 'out'}")
    (finding,) = [
        one
        for one in json.loads((tmp_path / "out").read_text(encoding="utf-8"))["findings"]
        if one["kind"] == "conflict"
    ]
    assert cli.run(["explain", finding["id"], str(folder)]) == 0
    shown = capsys.readouterr().out
    assert "first.txt:1:" in shown
    assert "attribute" in shown
    assert "together: probability" in shown
    assert cli.run(["explain", finding["id"][:6], str(folder)]) == 0


@pytest.mark.parametrize(
    ("places", "expected"),
    [
        (("first.txt:1", "second.txt:1"), "compared: both belong to one topic"),
        (("first.txt:3", "second.txt:1"), "not comparable: dimension"),
    ],
)
def test_a_pair_of_places_is_explained(
    folder: Path, capsys: pytest.CaptureFixture[str], places: tuple[str, str], expected: str
) -> None:
    assert cli.run(["explain", *places, str(folder)]) == 0
    assert expected in capsys.readouterr().out


def test_the_figures_of_one_place_are_explained(folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert cli.run(["explain", "second.txt:1", str(folder)]) == 0
    shown = capsys.readouterr().out
    assert shown.startswith("second.txt:1 “421 metres”  =  420.5 to 421.5 meter\n")
    assert "  attribute  " in shown
    assert ": T113 conflict: " in shown
    assert "undated" not in shown
    assert cli.run(["explain", "first.txt:3", str(folder)]) == 0
    assert "in none; name a second place" in capsys.readouterr().out


@pytest.mark.parametrize(
    ("words", "message"),
    [
        (("ffffffff",), "no finding has the id 'ffffffff'"),
        (("third.txt:1", "first.txt:1"), "no document is called 'third.txt'"),
        (("first.txt:9",), "no figure was read at first.txt:9; the nearest is on line 3"),
        (("first.txt:9", "second.txt:1"), "no figure was read at first.txt:9; the nearest is on line 3"),
        (("first.txt:3", "first.txt:3"), "name the same figure"),
    ],
)
def test_what_cannot_be_explained_is_said(
    folder: Path, capsys: pytest.CaptureFixture[str], words: tuple[str, ...], message: str
) -> None:
    assert cli.run(["explain", *words, str(folder)]) == errors.EXIT_USAGE
    assert message in capsys.readouterr().err


def test_rules_are_listed_and_shown(capsys: pytest.CaptureFixture[str]) -> None:
    assert cli.run(["rules", "list"]) == 0
    codes = [line.split()[0] for line in capsys.readouterr().out.splitlines()]
    assert codes == sorted(codes)
    assert cli.run(["rules", "show", codes[0]]) == 0
    assert capsys.readouterr().out.startswith(codes[0])
    assert cli.run(["explain", codes[0]]) == 0


def test_a_good_rule_file_is_counted(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    rule = tmp_path / "mine.yaml"
    rule.write_text(
        "version: 1\nnamespace: MINE\nrules:\n  - id: MINE001\n    name: length-agrees\n    summary: One length.\n"
        "    check: {kind: agree, tolerance: {absolute: 5 kilometer}}\n",
        encoding="utf-8",
    )
    assert cli.run(["rules", "validate", str(rule)]) == 0
    assert capsys.readouterr().out == "1 rule read, no mistakes\n"
    assert cli.run(["rules", "show", "MINE001", "--rules", str(rule)]) == 0


def test_a_bad_rule_file_exits_2_and_names_the_place(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    rule = tmp_path / "mine.yaml"
    rule.write_text("version: 1\nrules:\n  - id: X1\n    kind: agre\n", encoding="utf-8")
    assert cli.run(["rules", "validate", str(rule)]) == errors.EXIT_USAGE
    assert "mine.yaml:" in capsys.readouterr().err


def test_what_was_written_into_the_folder_is_not_read_as_a_document(folder: Path, tmp_path: Path) -> None:
    names = ["report.html", "findings.csv", "findings.json", "report.txt", "kept.run"]
    targets = [word for name in names for word in ("-o", str(folder / name))]
    cli.run(["check", str(folder), "-q", *targets])
    cli.run(["facts", str(folder), "-q", "-o", str(folder / "facts.csv")])
    cli.run(["check", str(folder), "-q", "-o", f"json:{tmp_path / 'second'}"])
    documents = json.loads((tmp_path / "second").read_text(encoding="utf-8"))["documents"]
    assert [one["file"] for one in documents if one["status"] == "ok"] == ["first.txt", "second.txt"]
    reasons = {one["file"]: one["reason"] for one in documents if one["status"] != "ok"}
    assert {*names, "facts.csv", "findings-evidence.csv"} >= set(reasons)
    assert set(reasons.values()) == {"not-a-document"}, reasons


def test_facts_of_several_shards_are_one_table_written_as_they_come(tmp_path, monkeypatch, capsys):
    from checker import shards

    for name in ("a", "b", "c"):
        (tmp_path / f"{name}.txt").write_text("The Ostrel pier is 310 metres long and opened to 4,200 visitors.\n")
    cli.run(["facts", str(tmp_path), "-q"])
    whole = capsys.readouterr().out
    monkeypatch.setattr(shards, "SHARD_BYTES", 10)
    assert cli.run(["facts", str(tmp_path), "-q", "--backend", "local"]) == 0
    assert capsys.readouterr().out == whole
    assert whole.count("quote,subject") == 1


def test_a_folder_that_is_called_like_a_shipped_pack_is_no_pack(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    (tmp_path / "docs").mkdir()
    monkeypatch.chdir(tmp_path)
    for arguments in (["rules", "show", "T110"], ["rules", "list", "--every"]):
        assert cli.run(arguments) == 0
        assert "T110" in capsys.readouterr().out


def test_nothing_that_a_rule_says_acts_on_the_terminal(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (tmp_path / "own.yaml").write_text(
        'version: 1\nnamespace: ACME\nrules:\n  - id: ACME001\n    name: red\n    summary: "all \\e[31m red"\n'
        '    why: "w \\e[31m"\n    how-to-fix: "f \\x9b1m"\n    severity: error\n    select: {attribute: [length]}\n'
        "    check: {kind: range, max: 1 m}\n"
    )
    for arguments in (["rules", "list"], ["rules", "show", "ACME001"]):
        assert cli.run([*arguments, "--rules", str(tmp_path / "own.yaml")]) == 0
        out = capsys.readouterr().out
        assert "\x1b" not in out
        assert "\x9b" not in out
