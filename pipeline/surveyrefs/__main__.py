"""`python -m surveyrefs` is the command `surveyrefs`."""

from __future__ import annotations

import sys

from surveyrefs.cli import main
from surveyrefs.collecting import few_collections


def run() -> None:
    """Run the command line and leave with its exit code."""
    few_collections()  # before the commands and what they need are loaded
    sys.exit(main())


if __name__ == "__main__":
    run()
