from collections.abc import Callable
from contextlib import AbstractAsyncContextManager
from datetime import date
from uuid import UUID

from sqlalchemy import delete, func, select, true, update

from accounting import retention
from accounting.retention import DocumentClass
from app.core import mail, secrets, tokens
from app.core.jobs import Job
from app.core.models import new_id
from app.core.origin import Origin
from app.core.tokens import Claims
from app.core.work import Work, begin
from app.modules.identity import passwords, people, sessions
from app.modules.identity.errors import SessionEnded
from app.modules.identity.models import (
    Authenticator,
    Invitation,
    MailedToken,
    Membership,
    MfaChallenge,
    RecoveryCode,
    Session,
    Tenant,
    User,
)
from app.modules.identity.permissions import Role
from app.modules.identity.queries import memberships
from app.modules.ledger.models import Entry
from app.modules.privacy import forgetting, gathering
from app.modules.privacy.errors import CompanyNameWrong, OnlyOwner
from app.modules.privacy.models import MAKING, Export
from app.modules.privacy.schemas import CloseCompany, Closed, Erased, Stays
from app.modules.webhooks.models import Webhook

OpenWork = Callable[[], AbstractAsyncContextManager[Work]]
NAME_OF_NOBODY = "–"
CLOSED = "closed"


async def ask(work: Work, kind: str) -> Export:
    """Promise an export; one that is being made already answers for it."""
    await work.session.get_one(Tenant, work.tenant_id, with_for_update=True)  # two at once are one
    under_way: Export | None = await work.session.scalar(
        select(Export).where(Export.kind == kind, Export.status == MAKING, Export.requested_by == work.actor_id)
    )
    if under_way is not None:
        return under_way
    assert work.actor_id is not None
    export = Export(id=new_id(), kind=kind, status=MAKING, requested_by=work.actor_id, pieces=0, created_at=work.now)
    work.session.add(export)
    export.job_id = await work.enqueue("privacy.export", queue="low", export_id=export.id)
    await work.record("export.asked", export_id=export.id, kind=kind)
    return export


async def note_download(work: Work, export: Export) -> None:
    await work.record("export.downloaded", export_id=export.id, kind=export.kind)


async def erase(open_work: OpenWork, claims: Claims, origin: Origin, password: str) -> Erased:
    """Forget the person everywhere. One transaction empties the account and promises the rest: a job in each of
    their companies. From then on nobody is let in as them, and whatever is killed, the jobs go on.

    The companies are then seen to at once; a job that comes later finds nothing left to do. Raises
    CurrentPasswordWrong, OnlyOwner.
    """
    async with open_work() as work:
        user = await work.session.get_one(User, claims.user_id)
        await passwords.require(user, password)
        companies = sorted({claims.tenant_id, *await gathering.companies_of(work)})
    await _require_other_owners(companies, claims.user_id)
    async with open_work() as work:
        user = await work.session.get_one(User, claims.user_id, with_for_update=True, populate_existing=True)
        if user.erased_at is not None:
            raise SessionEnded
        sealed = secrets.seal(user.email, forgetting.PURPOSE)
        promised = {each: await _promise(work, each, user.id, sealed) for each in companies}
        await _empty(work, user)
        erased = Erased(erased_at=work.now, stays=await _stays(work))
    for tenant_id, job_id in promised.items():
        async with begin(tenant_id, claims.user_id, origin=origin) as work:
            await forgetting.forget_once(work, job_id)
    return erased


async def _promise(work: Work, tenant_id: UUID, user_id: UUID, email_sealed: str) -> UUID:
    """A job in that company, in this transaction; its message leaves after commit like any other."""
    payload = work.job_payload({"user_id": user_id, "email_sealed": email_sealed})
    job = Job(id=new_id(), name=forgetting.JOB, queue="normal", payload=payload, created_by=user_id)
    async with work.in_tenant(tenant_id):
        work.session.add(job)
    work.resend(job, tenant_id)
    return job.id


async def _require_other_owners(tenant_ids: list[UUID], user_id: UUID) -> None:
    names = {}
    for tenant_id in tenant_ids:
        async with begin(tenant_id, user_id, read_only=True) as work:
            tenant = await work.session.get_one(Tenant, tenant_id)
            if tenant.closed_at is None and await forgetting.only_owner(work, user_id):
                names[tenant_id] = tenant.name
    if names:
        raise OnlyOwner(names)


async def _empty(work: Work, user: User) -> None:
    """Nothing of the account but its id; nobody can sign in with it."""
    await sessions.end_all(work, user.id, "erased")
    await work.session.execute(update(Session).where(Session.user_id == user.id).values(ip=None, user_agent=None))
    for table in (Authenticator, RecoveryCode, MailedToken, MfaChallenge):
        await work.session.execute(delete(table).where(table.user_id == user.id))
    user.email, user.full_name = forgetting.nobody(user.id), NAME_OF_NOBODY
    user.password_hash = await tokens.hash_password(tokens.Secret.make(user.id, user.id).secret)
    user.email_verified_at = user.mfa_enabled_at = None
    user.erased_at = work.now


async def _stays(work: Work) -> list[Stays]:
    country = (await work.session.get_one(Tenant, work.tenant_id)).country
    kept = (DocumentClass.BOOKS, DocumentClass.AUDIT_LOG)
    return [
        Stays(
            document_class=each,
            source=retention.rule_for(each, work.today, country, work.today).source + "; GDPR art. 17(3)(b)",
            until=retention.removable_from(each, work.today, country, work.today),
        )
        for each in kept
    ]


async def close(work: Work, claims: Claims, asked: CloseCompany) -> Closed:
    """Nothing more is booked here, and programs get no more in. Raises CurrentPasswordWrong, CompanyNameWrong."""
    user = await work.session.get_one(User, claims.user_id)
    await passwords.require(user, asked.current_password)
    tenant = await work.session.get_one(Tenant, work.tenant_id, with_for_update=True)
    if asked.name.strip() != tenant.name:
        raise CompanyNameWrong(field="name", value=asked.name)
    tenant.closed_at = work.now
    tenant.version += 1
    await people.revoke_keys(work, true())
    await _withdraw_invitations(work)
    await _switch_off_webhooks(work)
    kept_until = await _books_kept_until(work, tenant.country)
    await work.record(
        "company.closed",
        books_kept_until=kept_until,
        old={"closed_at": None},
        new={"closed_at": tenant.closed_at},
    )
    await _tell_owners(work, tenant, kept_until)
    job_id = await work.enqueue("privacy.clear_company", queue="low")
    return Closed(closed_at=tenant.closed_at, books_kept_until=kept_until, job_id=job_id)


async def _withdraw_invitations(work: Work) -> None:
    withdrawn = await work.session.scalars(
        update(Invitation)
        .where(Invitation.accepted_at.is_(None), Invitation.revoked_at.is_(None))
        .values(revoked_at=work.now)
        .returning(Invitation.id)
    )
    for invitation_id in withdrawn.all():
        await work.record("invitation.revoked", invitation_id=invitation_id, reason=CLOSED)


async def _switch_off_webhooks(work: Work) -> None:
    """Those that were on are told of in the log; one that was off stays so, and says why it cannot be switched on."""
    were_on = select(Webhook.id).where(Webhook.is_active).with_for_update()
    switched_off = (await work.session.scalars(were_on)).all()
    await work.session.execute(update(Webhook).values(is_active=False, disabled_reason=CLOSED))
    for webhook_id in switched_off:
        await work.record(
            "webhook.switched_off",
            webhook_id=webhook_id,
            reason=CLOSED,
            old={"is_active": True},
            new={"is_active": False},
        )


async def _books_kept_until(work: Work, country: str) -> date:
    """When the last of the books may go: their last year closes no earlier than today."""
    latest = await work.session.scalar(select(func.max(Entry.booked_on)))
    closing = max(latest or work.today, work.today)
    return max(retention.removable_from(each, closing, country, work.today) for each in DocumentClass)


async def _tell_owners(work: Work, tenant: Tenant, kept_until: date) -> None:
    owners = await work.session.scalars(memberships().with_only_columns(User).where(Membership.role == Role.OWNER))
    for owner in owners.all():
        await mail.send(
            work,
            "company_closed",
            to=owner.email,
            language=owner.language,
            user_id=owner.id,
            name=owner.full_name,
            company=tenant.name,
            kept_until=kept_until,
        )
