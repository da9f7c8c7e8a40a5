from dataclasses import dataclass

from sqlalchemy import func, select
from sqlalchemy.dialects.postgresql import insert

from app.core.models import new_id
from app.core.work import Work
from app.modules.contacts.errors import ContactExists
from app.modules.contacts.models import Contact


@dataclass(frozen=True, slots=True)
class Supplier:
    """A supplier as a document names them."""

    name: str
    vat_number: str | None = None
    iban: str | None = None
    address: str | None = None


async def find_supplier(work: Work, vat_number: str | None, name: str | None, *, lock: bool = False) -> Contact | None:
    """By VAT number; without one, by name among those that have none either. What is one name PostgreSQL decides."""
    if vat_number:
        query = select(Contact).where(Contact.vat_number == vat_number)
    elif name:
        query = select(Contact).where(func.lower(Contact.name) == func.lower(name), Contact.vat_number.is_(None))
    else:
        return None
    return await work.session.scalar(query.with_for_update() if lock else query)


async def supplier(work: Work, named: Supplier) -> Contact:
    """The supplier, found or made, and ours until the transaction ends; two at once make one.

    What we did not know of them is filled in, nothing is replaced.
    """
    contact = await find_supplier(work, named.vat_number, named.name, lock=True)
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
        contact = await find_supplier(work, named.vat_number, named.name, lock=True)
        if contact is None:
            raise ContactExists
        if made:
            await work.record("contact.made", contact_id=contact.id, name=contact.name)
    learned = {
        name: value
        for name, value in {"iban": named.iban, "address": named.address, "is_supplier": True}.items()
        if value and not getattr(contact, name)
    }
    for name, value in learned.items():
        setattr(contact, name, value)
    if learned:
        await work.record("contact.revised", contact_id=contact.id, old=dict.fromkeys(learned), new=learned)
    return contact
