from typing import Annotated, Any

from fastapi import Depends, Request

from app.core.answers import Answer, answer
from app.core.errors import problem_responses
from app.core.routes import Router
from app.core.tokens import Claims
from app.core.work import Work
from app.modules.identity import authenticators, queries
from app.modules.identity.access import claims, may
from app.modules.identity.errors import CodeWrong, CurrentPasswordWrong, MfaAlreadyOn, MfaNotBegun, MfaNotOn
from app.modules.identity.permissions import Permission
from app.modules.identity.schemas.answered import EnrolmentRead, MfaRead, RecoveryCodes
from app.modules.identity.schemas.asked import ConfirmCode, ConfirmWithPassword, DisableMfa

router = Router(prefix="/me/mfa", tags=["security"])
Mine = Annotated[Work, may(Permission.SECURITY_REVISE)]
Who = Annotated[Claims, Depends(claims)]


@router.get("", response_model=Answer[MfaRead])
async def get_mfa(request: Request, work: Annotated[Work, may(Permission.PROFILE_READ)]) -> dict[str, Any]:
    """Whether two-step sign-in is on for you."""
    return answer(request, await queries.second_factor(work))


@router.post(
    "/totp",
    status_code=201,
    response_model=Answer[EnrolmentRead],
    responses=problem_responses(MfaAlreadyOn, CurrentPasswordWrong),
)
async def begin_totp(asked: ConfirmWithPassword, request: Request, work: Mine, who: Who) -> dict[str, Any]:
    """A secret for your authenticator app. It counts once you confirmed a code of it."""
    return answer(request, await authenticators.begin(work, who, asked.current_password))


@router.post(
    "/totp/confirm",
    response_model=Answer[RecoveryCodes],
    responses=problem_responses(MfaNotBegun, MfaAlreadyOn, CodeWrong),
)
async def confirm_totp(asked: ConfirmCode, request: Request, work: Mine, who: Who) -> dict[str, Any]:
    """Switch on two-step sign-in with a first code; the answer holds your recovery codes, this once."""
    return answer(request, RecoveryCodes(recovery_codes=await authenticators.confirm(work, who, asked.code)))


@router.post(
    "/recovery-codes", response_model=Answer[RecoveryCodes], responses=problem_responses(MfaNotOn, CurrentPasswordWrong)
)
async def renew_recovery_codes(asked: ConfirmWithPassword, request: Request, work: Mine, who: Who) -> dict[str, Any]:
    """Ten new recovery codes; the old ones are worth nothing any more."""
    codes = await authenticators.renew_recovery_codes(work, who, asked.current_password)
    return answer(request, RecoveryCodes(recovery_codes=codes))


@router.post("/disable", status_code=204, responses=problem_responses(MfaNotOn, CurrentPasswordWrong, CodeWrong))
async def disable_mfa(asked: DisableMfa, work: Mine, who: Who) -> None:
    """Switch two-step sign-in off, with your password and a code of it."""
    await authenticators.disable(work, who, asked.current_password, asked.code)
