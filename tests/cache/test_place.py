"""Where the cache lies."""

from __future__ import annotations

import sys
from pathlib import Path

import pytest

from checker import running
from checker.cache.place import AUTO, folder_of, is_inside
from checker.cli import run
from checker.report import Report


@pytest.mark.skipif(sys.platform in ("win32", "darwin"), reason="systems with a folder of their own")
@pytest.mark.parametrize(
    ("known", "folder"),
    [
        ({"XDG_CACHE_HOME": "/x/cache", "HOME": "/home/u"}, "/x/cache/tieout"),
        ({"XDG_CACHE_HOME": "relative", "HOME": "/home/u"}, "/home/u/.cache/tieout"),
        ({"HOME": "/home/u"}, "/home/u/.cache/tieout"),
        ({"HOME": ""}, None),
        ({}, None),
    ],
)
def test_the_users_own_folder(known: dict[str, str], folder: str | None) -> None:
    assert folder_of(AUTO, known) == (Path(folder) if folder else None)


@pytest.mark.parametrize(
    ("options", "variable", "chosen"),
    [
        ([], None, AUTO),
        ([], "/v", "/v"),
        ([], "off", "off"),
        (["--cache-dir", "/d"], "/v", "/d"),
        (["--cache-dir", "/d", "--no-cache"], "/v", "off"),
        (["--no-cache", "--cache-dir", "/d"], "/v", "off"),
        (["--cache-dir", "/d"], "off", "/d"),
    ],
)
def test_the_command_line_wins(
    options: list[str], variable: str | None, chosen: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.delenv("TIEOUT_CACHE")
    if variable is not None:
        monkeypatch.setenv("TIEOUT_CACHE", variable)
    seen = []
    monkeypatch.setattr(running, "run_check", lambda given, settings: seen.append(settings.cache) or Report(run={}))
    run(["check", "-q", *options, "."])
    assert seen == [chosen]


def test_nothing_is_kept_unless_asked() -> None:
    assert folder_of("") is None
    assert folder_of("off") is None


def test_a_link_does_not_hide_that_a_folder_lies_inside(tmp_path: Path) -> None:
    (tmp_path / "docs").mkdir()
    (tmp_path / "link").symlink_to(tmp_path / "docs")
    assert is_inside(tmp_path / "docs" / "kept", str(tmp_path / "link"))
    assert not is_inside(tmp_path / "docs2", str(tmp_path / "docs"))
