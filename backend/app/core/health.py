"""Is it alive, is it ready, and which part is not. Open to all: it tells states and never data."""

import asyncio
import time
from collections.abc import Awaitable, Callable
from typing import Literal

from fastapi import APIRouter, Response
from fastapi.responses import PlainTextResponse
from pydantic import BaseModel
from sqlalchemy import text

from accounting.errors import DomainError, NotFound
from app.core import metrics, spark, storage
from app.core.broker import celery
from app.core.config import settings
from app.core.counting import cache_client
from app.core.database import database
from app.core.errors import problem_responses

router = APIRouter(tags=["health"])
TIMEOUT = 12.0


class PartUnknown(NotFound):
    """There is no such part; ask for database, cache, workers, storage or spark."""


class Alive(BaseModel):
    status: Literal["up"]
    instance: str


class PartHealth(BaseModel):
    """How one part does, and how long it took to say so."""

    part: str
    status: Literal["up", "down"]
    detail: str
    ms: float


class Health(BaseModel):
    status: Literal["up", "degraded", "down"]
    parts: list[PartHealth]


async def _database() -> str:
    async with database.engine.connect() as connection:
        return str(await connection.scalar(text("select version_num from accounting.alembic_version")))


async def _cache() -> str:
    await cache_client().ping()
    return "pong"


async def _workers() -> str:
    replies = await asyncio.to_thread(celery.control.ping, timeout=1.5)
    names = sorted(name for reply in replies for name in reply)
    if not names:
        raise DomainError("no worker answers")
    return ", ".join(names)


async def _storage() -> str:
    await storage.ping()
    return settings().s3_bucket


CHECKS: dict[str, Callable[[], Awaitable[str]]] = {
    "database": _database,
    "cache": _cache,
    "workers": _workers,
    "storage": _storage,
    "spark": spark.ping,
}


async def _checked(part: str) -> PartHealth:
    began = time.perf_counter()
    try:
        detail, status = await asyncio.wait_for(CHECKS[part](), TIMEOUT), "up"
    except Exception as error:
        detail, status = type(error).__name__, "down"
    return PartHealth(part=part, status=status, detail=detail, ms=round((time.perf_counter() - began) * 1000, 1))


@router.get("/health")
async def check_alive() -> Alive:
    """This process answers."""
    return Alive(status="up", instance=settings().instance_id)


@router.get("/health/ready", responses={503: {"model": Health}})
async def check_ready(response: Response) -> Health:
    """Everything that a request needs is up. Workers and Spark may lag: documents then wait."""
    parts = await asyncio.gather(*(_checked(part) for part in CHECKS))
    down = {each.part for each in parts if each.status == "down"}
    missing = {"database", "cache", "storage"} & down
    if missing:
        response.status_code = 503
    return Health(status="down" if missing else "degraded" if down else "up", parts=parts)


@router.get("/health/{part}", responses={503: {"model": PartHealth}, **problem_responses(PartUnknown)})
async def check_part(part: str, response: Response) -> PartHealth:
    """How one part does: database, cache, workers, storage, spark."""
    if part not in CHECKS:
        raise PartUnknown(field="part", value=part)
    found = await _checked(part)
    if found.status == "down":
        response.status_code = 503
    return found


@router.get("/metrics", include_in_schema=False)
async def prometheus() -> PlainTextResponse:
    return PlainTextResponse(await metrics.exposition(), media_type="text/plain; version=0.0.4")
