"""Which decision file counts for a command: the one that is named, else the one that lies where reviewers leave it."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path
from typing import Any

from checker.settings.files import checked_folder, shown_path


def find_decisions(options: Mapping[str, Any], named: str = "") -> str:
    """Return the decision file of a command, as messages call it; nothing where there is none.

    It is looked for in the checked folder and then in the current one, where `tieout review` and `tieout baseline`
    write it. A link is not followed: whoever made the folder should not choose what is read outside it.

    Args:
        options: `paths` or `target` and `isolated` count.
        named: the file that an option or a setting names; it goes before all others.
    """
    from checker.verify.decisions import FILE

    if named or options.get("isolated"):
        return named
    paths = options.get("paths") or ()
    for folder in (checked_folder(paths), Path.cwd()):
        file = folder / FILE
        if file.is_file() and not file.is_symlink():
            return shown_path(file)
    return ""


def decision_file_of(options: Mapping[str, Any], named: str) -> tuple[str, Any]:
    """Return the decision file that a command reads and writes, and what else holds for it.

    Args:
        options: of the command.
        named: what its option `--decisions` says; else the settings name it, else it is found, else it is made in
            the current folder.
    """
    from checker import chosen
    from checker.verify.decisions import FILE

    asked = chosen.choose(options)
    return find_decisions(options, named or asked.preferences.decisions) or FILE, asked.settings
