"""The connections of this process: a pool for transactions, and one that only looks."""

from typing import Any

from sqlalchemy import event
from sqlalchemy.exc import InvalidatePoolError
from sqlalchemy.ext.asyncio import AsyncConnection, AsyncEngine, AsyncSession, async_sessionmaker, create_async_engine

from app.core.config import settings

TOLD = {
    "application_name": "accounting",
    "timezone": "UTC",
    "jit": "off",  # our questions are answered sooner than they are compiled
    "random_page_cost": "1.1",  # no disk turns any more
}
"""What every connection of ours begins with."""
LOOKING = {"isolation_level": "AUTOCOMMIT", "skip_autocommit_rollback": True, "pool_reset_on_return": None}


def make_engine(url: str | None = None, pool_size: int | None = None, *, only_looks: bool = False) -> AsyncEngine:
    """Pooled connections. One that only looks has no transactions, and PostgreSQL refuses to write on it."""
    more: dict[str, Any] = LOOKING if only_looks else {}
    told = TOLD | ({"default_transaction_read_only": "on"} if only_looks else {})
    engine = create_async_engine(
        url or settings().database_url,
        pool_size=pool_size or settings().database_pool_size,
        max_overflow=0,
        pool_timeout=10,
        connect_args={"server_settings": told, "timeout": 5},
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


class Database:
    """The engines of this process; Celery makes them after the fork."""

    def __init__(self) -> None:
        self._engine: AsyncEngine | None = None
        self._looking: AsyncEngine | None = None
        self._sessions: async_sessionmaker[AsyncSession] | None = None

    def connect(self, url: str | None = None, pool_size: int | None = None) -> AsyncEngine:
        self._engine = make_engine(url, pool_size)
        self._looking = make_engine(url, pool_size, only_looks=True)
        self._sessions = async_sessionmaker(self._engine, expire_on_commit=False)
        return self._engine

    @property
    def engine(self) -> AsyncEngine:
        return self._engine or self.connect()

    @property
    def looking(self) -> AsyncEngine:
        """Nobody but `work.look` takes a connection of these: it says for whom before anything is asked."""
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
        for engine in (self._engine, self._looking):
            if engine is not None:
                await engine.dispose()
        self._engine = self._looking = self._sessions = None


def driver_of(line: AsyncConnection) -> Any:
    """The driver's own connection beneath one of SQLAlchemy's."""
    assert line.sync_connection is not None
    return line.sync_connection.connection.driver_connection


database = Database()
