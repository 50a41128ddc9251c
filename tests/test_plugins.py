"""Members are found by folder scan; entry points are listed and imported only by name."""

from __future__ import annotations

import sys
from importlib import metadata

import pytest

from checker import plugins
from checker.errors import UsageError


class _Point(metadata.EntryPoint):
    dist = None


def _announce(monkeypatch: pytest.MonkeyPatch, *points: metadata.EntryPoint) -> None:
    monkeypatch.setattr(metadata, "entry_points", lambda group: [point for point in points if point.group == group])


def test_readers_are_found_by_module_name() -> None:
    members = plugins.find_members("collect", "READER")
    assert list(members) == sorted(members)
    assert {"text", "markdown", "html"} <= set(members)


def test_modules_without_the_export_are_no_members() -> None:
    assert "walk" not in plugins.find_members("collect", "READER")


def test_listing_imports_nothing(monkeypatch: pytest.MonkeyPatch) -> None:
    _announce(monkeypatch, _Point("antigravity_reader", "antigravity:READER", "tieout.readers"))
    sys.modules.pop("antigravity", None)
    (listed,) = plugins.list_announced()
    assert (listed.name, listed.target) == ("antigravity_reader", "antigravity:READER")
    assert "antigravity" not in sys.modules


def test_only_named_plugins_are_imported(monkeypatch: pytest.MonkeyPatch) -> None:
    _announce(
        monkeypatch,
        _Point("wanted", "string:digits", "tieout.writers"),
        _Point("broken", "no_such_module_anywhere:WRITER", "tieout.writers"),
    )
    assert dict(plugins.import_named("WRITER", ["wanted"])) == {"wanted": "0123456789"}


@pytest.mark.parametrize("name", ["broken", "unknown"])
def test_a_plugin_that_cannot_be_used_is_named(monkeypatch: pytest.MonkeyPatch, name: str) -> None:
    _announce(monkeypatch, _Point("broken", "no_such_module_anywhere:WRITER", "tieout.writers"))
    with pytest.raises(UsageError, match=name):
        plugins.import_named("WRITER", [name])
