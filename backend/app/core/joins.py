"""How tables are joined when a company's rows are read all at once."""

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager, suppress

from asyncpg import InterfaceError, PostgresError
from sqlalchemy.exc import DBAPIError, PendingRollbackError

from app.core.work import Work

LOOPS = "select set_config('enable_nestloop', $1, false)"


@asynccontextmanager
async def joined_whole(work: Work) -> AsyncIterator[None]:
    """Within, tables are read once and put together, not looked through again for each row.

    PostgreSQL has no figures yet of a company that just got many rows: it expects one, and a hundred thousand lines
    would each look through nine hundred names. For questions about most of a company's rows, not for a few of them.
    """
    await work.ask(LOOPS, "off")
    try:
        yield
    except BaseException:
        await work.end_streams()  # one left in the middle would take back what is set now
        with suppress(DBAPIError, PendingRollbackError, PostgresError, InterfaceError):  # the end of a transaction does
            await work.ask(LOOPS, "on")
        raise
    await work.ask(LOOPS, "on")
