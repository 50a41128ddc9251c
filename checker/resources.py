"""Where shipped data lives: rule packs, templates and documents, in a source tree and in an installed wheel."""

from __future__ import annotations

from pathlib import Path

_PACKAGE = Path(__file__).resolve().parent
_SHIPPED = _PACKAGE / "_shipped"  # the wheel's copy of the top-level data folders


def data_folder(name: str) -> Path:
    """Return the folder `rules`, `reports`, `corpus` or `docs` that belongs to this installation."""
    installed = _SHIPPED / name
    return installed if installed.is_dir() else _PACKAGE.parent / name


def package_file(*parts: str) -> Path:
    """Return a data file that stands beside the code of a stage, such as `normalize/unit_words.csv`."""
    return _PACKAGE.joinpath(*parts)
