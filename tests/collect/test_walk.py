"""Paths become sources: order, names, reasons."""

from __future__ import annotations

import os
import sys
from pathlib import Path

import pytest

from checker import collect
from checker.config import Limits, Settings
from checker.errors import UsageError

SETTINGS = Settings()


def _write(root: Path, **files: str | bytes) -> None:
    for name, content in files.items():
        path = root / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(content if isinstance(content, bytes) else content.encode())


def _reasons(root: Path, settings: Settings = SETTINGS) -> dict[str, str]:
    return {source.file: source.reason for source in collect.find_sources([root], settings)}


def test_every_path_is_listed_in_byte_order(tmp_path: Path) -> None:
    _write(tmp_path, **{"b.txt": "x", "a/z.md": "x", "a.txt": "x", "B.html": "x", "é.txt": "x"})
    assert list(_reasons(tmp_path)) == ["B.html", "a.txt", "a/z.md", "b.txt", "é.txt"]


CASES = [
    ("manifest.json", "{}", "not-a-document"),
    ("gold.json", "{}", "not-a-document"),
    ("gold.src.json", "{}", "not-a-document"),
    ("entities.yaml", "a: b", "not-a-document"),
    ("tieout.toml", "", "not-a-document"),
    ("tieout-decisions.json", "{}", "not-a-document"),
    ("run.json", '{"format": 1, "run": {}}', "not-a-document"),
    ("saved.json", '{"tieout_run":1,"run":{}}', "not-a-document"),
    ("findings.csv", "id,kind,cause,rule,severity,confidence,subject\n", "not-a-document"),
    ("report.html", '<!doctype html><meta name="generator" content="tieout 1">', "not-a-document"),
    (
        "report.txt",
        "T110 error conflict  a: 4 m\n\nno findings\nchecked 2 documents, 4 facts, 15 rules\n",
        "not-a-document",
    ),
    ("partly.txt", "1 conflict\nchecked 1 document, 1 not read, 1,204 facts, 1 rule\n", "not-a-document"),
    ("story.txt", "Inspectors checked 2 documents, 4 facts, 15 rules\nand went home.\n", ""),
    (".notes.txt", "hidden", "not-a-document"),
    ("mine.json", '{\n "format": 1,\n "decisions": []\n}', "not-a-document"),
    ("package.json", '{"version": "1.4.0"}', "not-a-document"),
    ("tsconfig.build.json", "{}", "not-a-document"),
    ("other.json", '{"length": 4}', ""),
    ("other.yaml", "length: 4", "unsupported"),
    ("photo.jpg", "x", "unsupported"),
    ("Makefile", "x", "unsupported"),
    ("page.HTML", "<p>x", ""),
    ("page.md", "x", ""),
]


@pytest.mark.parametrize(("name", "content", "reason"), CASES, ids=[case[0] for case in CASES])
def test_reasons(tmp_path: Path, name: str, content: str, reason: str) -> None:
    _write(tmp_path, **{name: content})
    assert _reasons(tmp_path) == {name: reason}


def test_a_file_of_a_program_is_read_where_it_is_named(tmp_path: Path) -> None:
    _write(tmp_path, **{"package.json": '{"files": 4}'})
    (source,) = collect.find_sources([tmp_path / "package.json"], SETTINGS)
    assert source.reason == ""


def test_ignore_files_count_in_their_folder_and_below(tmp_path: Path) -> None:
    _write(
        tmp_path,
        **{".gitignore": "build/\n*.tmp.txt\n", "build/a.txt": "x", "a.tmp.txt": "x", "sub/b.txt": "x", "c.txt": "x"},
        **{"sub/.tieoutignore": "b.txt\n"},
    )
    read = [file for file, reason in _reasons(tmp_path).items() if not reason]
    assert read == ["c.txt"]
    assert _reasons(tmp_path)["build"] == "not-a-document"


def test_exclude_leaves_out(tmp_path: Path) -> None:
    _write(tmp_path, **{"old/a.txt": "x", "b.txt": "x"})
    assert _reasons(tmp_path, Settings(exclude=("old/",))) == {"b.txt": "", "old": "not-a-document"}


def _read(root: Path, **settings: object) -> list[str]:
    sources = collect.find_sources([root], Settings(**settings))  # type: ignore[arg-type]
    return [source.file for source in sources if not source.reason]


def test_the_last_pattern_that_fits_decides_and_exclude_goes_after_all(tmp_path: Path) -> None:
    """CL10: `.tieoutignore` in gitignore syntax, nested; `.gitignore` respected by default; `--no-ignore`."""
    _write(
        tmp_path,
        **{".gitignore": "*.log.txt\n!kept.log.txt\n", "a.log.txt": "x", "kept.log.txt": "x", "b.txt": "x"},
        **{"sub/.tieoutignore": "!a.log.txt\n", "sub/a.log.txt": "x", "sub/b.log.txt": "x"},
    )
    assert _read(tmp_path) == ["b.txt", "kept.log.txt", "sub/a.log.txt"]
    assert _read(tmp_path, exclude=("sub",), extend_exclude=("kept*",)) == ["b.txt"]
    every = ["a.log.txt", "b.txt", "kept.log.txt", "sub/a.log.txt", "sub/b.log.txt"]
    assert _read(tmp_path, ignore_files=False) == every
    assert _read(tmp_path, ignore_files=False, exclude=("*.log.txt",)) == ["b.txt"]


@pytest.mark.parametrize(("mark", "expected"), [(".git/HEAD", ["a.txt"]), ("tieout.toml", ["a.txt"]), ("x", None)])
def test_ignore_files_of_the_project_count_in_its_folders(
    tmp_path: Path, mark: str, expected: list[str] | None
) -> None:
    """CL10."""
    _write(tmp_path, **{mark: "", ".gitignore": "docs/old/\n", "docs/a.txt": "x", "docs/old/b.txt": "x"})
    assert _read(tmp_path / "docs") == (expected or ["a.txt", "old/b.txt"])


def test_a_line_that_is_no_pattern_is_passed_over_and_one_of_the_settings_is_an_error(tmp_path: Path) -> None:
    _write(tmp_path, **{".tieoutignore": "\\\\\n!\nb.txt\n", "a.txt": "x", "b.txt": "x"})
    assert _read(tmp_path) == ["a.txt"]
    with pytest.raises(UsageError, match="which is no pattern"):
        _read(tmp_path, exclude=("\\",))


def test_a_file_that_is_named_is_read_whatever_ignores_it(tmp_path: Path) -> None:
    _write(tmp_path, **{".gitignore": "*.txt\n", "a.txt": "x"})
    assert [one.reason for one in collect.find_sources([tmp_path / "a.txt"], SETTINGS)] == [""]


def test_a_text_stands_for_the_file_of_its_name(tmp_path: Path) -> None:
    """CL11."""
    _write(tmp_path, **{"sub/a.txt": "old", "b.txt": "x"})
    texts = {str(tmp_path / "sub" / "a.txt"): "new", "elsewhere.md": "y"}
    sources = collect.find_sources([tmp_path], SETTINGS, texts)
    assert {(one.file, one.text) for one in sources} == {("sub/a.txt", "new"), ("b.txt", None), ("elsewhere.md", "y")}


def test_large_files_are_not_opened(tmp_path: Path) -> None:
    _write(tmp_path, **{"a.txt": "12345"})
    assert _reasons(tmp_path, Settings(limits=Limits(file_bytes=4))) == {"a.txt": "too-large"}


@pytest.mark.skipif(sys.platform == "win32", reason="links and pipes of POSIX")
def test_links_pipes_and_odd_names(tmp_path: Path) -> None:
    _write(tmp_path, **{"a.txt": "x"})
    (tmp_path / "link.txt").symlink_to("a.txt")
    (tmp_path / "loop").symlink_to("..")
    os.mkfifo(tmp_path / "pipe.txt")
    (tmp_path / os.fsdecode(b"bad\xff.txt")).write_text("x")
    assert _reasons(tmp_path) == {
        "a.txt": "", "bad\\xff.txt": "", "link.txt": "link", "loop": "link", "pipe.txt": "not-a-regular-file",
    }  # fmt: skip


def test_several_paths_share_a_root(tmp_path: Path) -> None:
    _write(tmp_path, **{"a/x.txt": "x", "b/y.txt": "y", "c/z.txt": "z"})
    sources = collect.find_sources([tmp_path / "b", tmp_path / "a" / "x.txt", tmp_path / "b" / "y.txt"], SETTINGS)
    assert [source.file for source in sources] == ["a/x.txt", "b/y.txt"]


def test_globs_and_names_with_brackets(tmp_path: Path) -> None:
    _write(tmp_path, **{"a/x.txt": "x", "a/y.md": "y", "[1].txt": "z"})
    assert [one.file for one in collect.find_sources([str(tmp_path / "**/*.txt")], SETTINGS)] == ["[1].txt", "a/x.txt"]
    assert [one.file for one in collect.find_sources([tmp_path / "[1].txt"], SETTINGS)] == ["[1].txt"]


@pytest.mark.parametrize("name", ["nothing.txt", "*.nothing"])
def test_an_argument_that_matches_nothing_is_an_error(tmp_path: Path, name: str) -> None:
    with pytest.raises(UsageError, match="nothing"):
        collect.find_sources([str(tmp_path / name)], SETTINGS)


def test_very_deep_folders(tmp_path: Path) -> None:
    deep = "/".join("d" * 150) + "/deep.txt"
    _write(tmp_path, **{deep: "x"})
    assert list(_reasons(tmp_path)) == [deep]


def test_texts_in_memory_need_no_files() -> None:
    sources = collect.sources_of_texts({"b.txt": "two", "a.txt": "one"})
    assert [(source.file, source.path, source.text) for source in sources] == [
        ("a.txt", "", "one"),
        ("b.txt", "", "two"),
    ]


@pytest.mark.parametrize(("name", "instead"), [("a.doc", ".docx"), ("a.xls", ".xlsx"), ("a.msg", ".eml")])
def test_formats_of_old_programs_say_what_to_do(name: str, instead: str, tmp_path: Path) -> None:
    (tmp_path / name).write_bytes(b"x")
    (source,) = collect.find_sources([tmp_path], SETTINGS)
    assert (source.reason, source.detail) == ("unsupported", f"no reader for '{name[1:]}'; save it as {instead}")
