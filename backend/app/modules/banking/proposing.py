"""What settles what among all that is open: worked out by Spark; for a small book in this process, by the same code.

A small book is answered as of now. Of a large one, what Spark wrote last is taken, as far as it still fits.
"""

import asyncio
import json
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from decimal import Decimal
from itertools import groupby
from typing import Any
from uuid import UUID

from sqlalchemy import func, select, text

from accounting.matching import Item, Options, Reason, StatementLine
from app.core.work import Work
from app.modules.banking import items, queries
from app.modules.banking.items import Open
from app.modules.banking.models import BankLine, Matching, Proposal

MOST_LINES, MOST_ITEMS = 2_000, 6_000
"""A book is small up to these: then an answer in this process takes less time than asking Spark."""
SURE = """
  from results.match_proposals p
  join results.matchings m on m.run_id = p.run_id
  left join accounting.lines_to_match l on l.id = p.line_id
  left join accounting.open_items i on i.id = p.item
 where p.auto and p.score >= :auto_from
 group by p.group_id
having bool_and(l.id is not null) and bool_and(i.id is not null)
   and case when count(distinct p.line_id) = 1 then sum(i.amount) = min(l.amount) else sum(l.amount) = min(i.amount) end
"""
COUNT = text(f"select coalesce(sum(lines), 0) from (select count(distinct p.line_id) as lines {SURE}) g")  # noqa: S608  (a constant of ours)
GROUPS = text(f"select p.group_id {SURE} order by p.group_id")


@dataclass(frozen=True, slots=True)
class Size:
    """How many lines and items wait."""

    lines: int
    items: int

    @property
    def is_small(self) -> bool:
        return self.lines <= MOST_LINES and self.items <= MOST_ITEMS


@dataclass(frozen=True, slots=True)
class Answer:
    """Lines and items that belong together."""

    kind: str
    lines: tuple[UUID, ...]
    items: tuple[str, ...]
    score: float
    auto: bool
    reasons: tuple[Reason, ...]


async def size(work: Work) -> Size:
    """Of the lines of which nothing is reconciled yet, and of all that is open."""
    lines = await work.session.scalar(select(func.count()).select_from(BankLine).where(queries.CONDITIONS["open"]))
    return Size(lines or 0, await work.session.scalar(select(func.count()).select_from(items.ITEMS)) or 0)


async def here(work: Work) -> list[Answer]:
    """The same as on Spark, in this process."""
    lines = await work.session.scalars(select(BankLine).where(queries.CONDITIONS["open"]).order_by(BankLine.id))
    asked = [items.as_line(each) for each in lines]
    found = [each.item() for each in await items.every(work)]
    options = await items.options(work)
    return answers(await asyncio.to_thread(_matched, asked, found, options))


def _matched(lines: list[StatementLine], found: list[Item], options: Options) -> list[dict[str, Any]]:
    from accounting.matching.columns import match_tables, table_of_items, table_of_lines

    mine, theirs = table_of_lines("", lines), table_of_items("", found)
    rows: list[dict[str, Any]] = match_tables(mine, theirs, options).to_pylist()
    return [
        {**each, "item": each["item_id"], "reasons": json.loads(each["reasons"])}
        for each in rows
        if each["kind"] != "offsetting"
    ]


def answers(rows: Iterable[dict[str, Any]]) -> list[Answer]:
    """Rows of one line and item each as the groups that they make."""
    ordered = sorted(rows, key=lambda row: (row["group_id"], row["line_id"], row["item"]))
    found = []
    for _, grouped in groupby(ordered, key=lambda row: row["group_id"]):
        group = list(grouped)
        first = group[0]
        found.append(
            Answer(
                first["kind"],
                tuple(dict.fromkeys(UUID(str(each["line_id"])) for each in group)),
                tuple(dict.fromkeys(each["item"] for each in group)),
                first["score"],
                first["auto"],
                tuple(Reason(code, points, tuple(values)) for code, points, values in first["reasons"]),
            )
        )
    return found


async def sure(work: Work) -> list[Answer]:
    """Of a small book, those that nobody needs to look at: above the company's threshold, without a rival."""
    kept = await items.settings_of(work)
    found = [each for each in await here(work) if each.auto and each.score >= kept.auto_from]
    return await fitting(work, found)


async def sure_count(work: Work) -> int:
    """Lines of all answers of which nobody needs to look at any."""
    if (await size(work)).is_small:
        return sum(len(each.lines) for each in await sure(work))
    kept = await items.settings_of(work)
    return int(await work.session.scalar(COUNT, {"auto_from": kept.auto_from}) or 0)


async def sure_groups(work: Work) -> list[str]:
    """Of a large book, the names of those answers, in order; `of_groups` has what they are."""
    kept = await items.settings_of(work)
    return list(await work.session.scalars(GROUPS, {"auto_from": kept.auto_from}))


async def of_groups(work: Work, groups: Sequence[str]) -> list[Answer]:
    """What Spark wrote under these names, as far as it still fits."""
    rows = await work.session.execute(
        select(*Proposal.__table__.columns)
        .join(Matching, Matching.run_id == Proposal.run_id)
        .where(Proposal.group_id.in_(groups))
    )
    return await fitting(work, answers(dict(row._mapping) for row in rows))


async def fitting(work: Work, found: Sequence[Answer]) -> list[Answer]:
    """Those of which nothing changed since."""
    known = await items.named(work, [item for each in found for item in each.items])
    ids = [line for each in found for line in each.lines]
    rows = await work.session.scalars(select(BankLine).where(BankLine.id.in_(ids), queries.CONDITIONS["open"]))
    lines = {each.id: each for each in rows}
    return [each for each in found if fits(each, lines, known)]


def fits(answer: Answer, lines: dict[UUID, BankLine], known: dict[str, Open]) -> bool:
    """Whether all of it is open still, and the amounts agree to the cent."""
    if not all(each in lines for each in answer.lines) or not all(each in known for each in answer.items):
        return False
    of_lines = sum((lines[each].open_amount for each in answer.lines), Decimal(0))
    return of_lines == sum((known[each].amount for each in answer.items), Decimal(0))
