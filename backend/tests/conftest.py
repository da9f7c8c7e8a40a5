"""Real PostgreSQL, Valkey and object store; every test gets a company of its own and commits for real."""

import asyncio
import gc
from collections.abc import AsyncIterator, Awaitable, Callable, Iterator
from dataclasses import dataclass, field
from typing import Any
from uuid import UUID, uuid4

import httpx

# Read by hypothesis at its first use, which is then compiled within a test: CPython before 3.12 fails to compile
# (SystemError, gh-106905) when a finalizer that runs meanwhile compiles something too.
import hypothesis.strategies._internal.random  # noqa: F401
import pytest
from sqlalchemy import func, or_, select

from app import bootstrap
from app.core import runs, tokens
from app.core.database import database
from app.core.jobs import Job
from app.core.work import Work, begin
from app.main import app as api
from app.modules.documents import tasks as document_tasks
from tests import documented

PASSWORD = "correct horse battery"
FOR_PEOPLE = tokens.PASSWORDS.copy()


def pytest_collection() -> None:
    gc.disable()


def pytest_collection_finish() -> None:
    """What was imported and collected stays: to look through it again and again for what can go takes time."""
    gc.collect()
    gc.freeze()
    gc.enable()


@pytest.fixture(scope="session", autouse=True)
def migrated(worker_id: str) -> None:
    """One process migrates; alembic's own transaction makes the others wait or find it done."""
    bootstrap.prepare()


@pytest.fixture(scope="session")
def worker_id(request: pytest.FixtureRequest) -> str:
    return getattr(request.config, "workerinput", {}).get("workerid", "only")


@pytest.fixture(scope="session", autouse=True)
async def connected(migrated: None) -> AsyncIterator[None]:
    database.connect(pool_size=8)
    yield
    await database.close()


@pytest.fixture(scope="session", autouse=True)
def quick_passwords() -> None:
    """Every test registers somebody: argon2id at its least, unless the test asks for `slow_passwords`."""
    tokens.PASSWORDS.update(argon2__memory_cost=8, argon2__rounds=1)


@pytest.fixture
def slow_passwords(monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    """Passwords are hashed as they are for people."""
    monkeypatch.setattr(tokens, "PASSWORDS", FOR_PEOPLE)
    tokens._nobody.cache_clear()
    yield
    tokens._nobody.cache_clear()


@dataclass(slots=True)
class Company:
    """A signed-in person and their company."""

    client: httpx.AsyncClient
    user_id: UUID
    tenant_id: UUID
    email: str
    data: dict[str, Any] = field(default_factory=dict)

    def begin(self, **more: Any) -> Any:
        return begin(self.tenant_id, self.user_id, **more)


def new_client() -> httpx.AsyncClient:
    address = f"10.{uuid4().int % 250}.{uuid4().int % 250}.{uuid4().int % 250}"
    transport = httpx.ASGITransport(app=api, client=(address, 1), raise_app_exceptions=False)
    return httpx.AsyncClient(transport=transport, base_url="http://test", event_hooks={"response": [documented.check]})


async def register(**more: Any) -> Company:
    """A new person with a new company, signed in."""
    client = new_client()
    email = more.pop("email", f"{uuid4().hex[:12]}@example.com")
    asked = {"email": email, "password": PASSWORD, "full_name": "An Peeters", "company_name": "Peeters BV"} | more
    answer = await client.post("/api/v1/auth/register", json=asked)
    assert answer.status_code == 201, answer.text
    data = answer.json()["data"]
    client.headers["authorization"] = f"Bearer {data['access_token']}"
    return Company(client, UUID(data["user"]["id"]), UUID(data["tenant"]["id"]), email, data)


@pytest.fixture
async def company() -> AsyncIterator[Company]:
    made = await register(language="en")
    yield made
    await made.client.aclose()


@pytest.fixture
async def other_company() -> AsyncIterator[Company]:
    made = await register(language="en")
    yield made
    await made.client.aclose()


@pytest.fixture
async def stranger() -> AsyncIterator[httpx.AsyncClient]:
    async with new_client() as client:
        yield client


@pytest.fixture
async def work(company: Company) -> AsyncIterator[Work]:
    """Work in the test's company; commits at the end of the test."""
    async with company.begin() as opened:
        yield opened


@pytest.fixture
def reads_here(monkeypatch: pytest.MonkeyPatch) -> None:
    """Documents are read by the same pure functions as on Spark, in this process."""
    from jobs.invoice_parser import parse_one
    from jobs.ocr_processor import read_one
    from libs.sinks import upsert
    from libs.structs import Document

    def session_stand_in(rows: list[dict[str, str]]) -> None:
        upsert([parse_one(read_one(Document(**row))) for row in rows])

    async def run_here(run: runs.Run, job: Callable[[Any], None], report: Callable[[float], Any]) -> None:
        await report(0.5)
        await asyncio.to_thread(job, None)

    monkeypatch.setattr(document_tasks, "run_on_spark", run_here)
    monkeypatch.setattr("libs.runner.read_documents", lambda _, rows: session_stand_in(rows))


@pytest.fixture
def runs_jobs(monkeypatch: pytest.MonkeyPatch) -> Callable[[Company], Awaitable[list[Job]]]:
    """Run a company's waiting jobs to their end, as a worker would; what they send is not sent."""

    async def silent(messages: Any) -> None:
        return None

    monkeypatch.setattr("app.core.jobs.send", silent)
    monkeypatch.setattr("app.core.runs.send", silent)

    async def run_all(company: Company) -> list[Job]:
        for _ in range(100):
            async with company.begin() as work:
                due = or_(Job.not_before.is_(None), Job.not_before <= func.now())
                waiting = (await work.session.scalars(select(Job).where(Job.status == "queued", due))).all()
            if not waiting:
                break
            for job in waiting:
                await runs.execute(job.name, company.tenant_id, job.id)
        async with company.begin() as work:
            return list(await work.session.scalars(select(Job).order_by(Job.created_at)))

    return run_all
