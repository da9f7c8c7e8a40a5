"""Changing the encryption key: whatever an older key of the ring sealed is sealed anew with the first.

Each kind of secret is declared once, beside its table. A job per company does all kinds, every night and when an
operator asks; what it did stays done, so one that was killed goes on where it stopped.
"""

from collections import Counter
from collections.abc import AsyncIterator, Awaitable, Callable
from contextlib import AbstractAsyncContextManager
from dataclasses import dataclass
from typing import Any
from uuid import UUID

import structlog
from sqlalchemy import Select, func, select, tuple_, update
from sqlalchemy.orm import InstrumentedAttribute

from app.core import nightly, secrets
from app.core.runs import Cancelled, Run, task
from app.core.secrets import KeyRingUnusable
from app.core.work import Work

AT_ONCE = 100
JOB = "secrets.reseal"

OpenWork = Callable[[], AbstractAsyncContextManager[Work]]
log = structlog.get_logger()


@dataclass(frozen=True, slots=True)
class Kind:
    """One kind of secret: how many of a company's each key sealed, and how they are sealed anew.

    Without `reseal` it cannot be, and no key is kept for it: what it proved can then be proved no more.
    """

    name: str
    count: Callable[[UUID, OpenWork], Awaitable[Counter[str]]]
    reseal: Callable[[UUID, OpenWork], AsyncIterator[None]] | None


_kinds: dict[str, Kind] = {}


def declare(kind: Kind) -> None:
    _kinds[kind.name] = kind


def kinds() -> list[Kind]:
    return list(_kinds.values())


def declare_column(name: str, column: InstrumentedAttribute[Any], purpose: str | Callable[[Any], str]) -> None:
    """A column of a tenant's table; `purpose` is what its texts are sealed for, or what a row's is."""
    of_row = purpose if callable(purpose) else lambda _: purpose

    async def reseal(_: UUID, open_work: OpenWork) -> AsyncIterator[None]:
        async for done in resealed(open_work, column, of_row):
            yield done

    async def count(_: UUID, open_work: OpenWork) -> Counter[str]:
        async with open_work() as work:
            return await counted(work, column)

    declare(Kind(name, count, reseal))


async def resealed(
    open_work: OpenWork, column: InstrumentedAttribute[Any], purpose: Callable[[Any], str]
) -> AsyncIterator[None]:
    """Seal a column anew, so many rows to a transaction; one that cannot be opened is left, and told in the log."""
    table, after = column.class_, None
    while True:
        async with open_work() as work:
            rows = (await work.session.scalars(_stale(column, after))).all()
            for row in rows:
                try:
                    again = secrets.resealed(getattr(row, column.key), purpose(row))
                except KeyRingUnusable as error:
                    log.error("secret_not_resealed", table=table.__tablename__, error=str(error))
                    continue
                await work.session.execute(
                    update(table)
                    .where(*(key == getattr(row, key.key) for key in _keys(table)))
                    .values({column: again})
                    .execution_options(synchronize_session=False)
                )
        if not rows:
            return
        after = tuple(getattr(rows[-1], key.key) for key in _keys(table))
        yield


def _stale(column: InstrumentedAttribute[Any], after: tuple[Any, ...] | None) -> Select[Any]:
    keys = _keys(column.class_)
    query = select(column.class_).where(column.is_not(None), _key_of(column) != secrets.key_ids()[0])
    if after is not None:
        query = query.where(tuple_(*keys) > after)
    return query.order_by(*keys).limit(AT_ONCE).with_for_update().execution_options(populate_existing=True)


async def counted(work: Work, column: InstrumentedAttribute[Any]) -> Counter[str]:
    """How many of a column's texts each key sealed."""
    rows = await work.session.execute(
        select(_key_of(column).label("sealed_with"), func.count()).where(column.is_not(None)).group_by("sealed_with")
    )
    return Counter(dict(rows.tuples().all()))


def _key_of(column: InstrumentedAttribute[Any]) -> Any:
    return func.split_part(column, ":", 1)


def _keys(table: Any) -> list[Any]:
    """The columns that tell a row apart, within one tenant."""
    return [getattr(table, column.key) for column in table.__mapper__.primary_key if column.key != "tenant_id"]


@task(JOB)
async def reseal(run: Run, night: str | None = None) -> None:
    """Every kind, one after the other. With one key in the ring there is nothing to do."""
    if len(secrets.key_ids()) == 1:
        return
    for kind in kinds():
        if kind.reseal is None:
            continue
        async for _ in kind.reseal(run.tenant_id, run.begin):
            if run.cancelled.is_set():
                raise Cancelled


nightly.every_night(JOB)
