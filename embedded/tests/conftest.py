"""Real servers, but only the cheap ones: Valkey, and shells that misbehave."""

from __future__ import annotations

import dataclasses
import os
import socket
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from embedded import ports, settings
from embedded.settings import Settings


@pytest.fixture
def chosen(tmp_path: Path) -> Settings:
    """Settings of a stack in a folder of its own, on ports nobody uses."""
    loaded = settings.load({"DATA_DIR": str(tmp_path / "data")})
    return dataclasses.replace(loaded, ports=free_ports())


def free_ports() -> dict[str, int]:
    for offset in range(2000, 9000, 40):
        numbers = ports.chosen({"PORT_OFFSET": str(offset)})
        if not any(ports.trouble_with(port) for name in numbers for port in ports.opened(numbers, name)):
            return numbers
    raise AssertionError("no free ports at all")


def environment_of(chosen: Settings) -> dict[str, str]:
    """How a separate `python -m embedded` is told to use these settings."""
    numbers = {name: str(number) for name, number in chosen.ports.items()}
    return {**os.environ, **numbers, "DATA_DIR": str(chosen.data)}


def eventually(holds: Callable[[], object], seconds: float = 15.0) -> object:
    """Wait until something is true; fail when it does not become so."""
    deadline = time.monotonic() + seconds
    while time.monotonic() < deadline:
        if found := holds():
            return found
        time.sleep(0.05)
    raise AssertionError("it did not happen in time")


def embedded(chosen: Settings, *words: str) -> subprocess.Popen[str]:
    """Start `python -m embedded …`."""
    return subprocess.Popen(
        [sys.executable, "-m", "embedded", *words], cwd=settings.ROOT, env=environment_of(chosen),
        stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True,
    )  # fmt: skip


@pytest.fixture
def stranger() -> Iterator[Callable[[int], socket.socket]]:
    """Somebody else's server on a port."""
    opened: list[socket.socket] = []

    def listen(port: int) -> socket.socket:
        line = socket.socket()
        line.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        line.bind(("127.0.0.1", port))
        line.listen()
        opened.append(line)
        return line

    yield listen
    for line in opened:
        line.close()
