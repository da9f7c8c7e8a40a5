"""Undoing an entry by its mirror image; both stay in the books."""

from datetime import date, timedelta
from decimal import Decimal
from uuid import UUID

from sqlalchemy import select

from accounting import journal
from accounting.vat import PeriodKind, VatPeriod
from accounting.vat.corrections import corrected
from accounting.vat.regimes import STANDARD, regime_on
from app.core.work import Work
from app.modules.identity import companies
from app.modules.ledger.errors import (
    ClosingEntryStays,
    EntryAlreadyReversed,
    EntryNotFound,
    ReversalBeforeEntry,
    ReversalNotReversible,
    ReversalTooFarAhead,
)
from app.modules.ledger.models import Account, Entry, FiscalYear, Posting, PostingTag
from app.modules.ledger.posting import counts_in_vat, first_open_day, hold, post, vat_closed_through
from app.modules.ledger.wording import reversal_memo

A_YEAR = timedelta(days=366)


async def reverse(
    work: Work, entry_id: UUID, reason: str, on: date | None = None, *, reopens_year: bool = False
) -> Entry:
    """Undo an entry by its mirror image: accounts, currency, VAT grids and tags.

    Dated `on`, or else the entry's own day, so that no month shows a trace of it; when that day is locked or closed,
    the first one that is open. In another VAT period its VAT counts as a correction (`accounting.vat.corrections`).

    Raises EntryNotFound, EntryAlreadyReversed, ReversalNotReversible, ClosingEntryStays, ReversalBeforeEntry,
    ReversalTooFarAhead, PeriodLocked, YearClosed.
    """
    await hold(work)
    entry = await work.session.scalar(select(Entry).where(Entry.id == entry_id))
    if entry is None:
        raise EntryNotFound
    await _refuse(work, entry, reopens_year=reopens_year)
    postings = await postings_of(work, entry.id)
    with_vat = counts_in_vat(postings, await companies.account_plan(work), entry.kind)
    day = on or await first_open_day(work, entry.journal, entry.booked_on, with_vat=with_vat)
    if day < entry.booked_on:
        raise ReversalBeforeEntry(f"{entry.number} is of {entry.booked_on}", field="on", value=str(on))
    if on and on > (latest := max(work.today + A_YEAR, entry.booked_on)):
        raise ReversalTooFarAhead(f"{latest} is the last day for it", field="on", value=str(on))
    reversal = await post(
        work,
        journal_name=entry.journal,
        on=day,
        memo=reversal_memo(entry.number, reason, work.language),
        postings=await _mirrored(work, postings, entry.booked_on, day),
        source=(entry.source_type, entry.source_id) if entry.source_type and entry.source_id else None,
        reverses=entry,
        kind=entry.kind,
        field="on",
    )
    await work.record(
        "entry.reversed",
        entry_id=entry.id,
        reversal_id=reversal.id,
        reason=reason,
        source_type=entry.source_type,
        source_id=entry.source_id,
        old={"reversed_by": None},
        new={"reversed_by": reversal.id, "reversed_on": day},
    )
    return reversal


async def _mirrored(work: Work, postings: list[journal.Posting], was_on: date, on: date) -> list[journal.Posting]:
    """The mirror image, with the grids of a correction where it is told in another return than what it undoes."""
    found, company = journal.reversed_postings(postings), await companies.read(work)
    period = VatPeriod.containing(was_on, PeriodKind(company.vat_period))
    if on in period.open_part(was_on, await vat_closed_through(work)) or regime_on(company.regimes, on) != STANDARD:
        return found
    return corrected(found, company.country)


async def _refuse(work: Work, entry: Entry, *, reopens_year: bool) -> None:
    if entry.reverses_id:
        raise ReversalNotReversible(f"{entry.number} reverses another entry")
    if number := await work.session.scalar(select(Entry.number).where(Entry.reverses_id == entry.id)):
        raise EntryAlreadyReversed(f"{entry.number} was reversed by {number}")
    if entry.kind == "closing" and not reopens_year:
        closes = select(FiscalYear.id).where(FiscalYear.closing_entry_id == entry.id)
        if await work.session.scalar(closes):
            raise ClosingEntryStays(f"{entry.number} closes a fiscal year")


async def postings_of(work: Work, entry_id: UUID) -> list[journal.Posting]:
    """What was posted, as it was posted."""
    rows = await work.session.execute(
        select(Posting, Account.code)
        .join(Account, Account.id == Posting.account_id)
        .where(Posting.entry_id == entry_id)
        .order_by(Posting.position)
    )
    found = rows.tuples().all()
    shares: dict[UUID, list[tuple[UUID, Decimal]]] = {}
    tagged = select(PostingTag).where(PostingTag.posting_id.in_([posting.id for posting, _ in found]))
    for each in await work.session.scalars(tagged):
        shares.setdefault(each.posting_id, []).append((each.tag_id, each.percent))
    return [
        journal.Posting(
            account=code,
            debit=posting.debit,
            credit=posting.credit,
            memo=posting.memo,
            grids=tuple(posting.grids),
            contact_id=posting.contact_id,
            currency=posting.currency,
            amount_in_currency=posting.amount_in_currency,
            tags=tuple(shares.get(posting.id, ())),
        )
        for posting, code in found
    ]
