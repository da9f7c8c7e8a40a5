import os
from collections.abc import AsyncIterator

import pytest
from sqlalchemy import text
from sqlalchemy.ext.asyncio import AsyncConnection

from app.core.database import make_engine


@pytest.fixture
async def owner() -> AsyncIterator[AsyncConnection]:
    """The owner's connection, for looking at the tables; whatever is planted is rolled back.

    One test has it at a time: two that each plant something would wait for each other's tables.
    """
    engine = make_engine(os.environ["MIGRATION_DATABASE_URL"], 1)
    async with engine.connect() as connection:
        await connection.execute(text("select pg_advisory_lock(hashtextextended('planting', 0))"))
        yield connection
        await connection.rollback()
    await engine.dispose()
