"""Codes of notices: one meaning each."""

from __future__ import annotations

import re
from pathlib import Path

from checker import running
from checker.collect import manifest
from checker.verify import drafting

PACKAGE = Path(running.__file__).parent


def test_no_two_notices_have_one_code() -> None:
    """RA7: a code has one meaning; 901 and 902 are shared by decisions and comments, which say the same of both."""
    found: dict[str, set[str]] = {}
    for path in sorted(PACKAGE.rglob("*.py")):
        for code in re.findall(r'"(T9\d\d)"', path.read_text(encoding="utf-8")):
            found.setdefault(code, set()).add(path.name)
    shared = {code: files for code, files in found.items() if len(files) > 1}
    assert shared == {
        "T901": {"decisions.py", "suppressions.py"},
        "T902": {"decisions.py", "suppressions.py"},
        drafting.FAILED: {"drafting.py", "running.py"},
    }
    assert drafting.FAILED == running._FAILED != manifest.CODE
