"""The second factor: an authenticator app (TOTP, RFC 6238) and recovery codes. No code ever counts twice."""

import asyncio
import secrets as random
from dataclasses import dataclass
from hmac import compare_digest
from io import BytesIO
from uuid import UUID

import pyotp
import segno
from sqlalchemy import delete, select, update

from app.core import limits, mail, secrets, tokens
from app.core.config import settings
from app.core.models import new_id
from app.core.tokens import Claims
from app.core.work import Work
from app.modules.identity import passwords
from app.modules.identity.errors import CodeWrong, MfaAlreadyOn, MfaNotBegun, MfaNotOn
from app.modules.identity.models import Authenticator, MfaChallenge, RecoveryCode, Session, User

ISSUER = "Smart Accounting"
STEP_SECONDS = 30
CLOCKS_MAY_DIFFER_BY = 1
"""Steps before and after now that still count: a phone's clock is rarely exact."""

RECOVERY_CODES = 10
ALPHABET = "23456789abcdefghjkmnpqrstuvwxyz"
"""Without the signs that people confuse."""


@dataclass(frozen=True, slots=True)
class Enrolment:
    """What an authenticator app needs, shown once: as text, as a link, and as a picture."""

    secret: str
    uri: str
    qr_svg: str


async def begin(work: Work, claims: Claims, current_password: str) -> Enrolment:
    """A seed for the person's app; it counts once a code of it was confirmed. Raises MfaAlreadyOn."""
    user = await work.session.get_one(User, claims.user_id, with_for_update=True)
    await passwords.require(user, current_password)
    return await enrol(work, user)


async def enrol(work: Work, user: User) -> Enrolment:
    """The same for who has given their password just now. Raises MfaAlreadyOn."""
    authenticator = await _locked(work, user)
    if authenticator is not None and authenticator.confirmed_at is not None:
        raise MfaAlreadyOn
    seed = pyotp.random_base32()
    if authenticator is None:
        authenticator = Authenticator(user_id=user.id)
        work.session.add(authenticator)
    authenticator.secret_sealed = secrets.seal(seed, purpose(user.id))
    authenticator.last_step, authenticator.created_at = 0, work.now
    uri = pyotp.TOTP(seed).provisioning_uri(name=user.email, issuer_name=ISSUER)
    picture = BytesIO()
    segno.make_qr(uri).save(picture, kind="svg", scale=5, border=2, xmldecl=False)
    return Enrolment(seed, uri, picture.getvalue().decode().strip())


async def confirm(work: Work, claims: Claims, code: str) -> list[str]:
    """Switch it on with a first code; this session has shown its second factor. The answer: recovery codes.

    Raises MfaNotBegun, MfaAlreadyOn, CodeWrong.
    """
    user = await work.session.get_one(User, claims.user_id, with_for_update=True)
    authenticator = await _locked(work, user)
    if authenticator is None:
        raise MfaNotBegun
    if authenticator.confirmed_at is not None:
        raise MfaAlreadyOn
    await _tried(user, _totp_fits(work, user, authenticator, _digits(code)))
    session = await work.session.get_one(Session, claims.session_id)
    session.mfa_at = work.now
    return await _switch_on(work, user, authenticator)


async def confirm_first(work: Work, user: User, code: str) -> list[str] | None:
    """The same for who enrols as they come in. None when the code is wrong, or nothing was begun."""
    authenticator = await _locked(work, user)
    if authenticator is None or not _totp_fits(work, user, authenticator, _digits(code)):
        return None
    return await _switch_on(work, user, authenticator)


async def _switch_on(work: Work, user: User, authenticator: Authenticator) -> list[str]:
    authenticator.confirmed_at = user.mfa_enabled_at = work.now
    await work.record("mfa.enabled", user_id=user.id)
    await _tell(work, user, on=True)
    return await _new_recovery_codes(work, user)


async def renew_recovery_codes(work: Work, claims: Claims, current_password: str) -> list[str]:
    """Ten new codes; the old ones are worth nothing any more. Raises MfaNotOn."""
    user = await work.session.get_one(User, claims.user_id, with_for_update=True)
    await passwords.require(user, current_password)
    if user.mfa_enabled_at is None:
        raise MfaNotOn
    await work.record("recovery_codes.renewed", user_id=user.id)
    return await _new_recovery_codes(work, user)


async def disable(work: Work, claims: Claims, current_password: str, code: str) -> None:
    """Switch it off, with a code of it. Raises MfaNotOn, CurrentPasswordWrong, CodeWrong."""
    user = await work.session.get_one(User, claims.user_id, with_for_update=True)
    await passwords.require(user, current_password)
    if user.mfa_enabled_at is None:
        raise MfaNotOn
    await _tried(user, await fits(work, user, code))
    await forget(work, user)
    await work.record("mfa.disabled", user_id=user.id)
    await _tell(work, user, on=False)


async def forget(work: Work, user: User) -> bool:
    """The person has no second factor any more, and no session has shown one; whether there was one.

    Sign-ins that wait for a code lead nowhere.
    """
    had = user.mfa_enabled_at is not None
    user.mfa_enabled_at = None
    for table in (RecoveryCode, Authenticator, MfaChallenge):
        await work.session.execute(delete(table).where(table.user_id == user.id))
    await work.session.execute(update(Session).where(Session.user_id == user.id).values(mfa_at=None))
    return had


async def fits(work: Work, user: User, code: str) -> bool:
    """Whether it is the app's code of now, or a recovery code; either is used up. `work` must be the person's."""
    authenticator = await _locked(work, user)
    if authenticator is None or authenticator.confirmed_at is None:
        return False
    if digits := _digits(code):
        return _totp_fits(work, user, authenticator, digits)
    return await _recovery_code_fits(work, user, code)


async def _locked(work: Work, user: User) -> Authenticator | None:
    """The row of the person's app, with nobody else looking at it: two requests cannot use one code."""
    return await work.session.scalar(
        select(Authenticator)
        .where(Authenticator.user_id == user.id)
        .with_for_update()
        .execution_options(populate_existing=True)
    )


def _totp_fits(work: Work, user: User, authenticator: Authenticator, digits: str) -> bool:
    """Whether these are the digits of a step not used before; from now on it is used."""
    seed = secrets.unseal(authenticator.secret_sealed, purpose(user.id)).decode()
    totp, now = pyotp.TOTP(seed), int(work.now.timestamp()) // STEP_SECONDS
    fitting = [
        step
        for step in range(now - CLOCKS_MAY_DIFFER_BY, now + CLOCKS_MAY_DIFFER_BY + 1)
        if compare_digest(totp.generate_otp(step), digits) and step > authenticator.last_step
    ]
    if not fitting:
        return False
    authenticator.last_step = fitting[0]
    if secrets.needs_resealing(authenticator.secret_sealed):
        authenticator.secret_sealed = secrets.seal(seed, purpose(user.id))
    return True


async def _recovery_code_fits(work: Work, user: User, code: str) -> bool:
    typed = code.replace("-", "").replace(" ", "").lower()
    unused = select(RecoveryCode).where(RecoveryCode.user_id == user.id, RecoveryCode.used_at.is_(None))
    for row in (await work.session.scalars(unused.order_by(RecoveryCode.id))).all():
        if await tokens.check_password(typed, row.code_hash):
            row.used_at = work.now
            await work.record("recovery_code.used", user_id=user.id)
            return True
    return False


async def _new_recovery_codes(work: Work, user: User) -> list[str]:
    """Kept as passwords are, since they are short enough to be guessed by who has the database."""
    made = ["".join(random.choice(ALPHABET) for _ in range(10)) for _ in range(RECOVERY_CODES)]
    hashes = await asyncio.gather(*map(tokens.hash_password, made))
    await work.session.execute(delete(RecoveryCode).where(RecoveryCode.user_id == user.id))
    work.session.add_all([RecoveryCode(id=new_id(), user_id=user.id, code_hash=each) for each in hashes])
    return [f"{code[:5]}-{code[5:]}" for code in made]


async def _tried(user: User, right: bool) -> None:
    """A wrong code counts, as a wrong password does. Raises CodeWrong, TooManyRequests."""
    what, allowed, seconds = f"code:{user.id}", settings().sign_in_failures, settings().sign_in_failure_seconds
    await limits.limit(what, allowed, seconds)
    if not right:
        raise CodeWrong(field="code")
    await limits.give_back(what, allowed, seconds)


async def _tell(work: Work, user: User, *, on: bool) -> None:
    await mail.send(
        work,
        "mfa_switched",
        to=user.email,
        language=user.language,
        user_id=user.id,
        name=user.full_name,
        on=on,
        at=work.now,
        ip=work.origin.ip or "?",
    )


def _digits(code: str) -> str:
    """The six digits of an app's code, however they were grouped; empty for anything else."""
    bare = code.replace(" ", "")
    return bare if len(bare) == 6 and bare.isascii() and bare.isdigit() else ""


def purpose(user_id: UUID) -> str:
    """What a seed is sealed for: moved to somebody else's row it does not open."""
    return f"totp:{user_id}"
