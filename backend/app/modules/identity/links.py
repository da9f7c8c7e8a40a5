"""Links that we mail: good once, for a while, and only the newest of a kind."""

from datetime import timedelta
from enum import StrEnum

from sqlalchemy import delete, select

from app.core.config import settings
from app.core.models import new_id
from app.core.tokens import Secret
from app.core.work import Work
from app.modules.identity.errors import LinkExpired, LinkInvalid, LinkUsed
from app.modules.identity.models import MailedToken, User


class Purpose(StrEnum):
    VERIFY_EMAIL = "verify_email"
    RESET_PASSWORD = "reset_password"  # noqa: S105
    CHANGE_EMAIL = "change_email"


LIFETIMES = {
    Purpose.VERIFY_EMAIL: timedelta(days=7),
    Purpose.RESET_PASSWORD: timedelta(minutes=30),
    Purpose.CHANGE_EMAIL: timedelta(hours=24),
}


def address_of(page: str, secret: Secret) -> str:
    """Where the link leads. The secret stands in the fragment, which browsers never send: no log has it."""
    return f"{settings().public_url.rstrip('/')}/{page}#token={secret}"


async def make(work: Work, user: User, purpose: Purpose, email: str) -> Secret:
    """A secret for this person and purpose; an older one is worth nothing any more."""
    await forget(work, user, purpose)
    secret = Secret.make(user.id, new_id())
    work.session.add(
        MailedToken(
            id=secret.id,
            user_id=user.id,
            purpose=purpose,
            email=email,
            secret_hash=secret.hash,
            expires_at=work.now + LIFETIMES[purpose],
        )
    )
    await work.session.flush()
    return secret


async def use(work: Work, presented: Secret, purpose: Purpose) -> MailedToken:
    """What the secret stands for, from now on used. `work` must be its person's.

    Raises LinkInvalid, LinkUsed, LinkExpired.
    """
    token = await work.session.scalar(select(MailedToken).where(MailedToken.id == presented.id).with_for_update())
    if token is None or token.purpose != purpose or not presented.matches(token.secret_hash):
        raise LinkInvalid(field="token")
    if token.used_at is not None:
        raise LinkUsed(field="token")
    if token.expires_at <= work.now:
        raise LinkExpired(field="token")
    token.used_at = work.now
    return token


async def forget(work: Work, user: User, *purposes: Purpose) -> None:
    """Links of these kinds that this person was sent and did not use yet lead nowhere any more."""
    await work.session.execute(
        delete(MailedToken).where(
            MailedToken.user_id == user.id, MailedToken.purpose.in_(purposes), MailedToken.used_at.is_(None)
        )
    )
