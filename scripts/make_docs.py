"""Write what the documents say of the program: the pages of `docs/reference/`, and what commands print on all others.

    python scripts/make_docs.py            write the pages, and take away those of what is gone
    python scripts/make_docs.py --check    say which differ; exit 1 where some do

Read the difference that it makes: where a command prints something else now, the words around it may be wrong.
"""

from __future__ import annotations

import argparse
import sys
import tempfile
from collections.abc import Mapping
from pathlib import Path

ROOT = Path(__file__).resolve().parents[1]
sys.path[:0] = [str(ROOT), str(ROOT / "scripts")]

import doc_blocks  # noqa: E402
import doc_pages  # noqa: E402
import doc_rules  # noqa: E402

DOCS = ROOT / "docs"
FOLDER = DOCS / "reference"


def reference() -> dict[str, str]:
    """Return every page of the reference by its path below `docs/`, as it is before its blocks have run."""
    found = {
        "commands.md": doc_pages.commands(),
        "settings.md": doc_pages.settings(),
        "exit-codes.md": doc_pages.exit_codes(),
        "formats.md": doc_pages.formats(),
        "columns.md": doc_pages.columns(),
        "verdicts.md": doc_pages.outcomes(),
        "units.md": doc_pages.units(),
        "python.md": doc_pages.python(),
        "rule-files.md": doc_rules.rule_files(),
        "rules/index.md": doc_rules.rule_index(),
    }
    found |= {f"kinds/{name}.md": doc_rules.kind_page(name) for name in doc_rules.kinds()}
    cases = doc_rules.rule_cases()
    found |= {f"rules/{rule.code}.md": doc_rules.rule_page(rule, cases) for rule in doc_rules.shipped()}
    return {f"reference/{name}": text for name, text in found.items()}


def there() -> dict[str, str]:
    """Return every page as it stands in `docs/`."""
    return {path.relative_to(DOCS).as_posix(): path.read_text(encoding="utf-8") for path in sorted(DOCS.rglob("*.md"))}


def made() -> dict[str, str]:
    """Return every page as it should be: the reference, and all others with what their commands print now."""
    by_hand = {name: text for name, text in there().items() if not name.startswith("reference/")}
    return {name: run(name, text) for name, text in sorted((reference() | by_hand).items())}


def run(name: str, text: str) -> str:
    """Return a page with what its blocks print now."""
    if "<!-- run" not in text:
        return text
    with tempfile.TemporaryDirectory() as folder:
        return doc_blocks.renewed(name, text, Path(folder))


def differences(found: Mapping[str, str]) -> list[str]:
    """Return what differs between the folder and what was made: a line for each page."""
    now = there()
    changed = [
        f"{name}: {'differs' if name in now else 'is missing'}" for name in found if now.get(name) != found[name]
    ]
    return sorted([*changed, *(f"{name}: is of something that is gone" for name in now if name not in found)])


def write(found: Mapping[str, str]) -> None:
    """Write every page."""
    for name in there():
        if name not in found:
            (DOCS / name).unlink()
    for name, text in found.items():
        (DOCS / name).parent.mkdir(parents=True, exist_ok=True)
        (DOCS / name).write_text(text, encoding="utf-8", newline="\n")


def main() -> int:
    """Write or compare."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--check", action="store_true", help="change nothing")
    if parser.parse_args().check:
        found = differences(made())
        print("\n".join(found) or "docs/reference/ is up to date")
        return 1 if found else 0
    write(made())
    return 0


if __name__ == "__main__":
    sys.exit(main())
