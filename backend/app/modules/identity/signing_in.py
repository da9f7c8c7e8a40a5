"""Signing in: a password, then a second factor if the person has one, then a session.

What fails is on record too. A failure is therefore an answer of these functions and no exception, which would undo it.
"""

from dataclasses import dataclass, replace
from datetime import timedelta
from uuid import UUID

from sqlalchemy import delete, func, select

from app.core import tokens
from app.core.errors import TooManyRequests
from app.core.limits import Allowance
from app.core.models import new_id
from app.core.tokens import Secret
from app.core.work import Work
from app.modules.identity import authenticators, guesses, joining, sessions
from app.modules.identity.errors import LOCKED_OUT, ChallengeEnded, CodeWrong, CredentialsWrong, NoCompanyLeft
from app.modules.identity.models import MfaChallenge, Tenant, User
from app.modules.identity.queries import home
from app.modules.identity.sessions import Refused, SignedIn, enter

CHALLENGE_SECONDS = 300
ENROLMENT_SECONDS = 900
"""Who sets up a second factor as they come in may have to install an app first."""

MOST_FAILURES = 5
"""Wrong codes until a challenge is dead."""

MOST_FAILURES_IN_ALL = 10
FAILURES_WITHIN = timedelta(minutes=15)
"""Whoever knows the password can begin again and again: so many wrong codes are too many, over all challenges."""


@dataclass(frozen=True, slots=True)
class Challenged:
    """The password was right; now the second factor, which is set up by this as well where there is none yet."""

    challenge: Secret
    enrolment: authenticators.Enrolment | None = None

    @property
    def seconds(self) -> int:
        return ENROLMENT_SECONDS if self.enrolment else CHALLENGE_SECONDS


async def sign_in(work: Work, email: str, password: str) -> SignedIn | Challenged | Refused:
    """A new session in the company last used. `work` must be opened for this e-mail, and the guess counted.

    Until a password was right the work is the same for every address: one is hashed for nobody as well.
    """
    user = await work.session.scalar(select(User).where(User.email == email))
    right = await tokens.check_password(password, user.password_hash if user else None)
    if user is None or not right:
        return Refused(CredentialsWrong(), guessed_at=user.id if user else None)
    await sessions.show_what_belongs_to(work, user.id)
    tenant_id = await home(work, user.id)
    if tenant_id is None:
        return Refused(NoCompanyLeft())
    await enter(work, tenant_id, user.id)
    if not await is_still_theirs(work, user):
        return Refused(CredentialsWrong())
    return await admit(work, user, await work.session.get_one(Tenant, tenant_id))


async def is_still_theirs(work: Work, user: User) -> bool:
    """The password that was checked was not changed meanwhile; who changes it from now on waits, and ends this."""
    checked = user.password_hash
    await work.session.refresh(user, with_for_update=True)
    return user.password_hash == checked


async def admit(work: Work, user: User, tenant: Tenant) -> SignedIn | Challenged | Refused:
    """Whoever has shown the first factor: in, or asked for the second. `work` must have entered the tenant."""
    if user.mfa_enabled_at is None:
        return await _open(work, user, tenant, with_second_factor=False)
    return await challenge(work, user, tenant)


async def challenge(
    work: Work,
    user: User,
    tenant: Tenant,
    *,
    invitation_id: UUID | None = None,
    enrolment: authenticators.Enrolment | None = None,
) -> Challenged | Refused:
    """Ask for the second factor; with an invitation the person joins by it, and not before."""
    if await _failures_lately(work, user) >= MOST_FAILURES_IN_ALL:
        return Refused(TooManyRequests(int(FAILURES_WITHIN.total_seconds())))
    await work.session.execute(
        delete(MfaChallenge).where(
            MfaChallenge.user_id == user.id, MfaChallenge.created_at < work.now - timedelta(days=1)
        )
    )
    asked = Challenged(Secret.make(user.id, new_id()), enrolment)
    work.session.add(
        MfaChallenge(
            id=asked.challenge.id,
            user_id=user.id,
            tenant_id=tenant.id,
            invitation_id=invitation_id,
            secret_hash=asked.challenge.hash,
            expires_at=work.now + timedelta(seconds=asked.seconds),
        )
    )
    await work.session.flush()
    return asked


async def _failures_lately(work: Work, user: User) -> int:
    """Wrong codes over all challenges, also those that are open still."""
    failures = await work.session.scalar(
        select(func.coalesce(func.sum(MfaChallenge.failures), 0)).where(
            MfaChallenge.user_id == user.id, MfaChallenge.created_at > work.now - FAILURES_WITHIN
        )
    )
    return int(failures or 0)


async def answer_challenge(work: Work, presented: Secret, code: str) -> SignedIn | Refused:
    """The second factor opens the session. `work` must be the person's.

    Raises ChallengeEnded; of who joins by it InvitationUsed, InvitationRevoked, InvitationExpired, AlreadyMember.
    """
    challenge = await work.session.scalar(select(MfaChallenge).where(MfaChallenge.id == presented.id).with_for_update())
    if challenge is None or not presented.matches(challenge.secret_hash):
        raise ChallengeEnded
    if challenge.used_at is not None or challenge.expires_at <= work.now or challenge.failures >= MOST_FAILURES:
        raise ChallengeEnded
    user = await work.session.get_one(User, challenge.user_id, with_for_update=True)  # one guess at a time
    if await _failures_lately(work, user) >= MOST_FAILURES_IN_ALL:
        return Refused(TooManyRequests(int(FAILURES_WITHIN.total_seconds())))
    tenant_id = await _where_to(work, challenge)
    await enter(work, tenant_id, user.id)
    enrols, codes = user.mfa_enabled_at is None, None
    if enrols:
        codes = await authenticators.confirm_first(work, user, code)
    if codes is None and (enrols or not await authenticators.fits(work, user, code)):
        challenge.failures += 1
        work.actor_id = None  # nobody has shown yet who they are
        await work.record("mfa.failed", user_id=user.id, failures=challenge.failures)
        if await _failures_lately(work, user) >= MOST_FAILURES_IN_ALL:
            await work.record(LOCKED_OUT, user_id=user.id, after="code", until=work.now + FAILURES_WITHIN)
        return Refused(CodeWrong(field="code"))
    challenge.used_at = work.now
    if challenge.invitation_id is not None:
        await enter(work, tenant_id := challenge.tenant_id, user.id)
        await joining.join_by(work, challenge.invitation_id, user)
    tenant = await work.session.get_one(Tenant, tenant_id)
    return replace(await _open(work, user, tenant, with_second_factor=True), recovery_codes=codes)


async def _where_to(work: Work, challenge: MfaChallenge) -> UUID:
    """The company that the challenge leads to, or another one if the person left it meanwhile.

    Who joins by it is nobody there yet: until then they are in their own company, if they ever had one.
    """
    if challenge.invitation_id is not None:
        return await home(work, challenge.user_id, or_the_last=True) or challenge.tenant_id
    from_home = await home(work, challenge.user_id)
    if from_home is None:
        raise ChallengeEnded
    member = await work.session.scalar(select(Tenant.id).where(Tenant.id == challenge.tenant_id))
    return member or from_home


async def _open(work: Work, user: User, tenant: Tenant, *, with_second_factor: bool) -> SignedIn:
    await sessions.tell_of_new_device(work, user)
    signed_in = await sessions.open_session(work, user, tenant, with_second_factor=with_second_factor)
    await work.record(
        "user.signed_in", user_id=user.id, session_id=signed_in.session.id, second_factor=with_second_factor
    )
    return signed_in


async def record_failure(work: Work, user_id: UUID, guess: Allowance) -> None:
    """A wrong password, in the log of the person's own company; what is theirs must be shown already."""
    tenant_id = await home(work, user_id, or_the_last=True)
    if tenant_id is not None:
        await enter(work, tenant_id, user_id)
        work.actor_id = None  # whoever tried has not shown who they are
        await work.record("user.sign_in_failed", user_id=user_id)
        if (told := guesses.locked_out(user_id, guess, after="password")) is not None:
            await work.record(LOCKED_OUT, **told)
