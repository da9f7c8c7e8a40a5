from datetime import date
from decimal import Decimal
from uuid import UUID

from accounting.plan import Plan
from accounting.reports.drilling import Chart
from app.core.work import Work
from app.modules.identity import companies
from app.modules.ledger.balances import ONE_DAY, ZERO, Moved, movements
from app.modules.ledger.models import Account
from app.modules.ledger.queries import books_currency
from app.modules.ledger.spans import span_of
from app.modules.reports.queries import chart
from app.modules.reports.queries.asked import Span
from app.modules.reports.schemas import Drill, TrialBalance, TrialBalanceRow
from app.modules.reports.wording import words

Openings = tuple[dict[UUID, Decimal], Decimal]


async def trial_balance(work: Work, asked: Span) -> TrialBalance:
    """Opening, debit, credit and closing per account; its difference is zero or the books are wrong."""
    accounts = await chart.by_id(work)
    opening, brought = await _openings(work, accounts, asked.since)
    moved = await movements(work, asked.since, asked.until)
    before: dict[UUID, Moved] = {}
    closed_before: dict[UUID, Decimal] = {}
    brought_before = ZERO
    if asked.before:
        before = await movements(work, *asked.before)
        closed_before, brought_before = await _openings(work, accounts, asked.before[0])
    numbers = Chart(each.code for each in accounts.values())
    rows = []
    for account_id, account in accounts.items():
        debit, credit = _sides(moved, account_id)
        was = opening.get(account_id, ZERO)
        if not (was or debit or credit or account_id in before or closed_before.get(account_id)):
            continue
        row = TrialBalanceRow(
            account_id=account_id,
            account_code=account.code,
            account_name=account.name(work.language),
            opening=was,
            debit=debit,
            credit=credit,
            balance=was + debit - credit,
            drill=asked.drill([numbers.alone(account.code)]),
        )
        if asked.before:
            row.previous_debit, row.previous_credit = _sides(before, account_id)
            row.previous_balance = closed_before.get(account_id, ZERO) + row.previous_debit - row.previous_credit
            row.previous_drill = Span(*asked.before).drill([numbers.alone(account.code)])
        rows.append(row)
    if brought or brought_before:
        books = await companies.account_plan(work)
        row = _brought_forward(work, brought, asked, books)
        if asked.before:
            row.previous_debit = row.previous_credit = ZERO
            row.previous_balance = brought_before
            row.previous_drill = _results_before(asked.before[0], books)
        rows.append(row)
        rows.sort(key=lambda row: row.account_code)
    total_debit = sum((row.debit for row in rows), ZERO)
    total_credit = sum((row.credit for row in rows), ZERO)
    return TrialBalance(
        currency=await books_currency(work),
        period=asked.period,
        compared=asked.compared,
        rows=rows,
        total_opening=sum((row.opening for row in rows), ZERO),
        total_debit=total_debit,
        total_credit=total_credit,
        difference=total_debit - total_credit,
    )


async def _openings(work: Work, accounts: dict[UUID, Account], since: date | None) -> Openings:
    """What stood on each account before a day, and the result of earlier fiscal years that nobody appropriated.

    Costs and income begin anew with each fiscal year.
    """
    if since is None:
        return {}, ZERO
    begins = (await span_of(work, since)).starts_on
    ever = await movements(work, None, since - ONE_DAY)
    earlier = await movements(work, None, begins - ONE_DAY) if begins != since else ever
    opening: dict[UUID, Decimal] = {}
    brought = ZERO
    for account_id, each in ever.items():
        opening[account_id] = each.balance
        if accounts[account_id].is_result and account_id in earlier:
            opening[account_id] -= earlier[account_id].balance
            brought += earlier[account_id].balance
    return opening, brought


def _sides(moved: dict[UUID, Moved], account_id: UUID) -> tuple[Decimal, Decimal]:
    each = moved.get(account_id)
    return (each.debit, each.credit) if each else (ZERO, ZERO)


def _brought_forward(work: Work, amount: Decimal, asked: Span, books: Plan) -> TrialBalanceRow:
    assert asked.since is not None, "without a first day nothing is brought forward"
    return TrialBalanceRow(
        account_id=None,
        account_code=books.brought_forward,
        account_name=words("brought_forward", work.language),
        opening=amount,
        debit=ZERO,
        credit=ZERO,
        balance=amount,
        drill=_results_before(asked.since, books),
    )


def _results_before(begins: date, books: Plan) -> Drill:
    return Drill(accounts=list(books.results), from_on=None, to_on=begins - ONE_DAY)
