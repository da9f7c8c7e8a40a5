"""Everything that is set up once: system packages, Python packages, the built frontend.

    python -m embedded.install            what `make run` needs
    python -m embedded.install --dev      and what the tests and checks need
    python -m embedded.install --python   only the Python packages for tests and checks

Runs on a bare Python 3.11 or newer, standard library only; a second call finds nothing to do and says nothing.
"""

from __future__ import annotations

import argparse
import subprocess
import sys

from embedded import environment, node, preflight
from embedded.steps import warn


def main(words: list[str] | None = None) -> int:
    """Install what is missing; 0 when all is there, 1 with one readable reason otherwise."""
    asked = argparse.ArgumentParser(prog="python -m embedded.install", description="Set up what the stack needs.")
    asked.add_argument("--dev", action="store_true", help="also what the tests and checks need")
    asked.add_argument(
        "--python", action="store_true", help="only the Python packages, with those for tests and checks"
    )
    options = asked.parse_args(words)
    if sys.version_info < environment.LOCKED_FOR:
        warn(f"Python 3.11 or newer is needed; this is {sys.version.split()[0]}.")
        return 1
    try:
        if not options.python:
            preflight.require(for_tests=options.dev)
        environment.ensure(for_tests=options.dev or options.python)
        if not options.python:
            node.ensure(build=not options.dev)  # the tests build it themselves, as one of their parts
    except (preflight.Missing, environment.NotInstalled, node.FrontendNotBuilt) as reason:
        warn(str(reason))
        return 1
    except (KeyboardInterrupt, subprocess.SubprocessError) as reason:
        warn(f"set-up was interrupted {reason}".rstrip())
        return 130
    return 0


if __name__ == "__main__":
    sys.exit(main())
