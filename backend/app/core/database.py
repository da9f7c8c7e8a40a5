"""The connections of this process: a pool for transactions, and one that only looks."""

import asyncio
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from typing import Any

from sqlalchemy import event
from sqlalchemy.exc import InvalidatePoolError
from sqlalchemy.ext.asyncio import AsyncConnection, AsyncEngine, AsyncSession, async_sessionmaker, create_async_engine

from app.core.config import settings

TOLD = {
    "application_name": "accounting",
    "timezone": "UTC",
    "datestyle": "ISO",  # as JSON has it
    "jit": "off",  # our questions are answered sooner than they are compiled
    "random_page_cost": "1.1",  # no disk turns any more
}
"""What every connection of ours begins with."""
PATIENCE = 10
"""Seconds to wait for a connection that comes free."""

LOOKING = {"isolation_level": "AUTOCOMMIT", "skip_autocommit_rollback": True, "pool_reset_on_return": None}


def make_engine(url: str | None = None, pool_size: int | None = None, *, only_looks: bool = False) -> AsyncEngine:
    """Pooled connections. One that only looks has no transactions, and PostgreSQL refuses to write on it."""
    more: dict[str, Any] = LOOKING if only_looks else {}
    asked_again = {"max_cacheable_statement_size": 0} if only_looks else {}  # questions that are made once are kept
    told = TOLD | ({"default_transaction_read_only": "on"} if only_looks else {})
    engine = create_async_engine(
        url or settings().database_url,
        pool_size=pool_size or settings().database_pool_size,
        max_overflow=0,
        pool_timeout=PATIENCE,
        connect_args={"server_settings": told, "timeout": 5, **asked_again},
        **more,
    )
    event.listen(engine.sync_engine, "checkout", _leave_the_dead)
    return engine


def _leave_the_dead(connection: Any, *_: Any) -> None:
    """A connection that PostgreSQL closed is known to be: none is asked whether it lives, which would be a round trip.

    When one is dead, the others of the pool are made anew as well.
    """
    if connection.driver_connection.is_closed():
        raise InvalidatePoolError


class Lines:
    """Connections that only look, handed from one to the next: there is nothing on them to begin, to end or to reset.

    Each is taken from its engine once. To have the engine hand it out every time took a tenth of a list.
    """

    def __init__(self, engine: AsyncEngine, most: int) -> None:
        self._engine, self._free = engine, asyncio.Semaphore(most)
        self._idle: list[AsyncConnection] = []

    @asynccontextmanager
    async def take(self) -> AsyncIterator[AsyncConnection]:
        """One that lives. Raises TimeoutError when none comes free."""
        if self._free.locked():
            async with asyncio.timeout(PATIENCE):
                await self._free.acquire()
        else:
            await self._free.acquire()
        try:
            line = await self._living()
            try:
                yield line
            except asyncio.CancelledError:
                await line.invalidate()  # whoever asked has gone in the middle of a question
                raise
            finally:
                if line.invalidated:
                    await line.close()
                else:
                    self._idle.append(line)
        finally:
            self._free.release()

    async def _living(self) -> AsyncConnection:
        while self._idle:
            line = self._idle.pop()
            if not driver_of(line).is_closed():
                return line
            await line.invalidate()
            await line.close()
        return await self._engine.connect()

    async def close(self) -> None:
        while self._idle:
            await self._idle.pop().close()
        await self._engine.dispose()


class Database:
    """The connections of this process."""

    def __init__(self) -> None:
        self._engine: AsyncEngine | None = None
        self._looking: Lines | None = None
        self._sessions: async_sessionmaker[AsyncSession] | None = None

    def connect(self, url: str | None = None, pool_size: int | None = None) -> AsyncEngine:
        self._engine = make_engine(url, pool_size)
        most = pool_size or settings().database_pool_size
        self._looking = Lines(make_engine(url, most, only_looks=True), most)
        self._sessions = async_sessionmaker(self._engine, expire_on_commit=False)
        return self._engine

    @property
    def engine(self) -> AsyncEngine:
        return self._engine or self.connect()

    @property
    def looking(self) -> Lines:
        """Nobody but `looking.look` takes a connection of these: it says for whom before anything is asked."""
        if self._looking is None:
            self.connect()
        assert self._looking is not None
        return self._looking

    @property
    def sessions(self) -> async_sessionmaker[AsyncSession]:
        if self._sessions is None:
            self.connect()
        assert self._sessions is not None
        return self._sessions

    async def close(self) -> None:
        if self._looking is not None:
            await self._looking.close()
        if self._engine is not None:
            await self._engine.dispose()
        self._engine = self._looking = self._sessions = None


def driver_of(line: AsyncConnection) -> Any:
    """The driver's own connection beneath one of SQLAlchemy's."""
    assert line.sync_connection is not None
    return line.sync_connection.connection.driver_connection


database = Database()
