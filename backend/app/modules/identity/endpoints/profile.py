from typing import Annotated, Any

from fastapi import Depends, Request, Response

from app.core.answers import Answer, answer
from app.core.errors import problem_responses
from app.core.routes import Router
from app.core.tokens import Claims
from app.core.versions import SeenVersion, tag
from app.core.work import Work
from app.modules.identity import passwords, profile
from app.modules.identity.access import claims, may
from app.modules.identity.errors import CurrentPasswordWrong, EmailUnchanged, PasswordGuessable, PasswordTooCommon
from app.modules.identity.permissions import Permission
from app.modules.identity.schemas.answered import MailPromised, Me
from app.modules.identity.schemas.asked import ChangeEmail, ChangePassword, ReviseProfile

router = Router(tags=["identity"])


@router.get("/me", response_model=Answer[Me])
async def get_me(
    request: Request, response: Response, work: Annotated[Work, may(Permission.PROFILE_READ)]
) -> dict[str, Any]:
    """Who you are, in which company, and what you may do there."""
    return await _shown(request, response, work)


@router.patch("/me", response_model=Answer[Me])
async def revise_me(
    change: ReviseProfile,
    request: Request,
    response: Response,
    work: Annotated[Work, may(Permission.PROFILE_REVISE)],
    seen: SeenVersion,
) -> dict[str, Any]:
    """Your name and your language. The e-mail address has a way of its own."""
    await profile.revise(work, change, seen)
    return await _shown(request, response, work)


async def _shown(request: Request, response: Response, work: Work) -> dict[str, Any]:
    shown, state = await profile.read(work)
    tag(response, state)
    return answer(request, shown)


@router.post(
    "/me/password",
    status_code=204,
    responses=problem_responses(CurrentPasswordWrong, PasswordTooCommon, PasswordGuessable),
)
async def change_password(
    asked: ChangePassword,
    work: Annotated[Work, may(Permission.SECURITY_REVISE)],
    who: Annotated[Claims, Depends(claims)],
) -> None:
    """Another password. Your other sessions end, and a mail says that it changed."""
    await passwords.change(work, who, asked.current_password, asked.password)


@router.post(
    "/me/email",
    status_code=202,
    response_model=Answer[MailPromised],
    responses=problem_responses(CurrentPasswordWrong, EmailUnchanged),
)
async def change_email(
    asked: ChangeEmail,
    request: Request,
    work: Annotated[Work, may(Permission.SECURITY_REVISE)],
    who: Annotated[Claims, Depends(claims)],
) -> dict[str, Any]:
    """Mail a link to your new address; it is yours once you opened it. The old address is told."""
    await profile.ask_for_new_email(work, who, asked.current_password, asked.email)
    return answer(request, MailPromised(email=asked.email))
