from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import Any

from sqlalchemy import Select, func, literal_column, select

from accounting import vat
from accounting.vat import PeriodKind, VatPeriod, grids
from app.core.work import Work
from app.modules.identity import companies
from app.modules.identity.models import Tenant
from app.modules.identity.queries import names_of
from app.modules.ledger.models import Account, Entry, Posting
from app.modules.vat import turns
from app.modules.vat.errors import NoVatReturn
from app.modules.vat.models import VatReturn
from app.modules.vat.schemas import ControlRead, GridRead, PeriodRead, Periods, Return, State
from app.modules.vat.unfinished import unfinished

ZERO = Decimal(0)
CLOSED = "closed"
HAS_GRIDS = Posting.grids != literal_column("'{}'")
MOST_PERIODS = 60
ACCOUNTS_AGREE = {"BE": "71 − 72 = 451 − 411", "NL": "1a … 4b − 5b = 15… − 1590"}


@dataclass(frozen=True, slots=True)
class Figures:
    """What a period comes to: per grid, with how many postings, and on the VAT accounts."""

    sums: dict[str, Decimal]
    postings: dict[str, int]
    on_accounts: Decimal

    def balance(self, country: str) -> Decimal:
        """As the return says it."""
        return grids.filed_balance(self.sums, country)

    def rounding(self, country: str) -> Decimal:
        """What rounding the return leaves to who files it."""
        return grids.balance(self.sums, country) - self.balance(country)


async def figures(work: Work, starts_on: date, ends_on: date) -> Figures:
    """Sums per grid by one query over the postings that carry one, and the balance of the VAT accounts."""
    counted = _marked(starts_on, ends_on)
    rows = await work.session.execute(
        select(counted.c.marked, func.sum(counted.c.amount), func.count()).group_by(counted.c.marked)
    )
    sums: dict[str, Decimal] = {}
    postings: dict[str, int] = {}
    for marked, amount, count in rows:
        sums[marked[1:]] = sums.get(marked[1:], ZERO) + (amount if marked[0] == "+" else -amount)
        postings[marked[1:]] = postings.get(marked[1:], 0) + count
    on_accounts = -sum((amount for _, amount in await vat_accounts(work, starts_on, ends_on)), ZERO)
    return Figures(sums, postings, on_accounts)


def _marked(starts_on: date, ends_on: date) -> Any:
    """A row for each grid of each posting: the grid with its sign, the month, and what counts."""
    return (
        select(
            func.unnest(Posting.grids).label("marked"),
            func.date_trunc("month", Posting.booked_on).label("month"),
            (Posting.debit + Posting.credit).label("amount"),
        )
        .where(Posting.booked_on.between(starts_on, ends_on), HAS_GRIDS)
        .subquery()
    )


async def vat_accounts(work: Work, starts_on: date, ends_on: date) -> list[tuple[str, Decimal]]:
    """What was posted on each VAT account in a period, debit positive: not what was brought forward, nor closings."""
    amount = func.sum(Posting.debit - Posting.credit).label("amount")
    rows = await work.session.execute(
        select(Account.code, amount)
        .join(Posting, Posting.account_id == Account.id)
        .join(Entry, Entry.id == Posting.entry_id)
        .where(
            Posting.booked_on.between(starts_on, ends_on),
            Account.is_vat,
            Entry.kind.not_in(("opening", "closing", "vat_closing")),
        )
        .group_by(Account.code)
        .order_by(Account.code)
    )
    return [(row.code, row.amount) for row in rows if row.amount]


async def closed_returns(work: Work) -> list[VatReturn]:
    """The periods that are closed, oldest first."""
    rows = await work.session.scalars(select(VatReturn).where(VatReturn.status == CLOSED).order_by(VatReturn.starts_on))
    return list(rows.all())


async def closed_return(work: Work, period: VatPeriod, *, lock: bool = False) -> VatReturn | None:
    query = select(VatReturn).where(
        VatReturn.status == CLOSED, VatReturn.starts_on == period.starts_on, VatReturn.ends_on == period.ends_on
    )
    return await work.session.scalar(query.with_for_update() if lock else query)


LAST_CLOSED = select(func.max(VatReturn.ends_on)).where(VatReturn.status == CLOSED)
FIRST_MARKED = select(func.min(Posting.booked_on)).where(HAS_GRIDS)


async def next_to_close(work: Work, company: Tenant) -> VatPeriod | None:
    """The first period that a return is owed of and that is not closed; None where nothing is in the books."""
    last = await work.session.scalar(LAST_CLOSED)
    return turns.open_after(company, last, None if last else await work.session.scalar(FIRST_MARKED))


async def periods(work: Work, states: Sequence[str] = ()) -> Periods:
    """From the first period with anything in it to the current one, as far as returns are owed, the latest first; or
    those in these states.
    """
    company = await companies.read(work)
    done = await closed_returns(work)
    first = await next_to_close(work, company)
    current = VatPeriod.containing(work.today, PeriodKind(company.vat_period))
    open_ones: list[VatPeriod] = []
    cursor = first or turns.owed(company, current)
    while cursor is not None and cursor.starts_on <= work.today and len(open_ones) < MOST_PERIODS:
        open_ones.append(cursor)
        cursor = turns.following(company, cursor)
    reason = None if open_ones else turns.why_none(company, current)
    open_ones = open_ones or [current]
    shown = [_closed(each, company.country) for each in done[-MOST_PERIODS:]]
    balances = await _balances(work, open_ones, company.country)
    shown += [_open(work, each, company.country, balances[each]) for each in open_ones]
    return Periods(
        country=company.country,
        kind=current.kind.value,
        files_returns=reason is None,
        why_none=reason,
        next_to_close=open_ones[0].name if reason is None else None,
        periods=[
            each for each in shown[::-1] if reason != "country_unknown" and each.state in (states or (each.state,))
        ],
    )


async def _balances(work: Work, wanted: Sequence[VatPeriod], country: str) -> dict[VatPeriod, Decimal]:
    """What each open period comes to, by one query: sums per month and grid."""
    sums: dict[VatPeriod, dict[str, Decimal]] = {each: {} for each in wanted}
    if not wanted:
        return {}
    counted = _marked(wanted[0].starts_on, wanted[-1].ends_on)
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


def _closed(row: VatReturn, country: str) -> PeriodRead:
    period = VatPeriod(row.starts_on, row.ends_on)
    return PeriodRead(
        period=period.name,
        kind=period.kind.value,
        starts_on=row.starts_on,
        ends_on=row.ends_on,
        deadline=vat.deadline(period, country),
        state="closed",
        balance=row.balance,
        closed_at=row.closed_at,
    )


def _open(work: Work, period: VatPeriod, country: str, balance: Decimal) -> PeriodRead:
    due = vat.deadline(period, country) if country in grids.RESULTS else period.ends_on
    return PeriodRead(
        period=period.name,
        kind=period.kind.value,
        starts_on=period.starts_on,
        ends_on=period.ends_on,
        deadline=due,
        state=state_of(period, due, work.today),
        balance=balance,
        closed_at=None,
    )


def state_of(period: VatPeriod, due: date, today: date) -> State:
    if today <= period.ends_on:
        return "running"
    return "to_close" if today <= due else "overdue"


async def vat_return(work: Work, name: str) -> Return:
    """A period's figures, computed from the postings, or as they were when it was closed.

    Raises PeriodUnknown, NoVatReturn.
    """
    company = await companies.read(work)
    period = VatPeriod.named(name)
    reason = turns.why_none(company, period)
    if reason == "country_unknown":
        raise NoVatReturn(f"the return of {company.country} is not known here", field="country", value=company.country)
    due = vat.deadline(period, company.country)
    row = await closed_return(work, period)
    found = await figures(work, period.starts_on, period.ends_on)
    sums = {grid: Decimal(amount) for grid, amount in row.grids.items()} if row else found.sums
    checks = (
        [ControlRead.model_validate(each) for each in row.controls]
        if row
        else checked(found, period.ends_on, company.country)
    )
    upcoming = await next_to_close(work, company)
    latest = await work.session.scalar(select(func.max(VatReturn.ends_on)).where(VatReturn.status == CLOSED))
    names = await names_of(work, {row.closed_by}) if row and row.closed_by else {}
    return Return(
        period=period.name,
        kind=period.kind.value,
        country=company.country,
        starts_on=period.starts_on,
        ends_on=period.ends_on,
        deadline=due,
        state="closed" if row else state_of(period, due, work.today),
        files_returns=reason is None,
        why_none=reason,
        grids=shown(sums, found.postings, company.country, work.language),
        controls=checks,
        unfinished=await unfinished(work, period.starts_on, period.ends_on),
        balance=row.balance if row else found.balance(company.country),
        entry_id=row.entry_id if row else None,
        closed_at=row.closed_at if row else None,
        closed_by=names.get(row.closed_by) if row and row.closed_by else None,
        can_close=reason is None and row is None and (upcoming or period) == period,
        can_reopen=row is not None and row.ends_on == latest,
        version=row.version if row else 0,
    )


def checked(found: Figures, on: date, country: str) -> list[ControlRead]:
    """The authority's controls, and that the VAT accounts say what the grids say."""
    balance = grids.balance(found.sums, country)
    own = ControlRead(
        name="accounts_agree",
        rule=ACCOUNTS_AGREE.get(country, ACCOUNTS_AGREE["BE"]),
        left=balance,
        right=found.on_accounts,
        tolerance=ZERO,
        holds=balance == found.on_accounts,
    )
    official = grids.controls(found.sums, on, country)
    return [*(ControlRead.model_validate(each, from_attributes=True) for each in official), own]


def shown(sums: dict[str, Decimal], postings: dict[str, int], country: str, language: str) -> list[GridRead]:
    """Every grid that comes to something or that postings count in, in the order of the return."""
    known = grids.grids_of(country)
    totals = grids.with_result(sums, country)
    exact = grids.with_result(sums, country, as_filed=False)
    wanted = set(totals) | {grid for grid in postings if grid in known}
    return [
        GridRead(
            grid=grid,
            name=known[grid].names[language] if grid in known else grid,
            kind=known[grid].kind if grid in known else "other",
            amount=totals.get(grid, ZERO),
            in_books=exact.get(grid, ZERO),
            postings=postings.get(grid, 0),
        )
        for grid in [*(each for each in known if each in wanted), *sorted(wanted - set(known))]
    ]


def counting_in(period: VatPeriod, wanted: Sequence[str]) -> Select[Any]:
    """The postings of a period that count in any of these grids."""
    signed = [sign + grid for grid in wanted for sign in "+-"]
    return select(Posting).where(
        Posting.booked_on.between(period.starts_on, period.ends_on), HAS_GRIDS, Posting.grids.bool_op("&&")(signed)
    )
