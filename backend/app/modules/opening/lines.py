"""What was asked, weighed: the lines as postings and the open items as they will stand, or all that is wrong."""

from collections.abc import Sequence
from datetime import date
from uuid import UUID

from sqlalchemy import select

from accounting import journal
from accounting.errors import DomainError, Violation
from accounting.invoice import check_decimals
from accounting.opening import Key, OpeningItem, OpenItemTwice, check_days, in_books, reference, told_twice
from accounting.payment_terms import due_on
from app.core.work import Work
from app.modules.contacts.models import Contact
from app.modules.identity.models import Tenant
from app.modules.invoicing.models import Invoice
from app.modules.ledger.errors import ContactUnknown, PostingNeedsOneSide, PostingsRefused
from app.modules.opening.errors import OpenItemsRefused
from app.modules.opening.schemas import OpeningItemSet, OpeningLine


def postings(balances: Sequence[OpeningLine], currency: str) -> list[journal.Posting]:
    """Raises PostingsRefused."""
    found: list[journal.Posting] = []
    problems: list[Violation] = []
    for position, line in enumerate(balances):
        try:
            if posting := _posting(line, currency, f"balances.{position}"):
                found.append(posting)
        except DomainError as error:
            problems += error.violations()
    if problems:
        raise PostingsRefused(problems[0].message, violations=problems)
    return found


def _posting(line: OpeningLine, currency: str, where: str) -> journal.Posting | None:
    """Nothing of a line without an amount."""
    if line.debit and line.credit:
        raise PostingNeedsOneSide(field=f"{where}.credit", value=str(line.credit))
    side, amount = ("debit", line.debit) if line.debit else ("credit", line.credit)
    if not amount:
        return None
    check_decimals(amount, currency, field=f"{where}.{side}")
    write = journal.debit if side == "debit" else journal.credit
    return write(line.account_code, amount, line.memo, contact_id=line.contact_id)


async def items(
    work: Work, asked: Sequence[OpeningItemSet], opened_on: date, own: Tenant, known: Sequence[OpeningItem]
) -> list[OpeningItem]:
    """`known` are those that stand: of one that says no due date, theirs stays. Raises OpenItemsRefused."""
    known_contacts = await contacts(work, {each.contact_id for each in asked})
    due = {each.key: each.due_on for each in known}
    found, problems = list[OpeningItem](), list[Violation]()
    for place, each in enumerate(asked):
        try:
            item = one(each, opened_on, own, known_contacts, due)
        except DomainError as error:
            problems += [_in_items(place, wrong) for wrong in error.violations()]
        else:
            found.append(item)
    if not problems:
        twice = OpenItemTwice(field="number").violations()
        problems = [_in_items(place, each) for place in told_twice(found) for each in twice]
    if problems:
        raise OpenItemsRefused(problems[0].message, violations=problems)
    return found


def one(
    asked: OpeningItemSet, opened_on: date, own: Tenant, known: dict[UUID, Contact], due: dict[Key, date]
) -> OpeningItem:
    """One open item. Raises each of `errors.IN_ITEMS` but OpenItemTwice."""
    contact = known.get(asked.contact_id)
    if contact is None:
        raise ContactUnknown(field="contact_id", value=str(asked.contact_id))
    check_days(asked.issued_on, asked.due_on, opened_on)
    currency = asked.currency or own.currency
    key = (asked.direction, asked.kind, asked.contact_id, asked.number.lower())
    return OpeningItem(
        direction=asked.direction,
        kind=asked.kind,
        contact_id=contact.id,
        number=asked.number,
        issued_on=asked.issued_on,
        due_on=asked.due_on or due.get(key) or _due(contact, own, asked.issued_on),
        currency=currency,
        amount=asked.amount,
        in_books=in_books(asked.amount, currency, asked.amount_in_books, own.currency),
        reference=reference(asked.payment_reference),
    )


def _due(contact: Contact, own: Tenant, issued_on: date) -> date:
    days = contact.payment_days if contact.payment_days is not None else own.payment_days
    return due_on(issued_on, days, end_of_month=contact.payment_end_of_month)


def as_item(invoice: Invoice) -> OpeningItem:
    """One that stands already."""
    assert invoice.number is not None
    assert invoice.issued_on is not None
    return OpeningItem(
        direction="sale" if invoice.direction == "sale" else "purchase",
        kind="credit_note" if invoice.kind == "credit_note" else "invoice",
        contact_id=invoice.contact_id,
        number=invoice.number,
        issued_on=invoice.issued_on,
        due_on=invoice.due_on or invoice.issued_on,
        currency=invoice.currency,
        amount=invoice.total_amount,
        in_books=invoice.total_in_books,
        reference=invoice.payment_reference,
    )


def check_still_before(standing: Sequence[OpeningItem], opened_on: date) -> None:
    """Whether the items that are there were open on another day too. Raises OpenItemsRefused."""
    problems = list[Violation]()
    for place, each in enumerate(standing):
        try:
            check_days(each.issued_on, None, opened_on)
        except DomainError as error:
            problems += [_in_items(place, wrong) for wrong in error.violations()]
    if problems:
        raise OpenItemsRefused(problems[0].message, violations=problems)


async def contacts(work: Work, asked: set[UUID]) -> dict[UUID, Contact]:
    rows = await work.session.scalars(select(Contact).where(Contact.id.in_(asked), Contact.merged_into_id.is_(None)))
    return {each.id: each for each in rows}


def _in_items(place: int, each: Violation) -> Violation:
    return Violation(each.code, each.message, f"items.{place}.{each.field}", each.value)
