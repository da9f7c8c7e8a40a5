from dataclasses import dataclass
from datetime import datetime
from typing import Any
from uuid import UUID

from sqlalchemy import ColumnElement, Select, func, select
from sqlalchemy.dialects.postgresql import insert

from accounting import identifiers
from accounting.identifiers import InvalidIdentifier
from accounting.postal_addresses import parse_address
from app.core.events import changed, values_of
from app.core.models import new_id
from app.core.versions import unless_stale
from app.core.work import Work
from app.modules.contacts import queries
from app.modules.contacts.errors import ContactExists, ContactMerged
from app.modules.contacts.facts import USUAL, Books, examined, following, revised
from app.modules.contacts.models import Contact
from app.modules.contacts.schemas import ContactMake, ContactRevise, VatNumberChecked
from app.modules.identity import companies

NEVER_EMPTY = ("name", "is_business", "is_customer", "is_supplier", "payment_end_of_month")
TOLD = (*ContactMake.model_fields, "archived_at")
"""What the audit log tells of a contact."""


@dataclass(frozen=True, slots=True)
class Supplier:
    """A supplier as a document names them."""

    name: str
    vat_number: str | None = None
    iban: str | None = None
    address: str | None = None


async def find_supplier(work: Work, vat_number: str | None, name: str | None, *, lock: bool = False) -> Contact | None:
    """By VAT number; a number that nobody has is of the one business of that name that lacks it, as in a file of
    contacts; without a number, by name among those that have none. What is one name PostgreSQL decides.

    A name that was merged into another contact is that other one.
    """
    if vat_number and (known := await _found(work, Contact.vat_number == vat_number, lock)):
        return known
    if not name:
        return None
    bare = Contact.vat_number.is_(None) & (func.lower(Contact.name) == func.lower(name))
    named = await _found(work, bare, lock)
    return named if named and (not vat_number or _may_have(named, vat_number)) else None


async def _found(work: Work, same: ColumnElement[bool], lock: bool) -> Contact | None:
    query = select(Contact).where(same).order_by(Contact.merged_into_id.is_not(None)).limit(1)
    found = await work.session.scalar(_locked(query, lock))
    if found is None or found.merged_into_id is None:
        return found
    return await work.session.scalar(_locked(select(Contact).where(Contact.id == found.merged_into_id), lock))


def _may_have(contact: Contact, vat_number: str) -> bool:
    """Whether a VAT number that nobody has can be theirs: a private person of that name is somebody else."""
    company = identifiers.enterprise_number_of(vat_number)
    return contact.vat_number is None and contact.is_business and contact.enterprise_number in (None, company)


def _locked(query: Select[Contact], lock: bool) -> Select[Contact]:
    return query.with_for_update() if lock else query


async def supplier(work: Work, named: Supplier) -> Contact:
    """The supplier, found or made, and ours until the transaction ends; two at once make one.

    What we did not know of them is filled in, nothing is replaced.
    """
    contact = await find_supplier(work, named.vat_number, named.name, lock=True)
    address = parse_address(named.address)
    if contact is None:
        facts = {"vat_number": named.vat_number, "country": None if named.vat_number else address.country}
        made = await work.session.scalar(
            insert(Contact)
            .values(
                id=new_id(),
                name=named.name,
                iban=named.iban,
                street=address.street,
                postal_code=address.postal_code,
                city=address.city,
                is_supplier=True,
                **(facts | following(facts)),
            )
            .on_conflict_do_nothing()
            .returning(Contact.id)
        )
        contact = await find_supplier(work, named.vat_number, named.name, lock=True)
        if contact is None:
            raise ContactExists
        if made:
            await work.record("contact.made", contact_id=contact.id, name=contact.name, new=values_of(contact, *TOLD))
    await learn(work, contact, _of_document(contact, named))
    return contact


def _of_document(contact: Contact, named: Supplier) -> dict[str, Any]:
    """What a document tells that we did not know; an address is taken as a whole or not at all."""
    address = parse_address(named.address)
    known = contact.street or contact.postal_code or contact.city
    told: dict[str, Any] = {"iban": named.iban, "is_supplier": True}
    if contact.vat_number is None:
        told |= {"vat_number": named.vat_number} | following({"vat_number": named.vat_number})
    if not known:
        told |= {"street": address.street, "postal_code": address.postal_code, "city": address.city}
    return told


async def learn(work: Work, contact: Contact, told: dict[str, Any]) -> None:
    """Fill in what we did not know of a contact, and record it; nothing is replaced."""
    learned = {name: value for name, value in told.items() if value and not getattr(contact, name)}
    if not learned:
        return
    for name, value in learned.items():
        setattr(contact, name, value)
    contact.version += 1
    await work.record("contact.revised", contact_id=contact.id, old=dict.fromkeys(learned), new=learned)


async def make(work: Work, asked: ContactMake) -> Contact:
    """Raises ContactInvalid, ContactExists."""
    country = (await companies.read(work)).country
    books = Books(country, await queries.accounts(work, (asked.cost_account, asked.income_account)))
    contact = Contact(id=new_id(), version=1, **examined(asked.model_dump(), country=country, books=books))
    await _refuse_another(work, contact)
    work.session.add(contact)
    await work.session.flush()
    await work.record("contact.made", contact_id=contact.id, name=contact.name, new=values_of(contact, *TOLD))
    return contact


async def _refuse_another(work: Work, contact: Contact) -> None:
    """Raises ContactExists, naming the field and the contact that has it already."""
    field = "vat_number" if contact.vat_number else "name"
    found = await queries.same_as(work, contact)
    if found is not None:
        raise ContactExists(
            f"{found.name} has it already (contact {found.id})", field=field, value=getattr(contact, field)
        )


async def revise(work: Work, contact_id: UUID, change: ContactRevise, seen: int | None) -> Contact:
    """Raises ContactNotFound, ContactMerged, ContactInvalid, ContactExists, ChangedMeanwhile."""
    contact = await standing(work, contact_id)
    asked = change.model_dump(exclude_unset=True)
    archived = asked.pop("archived", None)
    asked = {name: value for name, value in asked.items() if value is not None or name not in NEVER_EMPTY}
    home = (await companies.read(work)).country
    books = Books(home, await queries.accounts(work, [asked.get(each) for each in USUAL]))
    facts = revised(asked, vat_number=contact.vat_number, country=contact.country or home, books=books)
    if archived is not None and archived != (contact.archived_at is not None):
        facts["archived_at"] = work.now if archived else None
    await write(work, contact, facts, seen)
    return contact


async def write(work: Work, contact: Contact, facts: dict[str, Any], seen: int | None = None) -> dict[str, list[Any]]:
    """Set what differs and record it; field → old and new. Raises ChangedMeanwhile, ContactExists."""
    differing = {name: value for name, value in facts.items() if getattr(contact, name) != value}
    if seen is not None or differing:
        unless_stale(contact, seen)
    if not differing:
        return {}
    before = values_of(contact, *differing)
    for name, value in differing.items():
        setattr(contact, name, value)
    if not {"vat_number", "name"}.isdisjoint(differing):
        with work.session.no_autoflush:
            await _refuse_another(work, contact)
    await work.session.flush()
    await work.record("contact.revised", contact_id=contact.id, **changed(before, differing))
    return {name: [_plain(before[name]), _plain(value)] for name, value in differing.items()}


async def remove(work: Work, contact_id: UUID, seen: int | None) -> str:
    """Removed, or archived when something names it; what became of it.

    Raises ContactNotFound, ContactMerged, ChangedMeanwhile.
    """
    contact = await standing(work, contact_id)
    if await queries.is_used(work, contact.id):
        await write(work, contact, {"archived_at": contact.archived_at or work.now}, seen)
        return "archived"
    unless_stale(contact, seen)
    await work.record("contact.removed", contact_id=contact.id, name=contact.name, old=values_of(contact, *TOLD))
    await work.session.delete(contact)
    await work.session.flush()
    return "removed"


async def check_vat_number(work: Work, text: str, country: str) -> VatNumberChecked:
    """What the number says of itself, and who has it."""
    try:
        number = identifiers.parse_tax_number(text, country=country)
    except InvalidIdentifier as error:
        return VatNumberChecked(
            valid=False,
            vat_number=None,
            country=None,
            enterprise_number=None,
            is_proven=False,
            message=error.detail,
            contact_id=None,
        )
    return VatNumberChecked(
        valid=True,
        vat_number=number,
        country=identifiers.country_of(number),
        enterprise_number=identifiers.enterprise_number_of(number),
        is_proven=number[:2] in identifiers.EU_COUNTRIES,
        message=None,
        contact_id=await queries.with_vat_number(work, number),
    )


async def standing(work: Work, contact_id: UUID) -> Contact:
    """A contact that stands for itself, ours until the transaction ends. Raises ContactNotFound, ContactMerged."""
    contact = await queries.contact(work, contact_id, lock=True)
    if contact.merged_into_id is not None:
        raise ContactMerged(f"it was merged into {contact.merged_into_id}", field="contact_id")
    return contact


def _plain(value: Any) -> Any:
    return value.isoformat() if isinstance(value, datetime) else value
