"""Two contacts that turn out to be one: everything of the one that goes is the other's from then on.

That cannot be undone, since nobody knows afterwards whose an invoice was; so it can be looked at before.
"""

from typing import Any
from uuid import UUID

from sqlalchemy import Table, Text, and_, cast, func, select, update
from sqlalchemy.dialects.postgresql import JSONB
from sqlalchemy.exc import IntegrityError

from app.core.events import values_of
from app.core.models import Base
from app.core.versions import stale
from app.core.work import Work
from app.modules.contacts import queries
from app.modules.contacts.errors import ContactMerged, ContactNotFound, MergedIntoItself, SameInvoiceTwice
from app.modules.contacts.models import Contact
from app.modules.contacts.schemas import Alike, ContactMake, MergePreview
from app.modules.contacts.service import write

STAYS_IN_THE_BOOKS = ("postings", "contacts")
"""What is in the books is never rewritten: it is found through `merged_into_id`."""


async def merge(work: Work, contact_id: UUID, into_id: UUID, seen: int | None) -> Contact:
    """The contact that stays. Merging the same two again takes along what came to the one that went since.

    What it did not know is learned from the one that goes; whatever names that one names it instead.
    Raises ContactNotFound, MergedIntoItself, ContactMerged, SameInvoiceTwice, ContactExists, ChangedMeanwhile.
    """
    if contact_id == into_id:
        raise MergedIntoItself(field="into_id", value=str(into_id))
    loser, winner = await _both(work, contact_id, into_id)
    if loser.merged_into_id == winner.id:
        if moved := await _take_along(work, loser, winner):
            await work.record(
                "contact.merged", contact_id=loser.id, into_id=winner.id, name=loser.name, moved=moved, old={}, new={}
            )
        return winner
    if loser.merged_into_id is not None or winner.merged_into_id is not None:
        field = "contact_id" if loser.merged_into_id is not None else "into_id"
        raise ContactMerged(f"it was merged into {loser.merged_into_id or winner.merged_into_id}", field=field)
    if seen is not None and loser.version != seen:
        raise stale(seen, loser.version)
    learned = _learned(loser, winner)
    before = values_of(loser, "merged_into_id", "archived_at")
    loser.merged_into_id, loser.archived_at = winner.id, loser.archived_at or work.now
    loser.version += 1
    await work.session.flush()
    moved = await _take_along(work, loser, winner)
    await write(work, winner, learned)
    await work.record(
        "contact.merged",
        contact_id=loser.id,
        into_id=winner.id,
        name=loser.name,
        moved=moved,
        old=before,
        new=values_of(loser, "merged_into_id", "archived_at"),
    )
    return winner


async def _take_along(work: Work, loser: Contact, winner: Contact) -> dict[str, int]:
    """Raises SameInvoiceTwice."""
    try:
        async with work.session.begin_nested():
            return await _move(work, loser.id, winner.id)
    except IntegrityError as error:
        raise SameInvoiceTwice from error


async def preview(work: Work, contact_id: UUID, into_id: UUID) -> MergePreview:
    """What `merge` would do; nothing is written. Raises ContactNotFound, MergedIntoItself, ContactMerged."""
    if contact_id == into_id:
        raise MergedIntoItself(field="into_id", value=str(into_id))
    loser, winner = await queries.contact(work, contact_id), await queries.contact(work, into_id)
    for field, each in (("contact_id", loser), ("into_id", winner)):
        if each.merged_into_id is not None:
            raise ContactMerged(f"it was merged into {each.merged_into_id}", field=field)
    counted = {}
    for column in queries.columns_that_name_contacts():
        table = column.table
        assert isinstance(table, Table)
        if count := await work.session.scalar(select(func.count()).select_from(table).where(column == loser.id)):
            counted[table.name] = count
    for content in queries.contents_that_name_contacts():
        naming = select(func.count()).select_from(content.table).where(queries.within(content, str(loser.id)))
        if count := await work.session.scalar(naming):
            counted.setdefault(content.table.name, count)
    in_books = counted.pop("postings", 0)
    counted.pop("contacts", None)
    return MergePreview(
        goes=Alike.model_validate(loser, from_attributes=True),
        stays=Alike.model_validate(winner, from_attributes=True),
        learned={name: str(value) for name, value in _learned(loser, winner).items()},
        moved=counted,
        postings=in_books,
        same_invoices=await _same_invoices(work, loser.id, winner.id),
    )


async def _same_invoices(work: Work, loser_id: UUID, winner_id: UUID) -> list[str]:
    """Numbers of purchases that both have in one year: the database would refuse them on one contact."""
    invoices = Base.metadata.tables["accounting.invoices"]
    one, other = invoices.alias(), invoices.alias()
    alike = (
        one.c.kind == other.c.kind,
        func.lower(one.c.number) == func.lower(other.c.number),
        func.extract("year", one.c.issued_on) == func.extract("year", other.c.issued_on),
    )
    booked = (each.c.direction == "purchase" for each in (one, other))
    issued = (each.c.status == "issued" for each in (one, other))
    found = await work.session.scalars(
        select(one.c.number)
        .join(other, and_(*alike))
        .where(one.c.contact_id == loser_id, other.c.contact_id == winner_id, *booked, *issued)
        .order_by(one.c.number)
    )
    return list(found)


async def _both(work: Work, contact_id: UUID, into_id: UUID) -> tuple[Contact, Contact]:
    """Locked in the order of their ids, so that nobody waits in a circle."""
    rows = await work.session.scalars(
        select(Contact).where(Contact.id.in_((contact_id, into_id))).order_by(Contact.id).with_for_update()
    )
    found = {each.id: each for each in rows}
    for field, each in (("contact_id", contact_id), ("into_id", into_id)):
        if each not in found:
            raise ContactNotFound(field=field)
    return found[contact_id], found[into_id]


def _learned(loser: Contact, winner: Contact) -> dict[str, Any]:
    """What only the loser knew; an address goes as a whole, and either's role is both's."""
    facts = [name for name in ContactMake.model_fields if name not in ("name", "is_business", "payment_end_of_month")]
    if winner.street or winner.postal_code or winner.city:
        facts = [name for name in facts if name not in ("street", "postal_code", "city")]
    return {name: getattr(loser, name) for name in facts if _says(loser, name) and not _says(winner, name)}


def _says(contact: Contact, name: str) -> bool:
    """Whether this is known of them: 0 days to pay is."""
    value = getattr(contact, name)
    return value is not None and value is not False and value != ""


async def _move(work: Work, loser_id: UUID, winner_id: UUID) -> dict[str, int]:
    """Whatever names the loser names the winner, in every table but the books; how many rows of which."""
    moved = {}
    for column in queries.columns_that_name_contacts():
        table = column.table
        assert isinstance(table, Table)
        if table.name in STAYS_IN_THE_BOOKS:
            continue
        done = await work.session.execute(
            update(table).where(column == loser_id).values({column: winner_id}).returning(column)
        )
        if count := len(done.all()):
            moved[table.name] = count
    for content in queries.contents_that_name_contacts():
        renamed = func.replace(cast(content, Text), str(loser_id), str(winner_id))
        done = await work.session.execute(
            update(content.table)
            .where(queries.within(content, str(loser_id)))
            .values({content: cast(renamed, JSONB)})
            .returning(content.table.c.id)
        )
        if count := len(done.all()):
            moved.setdefault(content.table.name, count)
    await work.session.execute(
        update(Contact)
        .where(Contact.merged_into_id == loser_id)
        .values(merged_into_id=winner_id)
        .execution_options(synchronize_session="fetch")
    )
    return moved
