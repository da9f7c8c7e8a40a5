"""A new password for who forgot it: whoever has the mailbox has the account."""

from uuid import UUID

from sqlalchemy import select, update

from app.core import mail
from app.core.tokens import Secret
from app.core.work import Work
from app.modules.identity import authenticators, links, passwords, sessions
from app.modules.identity.errors import LinkInvalid
from app.modules.identity.links import Purpose
from app.modules.identity.models import ApiKey, Membership, User
from app.modules.identity.queries import home

TAKEN_OVER = "address confirmed by reset"


async def who_has(work: Work, email: str) -> UUID | None:
    """The person with this address, if there is one. `work` must be opened for this e-mail."""
    found: UUID | None = await work.session.scalar(select(User.id).where(User.email == email))
    return found


async def mail_link(work: Work, user_id: UUID) -> None:
    """A link for a new password, to the person's address. `work` must be the person's."""
    user = await work.session.get_one(User, user_id)
    where = await home(work, user.id, or_the_last=True)
    if where is None:
        return
    await sessions.enter(work, where, user.id)
    secret = await links.make(work, user, Purpose.RESET_PASSWORD, user.email)
    await mail.send(
        work,
        "reset_password",
        to=user.email,
        language=user.language,
        user_id=user.id,
        name=user.full_name,
        link=links.address_of("reset-password", secret),
        minutes=int(links.LIFETIMES[Purpose.RESET_PASSWORD].total_seconds()) // 60,
    )
    work.actor_id = None  # whoever asked has not shown who they are
    await work.record("password.reset_asked", user_id=user.id)


async def reset(work: Work, presented: Secret, password: str) -> None:
    """A new password for who received our mail. All sessions end; the address is theirs, evidently.

    If nobody had shown before that it is theirs, somebody else may have registered with it: what they set up to get in
    again goes too, which is the second factor and the API keys.

    Raises LinkInvalid, LinkUsed, LinkExpired, PasswordTooCommon, PasswordGuessable.
    """
    token = await links.use(work, presented, Purpose.RESET_PASSWORD)
    user = await work.session.get_one(User, token.user_id, with_for_update=True)
    where = await home(work, user.id, or_the_last=True)
    if where is None or user.email != token.email:
        raise LinkInvalid(field="token")
    await sessions.enter(work, where, user.id)
    await passwords.give(work, user, password)
    if user.email_verified_at is None:
        await _take_over(work, user)
    await sessions.end_all(work, user.id, "password reset")


async def _take_over(work: Work, user: User) -> None:
    """From whoever opened the account, in all its companies."""
    user.email_verified_at = work.now
    await work.record("email.verified", user_id=user.id)
    if await authenticators.forget(work, user):
        await work.record("mfa.disabled", user_id=user.id, reason=TAKEN_OVER)
    companies = await work.session.scalars(select(Membership.tenant_id).where(Membership.user_id == user.id))
    for tenant_id in companies.all():
        async with work.in_tenant(tenant_id):
            revoked = await work.session.scalars(
                update(ApiKey)
                .where(ApiKey.created_by == user.id, ApiKey.revoked_at.is_(None))
                .values(revoked_at=work.now)
                .returning(ApiKey.id)
            )
            keys = revoked.all()
        for key_id in keys:
            await work.record("api_key.revoked", api_key_id=key_id, reason=TAKEN_OVER)
