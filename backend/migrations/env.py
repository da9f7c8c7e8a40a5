"""Alembic, as app_owner, over asyncpg. Only forward: a wrong migration is corrected by the next one."""

import asyncio

from alembic import context
from sqlalchemy import Connection, pool, text
from sqlalchemy.ext.asyncio import create_async_engine

import app.models  # noqa: F401  (every table, so that `alembic check` compares all of them)
from app.core.config import settings
from app.core.models import Base

EXPRESSION_INDEXES = {"contact_name_is_unique_without_vat_number", "purchase_invoice_is_booked_once"}
"""Alembic cannot compare indexes on expressions; a test of their rule stands in for it."""

ONE_AT_A_TIME = text("select pg_advisory_xact_lock(hashtextextended('accounting migrations', 0))")


def include_object(thing: object, name: str | None, kind: str, reflected: bool, compare_to: object) -> bool:
    return not (kind == "index" and name in EXPRESSION_INDEXES)


def run(connection: Connection) -> None:
    """Two that migrate at once do it one after the other: the second finds everything done."""
    connection.execute(ONE_AT_A_TIME)
    context.configure(
        connection=connection,
        target_metadata=Base.metadata,
        include_schemas=True,
        include_object=include_object,
        version_table_schema="accounting",
        compare_type=True,
    )
    with context.begin_transaction():
        context.run_migrations()


async def main() -> None:
    url = settings().migration_database_url
    assert url, "MIGRATION_DATABASE_URL is needed to migrate"
    engine = create_async_engine(url, poolclass=pool.NullPool)
    async with engine.connect() as connection:
        await connection.run_sync(run)
        await connection.commit()
    await engine.dispose()


if (given := context.config.attributes.get("connection")) is not None:
    run(given)
else:
    asyncio.run(main())
