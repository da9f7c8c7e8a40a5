"""Invitations: somebody is asked to join a company with a role, and does, once."""

from dataclasses import dataclass
from datetime import timedelta
from uuid import UUID

from sqlalchemy import select, text, update

from app.core import limits, mail, tokens
from app.core.models import new_id
from app.core.tokens import Claims, Secret
from app.core.work import Work
from app.modules.identity import authenticators, guesses, joining, links, passwords, sessions, signing_in
from app.modules.identity.errors import (
    AlreadyInvited,
    AlreadyMember,
    CredentialsWrong,
    InvitationForSomebodyElse,
    InvitationNeedsMore,
    InvitationNotFound,
    InvitationUsed,
    LinkInvalid,
)
from app.modules.identity.models import Invitation, Membership, Tenant, User
from app.modules.identity.registering import require_verified
from app.modules.identity.schemas.asked import AcceptInvitation, Invite
from app.modules.identity.sessions import Refused, SignedIn, enter
from app.modules.identity.signing_in import Challenged

GOOD_FOR = timedelta(days=7)
MOST_PER_HOUR = 60
"""Mail that one company may cause to strangers."""


@dataclass(frozen=True, slots=True)
class Offer:
    """What somebody with an invitation is asked."""

    invitation: Invitation
    company: Tenant
    invited_by: str | None
    has_account: bool


async def invite(work: Work, asked: Invite) -> Invitation:
    """Mail somebody a link. Raises EmailNotVerified, AlreadyMember, AlreadyInvited, TooManyRequests."""
    inviter = await require_verified(work)
    member = select(User.id).join(Membership, Membership.user_id == User.id)
    if await work.session.scalar(member.where(Membership.tenant_id == work.tenant_id, User.email == asked.email)):
        raise AlreadyMember(field="email", value=asked.email)
    open_ones = select(Invitation).where(
        Invitation.email == asked.email, Invitation.accepted_at.is_(None), Invitation.revoked_at.is_(None)
    )
    for older in (await work.session.scalars(open_ones.with_for_update())).all():
        if older.status(work.now) == "pending":
            raise AlreadyInvited(field="email", value=asked.email)
        older.revoked_at = work.now
    await work.session.flush()
    invitation = Invitation(
        id=new_id(),
        email=asked.email,
        role=asked.role,
        language=asked.language or inviter.language,
        invited_by=inviter.id,
        created_at=work.now,
    )
    await _send(work, invitation, inviter)
    await work.record("invitation.made", invitation_id=invitation.id, role=invitation.role)
    return invitation


async def resend(work: Work, invitation_id: UUID) -> Invitation:
    """A new link, good for another week; the older one leads nowhere any more.

    Raises InvitationNotFound, InvitationUsed, InvitationRevoked, EmailNotVerified, TooManyRequests.
    """
    invitation = await _locked(work, invitation_id)
    inviter = await require_verified(work)
    if (status := invitation.status(work.now)) in ("accepted", "revoked"):
        raise joining.ENDED[status]
    await _send(work, invitation, inviter)
    await work.record("invitation.sent_again", invitation_id=invitation.id)
    return invitation


async def revoke(work: Work, invitation_id: UUID) -> None:
    """Withdraw it; twice is fine. Raises InvitationNotFound, InvitationUsed."""
    invitation = await _locked(work, invitation_id)
    if invitation.accepted_at is not None:
        raise InvitationUsed
    if invitation.revoked_at is None:
        invitation.revoked_at = work.now
        await work.record("invitation.revoked", invitation_id=invitation.id)


async def withdraw_those_of(work: Work, user_id: UUID) -> None:
    """Who may invite no longer leaves no door open: what they sent and nobody accepted yet is worth nothing."""
    theirs = update(Invitation).where(
        Invitation.invited_by == user_id, Invitation.accepted_at.is_(None), Invitation.revoked_at.is_(None)
    )
    withdrawn = await work.session.scalars(theirs.values(revoked_at=work.now).returning(Invitation.id))
    for invitation_id in withdrawn.all():
        await work.record("invitation.revoked", invitation_id=invitation_id)


async def inspect(work: Work, presented: Secret) -> Offer:
    """What the invitation is about. `work` must be its company's, and nobody's.

    Raises LinkInvalid, InvitationUsed, InvitationRevoked, InvitationExpired.
    """
    invitation = await _open_one(work, presented)
    inviter = await work.session.get(User, invitation.invited_by)
    company = await work.session.get_one(Tenant, work.tenant_id)
    person = await _who_has(work, invitation.email)
    return Offer(invitation, company, inviter.full_name if inviter else None, person is not None)


async def accept(
    work: Work, presented: Secret, asked: AcceptInvitation, claims: Claims | None
) -> SignedIn | Challenged | Refused:
    """Join: as a new person, by password, or as who is signed in already.

    Nobody is a member before their second factor: who has one is asked for it first, and who has none sets one up
    first where the company asks for it.

    Raises LinkInvalid, InvitationUsed, InvitationRevoked, InvitationExpired, InvitationForSomebodyElse,
    InvitationNeedsMore, AlreadyMember, PasswordTooCommon, PasswordGuessable, TooManyRequests.
    """
    invitation = await _open_one(work, presented, lock=True)
    company = await work.session.get_one(Tenant, work.tenant_id)
    user = await _who_has(work, invitation.email)
    if user is None:
        user, claims = await _new_person(work, company, invitation, asked), None
    elif asked.password is not None:
        claims = None
        if not await _is_theirs(work, company, user, asked.password):
            return Refused(CredentialsWrong(field="password"))
    elif claims is None:
        raise InvitationNeedsMore(field="password")
    elif claims.user_id != user.id:
        raise InvitationForSomebodyElse
    await enter(work, company.id, user.id)
    session = await sessions.living(work, claims) if claims else None
    await joining.require_no_member(work, user)
    if user.mfa_enabled_at is not None and not (session and session.mfa_at):
        return await signing_in.challenge(work, user, company, invitation_id=invitation.id)
    if user.mfa_enabled_at is None and company.mfa_required:
        if claims:
            raise InvitationNeedsMore(field="password")
        enrolment = await authenticators.enrol(work, user)
        return await signing_in.challenge(work, user, company, invitation_id=invitation.id, enrolment=enrolment)
    await joining.join(work, invitation, user)
    if claims:
        return await sessions.switch(work, claims, company.id)
    return await signing_in.admit(work, user, company)


async def _is_theirs(work: Work, company: Tenant, user: User, password: str) -> bool:
    """Whether it is this person's password now; a wrong one is counted and on record."""
    guess = await guesses.count(user.email)
    if not await tokens.check_password(password, user.password_hash):
        await sessions.show_what_belongs_to(work, user.id)
        await signing_in.record_failure(work, user.id, guess)
        return False
    await guesses.forgive(user.email)
    await enter(work, company.id, user.id)
    return await signing_in.is_still_theirs(work, user)


async def _new_person(work: Work, company: Tenant, invitation: Invitation, asked: AcceptInvitation) -> User:
    """Opening the link has shown that the address is theirs."""
    if asked.password is None or asked.full_name is None:
        raise InvitationNeedsMore(field="password" if asked.password is None else "full_name")
    passwords.check(asked.password, invitation.email, asked.full_name, company.name)
    user = User(
        id=new_id(),
        email=invitation.email,
        full_name=asked.full_name,
        password_hash=await tokens.hash_password(asked.password),
        language=asked.language or invitation.language,
        email_verified_at=work.now,
    )
    await enter(work, company.id, user.id)
    work.session.add(user)
    await work.record("user.registered", user_id=user.id)
    return user


async def _send(work: Work, invitation: Invitation, inviter: User) -> None:
    """With a new secret; whoever sends it now is the one who invites."""
    await limits.limit(f"invitations:{work.tenant_id}", MOST_PER_HOUR, 3600)
    company = await work.session.get_one(Tenant, work.tenant_id)
    secret = Secret.make(company.id, invitation.id)
    invitation.secret_hash, invitation.expires_at = secret.hash, work.now + GOOD_FOR
    invitation.invited_by = inviter.id
    work.session.add(invitation)
    await mail.send(
        work,
        "invitation",
        to=invitation.email,
        language=invitation.language,
        name_of_inviter=inviter.full_name,
        company=company.name,
        role=invitation.role,
        link=links.address_of("invitation", secret),
        days=GOOD_FOR.days,
    )


async def _open_one(work: Work, presented: Secret, *, lock: bool = False) -> Invitation:
    query = select(Invitation).where(Invitation.id == presented.id)
    invitation = await work.session.scalar(query.with_for_update() if lock else query)
    if invitation is None or not presented.matches(invitation.secret_hash):
        raise LinkInvalid(field="token")
    await joining.require_open(work, invitation, field="token")
    return invitation


async def _locked(work: Work, invitation_id: UUID) -> Invitation:
    invitation = await work.session.get(Invitation, (work.tenant_id, invitation_id), with_for_update=True)
    if invitation is None:
        raise InvitationNotFound
    return invitation


async def _who_has(work: Work, email: str) -> User | None:
    """The person with this address, in whatever company."""
    await work.session.execute(text("select set_config('app.sign_in_email', :email, true)"), {"email": email})
    return await work.session.scalar(select(User).where(User.email == email))
