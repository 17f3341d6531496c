"""`python -m surveyrefs` is the command `surveyrefs`."""

from __future__ import annotations

import sys

from surveyrefs.cli import main


def run() -> None:
    """Run the command line and leave with its exit code."""
    sys.exit(main())


if __name__ == "__main__":
    run()
