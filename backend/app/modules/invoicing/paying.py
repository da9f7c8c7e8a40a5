"""Payments: what came in or went out for an invoice, in part or all of it, and the cents that nobody will ask for."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date
from decimal import Decimal
from uuid import UUID

from accounting.exchange_differences import check_difference, met
from accounting.invoice import check_decimals
from accounting.journal import Posting
from accounting.money import rounded
from accounting.settlement import OpenItem, Portions, Settling, charge_postings, check, payment_postings, portions
from app.core.models import new_id
from app.core.versions import unless_stale
from app.core.work import Work
from app.modules.invoicing import queries, settled
from app.modules.invoicing.errors import AmountInBooksRefused, NotPayable, PaidBeforeOpening, PaymentInTheFuture
from app.modules.invoicing.models import Invoice, Settlement
from app.modules.invoicing.schemas.settling import PayAsked, WriteOffAsked
from app.modules.ledger import service as ledger
from app.modules.ledger.models import Entry


async def pay(work: Work, invoice_id: UUID, asked: PayAsked, seen: int | None = None) -> Invoice:
    """Write a payment in the books, and take it from what is open.

    A credit note is refunded less what was granted or let go on its invoice, which goes back where it was booked. In
    another currency the rate of the payment's day decides what was won or lost since the invoice. Raises
    InvoiceNotFound, NotPayable, ChangedMeanwhile, PaymentExceedsOpen, PaymentOfNothing, TooManyDecimals,
    DiscountRefused, DifferenceNotSmall, ChargesRefused, MoneyAccountRefused, AmountInBooksRefused,
    ExchangeDifferenceTooLarge, PaymentInTheFuture, PaidBeforeOpening, ExchangeRateUnknown, AccountUnknown,
    AccountArchived, PeriodLocked, YearClosed.
    """
    await ledger.hold(work)
    invoice = await _payable(work, invoice_id)
    unless_stale(invoice, seen)
    on = asked.paid_on or work.today
    if on > work.today:
        raise PaymentInTheFuture(field="paid_on", value=str(on))
    item = await item_of(work, invoice)
    if not asked.model_fields_set & {"amount", "amount_in_books", "discount", "write_off"}:
        left = await settled.never_paid(work, invoice)
        asked = asked.model_copy(update={"discount": left.discount, "write_off": left.write_off})
    rest = asked.discount + asked.write_off
    usual = await ledger.known_rate(work, item.currency, on) or item.booked_rate
    paid = asked.amount if asked.amount is not None else max(item.amount - rest, Decimal(0))
    if asked.amount is None and asked.amount_in_books is not None and item.currency != item.books_currency:
        paid, _ = met(paid, asked.amount_in_books, usual, item.currency, item.books_currency)
    settling = Settling(paid, Decimal(0), asked.discount, asked.write_off, asked.account_code)
    check(item, settling)
    if paid:
        await ledger.refuse_out_of_use(work, {"account_code": item.paid_through(asked.account_code)})
    settling = replace(settling, paid_in_books=await _in_books(work, item, asked, paid, on))
    if not asked.accept_exchange_difference:
        expected = rounded(paid * usual, item.books_currency)
        field = "exchange_rate" if asked.amount_in_books is None else "amount_in_books"
        check_difference(settling.paid_in_books, expected, item.books_currency, field=field)
    charges = charge_postings(item, asked.charges, asked.account_code)
    await _settle(work, invoice, item, settling, on, asked.memo, event="invoice.paid", beside=charges, field="paid_on")
    return invoice


async def write_off(work: Work, invoice_id: UUID, asked: WriteOffAsked, seen: int | None = None) -> Invoice:
    """Close an invoice of which a small difference is left open.

    Raises InvoiceNotFound, NotPayable, ChangedMeanwhile, DifferenceNotSmall, PaymentInTheFuture,
    PaidBeforeOpening, PeriodLocked, YearClosed.
    """
    await ledger.hold(work)
    invoice = await _payable(work, invoice_id)
    unless_stale(invoice, seen)
    item = await item_of(work, invoice)
    settling = Settling(write_off=item.amount)
    on = asked.on or work.today
    if on > work.today:
        raise PaymentInTheFuture(field="on", value=str(on))
    await _settle(work, invoice, item, settling, on, None, event="invoice.written_off")
    return invoice


async def _payable(work: Work, invoice_id: UUID) -> Invoice:
    invoice = await queries.invoice(work, invoice_id, lock=True)
    if invoice.status != "issued" or invoice.kind == "quote":
        said = f"this is a {invoice.kind.replace('_', ' ')} that is {invoice.status}"
        raise NotPayable(said, field="status", value=invoice.status)
    if not invoice.open_amount:
        raise NotPayable("nothing of it is open", field="open_amount", value="0.00")
    return invoice


async def item_of(work: Work, invoice: Invoice) -> OpenItem:
    own = await queries.own_company(work)
    is_sale = invoice.direction == "sale"
    before = await settled.by_kind(work, invoice.id)
    credited = await settled.by_kind(work, invoice.credits_id) if invoice.credits_id else {}
    nothing = settled.NOTHING
    return OpenItem(
        comes_in=is_sale != (invoice.kind == "credit_note"),
        is_sale=is_sale,
        currency=invoice.currency,
        amount=invoice.open_amount,
        in_books=invoice.open_in_books,
        books_currency=own.currency,
        contact_id=invoice.contact_id,
        country=own.country,
        total=invoice.total_amount,
        paid=before.get("payment", nothing)[0],
        discounted=before.get("discount", nothing)[0],
        written_off=before.get("write_off", nothing)[1],
        granted=credited.get("discount", nothing)[0],
        let_go=credited.get("write_off", nothing)[0],
        most_discount=own.most_discount_percent,
        small_difference=own.small_difference,
    )


async def _in_books(work: Work, item: OpenItem, asked: PayAsked, paid: Decimal, on: date) -> Decimal:
    if item.currency == item.books_currency:
        if asked.amount_in_books not in (None, paid):
            raise AmountInBooksRefused(field="amount_in_books", value=str(asked.amount_in_books))
        return paid
    if asked.amount_in_books is not None:
        return check_decimals(asked.amount_in_books, item.books_currency, field="amount_in_books")
    rate = asked.exchange_rate or await ledger.rate_on(work, item.currency, on)
    return rounded(paid * rate, item.books_currency)


@dataclass(frozen=True, slots=True)
class Paid:
    """One of the invoices that a movement of money settles."""

    invoice: Invoice
    item: OpenItem
    settling: Settling


async def to_settle(work: Work, invoice_id: UUID) -> tuple[Invoice, OpenItem]:
    """An invoice of which something is open, for this work alone. Raises InvoiceNotFound, NotPayable."""
    invoice = await _payable(work, invoice_id)
    return invoice, await item_of(work, invoice)


async def settle(
    work: Work,
    paid: Sequence[Paid],
    on: date,
    memo: str,
    *,
    journal: str,
    source: tuple[str, UUID],
    money: Posting | None = None,
    beside: Sequence[Posting] = (),
    event: str = "invoice.paid",
    field: str = "on",
) -> Entry:
    """One entry that settles these invoices; `money` stands for what all of them moved, `beside` is what else it holds.

    Raises as `accounting.settlement.check` does, and PaidBeforeOpening, EntryUnbalanced, AccountUnknown, PeriodLocked,
    YearClosed.
    """
    for each in paid:
        if each.invoice.opened_on and on < each.invoice.opened_on:
            raise PaidBeforeOpening(f"the books began on {each.invoice.opened_on}", field=field, value=str(on))
    postings = [money] if money else []
    for each in paid:
        made = payment_postings(each.item, each.settling)
        postings += [
            one for one in made if money is None or one.account != each.item.paid_through(each.settling.money_account)
        ]
    entry = await ledger.post(
        work, journal_name=journal, on=on, memo=memo, postings=[*postings, *beside], source=source, field=field
    )
    for each in paid:
        await _keep(work, each, entry, on, event)
    return entry


async def _settle(
    work: Work,
    invoice: Invoice,
    item: OpenItem,
    settling: Settling,
    on: date,
    memo: str | None,
    *,
    event: str,
    beside: Sequence[Posting] = (),
    field: str = "on",
) -> None:
    through_bank = settling.paid and item.paid_through(settling.money_account).startswith(item.plan.banks)
    await settle(
        work,
        [Paid(invoice, item, settling)],
        on,
        memo or await _memo(work, invoice),
        journal="bank" if through_bank else "miscellaneous",
        source=("invoice", invoice.id),
        beside=beside,
        event=event,
        field=field,
    )


async def _keep(work: Work, paid: Paid, entry: Entry, on: date, event: str) -> None:
    invoice, settling = paid.invoice, paid.settling
    found: Portions = portions(paid.item, settling)
    before = {"open_amount": invoice.open_amount}
    parts = (
        ("payment", settling.paid, found.paid),
        ("discount", settling.discount, found.discount),
        ("write_off", settling.write_off, found.write_off),
    )
    for kind, amount, in_books in parts:
        if amount:
            work.session.add(
                Settlement(
                    id=new_id(),
                    invoice_id=invoice.id,
                    kind=kind,
                    entry_id=entry.id,
                    amount=amount,
                    amount_in_books=in_books,
                    settled_on=on,
                    created_by=work.actor_id,
                )
            )
            await work.session.flush()
    invoice.version += 1
    await work.session.flush()
    await work.session.refresh(invoice)
    await work.record(
        event,
        invoice_id=invoice.id,
        entry_id=entry.id,
        amount=settling.amount,
        paid_on=on,
        old=before,
        new={"open_amount": invoice.open_amount},
    )


async def _memo(work: Work, invoice: Invoice) -> str:
    """Whose it is, its number and the reference it asks for; suppliers often ask for the number itself, said once."""
    contact = await queries.contact(work, invoice.contact_id)
    return " ".join(dict.fromkeys(filter(None, (contact.name, invoice.number, invoice.payment_reference))))
