"""What the API's document promises an integrator: examples that work, every problem by its code, every word explained.

That no answer is missing from it is proven by `tests/documented.py`, at every answer in all tests.
"""

import json
from collections.abc import Iterator
from functools import cache
from typing import Any

import jsonschema_rs
import pytest
from fastapi.routing import APIRoute

import app.models  # noqa: F401  (every module, and with it every error)
from accounting.errors import Conflict, DomainError, Forbidden, Invalid, NotFound, Unauthenticated, Unavailable
from app.api.v1.router import router
from app.core.errors import PROBLEM, MethodNotAllowed
from app.examples import UNTOLD
from app.openapi import doors, routes_of
from tests.documented import document

DOCUMENT = document()
OPERATIONS = {
    f"{method.upper()} {path}": operation for path, methods in DOCUMENT["paths"].items() for method, operation in methods.items()
}  # fmt: skip
ROUTES: dict[str, APIRoute] = {
    f"{method} {path}": route for path, route in routes_of(router) for method in route.methods or ()
}
NEVER_ANSWERED = {
    "account_code_taken",
    "books_are_append_only",
    "had_its_turn",
    "imported_line_stays",
    "job_gave_up",
    "proposal_outdated",
    "export_damaged",
    "spark_unavailable",
    "mail_address_invalid",
    "series_left",
}
"""Errors of jobs and of the nightly round, told in a job's row or in the log; constraints that no request meets; and
what an answer tells of what it left out."""


def problems(operation: dict[str, Any]) -> Iterator[tuple[str, dict[str, Any]]]:
    """Status and response of everything but success."""
    for status, response in operation["responses"].items():
        if status >= "400" and PROBLEM in response.get("content", {}):
            yield status, response


def fits(schema: dict[str, Any], value: Any) -> list[str]:
    """What is wrong with a value, by the document alone."""
    return [error.message for error in _validator(json.dumps(schema)).iter_errors(value)]


@cache
def _validator(schema: str) -> jsonschema_rs.Draft202012Validator:
    """Of one kind of value: to make one, all the document's schemas are read."""
    schemas = {"schemas": DOCUMENT["components"]["schemas"]}
    return jsonschema_rs.Draft202012Validator({**json.loads(schema), "components": schemas}, validate_formats=True)


def bodies(content: dict[str, Any]) -> dict[str, Any] | None:
    return content.get("application/json")


@pytest.mark.parametrize("name", OPERATIONS)
def test_every_problem_is_told_by_its_code_with_a_sentence_and_an_example(name):
    for status, response in problems(OPERATIONS[name]):
        told = response["content"][PROBLEM]["examples"]
        assert told, f"{name} {status} names no problem"
        for code in told:
            example = DOCUMENT["components"]["examples"][code]
            assert f"- `{code}`: {example['summary']}" in response["description"]
            assert example["value"]["status"] == int(status)
            assert fits({"$ref": "#/components/schemas/Problem"}, example["value"]) == []


@pytest.mark.parametrize("name", [name for name, each in OPERATIONS.items() if bodies(each.get("requestBody", {}).get("content", {}))])  # fmt: skip
def test_every_request_has_an_example_that_would_be_taken(name):
    body = bodies(OPERATIONS[name]["requestBody"]["content"])
    assert body
    assert fits(body["schema"], body["example"]) == []
    field = ROUTES[name].body_field
    assert field
    _, errors = field.validate(body["example"], {}, loc=("body",))
    assert not errors


@pytest.mark.parametrize("name", OPERATIONS)
def test_every_answer_has_an_example_that_fits_its_schema(name):
    for status, response in OPERATIONS[name]["responses"].items():
        if status < "300" and (body := bodies(response.get("content", {}))):
            assert fits(body["schema"], body["example"]) == []


def test_every_text_in_an_example_is_a_real_one():
    def untold(value: Any, where: str) -> Iterator[str]:
        if isinstance(value, dict):
            for name, each in value.items():
                yield from untold(each, f"{where}.{name}")
        elif isinstance(value, list):
            for each in value:
                yield from untold(each, where)
        elif value == UNTOLD:
            yield where

    found = [
        each
        for name, operation in OPERATIONS.items()
        for holder in (operation.get("requestBody", {}), *operation["responses"].values())
        for each in untold((bodies(holder.get("content", {})) or {}).get("example"), name)
    ]
    assert found == [], "give these an example in their schema, or in app/words.py"


def test_every_error_that_a_module_has_is_documented_somewhere():
    def below(kind: type[DomainError]) -> Iterator[type[DomainError]]:
        for each in kind.__subclasses__():
            yield each
            yield from below(each)

    kinds = {Conflict, DomainError, Forbidden, Invalid, NotFound, Unauthenticated, Unavailable, MethodNotAllowed}
    ours = {each for each in below(DomainError) if each.__module__.startswith("app.")} - kinds
    documented = set(DOCUMENT["components"]["examples"]) | {
        code for operation in OPERATIONS.values() for response in operation["responses"].values()
        for code in (*response.get("x-codes", ()), *response.get("x-item-codes", ()))
    }  # fmt: skip
    assert {each.code() for each in ours} - documented - NEVER_ANSWERED == set()


CHANGES = [name for name in OPERATIONS if not name.startswith("GET ")]
SENT_AGAIN_SAFELY = {
    "POST /api/v1/audit/verify": "checks, and changes nothing of what it checks",
    "POST /api/v1/auth/confirm-email": "a link is good once",
    "POST /api/v1/auth/invitations/accept": "an invitation is good once",
    "POST /api/v1/auth/invitations/inspect": "only looks",
    "POST /api/v1/auth/login": "nobody is anybody yet; a session more is no effect on the books",
    "POST /api/v1/auth/logout": "an ended session stays ended",
    "POST /api/v1/auth/mfa": "a challenge is good once",
    "POST /api/v1/auth/password/forgot": "the newest link alone works; so many an hour",
    "POST /api/v1/auth/password/reset": "a link is good once",
    "POST /api/v1/auth/refresh": "a refresh token is good once",
    "POST /api/v1/auth/register": "an address registers once",
    "POST /api/v1/auth/verify-email": "a link is good once",
    "POST /api/v1/me/erase": "whoever is erased is nobody any more",
}
"""The only POSTs without an Idempotency-Key, and why none is needed."""


def offers_key(operation: dict[str, Any]) -> bool:
    return any(each["name"] == "Idempotency-Key" for each in operation.get("parameters", ()))


def test_every_change_takes_an_idempotency_key_or_says_why_it_needs_none():
    without = {name for name in CHANGES if not offers_key(OPERATIONS[name])}
    assert {name for name in without if name.startswith("POST ")} == set(SENT_AGAIN_SAFELY)
    for name in without:
        said = OPERATIONS[name]["x-sending-again"]
        assert len(said) > 20
        assert f"Sent again, it {said}" in OPERATIONS[name]["description"]


def test_every_door_that_happens_once_offers_the_key_in_the_document():
    """`may` claims it for every POST: what the door does and what the document says are the same set."""
    once = {name for name, route in ROUTES.items() if any(is_once for _, is_once in doors(route.dependant))}
    assert {name for name in OPERATIONS if offers_key(OPERATIONS[name])} == {
        name for name in once if name.startswith("POST ")
    }
    for name in once & set(CHANGES):
        if name.startswith("POST "):
            told = OPERATIONS[name]["responses"]
            assert "idempotency_key_reused" in told["409"]["x-codes"], name
            assert "Idempotent-Replayed" in next(each for status, each in told.items() if status < "300")["headers"]


def test_every_answer_tells_the_limit_that_it_counts_for():
    limits = {"RateLimit-Limit", "RateLimit-Remaining", "RateLimit-Reset", "RateLimit-Policy"}
    assert set(DOCUMENT["components"]["headers"]) == limits
    for name in ROUTES:
        for status, response in OPERATIONS[name]["responses"].items():
            assert limits <= set(response["headers"]), f"{name} {status}"
        assert "Retry-After" in OPERATIONS[name]["responses"]["429"]["headers"]


def test_a_fault_of_ours_is_documented_everywhere():
    for name in ROUTES:
        told = OPERATIONS[name]["responses"]["500"]
        assert told["x-codes"] == ["server_error"], name
        assert told["content"][PROBLEM]["schema"] == {"$ref": "#/components/schemas/Problem"}
    example = DOCUMENT["components"]["examples"]["server_error"]["value"]
    assert "request id" in example["title"]
    assert example["meta"]["request_id"]


def test_every_operation_and_every_parameter_is_described():
    undescribed = [
        f"{name} {parameter['name']}"
        for name, operation in OPERATIONS.items()
        for parameter in operation.get("parameters", ())
        if len(parameter.get("description", "")) < 5
    ]
    assert undescribed == []
    assert [name for name, operation in OPERATIONS.items() if len(operation.get("description", "")) < 20] == []


def test_every_number_says_what_it_counts():
    """An integrator cannot tell seconds from milliseconds, or a share from percent, by looking at a number."""
    silent = [
        f"{name}.{field}"
        for name, schema in DOCUMENT["components"]["schemas"].items()
        for field, described in schema.get("properties", {}).items()
        if {"integer", "number"} & {each.get("type") for each in (described, *described.get("anyOf", ()))}
        and "const" not in described
        and not described.get("description")
    ]
    assert silent == []


def objects(schema: dict[str, Any], seen: set[str]) -> Iterator[dict[str, Any]]:
    """Every object that a request may hold, at any depth."""
    if name := schema.get("$ref"):
        if name not in seen:
            seen.add(name)
            yield from objects(DOCUMENT["components"]["schemas"][name.rsplit("/", 1)[1]], seen)
        return
    if schema.get("properties"):
        yield schema
    parts = [*schema.get("properties", {}).values(), *(schema[word] for word in ("items",) if word in schema)]
    for part in [*parts, *(each for word in ("anyOf", "oneOf", "allOf") for each in schema.get(word, ()))]:
        yield from objects(part, seen)


@pytest.mark.parametrize("name", [each for each in OPERATIONS if "requestBody" in OPERATIONS[each]])
def test_no_body_takes_a_field_that_it_does_not_name(name: str) -> None:
    """Mass assignment: an id, a version or a role that is sent along is refused, and never taken or overlooked."""
    content = OPERATIONS[name]["requestBody"]["content"].get("application/json")
    if content is not None:
        for body in objects(content["schema"], set()):
            assert body.get("additionalProperties") is False, body.get("title")
