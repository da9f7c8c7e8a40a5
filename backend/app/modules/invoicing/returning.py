"""A payment that the bank took back: its invoice is open again from the day of the return, and the payment stays."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from uuid import UUID

from sqlalchemy import select

from accounting.journal import Posting
from accounting.settlement import OpenItem, Portions, Settling, return_postings
from app.core.models import new_id
from app.core.work import Work
from app.modules.invoicing import paying, queries, settled
from app.modules.invoicing.errors import PaymentNotFound, PaymentReturned, ReturnedBeforePaid
from app.modules.invoicing.models import Invoice, Settlement
from app.modules.ledger.models import Entry


@dataclass(frozen=True, slots=True)
class Returned:
    """All that one entry settled of an invoice, with the discount and the cents that went with the money."""

    invoice: Invoice
    item: OpenItem
    rows: Sequence[Settlement]

    @property
    def on(self) -> date:
        return self.rows[0].settled_on

    @property
    def paid(self) -> Decimal:
        """What the bank moved for it, in the invoice's currency."""
        return sum((each.amount for each in self.rows if each.kind == "payment"), Decimal(0))

    @property
    def settled(self) -> Decimal:
        """With the discount and the cents."""
        return sum((each.amount for each in self.rows), Decimal(0))

    def postings(self, in_books: Decimal, money_account: str) -> list[Posting]:
        """What stands against the bank account, which sees `in_books` of it."""
        amounts, found = ({"payment": Decimal(0), "discount": Decimal(0), "write_off": Decimal(0)} for _ in range(2))
        for each in self.rows:
            amounts[each.kind] += each.amount
            found[each.kind] += each.amount_in_books
        settling = Settling(amounts["payment"], in_books, amounts["discount"], amounts["write_off"], money_account)
        made = return_postings(self.item, settling, Portions(*found.values()))
        return [each for each in made if each.account != money_account]


async def to_return(work: Work, payment_id: UUID, on: date, *, field: str = "payment_id") -> Returned:
    """A payment that stands, with its invoice, for this work alone.

    Raises PaymentNotFound, PaymentReturned, ReturnedBeforePaid.
    """
    said = {"field": field, "value": str(payment_id)}
    query = select(Settlement).where(Settlement.id == payment_id, Settlement.kind == "payment")
    payment = await work.session.scalar(query)
    if payment is None:
        raise PaymentNotFound(**said)
    invoice = await queries.invoice(work, payment.invoice_id, lock=True)
    rows = await work.session.scalars(
        select(Settlement)
        .where(Settlement.entry_id == payment.entry_id, Settlement.invoice_id == invoice.id, settled.standing())
        .order_by(Settlement.created_at, Settlement.id)
    )
    found = rows.all()
    if payment not in found:
        raise PaymentReturned(f"{invoice.number}, paid on {payment.settled_on}", **said)
    if on < payment.settled_on:
        raise ReturnedBeforePaid(f"{invoice.number} was paid on {payment.settled_on}", field="on", value=str(on))
    return Returned(invoice, await paying.item_of(work, invoice), found)


async def keep(work: Work, asked: Returned, entry: Entry) -> None:
    """The entry of the return opens the invoice again by all that the payment settled."""
    invoice, before = asked.invoice, asked.invoice.open_amount
    for each in asked.rows:
        work.session.add(
            Settlement(
                id=new_id(),
                invoice_id=invoice.id,
                kind="return",
                entry_id=entry.id,
                returns_id=each.id,
                amount=-each.amount,
                amount_in_books=-each.amount_in_books,
                settled_on=entry.booked_on,
                created_by=work.actor_id,
            )
        )
    invoice.version += 1
    await work.session.flush()
    await work.session.refresh(invoice)
    await work.record(
        "invoice.payment_returned",
        invoice_id=invoice.id,
        entry_id=entry.id,
        amount=asked.paid,
        paid_on=asked.on,
        old={"open_amount": before},
        new={"open_amount": invoice.open_amount},
    )
