"""From a domain error to an HTTP answer: the one place that knows both (RFC 9457)."""

from collections.abc import Callable, Mapping
from datetime import datetime
from typing import Any, ClassVar, TypeVar

from pydantic import BaseModel, Field
from sqlalchemy.exc import DBAPIError

from accounting.errors import (
    Conflict,
    DomainError,
    Forbidden,
    Invalid,
    NotFound,
    Unauthenticated,
    Unavailable,
)

STATUS: dict[type[DomainError], int] = {
    Unauthenticated: 401,
    Forbidden: 403,
    NotFound: 404,
    Conflict: 409,
    Invalid: 422,
    Unavailable: 503,
}
CONSTRAINTS: dict[str, type[DomainError]] = {}
"""Database constraint → the error it means. Each module adds its own, beside its errors."""

PROBLEM = "application/problem+json"


class RequestInvalid(Invalid):
    """The request is not as documented."""

    example: ClassVar = {
        "code": "string_too_short",
        "message": "String should have at least 1 character",
        "field": "name",
        "value": "",
    }


class TooManyRequests(DomainError):
    """Too many attempts; wait a moment and try again."""

    status = 429

    def __init__(self, retry_after: int, headers: Mapping[str, str] | None = None) -> None:
        super().__init__(f"try again in {retry_after} seconds")
        self.headers = {"retry-after": str(retry_after), **(headers or {})}


class ChangedAtTheSameTime(Conflict):
    """Somebody else was changing the same at this moment; try again."""


class ContentNotStorable(Invalid):
    """Some text or number in this request cannot be kept: an invisible control character, or far too large a number."""


class RequestUnreadable(DomainError):
    """This request cannot be read: its body broke off, or is not what its Content-Type says."""

    status = 400


class MethodNotAllowed(DomainError):
    """This address does not know that method; the header `Allow` names those it knows."""

    status = 405


class RequestTooLarge(DomainError):
    """This request is larger than we take; send less at a time."""

    status = 413


class ServerError(DomainError):
    """Something went wrong on our side; nothing was changed. Quote the request id if it happens again."""

    status = 500


class ViolationRead(BaseModel):
    code: str
    message: str
    field: str | None = Field(None, description="path of the field, such as `fields.total_amount`")
    value: Any = None
    instead: Any = Field(
        None, description="what would do in the field's place, where one is known: of a locked day the first open one"
    )


class ProblemMeta(BaseModel):
    request_id: str
    timestamp: datetime


class Problem(BaseModel):
    """What went wrong, for people (`title`, `detail`) and for programs (`errors[].code`)."""

    type: str = Field(examples=["/problems/entry_unbalanced"])
    title: str
    status: int
    detail: str
    errors: list[ViolationRead]
    meta: ProblemMeta


def problem_responses(*kinds: type[DomainError]) -> dict[int | str, dict[str, Any]]:
    """What a route may refuse with, for the API's document: by status, and there an example under each code."""
    told: dict[int | str, dict[str, Any]] = {}
    for kind in kinds:
        response = told.setdefault(status_of(kind), {"model": Problem, "content": {PROBLEM: {"examples": {}}}})
        response["content"][PROBLEM]["examples"][kind.code()] = example_of(kind)
    return told


def codes_of(kind: type[DomainError]) -> dict[str, str]:
    """What `errors[].code` may be in a problem of that kind: its own, or those of what it gathers (`carries`)."""
    return getattr(kind, "carries", {}) or {kind.code(): kind.title()}


def example_of(kind: type[DomainError]) -> dict[str, Any]:
    """A problem of that kind as OpenAPI shows it: in one line, and as the whole answer."""
    codes = codes_of(kind)
    code, message = next(iter(codes.items()))
    body = {
        "type": f"/problems/{kind.code()}",
        "title": kind.title(),
        "status": status_of(kind),
        "detail": message,
        "errors": [
            {"code": code, "message": message, "field": None, "value": None, "instead": None}
            | getattr(kind, "example", {})
        ],
        "meta": {"request_id": "req_0f3c9a1e", "timestamp": "2026-11-21T09:30:00Z"},
    }
    gathers = f" `errors[].code`: {', '.join(f'`{each}`' for each in codes)}." if hasattr(kind, "carries") else ""
    return {"summary": kind.title(), "description": f"{kind.title()}{gathers}", "value": body, "x-codes": list(codes)}


REFUSES = "__refuses__"
Depended = TypeVar("Depended", bound=Callable[..., Any])


def refuses(*kinds: type[DomainError]) -> Callable[[Depended], Depended]:
    """Said of a dependency: what it may refuse with. The document tells so at every route that has it."""

    def note(dependency: Depended) -> Depended:
        setattr(dependency, REFUSES, kinds)
        return dependency

    return note


def status_of(error: DomainError | type[DomainError]) -> int:
    """The kind nearest in the class's ancestry gives the status; a class may name its own."""
    kind = error if isinstance(error, type) else type(error)
    own: int | None = getattr(kind, "status", None)
    return own or next((STATUS[each] for each in kind.__mro__ if each in STATUS), 500)


CONCURRENCY = ("40P01", "40001", "55P03")
"""SQLSTATE of deadlock, serialization failure and lock not available."""

NOT_STORABLE = ("22021", "22P02", "22P05", "22003", "22008")
"""SQLSTATE of a NUL or half a surrogate pair in text or JSON, and of a number or a time out of range."""


def from_constraint(error: Exception) -> Exception:
    """A broken database constraint is a domain error, if a module claims it by name. Takes the driver's errors too."""
    cause = getattr(error.orig, "__cause__", None) if isinstance(error, DBAPIError) else error
    if getattr(cause, "sqlstate", None) in CONCURRENCY:
        return ChangedAtTheSameTime()
    if getattr(cause, "sqlstate", None) in NOT_STORABLE or isinstance(root_of(error), UnicodeError | OverflowError):
        return ContentNotStorable()
    kind = CONSTRAINTS.get(getattr(cause, "constraint_name", None) or "")
    return kind() if kind else error


def root_of(error: BaseException) -> BaseException:
    """Where a chain of causes began: what could not be sent to the database is wrapped a few times, not often."""
    for _ in range(10):  # a chain may lead back to itself
        if error.__cause__ is None:
            break
        error = error.__cause__
    return error
