"""Starts the parts in order, keeps them alive, stops them in reverse order.

Single-threaded: one loop collects what ended, hears who is ready, starts what may start. Every part has its own
session, its own log, and the kernel's promise to end with us.
"""

from __future__ import annotations

import os
import signal
import subprocess
import time
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from typing import Any

from embedded import journal, processes, settings
from embedded.asker import Asker
from embedded.service import Service
from embedded.settings import Settings
from embedded.steps import done, failed, waiting

TICK = 0.1
FIRST_DELAY, LONGEST_DELAY = 0.5, 30.0
STEADY = 60.0  # seconds of service after which earlier crashes are forgotten


class StartFailed(RuntimeError):
    """A part did not become ready; the message names it, the reason and its log."""


@dataclass(slots=True)
class Part:
    """One service as it is now. State: waiting, starting, ready, done, resting (before a restart), stopped."""

    service: Service
    state: str = "waiting"
    process: subprocess.Popen[bytes] | None = None
    since: float = 0.0
    not_before: float = 0.0
    crashes: int = 0
    restarts: int = 0
    tries: int = 0
    reason: str = ""

    @property
    def running(self) -> bool:
        return self.process is not None and self.process.poll() is None


class Supervisor:
    """All parts of one stack and the loop over them."""

    def __init__(self, chosen: Settings, parts: Iterable[Service], report: bool = True) -> None:
        self.settings = chosen
        self.parts = {part.name: Part(part) for part in parts}
        self.report = report
        self.stopping = False
        self.hurry = False
        self.up = False
        self._signalled_at = 0.0
        self._shortened_at = time.monotonic()
        self._written: dict[str, Any] = {}
        self.foreign: frozenset[int] = frozenset()
        """Children somebody else waits for."""
        numbers = {name: str(number) for name, number in chosen.ports.items()}
        same = {"DATA_DIR": str(chosen.data), "INSTANCE_ID": chosen.instance, "LIGHT": "1" if chosen.light else ""}
        base = settings.base_environment(chosen)
        self._asker = Asker(
            {**base, **numbers, **same, "PYTHONPATH": str(settings.ROOT)}, journal.open_log(chosen.logs, "readiness")
        )
        processes.adopt_orphans()

    def listen_to_signals(self) -> None:
        """The first SIGINT, SIGTERM or SIGHUP stops in order; one more, a second later, stops by force."""
        for what in (signal.SIGINT, signal.SIGTERM, signal.SIGHUP):
            signal.signal(what, self._on_signal)

    def start(self) -> None:
        """Return when every part is ready; raise StartFailed (or return early when told to stop)."""
        began = time.monotonic()
        while not self.stopping:
            missing = [name for name, part in self.parts.items() if part.state not in ("ready", "done")]
            if not missing:
                break
            if self.report:
                waiting(", ".join(missing)[:90], time.monotonic() - began)
            self.tick()
            time.sleep(TICK)
        self.up = not self.stopping
        self._write_state()

    def serve(self, until: Callable[[], bool]) -> None:
        """Keep everything alive until told to stop or until the given condition holds."""
        while not self.stopping and not until():
            self.tick()
            time.sleep(TICK)

    def tick(self) -> None:
        """One look at everything."""
        self._hear()
        for part in self.parts.values():
            self._look_at(part)
        mine = {part.process.pid for part in self.parts.values() if part.process} | {self._asker.pid}
        for pid in processes.ended_children():
            if pid not in mine and pid not in self.foreign:
                processes.collect(pid)
        if time.monotonic() - self._shortened_at > 60:
            self._shortened_at = time.monotonic()
            journal.shorten(self.settings.logs)
        self._write_state()

    def stop(self) -> None:
        """Those on whom nothing depends first; what does not leave in its time is killed with all it started."""
        self.stopping = True
        told: dict[str, float] = {}
        while running := [part for part in self.parts.values() if part.running]:
            needed = {name for part in running for name in self._needs(part.service.name)}
            for part in running:
                name, process = part.service.name, part.process
                assert process
                if name not in told and (name not in needed or self.hurry):
                    processes.tell(process.pid, part.service.stop_signal)
                    told[name] = time.monotonic()
                elif name in told and (self.hurry or time.monotonic() - told[name] > part.service.grace):
                    processes.kill_group(process.pid)
            time.sleep(0.02)
            for part in running:
                if not part.running and part.process:
                    processes.kill_group(part.process.pid)
                    part.state = "stopped"
        for part in self.parts.values():
            part.state, part.process = "stopped", None
        self._asker.rest()
        processes.clear_family(2.0, keep=self.foreign)
        self.up = False
        self._write_state()

    def _on_signal(self, _number: int, _frame: object) -> None:
        now = time.monotonic()
        if self.stopping and now - self._signalled_at > 1.0:
            self.hurry = True
        if not self.stopping:
            self.stopping, self._signalled_at = True, now

    def _look_at(self, part: Part) -> None:
        if part.process and part.process.poll() is not None:
            self._ended(part, part.process.returncode)
        elif part.state in ("waiting", "resting"):
            if time.monotonic() >= part.not_before and self._may_start(part):
                self._spawn(part)
        elif part.state == "starting" and time.monotonic() - part.since > part.service.patience:
            if not self.up:
                raise StartFailed(
                    self._story(part, f"was not ready after {part.service.patience:.0f} s: {part.reason}")
                )
            assert part.process
            processes.kill_group(part.process.pid)

    def _may_start(self, part: Part) -> bool:
        return all(self.parts[name].state in ("ready", "done") for name in part.service.after if name in self.parts)

    def _spawn(self, part: Part) -> None:
        service = part.service
        if service.prepare:
            service.prepare(self.settings)
        tie = (
            ()
            if service.ties_itself
            else ("setpriv", "--pdeathsig", signal.Signals(service.death_signal).name.removeprefix("SIG"), "--")
        )
        with journal.open_log(self.settings.logs, service.name) as log:
            part.process = subprocess.Popen(
                [*tie, *service.command], stdin=subprocess.DEVNULL, stdout=log, stderr=log,
                cwd=service.folder, env=dict(service.environment), start_new_session=True,
            )  # fmt: skip
        part.state, part.since, part.reason = "starting", time.monotonic(), ""
        part.tries += 1
        if not service.once:
            self._ask(part)

    def _ask(self, part: Part) -> None:
        if part.process:
            numbers = [self.settings.ports[variable] for variable in part.service.ports]
            self._asker.ask(part.service.name, part.process.pid, numbers)

    def _hear(self) -> None:
        for answer in self._asker.answers():
            part = self.parts[answer.name]
            if part.process is None or part.process.pid != answer.pid or part.state != "starting":
                continue
            part.reason = answer.reason
            if answer.ready:
                part.state = "ready"
                took, part.since = time.monotonic() - part.since, time.monotonic()
                self._say(done, part, took, "again" if part.restarts else "")
        asked = [part for part in self.parts.values() if part.state == "starting" and not part.service.once]
        if not asked and self.up:
            self._asker.rest()
        elif asked and not self._asker.running():
            for part in asked:
                self._ask(part)

    def _ended(self, part: Part, code: int) -> None:
        assert part.process
        processes.kill_group(part.process.pid)
        part.process = None
        took = time.monotonic() - part.since
        if part.service.once and code == 0:
            part.state = "done"
            self._say(done, part, took)
            return
        how = f"was ended by signal {-code}" if code < 0 else f"ended with code {code}"
        if not self.up and part.state == "starting":
            if part.tries >= part.service.attempts:
                raise StartFailed(self._story(part, f"{how} before it was ready"))
            part.state, part.not_before = "resting", time.monotonic() + FIRST_DELAY
            return
        part.crashes = 0 if part.state == "ready" and took > STEADY else part.crashes
        delay = min(LONGEST_DELAY, FIRST_DELAY * 2**part.crashes)
        part.crashes += 1
        part.restarts += 1
        part.state, part.not_before, part.reason = "resting", time.monotonic() + delay, how
        self._say(failed, part, took, f"{how}; starting again in {delay:g} s")
        self._restart_bound_to(part)

    def _restart_bound_to(self, lost: Part) -> None:
        for part in self.parts.values():
            if lost.service.name in part.service.bound_to and part.running and part.process:
                processes.kill_group(part.process.pid)
                part.process.wait()
                part.state, part.process, part.restarts = "resting", None, part.restarts + 1
                part.reason = f"follows {lost.service.name}"

    def _needs(self, name: str) -> set[str]:
        """Every part this one needs or uses, at any distance."""
        found: set[str] = set()
        waiting = [name]
        while waiting:
            service = self.parts[waiting.pop()].service
            new = {other for other in (*service.after, *service.uses) if other in self.parts} - found
            found |= new
            waiting += new
        return found

    def _say(self, how: Callable[[str, float, str], None], part: Part, seconds: float, note: str = "") -> None:
        if self.report:
            how(part.service.title or part.service.name, seconds, note)

    def _story(self, part: Part, what: str) -> str:
        path = journal.log_file(self.settings.logs, part.service.name)
        end = "\n".join("    " + row for row in journal.tail(path).splitlines())
        return f"{part.service.name} {what}.\n  The end of {path}:\n{end}"

    def _write_state(self) -> None:
        parts = {
            name: {
                "state": part.state,
                "pid": part.process.pid if part.process else None,
                "began": processes.began(part.process.pid) if part.process else None,
                "restarts": part.restarts,
                "reason": part.reason,
            }
            for name, part in self.parts.items()
        }
        state = {
            "guard": os.getppid(), "supervisor": os.getpid(), "up": self.up, "instance": self.settings.instance,
            "light": self.settings.light, "url": self.settings.url, "ports": self.settings.ports, "parts": parts,
        }  # fmt: skip
        if state != self._written:
            self._written = state
            journal.write_state(self.settings.data, state)
