"""What settles what among all that is open: worked out here for a book of ordinary size, by Spark for a large one."""

import asyncio
from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal
from uuid import UUID

from sqlalchemy import func, select

from accounting.matching import Kind, Match, Reason, reconcile
from app.core.work import Work
from app.modules.banking import items, queries
from app.modules.banking.items import Open
from app.modules.banking.models import BankLine, Proposal

MOST_LINES, MOST_ITEMS = 2_000, 6_000
"""Beyond either, what Spark wrote is taken."""


@dataclass(frozen=True, slots=True)
class Answer:
    """Lines and items that belong together."""

    kind: Kind
    lines: tuple[UUID, ...]
    items: tuple[str, ...]
    score: float
    auto: bool
    reasons: tuple[Reason, ...]


async def answers(work: Work) -> list[Answer]:
    """What is proposed for lines of which nothing is reconciled yet."""
    lines = await _count(work, select(func.count()).select_from(BankLine).where(queries.CONDITIONS["open"]))
    open_items = await _count(work, select(func.count()).select_from(items.ITEMS))
    if lines > MOST_LINES or open_items > MOST_ITEMS:
        return await stored(work)
    return await here(work)


async def _count(work: Work, query: object) -> int:
    return int(await work.session.scalar(query) or 0)  # type: ignore[call-overload]


async def here(work: Work) -> list[Answer]:
    """The same as on Spark, in this process."""
    rows = await work.session.scalars(select(BankLine).where(queries.CONDITIONS["open"]).order_by(BankLine.id))
    lines = {str(each.id): each for each in rows}
    found = {each.id: each for each in await items.every(work)}
    options = await items.options(work)
    matches = await asyncio.to_thread(
        reconcile, [items.as_line(each) for each in lines.values()], [each.item() for each in found.values()], options
    )
    return [_answer(each) for each in matches if each.kind != "offsetting" and _of_one_account(each, lines, found)]


def _answer(match: Match) -> Answer:
    lines = tuple(UUID(each) for each in match.lines)
    return Answer(match.kind, lines, match.items, match.score, match.auto, match.reasons)


def _of_one_account(match: Match, lines: dict[str, BankLine], found: dict[str, Open]) -> bool:
    """A posting on a bank's account is found on the statements of that bank account alone."""
    accounts = {lines[each].bank_account_id for each in match.lines}
    return all(found[each].bank_account_id in (None, *accounts) for each in match.items)


async def stored(work: Work) -> list[Answer]:
    """What Spark wrote last, of lines that are still wholly open."""
    rows = await work.session.scalars(
        select(Proposal)
        .join(BankLine, BankLine.id == Proposal.line_id)
        .where(queries.CONDITIONS["open"])
        .order_by(Proposal.group_id, Proposal.line_id, Proposal.item)
    )
    groups: dict[str, list[Proposal]] = defaultdict(list)
    for each in rows:
        groups[each.group_id].append(each)
    return [
        Answer(
            first.kind,  # type: ignore[arg-type]
            tuple(dict.fromkeys(each.line_id for each in group)),
            tuple(dict.fromkeys(each.item for each in group)),
            first.score,
            first.auto,
            tuple(Reason(code, points, tuple(values)) for code, points, values in first.reasons),
        )
        for group in groups.values()
        for first in group[:1]
    ]


async def sure(work: Work) -> list[Answer]:
    """Those that nobody needs to look at: above the company's threshold, without a rival, still as they were."""
    kept = await items.settings_of(work)
    found = [each for each in await answers(work) if each.auto and each.score >= kept.auto_from]
    known = await items.named(work, [item for each in found for item in each.items])
    lines = await _lines(work, [line for each in found for line in each.lines])
    return [each for each in found if fits(each, lines, known)]


async def _lines(work: Work, ids: Sequence[UUID]) -> dict[UUID, BankLine]:
    rows = await work.session.scalars(select(BankLine).where(BankLine.id.in_(ids), queries.CONDITIONS["open"]))
    return {each.id: each for each in rows}


def fits(answer: Answer, lines: dict[UUID, BankLine], known: dict[str, Open]) -> bool:
    """Whether all of it is open still, and the amounts agree to the cent."""
    if not all(each in lines for each in answer.lines) or not all(each in known for each in answer.items):
        return False
    accounts = {lines[each].bank_account_id for each in answer.lines}
    if any(known[each].bank_account_id not in (None, *accounts) for each in answer.items):
        return False  # a posting on a bank's account is found on the statements of that bank account alone
    of_lines = sum((lines[each].open_amount for each in answer.lines), Decimal(0))
    return of_lines == sum((known[each].amount for each in answer.items), Decimal(0))
