"""Registering: a person, their company, and the proof that the e-mail address is theirs."""

from sqlalchemy import select

from app.core import mail, tokens
from app.core.models import new_id
from app.core.tokens import Secret
from app.core.work import Work
from app.modules.identity import companies, links, passwords, sessions
from app.modules.identity.errors import EmailAlreadyVerified, EmailNotVerified, EmailTaken, LinkInvalid
from app.modules.identity.links import Purpose
from app.modules.identity.models import Membership, User
from app.modules.identity.permissions import Role
from app.modules.identity.queries import home
from app.modules.identity.schemas.asked import Register
from app.modules.identity.sessions import SignedIn, enter


async def register(work: Work, asked: Register) -> SignedIn:
    """A person, their company and their first session. `work` must be opened for this e-mail.

    Raises EmailTaken, CountryNotKept, VatNumberInvalid, VatNumberOfAnotherCountry, PasswordTooCommon,
    PasswordGuessable.
    """
    country, vat_number = companies.check_country(asked)
    passwords.check(asked.password, asked.email, asked.full_name, asked.company_name)
    user = User(
        id=new_id(),
        email=asked.email,
        full_name=asked.full_name,
        password_hash=await tokens.hash_password(asked.password),
        language=asked.language,
    )
    await enter(work, new_id(), user.id)
    if await work.session.scalar(select(User.id).where(User.email == asked.email)):
        raise EmailTaken(field="email")
    work.session.add(user)
    tenant = await companies.create(work, user.id, asked.company_name, country, vat_number)
    signed_in = await sessions.open_session(work, user, tenant)
    await work.record("user.registered", user_id=user.id)
    await _mail_verification(work, user)
    return signed_in


async def send_verification(work: Work) -> str:
    """Mail me the link again; the older one is worth nothing any more. Raises EmailAlreadyVerified."""
    user = await work.session.get_one(User, work.actor_id)
    if user.email_verified_at is not None:
        raise EmailAlreadyVerified
    await _mail_verification(work, user)
    return user.email


async def verify_email(work: Work, presented: Secret) -> None:
    """The link was opened, so the address is theirs. `work` must be the person's.

    Raises LinkInvalid, LinkUsed, LinkExpired.
    """
    token = await links.use(work, presented, Purpose.VERIFY_EMAIL)
    user = await work.session.get_one(User, token.user_id, with_for_update=True)
    where = await home(work, user.id, or_the_last=True)
    if where is None or user.email != token.email:
        raise LinkInvalid(field="token")
    await enter(work, where, user.id)
    if user.email_verified_at is None:
        user.email_verified_at = work.now
        await work.record("email.verified", user_id=user.id)


async def require_verified(work: Work) -> User:
    """The acting person, who has shown that their address is theirs. Raises EmailNotVerified."""
    user = await work.session.get_one(User, work.actor_id)
    if user.email_verified_at is None:
        raise EmailNotVerified
    return user


async def require_verified_owner(work: Work) -> None:
    """One of the company's owners has shown so. Raises EmailNotVerified."""
    owners = select(User.id).join(Membership, Membership.user_id == User.id).where(Membership.role == Role.OWNER)
    verified = owners.where(Membership.tenant_id == work.tenant_id, User.email_verified_at.is_not(None))
    if await work.session.scalar(verified.limit(1)) is None:
        raise EmailNotVerified


async def _mail_verification(work: Work, user: User) -> None:
    secret = await links.make(work, user, Purpose.VERIFY_EMAIL, user.email)
    await mail.send(
        work,
        "verify_email",
        to=user.email,
        language=user.language,
        user_id=user.id,
        name=user.full_name,
        link=links.address_of("verify-email", secret),
    )
