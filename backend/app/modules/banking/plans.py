"""What rules would do with all that is open: as it is shown, as somebody agrees to it, and then as a run does it.

A run is about the lines that were shown and no other, by the rules as they were then: what comes later waits for the
next one, and what changed meanwhile is told as such. A line that an open item speaks for is no rule's: it is left for a
person, and shown with that item.
"""

import asyncio
from collections import defaultdict
from collections.abc import AsyncIterator, Awaitable, Callable, Sequence
from decimal import Decimal
from typing import Any, NamedTuple
from uuid import UUID

from pydantic import BaseModel
from sqlalchemy import func, select, text, tuple_

from accounting.errors import DomainError
from accounting.matching import Options, StatementLine
from accounting.matching.spoken import Spoken, said
from app.core.versions import state_of
from app.core.work import Work
from app.modules.banking import bookable, items, queries, ruling
from app.modules.banking.models import BankLine, BankRunResult

OPEN_LINES = select(
    BankLine.id,
    BankLine.bank_account_id,
    BankLine.booked_on,
    BankLine.open_amount,
    BankLine.currency,
    BankLine.text,
    BankLine.reference,
    BankLine.counterparty_name,
    BankLine.counterparty_account,
    BankLine.details["children"].label("children"),
).where(queries.CONDITIONS["open"])
MOST_NEAR = 5_000
PORTION = 5_000
"""Open lines that are in memory at once."""
Answered = tuple[Any, StatementLine, ruling.Asked]
Watch = Callable[[int], Awaitable[None]]
PLANNED = text(
    "insert into accounting.bank_run_results (run_id, bank_line_id, status)"
    " select :run_id, unnest(cast(:lines as uuid[])), 'planned' on conflict do nothing"
)


async def nobody(lines: int) -> None:
    """Watches a plan that is made."""


class Taken(NamedTuple):
    """An open line, the rule that takes it, and why it could not be booked, where that is known."""

    line_id: UUID
    amount: Decimal
    currency: str
    by: ruling.Asked
    why_not: DomainError | None = None


class Held(NamedTuple):
    """An open line that a rule answers to, and the open item that speaks for it."""

    line_id: UUID
    by: ruling.Asked
    item: str


class Made(NamedTuple):
    """What a run would be about, and what it leaves for a person."""

    taken: list[Taken]
    held: list[Held]

    @property
    def booked(self) -> list[Taken]:
        return [each for each in self.taken if each.why_not is None]

    @property
    def refused(self) -> list[Taken]:
        return [each for each in self.taken if each.why_not is not None]


class _Plan(BaseModel):
    lines: list[tuple[str, ...]]


async def made(work: Work, rules: Sequence[ruling.Asked], watch: Watch = nobody) -> Made:
    """Of every open line that one of the rules answers to, the latest first; `watch` is told of each portion."""
    plan = Made([], [])
    if not rules:
        return plan
    found, options, books = await items.every(work), await items.options(work), await bookable.books(work, rules)
    spoken = await asyncio.to_thread(_spoken, found, options)
    async for rows in _portions(work):
        answered = await asyncio.to_thread(_answered, rules, rows)
        await bookable.learn_rates(work, books, [row for row, _, _ in answered])
        await asyncio.to_thread(_add, plan, answered, books, spoken)
        await watch(len(rows))
    return plan


async def _portions(work: Work) -> AsyncIterator[Sequence[Any]]:
    """Open lines, the latest first, so many at a time: there may be more than fit in memory."""
    place = None
    while True:
        query = OPEN_LINES.order_by(BankLine.booked_on.desc(), BankLine.id.desc()).limit(PORTION)
        if place is not None:
            query = query.where(tuple_(BankLine.booked_on, BankLine.id) < place)
        rows = (await work.session.execute(query)).all()
        if rows:
            yield rows
        if len(rows) < PORTION:
            return
        place = rows[-1].booked_on, rows[-1].id


def _spoken(found: Sequence[items.Open], options: Options) -> Spoken:
    return Spoken([each.item() for each in found], options)


def _answered(rules: Sequence[ruling.Asked], rows: Sequence[Any]) -> list[Answered]:
    compared = ((row, items.as_line(row)) for row in rows)
    taken = ((row, line, ruling.taker(rules, row, line)) for row, line in compared)
    return [(row, line, by) for row, line, by in taken if by is not None]


def _add(plan: Made, answered: Sequence[Answered], books: bookable.Books, spoken: Spoken) -> None:
    for row, compared, by in answered:
        if (item := spoken.by(compared)) is not None:
            plan.held.append(Held(row.id, by, item))
        else:
            why_not = bookable.why_not(books, compared, by)
            plan.taken.append(Taken(row.id, row.open_amount, row.currency, by, why_not))


async def unspoken(work: Work, lines: Sequence[BankLine]) -> list[BankLine]:
    """Those of these lines for which nothing speaks now: it may have come since they were planned."""
    asked = {each.id: items.as_line(each) for each in lines}
    near = await items.of_amounts(work, {each.open_amount for each in lines}, MOST_NEAR)
    near += await items.saying(work, {each for one in asked.values() for each in said(one)})
    spoken = Spoken([each.item() for each in near], await items.options(work))
    return [each for each in lines if spoken.by(asked[each.id]) is None]


def totals_of(plan: Sequence[Taken]) -> list[tuple[str, Decimal]]:
    """What these come to, of each currency by itself."""
    found: dict[str, Decimal] = defaultdict(Decimal)
    for each in plan:
        found[each.currency] += each.amount
    return sorted(found.items())


def state(plan: Sequence[Taken]) -> int:
    """A plan as a version: another one when a line comes, goes or can be booked no more, or its rule is changed."""
    told = [(str(each.line_id), str(each.amount), _code(each), *map(str, _pin(each.by))) for each in plan]
    return state_of(_Plan.model_construct(lines=told))


def _code(taken: Taken) -> str:
    return taken.why_not.code() if taken.why_not else ""


def pinned(rules: Sequence[ruling.Asked]) -> list[list[Any]]:
    """Which rules a run is by, in their order, and how each was."""
    return [_pin(each) for each in rules]


def _pin(by: ruling.Asked) -> list[Any]:
    return [str(by.row.id), by.row.version] if by.row else ["", 0]


async def still(work: Work, pins: Sequence[list[Any]]) -> list[ruling.Asked]:
    """The rules that a run is by; none at all when one of them was changed, moved or removed since."""
    ids = {each for each, _ in pins}
    rules = [ruling.asked_of(each) for each in await ruling.every(work) if str(each.id) in ids]
    return rules if pinned(rules) == list(pins) else []


async def keep(work: Work, run_id: UUID, lines: Sequence[UUID]) -> None:
    """These are the lines that the run is about."""
    await work.session.execute(PLANNED, {"run_id": run_id, "lines": lines})


async def count(work: Work, run_id: UUID) -> int:
    """Lines that the run is about, whatever became of them."""
    query = select(func.count()).select_from(BankRunResult).where(BankRunResult.run_id == run_id)
    return await work.session.scalar(query) or 0
