from functools import partial
from typing import Annotated, Any
from uuid import UUID

from fastapi import Depends, Request, Response

from app.core.answers import Answer
from app.core.errors import problem_responses
from app.core.http import afterwards, origin_of
from app.core.idempotency import sent_again
from app.core.limits import Allowance
from app.core.origin import Origin
from app.core.routes import Router
from app.core.tokens import Claims, Secret
from app.core.work import Work, begin
from app.modules.identity import guesses, registering, sessions, signing_in
from app.modules.identity.access import claims, may
from app.modules.identity.endpoints.strangers import (
    COOKIE,
    SECOND_FACTOR_ASKED,
    end_presented,
    forget_cookie,
    give_tokens,
    let_in,
    limited,
    limited_as_callers,
    same_site,
)
from app.modules.identity.errors import (
    AlreadyMember,
    ChallengeEnded,
    CodeWrong,
    CountryNotKept,
    CredentialsWrong,
    EmailTaken,
    InvitationExpired,
    InvitationRevoked,
    InvitationUsed,
    MembershipNotFound,
    NoCompanyLeft,
    PasswordGuessable,
    PasswordTooCommon,
    SessionEnded,
    VatNumberInvalid,
    VatNumberOfAnotherCountry,
)
from app.modules.identity.permissions import Permission
from app.modules.identity.schemas.answered import Tokens
from app.modules.identity.schemas.asked import AnswerChallenge, Register, SignIn, Switch
from app.modules.identity.sessions import Refused

router = Router(tags=["identity"])


@router.post(
    "/auth/register",
    status_code=201,
    response_model=Answer[Tokens],
    dependencies=[Depends(same_site), limited],
    responses=problem_responses(
        EmailTaken,
        CountryNotKept,
        VatNumberInvalid,
        VatNumberOfAnotherCountry,
        PasswordTooCommon,
        PasswordGuessable,
    ),
    openapi_extra=sent_again("finds the address taken: `409`, and no second company; sign in instead."),
)
async def register_company(asked: Register, request: Request, response: Response) -> Any:
    """Open the books of a company: a person, the company, its starting chart of accounts.

    Mails a link that confirms the address; until it was opened some doors stay closed. That an address is known is
    said to five askers an hour from one place, and then to nobody there: everything is `429`.
    """
    origin = origin_of(request)
    async with guesses.at_addresses(origin):
        async with begin(sign_in_email=asked.email, origin=origin, language=asked.language) as work:
            signed_in = await registering.register(work, asked)
    return await let_in(request, response, signed_in)


@router.post(
    "/auth/login",
    response_model=Answer[Tokens],
    dependencies=[Depends(same_site), limited],
    responses=SECOND_FACTOR_ASKED | problem_responses(CredentialsWrong, NoCompanyLeft),
    openapi_extra=sent_again("opens another session; one whose cookie came along ends."),
)
async def sign_in(asked: SignIn, request: Request, response: Response) -> Any:
    """Sign in: an access token in the body, a refresh token in an httpOnly cookie.

    Whoever has two-step sign-in gets `202` with a challenge instead, for `/auth/mfa`.
    """
    guess, origin = await guesses.count(asked.email), origin_of(request)
    async with begin(sign_in_email=asked.email, origin=origin) as work:
        outcome = await signing_in.sign_in(work, asked.email, asked.password)
    if not isinstance(outcome, Refused):
        await guesses.forgive(asked.email)
    elif outcome.guessed_at is not None:
        afterwards(request, partial(_record_failure, outcome.guessed_at, guess, origin))
    return await let_in(request, response, outcome)


async def _record_failure(person: UUID, guess: Allowance, origin: Origin) -> None:
    async with begin(actor_id=person, origin=origin) as work:
        await signing_in.record_failure(work, person, guess)


@router.post(
    "/auth/mfa",
    response_model=Answer[Tokens],
    dependencies=[Depends(same_site), limited],
    responses=problem_responses(
        ChallengeEnded, CodeWrong, NoCompanyLeft, InvitationUsed, InvitationRevoked, InvitationExpired, AlreadyMember
    ),
    openapi_extra=sent_again("finds the challenge used: `401`; begin again with the password."),
)
async def answer_challenge(asked: AnswerChallenge, request: Request, response: Response) -> Any:
    """The second step of signing in: a code of the authenticator app, or a recovery code. Each is good once.

    Whoever accepted an invitation joins by it. Where the challenge came with an `enrolment`, the first code of the app
    switches two-step sign-in on, and the answer holds the recovery codes, this once.
    """
    presented = Secret.parse(asked.challenge)
    if presented is None:
        raise ChallengeEnded
    async with begin(actor_id=presented.owner_id, origin=origin_of(request)) as work:
        outcome = await signing_in.answer_challenge(work, presented, asked.code)
    return await let_in(request, response, outcome)


@router.post(
    "/auth/refresh",
    response_model=Answer[Tokens],
    dependencies=[Depends(same_site), limited_as_callers],
    responses=problem_responses(SessionEnded),
    openapi_extra=sent_again(
        "brings the next token, if the cookie of the answer before came along; the one before that ends the session."
    ),
)
async def refresh_session(request: Request, response: Response) -> Any:
    """A new access token, and the next refresh token. A refresh token used twice ends the session."""
    presented = Secret.parse(request.cookies.get(COOKIE))
    if presented is None:
        raise SessionEnded
    async with begin(actor_id=presented.owner_id, origin=origin_of(request)) as work:
        outcome = await sessions.refresh(work, presented)
    if isinstance(outcome, Refused):
        raise outcome.error
    return give_tokens(request, response, outcome)


@router.post(
    "/auth/logout",
    status_code=204,
    dependencies=[Depends(same_site), limited_as_callers],
    openapi_extra=sent_again("is `204` as well: an ended session stays ended."),
)
async def sign_out(request: Request, response: Response) -> None:
    """End this session, here and for its tokens."""
    forget_cookie(response)
    await end_presented(request)


@router.post(
    "/auth/switch", response_model=Answer[Tokens], responses=problem_responses(SessionEnded, MembershipNotFound)
)
async def switch_company(
    asked: Switch,
    request: Request,
    response: Response,
    who: Annotated[Claims, Depends(claims)],
    work: Annotated[Work, may(Permission.PROFILE_REVISE, wherever=True)],
) -> dict[str, Any]:
    """Go on in another company of yours."""
    return give_tokens(request, response, await sessions.switch(work, who, asked.tenant_id))
