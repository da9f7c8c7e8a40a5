"""One's own name, language and e-mail address."""

from typing import Any

from app.core import limits, mail
from app.core.tokens import Claims, Secret
from app.core.work import Work
from app.modules.identity import links, passwords
from app.modules.identity.errors import EmailUnchanged, LinkInvalid
from app.modules.identity.links import Purpose
from app.modules.identity.models import User
from app.modules.identity.queries import home
from app.modules.identity.schemas.asked import ReviseProfile
from app.modules.identity.sessions import enter

MOST_PER_HOUR = 5
"""Mail to addresses that may be somebody else's."""


async def revise(work: Work, change: ReviseProfile) -> None:
    user = await work.session.get_one(User, work.actor_id)
    changes = change.model_dump(exclude_none=True)
    before = {name: getattr(user, name) for name in changes}
    for name, value in changes.items():
        setattr(user, name, value)
    await work.record("user.revised", user_id=user.id, old=before, new=changes)


async def ask_for_new_email(work: Work, claims: Claims, current_password: str, email: str) -> None:
    """Mail a link to the new address, and word of it to the old one. Nothing changes until the link is opened.

    Whether somebody else has the new address is said to nobody but its owner. Raises CurrentPasswordWrong,
    EmailUnchanged.
    """
    user = await work.session.get_one(User, claims.user_id, with_for_update=True)
    await passwords.require(user, current_password)
    if email == user.email:
        raise EmailUnchanged(field="email", value=email)
    await limits.limit(f"new-address:{user.id}", MOST_PER_HOUR, 3600)
    secret = await links.make(work, user, Purpose.CHANGE_EMAIL, email)
    to_both: dict[str, Any] = {"language": user.language, "user_id": user.id, "name": user.full_name}
    link = links.address_of("confirm-email", secret)
    await mail.send(work, "confirm_new_email", to=email, link=link, **to_both)
    await mail.send(work, "email_changing", to=user.email, new_email=email, **to_both)
    await work.record("email.change_asked", user_id=user.id)


async def confirm_new_email(work: Work, presented: Secret) -> None:
    """The new address is theirs: from now on they sign in with it. `work` must be the person's.

    Raises LinkInvalid, LinkUsed, LinkExpired, EmailTaken.
    """
    token = await links.use(work, presented, Purpose.CHANGE_EMAIL)
    user = await work.session.get_one(User, token.user_id, with_for_update=True)
    where = await home(work, user.id, or_the_last=True)
    if where is None:
        raise LinkInvalid(field="token")
    await enter(work, where, user.id)
    before, user.email, user.email_verified_at = user.email, token.email, work.now
    await links.forget(work, user, Purpose.VERIFY_EMAIL, Purpose.RESET_PASSWORD)
    await work.record("email.changed", user_id=user.id, old={"email": before}, new={"email": user.email})
