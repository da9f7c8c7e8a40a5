from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import Any

from sqlalchemy import ARRAY, Date, Select, Text, cast, exists, func, literal_column, select
from sqlalchemy.orm import aliased

from accounting import vat
from accounting.vat import VatPeriod, grids
from accounting.vat.regimes import STANDARD
from app.core.work import Work
from app.modules.identity import companies
from app.modules.identity.models import Tenant, VatRegime
from app.modules.identity.queries import names_of
from app.modules.ledger import service as ledger
from app.modules.ledger.models import Account, Entry, Posting
from app.modules.vat import turns
from app.modules.vat.errors import NoVatReturn, VatPeriodFiledOtherwise
from app.modules.vat.models import VatReturn
from app.modules.vat.schemas import ControlRead, GridRead, Return, State
from app.modules.vat.unfinished import unfinished

ZERO = Decimal(0)
CLOSED = "closed"
HAS_GRIDS = Posting.grids != literal_column("'{}'")
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
    counted = of_grids(starts_on, ends_on)
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


def of_grids(starts_on: date, ends_on: date) -> Any:
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
    """The return of a period that is closed; None while all of its days are open. Raises VatPeriodFiledOtherwise."""
    query = select(VatReturn).where(
        VatReturn.status == CLOSED, VatReturn.starts_on <= period.ends_on, VatReturn.ends_on >= period.starts_on
    )
    rows = await work.session.scalars((query.with_for_update() if lock else query).order_by(VatReturn.starts_on))
    found = {VatPeriod(each.starts_on, each.ends_on): each for each in rows}
    if found and period not in found:
        next_day = max(found).ends_on + turns.ONE_DAY
        still_open = period.open_part(next_day, max(found).ends_on) if next_day in period else None
        filed = ", ".join(each.name for each in found)
        raise VatPeriodFiledOtherwise(
            f"{filed} is closed" + (f"; {still_open.name} is open" if still_open else ""),
            field="period",
            value=period.name,
            instead=(still_open or max(found)).name,
        )
    return found.get(period)


LAST_CLOSED = select(func.max(VatReturn.ends_on)).where(VatReturn.status == CLOSED)
_company, _reversal = aliased(Tenant), aliased(Entry)
_opened = select(func.min(Entry.booked_on) + 1).where(
    Entry.kind == "opening", Entry.reverses_id.is_(None), ~exists().where(_reversal.reverses_id == Entry.id)
)
_registered = select(func.date(_company.created_at)).where(_company.id == func.accounting.current_tenant())
BEGAN = select(
    func.least(
        select(func.min(Posting.booked_on)).where(HAS_GRIDS).scalar_subquery(),
        func.coalesce(_opened.scalar_subquery(), _registered.scalar_subquery()),
        type_=Date,
    )
)
"""From when returns are owed here, also of periods without a movement: the first posting with VAT, or before it the day
after the opening balances; without those, the day the company was opened here.
"""
ANYWAY = [mark for country in grids.RESULTS for mark in grids.declared_anyway(country)]
MONTH = func.date(func.date_trunc("month", Posting.booked_on))
TAXED = select(func.array_agg(MONTH.distinct(), type_=ARRAY(Date))).where(
    exists(select(VatRegime.id).where(VatRegime.regime != STANDARD)),  # else nothing is looked for
    HAS_GRIDS,
    Posting.grids.bool_op("&&")(cast(ANYWAY, ARRAY(Text))),
    Posting.booked_on > func.coalesce(LAST_CLOSED.scalar_subquery(), literal_column("date '-infinity'")),
)
"""The months since the last return with VAT, where the company ever filed none: of what it bought and owes the VAT on,
or of a credit note on what was taxed before.
"""


async def taxed(work: Work) -> list[date]:
    return await work.session.scalar(TAXED) or []


async def next_to_close(work: Work, company: Tenant, taxed: Sequence[date]) -> VatPeriod | None:
    """The first period that a return is owed of and that is not closed; None where none will be."""
    last = await work.session.scalar(LAST_CLOSED)
    return turns.open_after(company, last, None if last else await work.session.scalar(BEGAN), taxed)


async def settles_on(work: Work, period: VatPeriod) -> date:
    """When a period's VAT moves to the current account: its last day, or the first after a fiscal year that is closed.

    What stood on the VAT accounts at the end of that year stays in its balance sheet.
    """
    closed = await ledger.closed_year(work, period.ends_on)
    return closed + turns.ONE_DAY if closed else period.ends_on


def state_of(period: VatPeriod, due: date, today: date) -> State:
    if today <= period.ends_on:
        return "running"
    return "to_close" if today <= due else "overdue"


async def vat_return(work: Work, name: str) -> Return:
    """A period's figures, computed from the postings, or as they were when it was closed.

    Raises PeriodUnknown, NoVatReturn, VatPeriodFiledOtherwise.
    """
    company = await companies.read(work)
    period = VatPeriod.named(name)
    taxed_in, row = await taxed(work), await closed_return(work, period)
    reason = None if row else turns.why_none(company, period, taxed_in)
    if reason == "country_unknown":
        raise NoVatReturn(f"the return of {company.country} is not known here", field="country", value=company.country)
    due = vat.deadline(period, company.country)
    found = await figures(work, period.starts_on, period.ends_on)
    sums = {grid: Decimal(amount) for grid, amount in row.grids.items()} if row else found.sums
    checks = (
        [ControlRead.model_validate(each) for each in row.controls]
        if row
        else checked(found, period.ends_on, company.country)
    )
    upcoming = await next_to_close(work, company, taxed_in)
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
        is_special=reason is None and turns.is_special(company, period),
        owed_as_buyer=grids.owed_as_buyer(sums, company.country),
        grids=shown(sums, found.postings, company.country, work.language),
        controls=checks,
        unfinished=await unfinished(work, period.starts_on, period.ends_on),
        balance=row.balance if row else found.balance(company.country),
        corrections=corrections(sums, company, period) if reason is None else ZERO,
        entry_id=row.entry_id if row else None,
        settles_on=None if row else await settles_on(work, period),
        closed_at=row.closed_at if row else None,
        closed_by=names.get(row.closed_by) if row and row.closed_by else None,
        can_close=reason is None and row is None and (upcoming or period) == period,
        can_reopen=row is not None and row.ends_on == latest,
        version=row.version if row else 0,
    )


def corrections(sums: dict[str, Decimal], company: Tenant, period: VatPeriod) -> Decimal:
    """What a special return has beside what is owed as a buyer: owed to the State; less than zero when it owes you."""
    if not turns.is_special(company, period):
        return ZERO
    return grids.balance(sums, company.country) - grids.owed_as_buyer(sums, company.country)


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
