"""What a route is called with, planned once. FastAPI goes through all that a route depends on anew for every request.

What there is, is FastAPI's to find out, and its functions read and check every parameter, so that a plan gives what it
would give. Only what changes nothing is planned: a route that answers GET and takes no body.
"""

import inspect
from collections.abc import Callable, Mapping
from contextlib import AsyncExitStack, asynccontextmanager
from dataclasses import dataclass, field
from typing import Any

from fastapi import Request, Response
from fastapi.dependencies.models import Dependant
from fastapi.dependencies.utils import request_params_to_args
from fastapi.exceptions import RequestValidationError

LEFT_TO_FASTAPI = (
    "body_params",
    "websocket_param_name",
    "background_tasks_param_name",
    "security_scopes_param_name",
    "concurrency",
)

DOOR = "__permission__"
"""Marks the dependency by which a route is entered, with the permission that is asked for there."""

Reader = Callable[[Request], Mapping[str, Any]]
WHERE: dict[str, Reader] = {
    "path_params": lambda request: request.path_params,
    "query_params": lambda request: request.query_params,
    "header_params": lambda request: request.headers,
    "cookie_params": lambda request: request.cookies,
}


@dataclass(slots=True)
class Going:
    """One request under way: what it opened, and what was made or refused so far."""

    request: Request
    stack: AsyncExitStack
    told: Response | None = None
    made: dict[Any, Any] = field(default_factory=dict)
    refused: list[Any] = field(default_factory=list)


@dataclass(frozen=True, slots=True)
class Plan:
    """A function, and how each of its arguments comes to be."""

    function: Callable[..., Any]
    call: Callable[..., Any]
    name: str | None
    opens: bool
    inside: tuple["Plan", ...]
    read: tuple[tuple[list[Any], Reader], ...]
    request_names: tuple[str, ...]
    response_name: str | None

    async def arguments(self, going: Going) -> dict[str, Any]:
        """What it depends on, each made once, and what it reads; `going.refused` says what could not be read."""
        given: dict[str, Any] = {}
        for each in self.inside:
            if each.function not in going.made:
                refused = len(going.refused)
                arguments = await each.arguments(going)
                if len(going.refused) > refused:
                    continue
                made = each.call(**arguments)
                going.made[each.function] = await (going.stack.enter_async_context(made) if each.opens else made)
            if each.name is not None:
                given[each.name] = going.made[each.function]
        for fields, where in self.read:
            values, errors = request_params_to_args(fields, where(going.request))
            given |= values
            going.refused += errors
        for name in self.request_names:
            given[name] = going.request
        if self.response_name is not None:
            going.told = given[self.response_name] = going.told or _nothing_said()
        return given

    async def carry_out(self, going: Going) -> Any:
        """What the function answers. Raises RequestValidationError for what could not be read."""
        arguments = await self.arguments(going)
        if going.refused:
            raise RequestValidationError(going.refused)
        return await self.call(**arguments)


def plan_of(dependant: Dependant) -> Plan | None:
    """None where something is asked for that only FastAPI can give."""
    call = dependant.call
    assert call is not None
    opens = inspect.isasyncgenfunction(call)
    inside = [plan_of(each) for each in dependant.dependencies]
    if any(getattr(dependant, each) for each in LEFT_TO_FASTAPI) or not (opens or _is_coroutine(call)):
        return None
    if any(each is None for each in inside) or not all(each.use_cache for each in dependant.dependencies):
        return None
    return Plan(
        function=call,
        call=asynccontextmanager(call) if opens else call,
        name=dependant.name,
        opens=opens,
        inside=tuple(each for each in inside if each is not None),
        read=tuple((fields, where) for what, where in WHERE.items() if (fields := getattr(dependant, what))),
        request_names=tuple(filter(None, (dependant.request_param_name, dependant.http_connection_param_name))),
        response_name=dependant.response_param_name,
    )


def _is_coroutine(call: Callable[..., Any]) -> bool:
    return inspect.iscoroutinefunction(call) or inspect.iscoroutinefunction(type(call).__call__)


def _nothing_said() -> Response:
    """For an endpoint to put its headers on."""
    response = Response()
    del response.headers["content-length"]
    return response
