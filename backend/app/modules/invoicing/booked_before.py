"""Whether a supplier's invoice is in the books already, however this one came: the unique index has the last word."""

from datetime import date
from uuid import UUID

from sqlalchemy import func, or_, select, true

from app.core.work import Work
from app.modules.contacts.models import Contact
from app.modules.invoicing.errors import InvoiceBookedAlready
from app.modules.invoicing.models import Invoice


async def booked_before(
    work: Work,
    supplier: Contact | None,
    number: str,
    kind: str,
    issued_on: date,
    *,
    field: str,
    name: str | None = None,
    vat_number: str | None = None,
    document_id: UUID | None = None,
) -> InvoiceBookedAlready | None:
    """Which one and of which day, that of `document_id` apart; also where one name is two contacts, which the index
    would not see. `name` and `vat_number` are the supplier's as on paper.

    Two contacts of one name with each their VAT number are two companies. Numbers may begin anew each year.
    """
    name = name or (supplier.name if supplier else None)
    theirs = [Invoice.contact_id == supplier.id] if supplier else []
    if name:
        has_a_number = vat_number or (supplier and supplier.vat_number)
        apart = Contact.vat_number.is_(None) if has_a_number else true()
        theirs.append((func.lower(Contact.name) == func.lower(name)) & apart)
    if not theirs:
        return None
    found = await work.session.execute(
        select(Invoice.issued_on, Contact.name)
        .join(Contact, Contact.id == Invoice.contact_id)
        .where(
            or_(*theirs),
            Invoice.kind == kind,
            Invoice.direction == "purchase",
            Invoice.document_id.is_distinct_from(document_id) if document_id else true(),
            func.lower(Invoice.number) == func.lower(number),
            Invoice.status == "issued",
            Invoice.issued_on.between(date(issued_on.year, 1, 1), date(issued_on.year, 12, 31)),
        )
        .limit(1)
    )
    if (first := found.tuples().first()) is None:
        return None
    day, whose = first
    return InvoiceBookedAlready(f"{whose} {number} of {day} is in the books already", field=field, value=number)
