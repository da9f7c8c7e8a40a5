"""The whole stack, up and real: these tests run inside `python -m embedded exec -- pytest e2e/faults`."""

import os
import sys
from collections.abc import Iterator
from pathlib import Path
from uuid import uuid4

import psutil
import psycopg
import pytest

ROOT = Path(__file__).resolve().parents[2]
sys.path.insert(0, str(ROOT / "database" / "seed"))

from client import Api  # noqa: E402

PATIENCE = 300
"""Seconds that work may take to begin or to end: after a kill, on a busy machine, before it counts as lost."""


@pytest.fixture
def api() -> Api:
    """A new company, signed in over HTTP."""
    client = Api(f"http://127.0.0.1:{os.environ['PORT']}")
    client.register(
        email=f"{uuid4().hex[:12]}@example.com",
        password=uuid4().hex,
        full_name="Fay Fault",
        company_name="Fault BV",
        language="en",
    )
    return client


@pytest.fixture
def books() -> Iterator[psycopg.Connection]:
    """The database as its owner sees it, to count what really happened."""
    url = os.environ["MIGRATION_DATABASE_URL"].replace("+asyncpg", "")
    with psycopg.connect(url, autocommit=True) as connection:
        yield connection


def processes(*words: str) -> list[psutil.Process]:
    """Processes of this very stack whose command line has all these words."""
    found = []
    for process in psutil.process_iter():
        try:
            line = " ".join(process.cmdline())
            if all(word in line for word in words) and _is_ours(process):
                found.append(process)
        except (psutil.NoSuchProcess, psutil.AccessDenied, psutil.ZombieProcess):
            continue
    return found


def _is_ours(process: psutil.Process) -> bool:
    """By the data folder, which no other stack has: it stands in the command line or the environment of every part."""
    data = str(Path(os.environ["JWT_PRIVATE_KEY_FILE"]).parents[1])
    return any(data in text for text in (*process.cmdline(), *process.environ().values()))
