"""What the API, one worker and beat hold in memory once they have started and answered.

    make bench

Resident memory counts what a worker's processes share once for each of them; the proportional share counts it once.
"""

import asyncio
import sys
from contextlib import AsyncExitStack, asynccontextmanager
from os import environ
from pathlib import Path
from tempfile import TemporaryDirectory

from load import ask, free_port

BACKEND = Path(__file__).parent.parent / "backend"
GOAL_MB = 400
SETTLED, TRIES = 10.0, 360
CELERY = (sys.executable, "-m", "celery", "-A")


@asynccontextmanager
async def running(*command: str):
    """A process in the backend's folder; it ends with the block."""
    silent = asyncio.subprocess.DEVNULL
    made = await asyncio.create_subprocess_exec(*command, cwd=BACKEND, env={**environ}, stdout=silent, stderr=silent)
    try:
        yield made.pid
    finally:
        made.terminate()
        await made.wait()


def tree(pid: int) -> list[int]:
    """A process and all that it started."""
    tasks = Path(f"/proc/{pid}/task").iterdir()
    children = [int(each) for task in tasks for each in (task / "children").read_text().split()]
    return [pid, *(one for child in children for one in tree(child))]


def held(pid: int, what: str) -> float:
    """Megabytes, of a process and all that it started."""
    rows = (row for each in tree(pid) for row in Path(f"/proc/{each}/smaps_rollup").read_text().splitlines())
    return sum(int(row.split()[1]) for row in rows if row.startswith(what)) / 1024


async def ready(port: int) -> None:
    """Answering, and with a worker that answers; then a while, so that all is imported."""
    for _ in range(TRIES):
        await asyncio.sleep(0.5)
        try:
            for _ in range(50):
                await ask(port, "/health")
            await ask(port, "/health/workers")
        except (OSError, RuntimeError):
            continue
        await asyncio.sleep(SETTLED)
        return
    raise RuntimeError("they did not start")


async def main() -> int:
    port = free_port()
    with TemporaryDirectory() as folder:
        commands = {
            "API": (sys.executable, "-m", "uvicorn", "app.main:app", "--port", str(port), "--no-access-log"),
            "worker": (
                *CELERY,
                "app.worker:celery",
                "worker",
                "-Q",
                "high,normal,low",
                "-c",
                "1",
                "-n",
                "bench@%h",
                "--without-mingle",
            ),
            "beat": (*CELERY, "app.clock:celery", "beat", "-s", f"{folder}/schedule", "--pidfile="),
        }
        async with AsyncExitStack() as stack:
            started = {name: await stack.enter_async_context(running(*each)) for name, each in commands.items()}
            await ready(port)
            found = {name: (held(pid, "Rss:"), held(pid, "Pss:"), len(tree(pid))) for name, pid in started.items()}
    for name, (resident, share, processes) in found.items():
        print(f"  {name:10}{resident:6.0f} MB resident  {share:6.0f} MB its share  {processes} processes")
    resident, share = (sum(each[which] for each in found.values()) for which in (0, 1))
    print(f"  together  {resident:6.0f} MB resident  {share:6.0f} MB shared pages counted once")
    print(f"goal: less than {GOAL_MB} MB resident together: {'reached' if resident < GOAL_MB else 'MISSED'}")
    return 0 if resident < GOAL_MB else 1


if __name__ == "__main__":
    sys.exit(asyncio.run(main()))
