from datetime import date
from decimal import Decimal
from uuid import UUID

from sqlalchemy import Numeric, cast, func, select

from accounting.plan import AccountType
from accounting.reports import result
from app.core.work import Work
from app.modules.identity import companies
from app.modules.ledger.balances import ZERO, by_code
from app.modules.ledger.models import RESULTS, Account, Posting, PostingTag, Tag
from app.modules.ledger.queries import books_currency
from app.modules.reports.queries.asked import Span
from app.modules.reports.schemas import TagReport, TagRow
from app.modules.reports.wording import words

CENTS = Numeric(19, 2)
Figures = dict[UUID, tuple[Decimal, Decimal]]


async def tag_report(work: Work, asked: Span) -> TagReport:
    """Income, costs and result of each tag; of each kind of tag, also what has none."""
    tags = {each.id: each for each in await work.session.scalars(select(Tag).order_by(Tag.dimension, Tag.name))}
    now = await _figures(work, asked.since, asked.until)
    then = await _figures(work, *asked.before) if asked.before else {}
    income, costs = await _whole(work, asked.since, asked.until)
    before = await _whole(work, *asked.before) if asked.before else None
    rows = [
        _row(each.id, each.name, each.dimension, *now.get(each.id, (ZERO, ZERO)))
        for each in tags.values()
        if each.id in now or each.id in then
    ]
    for row in rows:
        if asked.before and row.tag_id:
            earned, spent = then.get(row.tag_id, (ZERO, ZERO))
            row.previous_result = earned - spent
    kinds = {row.dimension.lower(): row.dimension for row in reversed(rows)}  # a kind is one however it is written
    rows += [_untagged(work, kind, rows, income, costs, before) for kind in kinds.values()]
    rows.sort(key=lambda row: (row.dimension.casefold(), row.tag_id is None, row.name.casefold()))
    return TagReport(
        currency=await books_currency(work),
        period=asked.period,
        compared=asked.compared,
        rows=rows,
        result=income - costs,
    )


async def _figures(work: Work, since: date | None, until: date) -> Figures:
    """Income and costs by tag, each posting's share rounded to the cent."""
    share = cast((Posting.credit - Posting.debit) * PostingTag.percent / 100, CENTS)
    appropriations = (await companies.account_plan(work)).appropriations
    query = (
        select(
            PostingTag.tag_id,
            func.coalesce(func.sum(share).filter(Account.type == AccountType.INCOME), 0),
            func.coalesce(func.sum(-share).filter(Account.type == AccountType.EXPENSE), 0),
        )
        .join(Posting, Posting.id == PostingTag.posting_id)
        .join(Account, Account.id == Posting.account_id)
        .where(Posting.booked_on <= until, Account.type.in_(RESULTS))
        .where(*(~Account.code.startswith(each) for each in appropriations))
        .group_by(PostingTag.tag_id)
    )
    if since is not None:
        query = query.where(Posting.booked_on >= since)
    return {tag_id: (earned, spent) for tag_id, earned, spent in (await work.session.execute(query)).tuples()}


async def _whole(work: Work, since: date | None, until: date) -> tuple[Decimal, Decimal]:
    balances, books = await by_code(work, since, until), await companies.account_plan(work)
    costs = sum(
        (
            each
            for code, each in balances.items()
            if books.type_of(code) is AccountType.EXPENSE and books.is_result(code)
        ),
        ZERO,
    )
    return result(balances, books.country) + costs, costs


def _row(tag_id: UUID | None, name: str, dimension: str, income: Decimal, costs: Decimal) -> TagRow:
    return TagRow(tag_id=tag_id, name=name, dimension=dimension, income=income, costs=costs, result=income - costs)


def _untagged(
    work: Work,
    kind: str,
    rows: list[TagRow],
    income: Decimal,
    costs: Decimal,
    before: tuple[Decimal, Decimal] | None,
) -> TagRow:
    """What is left of the whole when the tags of this kind are taken away."""
    mine = [row for row in rows if row.dimension.lower() == kind.lower() and row.tag_id]
    rest = _row(
        None,
        words("untagged", work.language),
        kind,
        income - sum((row.income for row in mine), ZERO),
        costs - sum((row.costs for row in mine), ZERO),
    )
    if before:
        taken = sum((row.previous_result or ZERO for row in mine), ZERO)
        rest.previous_result = before[0] - before[1] - taken
    return rest
