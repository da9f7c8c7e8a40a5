"""The doors of the API, and its document."""

import json
from collections.abc import Iterator
from pathlib import Path

from fastapi.routing import APIRoute

from app.api.v1.router import router
from app.main import build
from app.modules.identity.permissions import ROLES, Permission
from app.openapi import doors as doors_of
from app.openapi import routes_of

BACKEND = Path(__file__).parents[2]
OPEN_TO_ALL = {
    "/api/v1/auth/register": "nobody has a token yet",
    "/api/v1/auth/login": "nobody has a token yet",
    "/api/v1/auth/refresh": "the refresh cookie is the key",
    "/api/v1/auth/logout": "the refresh cookie is the key; ending a session twice is fine",
    "/api/v1/auth/mfa": "the challenge is the key, together with a code",
    "/api/v1/auth/verify-email": "the mailed secret is the key",
    "/api/v1/auth/password/forgot": "whoever forgot their password has no token; the answer tells nothing",
    "/api/v1/auth/password/reset": "the mailed secret is the key",
    "/api/v1/auth/confirm-email": "the mailed secret is the key",
    "/api/v1/auth/invitations/inspect": "the mailed secret is the key",
    "/api/v1/auth/invitations/accept": "the mailed secret is the key, together with a password or a token",
}


def routes() -> Iterator[tuple[str, APIRoute]]:
    return routes_of(router)


def doors(dependant) -> Iterator[Permission]:
    return (permission for permission, _ in doors_of(dependant))


def test_every_route_is_looked_at():
    seen = {(path, method.lower()) for path, route in routes() for method in route.methods}
    documented = {
        (path, method)
        for path, methods in build().openapi()["paths"].items()
        if path.startswith("/api/v1")
        for method in methods
    }
    assert seen == documented
    assert len(seen) > 25


def test_every_route_asks_for_a_permission():
    without = {path for path, route in routes() if not list(doors(route.dependant))}
    assert without == set(OPEN_TO_ALL)


def test_reading_asks_for_a_reading_permission_and_nothing_else_does():
    wrong = [
        (path, method, permission)
        for path, route in routes()
        for method in route.methods
        for permission in doors(route.dependant)
        if permission.reads != (method == "GET")
    ]
    assert wrong == []


def test_every_permission_is_given_to_somebody_and_guards_something():
    asked = {permission for _, route in routes() for permission in doors(route.dependant)}
    given = frozenset().union(*ROLES.values())
    assert asked == given == set(Permission)


def test_the_committed_document_is_the_one_the_api_gives():
    committed = json.loads((BACKEND / "openapi.json").read_text())
    assert committed == json.loads(json.dumps(build().openapi())), "run: python -m app.export_openapi"


def test_every_operation_has_a_name_of_its_own():
    names = [
        operation["operationId"] for methods in build().openapi()["paths"].values() for operation in methods.values()
    ]
    assert sorted(names) == sorted(set(names))


def test_money_in_the_document_is_text_and_never_a_number():
    def numbers(schema, where):
        if isinstance(schema, dict):
            for name, value in schema.get("properties", {}).items():
                if any(word in name for word in ("amount", "debit", "credit", "total_", "balance", "price", "rate")):
                    kinds = {value.get("type"), *(each.get("type") for each in value.get("anyOf", ()))}
                    if kinds & {"number", "integer"} and "string" not in kinds:
                        yield f"{where}.{name}"

    document = build().openapi()
    assert [each for name, schema in document["components"]["schemas"].items() for each in numbers(schema, name)] == []
