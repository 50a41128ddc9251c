"""Runs that are killed leave the old files or the new ones; `scripts/fault_injection.py` does it a thousand times."""

from __future__ import annotations

import importlib.util
import os
import sys
from pathlib import Path

import pytest

SCRIPT = Path(__file__).resolve().parents[1] / "scripts" / "fault_injection.py"


@pytest.mark.skipif(not hasattr(os, "fork"), reason="the system cannot fork")
def test_killed_runs_corrupt_nothing(tmp_path: Path) -> None:
    """RELIABILITY: all or nothing on disk; a cache can only cost time; no decision is lost."""
    spec = importlib.util.spec_from_file_location("fault_injection", SCRIPT)
    assert spec
    assert spec.loader
    script = importlib.util.module_from_spec(spec)
    sys.modules[spec.name] = script
    spec.loader.exec_module(script)
    counts, found = script.inject(tmp_path / "work", kills=8, seed=5, every=4)
    assert found == []
    assert counts["killed"] == 8
