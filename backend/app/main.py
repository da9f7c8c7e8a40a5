"""Build the API."""

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager

from fastapi import FastAPI
from fastapi.routing import APIRoute

from app import docs, subscriptions
from app.api.v1.router import router
from app.core import errors, health, http, jobs, logging, spa
from app.core.config import settings
from app.core.work import database

DESCRIPTION = """
The books of a company: documents in, balanced entries out.

Success is `{"data": …, "meta": …}`; a problem is `application/problem+json` with every violation in `errors[]`.
Amounts are decimal strings, dates ISO 8601, ids UUIDv7. Long work answers `202` with the `Location` of a job.
"""


@asynccontextmanager
async def lifespan(_: FastAPI) -> AsyncIterator[None]:
    database.connect()
    yield
    await database.close()


def operation_id(route: APIRoute) -> str:
    return f"{route.tags[0] if route.tags else 'api'}_{route.name}"


def build() -> FastAPI:
    logging.configure()
    jobs.configure()
    subscriptions.install()
    app = FastAPI(
        title="Smart Accounting Platform",
        version="1.0.0",
        description=DESCRIPTION,
        openapi_url="/api/v1/openapi.json",
        docs_url=None,
        redoc_url=None,
        generate_unique_id_function=operation_id,
        lifespan=lifespan,
    )
    errors.install(app)
    app.include_router(health.router)
    app.include_router(router)
    docs.install(app)
    if spa_dir := settings().spa_dir:
        spa.install(app, spa_dir)
    http.install(app)
    return app


app = build()
