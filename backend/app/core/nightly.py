"""What runs every night for every company: one job per company, night and name, however often somebody asks.

The relay's connection sees which companies there are and which had their turn; each job is then promised in that
company's own work. Asked every quarter of an hour, so that a night which found the machine switched off is made up for.
"""

from datetime import date, datetime, timedelta
from uuid import UUID

import structlog
from sqlalchemy import Text, delete, func, text
from sqlalchemy.orm import Mapped, mapped_column

from accounting.errors import Conflict
from app.core import event_loop, runs
from app.core.broker import celery
from app.core.days import BOOKS_TIME
from app.core.errors import CONSTRAINTS
from app.core.models import Base
from app.core.work import Work, begin

BEGINS_AT = timedelta(hours=2)
REMEMBERED = timedelta(days=30)

log = structlog.get_logger()
_names: list[str] = []


class HadItsTurn(Conflict):
    """This was started tonight already."""


CONSTRAINTS |= {"pk_nightly_runs": HadItsTurn}


class NightlyRun(Base):
    """One job of one night; the key makes it one."""

    __tablename__ = "nightly_runs"

    tenant_id: Mapped[UUID] = mapped_column(primary_key=True, server_default=func.accounting.current_tenant())
    name: Mapped[str] = mapped_column(Text, primary_key=True)
    night: Mapped[date] = mapped_column(primary_key=True)
    job_id: Mapped[UUID]


WAITING = text(
    "select t.id from accounting.tenants t where not exists ("
    " select from accounting.nightly_runs n where n.tenant_id = t.id and n.name = :name and n.night = :night)"
)


def every_night(name: str) -> None:
    """Let the job `name` run for every company every night; its function gets `night`, an ISO date."""
    if name not in _names:
        _names.append(name)


def night_of(moment: datetime) -> date:
    """The night that began last, by the books' clock.

    >>> from datetime import UTC
    >>> night_of(datetime(2026, 11, 21, 0, 30, tzinfo=UTC)), night_of(datetime(2026, 11, 21, 1, 30, tzinfo=UTC))
    (datetime.date(2026, 11, 20), datetime.date(2026, 11, 21))
    """
    return (moment.astimezone(BOOKS_TIME).replace(tzinfo=None) - BEGINS_AT).date()


async def start(night: date) -> int:
    """Promise whatever has not been promised for this night; how many jobs that was."""
    engine = runs.relay_engine()
    assert engine is not None, "RELAY_DATABASE_URL is needed to start what runs every night"
    started = 0
    for name in _names:
        async with engine.connect() as connection:
            waiting = (await connection.execute(WAITING, {"name": name, "night": night})).scalars().all()
        for tenant_id in waiting:
            try:
                async with begin(tenant_id) as work:
                    await _promise(work, name, night)
                started += 1
            except HadItsTurn:
                continue
    return started


async def _promise(work: Work, name: str, night: date) -> None:
    job_id = await work.enqueue(name, queue="low", night=night.isoformat())
    work.session.add(NightlyRun(name=name, night=night, job_id=job_id))
    await work.session.execute(delete(NightlyRun).where(NightlyRun.night < night - REMEMBERED))


@celery.task(name="jobs.nightly")
def begin_the_night() -> None:
    count = event_loop.run(start(night_of(datetime.now(BOOKS_TIME))))
    if count:
        log.info("night_began", jobs=count)
