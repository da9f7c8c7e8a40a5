"""Fiscal years are closed after a look at what is not finished, and opened again with a reason."""

from collections.abc import Awaitable, Callable, Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from uuid import UUID

from sqlalchemy import func, or_, select

from accounting.errors import Violation
from accounting.invoice import check_decimals
from accounting.journal import Posting
from accounting.plan import Plan
from accounting.reports import result
from accounting.year_end import (
    Check,
    Finding,
    Shares,
    Standing,
    Unfinished,
    appropriation,
    findings,
    standing,
    unappropriated,
)
from app.core.versions import unless_stale
from app.core.work import Work
from app.modules.identity import companies
from app.modules.ledger import balances
from app.modules.ledger.errors import (
    LaterYearClosed,
    YearAlreadyClosed,
    YearNotClosed,
    YearNotReady,
)
from app.modules.ledger.models import Account, FiscalYear
from app.modules.ledger.models import Posting as Posted
from app.modules.ledger.posting import first_open_day, hold, post
from app.modules.ledger.reversing import reverse
from app.modules.ledger.schemas.years import (
    AppropriationLine,
    CheckRead,
    CloseYear,
    Closing,
)
from app.modules.ledger.spans import add, every_year, shown, span, year
from app.modules.ledger.wording import closing_memo

JOURNAL = "miscellaneous"
Count = Callable[[Work, date, date], Awaitable[int]]
COUNTED: dict[Check, Count] = {}
"""What is not finished in a period: drafts, VAT returns. Whoever has some adds itself; the books know none."""

SOURCE = "fiscal_year"


@dataclass(frozen=True, slots=True)
class Weighed:
    """What closing would post, and what was looked at."""

    stands: Standing
    postings: list[Posting]
    findings: list[Finding]


async def closing(work: Work, year_id: UUID, shares: Shares) -> Closing:
    """What closing the year would do, and what stands in its way.

    Raises FiscalYearNotFound, AppropriatedTooMuch, TooManyDecimals.
    """
    found = await year(work, year_id)
    weighed = await _weigh(work, found, shares)
    names = await _names(work, weighed.postings)
    return Closing(
        year=(await shown(work, [found]))[0],
        result=weighed.stands.result,
        appropriated_by_hand=weighed.stands.by_hand,
        available=balances.ZERO if found.closed_at else max(weighed.stands.available, balances.ZERO),
        checks=[
            CheckRead(check=each.check, holds=each.holds, prevents=each.prevents, amount=each.amount, count=each.count)
            for each in weighed.findings
        ],
        can_be_closed=found.closed_at is None and all(each.holds or not each.prevents for each in weighed.findings),
        postings=[
            AppropriationLine(
                account_code=each.account,
                account_name=names.get(each.account, each.account),
                debit=each.debit,
                credit=each.credit,
            )
            for each in weighed.postings
        ],
    )


async def close(work: Work, year_id: UUID, asked: CloseYear, seen: int | None) -> FiscalYear:
    """Appropriate the year's result and let no more entries in. The next year begins, unless it has.

    The balance sheet goes on by itself: it counts from the beginning of the books.

    Raises FiscalYearNotFound, YearAlreadyClosed, YearNotReady, AppropriatedTooMuch, TooManyDecimals, ChangedMeanwhile.
    """
    await hold(work)
    found = await year(work, year_id, lock=True)
    if found.closed_at is not None:
        raise YearAlreadyClosed(f"{span(found).name} was closed on {found.closed_at:%Y-%m-%d}")
    unless_stale(found, seen)
    weighed = await _weigh(work, found, Shares(asked.legal_reserve, asked.dividends))
    _refuse_unready(weighed.findings, asked.accept)
    if weighed.postings:
        entry = await post(
            work,
            journal_name=JOURNAL,
            on=found.ends_on,
            memo=closing_memo(span(found).name, work.language),
            postings=weighed.postings,
            source=(SOURCE, found.id),
            kind="closing",
        )
        found.closing_entry_id = entry.id
    found.closed_at, found.closed_by = work.now, work.actor_id
    await work.record(
        "fiscal_year.closed",
        year_id=found.id,
        entry_id=found.closing_entry_id,
        result=weighed.stands.result,
        accepted=[str(each) for each in asked.accept],
        old={"closed_at": None},
        new={"closed_at": found.closed_at},
    )
    following = span(found).following()
    others = [span(each) for each in await work.session.scalars(every_year())]
    if not any(each.overlaps(following) for each in others):
        await add(work, following)
    return found


async def reopen(work: Work, year_id: UUID, reason: str, seen: int | None) -> FiscalYear:
    """Take entries in the year again; the appropriation of its result is reversed on its own day.

    Raises FiscalYearNotFound, YearNotClosed, LaterYearClosed, PeriodLocked, ChangedMeanwhile.
    """
    await hold(work)
    found = await year(work, year_id, lock=True)
    if found.closed_at is None:
        raise YearNotClosed
    unless_stale(found, seen)
    later = select(FiscalYear).where(FiscalYear.starts_on > found.ends_on, FiscalYear.closed_at.is_not(None))
    if after := await work.session.scalar(later.limit(1)):
        raise LaterYearClosed(f"{span(after).name} is closed")
    closed_at, entry_id = found.closed_at, found.closing_entry_id
    found.closed_at = found.closed_by = found.closing_entry_id = None
    await work.session.flush()
    if entry_id is not None:
        await reverse(work, entry_id, reason, found.ends_on, reopens_year=True)
    await work.record(
        "fiscal_year.reopened",
        year_id=found.id,
        reason=reason,
        old={"closed_at": closed_at},
        new={"closed_at": None},
    )
    return found


async def _weigh(work: Work, found: FiscalYear, shares: Shares) -> Weighed:
    at_end = await balances.by_code(work, None, found.ends_on)
    before = await balances.by_code(work, None, found.starts_on - balances.ONE_DAY)
    of_year = await balances.by_code(work, found.starts_on, found.ends_on)
    company = await companies.read(work)
    country = company.country
    for name in ("legal_reserve", "dividends"):
        check_decimals(getattr(shares, name), company.currency, field=name)
    earned = result(of_year, country)
    earlier = await work.session.scalar(
        select(func.count())
        .select_from(FiscalYear)
        .where(FiscalYear.ends_on < found.starts_on, FiscalYear.closed_at.is_(None))
    )
    unfinished = Unfinished(
        drafts=await _count(work, Check.DRAFTS, found),
        open_returns=await _count(work, Check.VAT_RETURNS, found),
        earlier_years=earlier or 0,
        brought_forward=balances.ZERO if earlier else unappropriated(before, country),
        is_over=found.ends_on < work.today,
        journal_open=found.closed_at is not None or await first_open_day(work, JOURNAL, found.ends_on) == found.ends_on,
    )
    by_hand = await _by_hand(work, found, company.accounts)
    stands = standing(earned, country, brought=at_end, by_hand=by_hand)
    postings = (
        appropriation(earned, shares, country, brought=at_end, by_hand=by_hand) if found.closed_at is None else []
    )
    return Weighed(stands, postings, findings(at_end, unfinished, country))


async def _by_hand(work: Work, found: FiscalYear, books: Plan) -> dict[str, Decimal]:
    """What the year's entries moved that appropriate something, by account: all but the one that closed it."""
    appropriates = or_(*(Account.code.startswith(each) for each in books.appropriations))
    of_year = (
        select(Posted)
        .join(Account, Account.id == Posted.account_id)
        .where(Posted.booked_on.between(found.starts_on, found.ends_on))
    )
    if found.closing_entry_id is not None:
        of_year = of_year.where(Posted.entry_id != found.closing_entry_id)
    entries = of_year.with_only_columns(Posted.entry_id).where(appropriates)
    moved = of_year.with_only_columns(Account.code, func.sum(Posted.debit - Posted.credit))
    rows = await work.session.execute(moved.where(Posted.entry_id.in_(entries)).group_by(Account.code))
    return dict(rows.tuples().all())


async def _count(work: Work, check: Check, found: FiscalYear) -> int:
    return await COUNTED[check](work, found.starts_on, found.ends_on) if check in COUNTED else 0


def _refuse_unready(found: Sequence[Finding], accepted: Sequence[Check]) -> None:
    violations = [
        Violation(each.check, _sentence(each), "accept", str(each.count if each.amount is None else each.amount))
        for each in found
        if not each.holds and (each.prevents or each.check not in accepted)
    ]
    if violations:
        raise YearNotReady("; ".join(each.message for each in violations), gathered=violations)


def _sentence(found: Finding) -> str:
    figure = "" if found.count is None and found.amount is None else f": {found.count or found.amount}"
    return f"{YearNotReady.carries[found.check].rstrip('.')}{figure}"


async def _names(work: Work, postings: Sequence[Posting]) -> dict[str, str]:
    codes = {each.account for each in postings}
    rows = await work.session.scalars(select(Account).where(Account.code.in_(codes)))
    return {each.code: each.name(work.language) for each in rows}
