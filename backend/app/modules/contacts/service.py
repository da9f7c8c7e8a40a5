from dataclasses import dataclass

from sqlalchemy import func, select
from sqlalchemy.dialects.postgresql import insert

from app.core.models import new_id
from app.core.work import Work
from app.modules.contacts.models import Contact


@dataclass(frozen=True, slots=True)
class Supplier:
    """A supplier as a document names them."""

    name: str
    vat_number: str | None = None
    iban: str | None = None
    address: str | None = None


async def find_supplier(work: Work, vat_number: str | None, name: str | None) -> Contact | None:
    """By VAT number; without one, by name among those that have none either."""
    if vat_number:
        return await work.session.scalar(select(Contact).where(Contact.vat_number == vat_number))
    if name:
        return await work.session.scalar(
            select(Contact).where(func.lower(Contact.name) == name.lower(), Contact.vat_number.is_(None))
        )
    return None


async def supplier(work: Work, named: Supplier) -> Contact:
    """The supplier, found or made; two at once make one. What we did not know of them is filled in, nothing is replaced."""
    contact = await find_supplier(work, named.vat_number, named.name)
    if contact is None:
        made = await work.session.scalar(
            insert(Contact)
            .values(
                id=new_id(),
                name=named.name,
                vat_number=named.vat_number,
                iban=named.iban,
                address=named.address,
                country=named.vat_number[:2] if named.vat_number else None,
                is_supplier=True,
            )
            .on_conflict_do_nothing()
            .returning(Contact.id)
        )
        contact = await find_supplier(work, named.vat_number, named.name)
        assert contact is not None
        if made:
            await work.record("contact.made", contact_id=contact.id, name=contact.name)
    contact.is_supplier = True
    contact.iban = contact.iban or named.iban
    contact.address = contact.address or named.address
    return contact
