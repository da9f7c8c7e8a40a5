"""The API's document: what FastAPI derives from the endpoints, and what all of them share."""

from collections.abc import Iterator
from typing import Any

from fastapi import APIRouter, FastAPI
from fastapi.dependencies.models import Dependant
from fastapi.openapi.utils import get_openapi
from fastapi.routing import APIRoute

from app.core.errors import PROBLEM
from app.modules.identity.access import DOOR, ONCE
from app.modules.identity.permissions import ROLES, Permission

DESCRIPTION = """
The books of a company: documents in, balanced entries out.

**First request.** `POST /api/v1/auth/login` gives an access token for 15 minutes; programs use an API key
(`sap_…`, made under Settings or with `POST /api/v1/api-keys`). Both go into `Authorization: Bearer …`.

**Answers** are `{"data": …, "meta": {"request_id", "timestamp", …}}`. Amounts are decimal strings, dates ISO 8601,
instants UTC, ids UUIDv7. Long work answers `202` with the `Location` of a job to follow.

**Problems** are `application/problem+json` (RFC 9457): `errors[]` lists every violation at once with a machine `code`,
a `message` for people and the `field` it is about. `meta.request_id` is what to quote when asking for help.

**Lists** share one grammar: `?q=&from=&to=&sort=-name&limit=&cursor=`, filters by name and repeatable
(`?status=a&status=b`); `meta.next_cursor` leads on. With `?format=csv` or `xlsx` the whole filtered list
comes as a file.

**Sending again.** Every `POST` behind a permission takes an `Idempotency-Key`: within 24 hours the same key and body
give the first answer again, byte for byte, and no second effect. Another body under that key is refused with `409`.

**Changing what somebody else may change.** Resources carry an `ETag`; send it back as `If-Match` and a stale change is
refused with `412` instead of overwriting.

**Limits.** `RateLimit-Limit`, `-Remaining` and `-Reset` come with every answer; beyond the limit it is `429` with
`Retry-After`.
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
    "contacts": "Customers and suppliers.",
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
    "503": "A part is away for a moment; try again.",
}
EXAMPLE = {
    "type": "/problems/request_invalid",
    "title": "The request is not as documented.",
    "status": 422,
    "detail": "reason: String should have at least 1 character",
    "errors": [
        {
            "code": "string_too_short",
            "message": "String should have at least 1 character",
            "field": "reason",
            "value": "",
        }
    ],
    "meta": {"request_id": "req_0f3c9a1e", "timestamp": "2026-11-21T09:30:00Z"},
}
OF_EVERY_BODY = ("400", "413")
OF_EVERY_DOOR = ("401", "403", "422", "429", "503")
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
}
REPLAYED = {
    "schema": {"type": "string", "enum": ["true"]},
    "description": "there when this is the stored answer to an earlier request",
}
RETRY_AFTER = {"Retry-After": COUNT | {"description": "seconds to wait"}}


def routes_of(router: APIRouter, prefix: str = "") -> Iterator[tuple[str, APIRoute]]:
    """Every route with its full path, also of routers within routers."""
    for each in router.routes:
        if isinstance(each, APIRoute):
            yield prefix + each.path, each
        elif (inner := getattr(each, "original_router", None)) is not None:
            yield from routes_of(inner, prefix or router.prefix)


def doors(dependant: Dependant) -> Iterator[tuple[Permission, bool]]:
    """The permissions a route asks for, and whether an Idempotency-Key makes it happen once."""
    for each in dependant.dependencies:
        if permission := getattr(each.call, DOOR, None):
            yield permission, bool(getattr(each.call, ONCE, False))
        yield from doors(each)


def document(app: FastAPI, router: APIRouter) -> dict[str, Any]:
    made = get_openapi(
        title=app.title,
        version=app.version,
        description=DESCRIPTION,
        routes=app.routes,
        tags=[{"name": name, "description": text} for name, text in TAGS.items()],
    )
    guarded = {
        (path, method.lower()): door
        for path, route in routes_of(router)
        for method in route.methods or ()
        for door in doors(route.dependant)
    }
    for path, methods in made["paths"].items():
        for method, operation in methods.items():
            _complete(operation, method, guarded.get((path, method)))
    return made


def _complete(operation: dict[str, Any], method: str, door: tuple[Permission, bool] | None) -> None:
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
    responses = operation["responses"]
    if "requestBody" in operation:
        for status in OF_EVERY_BODY:
            responses.setdefault(status, {"description": SAID[status]})
    if door is not None:
        for status in OF_EVERY_DOOR:
            responses.setdefault(status, {"description": SAID[status]})
        if method == "post" and door[1]:
            responses.setdefault("409", {"description": SAID["409"]})
    for status, response in responses.items():
        if "health" in operation["tags"] and status == "503":
            continue  # says which part is down, in the words of the other answers
        if status >= "400":
            _as_problem(response, status)
        elif door is not None:
            response.setdefault("headers", {}).update(LIMIT_HEADERS)
            if door[1] and method == "post":
                response["headers"]["Idempotent-Replayed"] = REPLAYED


def _as_problem(response: dict[str, Any], status: str) -> None:
    response["description"] = SAID.get(status, response.get("description", "A problem."))
    example = EXAMPLE if status == "422" else None
    response["content"] = {
        PROBLEM: {"schema": {"$ref": "#/components/schemas/Problem"}} | ({"example": example} if example else {})
    }
    if status in ("429", "503"):
        response["headers"] = dict(RETRY_AFTER)
