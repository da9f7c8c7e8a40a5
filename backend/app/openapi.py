"""The API's document: what FastAPI derives from the endpoints, and what all of them share."""

from collections.abc import Iterator
from typing import Any

from fastapi import APIRouter, FastAPI
from fastapi.dependencies.models import Dependant
from fastapi.openapi.utils import get_openapi
from fastapi.routing import APIRoute

from accounting.errors import DomainError, Unauthenticated, Unavailable
from app import examples, meanings
from app.core.errors import (
    PROBLEM,
    REFUSES,
    ChangedAtTheSameTime,
    ContentNotStorable,
    RequestInvalid,
    RequestTooLarge,
    RequestUnreadable,
    ServerError,
    TooManyRequests,
    problem_responses,
)
from app.core.idempotency import SENDING_AGAIN, IdempotencyKeyInvalid, IdempotencyKeyReused
from app.core.plans import DOOR
from app.modules.identity.access import ONCE
from app.modules.identity.errors import (
    CompanyClosed,
    MfaRequired,
    PermissionMissing,
    SessionEnded,
    SignInRequired,
    TokenInvalid,
)
from app.modules.identity.permissions import BEFORE_MFA, IN_A_CLOSED_COMPANY, ROLES, Permission

DESCRIPTION = """
The books of a company: documents in, balanced entries out.

**First request.** `POST /api/v1/auth/login` gives an access token for 15 minutes; programs use an API key
(`sap_…`, made under Settings or with `POST /api/v1/api-keys`). Both go into `Authorization: Bearer …`.

**Answers** are `{"data": …, "meta": {"request_id", "timestamp", …}}`. Amounts are decimal strings, dates ISO 8601,
instants UTC, ids UUIDv7. Long work answers `202` with the `Location` of a job to follow.

**Problems** are `application/problem+json` (RFC 9457): `errors[]` lists every violation at once with a machine `code`,
a `message` for people and the `field` it is about. `type` leads to a page that says what it means and what to do;
[all of them](/problems). `meta.request_id` is what to quote when asking for help.

**Lists** share one grammar: `?q=&from=&to=&sort=-name&limit=&cursor=`, filters by name and repeatable
(`?status=a&status=b`); `meta.next_cursor` leads on. With `?format=csv` or `xlsx` the whole filtered list
comes as a file; one that is too long to wait for is written by a job (`POST /exports`). A parameter that an operation
does not know is refused, there and everywhere.

**Sending again.** Every `POST` that offers an `Idempotency-Key` takes one: within 24 hours the same key and body
give the first answer again, byte for byte, and no second effect. Another body under that key is refused with `409`.
Of every other change the operation says what happens when it is sent again.

**Changing what somebody else may change.** Resources carry an `ETag`; send it back as `If-Match` and a stale change is
refused with `412` instead of overwriting.

**Limits.** `RateLimit-Limit`, `-Remaining`, `-Reset` and `-Policy` come with every answer; beyond the limit it is `429`
with `Retry-After`.
"""
TAGS = {
    "identity": "Signing in, your profile, your second factor, your sessions.",
    "company": "The company itself, its people and invitations.",
    "security": "Your password, second factor and sessions.",
    "members": "Who belongs to the company, and as what.",
    "invitations": "Asking somebody to join.",
    "api_keys": "Keys for programs: scoped, shown once, with an end.",
    "documents": "Invoices and receipts: uploaded, read, reviewed.",
    "invoicing": "Reviewed documents become purchase invoices in the books.",
    "ledger": "Accounts, the journal, the trial balance. Append-only: a mistake is reversed.",
    "contacts": "Customers and suppliers: made, imported, merged; how each stands.",
    "vat": "Rates and treatments; the return, each grid explained, periods closed.",
    "expenses": "What people spend for the company: drafted, approved, paid back.",
    "jobs": "Long work and its progress.",
    "insights": "Figures for the dashboard.",
    "audit": "Who did what, when and from where; provably complete.",
    "webhooks": "Events sent to your own systems, signed and retried.",
    "mail": "Messages the platform sent for this company.",
    "privacy": "Taking data along, and having it forgotten.",
    "health": "For load balancers and monitoring.",
}
SAID = {
    "400": "The request cannot be read at all.",
    "401": "Not signed in, or not any more.",
    "403": "Signed in, but not allowed.",
    "404": "Not there, or not yours.",
    "405": "This address does not know that method.",
    "409": "The state of things forbids it.",
    "412": "Changed by somebody else since you saw it.",
    "413": "Too large.",
    "415": "Not a kind of content that is taken.",
    "422": "The content makes no sense; each violation names its field.",
    "429": "Too many requests; `Retry-After` says when to go on.",
    "500": "A fault of ours; nothing was changed.",
    "503": "A part is away for a moment; try again.",
}
OF_EVERYTHING = (RequestInvalid, TooManyRequests, ServerError, Unavailable)
OF_EVERY_QUESTION = (ContentNotStorable,)
OF_EVERY_BODY = (RequestUnreadable, RequestTooLarge)
OF_EVERY_FORM = (Unauthenticated,)
"""A stranger's files are turned away before the door is reached."""
OF_EVERY_CHANGE = (ChangedAtTheSameTime,)
OF_EVERY_DOOR = (SignInRequired, TokenInvalid, SessionEnded, PermissionMissing)
OF_EVERY_KEY = (IdempotencyKeyInvalid, IdempotencyKeyReused)
IDEMPOTENCY_KEY = {
    "name": "Idempotency-Key",
    "in": "header",
    "required": False,
    "description": "makes sending again safe; any text of 1 to 255 visible characters, such as a UUID",
    "schema": {"type": "string", "minLength": 1, "maxLength": 255, "pattern": "^[!-~]+$"},
    "example": "5e0c1f1a-8f0e-4f0e-9d3c-2d9a6c1f7b11",
}
COUNT = {"schema": {"type": "integer"}}
LIMIT_HEADERS = {
    "RateLimit-Limit": COUNT | {"description": "requests allowed in the window"},
    "RateLimit-Remaining": COUNT | {"description": "requests left"},
    "RateLimit-Reset": COUNT | {"description": "seconds until the window begins anew"},
    "RateLimit-Policy": {
        "schema": {"type": "string"},
        "description": "the limit and its window in seconds, such as `1200;w=60`",
    },
}
"""Of every answer, whatever it is: the caller's limit, or that of an address where nobody was let in."""
SENT_AGAIN = {
    "put": "puts the same in the same place.",
    "patch": "sets the same again; with `If-Match` it is refused, for what you saw is changed by then.",
    "delete": "removes nothing more: it is `404`, or `204` where what ended stays to be seen.",
}
"""What becomes of a change without an Idempotency-Key when it is sent again, by its method; a POST says so itself."""
REPLAYED = {
    "schema": {"type": "string", "enum": ["true"]},
    "description": "there when this is the stored answer to an earlier request",
}
RETRY_AFTER = {"Retry-After": COUNT | {"description": "seconds to wait"}}


def routes_of(router: APIRouter) -> Iterator[tuple[str, APIRoute]]:
    """Every route with its full path."""
    return ((each.path, each) for each in router.routes if isinstance(each, APIRoute))


def doors(dependant: Dependant) -> Iterator[tuple[Permission, bool]]:
    """The permissions a route asks for, and whether an Idempotency-Key makes it happen once."""
    for each in dependant.dependencies:
        if permission := getattr(each.call, DOOR, None):
            yield permission, bool(getattr(each.call, ONCE, False))
        yield from doors(each)


def refusals(dependant: Dependant) -> Iterator[type[DomainError]]:
    """What the dependencies of a route say that they may refuse with."""
    for each in dependant.dependencies:
        yield from getattr(each.call, REFUSES, ())
        yield from refusals(each)


def document(app: FastAPI, router: APIRouter) -> dict[str, Any]:
    made = get_openapi(
        title=app.title,
        version=app.version,
        description=DESCRIPTION,
        routes=[*app.routes, *router.routes],
        tags=[{"name": name, "description": text} for name, text in TAGS.items()],
    )
    schemas = made["components"]["schemas"]
    for unused in ("HTTPValidationError", "ValidationError"):
        schemas.pop(unused, None)
    examples.fill(schemas)
    meanings.fill(schemas)
    routes = {(path, method.lower()): route for path, route in routes_of(router) for method in route.methods or ()}
    for path, methods in made["paths"].items():
        for method, operation in methods.items():
            _complete(operation, method, routes.get((path, method)))
            _exemplify(operation, schemas)
            meanings.describe(operation)
    made["components"]["headers"] = LIMIT_HEADERS
    made["components"]["examples"] = dict(sorted(_shared_examples(made).items()))
    return made


def _complete(operation: dict[str, Any], method: str, route: APIRoute | None) -> None:
    opened = list(doors(route.dependant)) if route else []
    door = (opened[0][0], any(once for _, once in opened)) if opened else None
    said = operation.get("description", "").strip()
    first = said.split("\n")[0].split(". ")[0].rstrip(".")
    if first and len(first) <= 100:
        operation["summary"] = first
    if door is not None:
        permission, once = door
        roles = ", ".join(role for role, allowed in ROLES.items() if permission in allowed)
        operation["description"] = f"{said}\n\nNeeds `{permission}` (given to: {roles}).".strip()
        operation["x-permission"] = str(permission)
        if once and method == "post":
            operation.setdefault("parameters", []).append(IDEMPOTENCY_KEY)
    if route is not None and (again := operation.get(SENDING_AGAIN) or SENT_AGAIN.get(method)):
        operation["description"] += f"\n\nSent again, it {again}"
        operation[SENDING_AGAIN] = again
    responses = operation["responses"]
    if route is not None:
        _add_problems(responses, problem_responses(*_shared(operation, method, route)))
        _add_problems(responses, route.responses)  # as declared: FastAPI leaves out what is null in an example
    for status, response in list(responses.items()):
        if "health" in operation["tags"] and status == "503":
            continue  # says which part is down, in the words of the other answers
        if status >= "400" and not response.get("content", {}).get(PROBLEM, {}).get("examples"):
            del responses[status]  # FastAPI's own guess, of what cannot happen here
        elif status >= "400":
            _as_problem(response, status)
        elif door is not None and door[1] and method == "post":
            response.setdefault("headers", {})["Idempotent-Replayed"] = REPLAYED
    if route is not None:
        for response in responses.values():
            response.setdefault("headers", {}).update(
                {name: {"$ref": f"#/components/headers/{name}"} for name in LIMIT_HEADERS}
            )


def _shared(operation: dict[str, Any], method: str, route: APIRoute) -> Iterator[type[DomainError]]:
    """What an operation may refuse with for what it is, before it does anything of its own."""
    yield from OF_EVERYTHING
    yield from refusals(route.dependant)
    if operation.get("parameters") or "requestBody" in operation:
        yield from OF_EVERY_QUESTION
    if "requestBody" in operation:
        yield from OF_EVERY_BODY
        if "multipart/form-data" in operation["requestBody"]["content"]:
            yield from OF_EVERY_FORM
    if method != "get":
        yield from OF_EVERY_CHANGE
    for permission, once in doors(route.dependant):
        yield from OF_EVERY_DOOR
        if permission not in IN_A_CLOSED_COMPANY:
            yield CompanyClosed
        if permission not in BEFORE_MFA:
            yield MfaRequired
        if once and method == "post":
            yield from OF_EVERY_KEY


def _add_problems(responses: dict[str, Any], more: dict[int | str, dict[str, Any]]) -> None:
    for status, each in more.items():
        for code, example in each.get("content", {}).get(PROBLEM, {}).get("examples", {}).items():
            content = responses.setdefault(str(status), {"description": ""}).setdefault("content", {})
            content.setdefault(PROBLEM, {}).setdefault("examples", {})[code] = dict(example)


def _as_problem(response: dict[str, Any], status: str) -> None:
    told = response.get("content", {}).get(PROBLEM, {}).get("examples", {})
    codes = "".join(f"\n- `{code}`: {told[code]['description']}" for code in sorted(told))
    response["description"] = SAID.get(status, "A problem.") + (f"\n{codes}" if codes else "")
    response["content"] = {
        PROBLEM: {
            "schema": {"$ref": "#/components/schemas/Problem"},
            "examples": {code: told[code] for code in sorted(told)},
        }
    }
    response["x-codes"] = sorted({code for example in told.values() for code in example["x-codes"]})
    if status in ("429", "503"):
        response["headers"] = dict(RETRY_AFTER)


def _shared_examples(made: dict[str, Any]) -> dict[str, Any]:
    """Every problem once, by its code; where it may be answered it is referred to."""
    shared: dict[str, Any] = {}
    for methods in made["paths"].values():
        for operation in methods.values():
            for response in operation["responses"].values():
                told = response.get("content", {}).get(PROBLEM, {}).get("examples", {})
                for code, example in told.items():
                    example.pop("x-codes", None)
                    assert shared.setdefault(code, example) == example, f"two problems are called {code}"
                    told[code] = {"$ref": f"#/components/examples/{code}"}
    return shared


def _exemplify(operation: dict[str, Any], schemas: dict[str, Any]) -> None:
    """A request that would be taken, and an answer to it."""
    contents = [operation.get("requestBody", {}).get("content", {})]
    contents += [each.get("content", {}) for status, each in operation["responses"].items() if status < "300"]
    for content in contents:
        if "schema" in content.get("application/json", {}):
            content["application/json"]["example"] = examples.made(content["application/json"]["schema"], schemas)
