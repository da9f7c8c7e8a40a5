"""Invoices that come back: each of its days makes one, in the transaction that moves on to the next day."""

from datetime import date, timedelta
from typing import Any, cast
from uuid import UUID

from sqlalchemy import or_, select

from accounting.errors import DomainError
from accounting.schedule import next_date
from app.core.events import changed, values_of
from app.core.models import new_id
from app.core.versions import unless_stale
from app.core.work import Work
from app.modules.identity.access import require
from app.modules.identity.permissions import Permission
from app.modules.invoicing import drafting, issuing, numbering, queries, sending
from app.modules.invoicing.errors import (
    DayOfEachTime,
    NextDayRefused,
    RecipientNeeded,
    RecurrenceRefused,
    RecurringInvoiceEnded,
)
from app.modules.invoicing.models import Invoice, RecurringInvoice
from app.modules.invoicing.schemas.drafting import InvoiceDraft
from app.modules.invoicing.schemas.letters import SendAsked
from app.modules.invoicing.schemas.numbers import SaleKind
from app.modules.invoicing.schemas.recurring import RecurringMake, RecurringRevise
from app.modules.ledger import service as ledger
from app.modules.ledger.errors import ExchangeRateUnknown, PeriodLocked, YearClosed

ONE_DAY = timedelta(days=1)
TOLD = (
    "name", "contact_id", "every", "interval_count", "starts_on", "next_on", "ends_on", "issues_by_itself",
    "sends_by_itself", "is_active",
)  # fmt: skip
"""What the audit log tells of a recurring invoice."""
MOST_MADE_UP_FOR = 24
"""So many days before today are issued at once: two years of months; more is a slip of the pen."""
RHYTHM = ("every", "interval_count")
OF_EACH_TIME = ("supplied_on", "valid_until")
OF_THE_DAY = (ExchangeRateUnknown, PeriodLocked, YearClosed)
"""What stands in the way of an invoice today may be gone on its day."""


async def make(work: Work, asked: RecurringMake) -> RecurringInvoice:
    """Raises RecurrenceRefused, DayOfEachTime, NextDayRefused, RecipientNeeded, and what a draft is refused for;
    PermissionMissing where it issues by itself and whoever asks may not.
    """
    if asked.issues_by_itself:
        await _require_issuing(work)
    _check_undated(asked.content)
    await _try(work, asked.content, issues=asked.issues_by_itself)
    row = RecurringInvoice(
        id=new_id(),
        contact_id=asked.content.contact_id,
        content=asked.content.model_dump(mode="json", exclude_unset=True),
        next_on=asked.starts_on,
        created_by=work.actor_id,
        **asked.model_dump(exclude={"content"}),
    )
    _check(row)
    _check_missed(row, work.today, field="starts_on")
    await _check_recipient(work, row)
    work.session.add(row)
    await work.record("recurring_invoice.made", recurring_id=row.id, name=row.name, new=values_of(row, *TOLD))
    return row


async def revise(work: Work, recurring_id: UUID, change: RecurringRevise, seen: int | None) -> RecurringInvoice:
    """One that is switched on again, or has another rhythm, goes on from today: days before then make nothing.

    A next day that is none of its rhythm is where the rhythm begins anew: told the 15th, it stays the 15th. Raises
    RecurringInvoiceNotFound, ChangedMeanwhile, and as `make`.
    """
    await ledger.hold(work)  # what it is tried with posts, and the night takes them in this order
    row = await queries.recurring(work, recurring_id, lock=True)
    unless_stale(row, seen)
    before = values_of(row, *TOLD)
    changes = change.model_dump(exclude_unset=True, exclude={"content"})
    for name, value in changes.items():
        if value is not None or name in ("ends_on",):
            setattr(row, name, value)
    rhythm = any(getattr(row, name) != before[name] for name in RHYTHM)
    said = change.next_on is not None and (rhythm or change.next_on != before["next_on"])
    if row.issues_by_itself and row.is_active:
        await _require_issuing(work)
    if not said:
        _reschedule(row, before, work.today)
    if change.content is not None:
        _check_undated(change.content)
    if change.content is not None or (row.issues_by_itself and not before["issues_by_itself"]):
        content = change.content or InvoiceDraft.model_validate(row.content)
        await _try(work, content, issues=row.issues_by_itself)
    if change.content is not None:
        row.contact_id = change.content.contact_id
        row.content = change.content.model_dump(mode="json", exclude_unset=True)
    row.problem = None
    _check(row)
    if said:
        _begin_anew(row)
    if said or (row.issues_by_itself and not before["issues_by_itself"]):
        _check_missed(row, work.today, field="next_on")
    if change.content is not None or not before["sends_by_itself"]:
        await _check_recipient(work, row)
    await work.record(
        "recurring_invoice.revised", recurring_id=row.id, name=row.name, **changed(before, values_of(row, *TOLD))
    )
    return row


async def remove(work: Work, recurring_id: UUID, seen: int | None) -> None:
    """What it made stays. One that made something is only switched off.

    Raises RecurringInvoiceNotFound, ChangedMeanwhile.
    """
    row = await queries.recurring(work, recurring_id, lock=True)
    unless_stale(row, seen)
    await work.record("recurring_invoice.removed", recurring_id=row.id, name=row.name, old=values_of(row, *TOLD))
    if row.last_invoice_id is not None:
        row.is_active, row.next_on = False, None
        return
    await work.session.delete(row)
    await work.session.flush()


async def run(work: Work, recurring_id: UUID) -> Invoice:
    """Make the next one now, whatever its day: one that issues itself ahead of its day is of today, and supplied
    on its day.

    Raises RecurringInvoiceNotFound, RecurringInvoiceEnded, and as drafting and issuing do.
    """
    await ledger.hold(work)
    row = await queries.recurring(work, recurring_id, lock=True)
    if row.next_on is None or (row.ends_on and row.next_on > row.ends_on):
        raise RecurringInvoiceEnded(f"{row.last_made_on} was its last day" if row.last_made_on else None)
    invoice = await _make_one(work, row, row.next_on)
    if row.sends_by_itself:
        await sending.send_now(work, invoice, SendAsked())
    return invoice


async def due(work: Work, on: date) -> list[UUID]:
    """Which have a day that has come."""
    has_not_ended = or_(RecurringInvoice.ends_on.is_(None), RecurringInvoice.next_on <= RecurringInvoice.ends_on)
    query = select(RecurringInvoice.id).where(RecurringInvoice.is_active, RecurringInvoice.next_on <= on, has_not_ended)
    return list(await work.session.scalars(query.order_by(RecurringInvoice.next_on)))


async def run_if_due(work: Work, recurring_id: UUID, on: date) -> bool:
    """One of its days, if it has come: asked twice it makes one, for the day has moved on by then.

    Nobody is there to say whom it goes to: what cannot be sent is issued even so, and the row says why it was not.
    """
    await ledger.hold(work)
    row = await queries.recurring(work, recurring_id, lock=True)
    if not row.is_active or row.next_on is None or row.next_on > min(on, row.ends_on or on):
        return False
    invoice = await _make_one(work, row, row.next_on)
    if row.sends_by_itself:
        try:
            async with work.attempt():
                await sending.send_now(work, invoice, SendAsked())
        except DomainError as error:
            row.problem = _problem(work, error)
    return True


async def stuck(work: Work, recurring_id: UUID, error: DomainError) -> None:
    """Why a night made nothing of it; the next night tries again. Told once, until something else is in the way."""
    row = await queries.recurring(work, recurring_id, lock=True)
    if row.problem is not None and row.problem["code"] == error.code():
        return
    row.problem = _problem(work, error)
    await work.record("recurring_invoice.stuck", recurring_id=row.id, name=row.name, new=row.problem)


def _problem(work: Work, error: DomainError) -> dict[str, str]:
    return {"code": error.code(), "message": error.detail, "on": work.today.isoformat()}


async def _make_one(work: Work, row: RecurringInvoice, on: date) -> Invoice:
    content = InvoiceDraft.model_validate(row.content)
    issues = row.issues_by_itself and content.direction == "sale"
    issued_on = await _day(work, content, min(on, work.today)) if issues else on
    supplied_on = None if issued_on == on else on
    days = {"issued_on": issued_on, "due_on": None, "supplied_on": supplied_on, "valid_until": None}
    asked = content.model_copy(update=days | {"accept_exchange_rate": True})  # it was asked when it was written
    invoice = await drafting.draft(work, asked, recurring_id=row.id)
    if issues:
        await issuing.issue_now(work, invoice)
    row.last_invoice_id, row.last_made_on, row.problem = invoice.id, on, None
    row.next_on = _next(row, on)
    row.is_active = row.is_active and row.next_on is not None
    row.version += 1
    await work.record(
        "recurring_invoice.ran",
        recurring_id=row.id,
        invoice_id=invoice.id,
        name=row.name,
        new={"next_on": row.next_on},
    )
    return invoice


def _next(row: RecurringInvoice, after: date) -> date | None:
    """Its first day later than this one, unless it has ended by then."""
    following = next_date(row.starts_on, row.every, row.interval_count, after)
    return None if row.ends_on and following > row.ends_on else following


def _begin_anew(row: RecurringInvoice) -> None:
    """From its next day, where that is none of its rhythm."""
    day = cast(date, row.next_on)
    if next_date(row.starts_on, row.every, row.interval_count, day - ONE_DAY) != day:
        row.starts_on = day


def _reschedule(row: RecurringInvoice, before: dict[str, Any], today: date) -> None:
    """Its next day, as its days are now: what has ended has none, what goes on after that has one again."""
    another_rhythm = any(getattr(row, name) != before[name] for name in RHYTHM)
    goes_on = row.is_active and (not before["is_active"] or row.next_on is None)
    if another_rhythm or goes_on:
        row.next_on = _next(row, max(row.last_made_on or row.starts_on - ONE_DAY, today - ONE_DAY))
    elif row.ends_on and row.next_on and row.next_on > row.ends_on:
        row.next_on = None


async def _day(work: Work, content: InvoiceDraft, on: date) -> date:
    """Its own day; one that comes late is of the last invoice's day, for numbers follow days."""
    series = content.series or (await numbering.chosen(work))[cast(SaleKind, content.kind)]
    return await numbering.earliest_day(work, series, on)


async def _try(work: Work, content: InvoiceDraft, *, issues: bool) -> None:
    """Whether a draft could be made of it now, and issued where it issues itself; nothing of the trial stays.

    What is in the way is named where it stands in the request.
    """

    class Tried(Exception):
        pass

    try:
        async with work.attempt():
            if issues and content.direction == "sale":
                on = await _day(work, content, work.today)
                await issuing.draft_and_issue(work, content.model_copy(update={"issued_on": on, "due_on": None}))
            else:
                await drafting.draft(work, content)
            raise Tried
    except (Tried, *OF_THE_DAY):
        return
    except DomainError as error:
        raise error.within("content") from error


async def _require_issuing(work: Work) -> None:
    """What issues by itself is made and changed by who may issue; anybody who writes may switch it off."""
    await require(work, Permission.INVOICES_ISSUE, field="issues_by_itself")


def _check(row: RecurringInvoice) -> None:
    if row.ends_on and row.ends_on < min(row.starts_on, row.last_made_on or row.starts_on):  # it may have been moved on
        raise RecurrenceRefused(f"it begins on {row.starts_on}", field="ends_on", value=str(row.ends_on))
    if row.sends_by_itself and not row.issues_by_itself:
        raise RecurrenceRefused("a draft is not sent", field="sends_by_itself", value=True)
    issuable: Any = row.content.get("direction", "sale")
    if row.issues_by_itself and issuable != "sale":
        raise RecurrenceRefused("a purchase waits for its supplier's number", field="issues_by_itself", value=True)
    if row.next_on and row.ends_on and row.next_on > row.ends_on:
        raise NextDayRefused(f"its last day is {row.ends_on}", field="next_on", value=str(row.next_on))
    if row.next_on and row.last_made_on and row.next_on <= row.last_made_on:
        raise NextDayRefused(f"{row.last_made_on} was made", field="next_on", value=str(row.next_on))


def _check_undated(content: InvoiceDraft) -> None:
    for name in OF_EACH_TIME:
        if day := getattr(content, name):
            raise DayOfEachTime(field=f"content.{name}", value=str(day))


async def _check_recipient(work: Work, row: RecurringInvoice) -> None:
    if row.sends_by_itself and not (await queries.contact(work, row.contact_id)).email:
        raise RecipientNeeded(field="sends_by_itself", value=True)


def _check_missed(row: RecurringInvoice, today: date, *, field: str) -> None:
    """Nobody means to issue years of invoices in one night. Raises NextDayRefused."""
    day, missed = row.next_on, 0
    while row.issues_by_itself and day and day < today:
        day, missed = _next(row, day), missed + 1
    if missed > MOST_MADE_UP_FOR:
        said = f"{missed} days before today would be issued at once, {MOST_MADE_UP_FOR} at most"
        raise NextDayRefused(said, field=field, value=str(row.next_on))
