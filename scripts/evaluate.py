"""`make eval`: measure over the project's own corpora and probes, and over the shared data where it lies beside."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

PROJECT = Path(__file__).resolve().parent.parent
SHARED = PROJECT.parent / "shared"


def main() -> int:
    """Run both measurements; return the first exit code that is not 0."""
    folders = sorted(path.parent for path in (PROJECT / "corpus").glob("*/gold.json"))
    command = [sys.executable, "-m", "checker", "eval", *map(str, folders)]
    probes = PROJECT / "corpus" / "probes.jsonl"
    if probes.exists():
        command += ["--probes", str(probes)]
    code = subprocess.run(command, check=False).returncode
    tool = SHARED / "tools" / "evaluate.py"
    if tool.exists():
        print("\nshared data", flush=True)
        code = (
            subprocess.run([sys.executable, str(tool), str(SHARED / "data"), *sys.argv[1:]], check=False).returncode
            or code
        )
    return code


if __name__ == "__main__":
    sys.exit(main())
