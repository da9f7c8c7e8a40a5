"""A credit note and its invoice offset each other, as far as both are open; no money moves."""

from datetime import date
from decimal import Decimal
from uuid import UUID

from sqlalchemy import func, select

from accounting.journal import credit, debit
from accounting.settlement import portion
from accounting.vat import Treatment
from app.core.models import new_id
from app.core.work import Work
from app.modules.invoicing import queries
from app.modules.invoicing.errors import CreditedBeforeIssue, CreditExceedsInvoice, NotCreditable
from app.modules.invoicing.models import Invoice, Settlement
from app.modules.ledger import service as ledger
from app.modules.ledger.models import Entry

ZERO = Decimal(0)


def left_to_credit(invoice: Invoice, total: object = None) -> CreditExceedsInvoice:
    left = invoice.total_amount - invoice.credited_amount
    said = f"{left:.2f} of {invoice.total_amount:.2f} {invoice.currency} is left to credit"
    return CreditExceedsInvoice(said if left else "all of it was credited already", field="lines", value=str(total))


async def creditable(work: Work, note: Invoice) -> Invoice:
    """The invoice that a credit note takes away from, locked.

    Raises NotCreditable, CreditedBeforeIssue, CreditExceedsInvoice.
    """
    assert note.credits_id is not None
    invoice = await queries.invoice(work, note.credits_id, lock=True)
    if invoice.status != "issued" or invoice.contact_id != note.contact_id or invoice.currency != note.currency:
        raise NotCreditable(field="credits_id", value=str(invoice.id))
    began = invoice.opened_on or invoice.issued_on
    if invoice.direction == "sale" and note.issued_on and began and note.issued_on < began:
        raise CreditedBeforeIssue(f"that one is of {began}", field="issued_on", value=str(note.issued_on))
    if invoice.credited_amount + note.total_amount > invoice.total_amount:
        raise left_to_credit(invoice, note.total_amount)
    if invoice.direction == "sale" and invoice.opened_on is None:  # of what was booked elsewhere no rate is known
        await _refuse_vat_never_charged(work, note, invoice)
    return invoice


async def _refuse_vat_never_charged(work: Work, note: Invoice, invoice: Invoice) -> None:
    """A sale's VAT comes back at the rate it was charged at, up to what was charged for (VAT Code art. 77 §1).

    Raises CreditExceedsInvoice.
    """
    left = await queries.left_at_each_rate(work, invoice)
    charged = {
        (each["treatment"], Decimal(each["vat_rate"])): Decimal(each["net_amount"]) for each in invoice.vat_groups
    }
    for each in note.vat_groups:
        treatment, rate, net = Treatment(each["treatment"]), Decimal(each["vat_rate"]), Decimal(each["net_amount"])
        was, (open_before, _) = charged.get((treatment, rate), ZERO), left.get((treatment, rate), (ZERO, ZERO))
        rest = open_before - net
        if rest * was < 0 or (rest and not was):
            raise CreditExceedsInvoice(
                f"{abs(open_before) if was else ZERO:.2f} of {abs(was):.2f} {invoice.currency}"
                f" at {rate.normalize():f} % is left to credit",
                field="lines",
                value=f"{net:f}",
            )


async def offset(work: Work, note: Invoice, invoice: Invoice) -> None:
    """A credit note that was just issued takes away from its invoice; the database has counted it as credited."""
    before = {"credited_amount": invoice.credited_amount, "open_amount": invoice.open_amount}
    invoice.version += 1
    await work.session.flush()
    amount = min(invoice.open_amount, note.open_amount)
    field = "issued_on" if note.direction == "sale" else "booked_on"
    entry_id = await settle(work, invoice, note, amount, await both_booked(work, invoice, note), field=field)
    await work.session.refresh(invoice)
    await work.session.refresh(note)
    await work.record(
        "invoice.credited",
        invoice_id=invoice.id,
        credit_note_id=note.id,
        entry_id=entry_id,
        number=note.number,
        old=before,
        new={"credited_amount": invoice.credited_amount, "open_amount": invoice.open_amount},
    )


async def both_booked(work: Work, invoice: Invoice, note: Invoice) -> date:
    """The first day on which both are in the books: a paper that came late is booked after its own day."""
    days = select(func.max(Entry.booked_on)).where(Entry.id.in_([invoice.entry_id, note.entry_id]))
    return (await work.session.scalars(days)).one()


async def settle(
    work: Work, invoice: Invoice, note: Invoice, amount: Decimal, on: date, *, field: str = "on"
) -> UUID | None:
    """So much of both is no longer open; what their rates make of it goes to the books, in the entry that is told."""
    if not amount:
        return None
    own = await queries.own_company(work)
    theirs = portion(amount, invoice.open_amount, invoice.open_in_books, own.currency)
    ours = portion(amount, note.open_amount, note.open_in_books, own.currency)
    entry_id = None
    if gap := theirs - ours:  # of two amounts in another currency: two rates, or cents that rounding left
        side = 1 if invoice.direction == "sale" else -1
        books = own.accounts
        account = books.customers if invoice.direction == "sale" else books.suppliers
        lost = side * gap
        entry = await ledger.post(
            work,
            journal_name="miscellaneous",
            on=on,
            field=field,
            memo=" ".join(filter(None, (note.number, invoice.number))),
            postings=[
                debit(books.exchange_loss if lost > 0 else books.exchange_gain, lost),
                credit(account, lost, contact_id=invoice.contact_id),
            ],
            source=("invoice", note.id),
        )
        entry_id = entry.id
    for one, other, in_books in ((invoice, note, theirs), (note, invoice, ours)):
        work.session.add(
            Settlement(
                id=new_id(),
                invoice_id=one.id,
                kind="credit",
                entry_id=entry_id,
                counterpart_id=other.id,
                amount=amount,
                amount_in_books=in_books,
                settled_on=on,
                created_by=work.actor_id,
            )
        )
    await work.session.flush()
    return entry_id


async def undo(work: Work, note: Invoice, on: date) -> None:
    """What a credit note took away from its invoice comes back: its entry was reversed, `on` that day."""
    rows = await work.session.scalars(
        select(Settlement).where(
            Settlement.kind == "credit",
            (Settlement.invoice_id == note.id) | (Settlement.counterpart_id == note.id),
        )
    )
    found = rows.all()
    for entry_id in {row.entry_id for row in found if row.entry_id}:
        await ledger.reverse(work, entry_id, note.number or "")  # which undoes what it settled
    for row in found:
        if row.entry_id is None:
            await undo_one(work, row, on)
    if note.credits_id:
        (await queries.invoice(work, note.credits_id, lock=True)).version += 1
        await work.session.flush()


async def undo_one(work: Work, row: Settlement, on: date) -> None:
    """Its negative beside it, of the day of the books; the database opens the invoice again by as much."""
    work.session.add(
        Settlement(
            id=new_id(),
            invoice_id=row.invoice_id,
            kind="reversal",
            entry_id=None,
            counterpart_id=row.counterpart_id,
            undoes_id=row.id,
            amount=-row.amount,
            amount_in_books=-row.amount_in_books,
            settled_on=on,
            created_by=work.actor_id,
        )
    )
    await work.session.flush()
