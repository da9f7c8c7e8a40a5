"""Run a stack in this terminal: for people (`run`) and around one command (`exec`)."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
import time
from collections.abc import Callable, Collection, Sequence
from pathlib import Path

from embedded import guard, journal, object_store, ports, postgres, processes, services, settings
from embedded.service import Service
from embedded.settings import Settings
from embedded.steps import done, failed, say, waiting, warn
from embedded.supervisor import StartFailed, Supervisor

SEED = settings.ROOT / "database" / "seed" / "demo.py"
COMMAND_GRACE = 10.0

Serve = Callable[[Supervisor], int]


def run() -> int:
    """Start everything, seed on the first start, tell where it is, and stay until told to stop."""
    return _guarded(None, _serve_people)


def around(command: Sequence[str], only: Collection[str] | None) -> int:
    """Run a command with the stack (or a part of it) up; its exit code. A stack that runs in this folder is used."""
    chosen = settings.load()
    if guard.is_running(chosen.data):
        chosen = settings.of_running(chosen, journal.read_state(chosen.data))
        return subprocess.run(command, env=command_environment(chosen), check=False).returncode
    return _guarded(only, lambda supervisor: _serve_command(supervisor, command))


def command_environment(chosen: Settings) -> dict[str, str]:
    """The caller's environment with this stack's settings on top and our Python first."""
    base = settings.base_environment(chosen)
    return {**os.environ, **base, **settings.application_environment(chosen)}


def _guarded(only: Collection[str] | None, serve: Serve) -> int:
    chosen = settings.load()
    try:
        parts = services.selected(services.all_services(chosen), only)
        held = guard.take(chosen.data)
        ports.refuse_busy(services.port_uses(parts), chosen.ports)
    except guard.AlreadyRunning as reason:
        warn(f"{reason}: {journal.read_state(chosen.data).get('url', '')}   (`make status`, `make stop`)")
        return 1
    except (ports.PortUnusable, LookupError) as reason:
        warn(str(reason))
        return 1
    with held:
        return guard.watch_over(
            lambda: _supervise(chosen, parts, serve),
            with_parent=bool(os.environ.get("STOP_WITH_PARENT")),
            afterwards=lambda: object_store.clear_sockets(chosen),
        )


def _supervise(chosen: Settings, parts: Sequence[Service], serve: Serve) -> int:
    supervisor = Supervisor(chosen, parts)
    supervisor.listen_to_signals()
    code = 1
    try:
        supervisor.start()
        code = serve(supervisor) if supervisor.up else 130
    except (StartFailed, postgres.Unreachable, ports.PortUnusable) as reason:
        warn(f"\n{reason}\nNothing was left running.")
    finally:
        began = time.monotonic()
        supervisor.stop()
        done("stopped", time.monotonic() - began)
    return code


def _serve_people(supervisor: Supervisor) -> int:
    seed(supervisor)
    if not supervisor.stopping:
        say(summary(supervisor.settings))
        (supervisor.settings.data / "announced").write_text(supervisor.settings.instance)
    supervisor.serve(until=lambda: False)
    say()
    return 0


def seed(supervisor: Supervisor) -> None:
    """Fill the demo company on the first start. If that fails it is said, and tried again at the next start."""
    chosen = supervisor.settings
    marker = chosen.data / "seeded"
    if marker.exists():
        return
    password = chosen.secrets_folder / "demo_password"
    command = [sys.executable, str(SEED), "--url", chosen.url, "--password-file", str(password)]
    command += ["--mailbox", chosen.mail_page]
    began = time.monotonic()
    code = _beside(supervisor, command, journal.log_file(chosen.logs, "seed"), "demo company")
    if code == 0:
        marker.write_text("the demo company was made\n")
        done("demo company", time.monotonic() - began)
    elif not supervisor.stopping:
        failed("demo company", time.monotonic() - began, f"see {journal.log_file(chosen.logs, 'seed')}")
        say(journal.tail(journal.log_file(chosen.logs, "seed"), 8))


def summary(chosen: Settings) -> str:
    """Where everything is, and how to get in."""
    rows = [
        ("Open", chosen.url),
        ("Sign in", f"demo@example.com   password: {chosen.secrets['demo_password']}"),
        ("API docs", f"{chosen.url}/api/docs"),
        ("Mail", f"{chosen.mail_page} (whatever is sent)"),
        ("Spark", f"http://127.0.0.1:{chosen.ports['SPARK_APP_UI_PORT']} (jobs)"),
        ("Logs", str(chosen.logs)),
    ]
    if not chosen.light:
        rows.insert(5, ("", f"http://127.0.0.1:{chosen.ports['SPARK_MASTER_UI_PORT']} (cluster)"))
    return "\n" + "\n".join(f"  {name:<9} {value}" for name, value in rows) + "\n"


def _serve_command(supervisor: Supervisor, command: Sequence[str]) -> int:
    return _beside(supervisor, command, None)


def _beside(supervisor: Supervisor, command: Sequence[str], log: Path | None, title: str = "") -> int:
    """Run a command while the stack is kept alive; when we are told to stop, the command is told too."""
    tied = ["setpriv", "--pdeathsig", "TERM", "--", *command]
    written = open(log, "ab") if log else None  # noqa: SIM115 - closed below, whoever fails
    try:
        process = subprocess.Popen(
            tied, env=command_environment(supervisor.settings), stdout=written, stderr=written, cwd=settings.ROOT
        )
    except OSError as error:
        warn(f"{command[0]}: {error}")
        return 127
    finally:
        if written:
            written.close()
    supervisor.foreign = frozenset({process.pid})
    began = time.monotonic()

    def ended() -> bool:
        if title:
            waiting(title, time.monotonic() - began)
        return process.poll() is not None

    supervisor.serve(until=ended)
    if process.poll() is None:
        processes.tell(process.pid, signal.SIGTERM)
        try:
            process.wait(COMMAND_GRACE)
        except subprocess.TimeoutExpired:
            for pid in reversed(processes.family(process.pid)):
                processes.tell(pid, signal.SIGKILL)
            process.wait()
    supervisor.foreign = frozenset()
    return process.returncode if process.returncode >= 0 else 128 - process.returncode
