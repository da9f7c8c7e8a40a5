"""Every answer in the tests is held against the API's document: one that is not documented fails the test that got it."""

import json
import re
from functools import cache
from typing import Any

import httpx

from app.core.errors import PROBLEM
from app.main import app as api

PARAMETER = re.compile(r"{\w+}")


@cache
def _document() -> dict[str, Any]:
    return api.openapi()


@cache
def _paths() -> list[tuple[re.Pattern[str], str]]:
    """Templates as patterns, those without parameters first."""
    templates = sorted(_document()["paths"], key=lambda path: path.count("{"))
    return [(re.compile(PARAMETER.sub("[^/]+", re.sub(r"([.-])", r"\\\1", path))), path) for path in templates]


def operation_of(method: str, path: str) -> dict[str, Any] | None:
    """What the document says of it; None for what is no operation."""
    for pattern, template in _paths():
        if pattern.fullmatch(path) and (found := _document()["paths"][template].get(method.lower())):
            return found
    return None


async def check(answer: httpx.Response) -> None:
    operation = operation_of(answer.request.method, answer.request.url.path)
    if answer.request.url.path.startswith("/api/"):
        silent = [name for name in _document()["components"]["headers"] if name not in answer.headers]
        assert not silent, f"{answer.request.method} {answer.request.url.path} does not say {silent}"
    if operation is None:
        return
    told = operation["responses"].get(str(answer.status_code))
    name = operation["operationId"]
    assert told is not None, f"{name} does not document the status {answer.status_code}"
    kind = answer.headers.get("content-type", "").partition(";")[0]
    if kind == PROBLEM:
        await answer.aread()
        _check_problem(name, operation, told, answer.json())
    elif "x-item-codes" in told:
        await answer.aread()
        codes = {each["code"] for result in answer.json()["data"]["results"] for each in result["errors"]}
        assert codes <= set(told["x-item-codes"]), f"{name} does not document {codes} of an item"


def _check_problem(name: str, operation: dict[str, Any], told: dict[str, Any], problem: dict[str, Any]) -> None:
    code = problem["type"].removeprefix("/problems/")
    documented = told["content"][PROBLEM]["examples"]
    assert code in documented, f"{name} does not document {problem['status']} {code}: {json.dumps(problem)[:300]}"
    if code == "request_invalid":
        return  # its codes are those of the schema's own rules
    carried = set(told["x-codes"])
    inner = {each["code"] for each in problem["errors"]}
    assert inner <= carried, f"{name} does not document {inner - carried} within {code}"
