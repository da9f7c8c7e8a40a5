"""What a line could settle, each with its reasons and with the parts that accept it."""

import asyncio
from collections.abc import Collection, Sequence
from dataclasses import replace
from decimal import Decimal

from accounting.matching import Match, Options
from accounting.matching.ranking import Compared, compare, ranked
from accounting.matching.transfers import other_own_account
from accounting.plan import Plan
from app.core.work import Work
from app.modules.banking import items, returns, ruling
from app.modules.banking.items import Open
from app.modules.banking.models import BankLine
from app.modules.banking.schemas.reconciling import (
    AccountPart,
    AskedPart,
    CandidateRead,
    ExpensePart,
    InvoicePart,
    OpenItemRead,
    PostingPart,
    ReasonRead,
)
from app.modules.identity import companies

LIKELY = 0.5
"""From here on something open is likelier what the line is about than not."""

NAMING = {"structured_reference", "number"}


async def of_line(work: Work, line: BankLine) -> list[CandidateRead]:
    """The likeliest first, and what a rule would book before what is rather not; nothing where nothing is open."""
    if line.state != "imported" or not line.open_amount:
        return []
    options = await items.options(work, line)
    own = other_own_account(items.as_line(line), options.own_ibans)
    by_id, books = await _compared(work, line), await companies.account_plan(work)
    matches = await _ranked(work, line, by_id.values(), options)
    if own is not None:
        matches = [replace(each, auto=False) for each in matches if _names(each)]
    found = [_candidate(line, match, [by_id[each] for each in match.items], books) for match in matches]
    await items.valued(work, [each for one in found for each in one.items], line)
    if own is not None:
        return [_transfer(own, books), *found]
    found = sorted([*found, *await returns.of_line(work, line, options)], key=lambda each: -each.score)
    likely = sum(each.score >= LIKELY for each in found)
    return [*found[:likely], *await _by_rule(work, line), *found[likely:]]


def _names(match: Match) -> bool:
    """Whether the line says which item it is, so that it may be one even between own accounts."""
    return match.score >= LIKELY and not NAMING.isdisjoint(each.code for each in match.reasons)


async def _compared(work: Work, line: BankLine) -> dict[str, Open]:
    """All that is open, or of very much what is nearest, and what Spark proposed that saw all of it."""
    found = {each.id: each for each in await items.nearest(work, line)}
    if len(found) == items.MOST_COMPARED:
        found |= await items.proposed(work, line.id)
    return found


async def _ranked(work: Work, line: BankLine, found: Collection[Open], options: Options) -> list[Match]:
    """In a thread: of thousands of items this takes longer than others can wait."""
    compared = await asyncio.to_thread(_beside, line, found, options)
    of_others = await items.told_of_others(work, [each.id for each in compared.near])
    for each in compared.near:
        each.recurs, each.one_reference, each.one_missing = of_others.get(each.id, (None, False, False))
    return await asyncio.to_thread(ranked, compared)


def _beside(line: BankLine, found: Collection[Open], options: Options) -> Compared:
    return compare(items.as_line(line), [each.item() for each in found], options)


def _transfer(own: str, books: Plan) -> CandidateRead:
    """From or to another account of the company: both lines meet on the account of internal transfers."""
    return CandidateRead(
        kind="transfer",
        score=1,
        is_sure=False,
        solutions=1,
        items=[],
        reasons=[ReasonRead(code="own_account", points=60, values=[own])],
        difference=Decimal(0),
        parts=[AccountPart(type="account", account_code=books.internal_transfers)],
    )


async def _by_rule(work: Work, line: BankLine) -> list[CandidateRead]:
    """What the first rule that answers would book: for a person who need not wait for a run."""
    return [
        CandidateRead(
            kind="rule",
            score=1,
            is_sure=False,
            solutions=1,
            items=[],
            reasons=[],
            difference=Decimal(0),
            parts=list(effect.parts),
            rule_id=effect.by.row.id if effect.by.row else None,
            rule_name=effect.by.name,
        )
        for effect in ruling.effects(await ruling.active(work), [line])
    ]


def _candidate(line: BankLine, match: Match, found: Sequence[Open], books: Plan) -> CandidateRead:
    same = all(each.currency == line.currency for each in found)
    total = sum((each.amount for each in found), Decimal(0))
    return CandidateRead(
        kind=match.kind,
        score=match.score,
        is_sure=match.auto,
        solutions=match.solutions,
        items=[each.read() for each in found],
        reasons=[ReasonRead(code=each.code, points=each.points, values=list(each.values)) for each in match.reasons],
        difference=items.left_of(line) - total if same else Decimal(0),
        parts=accepting(line, found, {each.code for each in match.reasons}, books),
    )


def accepting(line: BankLine, found: Sequence[Open], because: set[str], books: Plan) -> list[AskedPart]:
    """The parts that accept these items as they stand: a difference goes where its reason says."""
    parts: list[AskedPart] = [_part(each) for each in found]
    if len(parts) > 1:
        return _several(line, found, parts, because, books)
    first = parts[0]
    if not isinstance(first, InvoicePart) or found[0].currency != line.currency:
        return parts
    owed, got = abs(found[0].amount), abs(items.left_of(line))
    if "cash_discount" in because and owed > got:
        first.discount = owed - got
    elif "amount_rounded" in because and owed > got:
        first.write_off = owed - got
    elif "bank_fee" in because and owed != got:
        fee = items.left_of(line) - found[0].amount
        first.amount = owed
        return [first, AccountPart(type="account", account_code=books.bank_costs, amount=fee)]
    return parts


def _several(
    line: BankLine, found: Sequence[Open], parts: list[AskedPart], because: set[str], books: Plan
) -> list[AskedPart]:
    """A fee is booked beside what was owed, a discount is of the largest; else the last gets what the line has left."""
    short = sum((each.amount for each in found), Decimal(0)) - items.left_of(line)
    amounts = [abs(each.amount) for each in found]
    largest = parts[amounts.index(max(amounts))]
    if not short or not isinstance(largest, InvoicePart) or any(each.currency != line.currency for each in found):
        return parts
    if "bank_fee" in because:
        for part, owed in zip(parts, amounts, strict=True):
            if isinstance(part, InvoicePart):
                part.amount = owed
        return [*parts, AccountPart(type="account", account_code=books.bank_costs, amount=-short)]
    if "cash_discount" in because:
        largest.discount = abs(short)
    elif "amount_rounded" in because and abs(items.left_of(line)) < sum(amounts):
        largest.write_off = abs(short)
    return parts


def _part(each: Open) -> AskedPart:
    shown: OpenItemRead = each.read()
    if shown.type == "invoice":
        return InvoicePart(type="invoice", id=shown.id, open_amount=abs(shown.amount))
    if shown.type == "expense":
        return ExpensePart(type="expense", id=shown.id)
    return PostingPart(type="posting", id=shown.id)


async def searched(work: Work, q: str | None, line: BankLine | None, most: int) -> list[OpenItemRead]:
    """Open items that somebody looks for by hand."""
    found = await items.searched(work, q, line.bank_account_id if line else None, most)
    read = [each.read() for each in found]
    if line is not None:
        await items.valued(work, read, line)
    return read
