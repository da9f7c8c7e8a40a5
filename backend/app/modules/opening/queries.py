"""Reads: the entry that opened the books, and what was open in it."""

from collections.abc import Iterable, Sequence
from datetime import date
from decimal import Decimal
from itertools import groupby

from sqlalchemy import select
from sqlalchemy.orm import aliased

from accounting.opening import Direction, account_of
from app.core.work import Work
from app.modules.contacts.models import Contact
from app.modules.identity import companies
from app.modules.identity.models import Tenant
from app.modules.invoicing.models import Invoice, Settlement
from app.modules.ledger import queries as ledger_queries
from app.modules.ledger.models import Entry
from app.modules.ledger.schemas import PostingRead
from app.modules.opening.schemas import OpeningItemRead, OpeningLineRead, OpeningRead

ZERO = Decimal(0)
DIRECTIONS: tuple[Direction, ...] = ("sale", "purchase")


async def opening(work: Work) -> OpeningRead:
    """The entry that opened the books, if one did, and its open items."""
    current = await entry(work)
    shown = await ledger_queries.entry(work, current.id) if current else None
    rows = await items(work)
    books = await companies.account_plan(work)
    of_items = {account_of(each.direction, books) for each in rows if each.direction in DIRECTIONS}
    return OpeningRead(
        entry=shown,
        total=shown.total if shown else ZERO,
        balances=_balances(shown.postings if shown else [], of_items),
        items=_shown(rows, await _names(work, rows)),
    )


async def entry(work: Work) -> Entry | None:
    """The opening entry that was not reversed."""
    reversal = aliased(Entry)
    undone = select(reversal.id).where(reversal.reverses_id == Entry.id).exists()
    return await work.session.scalar(
        select(Entry)
        .where(Entry.kind == "opening", Entry.reverses_id.is_(None), ~undone)
        .order_by(Entry.booked_on.desc(), Entry.id.desc())
        .limit(1)
    )


async def items(work: Work, *, lock: bool = False) -> Sequence[Invoice]:
    """Customers before suppliers, each by date; locked, they are ours until the transaction ends."""
    query = (
        select(Invoice)
        .where(Invoice.opened_on.is_not(None), Invoice.status == "issued")
        .order_by(Invoice.direction.desc(), Invoice.issued_on, Invoice.number, Invoice.id)
        .execution_options(populate_existing=True)
    )
    return (await work.session.scalars(query.with_for_update() if lock else query)).all()


async def first_settled(work: Work, *, before: date) -> tuple[str | None, date] | None:
    """Number and day of the first payment or credit of an open item that stands and is of an earlier day."""
    undoing = aliased(Settlement)
    row = await work.session.execute(
        select(Invoice.number, Settlement.settled_on)
        .join(Invoice, Invoice.id == Settlement.invoice_id)
        .where(
            Invoice.opened_on.is_not(None),
            Invoice.status == "issued",
            Settlement.settled_on < before,
            Settlement.kind != "reversal",
            ~select(undoing.id).where(undoing.undoes_id == Settlement.id).exists(),
        )
        .order_by(Settlement.settled_on, Invoice.number)
        .limit(1)
    )
    return row.tuples().first()


def is_settled(invoice: Invoice) -> bool:
    """Whether something was paid or credited of it that was not undone."""
    return bool(invoice.open_amount != invoice.total_amount or invoice.credited_amount)


async def own_company(work: Work) -> Tenant:
    return await companies.read(work)


async def _names(work: Work, rows: Iterable[Invoice]) -> dict[object, str]:
    asked = {each.contact_id for each in rows}
    found = await work.session.execute(select(Contact.id, Contact.name).where(Contact.id.in_(asked)))
    return {row.id: row.name for row in found}


def _balances(postings: Sequence[PostingRead], of_items: set[str]) -> list[OpeningLineRead]:
    """As they were set; the postings of an account that has open items are one line."""
    made = []
    for in_one, run in groupby(postings, lambda each: each.account_code if each.account_code in of_items else each.id):
        lines = list(run)
        first, amount = lines[0], sum((each.debit - each.credit for each in lines), ZERO)
        whole = in_one == first.account_code
        made.append(
            OpeningLineRead(
                account_code=first.account_code,
                account_name=first.account_name,
                debit=max(amount, ZERO),
                credit=max(-amount, ZERO),
                contact_id=None if whole else first.contact_id,
                memo=None if whole else first.memo,
            )
        )
    return made


def _shown(rows: Sequence[Invoice], names: dict[object, str]) -> list[OpeningItemRead]:
    return [
        OpeningItemRead.model_validate(
            {
                "invoice_id": each.id,
                "direction": each.direction,
                "kind": each.kind,
                "contact_id": each.contact_id,
                "contact_name": names[each.contact_id],
                "number": each.number,
                "issued_on": each.issued_on,
                "due_on": each.due_on,
                "currency": each.currency,
                "amount": each.total_amount,
                "amount_in_books": each.total_in_books,
                "payment_reference": each.payment_reference,
                "open_amount": each.open_amount,
                "is_settled": is_settled(each),
            }
        )
        for each in rows
    ]
