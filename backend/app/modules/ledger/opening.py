"""Opening balances: what stood on the accounts when these books began, as one entry that can be put right."""

from decimal import Decimal

from sqlalchemy import select
from sqlalchemy.orm import aliased

from accounting import journal
from accounting.errors import DomainError, Violation
from accounting.invoice import check_decimals
from app.core.versions import state_of, unless_changed
from app.core.work import Work
from app.modules.ledger import queries
from app.modules.ledger.errors import PostingNeedsOneSide, PostingsRefused
from app.modules.ledger.models import Entry
from app.modules.ledger.posting import account_ids, hold, post
from app.modules.ledger.reversing import postings_of, reverse
from app.modules.ledger.schemas.years import OpeningLine, OpeningRead, SetOpening
from app.modules.ledger.wording import opening_memo, opening_replaced

JOURNAL = "miscellaneous"
ZERO = Decimal(0)


async def read(work: Work) -> OpeningRead:
    """The entry that opened the books, if one did."""
    current = await _current(work)
    shown = await queries.entry(work, current.id) if current else None
    return OpeningRead(entry=shown, total=shown.total if shown else ZERO)


async def put(work: Work, asked: SetOpening, seen: int | None = None) -> OpeningRead:
    """These balances and no others: what was there before is reversed. The same balances again change nothing.

    An empty list takes them back. Raises PostingsRefused, EntryUnbalanced, EntryEmpty, AccountUnknown, PeriodLocked,
    YearClosed, ChangedMeanwhile.
    """
    await hold(work)
    if seen is not None:
        unless_changed(state_of(await read(work)), seen)
    postings = await _postings(work, asked)
    before = await _current(work)
    if before is not None:
        if postings and before.booked_on == asked.booked_on and await postings_of(work, before.id) == postings:
            return await read(work)
        await reverse(work, before.id, opening_replaced(work.language), before.booked_on)
    if postings:
        await post(
            work,
            journal_name=JOURNAL,
            on=asked.booked_on,
            memo=opening_memo(asked.booked_on, work.language),
            postings=postings,
            kind="opening",
        )
    return await read(work)


async def _postings(work: Work, asked: SetOpening) -> list[journal.Posting]:
    currency = await queries.books_currency(work)
    found: list[journal.Posting] = []
    problems: list[Violation] = []
    for position, line in enumerate(asked.balances):
        try:
            if posting := _posting(line, currency, f"balances.{position}"):
                found.append(posting)
        except DomainError as error:
            problems += error.violations()
    if problems:
        raise PostingsRefused(problems[0].message, violations=problems)
    gap = journal.difference(found)
    if gap and asked.difference_account:
        found.append(journal.credit(asked.difference_account, gap))
    await account_ids(work, [each.account for each in found], field="balances")
    return found


def _posting(line: OpeningLine, currency: str, where: str) -> journal.Posting | None:
    """Nothing of a line without an amount."""
    if line.debit and line.credit:
        raise PostingNeedsOneSide(field=f"{where}.credit", value=str(line.credit))
    side, amount = ("debit", line.debit) if line.debit else ("credit", line.credit)
    if not amount:
        return None
    check_decimals(amount, currency, field=f"{where}.{side}")
    write = journal.debit if side == "debit" else journal.credit
    return write(line.account_code, amount, line.memo, contact_id=line.contact_id)


async def _current(work: Work) -> Entry | None:
    """The opening entry that was not reversed."""
    reversal = aliased(Entry)
    undone = select(reversal.id).where(reversal.reverses_id == Entry.id).exists()
    return await work.session.scalar(
        select(Entry)
        .where(Entry.kind == "opening", Entry.reverses_id.is_(None), ~undone)
        .order_by(Entry.booked_on.desc(), Entry.id.desc())
        .limit(1)
    )
