"""Every answer in the tests is held against the API's document: one that is not documented fails the test that got it.

Its status, its headers, the kind of its content, the codes of a problem; and of what is JSON every member, by the schema.
"""

import json
import re
from functools import cache
from typing import Any
from urllib.parse import quote

import httpx
import jsonschema_rs

from app.core.errors import PROBLEM
from app.main import app as api

SOMETIMES = {"Idempotent-Replayed"}
"""Documented headers that come for a reason, and not always."""
PARAMETER = re.compile(r"{\w+}")
DOCUMENT = "urn:api"
JSON = ("application/json", PROBLEM)


def document() -> dict[str, Any]:
    """The API's document, made once in a process: that takes more than a second."""
    return api.openapi()


@cache
def _paths() -> list[tuple[re.Pattern[str], str]]:
    """Templates as patterns, those without parameters first."""
    templates = sorted(document()["paths"], key=lambda path: path.count("{"))
    return [(re.compile(PARAMETER.sub("[^/]+", re.sub(r"([.-])", r"\\\1", path))), path) for path in templates]


@cache
def _schemas() -> jsonschema_rs.Registry:
    """The document, where a thing has no members but those it is said to have."""
    return jsonschema_rs.Registry([(DOCUMENT, _closed(document()))])


def _closed(part: Any) -> Any:
    if isinstance(part, list):
        return [_closed(each) for each in part]
    if not isinstance(part, dict):
        return part
    closed = {name: _closed(each) for name, each in part.items()}
    return {"additionalProperties": False, **closed} if {"type", "properties"} <= closed.keys() else closed


@cache
def _validator(template: str, *inside: str) -> jsonschema_rs.Draft202012Validator:
    steps = (each.replace("/", "~1") for each in ("paths", template, *inside, "schema"))
    place = quote("/" + "/".join(steps), safe="/~")
    return jsonschema_rs.Draft202012Validator(
        {"$ref": f"{DOCUMENT}#{place}"}, registry=_schemas(), validate_formats=True
    )


def template_of(method: str, path: str) -> str | None:
    """What the document calls this path; None for what is no operation."""
    for pattern, template in _paths():
        if pattern.fullmatch(path) and method.lower() in document()["paths"][template]:
            return template
    return None


async def check(answer: httpx.Response) -> None:
    method, path = answer.request.method.lower(), answer.request.url.path
    template = template_of(method, path)
    if answer.request.url.path.startswith("/api/"):
        silent = [name for name in document()["components"]["headers"] if name not in answer.headers]
        assert not silent, f"{answer.request.method} {answer.request.url.path} does not say {silent}"
    if template is None:
        return
    operation = document()["paths"][template][method]
    status = str(answer.status_code)
    told = operation["responses"].get(status)
    name = operation["operationId"]
    assert told is not None, f"{name} does not document the status {answer.status_code}"
    missing = [each for each in told.get("headers", {}) if each not in SOMETIMES and each not in answer.headers]
    assert not missing, f"{name} promises {missing} with {answer.status_code} and does not send it"
    kind = answer.headers.get("content-type", "").partition(";")[0]
    assert kind in (told.get("content") or {""}), f"{name} does not document {kind} with {answer.status_code}"
    if kind in JSON:
        await answer.aread()
        _check_members(name, answer, _validator(template, method, "responses", status, "content", kind))
    if kind == PROBLEM:
        await answer.aread()
        _check_problem(name, operation, told, answer.json())
    elif "x-item-codes" in told:
        await answer.aread()
        codes = {each["code"] for result in answer.json()["data"]["results"] for each in result["errors"]}
        assert codes <= set(told["x-item-codes"]), f"{name} does not document {codes} of an item"


def _check_members(name: str, answer: httpx.Response, validator: jsonschema_rs.Draft202012Validator) -> None:
    wrong = [
        f"{'.'.join(map(str, each.instance_path))}: {each.message}" for each in validator.iter_errors(answer.json())
    ]
    assert not wrong, f"{name} answers {answer.status_code} otherwise than its schema says: {wrong[:5]}"


def _check_problem(name: str, operation: dict[str, Any], told: dict[str, Any], problem: dict[str, Any]) -> None:
    code = problem["type"].removeprefix("/problems/")
    documented = told["content"][PROBLEM]["examples"]
    assert code in documented, f"{name} does not document {problem['status']} {code}: {json.dumps(problem)[:300]}"
    if code == "request_invalid":
        return  # its codes are those of the schema's own rules
    carried = set(told["x-codes"])
    inner = {each["code"] for each in problem["errors"]}
    assert inner <= carried, f"{name} does not document {inner - carried} within {code}"
