"""From an error that was raised to the problem that is answered (RFC 9457)."""

import json
from collections.abc import Awaitable, Callable, Sequence
from dataclasses import replace
from datetime import UTC, datetime
from typing import Any

import structlog
from asyncpg import InterfaceError
from asyncpg.exceptions import DataError
from fastapi import FastAPI, Request
from fastapi.encoders import jsonable_encoder
from fastapi.exceptions import RequestValidationError
from fastapi.responses import JSONResponse
from sqlalchemy.exc import DBAPIError
from sqlalchemy.exc import TimeoutError as NoFreeConnection
from starlette.exceptions import HTTPException

from accounting.errors import DomainError, NotFound, Unauthenticated, Unavailable, Violation
from app.core import unstorable
from app.core.errors import (
    PROBLEM,
    STATUS,
    ContentNotStorable,
    MethodNotAllowed,
    RequestInvalid,
    RequestTooLarge,
    RequestUnreadable,
    ServerError,
    TooManyRequests,
    root_of,
    status_of,
)

log = structlog.get_logger()
A_MOMENT = 5
"""Seconds after which it is worth asking again for a part that was away."""


def request_id(request: Request) -> str:
    return getattr(request.state, "request_id", "req_none")


def problem(
    request: Request, status: int, code: str, title: str, detail: str, errors: Sequence[Violation], **headers: str
) -> JSONResponse:
    body = {
        "type": f"/problems/{code}",
        "title": title,
        "status": status,
        "detail": detail,
        "errors": [
            {
                "code": each.code,
                "message": each.message,
                "field": each.field,
                "value": _shown(each.value),
                "instead": _shown(each.instead),
            }
            for each in errors
        ],
        "meta": {"request_id": request_id(request), "timestamp": datetime.now(UTC).isoformat().replace("+00:00", "Z")},
    }
    always = {"cache-control": "no-store"}
    if status == STATUS[Unavailable]:
        always["retry-after"] = str(A_MOMENT)
    return ProblemResponse(body, status, media_type=PROBLEM, headers={**always, **headers})


class ProblemResponse(JSONResponse):
    """A problem can always be written: half a surrogate pair in what it quotes becomes a question mark."""

    def render(self, content: Any) -> bytes:
        return json.dumps(content, ensure_ascii=False, allow_nan=False, separators=(",", ":")).encode(errors="replace")


def _shown(value: Any) -> Any:
    """What was sent, unless it is long or odd: a problem repeats neither a file nor a password."""
    try:
        shown = jsonable_encoder(value)
        length = len(json.dumps(shown, allow_nan=False))
    except Exception:  # whatever was sent, telling it again must not fail
        return None
    return shown if length <= 200 else None


async def answer_domain_error(request: Request, error: Exception) -> JSONResponse:
    assert isinstance(error, DomainError)
    headers = {}
    if isinstance(error, Unauthenticated):
        headers["www-authenticate"] = "Bearer"
    if isinstance(error, TooManyRequests):
        headers |= error.headers
    if isinstance(error, NotFound) and error.field is None and request.path_params:
        error.field, error.value = list(request.path_params.items())[-1]
    violations = error.violations()
    if isinstance(error, ContentNotStorable):
        violations = [_unless_secret(each) for each in unstorable.places(request)] or violations
    return problem(request, status_of(error), error.code(), error.title(), error.detail, violations, **headers)


SECRET_FIELDS = ("password", "token", "secret")


def _unless_secret(violation: Violation) -> Violation:
    return replace(violation, value=None) if _is_secret(violation.field or "") else violation


def _is_secret(where: str) -> bool:
    return any(word in where.lower() for word in SECRET_FIELDS)


async def answer_invalid_request(request: Request, error: Exception) -> JSONResponse:
    assert isinstance(error, RequestValidationError)
    violations = []
    for each in error.errors():
        unreadable = each["type"] == "json_invalid"  # then `loc` ends in a position, which is no field
        where = "body" if unreadable else ".".join(str(part) for part in each["loc"][1:]) or str(each["loc"][0])
        whole = len(each["loc"]) == 1  # a body of the wrong kind: there may be a password anywhere in it
        secret = whole or _is_secret(where)
        value = None if secret or unreadable or each["type"] == "missing" else each.get("input")
        violations.append(Violation(str(each["type"]), _sentence(each), where, value))
    detail = "; ".join(f"{each.field}: {each.message}" for each in violations[:5])
    return problem(request, 422, RequestInvalid.code(), RequestInvalid.title(), detail, violations)


def _sentence(error: dict[str, Any]) -> str:
    """What is wrong; of a body that is no JSON, also where."""
    if error["type"] != "json_invalid":
        return str(error["msg"])
    reason = (error.get("ctx") or {}).get("error", "not understood")
    return f"this is no JSON: {reason} at character {error['loc'][-1]}"


OF_HTTP: dict[int, type[DomainError]] = {
    400: RequestUnreadable,
    404: NotFound,
    405: MethodNotAllowed,
    413: RequestTooLarge,
}

OF_BODY = {400: "body", 413: "body"}


async def answer_http_exception(request: Request, error: Exception) -> JSONResponse:
    assert isinstance(error, HTTPException)
    kind = OF_HTTP.get(error.status_code, RequestUnreadable if error.status_code < 500 else ServerError)
    detail = str(error.detail)
    errors = [Violation(kind.code(), detail, OF_BODY.get(error.status_code))]
    headers = dict(error.headers or {})
    return problem(request, error.status_code, kind.code(), kind.title(), detail, errors, **headers)


def answer_unexpected(request: Request, error: Exception) -> JSONResponse:
    """Never a stack trace, never the database's words: those go to the log."""
    log.error("unexpected_error", request_id=request_id(request), path=request.url.path, exc_info=error)
    if _is_lost_connection(error):
        return problem(
            request, 503, "unavailable", Unavailable.title(), Unavailable.title(), Unavailable().violations()
        )
    return problem(request, 500, "server_error", ServerError.title(), ServerError.title(), ServerError().violations())


async def answered(request: Request, error: Exception) -> JSONResponse:
    """The problem that stands for whatever was raised."""
    for kind, answer in ANSWERS.items():
        if isinstance(error, kind):
            return await answer(request, error)
    return answer_unexpected(request, error)


ANSWERS: dict[type[Exception], Callable[[Request, Exception], Awaitable[JSONResponse]]] = {
    DomainError: answer_domain_error,
    RequestValidationError: answer_invalid_request,
    HTTPException: answer_http_exception,
}
AWAY = ("08", "53", "57P")
"""SQLSTATE beginnings: connection trouble, out of connections or disk, shutting down or starting up."""


def _is_lost_connection(error: Exception) -> bool:
    """Whether a part is away or overrun, and waiting a moment may help."""
    if isinstance(error, ConnectionError | TimeoutError | NoFreeConnection):
        return True
    state = getattr(root_of(error), "sqlstate", None) or ""
    broken = isinstance(error, DBAPIError) and bool(error.connection_invalidated)
    closed = isinstance(error, InterfaceError) and not isinstance(error, DataError)
    return state.startswith(AWAY) or broken or closed


def install(app: FastAPI) -> None:
    for kind, answer in ANSWERS.items():
        app.add_exception_handler(kind, answer)
