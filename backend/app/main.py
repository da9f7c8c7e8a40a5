"""Build the API."""

import gc
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from functools import cache, partial

from fastapi import FastAPI

from app import docs, openapi, problem_pages, subscriptions
from app.api.v1.router import router
from app.core import broker, health, lists, logging, problems, spa
from app.core.config import settings
from app.core.database import database
from app.core.http import Api
from app.core.routes import Directory, operation_id
from app.modules.identity import access


@asynccontextmanager
async def lifespan(_: FastAPI) -> AsyncIterator[None]:
    database.connect()
    gc.collect()
    gc.freeze()  # what was imported stays: to look through it again and again for what can go takes time
    yield
    await database.close()


def build() -> FastAPI:
    logging.configure()
    broker.configure()
    subscriptions.install()
    directory = Directory(router.routes)
    lists.found_in(lambda: router.routes)
    app = Api(
        access.known,
        directory.most_of_files,
        directory.before,
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
    app.router.routes.append(directory)
    docs.install(app)
    app.openapi = cache(partial(openapi.document, app, router))  # type: ignore[method-assign]  # FastAPI's way
    problem_pages.install(app)
    if spa_dir := settings().spa_dir:
        spa.install(app, spa_dir)
    return app


app = build()
