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
from tests.documented import document

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
        for path, methods in document()["paths"].items()
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


READING = {"check", "download", "explain", "get", "guess", "list", "preview", "report", "search", "sum"}
CHANGING = {
    "patch": {"choose", "lock", "revise"},
    "put": {"choose", "map", "order", "set", "tag"},
    "delete": {"cancel", "end", "leave", "remove", "revoke"},
}


def operations():
    """Every operation of the document with its method, by its id."""
    methods = [each for path in document()["paths"].values() for each in path.items()]
    return [(operation["operationId"], method) for method, operation in methods]


def test_every_operation_has_a_name_of_its_own():
    names = [name for name, _ in operations()]
    assert sorted(names) == sorted(set(names))


def test_an_operation_is_a_verb_and_what_it_is_done_to_and_no_word_of_it_is_said_twice():
    said = [(name, name.split("_")) for name, _ in operations()]
    assert [name for name, words in said if len(words) < 2 or len(set(words)) < len(words)] == []
    assert {name for name, method in operations() if method == "get" and name.split("_")[0] not in READING} == set()
    for method, verbs in CHANGING.items():
        assert {name for name, each in operations() if each == method and name.split("_")[0] not in verbs} == set()


def test_money_in_the_document_is_text_and_never_a_number():
    def numbers(schema, where):
        if isinstance(schema, dict):
            for name, value in schema.get("properties", {}).items():
                if any(word in name for word in ("amount", "debit", "credit", "total_", "balance", "price", "rate")):
                    kinds = {value.get("type"), *(each.get("type") for each in value.get("anyOf", ()))}
                    if kinds & {"number", "integer"} and "string" not in kinds:
                        yield f"{where}.{name}"

    schemas = document()["components"]["schemas"]
    assert [each for name, schema in schemas.items() for each in numbers(schema, name)] == []
