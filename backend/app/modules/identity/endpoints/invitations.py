from typing import Annotated, Any
from uuid import UUID

from fastapi import Depends, Request, Response

from app.core.answers import Answer, Page, answer
from app.core.errors import problem_responses, refuses
from app.core.http import origin_of
from app.core.idempotency import sent_again
from app.core.listing import LISTED, Asked, listed
from app.core.routes import Router
from app.core.tokens import Claims
from app.core.work import Work, begin
from app.modules.identity import inviting, queries
from app.modules.identity.access import Credentials, claims, may
from app.modules.identity.endpoints.strangers import (
    SECOND_FACTOR_ASKED,
    let_in,
    limited,
    same_site,
    secret_of,
)
from app.modules.identity.errors import (
    AlreadyInvited,
    AlreadyMember,
    CredentialsWrong,
    EmailNotVerified,
    EmailTaken,
    InvitationExpired,
    InvitationForSomebodyElse,
    InvitationNeedsMore,
    InvitationNotFound,
    InvitationRevoked,
    InvitationUsed,
    LinkInvalid,
    PasswordGuessable,
    PasswordTooCommon,
    SessionEnded,
    TokenInvalid,
)
from app.modules.identity.permissions import Permission
from app.modules.identity.schemas.answered import InvitationRead, OfferRead, Tokens
from app.modules.identity.schemas.asked import AcceptInvitation, Invite, UseLink

router = Router(tags=["invitations"])


OFFER_PROBLEMS = (LinkInvalid, InvitationUsed, InvitationRevoked, InvitationExpired)


@refuses(TokenInvalid)
async def _claims_if_any(credentials: Credentials) -> Claims | None:
    return await claims(credentials) if credentials else None


@router.get("/invitations", response_model=Page[InvitationRead], responses=LISTED)
async def list_invitations(
    request: Request,
    work: Annotated[Work, may(Permission.MEMBERS_READ)],
    asked: Annotated[Asked, queries.INVITATIONS.asked()],
) -> Any:
    """Who was asked to join this company, and what became of it."""
    query = queries.all_invitations()
    return await listed(request, work, queries.INVITATIONS, asked, query, InvitationRead, shape=queries.invitations)


@router.post(
    "/invitations",
    status_code=201,
    response_model=Answer[InvitationRead],
    responses=problem_responses(EmailNotVerified, AlreadyMember, AlreadyInvited),
)
async def invite_person(asked: Invite, request: Request, work: Annotated[Work, may(Permission.MEMBERS_MANAGE)]) -> Any:
    """Mail somebody a link to join this company with a role. The link is good for a week, and once."""
    return answer(request, (await queries.invitations(work, [await inviting.invite(work, asked)]))[0])


@router.post(
    "/invitations/{invitation_id}/resend",
    response_model=Answer[InvitationRead],
    responses=problem_responses(InvitationNotFound, InvitationUsed, InvitationRevoked, EmailNotVerified),
)
async def resend_invitation(
    invitation_id: UUID, request: Request, work: Annotated[Work, may(Permission.MEMBERS_MANAGE)]
) -> Any:
    """Mail a new link, good for another week; the older one leads nowhere any more."""
    return answer(request, (await queries.invitations(work, [await inviting.resend(work, invitation_id)]))[0])


@router.delete(
    "/invitations/{invitation_id}", status_code=204, responses=problem_responses(InvitationNotFound, InvitationUsed)
)
async def revoke_invitation(invitation_id: UUID, work: Annotated[Work, may(Permission.MEMBERS_MANAGE)]) -> None:
    """Withdraw an invitation that nobody accepted yet."""
    await inviting.revoke(work, invitation_id)


@router.post(
    "/auth/invitations/inspect",
    response_model=Answer[OfferRead],
    dependencies=[limited],
    responses=problem_responses(*OFFER_PROBLEMS),
    openapi_extra=sent_again("answers the same: it only looks."),
)
async def inspect_invitation(asked: UseLink, request: Request) -> Any:
    """What an invitation is about, for who has its link."""
    presented = secret_of(asked.token)
    async with begin(presented.owner_id, origin=origin_of(request)) as work:
        offer = await inviting.inspect(work, presented)
    return answer(
        request,
        OfferRead(
            company_name=offer.company.name,
            role=offer.invitation.role,
            email=offer.invitation.email,
            invited_by=offer.invited_by,
            expires_at=offer.invitation.expires_at,
            has_account=offer.has_account,
        ),
    )


@router.post(
    "/auth/invitations/accept",
    response_model=Answer[Tokens],
    dependencies=[Depends(same_site), limited],
    responses=SECOND_FACTOR_ASKED
    | problem_responses(
        *OFFER_PROBLEMS,
        InvitationForSomebodyElse,
        InvitationNeedsMore,
        AlreadyMember,
        EmailTaken,
        CredentialsWrong,
        SessionEnded,
        PasswordTooCommon,
        PasswordGuessable,
    ),
    openapi_extra=sent_again("finds the invitation accepted: `410`; sign in instead."),
)
async def accept_invitation(
    asked: AcceptInvitation,
    request: Request,
    response: Response,
    who: Annotated[Claims | None, Depends(_claims_if_any)],
) -> Any:
    """Join the company, and be signed in there. New people choose a name and a password; others give theirs.

    Whoever has two-step sign-in joins with its code, at `/auth/mfa`; so does who has none yet, where the company asks
    for it.
    """
    presented = secret_of(asked.token)
    async with begin(presented.owner_id, origin=origin_of(request)) as work:
        outcome = await inviting.accept(work, presented, asked, who)
    return await let_in(request, response, outcome)
