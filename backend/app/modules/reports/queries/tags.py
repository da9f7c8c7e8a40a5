from dataclasses import dataclass
from decimal import Decimal
from typing import Any
from uuid import UUID

from sqlalchemy import func, select

from accounting.plan import AccountType
from accounting.reports.drilling import Chart
from app.core.work import Work
from app.modules.identity import companies
from app.modules.ledger.balances import ZERO, movements
from app.modules.ledger.models import Posting, PostingTag, Tag
from app.modules.ledger.queries import books_currency
from app.modules.reports.queries import chart
from app.modules.reports.queries.asked import Span
from app.modules.reports.queries.shares import cents
from app.modules.reports.schemas import TagDrill, TagFigures, TagReport, TagRow
from app.modules.reports.wording import words

Figures = tuple[Decimal, Decimal]
"""Income and costs."""
NOTHING = (ZERO, ZERO)


@dataclass(frozen=True, slots=True)
class Results:
    """The accounts of a result: those of income and those of costs, and how the general ledger is asked for them."""

    income: frozenset[UUID]
    costs: frozenset[UUID]
    income_told: tuple[str, ...]
    costs_told: tuple[str, ...]
    told: tuple[str, ...]


async def tag_report(work: Work, asked: Span) -> TagReport:
    """Income, costs and result of each tag; of each kind of tag, also what has none."""
    accounts = await _accounts(work)
    before = Span(*asked.before) if asked.before else None
    now = await _by_tag(work, accounts, asked)
    then = await _by_tag(work, accounts, before) if before else {}
    whole = await _whole(work, accounts, asked)
    whole_then = await _whole(work, accounts, before) if before else NOTHING

    def shown(of: Figures, was: Figures, tag_id: UUID | None = None, untagged: str | None = None) -> dict[str, Any]:
        return _shown(accounts, asked, before, of, was, tag_id=tag_id, untagged=untagged)

    rows: list[TagRow] = []
    left: dict[str, tuple[str, Figures, Figures]] = {}
    for each in await work.session.scalars(select(Tag).order_by(Tag.dimension, Tag.name)):
        if each.id not in now and each.id not in then:
            continue
        of, was = now.get(each.id, NOTHING), then.get(each.id, NOTHING)
        row = shown(of, was, tag_id=each.id)
        rows.append(TagRow(tag_id=each.id, name=each.name, dimension=each.dimension, **row))
        kind = each.dimension.lower()  # a kind is one however it is written
        dimension, rest, rest_then = left.get(kind, (each.dimension, whole, whole_then))
        left[kind] = (dimension, _less(rest, of), _less(rest_then, was))
    for dimension, of, was in left.values():
        row = shown(of, was, untagged=dimension)
        rows.append(TagRow(tag_id=None, name=words("untagged", work.language), dimension=dimension, **row))
    rows.sort(key=lambda row: (row.dimension.casefold(), row.tag_id is None, row.name.casefold()))
    figures = TagFigures(**shown(whole, whole_then))
    return TagReport(
        currency=await books_currency(work),
        period=asked.period,
        compared=asked.compared,
        rows=rows,
        result=figures.result,
        whole=figures,
    )


async def _accounts(work: Work) -> Results:
    """Without those by which a result is appropriated."""
    books = await companies.account_plan(work)
    every = await chart.by_id(work)
    counted = [each for each in every.values() if not each.code.startswith(books.appropriations)]
    income = [each for each in counted if each.type == AccountType.INCOME]
    costs = [each for each in counted if each.type == AccountType.EXPENSE]
    numbers = Chart(each.code for each in every.values())
    return Results(
        income=frozenset(each.id for each in income),
        costs=frozenset(each.id for each in costs),
        income_told=numbers.told(each.code for each in income),
        costs_told=numbers.told(each.code for each in costs),
        told=numbers.told(each.code for each in counted if each.is_result),
    )


async def _by_tag(work: Work, accounts: Results, of: Span) -> dict[UUID, Figures]:
    """The cents of each posting are shared as the general ledger shows them."""
    upto = func.sum(PostingTag.percent).over(
        partition_by=(PostingTag.posting_id, func.lower(Tag.dimension)), order_by=PostingTag.tag_id
    )
    tagged = (
        select(
            PostingTag.tag_id,
            Posting.account_id,
            (Posting.credit - Posting.debit).label("amount"),
            upto.label("upto"),
            PostingTag.percent,
        )
        .join(Posting, Posting.id == PostingTag.posting_id)
        .join(Tag, Tag.id == PostingTag.tag_id)
        .where(Posting.booked_on <= of.until, Posting.account_id.in_(accounts.income | accounts.costs))
    )
    if of.since is not None:
        tagged = tagged.where(Posting.booked_on >= of.since)
    each = tagged.subquery().c
    share = cents(each.amount, each.upto) - cents(each.amount, each.upto - each.percent)
    query = select(
        each.tag_id,
        func.coalesce(func.sum(share).filter(each.account_id.in_(accounts.income)), 0),
        func.coalesce(func.sum(-share).filter(each.account_id.in_(accounts.costs)), 0),
    ).group_by(each.tag_id)
    return {tag_id: (earned, spent) for tag_id, earned, spent in (await work.session.execute(query)).tuples()}


async def _whole(work: Work, accounts: Results, of: Span) -> Figures:
    moved = (await movements(work, of.since, of.until)).values()
    income = sum((each.balance for each in moved if each.account_id in accounts.income), ZERO)
    return -income, sum((each.balance for each in moved if each.account_id in accounts.costs), ZERO)


def _less(one: Figures, other: Figures) -> Figures:
    return one[0] - other[0], one[1] - other[1]


def _shown(
    accounts: Results, asked: Span, before: Span | None, of: Figures, was: Figures, **whose: Any
) -> dict[str, Any]:
    def drill(days: Span, told: tuple[str, ...]) -> TagDrill:
        return TagDrill(**days.drill(told).model_dump(), **whose)

    return {
        "income": of[0],
        "costs": of[1],
        "result": of[0] - of[1],
        "previous_result": was[0] - was[1] if before else None,
        "income_drill": drill(asked, accounts.income_told),
        "costs_drill": drill(asked, accounts.costs_told),
        "drill": drill(asked, accounts.told),
        "previous_drill": drill(before, accounts.told) if before else None,
    }
