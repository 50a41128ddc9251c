"""Python functions of rules: found inside the rules folder, imported only where the user allows it.

They run as the user's own program. A path that leaves the rules folder, by dots or by links, is refused.
"""

from __future__ import annotations

import hashlib
import importlib.util
import sys
from collections.abc import Callable
from dataclasses import dataclass
from importlib.machinery import SourceFileLoader
from pathlib import Path
from typing import Any

CONSENT = "allow it with --allow-python-rules, or allow-python-rules = true in your settings file"


@dataclass(frozen=True, slots=True, kw_only=True)
class Functions:
    """Where the functions of a pack lie, and whether they may be imported."""

    root: Path  # the rules folder; nothing outside it is imported
    is_allowed: bool | None = False  # None looks whether the file is there, and imports nothing

    def find(self, reference: str) -> Callable[..., Any] | None:
        """Return the function that "local.py:my_rule" names; None where nothing is to be imported.

        Raises:
            ValueError: it is not allowed, not inside the rules folder, or cannot be imported; args as `read_amount`.
        """
        if self.is_allowed is False:
            raise ValueError(f"'{reference}' is Python code that would run with your rights; {CONSENT}", "function")
        name, _, function = reference.rpartition(":")
        path = self._path(name)
        return None if self.is_allowed is None else _imported(path, function)

    def source(self, reference: str) -> bytes:
        """Return the source of the file that a reference names, for the hash of its pack."""
        return self._path(reference.rpartition(":")[0]).read_bytes()

    def _path(self, name: str) -> Path:
        root = self.root.resolve()
        choices = [self.root / name]
        first, _, rest = name.partition("/")
        if rest and first == root.name:  # "rules/local.py", as seen from the folder above
            choices.append(self.root / rest)
        inside = [path for path in choices if path.resolve().is_relative_to(root)]
        if not inside:
            raise ValueError(f"'{name}' lies outside the rules folder; keep it beside the rule file", "function")
        found = next((path.resolve() for path in inside if path.is_file()), None)
        if found is None:
            raise ValueError(f"there is no '{name}' in the rules folder", "function")
        return found


class _Fresh(SourceFileLoader):
    """Reads the source anew each time: an edited rule counts at once, and nothing is written beside it."""

    def path_stats(self, path: Any) -> Any:
        raise OSError("no cached code is used")


def _imported(path: Path, function: str) -> Callable[..., Any]:
    name = f"tieout_rule_{hashlib.sha256(str(path).encode('utf-8', 'surrogateescape')).hexdigest()[:16]}"
    loader = _Fresh(name, str(path))
    spec = importlib.util.spec_from_file_location(name, path, loader=loader)
    if spec is None:
        raise ValueError(f"'{path.name}' cannot be imported", "function")
    module = importlib.util.module_from_spec(spec)
    sys.modules[name] = module  # dataclasses of the module look themselves up there
    try:
        loader.exec_module(module)
    except KeyboardInterrupt:
        raise
    except BaseException as error:
        raise ValueError(f"'{path.name}' cannot be imported: {type(error).__name__}: {error}", "function") from error
    found = getattr(module, function, None)
    if not callable(found):
        raise ValueError(f"'{path.name}' has no function '{function}'", "function")
    return found  # type: ignore[no-any-return]
