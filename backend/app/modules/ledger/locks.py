"""Lock dates: until when a journal takes no more entries."""

from collections.abc import Sequence
from datetime import date, timedelta

from sqlalchemy import Select, func, select
from sqlalchemy.dialects.postgresql import insert as upsert

from app.core.versions import unless_stale
from app.core.work import Work
from app.modules.ledger.errors import LockTooFarAhead
from app.modules.ledger.models import JOURNALS, Entry, EntryNumber, JournalLock
from app.modules.ledger.posting import first_open_day, hold
from app.modules.ledger.schemas.years import JournalRead

A_YEAR = timedelta(days=366)


async def journals(work: Work, names: Sequence[str] = JOURNALS) -> list[JournalRead]:
    """Each journal with its lock, the first day it takes entries, and its latest entry."""
    locks = {each.journal: each for each in await work.session.scalars(select(JournalLock))}
    entries = {journal: (count, last) for journal, count, last in (await work.session.execute(numbered())).tuples()}
    shown = []
    for name in names:
        lock = locks.get(name)
        until = lock.locked_until if lock else None
        count, last = entries.get(name, (0, None))
        shown.append(
            JournalRead(
                journal=name,
                locked_until=until,
                vat_closed_until=lock.vat_closed_until if lock else None,
                first_open_on=await first_open_day(work, name, until) if until else None,
                entries=count,
                latest_on=last,
                version=lock.version if lock else 0,
            )
        )
    return shown


def numbered() -> Select[str, int, date]:
    """How many entries each journal has, as numbers have no gaps, and the day of its latest: none is counted."""
    latest = select(func.max(Entry.booked_on)).where(Entry.journal == EntryNumber.journal).scalar_subquery()
    return select(EntryNumber.journal, func.sum(EntryNumber.last), latest).group_by(EntryNumber.journal)


async def set_lock(work: Work, journal: str, until: date | None, seen: int | None) -> JournalRead:
    """Lock a journal until a day, that day included, or unlock it. Raises ChangedMeanwhile, LockTooFarAhead."""
    if until and until > (latest := work.today + A_YEAR):
        raise LockTooFarAhead(f"{latest} is the last day for it", field="locked_until", value=str(until))
    await hold(work)
    lock = await _lock(work, journal)
    unless_stale(lock, seen)
    await _move(work, lock, until)
    return (await journals(work, [journal]))[0]


async def close_vat_until(work: Work, until: date | None) -> None:
    """No journal takes what counts in a VAT return until a day, that day included; all of it when None."""
    await hold(work)
    for name in sorted(JOURNALS):
        (await _lock(work, name)).vat_closed_until = until
    await work.session.flush()


async def _lock(work: Work, journal: str) -> JournalLock:
    await work.session.execute(
        upsert(JournalLock).values(journal=journal, version=0).on_conflict_do_nothing(constraint="pk_journal_locks")
    )
    found = await work.session.scalar(select(JournalLock).where(JournalLock.journal == journal).with_for_update())
    assert found is not None, "it was put there above"
    return found


async def _move(work: Work, lock: JournalLock, until: date | None) -> None:
    before, lock.locked_until = lock.locked_until, until
    lock.changed_at = work.now
    if before != until:
        await work.record(
            "journal.locked" if until else "journal.unlocked",
            journal=lock.journal,
            old={"locked_until": before},
            new={"locked_until": until},
        )
