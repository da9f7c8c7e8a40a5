"""Accepting what a line settles: one entry of the bank journal, everything it settles, or nothing at all."""

from dataclasses import dataclass, replace
from decimal import Decimal
from uuid import UUID

from sqlalchemy import select

from app.core.models import new_id
from app.core.versions import unless_moved
from app.core.work import Work
from app.modules.banking import items, queries, returns, ruling
from app.modules.banking.errors import ItemsMissing, LineNotOpen, OpenItemNotFound
from app.modules.banking.models import BankLine, Reconciliation, Rejection
from app.modules.banking.parts import plan
from app.modules.banking.schemas.reconciling import ItemAsked, MatchAsked, Settle
from app.modules.banking.takes import Plan
from app.modules.expenses import deciding as expenses
from app.modules.invoicing import paying, returning
from app.modules.ledger import service as ledger
from app.modules.ledger.models import Entry


@dataclass(frozen=True, slots=True)
class Because:
    """Why a line is reconciled so: by hand, by a rule, or by itself in a run."""

    kind: str = "accepted"
    rule_id: UUID | None = None
    run_id: UUID | None = None
    score: float | None = None


BY_HAND = Because()


async def reconcile(work: Work, line_id: UUID, asked: Settle, because: Because = BY_HAND) -> BankLine:
    """Reconcile a line with these parts. What they do not use of it stays open.

    Of two people at once one wins, and the other is told. Raises BankLineNotFound, LineNotOpen, ChangedMeanwhile, as
    `parts.plan` does, AccountUnknown, ContactUnknown, PostingFoundAlready, PeriodLocked, YearClosed,
    BankRuleNotFound.
    """
    await ledger.hold(work)
    line = await queries.line(work, line_id, lock=True)
    if line.state != "imported" or not line.open_amount or line.bank_account_id is None:
        raise LineNotOpen(f"it is {queries.status_of(line)}")
    unless_moved(line.open_amount, asked.open_amount, field="open_amount")
    account = await queries.bank_account(work, line.bank_account_id)
    made = await plan(work, line, account, asked)
    if asked.rule_id is not None:
        because = replace(because, kind="rule", rule_id=(await ruling.rule(work, asked.rule_id)).id)
    before = line.open_amount
    entry = await _post(work, line, made, asked.memo) if made.money else None
    kind = because.kind if because.kind != "accepted" or _names_an_item(made) else "booked"
    done = Reconciliation(
        id=new_id(),
        bank_line_id=line.id,
        kind=kind,
        amount=made.amount,
        entry_id=entry.id if entry else None,
        rule_id=because.rule_id,
        run_id=because.run_id,
        score=Decimal(str(round(because.score, 4))) if because.score is not None else None,
        created_by=work.actor_id,
    )
    work.session.add(done)
    await work.session.flush()
    for each in made.parts:
        each.id, each.reconciliation_id = new_id(), done.id
    work.session.add_all(made.parts)
    await work.session.flush()
    await work.session.refresh(line)
    await work.record(
        "bank_line.reconciled",
        bank_line_id=line.id,
        reconciliation_id=done.id,
        entry_id=done.entry_id,
        kind=kind,
        amount=made.amount,
        run_id=because.run_id,
        old={"open_amount": before},
        new={"open_amount": line.open_amount},
    )
    return line


def _names_an_item(made: Plan) -> bool:
    return any(each.kind != "account" for each in made.parts)


async def _post(work: Work, line: BankLine, made: Plan, memo: str | None) -> Entry:
    said = memo or " ".join(filter(None, (line.counterparty_name, line.reference or line.text)))[:200]
    entry = await paying.settle(
        work,
        made.paid,
        made.on,
        said or str(line.booked_on),
        journal="bank",
        source=("bank_line", line.id),
        money=made.money,
        beside=made.beside,
    )
    for back in made.returned:
        await returning.keep(work, back, entry)
    for each in made.expenses:
        await expenses.settled(work, each, entry.id)
    return entry


async def reject(work: Work, line_id: UUID, asked: MatchAsked) -> BankLine:
    """This item, or this sum, is not what the line is about.

    Raises BankLineNotFound, ItemsMissing, OpenItemNotFound.
    """
    line = await queries.line(work, line_id, lock=True)
    is_open = {*await items.named(work, [_name(each) for each in asked.items])}
    is_open |= await returns.named(work, [each.id for each in asked.items if each.type == "payment"])
    for place, each in enumerate(asked.items):
        if _name(each) not in is_open:
            raise OpenItemNotFound(field=f"items.{place}.id", value=str(each.id))
    item = _together(asked)
    if item not in await queries.rejected(work, line_id):
        work.session.add(Rejection(bank_line_id=line.id, item=item, created_by=work.actor_id))
        await work.record("bank_line.match_rejected", bank_line_id=line.id, item=item)
    return line


async def allow(work: Work, line_id: UUID, asked: MatchAsked) -> BankLine:
    """Take a rejection back; one that is not there is fine. Raises BankLineNotFound, ItemsMissing."""
    line = await queries.line(work, line_id, lock=True)
    item = _together(asked)
    found = await work.session.scalar(
        select(Rejection).where(Rejection.bank_line_id == line.id, Rejection.item == item)
    )
    if found is not None:
        await work.session.delete(found)
        await work.record("bank_line.match_allowed", bank_line_id=line.id, item=found.item)
    return line


def _together(asked: MatchAsked) -> str:
    if not asked.items:
        raise ItemsMissing(field="items")
    return items.together(map(_name, asked.items))


def _name(item: ItemAsked) -> str:
    return f"{item.type}:{item.id}"
