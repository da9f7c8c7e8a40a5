"""What the API's document promises an integrator: examples that work, every problem by its code, every word explained.

That no answer is missing from it is proven by `tests/documented.py`, at every answer in all tests.
"""

from collections.abc import Iterator
from typing import Any

import jsonschema_rs
import pytest
from fastapi.routing import APIRoute

import app.models  # noqa: F401  (every module, and with it every error)
from accounting.errors import Conflict, DomainError, Forbidden, Invalid, NotFound, Unauthenticated, Unavailable
from app.api.v1.router import router
from app.core.errors import PROBLEM, ServerError
from app.examples import UNTOLD
from app.main import build
from app.openapi import routes_of

DOCUMENT = build().openapi()
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
    "job_gave_up",
    "export_damaged",
    "spark_unavailable",
    "mail_address_invalid",
}
"""Errors of jobs and of the nightly round, told in a job's row or in the log; and constraints that no request meets."""


def problems(operation: dict[str, Any]) -> Iterator[tuple[str, dict[str, Any]]]:
    """Status and response of everything but success."""
    for status, response in operation["responses"].items():
        if status >= "400" and PROBLEM in response.get("content", {}):
            yield status, response


def fits(schema: dict[str, Any], value: Any) -> list[str]:
    """What is wrong with a value, by the document alone."""
    validator = jsonschema_rs.Draft202012Validator(
        {**schema, "components": DOCUMENT["components"]}, validate_formats=True
    )
    return [error.message for error in validator.iter_errors(value)]


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

    kinds = {Conflict, DomainError, Forbidden, Invalid, NotFound, Unauthenticated, Unavailable, ServerError}
    ours = {each for each in below(DomainError) if each.__module__.startswith("app.")} - kinds
    documented = set(DOCUMENT["components"]["examples"]) | {
        code for operation in OPERATIONS.values() for response in operation["responses"].values()
        for code in (*response.get("x-codes", ()), *response.get("x-item-codes", ()))
    }  # fmt: skip
    assert {each.code() for each in ours} - documented - NEVER_ANSWERED == set()


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
