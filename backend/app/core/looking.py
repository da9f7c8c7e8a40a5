"""Work that only looks: no transaction, and a connection that is handed from one to the next."""

from collections.abc import AsyncIterator, Callable, Sequence
from contextlib import asynccontextmanager
from dataclasses import dataclass
from typing import Any, ClassVar, cast

from asyncpg import InterfaceError, PostgresError
from sqlalchemy.exc import DBAPIError
from sqlalchemy.ext.asyncio import AsyncConnection, AsyncSession

from app.core.database import database, driver_of
from app.core.entering import Entered, Shown, entering_with
from app.core.errors import from_constraint
from app.core.events import OnRecord
from app.core.origin import Origin
from app.core.work import Work, leave_on_record

LetIn = Callable[[Work], object]
"""Raises for whom it does not let in."""
NOTHING = "select 1"


@dataclass(slots=True)
class Looking(Work):
    """Nothing but a question asks its connection anything before somebody came in: until then it is another's."""

    line: AsyncConnection | None = None
    coming: tuple[Shown, LetIn] | None = None
    """Who is at the door; nobody once they are in. Whom it was not opened for stays there."""

    UNTIL_COMMIT: ClassVar[bool] = False

    @property
    def session(self) -> AsyncSession:
        """Made when it is wanted: many questions can do without."""
        if self._session is None:
            assert self.coming is None, "nobody came in yet: the first is a question, or `come_in`"
            self._session = database.sessions(bind=self.line)
        return self._session

    async def _driver(self) -> Any:
        await self.come_in()
        assert self.line is not None
        return driver_of(self.line)

    async def come_in(self) -> None:
        """Now, if it was left to the first question."""
        if self.coming is not None:
            await self.ask(NOTHING)

    async def ask(self, question: str, *values: Any) -> Sequence[Any]:
        """The rows that answer a question in SQL, and whoever is at the door comes in along with it."""
        assert self.line is not None
        driver = driver_of(self.line)
        if self.coming is None:
            return cast(Sequence[Any], await driver.fetch(question, *values))
        shown, let_in = self.coming
        rows: Sequence[Any] = ()
        asked = entering_with(question, len(values))
        for row in await driver.fetch(asked, *values, *shown.values(until_commit=self.UNTIL_COMMIT)):
            *who, rows = row
            self.entered = Entered(*who)
        let_in(self)
        self.coming = None
        return rows

    @asynccontextmanager
    async def one_moment(self) -> AsyncIterator[None]:
        """Every question within sees the database as it was at the first."""
        driver = await self._driver()
        moment = driver.transaction(isolation="repeatable_read", readonly=True)
        await moment.start()
        try:
            yield
        finally:
            if not driver.is_closed():
                await moment.rollback()

    async def leave_clean(self) -> None:
        """Nothing of this work stays on its connection; one still in a transaction serves nobody any more."""
        line = self.line
        assert line is not None
        try:
            await self.end_streams()
            if self._session is not None:
                await self._session.close()
        finally:
            if not line.invalidated and driver_of(line).is_in_transaction():
                await line.invalidate()


@asynccontextmanager
async def look(shown: Shown, origin: Origin, let_in: LetIn | None = None) -> AsyncIterator[Looking]:
    """Work that can only look, in the company of who comes in; every question is a round trip, and nothing else is.

    There is no transaction to begin and to end, so the scope is the connection's until somebody else enters with it.
    Nobody takes such a connection but here, where it is set before anything else; without proof `work.entered` is None.
    With `let_in`, coming in is no round trip of its own: it is asked along with the first question, and `let_in` is
    called before anybody sees the answer, or at the end where nothing was asked.

    An error that is `OnRecord` leaves its event as with `begin`.
    """
    work = None
    try:
        async with database.looking.take() as line:
            coming = shown, let_in or _anybody
            work = Looking(None, shown.tenant_id, shown.user_id, origin, line=line, coming=coming)
            try:
                if let_in is None or _is_new(line):  # else PostgreSQL would plan the question for nobody, and keep that
                    await work.come_in()
                yield work
                await work.come_in()
            finally:
                await work.leave_clean()
    except (DBAPIError, PostgresError, InterfaceError) as error:
        meant = from_constraint(error)
        if meant is error:
            raise
        raise meant from error
    except OnRecord as error:
        if work is not None:
            await leave_on_record(work, error)
        raise


def _anybody(_: Work) -> None:
    """Whoever looks asks `work.entered` who that is."""


def _is_new(line: AsyncConnection) -> bool:
    """Whether nobody came in on this connection before."""
    assert line.sync_connection is not None
    known = line.sync_connection.info
    is_new = "came_in" not in known
    known["came_in"] = True
    return is_new
