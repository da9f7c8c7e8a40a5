"""The scope of a transaction, by which row-level security decides what is there: a tenant, an actor."""

from collections.abc import AsyncIterator, Callable
from contextlib import asynccontextmanager, suppress
from uuid import UUID

from sqlalchemy import text
from sqlalchemy.exc import DBAPIError, PendingRollbackError
from sqlalchemy.ext.asyncio import AsyncSession

SCOPE = text(
    "select set_config('app.tenant_id', :tenant, true), set_config('app.actor_id', :actor, true),"
    " set_config('app.sign_in_email', :email, true), set_config('transaction_read_only', :read_only, true)"
)
PART = text("select set_config(:part, :value, :until_commit)")


@asynccontextmanager
async def for_a_moment(
    session: AsyncSession, part: str, value: UUID, own: Callable[[], UUID | None], *, until_commit: bool
) -> AsyncIterator[None]:
    """A part of the scope is another one within the block, however that ends.

    What a block that fails was about to write is forgotten: it would be written in the scope of whoever goes on.
    """

    async def is_now(meant: UUID | None) -> None:
        with session.no_autoflush:
            await session.execute(PART, {"part": part, "value": str(meant or ""), "until_commit": until_commit})

    await session.flush()
    before = set(session.new)
    await is_now(value)
    try:
        yield
        await session.flush()
    except BaseException:
        for each in set(session.new) - before:
            session.expunge(each)
        with suppress(DBAPIError, PendingRollbackError):  # the transaction is broken: its end sets the scope back
            await is_now(own())
        raise
    await is_now(own())
