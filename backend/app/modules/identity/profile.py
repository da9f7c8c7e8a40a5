"""One's own name, language and e-mail address."""

from typing import Any

from app.core import limits, mail
from app.core.events import changed, values_of
from app.core.fingerprints import fingerprint
from app.core.tokens import Claims, Secret
from app.core.versions import state_of, unless_changed
from app.core.work import Work
from app.modules.identity import links, passwords
from app.modules.identity.errors import EmailUnchanged, LinkInvalid
from app.modules.identity.links import Purpose
from app.modules.identity.models import User
from app.modules.identity.queries import home, me
from app.modules.identity.schemas.answered import Me
from app.modules.identity.schemas.asked import ReviseProfile
from app.modules.identity.sessions import enter

MOST_PER_HOUR = 5
"""Mail to addresses that may be somebody else's."""

PERSONAL = frozenset({"full_name", "email"})


async def read(work: Work) -> tuple[Me, int]:
    """Who I am here, and the number by which a change of it is told."""
    shown = await me(work)
    return shown, state_of(shown)


async def revise(work: Work, change: ReviseProfile, seen: int | None) -> None:
    """Raises ChangedMeanwhile."""
    user = await work.session.get_one(User, work.actor_id, with_for_update=True)
    unless_changed((await read(work))[1], seen)
    changes = change.model_dump(exclude_none=True)
    before = values_of(user, *changes)
    for name, value in changes.items():
        setattr(user, name, value)
    await work.record("user.revised", user_id=user.id, **changed(_told(user, before), _told(user, changes)))


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
    old, new = _told(user, {"email": before}), _told(user, {"email": user.email})
    await work.record("email.changed", user_id=user.id, old=old, new=new)


def _told(user: User, values: dict[str, Any]) -> dict[str, Any]:
    """As the log may keep it for years: a language in plain words, what says who somebody is by its fingerprint."""
    return {name: fingerprint(user.id, name, value) if name in PERSONAL else value for name, value in values.items()}
