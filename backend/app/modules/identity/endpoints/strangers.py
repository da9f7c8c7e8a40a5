"""What the doors that ask for no token share: limits, the refresh cookie, what becomes of a sign-in."""

from typing import Any
from urllib.parse import urlsplit

from fastapi import Depends, Request, Response
from fastapi.encoders import jsonable_encoder
from fastapi.responses import JSONResponse

from app.core.answers import Answer, answer
from app.core.config import settings
from app.core.errors import TooManyRequests, problem_responses, refuses
from app.core.http import origin_of, where
from app.core.limits import limit
from app.core.tokens import Secret
from app.core.work import begin
from app.modules.identity import sessions
from app.modules.identity.errors import CrossSite, LinkExpired, LinkInvalid, LinkUsed
from app.modules.identity.schemas.answered import EnrolmentRead, MfaAsked
from app.modules.identity.sessions import Refused, SignedIn
from app.modules.identity.signing_in import Challenged

COOKIE = "refresh_token"
COOKIE_PATH = "/api/v1/auth"
PORTS = {"http": 80, "https": 443}

SECOND_FACTOR_ASKED: dict[int | str, dict[str, Any]] = {
    202: {
        "model": Answer[MfaAsked],
        "description": "two-step sign-in, of the person or asked for by the company: `/auth/mfa` comes next",
    }
}
LINK_PROBLEMS = problem_responses(LinkInvalid, LinkUsed, LinkExpired)


@refuses(CrossSite)
async def same_site(request: Request) -> None:
    """Browsers say where a request comes from: another site may not use the cookie, SameSite=Strict or not.

    `Sec-Fetch-Site` decides, for no page can forge it; of browsers that do not know it, `Origin` and else `Referer`
    must name this very origin: scheme, host and port. Who sends none of them is no browser, and brings no cookie that
    was not given to it.
    """
    if (site := request.headers.get("sec-fetch-site")) is not None:
        if site not in ("same-origin", "none"):
            raise CrossSite
        return
    said = request.headers.get("origin") or request.headers.get("referer")
    if said is not None and _origin(said) not in (_origin(str(request.url)), _origin(settings().public_url)):
        raise CrossSite


def _origin(address: str) -> tuple[str, str, int | None] | None:
    """Scheme, host and port of an address; None of what has none, such as `null`.

    >>> _origin("https://books.example") == _origin("https://books.example:443/page")
    True
    """
    try:
        parts = urlsplit(address)
        port = parts.port or PORTS.get(parts.scheme)
    except ValueError:
        return None
    return (parts.scheme, parts.hostname, port) if parts.hostname else None


@refuses(TooManyRequests)
async def _limited(request: Request) -> None:
    request.state.allowance = await limit(f"stranger:{where(request)}", settings().sign_in_attempts_per_address)


limited = Depends(_limited)


@refuses(TooManyRequests)
async def _limited_as_callers(request: Request) -> None:
    """Many people of one office refresh from one address: as many as one caller may ask."""
    request.state.allowance = await limit(f"cookie:{where(request)}", settings().requests_per_minute)


limited_as_callers = Depends(_limited_as_callers)


def secret_of(token: str) -> Secret:
    """Raises LinkInvalid."""
    presented = Secret.parse(token)
    if presented is None:
        raise LinkInvalid(field="token")
    return presented


async def let_in(request: Request, response: Response, outcome: SignedIn | Challenged | Refused) -> Any:
    """Tokens, or what else became of a sign-in. The session that this browser had before ends."""
    if isinstance(outcome, Refused):
        raise outcome.error
    if isinstance(outcome, Challenged):
        enrolment = outcome.enrolment and EnrolmentRead.model_validate(outcome.enrolment)
        asked = MfaAsked(challenge=str(outcome.challenge), expires_in=outcome.seconds, enrolment=enrolment)
        return JSONResponse(jsonable_encoder(answer(request, asked)), 202)
    await end_presented(request, but=outcome)
    return give_tokens(request, response, outcome)


def give_tokens(request: Request, response: Response, signed_in: SignedIn) -> dict[str, Any]:
    response.set_cookie(
        COOKIE,
        str(signed_in.refresh),
        max_age=int((signed_in.session.expires_at - signed_in.session.last_seen_at).total_seconds()),
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
        "recovery_codes": signed_in.recovery_codes,
    }
    return answer(request, data)


def forget_cookie(response: Response) -> None:
    response.delete_cookie(COOKIE, path=COOKIE_PATH, httponly=True, secure=settings().cookie_secure, samesite="strict")


async def end_presented(request: Request, *, but: SignedIn | None = None) -> None:
    """End the session that the request's cookie belongs to, if it brought one."""
    presented = Secret.parse(request.cookies.get(COOKIE))
    if presented is not None:
        async with begin(actor_id=presented.owner_id, origin=origin_of(request)) as work:
            await sessions.sign_out(work, presented, but=but.session.id if but else None)
