"""What Linux offers to keep a family of processes together: whose child, who listens where, who dies with whom."""

from __future__ import annotations

import contextlib
import ctypes
import os
import signal
import time
from collections.abc import Iterable
from pathlib import Path

PR_SET_PDEATHSIG = 1
PR_SET_CHILD_SUBREAPER = 36
TCP_LISTEN = "0A"

_libc = ctypes.CDLL(None, use_errno=True)


def adopt_orphans() -> None:
    """Orphaned grandchildren become our children instead of init's, so that we can find and end them."""
    _libc.prctl(PR_SET_CHILD_SUBREAPER, 1, 0, 0, 0)


def die_with_parent(death_signal: int) -> None:
    """Ask the kernel to signal this process when the thread that made it ends. Survives exec."""
    _libc.prctl(PR_SET_PDEATHSIG, death_signal, 0, 0, 0)


def children(pid: int) -> list[int]:
    """Living (or not yet reaped) children of a process."""
    found: list[int] = []
    with contextlib.suppress(OSError):
        for task in os.listdir(f"/proc/{pid}/task"):
            with contextlib.suppress(OSError):
                found += map(int, Path(f"/proc/{pid}/task/{task}/children").read_text().split())
    return found


def family(pid: int) -> list[int]:
    """A process and all that descend from it, parents first."""
    found, waiting = [], [pid]
    while waiting:
        one = waiting.pop()
        found.append(one)
        waiting += children(one)
    return found


def alive(pid: int) -> bool:
    """Whether a process exists and is more than a zombie."""
    try:
        return Path(f"/proc/{pid}/stat").read_text().rpartition(")")[2].split()[0] != "Z"
    except OSError:
        return False


def ended_children() -> list[int]:
    """Children of ours, adopted ones too, that have ended and wait to be reaped."""
    return [pid for pid in children(os.getpid()) if not alive(pid)]


def began(pid: int) -> int:
    """When a process was started, in ticks since boot (0: it is gone). Tells it from a later one of its number."""
    try:
        return int(Path(f"/proc/{pid}/stat").read_text().rpartition(")")[2].split()[19])
    except OSError:
        return 0


def collect(pid: int) -> None:
    """Reap one adopted child."""
    with contextlib.suppress(ChildProcessError):
        os.waitpid(pid, os.WNOHANG)


def tell(pid: int, what: int) -> None:
    """Signal one process; silent when it is gone."""
    with contextlib.suppress(ProcessLookupError, PermissionError):
        os.kill(pid, what)


def kill_group(group: int) -> None:
    """End what is left of a process group."""
    with contextlib.suppress(ProcessLookupError, PermissionError):
        os.killpg(group, signal.SIGKILL)


def clear_family(grace: float, keep: Iterable[int] = ()) -> int:
    """End all our descendants: after `grace` seconds in which they may leave, SIGKILL. Returns how many were killed."""
    me, kept, killed = os.getpid(), set(keep), set[int]()
    deadline = time.monotonic() + grace
    while True:
        for pid in children(me):
            if pid not in kept and not alive(pid):
                collect(pid)
        left = [pid for child in children(me) if child not in kept for pid in family(child)]
        if not left:
            return len(killed)
        if time.monotonic() > deadline:
            for pid in left:
                tell(pid, signal.SIGKILL)
            killed.update(left)
        time.sleep(0.05)


def listeners() -> dict[int, set[str]]:
    """Listening TCP sockets of this machine: inode → the addresses it listens on, as the kernel writes them."""
    found: dict[int, set[str]] = {}
    for table in ("/proc/net/tcp", "/proc/net/tcp6"):
        with contextlib.suppress(OSError):
            for row in Path(table).read_text().splitlines()[1:]:
                columns = row.split()
                if columns[3] == TCP_LISTEN:
                    found.setdefault(int(columns[9]), set()).add(columns[1])
    return found


def sockets_of(pids: Iterable[int]) -> set[int]:
    """Inodes of all sockets the given processes hold."""
    found: set[int] = set()
    for pid in pids:
        with contextlib.suppress(OSError):
            for entry in os.scandir(f"/proc/{pid}/fd"):
                with contextlib.suppress(OSError):
                    target = os.readlink(entry.path)
                    if target.startswith("socket:["):
                        found.add(int(target[8:-1]))
    return found


def listening_of(pids: Iterable[int]) -> set[tuple[str, int]]:
    """The (address in hexadecimal, port) pairs on which the given processes listen."""
    held = sockets_of(pids)
    return {
        (address, int(port, 16))
        for inode, places in listeners().items()
        if inode in held
        for address, port in (place.split(":") for place in places)
    }


def owns_port(pid: int, port: int) -> bool:
    """Whether this process or one that descends from it is the one listening on a port."""
    return any(number == port for _, number in listening_of(family(pid)))
