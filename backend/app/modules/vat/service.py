from collections.abc import Mapping, Sequence
from datetime import date
from decimal import Decimal
from typing import Any
from uuid import UUID

from sqlalchemy import func, select

from accounting import journal
from accounting.vat import VatPeriod, grids
from app.core.models import new_id
from app.core.versions import unless_stale
from app.core.work import Work
from app.modules.identity import companies
from app.modules.identity.errors import FilingPeriodOpen, FilingRhythmUnsure
from app.modules.identity.models import Tenant
from app.modules.ledger import service as ledger
from app.modules.ledger.errors import ClosingEntryStays
from app.modules.ledger.models import Entry
from app.modules.vat import queries, turns
from app.modules.vat.errors import (
    EarlierVatPeriodOpen,
    LaterVatPeriodClosed,
    NotYourVatPeriod,
    NoVatReturn,
    VatControlsFail,
    VatCorrectionsApart,
    VatPeriodClosed,
    VatPeriodNotClosed,
    VatPeriodNotEnded,
    VatPeriodUnfinished,
)
from app.modules.vat.models import VatReturn
from app.modules.vat.schemas import Close
from app.modules.vat.unfinished import unfinished
from app.modules.vat.wording import closing_memo

REOPENED = "reopened"


async def close(work: Work, name: str, asked: Close) -> VatReturn:
    """Freeze a period's figures and move its VAT to the current account; the journals take no more VAT in it.

    Of a fiscal year that is closed too: its VAT then moves on the first day after that year.

    Raises PeriodUnknown, NoVatReturn, VatPeriodClosed, VatPeriodFiledOtherwise, NotYourVatPeriod, EarlierVatPeriodOpen,
    LaterVatPeriodClosed, VatPeriodNotEnded, VatPeriodUnfinished, VatControlsFail, VatCorrectionsApart, PeriodLocked.
    """
    period = VatPeriod.named(name)
    await ledger.hold(work)
    company, taxed = await companies.read(work), await queries.taxed(work)
    if await queries.closed_return(work, period):
        raise VatPeriodClosed(f"{name} is closed already", field="period", value=name)
    if reason := turns.why_none(company, period, taxed):
        raise NoVatReturn(f"{name}: {reason}", field="period", value=name)
    await _refuse_out_of_turn(work, period, company, taxed)
    if work.today <= period.ends_on and VatPeriodNotEnded.code() not in asked.accept_warnings:
        raise VatPeriodNotEnded(f"{name} ends on {period.ends_on}", field="period", value=name)
    left = await unfinished(work, period.starts_on, period.ends_on)
    if left and VatPeriodUnfinished.code() not in asked.accept_warnings:
        raise VatPeriodUnfinished(
            f"{left.drafts} drafts, {left.documents} documents and {left.expenses} expenses", field="period", value=name
        )
    found = await queries.figures(work, period.starts_on, period.ends_on)
    controls = queries.checked(found, period.ends_on, company.country)
    failing = [each.name for each in controls if not each.holds]
    if failing and VatControlsFail.code() not in asked.accept_warnings:
        raise VatControlsFail(", ".join(failing), field="controls")
    apart = queries.corrections(found.sums, company, period) if company.country in grids.CORRECTED_APART else 0
    if apart and VatCorrectionsApart.code() not in asked.accept_warnings:
        raise VatCorrectionsApart(f"{apart:f} {company.currency}", field="corrections")
    row = VatReturn(
        id=new_id(),
        starts_on=period.starts_on,
        ends_on=period.ends_on,
        grids={grid: str(amount) for grid, amount in sorted(found.sums.items())},
        controls=[each.model_dump(mode="json") for each in controls],
        balance=found.balance(company.country),
        closed_by=work.actor_id,
        closed_at=work.now,
        version=1,
    )
    row.entry_id = await _post(work, row, period, found.rounding(company.country))
    work.session.add(row)
    await work.session.flush()
    await ledger.close_vat_until(work, period.ends_on)
    await work.record(
        "vat.closed",
        vat_return_id=row.id,
        period=period.name,
        entry_id=row.entry_id,
        accepted_warnings=asked.accept_warnings,
        old={"status": "open"},
        new={"status": "closed", "balance": row.balance, "grids": row.grids},
    )
    return row


async def reopen(work: Work, name: str, reason: str, seen: int | None) -> None:
    """Reverse the entry that closed the last closed period; VAT is closed until the one before it again.

    Raises PeriodUnknown, VatPeriodNotClosed, VatPeriodFiledOtherwise, LaterVatPeriodClosed, ChangedMeanwhile,
    PeriodLocked, YearClosed.
    """
    period = VatPeriod.named(name)
    await ledger.hold(work)
    row = await queries.closed_return(work, period, lock=True)
    if row is None:
        raise VatPeriodNotClosed(f"{name} is not closed", field="period", value=name)
    if later := await _closed_after(work, period):
        raise LaterVatPeriodClosed(f"{later.name} is closed", field="period", value=name)
    unless_stale(row, seen)
    row.status = REOPENED
    await work.session.flush()
    before = await work.session.scalar(select(func.max(VatReturn.ends_on)).where(VatReturn.status == queries.CLOSED))
    await ledger.close_vat_until(work, before)
    if row.entry_id is not None:
        settled_on = await work.session.scalar(select(Entry.booked_on).where(Entry.id == row.entry_id))
        assert settled_on is not None
        await ledger.refuse_closed(work, "miscellaneous", settled_on, field="period")
        await ledger.reverse(work, row.entry_id, reason, settled_on)
    await work.record(
        "vat.reopened",
        vat_return_id=row.id,
        period=period.name,
        reason=reason,
        old={"status": "closed", "balance": row.balance},
        new={"status": REOPENED},
    )


async def keep_closed(work: Work, *, entry_id: UUID, **_: object) -> None:
    """The entry that closed a period is undone by reopening that period, never by itself. Raises ClosingEntryStays."""
    row = await work.session.scalar(
        select(VatReturn).where(VatReturn.entry_id == entry_id, VatReturn.status == queries.CLOSED)
    )
    if row is not None:
        raise ClosingEntryStays(f"it closes the VAT period {VatPeriod(row.starts_on, row.ends_on).name}")


async def keep_rhythm(
    work: Work, *, old: Mapping[str, Any], new: Mapping[str, Any], vat_period_was_so: bool = False, **_: object
) -> None:
    """What is over is owed as it fell due, by month or by quarter (Belgian royal decree no. 1, art. 18 §§1-2): it is
    closed so before the other begins. Until a first return is closed it may be said that the company always filed so.

    Raises FilingPeriodOpen, FilingRhythmUnsure.
    """
    if new.get("vat_period", old.get("vat_period")) == old.get("vat_period"):
        return
    await ledger.hold(work)
    last = await work.session.scalar(queries.LAST_CLOSED)
    if last is None and vat_period_was_so:
        return
    now = await companies.read(work)
    before = Tenant(country=now.country, vat_number=now.vat_number, vat_period=old["vat_period"])
    before.vat_regimes = now.vat_regimes
    upcoming = await queries.next_to_close(work, before, await queries.taxed(work))
    if upcoming is not None and upcoming.ends_on < work.today:
        refused = FilingPeriodOpen if last else FilingRhythmUnsure
        raise refused(f"{upcoming.name} is over and open", field="vat_period", value=new["vat_period"])


async def _refuse_out_of_turn(work: Work, period: VatPeriod, company: Tenant, taxed: Sequence[date]) -> None:
    if later := await _closed_after(work, period):
        raise LaterVatPeriodClosed(f"{later.name} is closed already", field="period", value=period.name)
    upcoming = await queries.next_to_close(work, company, taxed)
    if upcoming is not None and upcoming.ends_on < period.starts_on:
        raise EarlierVatPeriodOpen(f"{upcoming.name} comes first", field="period", value=period.name)
    expected = upcoming if upcoming is not None and upcoming.starts_on <= period.ends_on else None
    usual = expected or turns.containing(company, period.starts_on)
    if usual != period:
        raise NotYourVatPeriod(f"the period to close is {usual.name}", field="period", value=period.name)


async def _closed_after(work: Work, period: VatPeriod) -> VatPeriod | None:
    row = await work.session.scalar(
        select(VatReturn)
        .where(VatReturn.status == queries.CLOSED, VatReturn.ends_on > period.ends_on)
        .order_by(VatReturn.starts_on)
        .limit(1)
    )
    return VatPeriod(row.starts_on, row.ends_on) if row else None


async def _post(work: Work, row: VatReturn, period: VatPeriod, rounding: Decimal) -> UUID | None:
    """The VAT accounts of the period to zero, the balance to the current account; None when nothing stands there.

    What rounding the return to whole euros leaves is sundry income.
    """
    found = await queries.vat_accounts(work, period.starts_on, period.ends_on)
    if not found:
        return None
    postings, books = [journal.credit(code, amount) for code, amount in found], await companies.account_plan(work)
    if rounding:
        postings.append(journal.credit(books.difference_won, rounding))
    if difference := journal.difference(postings):
        postings.append(journal.credit(books.vat_to_pay if difference > 0 else books.vat_to_receive, difference))
    entry = await ledger.post(
        work,
        journal_name="miscellaneous",
        on=await queries.settles_on(work, period),
        field="period",
        memo=closing_memo(period.name, work.language),
        postings=postings,
        source=("vat_return", row.id),
        kind="vat_closing",
    )
    return entry.id
