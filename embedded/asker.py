"""The supervisor's side of `readiness`: ask about a process, hear later that it is ready, never wait."""

from __future__ import annotations

import contextlib
import json
import os
import subprocess
import sys
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import IO


@dataclass(frozen=True, slots=True)
class Answer:
    """What a part said when asked."""

    name: str
    pid: int
    ready: bool
    reason: str


class Asker:
    """Runs the asking program while there is something to ask, and ends it then: its clients take memory."""

    def __init__(self, environment: Mapping[str, str], log: IO[bytes]) -> None:
        self._environment = environment
        self._log = log
        self._program: subprocess.Popen[bytes] | None = None
        self._rest = b""

    def ask(self, name: str, pid: int, ports: Sequence[int]) -> None:
        """Begin to ask until that process holds these ports and answers as ours."""
        if self._program is None or self._program.poll() is not None:
            self._program = self._start()
        assert self._program.stdin
        with contextlib.suppress(BrokenPipeError):
            self._program.stdin.write(json.dumps({"name": name, "pid": pid, "ports": ports}).encode() + b"\n")
            self._program.stdin.flush()

    def answers(self) -> list[Answer]:
        """What was said since the last time."""
        if self._program is None:
            return []
        assert self._program.stdout
        with contextlib.suppress(BlockingIOError):
            self._rest += os.read(self._program.stdout.fileno(), 65536)
        *rows, self._rest = self._rest.split(b"\n")
        return [Answer(**json.loads(row)) for row in rows]

    def running(self) -> bool:
        """Whether the program is there; it may have crashed, then questions must be asked again."""
        return self._program is not None and self._program.poll() is None

    def rest(self) -> None:
        """Nothing is left to ask."""
        if self._program is not None:
            assert self._program.stdin
            with contextlib.suppress(BrokenPipeError):
                self._program.stdin.close()
            with contextlib.suppress(subprocess.TimeoutExpired):
                self._program.wait(2)
            if self._program.poll() is None:
                self._program.kill()
                self._program.wait()
            self._program, self._rest = None, b""

    @property
    def pid(self) -> int | None:
        return self._program.pid if self._program else None

    def _start(self) -> subprocess.Popen[bytes]:
        tied = ["setpriv", "--pdeathsig", "KILL", "--"]
        program = subprocess.Popen(
            [*tied, sys.executable, "-m", "embedded.readiness"],
            stdin=subprocess.PIPE, stdout=subprocess.PIPE, stderr=self._log,
            env=dict(self._environment), start_new_session=True,
        )  # fmt: skip
        assert program.stdout
        os.set_blocking(program.stdout.fileno(), False)
        return program
