"""Passwords: which ones will do, changing one's own, and a new one for who forgot it.

After ASVS 5.0: 8 to 128 characters of any kind, none of the most common, nothing that anybody would try first.
"""

import re
from functools import cache

from sqlalchemy import select
from zxcvbn.frequency_lists import FREQUENCY_LISTS

from app.core import limits, mail, tokens
from app.core.config import settings
from app.core.tokens import Claims, Secret
from app.core.work import Work
from app.modules.identity import links, sessions
from app.modules.identity.errors import CurrentPasswordWrong, LinkInvalid, PasswordGuessable, PasswordTooCommon
from app.modules.identity.links import Purpose
from app.modules.identity.models import User
from app.modules.identity.queries import home, names_of_my_companies

SHORTEST, LONGEST = 8, 128
MOST_COMMON = 3000
NO_LETTERS = re.compile(r"[\W\d_]+")
SMALLEST_WORD = 4


@cache
def common() -> frozenset[str]:
    """The most common passwords that would be long enough."""
    return frozenset([each for each in FREQUENCY_LISTS["passwords"] if len(each) >= SHORTEST][:MOST_COMMON])


def check(password: str, *known: str) -> None:
    """Raises PasswordTooCommon, PasswordGuessable. `known` are words that everybody knows of this person.

    >>> check("correct horse battery", "horse@example.com")
    """
    plain = password.casefold()
    if plain in common():
        raise PasswordTooCommon(field="password")
    letters = NO_LETTERS.sub("", plain)
    for word in known:
        parts = {part.casefold() for part in (word, word.partition("@")[0], *re.split(r"[\W_]+", word))}
        bare = {NO_LETTERS.sub("", part) for part in parts}
        if plain in parts or letters in {each for each in bare if len(each) >= SMALLEST_WORD}:
            raise PasswordGuessable(field="password")


async def require(user: User, password: str) -> None:
    """The person shows again that they know their password. Raises CurrentPasswordWrong, TooManyRequests."""
    what, allowed, seconds = f"password:{user.id}", settings().sign_in_failures, settings().sign_in_failure_seconds
    await limits.limit(what, allowed, seconds)
    if not await tokens.check_password(password, user.password_hash):
        raise CurrentPasswordWrong(field="current_password")
    await limits.give_back(what, allowed, seconds)


async def change(work: Work, claims: Claims, current: str, password: str) -> None:
    """A new password for who knows the old one; their other sessions end.

    Raises CurrentPasswordWrong, PasswordTooCommon, PasswordGuessable.
    """
    user = await work.session.get_one(User, claims.user_id, with_for_update=True)
    await require(user, current)
    await _give(work, user, password)
    await sessions.end_all(work, user.id, "password changed", but=claims.session_id)


async def ask_for_reset(work: Work, email: str) -> None:
    """Mail a link to whoever has this address; nobody learns whether there is such a person.

    `work` must be opened for this e-mail.
    """
    user = await work.session.scalar(select(User).where(User.email == email))
    if user is None:
        return
    await sessions.show_what_belongs_to(work, user.id)
    where = await home(work, user.id, or_the_last=True)
    if where is None:
        return
    await sessions.enter(work, where, user.id)
    secret = await links.make(work, user, Purpose.RESET_PASSWORD, email)
    await mail.send(
        work,
        "reset_password",
        to=email,
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

    Raises LinkInvalid, LinkUsed, LinkExpired, PasswordTooCommon, PasswordGuessable.
    """
    token = await links.use(work, presented, Purpose.RESET_PASSWORD)
    user = await work.session.get_one(User, token.user_id, with_for_update=True)
    where = await home(work, user.id, or_the_last=True)
    if where is None or user.email != token.email:
        raise LinkInvalid(field="token")
    await sessions.enter(work, where, user.id)
    await _give(work, user, password)
    if user.email_verified_at is None:
        user.email_verified_at = work.now
        await work.record("email.verified", user_id=user.id)
    await sessions.end_all(work, user.id, "password reset")


async def _give(work: Work, user: User, password: str) -> None:
    check(password, user.email, user.full_name, *await names_of_my_companies(work, user.id))
    user.password_hash = await tokens.hash_password(password)
    user.password_changed_at = work.now
    await links.forget(work, user, Purpose.RESET_PASSWORD, Purpose.CHANGE_EMAIL)
    await mail.send(
        work,
        "password_changed",
        to=user.email,
        language=user.language,
        user_id=user.id,
        name=user.full_name,
        at=work.now,
        ip=work.origin.ip or "?",
    )
    await work.record("password.changed", user_id=user.id)
