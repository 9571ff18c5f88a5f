"""The command line. Every command is a thin shell around one function of the package.

Exit codes: 0 all went well, 1 something was left out or found wrong, 2 nothing could be done.
"""

from __future__ import annotations

from evextract.cli import measuring, processing, results, reviewing, storing
from evextract.cli.app import app

__all__ = ["app", "main"]

processing.add_to(app)
results.add_to(app)
storing.add_to(app)
reviewing.add_to(app)
measuring.add_to(app)


def main() -> None:
    """Entry point of ``evextract``."""
    app(prog_name="evextract")
