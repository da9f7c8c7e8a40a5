"""The company's VAT periods: what is closed, what is owed, and what each comes to."""

from collections.abc import Sequence
from decimal import Decimal

from sqlalchemy import func, select

from accounting import vat
from accounting.vat import VatPeriod, grids
from app.core.work import Work
from app.modules.identity import companies
from app.modules.identity.models import Tenant
from app.modules.vat import queries, turns
from app.modules.vat.models import VatReturn
from app.modules.vat.queries import ZERO
from app.modules.vat.schemas import PeriodRead, Periods

MOST_PERIODS = 60


async def periods(work: Work, states: Sequence[str] = ()) -> Periods:
    """From the first period of these books to the current one, as far as returns are owed, the latest first; or
    those in these states.
    """
    company, taxed = await companies.read(work), await queries.taxed(work)
    done = await queries.closed_returns(work)
    current = turns.containing(company, work.today)
    upcoming = await queries.next_to_close(work, company, taxed) or turns.owed(company, current, taxed)
    open_ones: list[VatPeriod] = []
    cursor = upcoming
    while cursor is not None and cursor.starts_on <= work.today and len(open_ones) < MOST_PERIODS:
        open_ones.append(cursor)
        cursor = turns.following(company, cursor, taxed)
    reason = None if open_ones else turns.why_none(company, current, taxed)
    if not open_ones and not any(each.starts_on <= work.today <= each.ends_on for each in done):
        open_ones = [current]
    shown = [_closed(each, company) for each in done[-MOST_PERIODS:]]
    balances = await _balances(work, open_ones, company.country)
    shown += [_open(work, each, company, balances[each]) for each in open_ones]
    return Periods(
        country=company.country,
        kind=current.kind.value,
        files_returns=reason is None,
        why_none=reason,
        next_to_close=upcoming.name if upcoming and reason is None else None,
        periods=[
            each for each in shown[::-1] if reason != "country_unknown" and each.state in (states or (each.state,))
        ],
    )


async def _balances(work: Work, wanted: Sequence[VatPeriod], country: str) -> dict[VatPeriod, Decimal]:
    """What each open period comes to, by one query: sums per month and grid."""
    sums: dict[VatPeriod, dict[str, Decimal]] = {each: {} for each in wanted}
    if not wanted:
        return {}
    counted = queries.of_grids(wanted[0].starts_on, wanted[-1].ends_on)
    rows = await work.session.execute(
        select(counted.c.month, counted.c.marked, func.sum(counted.c.amount)).group_by(
            counted.c.month, counted.c.marked
        )
    )
    for begins, grid, amount in rows:
        period = next(each for each in wanted if begins.date() in each)
        signed = amount if grid[0] == "+" else -amount
        sums[period][grid[1:]] = sums[period].get(grid[1:], ZERO) + signed
    return {period: grids.filed_balance(found, country) for period, found in sums.items()}


def _closed(row: VatReturn, company: Tenant) -> PeriodRead:
    period = VatPeriod(row.starts_on, row.ends_on)
    return PeriodRead(
        period=period.name,
        kind=period.kind.value,
        starts_on=row.starts_on,
        ends_on=row.ends_on,
        deadline=vat.deadline(period, company.country),
        state="closed",
        is_special=turns.is_special(company, period),
        balance=row.balance,
        closed_at=row.closed_at,
    )


def _open(work: Work, period: VatPeriod, company: Tenant, balance: Decimal) -> PeriodRead:
    due = vat.deadline(period, company.country) if company.country in grids.RESULTS else period.ends_on
    return PeriodRead(
        period=period.name,
        kind=period.kind.value,
        starts_on=period.starts_on,
        ends_on=period.ends_on,
        deadline=due,
        state=queries.state_of(period, due, work.today),
        is_special=turns.is_special(company, period),
        balance=balance,
        closed_at=None,
    )
