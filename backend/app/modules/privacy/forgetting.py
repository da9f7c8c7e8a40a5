"""Removing what no law keeps: of a person in one company, of a company that closed, of what has had its term."""

import typing
from collections import Counter
from datetime import datetime, time
from typing import Any
from uuid import UUID

from sqlalchemy import ColumnElement, CursorResult, Delete, Update, Uuid, cast, delete, func, or_, select, update

from accounting import retention
from accounting.retention import DocumentClass, Trace
from app.core.days import BOOKS_TIME
from app.core.idempotency import IdempotencyKey
from app.core.jobs import CANCELLED, ORIGIN, QUEUED, RUNNING, SUCCEEDED, Job
from app.core.jobs import FAILED as GIVEN_UP
from app.core.mail import QUEUED as WAITING
from app.core.mail import MailMessage
from app.core.secrets import needs_resealing, resealed, unseal
from app.core.work import Work
from app.modules.audit.models import AuditEvent
from app.modules.contacts.models import Contact
from app.modules.contacts.queries import nothing_names
from app.modules.documents.models import FAILED as UNREADABLE
from app.modules.documents.models import REJECTED, Document, Reading
from app.modules.identity import people
from app.modules.identity.models import (
    ApiKey,
    Invitation,
    MailedToken,
    Membership,
    MfaChallenge,
    RefreshToken,
    Session,
)
from app.modules.identity.permissions import Role
from app.modules.identity.queries import memberships
from app.modules.privacy.models import EXPIRED, FAILED, MAKING, PERSON, READY, Export

DOCUMENTS_AT_ONCE = 100
ROWS_AT_ONCE = 1000
JOB, ADDRESS, PURPOSE = "privacy.forget_person", "email_sealed", "address of somebody who is being erased"


def nobody(some_id: UUID) -> str:
    """An address that can never get mail, in the place of one that had to go."""
    return f"{some_id}@erased.invalid"


async def forget_once(work: Work, job_id: UUID) -> None:
    """What the job promises, unless it was done: done with it, the job forgets the address too."""
    job = await work.session.scalar(select(Job).where(Job.id == job_id).with_for_update())
    if job is None or (sealed := job.payload.get(ADDRESS)) is None:
        return
    await forget_person(work, UUID(job.payload["user_id"]), unseal(sealed, PURPOSE).decode())
    job.payload = {name: value for name, value in job.payload.items() if name not in (ADDRESS, ORIGIN)}


async def promise_again(work: Work) -> None:
    """Every night: what was given up of an erasure is promised anew, until it is done."""
    given_up = await work.session.scalars(
        select(Job).where(Job.name == JOB, Job.status == GIVEN_UP, Job.payload.has_key(ADDRESS)).with_for_update()
    )
    for job in given_up.all():
        await work.enqueue(JOB, user_id=job.payload["user_id"], email_sealed=job.payload[ADDRESS])
        job.payload = {name: value for name, value in job.payload.items() if name != ADDRESS}


async def reseal_addresses(work: Work) -> None:
    """After a change of the encryption key."""
    holding = await work.session.scalars(select(Job).where(Job.payload.has_key(ADDRESS)).with_for_update())
    for job in holding.all():
        if needs_resealing(sealed := job.payload[ADDRESS]):
            job.payload = {**job.payload, ADDRESS: resealed(sealed, PURPOSE)}


async def count_addresses(work: Work) -> Counter[str]:
    """How many each key holds."""
    held = await work.session.scalars(select(Job.payload[ADDRESS].astext).where(Job.payload.has_key(ADDRESS)))
    return Counter(sealed.partition(":")[0] for sealed in held)


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
    await work.session.execute(
        update(Job)
        .where(Job.created_by == user_id)
        .values(payload=Job.payload.op("-")(ORIGIN))
        .execution_options(synchronize_session=False)
    )
    await work.record("person.erased", user_id=user_id)


async def only_owner(work: Work, user_id: UUID) -> bool:
    """Whether the company of `work` would have no owner without this person."""
    owners = await work.session.scalars(memberships().where(Membership.role == Role.OWNER))
    return {each.user_id for each in owners} == {user_id}


async def end_exports(work: Work, *which: ColumnElement[bool]) -> None:
    """These exports end here: nothing of them can be downloaded any more, and what is stored of them goes."""
    rows = await work.session.scalars(
        select(Export).where(Export.status.in_([MAKING, READY, FAILED]), *which).with_for_update()
    )
    for export in rows.all():
        export.status = EXPIRED
        await work.enqueue("privacy.clear_folder", queue="low", folder=export.folder)


async def tidy(work: Work) -> None:
    """Every night: exports whose time is over, and those that nobody is making any more."""
    working = select(Job.id).where(Job.status.in_([QUEUED, RUNNING]))
    which = or_(
        Export.expires_at <= func.now(),
        Export.status == FAILED,
        (Export.status == MAKING) & Export.job_id.not_in(working),
    )
    await end_exports(work, which)


async def next_unbooked(work: Work, *, ended_before: datetime | None = None) -> list[Document]:
    """Documents that never reached the books and never will: of a closed company, or those whose term is over."""
    query = select(Document).where(Document.status.in_([REJECTED, UNREADABLE]), ~Document.was_booked)
    if ended_before is not None:
        query = query.where(func.coalesce(Document.decided_at, Document.read_at, Document.uploaded_at) < ended_before)
    return list((await work.session.scalars(query.order_by(Document.id).limit(DOCUMENTS_AT_ONCE))).all())


def over(work: Work, what: DocumentClass | Trace) -> datetime:
    """What ended before this moment has had its term of ours (`accounting.retention`)."""
    since = retention.kept_since(what, work.today)
    assert since is not None, f"{what} has no term of ours"
    return datetime.combine(since, time(), BOOKS_TIME)


async def remove_jobs(work: Work) -> int:
    """Rows of jobs that ended long ago, as far as no document or export points to them; a number at a time."""
    documents, exports = select(Document.job_id), select(Export.job_id)
    ended = (
        select(Job.id)
        .where(
            Job.status.in_([SUCCEEDED, GIVEN_UP, CANCELLED]),
            Job.finished_at < over(work, Trace.JOBS),
            ~documents.where(Document.job_id == Job.id).exists(),
            ~exports.where(Export.job_id == Job.id).exists(),
        )
        .limit(ROWS_AT_ONCE)
    )
    return await _rows(work, delete(Job).where(Job.id.in_(ended)))


async def remove_mails(work: Work) -> int:
    """The log of what was mailed long ago."""
    old = MailMessage.created_at < over(work, DocumentClass.MAIL_LOG)
    return await _rows(work, delete(MailMessage).where(old, MailMessage.status != WAITING))


async def people_of(work: Work) -> list[UUID]:
    """Everybody who is or was in this company."""
    left = select(cast(AuditEvent.payload["user_id"].astext, Uuid())).where(AuditEvent.name == "member.removed")
    both = await work.session.scalars(select(Membership.user_id).union(left))
    return sorted(each for each in both if each is not None)


async def remove_traces(work: Work, user_id: UUID) -> int:
    """A person's sessions that ended long ago, and what they did not use. That they were in a company stays known, for
    their own export: of each company the last session is kept, without saying from where.
    """
    ended = func.least(Session.expires_at, func.coalesce(Session.revoked_at, Session.expires_at))
    long_ago, stale = over(work, Trace.SESSIONS), over(work, Trace.LINKS)
    last = select(Session.id).distinct(Session.tenant_id).order_by(Session.tenant_id, Session.last_seen_at.desc())
    async with work.on_behalf_of(user_id):
        old = (await work.session.scalars(select(Session.id).where(ended < long_ago))).all()
        count = await _rows(work, delete(RefreshToken).where(RefreshToken.session_id.in_(old)))
        count += await _rows(work, delete(RefreshToken).where(RefreshToken.expires_at < stale))
        kept = set((await work.session.scalars(last)).all())
        count += await _rows(work, delete(Session).where(Session.id.in_(set(old) - kept)))
        await work.session.execute(
            update(Session)
            .where(Session.id.in_(set(old) & kept))
            .values(ip=None, user_agent=None)
            .execution_options(synchronize_session=False)
        )
        for table in (MailedToken, MfaChallenge):
            count += await _rows(work, delete(table).where(table.expires_at < stale))
    return count


async def _rows(work: Work, statement: Delete | Update) -> int:
    """How many rows it removed or changed."""
    result = await work.session.execute(statement.execution_options(synchronize_session=False))
    return typing.cast(CursorResult[Any], result).rowcount


async def remove_documents(work: Work, documents: list[Document]) -> None:
    """Row, reading, original and page images."""
    for document in documents:
        await work.session.execute(delete(Reading).where(Reading.document_id == document.id))
        await work.enqueue("privacy.clear_folder", queue="low", folder=document.folder)
        await work.record("document.removed", document_id=document.id, sha256=document.sha256)
        await work.session.delete(document)


async def clear_rest(work: Work) -> dict[str, int]:
    """Contacts that nothing names, mail that was sent, addresses of invitations, stored answers; copies of the books
    that were judged.
    """
    await work.enqueue("privacy.clear_folder", queue="low", folder=f"{work.tenant_id}/anomalies/")
    addresses = update(Invitation).where(Invitation.email.not_like("%@erased.invalid"))
    counts = {
        "contacts": await _rows(work, delete(Contact).where(nothing_names())),
        "mails": await _rows(work, delete(MailMessage).where(MailMessage.status != WAITING)),
        "invitations": await _rows(work, addresses.values(email=func.concat(Invitation.id, "@erased.invalid"))),
    }
    await work.session.execute(delete(IdempotencyKey))
    return counts
