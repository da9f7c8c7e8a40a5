"""Build the API."""

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from functools import cache, partial

from fastapi import FastAPI
from fastapi.routing import APIRoute

from app import docs, openapi, subscriptions
from app.api.v1.router import router
from app.core import health, http, jobs, logging, problems, spa
from app.core.config import settings
from app.core.work import database
from app.modules.identity import access


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
        openapi_url="/api/v1/openapi.json",
        docs_url=None,
        redoc_url=None,
        generate_unique_id_function=operation_id,
        lifespan=lifespan,
    )
    problems.install(app)
    app.include_router(health.router)
    app.include_router(router)
    docs.install(app)
    app.openapi = cache(partial(openapi.document, app, router))  # type: ignore[method-assign]
    if spa_dir := settings().spa_dir:
        spa.install(app, spa_dir)
    http.install(app, known=access.known)
    return app


app = build()
