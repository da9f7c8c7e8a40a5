"""Passwords: which ones will do, showing that one knows one's own, and changing it.

After ASVS 5.0: 8 to 128 characters of any kind, none of the most common, nothing that anybody would try first.
"""

import re
from functools import cache

from sqlalchemy import delete

from app.core import limits, mail, tokens
from app.core.config import settings
from app.core.tokens import Claims
from app.core.work import Work
from app.modules.identity import guesses, links, sessions
from app.modules.identity.errors import CurrentPasswordWrong, PasswordGuessable, PasswordTooCommon
from app.modules.identity.links import Purpose
from app.modules.identity.models import MfaChallenge, User
from app.modules.identity.queries import names_of_my_companies

SHORTEST, LONGEST = 8, 128
MOST_COMMON = 3000
NO_LETTERS = re.compile(r"[\W\d_]+")
SMALLEST_WORD = 4


@cache
def common() -> frozenset[str]:
    """The most common passwords that would be long enough. Of the lists they come from nothing else is kept."""
    from zxcvbn.frequency_lists import FREQUENCY_LISTS

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
    guess = await limits.limit(what, allowed, seconds)
    if not await tokens.check_password(password, user.password_hash):
        raise CurrentPasswordWrong(field="current_password", locked_out=guesses.locked_out(user.id, guess, "password"))
    await limits.give_back(what, allowed, seconds)


async def change(work: Work, claims: Claims, current: str, password: str) -> None:
    """A new password for who knows the old one; their other sessions end.

    Raises CurrentPasswordWrong, PasswordTooCommon, PasswordGuessable.
    """
    user = await work.session.get_one(User, claims.user_id, with_for_update=True)
    await require(user, current)
    await give(work, user, password)
    await sessions.end_all(work, user.id, "password changed", but=claims.session_id)


async def give(work: Work, user: User, password: str) -> None:
    """What the old one had begun leads nowhere: links, and sign-ins that wait for a code.

    Raises PasswordTooCommon, PasswordGuessable.
    """
    check(password, user.email, user.full_name, *await names_of_my_companies(work, user.id))
    user.password_hash = await tokens.hash_password(password)
    user.password_changed_at = work.now
    await links.forget(work, user, Purpose.RESET_PASSWORD, Purpose.CHANGE_EMAIL)
    await work.session.execute(delete(MfaChallenge).where(MfaChallenge.user_id == user.id))
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
