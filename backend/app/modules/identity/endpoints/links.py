"""Links that we mailed, and mailing them."""

from functools import partial
from typing import Annotated, Any
from uuid import UUID

from fastapi import Request

from app.core.answers import Answer, answer
from app.core.errors import problem_responses
from app.core.http import afterwards, origin_of
from app.core.idempotency import sent_again
from app.core.limits import limit
from app.core.origin import Origin
from app.core.routes import Router
from app.core.work import Work, begin
from app.modules.identity import guesses, profile, registering, resetting
from app.modules.identity.access import may
from app.modules.identity.endpoints.strangers import LINK_PROBLEMS, limited, secret_of
from app.modules.identity.errors import EmailAlreadyVerified, EmailTaken, PasswordGuessable, PasswordTooCommon
from app.modules.identity.permissions import Permission
from app.modules.identity.schemas.answered import MailPromised
from app.modules.identity.schemas.asked import AskForReset, ResetPassword, UseLink

RESETS_PER_HOUR = 5
ONCE_ONLY = sent_again("finds the link used: `410`, and nothing more happens.")

router = Router(tags=["identity"])


@router.post(
    "/auth/verify-email", status_code=204, dependencies=[limited], responses=LINK_PROBLEMS, openapi_extra=ONCE_ONLY
)
async def verify_email(asked: UseLink, request: Request) -> None:
    """The address that the link was mailed to is yours."""
    presented = secret_of(asked.token)
    async with begin(actor_id=presented.owner_id, origin=origin_of(request)) as work:
        await registering.verify_email(work, presented)


@router.post(
    "/auth/verify-email/send",
    status_code=202,
    response_model=Answer[MailPromised],
    responses=problem_responses(EmailAlreadyVerified),
)
async def send_verification_mail(
    request: Request, work: Annotated[Work, may(Permission.SECURITY_REVISE)]
) -> dict[str, Any]:
    """Mail the link again, at most once a minute; only the newest works."""
    await limit(f"verification:{work.actor_id}", 1)
    return answer(request, MailPromised(email=await registering.send_verification(work)))


@router.post(
    "/auth/password/forgot",
    status_code=202,
    response_model=Answer[MailPromised],
    dependencies=[limited],
    openapi_extra=sent_again("mails a newer link, five an hour at most; the older ones are worth nothing then."),
)
async def request_password_reset(asked: AskForReset, request: Request) -> dict[str, Any]:
    """Mail a link for a new password, good for half an hour, if we know the address. The answer is always this one.

    The mail is made when the answer has left, so nobody learns from its time whether there is one.
    """
    await limit(guesses.what("forgotten", asked.email), RESETS_PER_HOUR, 3600)
    origin = origin_of(request)
    async with begin(sign_in_email=asked.email, origin=origin) as work:
        person = await resetting.who_has(work, asked.email)
    if person is not None:
        afterwards(request, partial(_mail_link, person, origin))
    return answer(request, MailPromised(email=asked.email))


async def _mail_link(person: UUID, origin: Origin) -> None:
    async with begin(actor_id=person, origin=origin) as work:
        await resetting.mail_link(work, person)


@router.post(
    "/auth/password/reset",
    status_code=204,
    dependencies=[limited],
    responses=LINK_PROBLEMS | problem_responses(PasswordTooCommon, PasswordGuessable),
    openapi_extra=ONCE_ONLY,
)
async def reset_password(asked: ResetPassword, request: Request) -> None:
    """A new password, by the link that was mailed. Ends all sessions.

    If the address was never confirmed, two-step sign-in and API keys of the account end as well: the mailbox decides
    whose it is.
    """
    presented = secret_of(asked.token)
    async with begin(actor_id=presented.owner_id, origin=origin_of(request)) as work:
        await resetting.reset(work, presented, asked.password)


@router.post(
    "/auth/confirm-email",
    status_code=204,
    dependencies=[limited],
    responses=LINK_PROBLEMS | problem_responses(EmailTaken),
    openapi_extra=ONCE_ONLY,
)
async def confirm_email(asked: UseLink, request: Request) -> None:
    """The new address is yours: from now on you sign in with it."""
    presented = secret_of(asked.token)
    async with begin(actor_id=presented.owner_id, origin=origin_of(request)) as work:
        await profile.confirm_new_email(work, presented)
