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

from sqlalchemy import Select, func, select, text, true

from accounting.matching import Item, Options, Reason, StatementLine
from app.core.work import Work
from app.modules.banking import items, queries
from app.modules.banking.items import Open
from app.modules.banking.models import BankLine, Matching, Proposal
from app.modules.ledger import service as ledger

MOST_LINES, MOST_ITEMS = 2_000, 6_000
"""A book is small up to these: then an answer in this process takes less time than asking Spark."""
MOST_RIVALS = 1_000
"""Of more lines or items that share an amount with what is looked at again, those that came last are."""
SURE = """
  from results.match_proposals p
  join results.matchings m on m.run_id = p.run_id
  left join accounting.lines_to_match l on l.id = p.line_id
  left join accounting.open_items i on i.id = p.item
  left join accounting.match_rejections r on r.bank_line_id = p.line_id and r.item = p.item
 where p.auto and p.score >= :auto_from and (p.kind <> 'many_lines' or p.item like 'invoice:%')
 group by p.group_id
having not exists (select from accounting.match_rejections s where s.bank_line_id = any (array_agg(p.line_id))
                   and s.item = string_agg(distinct p.item collate "C", '+' order by p.item collate "C"))
   and bool_and(l.id is not null) and bool_and(i.id is not null) and bool_and(r.item is null)
   and case when count(distinct p.line_id) = 1 then sum(i.amount) = min(l.amount) else sum(l.amount) = min(i.amount) end
"""
TAKEN = f"{SURE} and (bool_and(p.item like 'posting:%') or min(l.booked_on) > coalesce(:closed, date '-infinity'))"
_LINES = "select coalesce(sum(lines), 0) from (select count(distinct p.line_id) as lines"
COUNT, COUNT_ALL = text(f"{_LINES} {TAKEN}) g"), text(f"{_LINES} {SURE}) g")
GROUPS = text(f"select p.group_id, array_agg(distinct p.line_id) {TAKEN} order by p.group_id")


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
    lines = await work.session.scalars(_open(true()).order_by(BankLine.id))
    return await _answers(work, lines, await items.every(work))


async def _answers(work: Work, lines: Iterable[BankLine], found: Iterable[Open]) -> list[Answer]:
    asked, known = [items.as_line(each) for each in lines], [each.item() for each in found]
    return answers(await asyncio.to_thread(_matched, asked, known, await items.options(work)))


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


async def sure(work: Work) -> tuple[list[Answer], int]:
    """Of a small book, those that nobody needs to look at: above the company's threshold, without a rival.

    And how many lines are not among them for their day alone: the journal is locked there, or the year closed.
    """
    found = await fitting(work, await here(work))
    if (closed := await ledger.closed_through(work, "bank")) is None:
        return found, 0
    mine = BankLine.id.in_([line for each in found for line in each.lines])
    locked = set(await work.session.scalars(select(BankLine.id).where(mine, BankLine.booked_on <= closed)))
    taken = [each for each in found if locked.isdisjoint(each.lines) or all(map(_is_posted, each.items))]
    return taken, _lines_of(found) - _lines_of(taken)


async def sure_count(work: Work) -> tuple[int, int]:
    """Lines of all answers of which nobody needs to look at any, and those that are not among them for their day."""
    if (await size(work)).is_small:
        taken, locked = await sure(work)
        return _lines_of(taken), locked
    limits = await _limits(work)
    count = int(await work.session.scalar(COUNT, limits) or 0)
    everything = await work.session.scalar(COUNT_ALL, limits) if limits["closed"] else count
    return count, int(everything or 0) - count


async def sure_groups(work: Work) -> dict[str, list[UUID]]:
    """Of a large book, the names of those answers, in order, with their lines; `of_groups` has what they are."""
    rows = await work.session.execute(GROUPS, await _limits(work))
    return dict(rows.tuples().all())


async def matched(work: Work) -> UUID | None:
    """The run of Spark that stands: a name of an answer means the same within it."""
    found: UUID | None = await work.session.scalar(select(Matching.run_id))
    return found


async def _limits(work: Work) -> dict[str, Any]:
    auto_from = (await items.settings_of(work)).auto_from
    return {"auto_from": auto_from, "closed": await ledger.closed_through(work, "bank")}


def _is_posted(item: str) -> bool:
    """An entry that is there already is found on the statement, and none is made on its day."""
    return item.startswith("posting:")


def _lines_of(found: Iterable[Answer]) -> int:
    return sum(len(each.lines) for each in found)


async def of_groups(work: Work, groups: Sequence[str]) -> list[Answer]:
    """What Spark wrote under these names, whether or not it still fits."""
    rows = await work.session.execute(
        select(*Proposal.__table__.columns)
        .join(Matching, Matching.run_id == Proposal.run_id)
        .where(Proposal.group_id.in_(groups))
    )
    return answers(dict(row._mapping) for row in rows)


async def fitting(work: Work, found: Iterable[Answer]) -> list[Answer]:
    """Those that nobody needs to look at, and of which nothing changed since."""
    asked = await _surest(work, found)
    known = await items.named(work, [item for each in asked for item in each.items])
    rows = await work.session.scalars(_open(BankLine.id.in_([line for each in asked for line in each.lines])))
    lines = {each.id: each for each in rows}
    return [each for each in asked if fits(each, lines, known)]


async def _surest(work: Work, found: Iterable[Answer]) -> list[Answer]:
    """Of what several lines pay together only an invoice is paid in parts; anything else a person looks at."""
    auto_from = (await items.settings_of(work)).auto_from
    return [
        each
        for each in found
        if each.auto and each.score >= auto_from and (each.kind != "many_lines" or each.items[0].startswith("invoice:"))
    ]


async def standing(work: Work, found: Iterable[Answer]) -> list[Answer]:
    """Those that would still be the answer now: asked again, among all that is open of the same amounts.

    So no newer line or item is passed over that would do as well, nor that somebody rejected one, or that the other
    side turned out to be an account of the company's own. Beyond these amounts a line may name an invoice that is a
    rival here: in a small book whatever does not stand by itself is asked again among all that is open.
    """
    asked = await fitting(work, found)
    lines, near = await _of_their_amounts(work, asked)
    again = await _surest(work, await _answers(work, lines, near))
    stands = {(each.lines, each.items) for each in again}
    if (
        len(stands.intersection((each.lines, each.items) for each in asked)) < len(asked)
        and (await size(work)).is_small
    ):
        stands |= {(each.lines, each.items) for each in await _surest(work, await here(work))}
    return [each for each in asked if (each.lines, each.items) in stands]


async def _of_their_amounts(work: Work, found: Sequence[Answer]) -> tuple[list[BankLine], list[Open]]:
    """The lines and items of these answers, and the newest of those that have an amount of one of them, either way."""
    named = await items.named(work, [item for each in found for item in each.items])
    mine = (await work.session.scalars(_open(BankLine.id.in_([line for each in found for line in each.lines])))).all()
    amounts = {each.open_amount for each in mine} | {each.amount for each in named.values()}
    amounts |= {-each for each in amounts}  # what came back pays nothing
    rows = await work.session.scalars(
        _open(BankLine.open_amount.in_(amounts)).order_by(BankLine.id.desc()).limit(MOST_RIVALS)
    )
    lines = {each.id: each for each in [*mine, *rows]}
    near = named | {each.id: each for each in await items.of_amounts(work, amounts, MOST_RIVALS)}
    return list(lines.values()), list(near.values())


def _open(where: Any) -> Select[BankLine]:
    """Lines of which nothing is reconciled yet."""
    return select(BankLine).where(queries.CONDITIONS["open"], where)


def fits(answer: Answer, lines: dict[UUID, BankLine], known: dict[str, Open]) -> bool:
    """Whether all of it is open still, and the amounts agree to the cent."""
    if not all(each in lines for each in answer.lines) or not all(each in known for each in answer.items):
        return False
    of_lines = sum((lines[each].open_amount for each in answer.lines), Decimal(0))
    return of_lines == sum((known[each].amount for each in answer.items), Decimal(0))
