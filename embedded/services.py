"""The parts of the stack, declared once: what runs, on which ports, after what, and how it is stopped.

How each part proves that it is ready, and ours, is in `readiness.py`; how they are kept alive is in `supervisor.py`.
"""

from __future__ import annotations

import signal
import sys
from collections.abc import Collection

from embedded import mail_catcher, object_store, postgres, settings, spark, valkey
from embedded.needs import environment_of
from embedded.ports import Use
from embedded.service import Service
from embedded.settings import Settings

BACKEND = settings.ROOT / "backend"


def all_services(chosen: Settings) -> list[Service]:
    """The whole stack in an order in which every part comes after what it needs."""
    base = settings.base_environment(chosen)
    return [
        postgres.service(chosen, base),
        valkey.service(chosen, base),
        object_store.service(chosen, base),
        mail_catcher.service(chosen, {**base, **_same_stack(chosen), "INSTANCE_ID": chosen.instance}),
        Service(
            name="database",
            title="database and roles",
            command=(sys.executable, "-m", "embedded.postgres"),
            environment={**base, **_same_stack(chosen)},
            after=("postgres",),
            once=True,
        ),
        Service(
            name="migrations",
            title="migrations and bucket",
            command=(sys.executable, "-m", "app.bootstrap"),
            environment=environment_of("migrations", chosen),
            folder=BACKEND,
            after=("database", "valkey", "s3"),
            once=True,
            patience=300,
        ),
        *spark.services(chosen, base),
        *(_celery(name, queues, at_once, chosen) for name, queues, at_once in CELERY_NODES),
        Service(
            name="celery-beat",
            command=(
                sys.executable, "-m", "celery", "-A", "app.clock:celery", "beat",
                "-s", str(chosen.data / "beat" / "schedule"), "--pidfile=", "--loglevel=info",
            ),
            environment=environment_of("celery-beat", chosen),
            folder=BACKEND,
            after=("migrations",),
            prepare=_beat_folder,
        ),
        Service(
            name="api",
            command=(
                sys.executable, "-m", "uvicorn", "app.main:app", "--host", "127.0.0.1",
                "--port", str(chosen.ports["PORT"]), "--no-server-header",
                "--no-proxy-headers",  # nobody stands in front: an address that is claimed is not believed
                "--timeout-graceful-shutdown", "5",
            ),
            environment=environment_of("api", chosen),
            folder=BACKEND,
            ports=("PORT",),
            after=("migrations",),
            uses=("spark-connect",),
        ),
    ]  # fmt: skip


CELERY_NODES = (("high", "high", 2), ("normal", "normal,low", 2), ("spark", "spark", 1))


def _celery(name: str, queues: str, at_once: int, chosen: Settings) -> Service:
    return Service(
        name=f"celery-{name}",
        command=(
            sys.executable, "-m", "celery", "-A", "app.worker:celery", "worker",
            "-Q", queues, "-n", f"{name}@%h", "-c", str(at_once), "--loglevel=info", "--without-mingle",
        ),
        environment=environment_of(f"celery-{name}", chosen),
        folder=BACKEND,
        after=("migrations",),
        # even a cold stop waits for the broker, which dies at the same time; running tasks are delivered again
        death_signal=signal.SIGKILL,
        uses=("spark-connect",),
        grace=8,
    )  # fmt: skip


def selected(parts: Collection[Service], wanted: Collection[str] | None) -> list[Service]:
    """The wanted parts with all they need, and the one-time steps those make possible; None means everything."""
    if wanted is None:
        return list(parts)
    by_name = {part.name: part for part in parts}
    unknown = sorted(set(wanted) - set(by_name))
    if unknown:
        raise LookupError(f"there is no part named {', '.join(unknown)}; choose from {', '.join(by_name)}")
    names: set[str] = set()
    waiting = list(wanted)
    while waiting:
        name = waiting.pop()
        if name not in names:
            names.add(name)
            waiting += by_name[name].after
    for part in parts:
        if part.once and set(part.after) <= names:
            names.add(part.name)
    return [part for part in parts if part.name in names]


def port_uses(parts: Collection[Service]) -> list[Use]:
    """Which service wants which port, for the check before anything starts."""
    return [Use(part.name, variable) for part in parts for variable in part.ports]


def _same_stack(chosen: Settings) -> dict[str, str]:
    """How a helper program of ours finds this very stack."""
    numbers = {name: str(number) for name, number in chosen.ports.items()}
    return {**numbers, "DATA_DIR": str(chosen.data), "PYTHONPATH": str(settings.ROOT)}


def _beat_folder(chosen: Settings) -> None:
    (chosen.data / "beat").mkdir(exist_ok=True)
