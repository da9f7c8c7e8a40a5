"""Entries that come back: rent, depreciation. Made at night, once for every day they are due."""

from collections.abc import Sequence
from datetime import date, datetime
from typing import Any, Literal
from uuid import UUID

from sqlalchemy import Select, func, or_, select
from sqlalchemy.exc import DBAPIError

from accounting.errors import DomainError
from accounting.journal import check_balanced
from accounting.schedule import months_later, next_date
from app.core.errors import from_constraint
from app.core.listing import Filter, Listing, Sort
from app.core.models import new_id
from app.core.rows import one
from app.core.versions import unless_stale
from app.core.work import Work
from app.modules.ledger.errors import RecurringEntryNotFound, RhythmBeginsTooEarly, RhythmEndsBeforeItStarts
from app.modules.ledger.manual import weigh
from app.modules.ledger.models import Entry, RecurringEntry
from app.modules.ledger.posting import ONE_DAY, hold, post
from app.modules.ledger.schemas.manual import PostingDraft, RecurringEntryDraft, RecurringEntryRevise, stored

SOURCE = "recurring_entry"
NEVER = date(9999, 12, 31)
MOST_AT_ONCE = 120
"""So many missed days of one entry are made up for in one go; the next night goes on."""
MONTHS_MADE_UP_FOR = 24
"""A day longer ago is a slip of the pen, and what is booked stays for ever."""
RHYTHM = ("starts_on", "ends_on", "every", "interval_count", "is_active")


def _in_state(states: list[str]) -> Any:
    conditions = {
        "active": RecurringEntry.is_active & RecurringEntry.next_on.is_not(None),
        "paused": ~RecurringEntry.is_active,
        "ended": RecurringEntry.is_active & RecurringEntry.next_on.is_(None),
        "in_trouble": RecurringEntry.problem.is_not(None),
    }
    return or_(*(conditions[each] for each in states))


RECURRING = Listing(
    name="recurring-entries",
    sorts={
        "name": Sort(RecurringEntry.name),
        "next_on": Sort(func.coalesce(RecurringEntry.next_on, NEVER), date.fromisoformat),
        "created_at": Sort(RecurringEntry.created_at, datetime.fromisoformat),
    },
    default="name",
    key=RecurringEntry.id,
    search=(RecurringEntry.name, RecurringEntry.memo),
    searched="in name and memo",
    filters={"status": Filter(None, Literal["active", "paused", "ended", "in_trouble"], where=_in_state)},
)


def every_recurring() -> Select[RecurringEntry]:
    return select(RecurringEntry)


async def recurring(work: Work, recurring_id: UUID, *, lock: bool = False) -> RecurringEntry:
    """Raises RecurringEntryNotFound."""
    return await one(work, RecurringEntry, recurring_id, RecurringEntryNotFound, lock=lock)


async def make(work: Work, draft: RecurringEntryDraft) -> RecurringEntry:
    """Raises PostingsRefused, EntryUnbalanced, EntryEmpty, RhythmEndsBeforeItStarts, RhythmBeginsTooEarly."""
    _check_rhythm(draft.starts_on, draft.ends_on)
    _check_missed(work, draft.starts_on, field="starts_on")
    await _check(work, draft.postings, min(draft.starts_on, work.today))
    made = RecurringEntry(
        id=new_id(),
        postings=stored(draft.postings),
        next_on=draft.starts_on,
        created_by=work.actor_id,
        **draft.model_dump(exclude={"postings"}),
    )
    work.session.add(made)
    await work.record(
        "recurring_entry.made",
        recurring_id=made.id,
        new={"name": made.name, "every": made.every, "interval_count": made.interval_count, "next_on": made.next_on},
    )
    await work.session.refresh(made)
    return made


async def revise(work: Work, recurring_id: UUID, change: RecurringEntryRevise, seen: int | None) -> RecurringEntry:
    """What comes from now on; what was made stays. Switched on again, it skips the days it was off.

    Raises RecurringEntryNotFound, PostingsRefused, EntryUnbalanced, RhythmEndsBeforeItStarts, RhythmBeginsTooEarly,
    ChangedMeanwhile.
    """
    await hold(work)
    found = await recurring(work, recurring_id, lock=True)
    unless_stale(found, seen)
    changes: dict[str, Any] = {
        name: getattr(change, name)
        for name in change.model_fields_set
        if getattr(change, name) is not None or name == "ends_on"
    }
    if "postings" in changes:
        await _check(work, changes["postings"], work.today)
        changes["postings"] = stored(changes["postings"])
    changes = {name: value for name, value in changes.items() if value != getattr(found, name)}
    old = {name: getattr(found, name) for name in changes}
    for name, value in changes.items():
        setattr(found, name, value)
    _check_rhythm(found.starts_on, found.ends_on)
    if rhythm := [each for each in RHYTHM if each in changes]:
        _schedule(work, found, skip_missed=bool(changes.get("is_active")))
        if found.is_active:
            _check_missed(work, found.next_on, field=rhythm[0])
    if changes:
        found.problem = None
        await work.record("recurring_entry.revised", recurring_id=found.id, name=found.name, old=old, new=changes)
    await work.session.flush()
    return found


async def remove(work: Work, recurring_id: UUID, seen: int | None) -> None:
    """Entries that it made stay. Raises RecurringEntryNotFound, ChangedMeanwhile."""
    found = await recurring(work, recurring_id, lock=True)
    unless_stale(found, seen)
    await work.session.delete(found)
    await work.record("recurring_entry.removed", recurring_id=found.id, old={"name": found.name})


async def due(work: Work, on: date) -> Sequence[UUID]:
    """Those whose day has come, the earliest first."""
    rows = await work.session.scalars(
        select(RecurringEntry.id)
        .where(RecurringEntry.is_active, RecurringEntry.next_on <= on)
        .order_by(RecurringEntry.next_on, RecurringEntry.id)
    )
    return rows.all()


async def run(work: Work, recurring_id: UUID) -> tuple[RecurringEntry, list[Entry]]:
    """Make what is due until today, each day once: the row is locked, and its next day moves with the entry.

    What stands in the way (a locked period, an account put away) is kept on the row and told once; it is tried again
    the next night. Raises RecurringEntryNotFound.
    """
    await hold(work)
    found = await recurring(work, recurring_id, lock=True)
    made: list[Entry] = []
    while found.is_active and found.next_on is not None and found.next_on <= work.today and len(made) < MOST_AT_ONCE:
        day = found.next_on
        try:
            async with work.attempt():
                entry = await _post(work, found, day)
        except (DomainError, DBAPIError) as error:
            meant = from_constraint(error) if isinstance(error, DBAPIError) else error
            if not isinstance(meant, DomainError):
                raise
            await _keep_problem(work, found, day, meant)
            break
        found.last_entry_id, found.last_made_on, found.problem = entry.id, day, None
        _schedule(work, found)
        found.version += 1
        made.append(entry)
    await work.session.flush()
    return found, made


async def _post(work: Work, found: RecurringEntry, on: date) -> Entry:
    drafts = [PostingDraft.model_validate(each) for each in found.postings]
    weighed = await weigh(work, drafts, on)
    return await post(
        work,
        journal_name=found.journal,
        on=on,
        memo=found.memo,
        postings=weighed.checked(),
        source=(SOURCE, found.id),
    )


async def _keep_problem(work: Work, found: RecurringEntry, on: date, error: DomainError) -> None:
    violation = error.violations()[0]
    problem = {"code": violation.code, "message": violation.message, "due_on": on.isoformat()}
    if found.problem == problem:
        return
    found.problem = problem
    found.version += 1
    await work.record("recurring_entry.failed", recurring_id=found.id, name=found.name, due_on=on, code=violation.code)


def _schedule(work: Work, found: RecurringEntry, *, skip_missed: bool = False) -> None:
    """The next day: after the last one made, and today at the earliest where missed days are skipped."""
    after = found.last_made_on or found.starts_on - ONE_DAY
    if skip_missed:
        after = max(after, work.today - ONE_DAY)
    day = next_date(found.starts_on, found.every, found.interval_count, after)
    found.next_on = None if found.ends_on and day > found.ends_on else day


def _check_rhythm(starts_on: date, ends_on: date | None) -> None:
    if ends_on and ends_on < starts_on:
        raise RhythmEndsBeforeItStarts(field="ends_on", value=str(ends_on))


def _check_missed(work: Work, next_on: date | None, *, field: str) -> None:
    if next_on and next_on < (earliest := months_later(work.today, -MONTHS_MADE_UP_FOR)):
        raise RhythmBeginsTooEarly(f"from {earliest} on", field=field, value=str(next_on), instead=str(earliest))


async def _check(work: Work, postings: Sequence[PostingDraft], on: date) -> None:
    check_balanced((await weigh(work, postings, on)).checked())
