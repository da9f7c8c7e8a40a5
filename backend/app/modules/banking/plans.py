"""What rules would do with all that is open: as it is shown, as somebody agrees to it, and then as a run does it.

A run is about the lines that were shown and no other, by the rules as they were then: what comes later waits for the
next one, and what changed meanwhile is told as such.
"""

import asyncio
from collections.abc import Sequence
from decimal import Decimal
from typing import Any, NamedTuple
from uuid import UUID

from pydantic import BaseModel
from sqlalchemy import func, select, text

from app.core.versions import state_of
from app.core.work import Work
from app.modules.banking import items, queries, ruling
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
).where(queries.CONDITIONS["open"])
PLANNED = text(
    "insert into accounting.bank_run_results (run_id, bank_line_id, status)"
    " select :run_id, unnest(cast(:lines as uuid[])), 'planned' on conflict do nothing"
)


class Taken(NamedTuple):
    """An open line, and the rule that takes it."""

    line_id: UUID
    amount: Decimal
    by: ruling.Asked


class _Plan(BaseModel):
    lines: list[tuple[str, ...]]


async def made(work: Work, rules: Sequence[ruling.Asked]) -> list[Taken]:
    """Of every open line that one of the rules takes, the latest first."""
    if not rules:
        return []
    rows = (await work.session.execute(OPEN_LINES.order_by(BankLine.booked_on.desc(), BankLine.id))).all()
    return await asyncio.to_thread(_taken, rules, rows)


def _taken(rules: Sequence[ruling.Asked], rows: Sequence[Any]) -> list[Taken]:
    return [Taken(row.id, row.open_amount, by) for row in rows if (by := ruling.taker(rules, row, items.as_line(row)))]


def total_of(plan: Sequence[Taken]) -> Decimal:
    return sum((each.amount for each in plan), Decimal(0))


def state(plan: Sequence[Taken]) -> int:
    """A plan as a version: another one when a line comes or goes, or a rule that takes one is changed."""
    told = [(str(each.line_id), str(each.amount), *map(str, _pin(each.by))) for each in plan]
    return state_of(_Plan.model_construct(lines=told))


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


async def keep(work: Work, run_id: UUID, plan: Sequence[Taken]) -> None:
    """These are the lines that the run is about."""
    await work.session.execute(PLANNED, {"run_id": run_id, "lines": [each.line_id for each in plan]})


async def count(work: Work, run_id: UUID) -> int:
    """Lines that the run is about, whatever became of them."""
    query = select(func.count()).select_from(BankRunResult).where(BankRunResult.run_id == run_id)
    return await work.session.scalar(query) or 0
