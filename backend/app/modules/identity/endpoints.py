from typing import Annotated, Any
from urllib.parse import urlsplit

from fastapi import APIRouter, Depends, Request, Response

from app.core.answers import Answer, answer
from app.core.config import settings
from app.core.errors import problem_responses
from app.core.http import origin_of
from app.core.limits import limit
from app.core.tokens import Claims, RefreshSecret
from app.core.work import Work, begin
from app.modules.identity import queries, service
from app.modules.identity.access import claims, may
from app.modules.identity.errors import CrossSite, SessionEnded
from app.modules.identity.permissions import Permission
from app.modules.identity.schemas import Me, OpenCompany, Register, ReviseProfile, SignIn, Switch, TenantRead, Tokens
from app.modules.identity.service import SignedIn

COOKIE = "refresh_token"
COOKIE_PATH = "/api/v1/auth"

router = APIRouter(tags=["identity"], responses=problem_responses(401, 422, 429))


def _tokens(request: Request, response: Response, signed_in: SignedIn) -> dict[str, Any]:
    response.set_cookie(
        COOKIE,
        str(signed_in.refresh),
        max_age=settings().refresh_token_seconds,
        path=COOKIE_PATH,
        httponly=True,
        secure=settings().cookie_secure,
        samesite="strict",
    )
    data = {
        "access_token": signed_in.access_token,
        "expires_in": settings().access_token_seconds,
        "user": signed_in.user,
        "tenant": signed_in.tenant,
    }
    return answer(request, data)


def _forget(response: Response) -> None:
    response.delete_cookie(COOKIE, path=COOKIE_PATH, httponly=True, secure=settings().cookie_secure, samesite="strict")


def same_site(request: Request) -> None:
    """Browsers say where a request comes from: another site may not use the cookie, SameSite=Strict or not."""
    origin = request.headers.get("origin")
    elsewhere = origin is not None and urlsplit(origin).hostname != request.url.hostname
    if elsewhere or request.headers.get("sec-fetch-site", "same-origin") not in ("same-origin", "none"):
        raise CrossSite


async def _limited(request: Request, email: str = "") -> None:
    ip = request.client.host if request.client else ""
    await limit(f"auth:{ip}:{email}", settings().sign_in_attempts_per_minute)


@router.post("/auth/register", status_code=201, response_model=Answer[Tokens], responses=problem_responses(409))
async def register(asked: Register, request: Request, response: Response) -> dict[str, Any]:
    """Open the books of a company: a person, the company, its starting chart of accounts."""
    await _limited(request, asked.email)
    async with begin(sign_in_email=asked.email, origin=origin_of(request), language=asked.language) as work:
        signed_in = await service.register(work, asked)
    return _tokens(request, response, signed_in)


@router.post("/auth/login", response_model=Answer[Tokens])
async def login(asked: SignIn, request: Request, response: Response) -> dict[str, Any]:
    """Sign in: an access token in the body, a refresh token in an httpOnly cookie."""
    await _limited(request, asked.email)
    async with begin(sign_in_email=asked.email, origin=origin_of(request)) as work:
        signed_in = await service.sign_in(work, asked.email, asked.password)
    return _tokens(request, response, signed_in)


@router.post(
    "/auth/refresh",
    response_model=Answer[Tokens],
    dependencies=[Depends(same_site)],
    responses=problem_responses(403),
)
async def refresh(request: Request, response: Response) -> dict[str, Any]:
    """A new access token, and the next refresh token. A refresh token used twice ends the session."""
    presented = RefreshSecret.parse(request.cookies.get(COOKIE))
    if presented is None:
        raise SessionEnded
    async with begin(actor_id=presented.user_id, origin=origin_of(request)) as work:
        outcome = await service.refresh(work, presented)
    if not isinstance(outcome, SignedIn):
        raise SessionEnded
    return _tokens(request, response, outcome)


@router.post("/auth/logout", status_code=204, dependencies=[Depends(same_site)], responses=problem_responses(403))
async def logout(request: Request, response: Response) -> None:
    """End this session, here and for its tokens."""
    presented = RefreshSecret.parse(request.cookies.get(COOKIE))
    _forget(response)
    if presented is not None:
        async with begin(actor_id=presented.user_id, origin=origin_of(request)) as work:
            await service.sign_out(work, presented)


@router.post("/auth/switch", response_model=Answer[Tokens], responses=problem_responses(404))
async def switch(
    asked: Switch, request: Request, response: Response, who: Annotated[Claims, Depends(claims)]
) -> dict[str, Any]:
    """Go on in another company of yours."""
    async with begin(actor_id=who.user_id, origin=origin_of(request)) as work:
        signed_in = await service.switch(work, who, asked.tenant_id)
    return _tokens(request, response, signed_in)


@router.post("/tenants", status_code=201, response_model=Answer[TenantRead])
async def open_company(asked: OpenCompany, request: Request, who: Annotated[Claims, Depends(claims)]) -> dict[str, Any]:
    """Open the books of another company; `/auth/switch` then takes you there."""
    async with begin(actor_id=who.user_id, origin=origin_of(request)) as work:
        return answer(request, await service.open_company(work, who, asked))


@router.get("/me", response_model=Answer[Me])
async def me(request: Request, work: Annotated[Work, may(Permission.PROFILE_READ)]) -> dict[str, Any]:
    """Who you are, in which company, and what you may do there."""
    return answer(request, await queries.me(work))


@router.patch("/me", response_model=Answer[Me])
async def revise_me(
    change: ReviseProfile, request: Request, work: Annotated[Work, may(Permission.PROFILE_REVISE)]
) -> dict[str, Any]:
    await service.revise_profile(work, change)
    return answer(request, await queries.me(work))
