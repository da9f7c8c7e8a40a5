"""Removing what no law keeps: of a person in one company, of a company that closed, of exports whose time is over."""

from uuid import UUID

from sqlalchemy import delete, func, or_, select, update

from app.core.idempotency import IdempotencyKey
from app.core.jobs import QUEUED, RUNNING, Job
from app.core.mail import QUEUED as WAITING
from app.core.mail import MailMessage
from app.core.work import Work
from app.modules.contacts.models import Contact
from app.modules.documents.models import FAILED as UNREADABLE
from app.modules.documents.models import REJECTED, Document, Reading
from app.modules.identity import people
from app.modules.identity.models import ApiKey, Invitation, Membership
from app.modules.identity.permissions import Role
from app.modules.identity.queries import memberships
from app.modules.invoicing.models import PurchaseInvoice
from app.modules.privacy.models import EXPIRED, FAILED, MAKING, PERSON, READY, Export

DOCUMENTS_AT_ONCE = 100


def nobody(some_id: UUID) -> str:
    """An address that can never get mail, in the place of one that had to go."""
    return f"{some_id}@erased.invalid"


async def forget_person(work: Work, user_id: UUID, email: str) -> None:
    """What this company holds about a person beyond their id goes; membership and keys end.

    The last owner of a closed company stays its owner by id, for there must be one.
    """
    membership = await work.session.get(Membership, (work.tenant_id, user_id))
    if membership is not None and not await only_owner(work, user_id):
        await people.remove(work, user_id)
    await people.revoke_keys(work, ApiKey.created_by == user_id)
    await work.session.execute(
        delete(MailMessage).where(or_(MailMessage.user_id == user_id, MailMessage.recipient == email))
    )
    await work.session.execute(
        update(Invitation)
        .where(or_(Invitation.email == email, Invitation.accepted_by == user_id))
        .values(
            email=func.concat(Invitation.id, "@erased.invalid"),
            revoked_at=func.coalesce(Invitation.revoked_at, Invitation.accepted_at, func.now()),
        )
        .execution_options(synchronize_session=False)
    )
    await work.session.execute(delete(IdempotencyKey).where(IdempotencyKey.actor_id == user_id))
    await end_exports(work, Export.kind == PERSON, Export.requested_by == user_id)
    await work.record("person.erased", user_id=user_id)


async def only_owner(work: Work, user_id: UUID) -> bool:
    """Whether the company of `work` would have no owner without this person."""
    owners = await work.session.scalars(memberships().where(Membership.role == Role.OWNER))
    return {each.user_id for each in owners} == {user_id}


async def end_exports(work: Work, *which: object) -> None:
    """These exports end here: nothing of them can be downloaded any more, and what is stored of them goes."""
    rows = await work.session.scalars(
        select(Export).where(Export.status.in_([MAKING, READY, FAILED]), *which).with_for_update()  # type: ignore[arg-type]
    )
    for export in rows.all():
        export.status = EXPIRED
        await work.enqueue("privacy.clear_folder", queue="low", folder=export.folder)


async def tidy(work: Work) -> None:
    """Every night: exports whose time is over, and those that nobody is making any more."""
    working = select(Job.id).where(Job.status.in_([QUEUED, RUNNING]))
    over = or_(
        Export.expires_at <= func.now(),
        Export.status == FAILED,
        (Export.status == MAKING) & Export.job_id.not_in(working),
    )
    await end_exports(work, over)


async def next_unbooked(work: Work) -> list[Document]:
    """Documents that never reached the books and never will, in a closed company."""
    query = select(Document).where(Document.status.in_([REJECTED, UNREADABLE]), ~Document.was_booked)
    return list((await work.session.scalars(query.order_by(Document.id).limit(DOCUMENTS_AT_ONCE))).all())


async def remove_documents(work: Work, documents: list[Document]) -> None:
    """Row, reading, original and page images."""
    for document in documents:
        await work.session.execute(delete(Reading).where(Reading.document_id == document.id))
        await work.enqueue("privacy.clear_folder", queue="low", folder=document.folder)
        await work.record("document.removed", document_id=document.id, sha256=document.sha256)
        await work.session.delete(document)


async def clear_rest(work: Work) -> dict[str, int]:
    """Contacts that no invoice names, mail that was sent, addresses of invitations, stored answers."""
    invoiced = select(PurchaseInvoice.contact_id)
    contacts = await work.session.execute(delete(Contact).where(Contact.id.not_in(invoiced)))
    mails = await work.session.execute(delete(MailMessage).where(MailMessage.status != WAITING))
    invitations = await work.session.execute(
        update(Invitation)
        .where(Invitation.email.not_like("%@erased.invalid"))
        .values(email=func.concat(Invitation.id, "@erased.invalid"))
        .execution_options(synchronize_session=False)
    )
    await work.session.execute(delete(IdempotencyKey))
    counts = {"contacts": contacts, "mails": mails, "invitations": invitations}
    return {name: result.rowcount for name, result in counts.items()}  # type: ignore[attr-defined]
