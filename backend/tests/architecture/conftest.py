import os
from collections.abc import AsyncIterator

import pytest
from sqlalchemy.ext.asyncio import AsyncConnection

from app.core.database import make_engine


@pytest.fixture
async def owner() -> AsyncIterator[AsyncConnection]:
    """The owner's connection, for looking at the tables; whatever is planted is rolled back."""
    engine = make_engine(os.environ["MIGRATION_DATABASE_URL"], 1)
    async with engine.connect() as connection:
        yield connection
        await connection.rollback()
    await engine.dispose()
