import asyncio
from collections.abc import Iterable, Iterator, Sequence
from datetime import datetime
from typing import Any, Literal
from uuid import UUID

from sqlalchemy import Column, ColumnElement, Select, Text, and_, cast, exists, func, or_, select
from sqlalchemy.orm import aliased

from accounting.contact_names import Known, likely_same
from app.core.listing import Asked, Filter, Listing, Sort
from app.core.models import Base
from app.core.rows import one
from app.core.work import Work
from app.modules.contacts.errors import ContactNotFound
from app.modules.contacts.models import Contact
from app.modules.contacts.schemas import Alike, Duplicate

ROLES = {"supplier": Contact.is_supplier, "customer": Contact.is_customer}
STATES = {"active": Contact.archived_at.is_(None), "archived": Contact.archived_at.is_not(None)}

CONTACTS = Listing(
    name="contacts",
    sorts={
        "name": Sort(Contact.name),
        "city": Sort(func.coalesce(Contact.city, "")),
        "created_at": Sort(Contact.created_at, datetime.fromisoformat),
    },
    default="name",
    key=Contact.id,
    search=(Contact.name, Contact.vat_number, Contact.enterprise_number, Contact.email, Contact.city, Contact.iban),
    searched="in name, numbers, e-mail, town and account",
    dated=Contact.created_at,
    filters={
        "role": Filter(
            None,
            Literal["supplier", "customer"],
            "what they are to this company",
            where=lambda values: or_(*(ROLES[each] for each in values)),
        ),
        "country": Filter(Contact.country, str, "ISO 3166 code, such as BE"),
        "status": Filter(
            None,
            Literal["active", "archived"],
            "active, unless you ask for others",
            where=lambda values: or_(*(STATES[each] for each in values)),
        ),
    },
)


def every_contact(asked: Asked | None = None) -> Select[Any]:
    """Those that stand for themselves; the archived ones only when they are asked for."""
    query = select(Contact).where(Contact.merged_into_id.is_(None))
    return query.where(STATES["active"]) if asked is not None and "status" not in asked.filters else query


async def merged_names(work: Work) -> dict[UUID, str]:
    """Of each contact that was merged, the name of the one that took its place."""
    into = aliased(Contact)
    rows = await work.session.execute(select(Contact.id, into.name).join(into, into.id == Contact.merged_into_id))
    return dict(rows.tuples().all())


async def contact(work: Work, contact_id: UUID, *, lock: bool = False) -> Contact:
    """Raises ContactNotFound."""
    return await one(work, Contact, contact_id, ContactNotFound, lock=lock)


def columns_that_name_contacts() -> Iterator[Column[Any]]:
    """Every column of any table that points to a contact; who adds a table need not tell us."""
    for table in Base.metadata.tables.values():
        for key in table.foreign_key_constraints:
            if key.referred_table is Contact.__table__:
                yield next(each for each in key.columns if each.name != "tenant_id")


def contents_that_name_contacts() -> Iterator[Column[Any]]:
    """Every JSON column that is marked as naming contacts in what it holds: `info={"names": "contacts"}`."""
    for table in Base.metadata.tables.values():
        yield from (each for each in table.columns if each.info.get("names") == "contacts")


def within(content: Column[Any], contact_id: str | ColumnElement[str]) -> ColumnElement[bool]:
    """Whether a JSON column names a contact anywhere."""
    return cast(content, Text).contains(contact_id)


def nothing_names() -> ColumnElement[bool]:
    """Of contacts: that nothing in the company names them."""
    columns = columns_that_name_contacts()
    elsewhere = [Contact.id.not_in(select(each).where(each.is_not(None)).correlate(None)) for each in columns]
    inside = [~exists().where(within(each, cast(Contact.id, Text))) for each in contents_that_name_contacts()]
    return and_(*elsewhere, *inside)


async def is_used(work: Work, contact_id: UUID) -> bool:
    """Whether anything in the company names this contact."""
    naming = [exists().where(column == contact_id) for column in columns_that_name_contacts()]
    naming += [exists().where(within(column, str(contact_id))) for column in contents_that_name_contacts()]
    return bool(await work.session.scalar(select(or_(*naming))))


async def with_vat_number(work: Work, vat_number: str) -> UUID | None:
    return await work.session.scalar(
        select(Contact.id).where(Contact.vat_number == vat_number, Contact.merged_into_id.is_(None))
    )


async def same_as(work: Work, contact: Contact) -> Contact | None:
    """Another contact with the same VAT number, or without one with the same name, as the database compares them."""
    same: Any = Contact.vat_number == contact.vat_number
    if not contact.vat_number:
        same = Contact.vat_number.is_(None) & (func.lower(Contact.name) == func.lower(contact.name))
    return await work.session.scalar(
        select(Contact).where(same, Contact.id != contact.id, Contact.merged_into_id.is_(None)).limit(1)
    )


async def themselves_and_merged(work: Work, contact_id: UUID) -> Sequence[UUID]:
    """A contact and all that were merged into it: what the books hold of either is theirs."""
    rows = await work.session.scalars(
        select(Contact.id).where(or_(Contact.id == contact_id, Contact.merged_into_id == contact_id))
    )
    return rows.all()


async def duplicates(work: Work) -> list[Duplicate]:
    """Pairs that may be one, the surest first; at most 200."""
    rows = await work.session.scalars(every_contact().where(STATES["active"]).order_by(Contact.created_at, Contact.id))
    found = {each.id: each for each in rows}
    known = [
        Known(each.id, each.name, each.vat_number, each.enterprise_number, each.iban, each.email)
        for each in found.values()
    ]
    return [
        Duplicate(
            first=Alike.model_validate(found[each.first], from_attributes=True),
            second=Alike.model_validate(found[each.second], from_attributes=True),
            score=each.score,
            reasons=each.reasons,
        )
        for each in await asyncio.to_thread(likely_same, known)
    ]


async def accounts(work: Work, among: Iterable[str | None] | None = None) -> set[str]:
    """Accounts that take new lines, of the whole chart or `among` some codes."""
    chart = Base.metadata.tables["accounting.accounts"]
    query = select(chart.c.code).where(chart.c.archived_at.is_(None))
    if among is not None:
        codes = {each for each in among if each}
        if not codes:
            return set()
        query = query.where(chart.c.code.in_(codes))
    return set(await work.session.scalars(query))
