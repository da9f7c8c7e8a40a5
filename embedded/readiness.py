"""Ready means: asked, and it is ours. A port that answers may be a stranger's.

Every part must hold its ports by the very process we started, and then answer a question only ours can answer.
The questions run in a program of their own (`python -m embedded.readiness`), so that the supervisor stays
single-threaded: it writes {"name", "pid", "ports"} lines, this writes {"name", "pid", "ready", "reason"} lines. It ends
when its input ends.
"""

from __future__ import annotations

import json
import os
import socket
import sys
import threading
import time
import urllib.request
from collections.abc import Callable, Iterable, Mapping
from functools import partial
from typing import Any

from embedded import mail_catcher, object_store, ports, postgres, processes, services, settings, spark, valkey
from embedded.settings import Settings

Question = Callable[[Settings, int], str | None]
PAUSE = 0.15


def questions() -> dict[str, Question]:
    """What each part is asked; None means ready. Parts without a question are ready once their ports are theirs."""
    return {
        "postgres": postgres.not_ready,
        "valkey": valkey.not_ready,
        "s3": object_store.not_ready,
        "mail": mail_catcher.not_ready,
        "spark-master": spark.master_not_ready,
        **{f"spark-worker-{number}": partial(_worker, number) for number in spark.WORKERS},
        "spark-connect": spark.connect_not_ready,
        **{f"celery-{name}": partial(_celery_node, name) for name, _, _ in services.CELERY_NODES},
        "api": _api,
    }


def not_ready(chosen: Settings, name: str, numbers: Iterable[int], pid: int) -> str | None:
    """Why a part cannot be used yet, or None. `numbers` are the ports it must hold."""
    for number in numbers:
        if not processes.owns_port(pid, number):
            return _who_has(number)
    question = questions().get(name)
    return question(chosen, pid) if question else None


def _who_has(number: int) -> str:
    if ports.trouble_with(number):
        return f"port {number} belongs to another program"
    return f"does not listen on port {number} yet"


def _worker(number: int, chosen: Settings, pid: int) -> str | None:
    return spark.worker_not_ready(chosen, number)


def _api(chosen: Settings, pid: int) -> str | None:
    """Its health page repeats the identifier we gave this start of the stack."""
    opener = urllib.request.build_opener(urllib.request.ProxyHandler({}))
    with opener.open(f"{chosen.url}/health", timeout=3) as answer:
        told = answer.read().decode()
    return None if chosen.instance in told else "answers, but does not name this stack's instance"


def _celery_node(name: str, chosen: Settings, pid: int) -> str | None:
    """Through our own broker, the node of that name must name the process we started."""
    from celery import Celery

    node = f"{name}@{socket.gethostname()}"
    with Celery(broker=chosen.valkey_url(0), set_as_current=False) as asking:
        told = asking.control.inspect(destination=[node], timeout=2.0).stats() or {}
    if node not in told:
        return f"{node} does not answer through the broker"
    return None if told[node].get("pid") == pid else f"{node} is another process"


def _ask_until_ready(chosen: Settings, asked: Mapping[str, Any], tell: Callable[[dict[str, object]], None]) -> None:
    name, pid, said = asked["name"], asked["pid"], ""
    while processes.alive(pid):
        try:
            reason = not_ready(chosen, name, asked["ports"], pid)
        except Exception as error:  # whatever a half-started server does to its client means: not yet
            reason = f"{type(error).__name__}: {error}".splitlines()[0][:200]
        if reason is None:
            tell({"name": name, "pid": pid, "ready": True, "reason": ""})
            return
        if reason != said:
            said = reason
            tell({"name": name, "pid": pid, "ready": False, "reason": reason})
        time.sleep(PAUSE)


def main() -> int:
    """Answer questions line by line until there are no more."""
    os.environ.update(NO_PROXY="127.0.0.1,localhost", no_proxy="127.0.0.1,localhost", GRPC_VERBOSITY="NONE")
    chosen = settings.load()
    one_at_a_time = threading.Lock()

    def tell(answer: dict[str, object]) -> None:
        with one_at_a_time:
            sys.stdout.write(json.dumps(answer) + "\n")
            sys.stdout.flush()

    for row in sys.stdin:
        threading.Thread(target=_ask_until_ready, args=(chosen, json.loads(row), tell), daemon=True).start()
    os._exit(0)  # the answering threads have nobody to tell


if __name__ == "__main__":
    sys.exit(main())
