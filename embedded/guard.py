"""The supervisor's parent: does nothing but outlive it and end what it left behind.

A supervisor killed by SIGKILL cannot clean up. The kernel signals its direct children; their children are handed to the
nearest ancestor that adopts orphans, which is the guard. When the guard is killed, the supervisor is told, and stops
everything in order.
"""

from __future__ import annotations

import fcntl
import os
import signal
import time
import traceback
from collections.abc import Callable
from pathlib import Path
from typing import IO

from embedded import journal, processes
from embedded.steps import warn

GRACE = 8.0


class AlreadyRunning(RuntimeError):
    """This data folder has a running stack."""


def take(data: Path, wait: float = 12.0) -> IO[str]:
    """Hold the data folder until we and our children end. Waits only for a stack whose supervisor is already gone."""
    held = (data / "stack.lock").open("a")
    deadline = time.monotonic() + wait
    while True:
        try:
            fcntl.flock(held, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            state = journal.read_state(data)
            if processes.alive(int(state.get("supervisor", 0))) or time.monotonic() > deadline:
                held.close()
                raise AlreadyRunning(f"a stack runs in {data} already") from None
            time.sleep(0.1)
        else:
            _clear_leftovers(data)
            return held


def is_running(data: Path) -> bool:
    """Whether somebody holds the data folder."""
    if not (data / "stack.lock").exists():
        return False
    with (data / "stack.lock").open("a") as asked:
        try:
            fcntl.flock(asked, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            return True
    return False


def watch_over(supervise: Callable[[], int], with_parent: bool, afterwards: Callable[[], None]) -> int:
    """Run the supervisor in a child, pass signals on, leave no process behind however it ends; its exit code."""
    processes.adopt_orphans()
    if with_parent:
        processes.die_with_parent(signal.SIGTERM)
    me = os.getpid()
    supervisor = os.fork()
    if supervisor == 0:
        processes.die_with_parent(signal.SIGTERM)
        code = 1
        try:
            code = supervise() if os.getppid() == me else 1
        except BaseException:
            traceback.print_exc()
        finally:
            os._exit(code)
    for what in (signal.SIGINT, signal.SIGTERM, signal.SIGHUP):
        signal.signal(what, lambda number, _: processes.tell(supervisor, number))
    _, status = os.waitpid(supervisor, 0)
    killed = processes.clear_family(GRACE)
    afterwards()
    if os.WIFSIGNALED(status):
        warn(f"The supervisor was killed (signal {os.WTERMSIG(status)}); its parts were ended, {killed} by force.")
        return 128 + os.WTERMSIG(status)
    return os.WEXITSTATUS(status)


def _clear_leftovers(data: Path) -> None:
    """Guard and supervisor were killed at once: end what the last state names, if it is still that very process."""
    for part in journal.read_state(data).get("parts", {}).values():
        pid, ticks = int(part.get("pid") or 0), int(part.get("began") or 0)
        if pid and ticks and processes.began(pid) == ticks:
            for one in reversed(processes.family(pid)):
                processes.tell(one, signal.SIGKILL)
            processes.kill_group(pid)
