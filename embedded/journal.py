"""What is written about a running stack: one log for each part, and `stack.json` for those who ask from outside."""

from __future__ import annotations

import contextlib
import json
import os
import shutil
from pathlib import Path
from typing import IO, Any

LARGEST_LOG = 50 * 1024 * 1024


def log_file(logs: Path, name: str) -> Path:
    """Where one part writes."""
    return logs / f"{name}.log"


def open_log(logs: Path, name: str) -> IO[bytes]:
    """Opened for appending, so that shortening it while the part writes is safe."""
    return log_file(logs, name).open("ab")


def shorten(logs: Path) -> None:
    """Move what a large log holds into NAME.log.1 and let the part go on in the emptied file."""
    for path in logs.glob("*.log"):
        with contextlib.suppress(OSError):
            if path.stat().st_size > LARGEST_LOG:
                shutil.copyfile(path, path.with_name(path.name + ".1"))
                os.truncate(path, 0)


def tail(path: Path, lines: int = 15) -> str:
    """The last lines of a log."""
    if not path.exists():
        return ""
    with path.open("rb") as read:
        read.seek(max(0, path.stat().st_size - 64 * 1024))
        return "\n".join(read.read().decode(errors="replace").splitlines()[-lines:])


def write_state(data: Path, state: dict[str, Any]) -> None:
    """Replace `stack.json` whole, so that a reader never sees half of it."""
    draft = data / "stack.json.draft"
    draft.write_text(json.dumps(state, indent=1))
    draft.replace(data / "stack.json")


def read_state(data: Path) -> dict[str, Any]:
    """What the last supervisor wrote; empty when there never was one."""
    try:
        return dict(json.loads((data / "stack.json").read_text()))
    except (OSError, ValueError):
        return {}
