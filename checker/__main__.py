"""The command `tieout`, also as `python -m checker`: quiet about an interrupt from its first moment on."""

from __future__ import annotations

import sys


def main() -> None:
    """Run the command line and end the process with its exit code."""
    try:
        from checker.cli import main as run  # takes a tenth of a second, in which Ctrl-C may come
    except KeyboardInterrupt:
        sys.exit(130)
    run()


if __name__ == "__main__":
    main()
