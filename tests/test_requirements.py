"""Every requirement of the command line and of the report is named by the test that proves it, where it must hold."""

from __future__ import annotations

import ast
import re
from pathlib import Path

import pytest

TESTS = Path(__file__).parent
MUST_OR_SHOULD = [*(f"CL{number}" for number in range(1, 20)), *(f"HR{number}" for number in range(1, 19))]


@pytest.fixture(scope="module")
def named() -> set[str]:
    found: set[str] = set()
    for path in TESTS.rglob("test_*.py"):
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
            if isinstance(node, ast.FunctionDef) and node.name.startswith("test_"):
                found.update(re.findall(r"\b[A-Z]{2}\d+\b", ast.get_docstring(node) or ""))
    return found


@pytest.mark.parametrize("requirement", MUST_OR_SHOULD)
def test_a_test_names_the_requirement_that_it_proves(named: set[str], requirement: str) -> None:
    assert requirement in named
