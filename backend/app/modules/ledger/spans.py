"""Which days each fiscal year holds: begun, revised while it is open, removed while it is empty."""

from collections.abc import Iterable, Mapping, Sequence
from datetime import date
from typing import Any, Literal
from uuid import UUID

from sqlalchemy import Select, and_, exists, func, or_, select

from accounting import fiscal_years
from app.core.days import TODAY
from app.core.listing import Filter, Listing, Sort
from app.core.models import new_id
from app.core.rows import one
from app.core.versions import unless_stale
from app.core.work import Work
from app.modules.identity import companies
from app.modules.identity.queries import names_of
from app.modules.ledger.errors import FiscalYearInUse, FiscalYearNotFound, YearAlreadyClosed, YearClosed
from app.modules.ledger.models import Entry, FiscalYear
from app.modules.ledger.posting import closed_year, hold
from app.modules.ledger.schemas.years import BeginFiscalYear, FiscalYearRead, ReviseFiscalYear


def _in_state(states: list[str]) -> Any:
    is_open = FiscalYear.closed_at.is_(None)
    found = {"open": is_open, "over": and_(is_open, FiscalYear.ends_on < TODAY), "closed": ~is_open}
    return or_(*(found[each] for each in states))


YEARS = Listing(
    name="fiscal-years",
    sorts={"starts_on": Sort(FiscalYear.starts_on, date.fromisoformat)},
    default="-starts_on",
    key=FiscalYear.id,
    filters={"status": Filter(None, Literal["open", "over", "closed"], "over: open, and past", where=_in_state)},
)


def every_year() -> Select[FiscalYear]:
    return select(FiscalYear)


async def shown(work: Work, found: Sequence[FiscalYear]) -> list[FiscalYearRead]:
    names = await names_of(work, {each.closed_by for each in found if each.closed_by})
    used = await _used(work, found)
    return [
        FiscalYearRead(
            id=each.id,
            name=span(each).name,
            starts_on=each.starts_on,
            ends_on=each.ends_on,
            status="closed" if each.closed_at else "open",
            closed_at=each.closed_at,
            closed_by=names.get(each.closed_by) if each.closed_by else None,
            closing_entry_id=each.closing_entry_id,
            is_empty=each.id not in used,
            version=each.version,
        )
        for each in found
    ]


async def _used(work: Work, found: Iterable[FiscalYear]) -> set[UUID]:
    """Those with an entry."""
    entry = exists().where(Entry.booked_on.between(FiscalYear.starts_on, FiscalYear.ends_on))
    query = select(FiscalYear.id).where(FiscalYear.id.in_([each.id for each in found]), entry)
    return set(await work.session.scalars(query))


async def year(work: Work, year_id: UUID, *, lock: bool = False) -> FiscalYear:
    """Raises FiscalYearNotFound."""
    return await one(work, FiscalYear, year_id, FiscalYearNotFound, lock=lock)


def span(row: FiscalYear) -> fiscal_years.FiscalYear:
    return fiscal_years.FiscalYear(row.starts_on, row.ends_on)


async def span_of(work: Work, day: date) -> fiscal_years.FiscalYear:
    """The fiscal year that holds a day; where none was begun, one of twelve months that goes on from the nearest."""
    found = [span(each) for each in await work.session.scalars(every_year())]
    return fiscal_years.around(found, day, (await companies.read(work)).year_starts_in)


async def begin_first(work: Work) -> None:
    """The year of today, for a new company."""
    await add(work, await span_of(work, work.today))


async def begin(work: Work, asked: BeginFiscalYear) -> FiscalYear:
    """Raises FiscalYearBackwards, FiscalYearTooLong, FiscalYearsOverlap, YearClosed: a later one is closed."""
    await hold(work)
    ends_on = asked.ends_on or fiscal_years.twelve_months(asked.starts_on).ends_on
    others = [span(each) for each in await work.session.scalars(every_year())]
    begun = fiscal_years.check(fiscal_years.FiscalYear(asked.starts_on, ends_on), others)
    await _refuse_before_closed(work, begun)
    return await add(work, begun)


async def add(work: Work, begun: fiscal_years.FiscalYear) -> FiscalYear:
    made = FiscalYear(id=new_id(), starts_on=begun.starts_on, ends_on=begun.ends_on)
    work.session.add(made)
    await work.record("fiscal_year.begun", year_id=made.id, new=_days(begun))
    await work.session.refresh(made)
    return made


async def revise(work: Work, year_id: UUID, asked: ReviseFiscalYear, seen: int | None) -> FiscalYear:
    """Its first day, its last or both, while it is open; the year right before and the one right after follow.

    Raises FiscalYearNotFound, YearAlreadyClosed, YearClosed, FiscalYearBackwards, FiscalYearTooLong,
    FiscalYearsOverlap, ChangedMeanwhile.
    """
    await hold(work)
    found = await year(work, year_id, lock=True)
    _refuse_closed(found)
    unless_stale(found, seen)
    await _move(work, found, asked.starts_on or found.starts_on, asked.ends_on or found.ends_on)
    return found


async def remove(work: Work, year_id: UUID, seen: int | None) -> None:
    """One that holds no entry. Raises FiscalYearNotFound, YearAlreadyClosed, FiscalYearInUse, ChangedMeanwhile."""
    await hold(work)
    found = await year(work, year_id, lock=True)
    _refuse_closed(found)
    unless_stale(found, seen)
    if await _used(work, [found]):
        raise FiscalYearInUse(f"{span(found).name} holds entries")
    await work.session.delete(found)
    await work.record("fiscal_year.removed", year_id=found.id, name=span(found).name, old=_days(span(found)))


async def follow_company(work: Work, old: Mapping[str, Any], new: Mapping[str, Any], **_: Any) -> None:
    """The year of a company that has but one, and open, ends before the month in which it now says its years begin.

    One that holds entries, or whose days somebody chose, keeps its first day.
    """
    month = new.get("year_starts_in")
    if month is None or month == old["year_starts_in"]:
        return
    await hold(work)
    found = (await work.session.scalars(every_year())).all()
    if len(found) != 1 or found[0].closed_at is not None:
        return
    was = span(found[0])
    latest = await work.session.scalar(
        select(func.max(Entry.booked_on)).where(Entry.booked_on.between(was.starts_on, was.ends_on))
    )
    chosen = was != fiscal_years.usual(was.starts_on, old["year_starts_in"])
    days = [min(work.today, was.ends_on), latest or was.starts_on]
    becomes = fiscal_years.beginning_in(was, month, days, keeps_first_day=chosen or latest is not None)
    await _move(work, found[0], becomes.starts_on, becomes.ends_on)


async def _move(work: Work, found: FiscalYear, starts_on: date, ends_on: date) -> None:
    rows = {span(each): each for each in await work.session.scalars(every_year())}
    becomes = fiscal_years.FiscalYear(starts_on, ends_on)
    others = [each for each in rows if each != span(found)]
    if starts_on != found.starts_on:
        await _refuse_before_closed(work, becomes)
    changes = fiscal_years.revised(span(found), becomes, others)
    for was in changes:
        if rows[was].closed_at is not None:
            raise YearClosed(f"{was.name} lies before it and is closed", field="starts_on", value=str(starts_on))
    for was, now in changes.items():
        row = rows[was]
        row.starts_on, row.ends_on = now.starts_on, now.ends_on
        if row is not found:
            unless_stale(row, None)
        await work.session.flush()
        await work.record("fiscal_year.revised", year_id=row.id, name=now.name, old=_days(was), new=_days(now))


async def _refuse_before_closed(work: Work, asked: fiscal_years.FiscalYear) -> None:
    if closed := await closed_year(work, asked.starts_on):
        raise YearClosed(
            f"the books are closed until {closed}; they count from their beginning",
            field="starts_on",
            value=str(asked.starts_on),
        )


def _refuse_closed(found: FiscalYear) -> None:
    if found.closed_at is not None:
        raise YearAlreadyClosed(f"{span(found).name} was closed on {found.closed_at:%Y-%m-%d}")


def _days(of: fiscal_years.FiscalYear) -> dict[str, date]:
    return {"starts_on": of.starts_on, "ends_on": of.ends_on}
