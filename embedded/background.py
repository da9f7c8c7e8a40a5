"""The stack without a terminal: start, stop, status, logs."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
import time
from pathlib import Path

from embedded import foreground, guard, journal, processes, settings
from embedded.steps import say, warn

STOP_PATIENCE = 60.0


def start() -> int:
    """Start detached, show its step list until everything is ready, and leave it running."""
    chosen = settings.load()
    if guard.is_running(chosen.data) and journal.read_state(chosen.data).get("up"):
        chosen = settings.of_running(chosen, journal.read_state(chosen.data))
        say(f"Already running.\n{foreground.summary(chosen)}")
        return 0
    log = journal.log_file(chosen.logs, "stack")
    announced = chosen.data / "announced"
    announced.unlink(missing_ok=True)
    seen = log.stat().st_size if log.exists() else 0
    detached = {name: value for name, value in os.environ.items() if name != "STOP_WITH_PARENT"}
    with log.open("ab") as written:
        process = subprocess.Popen(
            [sys.executable, "-m", "embedded", "run"], stdin=subprocess.DEVNULL, stdout=written, stderr=written,
            cwd=settings.ROOT, start_new_session=True, env=detached,
        )  # fmt: skip
    while process.poll() is None and not announced.exists():
        seen = _show_from(log, seen)
        time.sleep(0.2)
    _show_from(log, seen)
    if process.poll() is not None:
        return process.returncode or 1
    say("  It runs in the background: `make status`, `make logs S=api`, `make stop`.")
    return 0


def stop() -> int:
    """Stop the stack of this folder and wait until nothing of it is left."""
    chosen = settings.load()
    if not guard.is_running(chosen.data):
        say("Nothing is running here.")
        return 0
    state = journal.read_state(chosen.data)
    began = time.monotonic()
    for name in ("supervisor", "guard"):
        processes.tell(int(state.get(name, 0)) or -1, signal.SIGTERM) if state.get(name) else None
    while guard.is_running(chosen.data):
        if time.monotonic() - began > STOP_PATIENCE:
            warn(f"It did not stop within {STOP_PATIENCE:.0f} s; ending it by force.")
            processes.tell(int(state["supervisor"]), signal.SIGKILL)
            break
        time.sleep(0.1)
    say(f"Stopped in {time.monotonic() - began:.1f} s.")
    return 0


def status() -> int:
    """One line for each part; 0 when all are ready, 3 when not running, 1 when something is down."""
    chosen = settings.load()
    state = journal.read_state(chosen.data)
    if not guard.is_running(chosen.data) or not state:
        say(f"Not running ({chosen.data}).")
        return 3
    say(f"{'part':<16} {'state':<9} {'pid':>7} {'restarts':>8}  note")
    for name, part in state["parts"].items():
        say(f"{name:<16} {part['state']:<9} {part['pid'] or '-':>7} {part['restarts']:>8}  {part['reason']}".rstrip())
    if state["up"]:
        say(foreground.summary(settings.of_running(chosen, state)))
    return 0 if all(part["state"] in ("ready", "done") for part in state["parts"].values()) else 1


def logs(name: str, follow: bool) -> int:
    """The end of one part's log and, on a terminal, what comes after it."""
    chosen = settings.load()
    path = journal.log_file(chosen.logs, name)
    if not path.exists():
        known = ", ".join(sorted(found.stem for found in chosen.logs.glob("*.log"))) or "none yet"
        warn(f"There is no log named {name!r}. There are: {known}")
        return 1
    say(journal.tail(path, 100))
    seen = path.stat().st_size
    try:
        while follow:
            seen = _show_from(path, seen)
            time.sleep(0.3)
    except KeyboardInterrupt:
        say()
    return 0


def _show_from(path: Path, seen: int) -> int:
    """Print what was appended after byte `seen`; the new end. A log that was shortened is shown from its beginning."""
    if not path.exists():
        return 0
    size = path.stat().st_size
    with path.open("rb") as read:
        read.seek(seen if size >= seen else 0)
        text = read.read()
        sys.stdout.write(text.decode(errors="replace"))
        sys.stdout.flush()
        return read.tell()
