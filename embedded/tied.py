"""Run a Python module so that every process it forks dies with it: python -m embedded.tied MODULE ARGUMENTS…

For Celery: its pool processes do not notice when their parent is killed.
"""

from __future__ import annotations

import os
import runpy
import signal
import sys

from embedded import processes


def main() -> None:
    """Take our own name off the command line, tie the children, become the module."""
    os.register_at_fork(after_in_child=lambda: processes.die_with_parent(signal.SIGKILL))
    sys.argv = sys.argv[1:]
    runpy.run_module(sys.argv[0], run_name="__main__", alter_sys=True)


if __name__ == "__main__":
    main()
